#include "time/calendar_tables.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace openitem {

Calendar::Tables::Tables(std::string calendar_name, std::int32_t first_day, std::int32_t last_day,
                         WeekendDays weekend_days)
    : name(std::move(calendar_name)),
      first(first_day),
      last(last_day),
      weekend(weekend_days),
      // A count up to the end of the last day looks at the bit after it.
      business(static_cast<std::size_t>(last_day - first_day + 1) / 64 + 1),
      before(business.size()) {}

void Calendar::Tables::open_weekdays() noexcept {
  // 64 days are nine weeks and a day: there are seven different words.
  std::array<std::uint64_t, 7> patterns{};
  for (std::size_t pattern = 0; pattern < patterns.size(); ++pattern) {
    for (std::size_t bit = 0; bit < 64; ++bit) {
      const std::int32_t day = first + static_cast<std::int32_t>(pattern * 64 + bit);
      if (!is_weekend(day, weekend)) patterns[pattern] |= std::uint64_t{1} << bit;
    }
  }
  for (std::size_t word = 0; word < business.size(); ++word) business[word] = patterns[word % 7];
  business.back() &= (std::uint64_t{1} << bit_of(last + 1)) - 1;
}

void Calendar::Tables::close_holidays() {
  const auto not_known = [this](std::int32_t day) { return !knows(day); };
  holidays.erase(std::remove_if(holidays.begin(), holidays.end(), not_known), holidays.end());
  std::sort(holidays.begin(), holidays.end());
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  open_weekdays();
  for (const std::int32_t day : holidays) business[word_of(day)] &= ~(std::uint64_t{1} << bit_of(day));
  std::int32_t count = 0;
  for (std::size_t word = 0; word < business.size(); ++word) {
    before[word] = count;
    count += std::popcount(business[word]);
  }
}

std::int32_t Calendar::Tables::open_day_of_rank(std::int32_t rank) const noexcept {
  const auto after = std::upper_bound(before.begin(), before.end(), rank);
  const auto word = static_cast<std::size_t>(after - before.begin()) - 1;
  std::uint64_t bits = business[word];
  for (std::int32_t skipped = rank - before[word]; skipped > 0; --skipped) bits &= bits - 1;
  return first + static_cast<std::int32_t>(word * 64) + std::countr_zero(bits);
}

}  // namespace openitem
