#include <algorithm>
#include <string>
#include <utility>

#include "core/message.hpp"
#include "ledger/application_rows.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

class Reader {
 public:
  Reader(TableContext& context, const NamedInstalments& instalments, ApplicationMoney& money)
      : context_(context),
        instalments_(instalments),
        money_(money),
        size_(static_cast<std::size_t>(context.table.rows())) {}

  ApplicationRows read() {
    out_.credit = context_.index.find(tuple("credit_id"), context_.rules.threads);
    out_.debit = context_.index.find(tuple("debit_id"), context_.rules.threads);
    find_facts();
    read_amounts();
    check_references(context_.rows, tuple("credit_id"), out_.credit, true);
    check_sides("credit_id", out_.credit, credit_is_debit_, Rule::not_a_credit, false);
    check_references(context_.rows, tuple("debit_id"), out_.debit, true);
    check_sides("debit_id", out_.debit, debit_is_debit_, Rule::not_a_debit, true);
    read_instalments();
    check_amounts();
    read_days();
    return std::move(out_);
  }

 private:
  std::span<const ChunkedColumn* const> tuple(const char* role) const { return context_.table.all(role); }
  std::uint32_t document_of(std::uint32_t identity) const { return context_.ledger.current_row[identity]; }

  CurrencyCells currencies_without_documents() const {
    const CurrencyState otherwise = context_.rules.currency ? CurrencyState::stated : CurrencyState::missing;
    return {std::vector<std::uint16_t>(size_, context_.rules.currency.value_or(no_currency())),
            std::vector<CurrencyState>(size_, otherwise),
            {}};
  }

  // One look at each document of a row; everything else reads its answers.
  void find_facts() {
    const std::vector<DocumentFacts> facts = facts_of(context_.ledger);
    money_.debit_currencies = currencies_without_documents();
    money_.credit_currencies = currencies_without_documents();
    out_.credit_posting.assign(size_, kNoDate);
    out_.debit_posting.assign(size_, kNoDate);
    out_.has_two_customers.assign(size_, 0);
    credit_is_debit_.assign(size_, 0);
    debit_is_debit_.assign(size_, 0);
    for (std::size_t row = 0; row < size_; ++row) {
      if (row + kFetchAhead < size_) {
        fetch(facts, out_.credit.identity[row + kFetchAhead]);
        fetch(facts, out_.debit.identity[row + kFetchAhead]);
      }
      const std::uint32_t credit = out_.credit.identity[row];
      const std::uint32_t debit = out_.debit.identity[row];
      if (credit != kNoRow) {
        out_.credit_posting[row] = facts[credit].posting;
        credit_is_debit_[row] = facts[credit].is_debit ? 1 : 0;
        money_.credit_currencies.index[row] = facts[credit].currency;
        money_.credit_currencies.state[row] = CurrencyState::known;
      }
      if (debit != kNoRow) {
        out_.debit_posting[row] = facts[debit].posting;
        debit_is_debit_[row] = facts[debit].is_debit ? 1 : 0;
        money_.debit_currencies.index[row] = facts[debit].currency;
        money_.debit_currencies.state[row] = CurrencyState::known;
      }
      if (credit != kNoRow && debit != kNoRow) {
        out_.has_two_customers[row] = facts[credit].customer != facts[debit].customer ? 1 : 0;
      }
    }
  }

  // The amount is in the debit's currency; where the debit is not found, in the credit's.
  void read_amounts() {
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.debit.identity[row] != kNoRow || out_.credit.identity[row] == kNoRow) continue;
      money_.debit_currencies.index[row] = money_.credit_currencies.index[row];
      money_.debit_currencies.state[row] = CurrencyState::known;
    }
    const ChunkedColumn& column = *context_.table.one("amount");
    money_.debit = read_row_money(column, money_.debit_currencies, context_.rules);
    check_money_total(column, money_.debit.minor, money_.debit_currencies.index);
    if (const ChunkedColumn* const other = context_.table.one("credit_amount")) {
      money_.credit = read_row_money(*other, money_.credit_currencies, context_.rules);
      check_money_total(*other, money_.credit.minor, money_.credit_currencies.index);
    } else {
      money_.credit.minor.assign(size_, 0);
      money_.credit.is_null.assign(size_, 1);
    }
    context_.rows.set_money(
        {money_.debit.minor.data(), money_.debit.is_null.data(), money_.debit_currencies.index.data()});
  }

  void check_sides(const char* role, const References& side, const std::vector<std::uint8_t>& is_debit,
                   Rule rule, bool expects_debit) {
    const Documents& documents = context_.ledger.documents;
    for (std::size_t row = 0; row < size_; ++row) {
      if (side.identity[row] == kNoRow || (is_debit[row] != 0) == expects_debit) continue;
      if (context_.rows.is_excluded(row)) continue;
      const std::uint32_t document = document_of(side.identity[row]);
      context_.rows.exclude(row, rule, tuple(role)[0]->short_name(),
                            {show_tuple(tuple(role), row),
                             show_money(documents.amount[document], documents.currency[document])});
    }
  }

  void read_instalments() {
    const ChunkedColumn* const column = context_.table.one("instalment");
    if (column == nullptr) {
      out_.instalment.assign(size_, kNoInstalment);
      return;
    }
    out_.instalment = read_numbers(context_, *column);
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.instalment[row] == kNoInstalment || context_.rows.is_excluded(row)) continue;
      if (instalments_.contains(out_.debit.identity[row], out_.instalment[row])) continue;
      context_.rows.exclude(
          row, Rule::unknown_instalment, column->short_name(),
          {show_cell(*column, static_cast<std::int64_t>(row)), show_tuple(tuple("debit_id"), row)});
    }
  }

  void check_amounts() {
    const ChunkedColumn& column = *context_.table.one("amount");
    context_.rows.check_cells(column, money_.debit.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (money_.debit.is_null[row] != 0) context_.rows.miss(row, column, "the applied amount");
    }
    const ChunkedColumn* const other = context_.table.one("credit_amount");
    if (other != nullptr) context_.rows.check_cells(*other, money_.credit.problems);
    out_.debit_amount = money_.debit.minor;
    out_.credit_amount = money_.credit.minor;
    for (std::size_t row = 0; row < size_; ++row) {
      if (!context_.rows.is_excluded(row)) check_pair(row);
    }
  }

  void check_pair(std::size_t row) {
    const bool is_same = money_.debit_currencies.index[row] == money_.credit_currencies.index[row];
    const bool has_credit = money_.credit.is_null[row] == 0;
    std::int64_t& credit = out_.credit_amount[row];
    const std::int64_t debit = out_.debit_amount[row];
    if (is_same && !has_credit) credit = debit;
    const bool is_opposite = (debit > 0 && credit < 0) || (debit < 0 && credit > 0);
    if (is_same ? credit == debit : has_credit && !is_opposite) return;
    const ChunkedColumn* const other = context_.table.one("credit_amount");
    const ChunkedColumn& column = other != nullptr ? *other : *context_.table.one("amount");
    context_.rows.exclude(row, Rule::mixed_currency, column.short_name(),
                          {shown(*context_.table.one("amount"), row), pair_text(row)});
  }

  std::string pair_text(std::size_t row) const {
    const std::uint16_t debit = money_.debit_currencies.index[row];
    const std::uint16_t credit = money_.credit_currencies.index[row];
    std::string text = "the debit is in " + std::string(Currency::from_index(debit).code()) +
                       ", the credit in " + std::string(Currency::from_index(credit).code());
    if (money_.credit.is_null[row] != 0) return text + ", and the credit amount is missing";
    return text + ", and the credit amount is " + show_money(money_.credit.minor[row], credit);
  }

  void read_days() {
    const ChunkedColumn& column = *context_.table.one("applied_on");
    out_.applied_on = days(column);
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.applied_on[row] == kNoDate) context_.rows.miss(row, column, "the day it was applied on");
    }
    if (const ChunkedColumn* const recorded = context_.table.one("recorded_on"))
      out_.recorded_on = days(*recorded);
  }

  std::vector<std::int32_t> days(const ChunkedColumn& column) {
    DateCells cells = read_day_column(column, context_.rules);
    context_.rows.check_cells(column, cells.problems);
    return std::move(cells.days);
  }

  static std::string shown(const ChunkedColumn& column, std::size_t row) {
    return show_cell(column, static_cast<std::int64_t>(row));
  }

  TableContext& context_;
  const NamedInstalments& instalments_;
  ApplicationMoney& money_;
  std::size_t size_;
  std::vector<std::uint8_t> credit_is_debit_, debit_is_debit_;
  ApplicationRows out_;
};

}  // namespace

ApplicationRows read_applications(TableContext& context, const NamedInstalments& instalments,
                                  ApplicationMoney& money) {
  return context.table.is_given() ? Reader(context, instalments, money).read() : ApplicationRows();
}

// Suspicions of the rows that are kept.
void report_applications(TableContext& context, const ApplicationRows& applications,
                         const ApplicationMoney& money) {
  if (!context.table.is_given()) return;
  const Documents& documents = context.ledger.documents;
  const std::string applied_on(context.table.one("applied_on")->short_name());
  const std::string credit_id(context.table.all("credit_id")[0]->short_name());
  const auto current = [&context](const References& side, std::size_t row) {
    return context.ledger.current_row[side.identity[row]];
  };
  for (std::size_t row = 0; row < applications.size(); ++row) {
    if (context.rows.is_excluded(row)) continue;
    const std::int32_t credit_posting = applications.credit_posting[row];
    const std::int32_t debit_posting = applications.debit_posting[row];
    if (applications.debit_amount[row] > 0 && credit_posting < debit_posting) {
      context.rows.suspect(row, Rule::payment_before_invoice, credit_id,
                           {show_day(credit_posting), show_day(debit_posting)});
    }
    const std::int32_t posted = std::max(credit_posting, debit_posting);
    if (applications.applied_on[row] < posted) {
      context.rows.suspect(row, Rule::applied_before_posting, applied_on,
                           {show_day(applications.applied_on[row]), show_day(posted)});
    }
    if (applications.has_two_customers[row] != 0) {
      context.rows.suspect(
          row, Rule::customer_mismatch, credit_id,
          {context.ledger.customers.text_of(documents.customer[current(applications.credit, row)]),
           context.ledger.customers.text_of(documents.customer[current(applications.debit, row)])});
    }
  }
  report_inexact(context.rows, *context.table.one("amount"), money.debit, money.debit_currencies.index);
  if (const ChunkedColumn* const column = context.table.one("credit_amount")) {
    report_inexact(context.rows, *column, money.credit, money.credit_currencies.index);
  }
}

}  // namespace openitem
