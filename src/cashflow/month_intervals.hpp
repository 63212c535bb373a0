#pragma once
/// \file
/// Whole months counted back from the later of two dates, and the days that are left before them.

#include <cstdint>

#include "openitem/time.hpp"

namespace openitem::cashflow {

struct MonthInterval {
  std::int32_t months;  ///< whole ones
  Date first;           ///< where they begin: days between the earlier date and it are left over
};

/// `from` <= `to`. A date that its own month's end has clipped stands for the whole month: 31 Jan to 28 Feb is one month.
[[nodiscard]] MonthInterval whole_months(Date from, Date to);

/// \throws Error inconsistent_data unless `from` <= `to`.
void check_order(Date from, Date to);

}  // namespace openitem::cashflow
