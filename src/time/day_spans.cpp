#include "time/day_spans.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "openitem/core.hpp"
#include "time/civil.hpp"

namespace openitem {

void check_cells(std::size_t given, std::size_t wanted) {
  if (given == wanted) return;
  throw Error(Status::ragged_columns, Message()
                                          .append("columns of ")
                                          .append(given)
                                          .append(" and ")
                                          .append(wanted)
                                          .append(" cells; they go together row by row"));
}

void check_dates(std::span<const std::int32_t> dates, std::string_view column) {
  std::uint32_t outside = 0;
  for (const std::int32_t day : dates) outside |= is_date(day) ? 0U : 1U;
  if (outside == 0) return;
  const auto bad =
      std::find_if_not(dates.begin(), dates.end(), [](std::int32_t day) { return is_date(day); });
  throw Error(Status::date_out_of_range, Message().append("day ").append(*bad).append(
                                             " since 1970-01-01 is outside 1900-01-01 .. 9999-12-31"))
      .at(bad - dates.begin(), column);
}

}  // namespace openitem
