// One row an invoice with its settlement (docs/methods/ledger.md, section 2, Flat form).

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "core/checked.hpp"
#include "ledger/document_rows.hpp"

namespace openitem {
namespace {

std::string shown(const ChunkedColumn& column, std::size_t row) {
  return show_cell(column, static_cast<std::int64_t>(row));
}

// An unreadable paid amount is no "paid in full".
std::vector<std::uint8_t> unreadable_rows(const PaidCells& paid, std::size_t rows) {
  std::vector<std::uint8_t> unreadable(rows, 0);
  for (const CellProblem& problem : paid.amount.problems)
    unreadable[static_cast<std::size_t>(problem.row)] = 1;
  return unreadable;
}

void set_settlements(const PaidCells& paid, DocumentRows& documents) {
  const std::vector<std::uint8_t> unreadable = unreadable_rows(paid, documents.amount.size());
  documents.settlement.assign(documents.amount.size(), 0);
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (documents.paid_date[row] == kNoDate || documents.amount_null[row] != 0 || unreadable[row] != 0)
      continue;
    documents.settlement[row] = paid.is_paid_in_full(row) ? -documents.amount[row] : -paid.amount.minor[row];
  }
}

void check_paid_amounts(const PaidCells& paid, const DocumentRows& documents, TableRows& rows) {
  if (paid.amount_column == nullptr) return;
  const ChunkedColumn& column = *paid.amount_column;
  rows.check_cells(column, paid.amount.problems);
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (rows.is_excluded(row) || !paid.has_amount(row)) continue;
    const std::int64_t amount = documents.amount[row];
    if (documents.paid_date[row] == kNoDate) {
      rows.exclude(row, Rule::paid_amount_without_date, column.short_name(), {shown(column, row)});
    } else if (amount == 0 || (paid.amount.minor[row] > 0) != (amount > 0)) {
      rows.exclude(row, Rule::paid_sign, column.short_name(),
                   {shown(column, row), show_money(amount, documents.currency[row])});
    }
  }
}

void report_settlement(const PaidCells& paid, const DocumentRows& documents, std::size_t row,
                       TableRows& rows) {
  const std::int64_t settlement = std::abs(documents.settlement[row]);
  const std::int64_t amount = std::abs(documents.amount[row]);
  const std::uint16_t currency = documents.currency[row];
  if (settlement > amount) {
    rows.suspect(row, Rule::overpaid, paid.amount_column->short_name(),
                 {shown(*paid.amount_column, row), show_money(documents.amount[row], currency)},
                 settlement - amount, currency);
  }
  if (documents.paid_date[row] < documents.posting[row]) {
    rows.suspect(row, Rule::payment_before_invoice, paid.date_column->short_name(),
                 {show_day(documents.paid_date[row]), show_day(documents.posting[row])},
                 std::min(settlement, amount), currency);
  }
}

// Documents and their settlements together stay below 2^62 a currency.
void check_total_with_settlements(const ChunkedColumn& column, const DocumentRows& documents) {
  std::vector<std::int64_t> both = documents.amount;
  std::vector<std::uint16_t> currencies = documents.currency;
  both.insert(both.end(), documents.settlement.begin(), documents.settlement.end());
  currencies.insert(currencies.end(), documents.currency.begin(), documents.currency.end());
  check_money_total(column, both, currencies);
}

}  // namespace

bool PaidCells::has_amount(std::size_t row) const noexcept {
  return amount_column != nullptr && amount.is_null[row] == 0 && amount.minor[row] != 0;
}

bool PaidCells::is_paid_in_full(std::size_t row) const noexcept {
  return amount_column == nullptr || amount.is_null[row] != 0;
}

PaidCells read_settlements(const TableColumns& table, const ReadingRules& rules,
                           const CurrencyCells& currencies, TableRows& rows, DocumentRows& documents) {
  PaidCells paid{table.one("paid_date"), table.one("paid_amount"), {}};
  if (paid.date_column == nullptr && paid.amount_column == nullptr) return paid;
  if (paid.date_column == nullptr) {
    documents.paid_date.assign(documents.amount.size(), kNoDate);
  } else {
    DateCells dates = read_day_column(*paid.date_column, rules);
    rows.check_cells(*paid.date_column, dates.problems);
    documents.paid_date = std::move(dates.days);
  }
  if (paid.amount_column != nullptr) {
    paid.amount = read_row_money(*paid.amount_column, currencies, rules);
    for (std::size_t row = 0; row < documents.amount.size(); ++row) {
      if (documents.is_negated[row] != 0) paid.amount.minor[row] = -paid.amount.minor[row];
    }
  }
  set_settlements(paid, documents);
  check_paid_amounts(paid, documents, rows);
  check_total_with_settlements(paid.amount_column != nullptr ? *paid.amount_column : *table.one("amount"),
                               documents);
  return paid;
}

void report_settlements(const PaidCells& paid, const DocumentRows& documents, TableRows& rows) {
  for (std::size_t row = 0; row < documents.settlement.size(); ++row) {
    if (documents.settlement[row] != 0 && !rows.is_excluded(row))
      report_settlement(paid, documents, row, rows);
  }
  if (paid.amount_column != nullptr) {
    report_inexact(rows, *paid.amount_column, paid.amount, documents.currency);
  }
}

}  // namespace openitem
