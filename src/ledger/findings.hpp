#pragma once
// Where findings are gathered while the tables are read, and which rows of a table they exclude.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/rules.hpp"
#include "openitem/column.hpp"

namespace openitem {

// All findings of a build, in any order until `take`.
class FindingLog {
 public:
  void add(Finding finding) { findings_.push_back(std::move(finding)); }
  // The Error of the first impossible row in the order of tables, then rows; returns where there is none.
  // \throws Error
  void throw_first_impossible() const;
  // Sorted by table, rule, row; the log is empty afterwards.
  [[nodiscard]] std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

// The money a row is about, for the findings on it. Refers to vectors that outlive it.
struct RowMoney {
  const std::int64_t* amount = nullptr;     // nullptr: the table has no money
  const std::uint8_t* is_null = nullptr;    // 1 = missing or unreadable
  const std::uint16_t* currency = nullptr;  // Currency::index()
};

// What one finding shows beside its row.
struct FindingText {
  std::string value;
  std::string detail = {};
};

// The rows of one table: which are excluded, by which rule, and which are suspicious.
class TableRows {
 public:
  TableRows(FindingLog& log, LedgerTable table, std::int64_t rows);
  void set_money(const RowMoney& money) noexcept { money_ = money; }

  [[nodiscard]] std::int64_t rows() const noexcept { return static_cast<std::int64_t>(excluded_by_.size()); }
  [[nodiscard]] bool is_excluded(std::size_t row) const noexcept { return excluded_by_[row] != kKept; }
  // Rule that excluded the row. Requires is_excluded(row).
  [[nodiscard]] Rule excluded_by(std::size_t row) const noexcept {
    return static_cast<Rule>(excluded_by_[row]);
  }
  [[nodiscard]] std::int64_t excluded_count() const noexcept { return excluded_count_; }

  // Excludes the row and reports it, unless it is excluded already.
  void exclude(std::size_t row, Rule rule, std::string_view column, FindingText text);
  // The row stays and is reported; nothing where it is excluded. Amount: the row's.
  void suspect(std::size_t row, Rule rule, std::string_view column, FindingText text);
  // The same with a money impact of its own.
  void suspect(std::size_t row, Rule rule, std::string_view column, FindingText text, std::int64_t amount,
               std::uint16_t currency);
  // One finding a currency for all given rows of a column.
  void suspect_all(const std::vector<std::uint32_t>& rows, Rule rule, std::string_view column);

  // Excludes the rows whose cells cannot be read.
  void check_cells(const ChunkedColumn& column, const std::vector<CellProblem>& problems);
  // Excludes a row whose required cell is empty; `expected` says what should stand there.
  void miss(std::size_t row, const ChunkedColumn& column, std::string_view expected);

  [[nodiscard]] TableSummary summary() const;

 private:
  static constexpr std::uint8_t kKept = 0xFF;
  Finding finding_of(std::size_t row, Rule rule, std::string_view column, FindingText text) const;
  void mark_suspicious(std::size_t row) noexcept;

  FindingLog* log_;
  LedgerTable table_;
  RowMoney money_;
  std::vector<std::uint8_t> excluded_by_;
  std::vector<std::uint8_t> suspicious_;
  std::int64_t excluded_count_ = 0;
  std::int64_t suspicious_count_ = 0;
};

// Name of the table as the caller writes it.
[[nodiscard]] const char* table_name(LedgerTable table) noexcept;
// Currency::index() of XXX, which stands where there is no currency.
[[nodiscard]] std::uint16_t no_currency();

// The table "findings" of check_ledger.
[[nodiscard]] Table findings_table(const std::vector<Finding>& findings);

}  // namespace openitem
