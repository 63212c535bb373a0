#include "interest/days_in_time.hpp"

#include "column/read.hpp"

namespace openitem {

DaysInTime days_in_time(std::int32_t due, const InterestOptions& options) {
  if (due == kNoDate || !options.calendar) return {due, options.grace_days};
  const Calendar& calendar = *options.calendar;
  DaysInTime days{due, options.grace_days};
  if (options.due_on_business_day != 0) {
    days.due = calendar.adjust(Date(due), BusinessDayConvention::following).days();
  }
  // No grace ends on the due date itself, be it a business day or not.
  if (options.grace_unit == GraceUnit::business_days && options.grace_days > 0) {
    days.grace = calendar.add_business_days(Date(days.due), options.grace_days).days() - days.due;
  }
  return days;
}

}  // namespace openitem
