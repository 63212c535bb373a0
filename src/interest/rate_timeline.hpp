#pragma once
/// \file
/// Reference rates by day: found, or said to be missing (docs/methods/late_interest.md, 4).

#include <cstdint>
#include <vector>

#include "openitem/interest.hpp"

namespace openitem {

class RateTimeline {
 public:
  /// \throws Error as reference_rate; rows are located in `column_prefix` + "from", "through", "rate".
  RateTimeline(const ReferenceRates& table, ReferenceFixing fixing);

  /// \throws Error missing_value naming the day.
  [[nodiscard]] std::int64_t rate_of(std::int32_t day) const;
  /// The last day from `day` on that has the same rate, or less: the period may end earlier, never later.
  [[nodiscard]] std::int32_t same_until(std::int32_t day) const;

 private:
  [[nodiscard]] std::size_t row_of(std::int32_t fixed_on, std::int32_t day) const;
  [[nodiscard]] std::int32_t fixed_on(std::int32_t day) const noexcept;
  [[noreturn]] void throw_uncovered(std::int32_t fixed_on, std::int32_t day) const;

  std::vector<std::int32_t> from_, through_;
  std::vector<std::int64_t> rates_;
  std::vector<std::int32_t> same_through_;  // last day on which, row after row, the rate of this row holds
  ReferenceFixing fixing_;
};

}  // namespace openitem
