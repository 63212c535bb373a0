#pragma once
/// \file
/// Until when a payment is in time, and how long grace lasts (docs/methods/late_interest.md, 2).

#include <cstdint>

#include "openitem/interest.hpp"

namespace openitem {

struct DaysInTime {
  std::int32_t due = 0;    ///< the last day in time: the due date, or the business day it stands for
  std::int32_t grace = 0;  ///< calendar days after it
};

/// Of a due date; kNoDate gives itself. \throws Error date_out_of_range: beyond what the calendar knows.
[[nodiscard]] DaysInTime days_in_time(std::int32_t due, const InterestOptions& options);

}  // namespace openitem
