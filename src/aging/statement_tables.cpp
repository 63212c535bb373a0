#include "aging/statement_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "aging/proof.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::string_view kMovementColumns[] = {"customer",   "entity", "currency", "posting_date",
                                                 "issue_date", "kind",   "amount",   "balance",
                                                 "open",       "late",   "due_date", "source_row"};

// Writes the table "movements".
class MovementTable {
 public:
  MovementTable(const LedgerData& ledger, const AccountDocuments& documents, const StatementFigures& figures)
      : ledger_(ledger), documents_(documents), figures_(figures), movements_(figures.movements) {}

  Table write() && {
    documents_.add_key_columns(table_, values<std::uint32_t>([this](const MovementRow& movement) {
                                 return documents_.account(movement.position);
                               }));
    DocumentColumns of_documents(ledger_, values<std::uint32_t>([this](const MovementRow& movement) {
                                   return documents_.rows()[movement.position];
                                 }),
                                 table_);
    of_documents.add_date("posting_date", ledger_.documents.posting);
    of_documents.add_date("issue_date", ledger_.documents.issue);
    of_documents.add_ids(kMovementColumns);
    of_documents.add_kind();
    of_documents.add_date("due_date", ledger_.documents.due);
    add_money("amount", [](const MovementRow& movement) { return movement.amount; });
    add_balance();
    add_money("open", [this](const MovementRow& movement) { return figures_.open[movement.position]; });
    table_.add(Column::int32(
        "late", values<std::int32_t>([](const MovementRow& movement) { return movement.is_late ? 1 : 0; })));
    of_documents.add_source_row();
    return std::move(table_);
  }

 private:
  template <typename Value, typename ValueOf>
  [[nodiscard]] std::vector<Value> values(ValueOf&& value_of) const {
    std::vector<Value> list;
    list.reserve(movements_.size());
    for (const MovementRow& movement : movements_) list.push_back(value_of(movement));
    return list;
  }
  template <typename ValueOf>
  void add_money(const char* name, ValueOf&& value_of) {
    table_.add(Column::int64(name, values<std::int64_t>(value_of), ColumnRole::money));
  }
  // Running from the opening of each account.
  void add_balance() {
    std::vector<std::int64_t> balances;
    balances.reserve(movements_.size());
    for (std::size_t at = 0; at < movements_.size(); ++at) {
      const std::uint32_t account = documents_.account(movements_[at].position);
      const bool is_first = at == 0 || documents_.account(movements_[at - 1].position) != account;
      const std::int64_t before = is_first ? figures_.sums[account].opening.amount : balances.back();
      balances.push_back(before + movements_[at].amount);
    }
    table_.add(Column::int64("balance", std::move(balances), ColumnRole::money));
  }

  const LedgerData& ledger_;
  const AccountDocuments& documents_;
  const StatementFigures& figures_;
  const std::vector<MovementRow>& movements_;
  Table table_{"movements"};
};

// The sums of one currency.
struct CurrencySums {
  CountedSum opening, late_postings, debits, credits, closing, applied_elsewhere, excluded_credits,
      excluded_disputes, strip;
};

void add(CountedSum& sum, const CountedSum& more) noexcept {
  sum.count += more.count;
  sum.amount += more.amount;
}

std::int64_t strip_total(const CellMatrix& strip, std::uint32_t account) noexcept {
  std::int64_t total = 0;
  for (std::int32_t cell = 0; cell < strip.money_cells(); ++cell) total += strip.amount(account, cell);
  return total;
}

std::map<std::uint16_t, CurrencySums> sums_by_currency(const AccountDocuments& documents,
                                                       const StatementFigures& figures) {
  std::map<std::uint16_t, CurrencySums> by_currency;
  for (std::uint32_t account = 0; account < figures.sums.size(); ++account) {
    const AccountSums& sums = figures.sums[account];
    if (sums.opening.count == 0 && sums.closing.count == 0) continue;
    CurrencySums& of = by_currency[documents.currency(account)];
    add(of.opening, sums.opening);
    add(of.late_postings, sums.late_postings);
    add(of.debits, sums.debits);
    add(of.credits, sums.credits);
    add(of.closing, sums.closing);
    add(of.applied_elsewhere, sums.applied_elsewhere);
    add(of.excluded_credits, sums.excluded_credits);
    add(of.excluded_disputes, sums.excluded_disputes);
    add(of.strip, {figures.strip.open_items(account), strip_total(figures.strip, account)});
  }
  return by_currency;
}

}  // namespace

Table statements_table(const AccountDocuments& documents, const StatementFigures& figures,
                       const FigureColumns& columns, StatementShape shape) {
  std::vector<std::uint32_t> accounts;
  for (std::uint32_t account = 0; account < figures.sums.size(); ++account) {
    if (figures.sums[account].is_worth_stating()) accounts.push_back(account);
  }
  Table table("statements");
  documents.add_key_columns(table, accounts);
  const auto add_column = [&](std::string name, ColumnRole role, auto&& value_of) {
    std::vector<std::int64_t> values;
    values.reserve(accounts.size());
    for (const std::uint32_t account : accounts) values.push_back(value_of(account));
    table.add(Column::int64(std::move(name), std::move(values), role));
  };
  const auto add_sum = [&](const char* name, CountedSum AccountSums::*sum) {
    add_column(name, ColumnRole::money,
               [&figures, sum](std::uint32_t account) { return (figures.sums[account].*sum).amount; });
  };
  add_sum("opening", &AccountSums::opening);
  if (shape.has_late_postings) add_sum("late_postings", &AccountSums::late_postings);
  add_sum("debits", &AccountSums::debits);
  add_sum("credits", &AccountSums::credits);
  add_sum("closing", &AccountSums::closing);
  add_sum("applied_elsewhere", &AccountSums::applied_elsewhere);
  if (shape.has_excluded_credits) add_sum("excluded_credits", &AccountSums::excluded_credits);
  if (shape.has_excluded_disputes) add_sum("excluded_disputes", &AccountSums::excluded_disputes);
  const CellMatrix& strip = figures.strip;
  for (std::int32_t cell = 0; cell < columns.money_cells(); ++cell) {
    add_column(columns.labels[static_cast<std::size_t>(cell)], ColumnRole::money,
               [&strip, cell](std::uint32_t account) { return strip.amount(account, cell); });
  }
  add_column("total", ColumnRole::money,
             [&strip](std::uint32_t account) { return strip_total(strip, account); });
  add_column("open_items", ColumnRole::count,
             [&strip](std::uint32_t account) { return strip.open_items(account); });
  add_column("overdue_documents", ColumnRole::count,
             [&strip](std::uint32_t account) { return strip.overdue_documents(account); });
  add_column("overdue", ColumnRole::money,
             [&figures](std::uint32_t account) { return figures.sums[account].overdue; });
  add_column("movements", ColumnRole::count,
             [&figures](std::uint32_t account) { return figures.sums[account].movements(); });
  return table;
}

Table movements_table(const LedgerData& ledger, const AccountDocuments& documents,
                      const StatementFigures& figures) {
  return MovementTable(ledger, documents, figures).write();
}

Table statement_proof(const AccountDocuments& documents, const StatementFigures& figures,
                      std::span<const OpenItemTotals::Line> control) {
  Proof proof;
  for (const auto& [currency_index, sums] : sums_by_currency(documents, figures)) {
    const std::uint16_t currency = currency_index;
    const auto add = [&proof, currency](const char* line, const CountedSum& sum) {
      proof.add(currency, line, sum.count, sum.amount);
    };
    const auto add_if_any = [&proof, currency](const char* line, const CountedSum& sum) {
      proof.add_if_any(currency, line, sum.count, sum.amount);
    };
    add("opening", sums.opening);
    add_if_any("late_postings", sums.late_postings);
    add("debits", sums.debits);
    add("credits", sums.credits);
    add("closing", sums.closing);
    add("difference", {0, sums.opening.amount + sums.late_postings.amount + sums.debits.amount +
                              sums.credits.amount - sums.closing.amount});
    if (documents.has_all()) {
      const auto found = std::find_if(control.begin(), control.end(),
                                      [currency](const auto& line) { return line.currency == currency; });
      const CountedSum total =
          found == control.end() ? CountedSum{} : CountedSum{found->count, found->amount};
      add("control_total", total);
      add("control_difference", {0, sums.closing.amount - total.amount});
    }
    add_if_any("applied_elsewhere", sums.applied_elsewhere);
    add_if_any("excluded_credits", sums.excluded_credits);
    add_if_any("excluded_disputes", sums.excluded_disputes);
    add("strip", sums.strip);
    add("strip_difference",
        {0, sums.closing.amount + sums.applied_elsewhere.amount + sums.excluded_credits.amount +
                sums.excluded_disputes.amount - sums.strip.amount});
  }
  return proof.table();
}

}  // namespace openitem
