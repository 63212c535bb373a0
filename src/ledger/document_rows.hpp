#pragma once
// The documents table as read: one entry per source row, before anything is sorted or left out.

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/cells.hpp"
#include "ledger/findings.hpp"
#include "ledger/roles.hpp"

namespace openitem {

struct NamedKeys {
  std::string name;
  KeyCells cells;
};

struct DocumentRows {
  std::int64_t rows = 0;
  KeyCodes customer;
  std::vector<NamedKeys> id, dimensions;
  NamedKeys entity, terms;         // name empty = no such column
  std::vector<std::uint8_t> kind;  // DocumentKind
  std::vector<std::int32_t> issue, posting;
  std::vector<std::int32_t> due, recorded_on;  // empty = no such column
  std::vector<std::int64_t> amount;            // signed; 0 where unreadable
  std::vector<std::uint8_t> amount_null;       // missing, unreadable, or of an unreadable currency
  std::vector<std::uint8_t> is_negated;        // sign = by_kind: the cell holds the magnitude of a credit
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> tax_amount, base_amount;  // empty = no such column
  std::vector<std::uint8_t> base_amount_null;
  std::vector<DateColumn> dates;
  // Flat form; empty = it is not.
  std::vector<std::int32_t> paid_date;
  std::vector<std::int64_t> settlement;  // amount of the opposite document; 0 = none

  [[nodiscard]] bool is_flat() const noexcept { return !paid_date.empty() || !settlement.empty(); }
  [[nodiscard]] bool has_id(std::size_t row) const noexcept;
};

// Reads and judges the documents row by row. \throws Error: faults of columns, overflow
[[nodiscard]] DocumentRows read_documents(const TableColumns& table, const ReadingRules& rules,
                                          KeyCodes customer, TableRows& rows);

// Paid date and paid amount of the flat form (flat_form.cpp).
struct PaidCells {
  const ChunkedColumn* date_column;
  const ChunkedColumn* amount_column;  // nullptr: paid rows were paid in full
  MoneyCells amount;
  // Whether the row names an amount other than 0.
  [[nodiscard]] bool has_amount(std::size_t row) const noexcept;
  [[nodiscard]] bool is_paid_in_full(std::size_t row) const noexcept;
};
// Judges the settlements and fills documents.paid_date and documents.settlement; nothing where it is not the flat form.
[[nodiscard]] PaidCells read_settlements(const TableColumns& table, const ReadingRules& rules,
                                         const CurrencyCells& currencies, TableRows& rows,
                                         DocumentRows& documents);
// Suspicions of kept rows, once all columns are judged.
void report_settlements(const PaidCells& paid, const DocumentRows& documents, TableRows& rows);

// What the proof needs of rows that are no longer there.
[[nodiscard]] std::vector<ReadTotal> read_totals_of(const DocumentRows& documents);
[[nodiscard]] std::vector<Exclusion> exclusions_of(const DocumentRows& documents, const TableRows& rows);

}  // namespace openitem
