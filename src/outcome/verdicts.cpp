#include "outcome/verdicts.hpp"

#include <algorithm>
#include <iterator>

namespace openitem::outcome {

void Judge::start(std::span<const PastDueDay> days, std::span<const WriteOff> write_offs,
                  std::optional<std::int64_t> materiality) {
  days_ = days;
  write_offs_ = write_offs;
  materiality_ = materiality;
  const auto none = static_cast<std::uint32_t>(days.size());
  next_past_due_.assign(days.size() + 1, none);
  next_open_.assign(days.size() + 1, none);
  for (std::uint32_t at = none; at-- > 0;) {
    next_past_due_[at] = days[at].is_past_due() ? at : next_past_due_[at + 1];
    next_open_[at] = days[at].gross > 0 ? at : next_open_[at + 1];
  }
  peaks_.clear();
  first_peak_ = 0;
  peaks_until_ = 0;
}

Verdict Judge::judge(std::int32_t as_of, std::int32_t end) {
  Verdict verdict;
  const std::size_t before = count_until(as_of), within = count_until(end);
  // What is in force on as_of was begun by then.
  const std::size_t in_force = before == 0 ? 0 : before - 1;
  verdict.was_past_due = before > 0 && days_[in_force].is_past_due();
  verdict.had_exposure = next_open_[in_force] < within;
  // What is in force on the first day of the window may be that of the day before it.
  const std::size_t opening = count_until(as_of + 1);
  verdict.worst_days = worst_days(opening == 0 ? 0 : opening - 1, within, end);
  const std::optional<std::int32_t> past_due = first_past_due(as_of, end);
  const std::optional<std::int32_t> written_off = add_write_offs(as_of, end, verdict);
  if (past_due && (!written_off || *past_due <= *written_off)) {
    verdict.trigger = Trigger::days_past_due;
    verdict.bad_on = *past_due;
  } else if (written_off) {
    verdict.trigger = Trigger::written_off;
    verdict.bad_on = *written_off;
  }
  if (verdict.trigger == Trigger::none) return verdict;
  const std::size_t known = count_until(verdict.bad_on);
  if (known == 0) return verdict;
  verdict.past_due = days_[known - 1].past_due;
  verdict.threshold = days_[known - 1].threshold;
  return verdict;
}

std::size_t Judge::count_until(std::int32_t day) const noexcept {
  const auto after =
      std::upper_bound(days_.begin(), days_.end(), day,
                       [](std::int32_t wanted, const PastDueDay& known) { return wanted < known.day; });
  return static_cast<std::size_t>(after - days_.begin());
}

std::optional<std::int32_t> Judge::first_past_due(std::int32_t as_of, std::int32_t end) const {
  const std::size_t opening = count_until(as_of + 1);
  const std::size_t at = next_past_due_[opening == 0 ? 0 : opening - 1];
  if (at == days_.size()) return std::nullopt;
  const std::int32_t day = std::max(days_[at].day, as_of + 1);
  return day <= end ? std::optional(day) : std::nullopt;
}

// Over a spell the days grow: they are most on its last day.
std::int32_t Judge::most_days(std::size_t at) const noexcept {
  if (days_[at].oldest == behaviour::kNeverEffective) return 0;
  return std::max(0, days_[at + 1].day - 1 - days_[at].oldest);
}

// Spells [first, last) are those of the window; the last of them is cut off at its end.
std::int32_t Judge::worst_days(std::size_t first, std::size_t last, std::int32_t end) {
  if (last <= first) return 0;
  for (; peaks_until_ + 1 < last; ++peaks_until_) {
    while (peaks_.size() > first_peak_ && most_days(peaks_.back()) <= most_days(peaks_until_))
      peaks_.pop_back();
    peaks_.push_back(static_cast<std::uint32_t>(peaks_until_));
  }
  while (first_peak_ < peaks_.size() && peaks_[first_peak_] < first) ++first_peak_;
  const PastDueDay& open = days_[last - 1];
  const std::int32_t cut = open.oldest == behaviour::kNeverEffective ? 0 : std::max(0, end - open.oldest);
  return first_peak_ < peaks_.size() ? std::max(cut, most_days(peaks_[first_peak_])) : cut;
}

// The first day at whose end they exceed the materiality.
std::optional<std::int32_t> Judge::add_write_offs(std::int32_t as_of, std::int32_t end,
                                                  Verdict& verdict) const {
  const auto first =
      std::upper_bound(write_offs_.begin(), write_offs_.end(), as_of,
                       [](std::int32_t day, const WriteOff& known) { return day < known.day; });
  std::optional<std::int32_t> exceeded;
  for (auto at = first; at != write_offs_.end() && at->day <= end; ++at) {
    verdict.written_off += at->amount;
    const bool is_last_of_day = std::next(at) == write_offs_.end() || std::next(at)->day != at->day;
    if (!exceeded && is_last_of_day && materiality_ && verdict.written_off > *materiality_)
      exceeded = at->day;
  }
  return exceeded;
}

}  // namespace openitem::outcome
