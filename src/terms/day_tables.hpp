#pragma once
/// \file
/// Due dates and deadlines of many documents: each day of the horizon is worked out once for every line.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/terms.hpp"
#include "terms/due_days.hpp"

namespace openitem {

/// Rows of date columns: checked to be of one length and inside the range of dates, or missing (kNoTermsDay).
class TermsDateRows {
 public:
  /// \throws Error ragged_columns, missing_value (issue), date_out_of_range, with the first bad row.
  TermsDateRows(const TermsDateColumns& dates, std::size_t rows);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::int32_t day(TermsDateKind kind, std::size_t row) const noexcept {
    const std::span<const std::int32_t>& column = columns_[static_cast<std::size_t>(kind)];
    return column.empty() ? kNoTermsDay : column[row];
  }
  [[nodiscard]] std::span<const std::int32_t> column(TermsDateKind kind) const noexcept {
    return columns_[static_cast<std::size_t>(kind)];
  }
  /// Of the days that are there; `last` < `first` where there is none.
  [[nodiscard]] std::int32_t first(TermsDateKind kind) const noexcept {
    return first_[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] std::int32_t last(TermsDateKind kind) const noexcept {
    return last_[static_cast<std::size_t>(kind)];
  }

 private:
  std::size_t rows_;
  std::array<std::span<const std::int32_t>, kTermsDateKinds> columns_;
  std::array<std::int32_t, kTermsDateKinds> first_{};
  std::array<std::int32_t, kTermsDateKinds> last_{};
};

/// Immutable after construction; may be asked from several threads. Refers to `rules` and `rows`.
class TermsDayTables {
 public:
  TermsDayTables(std::span<const DueDays> rules, const TermsDateRows& rows);

  /// Due dates of all lines of terms `code` for a row. \throws Error missing_value, date_out_of_range, located.
  void due(std::size_t code, std::size_t row, std::int32_t* out) const;
  /// Deadlines of all its tiers. \throws Error as above.
  void deadlines(std::size_t code, std::size_t row, std::int32_t* out) const;

  /// The latest due date by day of issue, from the first day on: one run of `horizon()` days for each of the terms. Empty
  /// unless every line of all terms depends on the issue date and a table pays.
  [[nodiscard]] std::span<const std::int32_t> latest_by_issue() const noexcept { return latest_; }
  [[nodiscard]] std::size_t horizon() const noexcept { return horizon_; }

 private:
  void fill_lines();
  void fill_latest();
  void due_by_rules(std::size_t code, std::size_t row, std::int32_t* out) const;
  void require_day(std::size_t row, TermsDateKind kind) const;

  struct CodeTables {
    std::vector<std::vector<std::int32_t>> lines;  ///< by day of the line's kind; empty = no tables
    std::vector<std::vector<std::int32_t>> tiers;
  };

  std::span<const DueDays> rules_;
  const TermsDateRows& rows_;
  std::vector<CodeTables> codes_;
  std::vector<std::int32_t> latest_;
  std::size_t horizon_ = 0;
};

}  // namespace openitem
