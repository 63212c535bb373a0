#pragma once
/// \file
/// Vectors of flows cut out of columns: placed in time, checked, in order.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "openitem/cashflow.hpp"

namespace openitem::cashflow {

/// Vectors that one part of a batch takes.
inline constexpr std::int64_t kPartVectors = 1'024;

/// Flows in order of time, those of one moment netted, zeros left out; the first at time 0.
struct OrderedFlows {
  std::vector<double> times, amounts;
  std::int32_t sign_changes = 0;
};

/// Entries (time, amount) in any order.
[[nodiscard]] OrderedFlows in_order(std::vector<std::pair<double, double>> entries);

/// Columns of flows with the rule that turns dates into time.
class FlowVectors {
 public:
  /// \throws Error ragged_columns, invalid_argument, out_of_bounds, not_set.
  FlowVectors(const FlowColumns& columns, const YieldOptions& options);

  [[nodiscard]] std::int64_t size() const noexcept;
  /// Units of time in a year (or of a period): times are days where that is exact, else years.
  [[nodiscard]] double units() const noexcept { return units_; }
  /// \throws Error invalid_data, date_out_of_range, what the day count throws; row = the entry.
  void read(std::int64_t vector, OrderedFlows& flows) const;
  /// Sum of amount / (1 + rate)^time of a vector. \throws Error as `read`.
  [[nodiscard]] double present_value(std::int64_t vector, double rate) const;

 private:
  [[nodiscard]] std::size_t begin(std::int64_t vector) const noexcept;
  [[nodiscard]] std::size_t end(std::int64_t vector) const noexcept;
  [[nodiscard]] double amount(std::size_t entry) const;
  [[nodiscard]] std::int32_t first_day(std::int64_t vector) const;
  [[nodiscard]] double time(std::size_t entry, std::size_t first_entry, std::int32_t first_day) const;
  /// Flows whose unit is the day, in order, each on a day of its own and none of 0: the usual ones, straight through. False:
  /// they are not, or something is wrong with them.
  bool read_plain(std::int64_t vector, OrderedFlows& flows) const;
  bool read_in_order(std::int64_t vector, OrderedFlows& flows) const;
  void read_any_order(std::int64_t vector, OrderedFlows& flows) const;

  FlowColumns columns_;
  DayCount day_count_;
  DayCountTerms terms_;
  double units_;
};

}  // namespace openitem::cashflow
