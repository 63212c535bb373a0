#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/document_rows.hpp"

namespace openitem {
namespace {

constexpr std::uint8_t kUnknownKind = 0xFF;

// Reads the columns first, then judges the rows role by role: a row's first fault is the one reported.
class DocumentReader {
 public:
  DocumentReader(const TableColumns& table, const ReadingRules& rules, KeyCodes customer, TableRows& rows)
      : table_(table), rules_(rules), rows_(rows), size_(static_cast<std::size_t>(table.rows())) {
    out_.rows = table.rows();
    out_.customer = std::move(customer);
  }

  DocumentRows read() {
    require_currency();
    read_amounts();
    read_kinds();
    rows_.set_money({out_.amount.data(), out_.amount_null.data(), out_.currency.data()});
    check_customer();
    for (const ChunkedColumn* const column : table_.all("id")) out_.id.push_back(keys_of(*column));
    check_kinds();
    read_dates();
    check_amounts();
    check_currencies(rows_, table_.one("currency"), currencies_);
    read_further_amounts();
    if (const ChunkedColumn* const column = table_.one("entity")) out_.entity = keys_of(*column);
    if (const ChunkedColumn* const column = table_.one("terms")) out_.terms = keys_of(*column);
    out_.recorded_on = optional_days("recorded_on");
    paid_ = read_settlements(table_, rules_, currencies_, rows_, out_);
    for (const ChunkedColumn* const column : table_.all("dimension"))
      out_.dimensions.push_back(keys_of(*column));
    for (const ChunkedColumn* const column : table_.all("date")) {
      out_.dates.push_back({std::string(column->short_name()), days_of(*column)});
    }
    report_suspicions();
    return std::move(out_);
  }

 private:
  void require_currency() const {
    if (table_.one("currency") != nullptr || rules_.currency) return;
    throw Error(
        Status::missing_column,
        "documents.currency is not there and no currency is stated; state the currency of all amounts in "
        "the options, or map a column to the role currency")
        .at(-1, "documents.currency");
  }

  void read_amounts() {
    currencies_ = read_currencies(table_.one("currency"), table_.rows(), rules_);
    amounts_ = read_row_money(*table_.one("amount"), currencies_, rules_);
    out_.currency = currencies_.index;
    out_.amount = amounts_.minor;
    out_.amount_null = amounts_.is_null;
    out_.is_negated.assign(out_.amount.size(), 0);
    for (std::size_t row = 0; row < size_; ++row) {
      if (currencies_.is_known(row)) continue;
      out_.amount[row] = 0;
      out_.amount_null[row] = 1;
    }
  }

  void read_kinds() {
    out_.kind.resize(size_);
    const ChunkedColumn* const column = table_.one("kind");
    if (column != nullptr) read_kind_keys(*column);
    for (std::size_t row = 0; row < size_; ++row) set_kind(row);
    check_money_total(*table_.one("amount"), out_.amount, out_.currency);
  }

  void read_kind_keys(const ChunkedColumn& column) {
    kinds_ = read_keys(column, rules_.threads);
    if (kinds_->dictionary.is_integer()) {
      throw Error(Status::wrong_type,
                  Message()
                      .append(column.name())
                      .append(" holds numbers; expected kinds of documents as text, such as invoice"))
          .at(-1, column.name());
    }
    for (std::uint32_t code = 0; code < kinds_->dictionary.size(); ++code) {
      const std::optional<DocumentKind> kind = find_document_kind(kinds_->dictionary.view_of(code));
      kind_of_code_.push_back(kind ? static_cast<std::uint8_t>(*kind) : kUnknownKind);
    }
  }

  // By-kind amounts are magnitudes: the kind decides the sign.
  void set_kind(std::size_t row) {
    const std::uint32_t code = kinds_ ? kinds_->codes[row] : kNoKey;
    std::int64_t& amount = out_.amount[row];
    if (code == kNoKey) {
      out_.kind[row] =
          static_cast<std::uint8_t>(amount < 0 ? DocumentKind::unclassified_credit : DocumentKind::invoice);
      return;
    }
    out_.kind[row] = kind_of_code_[code];
    if (rules_.sign != AmountSign::by_kind || out_.kind[row] == kUnknownKind) return;
    if (kind_sign(static_cast<DocumentKind>(out_.kind[row])) != KindSign::credit) return;
    amount = -amount;
    out_.is_negated[row] = 1;
  }

  void check_customer() {
    const ChunkedColumn& column = *table_.one("customer");
    rows_.check_cells(column, out_.customer.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.customer.codes[row] == kNoKey) rows_.miss(row, column, "the customer");
    }
  }

  void check_kinds() {
    const ChunkedColumn* const column = table_.one("kind");
    if (column == nullptr) return;
    rows_.check_cells(*column, kinds_->problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.kind[row] != kUnknownKind) continue;
      rows_.exclude(row, Rule::unknown_kind, column->short_name(),
                    {shown(*column, row), list_of_document_kinds()});
    }
  }

  void read_dates() {
    const ChunkedColumn& column = *table_.one("issue_date");
    out_.issue = days_of(column);
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.issue[row] == kNoDate) rows_.miss(row, column, "the issue date");
    }
    out_.posting = optional_days("posting_date");
    if (out_.posting.empty()) out_.posting = out_.issue;
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.posting[row] == kNoDate) out_.posting[row] = out_.issue[row];
    }
    out_.due = optional_days("due_date");
  }

  void check_amounts() {
    const ChunkedColumn& column = *table_.one("amount");
    rows_.check_cells(column, amounts_.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (amounts_.is_null[row] != 0) {
        rows_.miss(row, column, "the amount");
      } else if (out_.kind[row] != kUnknownKind) {
        check_sign(row, column);
      }
    }
  }

  void check_sign(std::size_t row, const ChunkedColumn& column) {
    const auto kind = static_cast<DocumentKind>(out_.kind[row]);
    const std::int64_t amount = out_.amount[row];
    const bool is_against = (kind_sign(kind) == KindSign::debit && amount < 0) ||
                            (kind_sign(kind) == KindSign::credit && amount > 0);
    if (is_against) {
      rows_.exclude(row, Rule::sign_against_kind, column.short_name(),
                    {shown(column, row), document_kind_name(kind)});
    }
  }

  void read_further_amounts() {
    if (const ChunkedColumn* const column = table_.one("tax_amount")) {
      MoneyCells cells = read_row_money(*column, currencies_, rules_);
      finish_amounts(*column, cells, out_.currency);
      negate_magnitudes(cells);
      out_.tax_amount = std::move(cells.minor);
    }
    if (const ChunkedColumn* const column = table_.one("base_amount")) read_base_amounts(*column);
  }

  void read_base_amounts(const ChunkedColumn& column) {
    if (!rules_.base_currency) {
      throw Error(Status::not_set, "documents.base_amount needs a base currency; state it in the options")
          .at(-1, column.name());
    }
    const CurrencyCells base = {std::vector<std::uint16_t>(size_, *rules_.base_currency),
                                std::vector<CurrencyState>(size_, CurrencyState::known),
                                {}};
    MoneyCells cells = read_row_money(column, base, rules_);
    finish_amounts(column, cells, base.index);
    negate_magnitudes(cells);
    out_.base_amount = std::move(cells.minor);
    out_.base_amount_null = std::move(cells.is_null);
  }

  // Further amounts are magnitudes where the amount is one.
  void negate_magnitudes(MoneyCells& cells) const {
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.is_negated[row] != 0) cells.minor[row] = -cells.minor[row];
    }
  }

  void finish_amounts(const ChunkedColumn& column, const MoneyCells& cells,
                      const std::vector<std::uint16_t>& currencies) {
    rows_.check_cells(column, cells.problems);
    check_money_total(column, cells.minor, currencies);
    if (!cells.inexact.empty()) inexact_.push_back({&column, cells.inexact});
  }

  void report_suspicions() {
    for (const std::int64_t at : amounts_.inexact) {
      const auto row = static_cast<std::size_t>(at);
      const ChunkedColumn& column = *table_.one("amount");
      rows_.suspect(row, Rule::inexact_amount, column.short_name(), {show_cell(column, at)}, out_.amount[row],
                    out_.currency[row]);
    }
    for (const auto& [column, inexact] : inexact_) {
      for (const std::int64_t row : inexact) {
        rows_.suspect(static_cast<std::size_t>(row), Rule::inexact_amount, column->short_name(),
                      {show_cell(*column, row)});
      }
    }
    report_settlements(paid_, out_, rows_);
    report_missing_ids();
    report_early_due_dates();
  }

  void report_missing_ids() {
    std::vector<std::uint32_t> without;
    std::int64_t kept = 0;
    for (std::size_t row = 0; row < size_; ++row) {
      if (rows_.is_excluded(row)) continue;
      ++kept;
      if (!out_.has_id(row)) without.push_back(static_cast<std::uint32_t>(row));
    }
    if (static_cast<std::int64_t>(without.size()) == kept) {
      rows_.suspect_all(without, Rule::missing_id, "id");
      return;
    }
    const std::string name(table_.one("id")->short_name());
    for (const std::uint32_t row : without) rows_.suspect(row, Rule::missing_id, name, {""});
  }

  void report_early_due_dates() {
    const ChunkedColumn* const column = table_.one("due_date");
    if (column == nullptr) return;
    for (std::size_t row = 0; row < size_; ++row) {
      if (out_.due[row] == kNoDate || out_.due[row] >= out_.issue[row] || rows_.is_excluded(row)) continue;
      rows_.suspect(row, Rule::due_before_issue, column->short_name(),
                    {show_day(out_.due[row]), show_day(out_.issue[row])});
    }
  }

  NamedKeys keys_of(const ChunkedColumn& column) {
    NamedKeys keys{std::string(column.short_name()), read_keys(column, rules_.threads)};
    rows_.check_cells(column, keys.cells.problems);
    return keys;
  }

  std::vector<std::int32_t> days_of(const ChunkedColumn& column) {
    DateCells cells = read_day_column(column, rules_);
    rows_.check_cells(column, cells.problems);
    return std::move(cells.days);
  }

  std::vector<std::int32_t> optional_days(std::string_view role) {
    const ChunkedColumn* const column = table_.one(role);
    return column == nullptr ? std::vector<std::int32_t>() : days_of(*column);
  }

  static std::string shown(const ChunkedColumn& column, std::size_t row) {
    return show_cell(column, static_cast<std::int64_t>(row));
  }

  struct InexactColumn {
    const ChunkedColumn* column;
    std::vector<std::int64_t> rows;
  };

  const TableColumns& table_;
  const ReadingRules& rules_;
  TableRows& rows_;
  std::size_t size_;
  DocumentRows out_;
  CurrencyCells currencies_;
  MoneyCells amounts_;
  PaidCells paid_{};
  std::optional<KeyCells> kinds_;
  std::vector<std::uint8_t> kind_of_code_;
  std::vector<InexactColumn> inexact_;
};

}  // namespace

bool DocumentRows::has_id(std::size_t row) const noexcept {
  return !id.empty() && std::all_of(id.begin(), id.end(), [row](const NamedKeys& member) {
    return member.cells.codes[row] != kNoKey;
  });
}

DocumentRows read_documents(const TableColumns& table, const ReadingRules& rules, KeyCodes customer,
                            TableRows& rows) {
  return DocumentReader(table, rules, std::move(customer), rows).read();
}

std::vector<ReadTotal> read_totals_of(const DocumentRows& documents) {
  std::map<std::uint16_t, ReadTotal> totals;
  std::uint16_t last = 0;
  ReadTotal* total = nullptr;
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (total == nullptr || documents.currency[row] != last) {
      last = documents.currency[row];
      total = &totals.try_emplace(last, ReadTotal{last, 0, 0, 0, 0}).first->second;
    }
    ++total->count;
    total->amount += documents.amount[row];
    const std::int64_t settlement = documents.settlement.empty() ? 0 : documents.settlement[row];
    if (settlement == 0) continue;
    ++total->payments_count;
    total->payments_amount += settlement;
  }
  std::vector<ReadTotal> list;
  list.reserve(totals.size());
  for (const auto& [currency, entry] : totals) list.push_back(entry);
  return list;
}

std::vector<Exclusion> exclusions_of(const DocumentRows& documents, const TableRows& rows) {
  std::map<std::pair<std::uint16_t, std::uint16_t>, Exclusion> exclusions;
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (!rows.is_excluded(row)) continue;
    const auto rule = static_cast<std::uint16_t>(rows.excluded_by(row));
    const std::uint16_t currency = documents.currency[row];
    Exclusion& exclusion =
        exclusions.try_emplace({rule, currency}, Exclusion{rule, currency, 0, 0}).first->second;
    const std::int64_t settlement = documents.settlement.empty() ? 0 : documents.settlement[row];
    exclusion.count += settlement == 0 ? 1 : 2;
    exclusion.amount += documents.amount[row] + settlement;
  }
  std::vector<Exclusion> list;
  list.reserve(exclusions.size());
  for (const auto& [key, entry] : exclusions) list.push_back(entry);
  return list;
}

}  // namespace openitem
