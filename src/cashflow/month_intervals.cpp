#include "cashflow/month_intervals.hpp"

#include "core/message.hpp"

namespace openitem::cashflow {

MonthInterval whole_months(Date from, Date to) {
  const std::int32_t apart = (to.year() - from.year()) * 12 + (to.month() - from.month());
  // A whole number of months forward, or from the last day of a month to the last of another.
  if (add_months(from, apart) == to || (is_month_end(from) && is_month_end(to))) return {apart, from};
  const Date first = add_months(to, -apart);
  if (first >= from) return {apart, first};
  return {apart - 1, add_months(to, -(apart - 1))};
}

void check_order(Date from, Date to) {
  if (from <= to) return;
  throw Error(Status::inconsistent_data, Message()
                                             .append(to.iso())
                                             .append(" lies before ")
                                             .append(from.iso())
                                             .append("; expected dates on or after the first advance"));
}

}  // namespace openitem::cashflow
