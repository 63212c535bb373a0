#include "aging/age_days.hpp"

#include "core/message.hpp"

namespace openitem {

AgeDays::AgeDays(const std::optional<Calendar>& calendar, Date as_of)
    : calendar_(calendar),
      as_of_(as_of),
      first_known_(calendar ? calendar->known().first.days() : Date::min_days),
      last_known_(calendar ? calendar->known().last.days() : Date::max_days) {
  require_known(as_of.days(), -1, "");
}

void AgeDays::require_known(std::int32_t date, std::int64_t row, const char* table) const {
  if (knows(date) || !calendar_) return;
  Message message;
  message.append(Date(date).iso()).append(" is a date that days are counted from or to, and calendar ");
  message.append(calendar_->name().empty() ? "of the caller" : calendar_->name()).append(" knows ");
  message.append(Date(first_known_).iso()).append(" .. ").append(Date(last_known_).iso());
  message.append(" only; give a calendar that knows every date");
  Error error(Status::date_out_of_range, message);
  if (row >= 0) error.at(row, table);
  throw error;
}

std::int32_t AgeDays::business_days_until(std::int32_t date) const {
  return calendar_->business_days_between(Date(first_known_), Date(date), true, true);
}

std::int32_t AgeDays::since(std::int32_t date) const {
  if (!calendar_) return as_of_.days() - date;
  return business_days_until(as_of_.days()) - business_days_until(date);
}

// A date has at most `days` days where at least as many business days as `needed` lie up to it: from the needed-th one on.
std::int32_t AgeDays::calendar_days(std::int32_t days) const {
  if (!calendar_) return days;
  const std::int64_t needed = std::int64_t{business_days_until(as_of_.days())} - days;
  if (needed <= 0) return as_of_.days() - first_known_;
  if (needed > business_days_until(last_known_)) return as_of_.days() - (last_known_ + 1);
  const Date first(first_known_);
  const std::int64_t further = needed - (calendar_->is_business_day(first) ? 1 : 0);
  // Nothing further: the first day known, which is then the business day itself.
  const Date date =
      further == 0 ? first : calendar_->add_business_days(first, static_cast<std::int32_t>(further));
  return as_of_.days() - date.days();
}

}  // namespace openitem
