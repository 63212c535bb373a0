#include "aging/day_scale.hpp"

#include <algorithm>

#include "core/message.hpp"

namespace openitem {

DayScale::DayScale(const std::optional<Calendar>& calendar)
    : calendar_(calendar),
      first_known_(calendar ? calendar->known().first.days() : Date::min_days),
      last_known_(calendar ? calendar->known().last.days() : Date::max_days) {}

void DayScale::require_known(std::int32_t date, std::int64_t row, const char* table) const {
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

std::int32_t DayScale::business_days_until(std::int32_t date) const {
  return calendar_->business_days_between(Date(first_known_), Date(date), true, true);
}

std::int32_t DayScale::first_at(std::int64_t ordinal) const {
  if (!calendar_) {
    return static_cast<std::int32_t>(
        std::clamp(ordinal, std::int64_t{first_known_}, std::int64_t{last_known_} + 1));
  }
  if (ordinal <= 0) return first_known_;
  if (ordinal > business_days_until(last_known_)) return last_known_ + 1;
  const Date first(first_known_);
  const std::int64_t further = ordinal - (calendar_->is_business_day(first) ? 1 : 0);
  // Nothing further: the first day known is the business day itself.
  if (further == 0) return first_known_;
  return calendar_->add_business_days(first, static_cast<std::int32_t>(further)).days();
}

}  // namespace openitem
