#include "aging/buckets.hpp"

#include <span>
#include <string_view>

#include "aging/options.hpp"
#include "core/message.hpp"
#include "openitem/time.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::size_t kMaxBounds = 63;
constexpr std::size_t kMaxBuckets = 64;
// No two days are further apart than this; bounds beyond it need no entries of their own in the lookup table.
constexpr std::int32_t kMaxDays = Date::max_days - Date::min_days;

void check_ascending(std::string_view option, std::span<const std::int32_t> bounds) {
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const bool negative = bounds[i] < 0;
    const bool descending = i > 0 && bounds[i] <= bounds[i - 1];
    if (!negative && !descending) continue;
    Message message;
    message.append(option).append("[").append(i).append("] is ").append(bounds[i]);
    if (negative) {
      message.append("; expected 0 or more days");
    } else {
      message.append(" after ").append(bounds[i - 1]).append("; expected strictly ascending days");
    }
    throw Error(Status::out_of_bounds, message);
  }
}

void check_count(std::string_view option, std::size_t count) {
  if (count <= kMaxBounds) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append(option)
                                         .append(" has ")
                                         .append(count)
                                         .append(" entries; expected at most ")
                                         .append(kMaxBounds));
}

void check_forward(const AgingOptions& options, std::span<const std::int32_t> bounds) {
  const auto& forward = options.forward_bounds;
  if (forward.empty()) return;
  if (options.basis != AgingBasis::due) {
    throw Error(Status::invalid_argument, Message()
                                              .append("forward_bounds go with basis due only; the basis is ")
                                              .append(basis_name(options.basis)));
  }
  if (bounds[0] != 0) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("forward_bounds split the bucket not_due and need bounds[0] = 0; it is ")
                    .append(bounds[0]));
  }
  check_count("forward_bounds", forward.size());
  check_ascending("forward_bounds", forward);
  const std::size_t buckets = forward.size() + 1 + bounds.size();
  if (buckets > kMaxBuckets) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("bounds and forward_bounds together make ")
                                           .append(buckets)
                                           .append(" buckets; expected at most ")
                                           .append(kMaxBuckets));
  }
}

std::string range_label(std::string_view prefix, std::int32_t first, std::int32_t last) {
  return std::string(prefix) + std::to_string(first) + "_" + std::to_string(last);
}

// The bucket (or, with forward bounds, the buckets) up to bounds[0], and their inclusive upper days.
void add_front(const AgingOptions& options, std::int32_t first_bound, std::vector<std::string>& labels,
               std::vector<std::int32_t>& uppers) {
  const auto& forward = options.forward_bounds;
  if (forward.empty()) {
    if (options.basis != AgingBasis::due) {
      labels.push_back(range_label("d", 0, first_bound));
    } else {
      labels.push_back(first_bound == 0 ? "not_due" : "up_to_" + std::to_string(first_bound));
    }
    uppers.push_back(first_bound);
    return;
  }
  labels.push_back("due_over_" + std::to_string(forward.back()));
  uppers.push_back(-forward.back() - 1);
  for (std::size_t k = forward.size(); k-- > 0;) {
    const std::int32_t nearest = k == 0 ? 0 : forward[k - 1] + 1;
    labels.push_back(range_label("due_", nearest, forward[k]));
    uppers.push_back(-nearest);
  }
}

void check_month_count(std::string_view option, std::int32_t count, std::size_t most) {
  if (count >= 0 && static_cast<std::size_t>(count) <= most) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("option ")
                                         .append(option)
                                         .append(" is ")
                                         .append(count)
                                         .append("; expected 0 to ")
                                         .append(most));
}

// One way of dividing time, whole: nothing that is given is left unread.
void check_days_or_months(const AgingOptions& options) {
  check_month_count("months", options.months, kMaxBounds);
  check_month_count("forward_months", options.forward_months, kMaxBounds);
  if (options.months == 0 && options.forward_months == 0) return;
  const char* const days = !options.bounds.empty()           ? "bounds"
                           : !options.forward_bounds.empty() ? "forward_bounds"
                                                             : nullptr;
  if (days != nullptr) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("option ")
                    .append(options.months != 0 ? "months" : "forward_months")
                    .append(" is ")
                    .append(options.months != 0 ? options.months : options.forward_months)
                    .append(" beside ")
                    .append(days)
                    .append("; divide by days or by calendar months, not by both"));
  }
  if (options.months == 0) {
    throw Error(Status::invalid_argument, Message()
                                              .append("option forward_months is ")
                                              .append(options.forward_months)
                                              .append("; it goes with months only: set months to 1 or more"));
  }
}

void check_calendar(const AgingOptions& options) {
  if (!options.calendar || options.months == 0) return;
  throw Error(Status::invalid_argument,
              Message()
                  .append("option months is ")
                  .append(options.months)
                  .append(" beside calendar; months are made of calendar days: leave one of them out"));
}

// As many buckets as days make: on the due basis one of them is "not_due".
void check_months(const AgingOptions& options) {
  if (options.basis != AgingBasis::due) {
    if (options.forward_months == 0) return;
    throw Error(Status::invalid_argument, Message()
                                              .append("forward_months go with basis due only; the basis is ")
                                              .append(basis_name(options.basis)));
  }
  const std::int32_t months = options.months + options.forward_months;
  if (static_cast<std::size_t>(months) < kMaxBounds) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("months and forward_months together are ")
                                         .append(months)
                                         .append("; expected at most ")
                                         .append(kMaxBounds - 1)
                                         .append(" on the due basis"));
}

// First day of the month `months` after that of `day`; where dates end, the first day there is or the one after the last.
std::int32_t first_day_of_month(Date day, std::int32_t months) {
  const CivilDay civil = civil_from_days(day.days());
  const std::int32_t month =
      std::clamp(civil.year * 12 + civil.month - 1 + months, kMinYear * 12, (kMaxYear + 1) * 12);
  return days_from_civil({month / 12, month % 12 + 1, 1});
}

// The bucket "not_due" or, with forward months, those that split it: farthest first.
void add_months_ahead(std::int32_t forward_months, Date as_of, std::vector<std::string>& labels,
                      std::vector<std::int32_t>& uppers) {
  if (forward_months == 0) {
    labels.emplace_back("not_due");
    uppers.push_back(0);
    return;
  }
  const auto latest_day = [&](std::int32_t month) {
    return month == 0 ? 0 : as_of.days() - first_day_of_month(as_of, month);
  };
  labels.push_back("due_over_m" + std::to_string(forward_months - 1));
  uppers.push_back(latest_day(forward_months));
  for (std::int32_t month = forward_months; month-- > 0;) {
    labels.push_back("due_m" + std::to_string(month));
    uppers.push_back(latest_day(month));
  }
}

}  // namespace

void Buckets::divide_days(const AgingOptions& options) {
  bounds_ = options.bounds;
  if (bounds_.empty()) {
    bounds_ = options.basis == AgingBasis::due ? std::vector<std::int32_t>{0, 30, 60, 90}
                                               : std::vector<std::int32_t>{30, 60, 90};
  }
  check_count("bounds", bounds_.size());
  check_ascending("bounds", bounds_);
  check_forward(options, bounds_);

  add_front(options, bounds_[0], labels_, uppers_);
  for (std::size_t k = 1; k < bounds_.size(); ++k) {
    labels_.push_back(range_label("d", bounds_[k - 1] + 1, bounds_[k]));
    uppers_.push_back(bounds_[k]);
  }
  labels_.push_back("over_" + std::to_string(bounds_.back()));
}

void Buckets::divide_months(const AgingOptions& options, Date as_of) {
  check_months(options);
  if (options.basis == AgingBasis::due) add_months_ahead(options.forward_months, as_of, labels_, uppers_);
  for (std::int32_t month = 0; month < options.months; ++month) {
    labels_.push_back("m" + std::to_string(month));
    uppers_.push_back(as_of.days() - first_day_of_month(as_of, -month));
  }
  labels_.push_back("over_m" + std::to_string(options.months - 1));
}

void Buckets::cut_at_business_days() {
  for (std::int32_t& upper : uppers_) upper = days_.calendar_days(upper);
  late_above_ = days_.calendar_days(0);
}

void Buckets::fill_table() {
  low_ = std::max(uppers_.front(), -kMaxDays);
  high_ = std::min(uppers_.back(), kMaxDays) + 1;
  table_.resize(static_cast<std::size_t>(high_ - low_) + 1);
  std::size_t bucket = 0;
  for (std::int32_t day = low_; day <= high_; ++day) {
    while (bucket < uppers_.size() && uppers_[bucket] < day) ++bucket;
    table_[static_cast<std::size_t>(day - low_)] = static_cast<std::uint8_t>(bucket);
  }
}

Buckets::Buckets(const AgingOptions& options, Date as_of) : days_(options.calendar, as_of) {
  check_days_or_months(options);
  check_calendar(options);
  if (options.months != 0) {
    divide_months(options, as_of);
  } else {
    divide_days(options);
    if (options.calendar) cut_at_business_days();
  }
  fill_table();
}

}  // namespace openitem
