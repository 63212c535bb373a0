#include "interest/rate_timeline.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "interest/exact_interest.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

std::int32_t half_year_start(std::int32_t day) noexcept {
  const CivilDay civil = civil_from_days(day);
  return days_from_civil({civil.year, civil.month < 7 ? 1 : 7, 1});
}

std::int32_t half_year_end(std::int32_t day) noexcept {
  const CivilDay civil = civil_from_days(day);
  return civil.month < 7 ? days_from_civil({civil.year, 6, 30}) : days_from_civil({civil.year, 12, 31});
}

[[noreturn]] void refuse_row(std::size_t row, const char* column, const Message& message) {
  throw Error(Status::invalid_data, message).at(static_cast<std::int64_t>(row), column);
}

void check_rows(const ReferenceRates& table) {
  const bool is_ragged = table.rates.size() != table.from.size() ||
                         (!table.through.empty() && table.through.size() != table.from.size());
  if (is_ragged) {
    throw Error(Status::ragged_columns, "reference rates need one rate a day, and as many last days or none");
  }
  for (std::size_t row = 0; row < table.from.size(); ++row) {
    if (row > 0 && table.from[row] <= table.from[row - 1]) {
      refuse_row(row, "reference.from",
                 Message()
                     .append("reference.from of row ")
                     .append(row)
                     .append(" is ")
                     .append(table.from[row].iso())
                     .append(", after ")
                     .append(table.from[row - 1].iso())
                     .append("; days must ascend, each once"));
    }
    if (table.rates[row] < -kLargestInterestRate || table.rates[row] > kLargestInterestRate) {
      refuse_row(row, "reference.rate",
                 Message()
                     .append("reference.rate of row ")
                     .append(row)
                     .append(" is ")
                     .append(table.rates[row])
                     .append(" parts per billion; expected -10^11 to 10^11 (a fraction: 0.0315 = 3.15 %)"));
    }
  }
}

// The stated last day, kept within the row and the one after it.
std::int32_t stated_through(const ReferenceRates& table, std::size_t row) {
  const Date through = *table.through[row];
  const bool is_last = row + 1 == table.from.size();
  if (through < table.from[row] || (!is_last && through >= table.from[row + 1])) {
    Message message;
    message.append("reference.through of row ").append(row).append(" is ").append(through.iso());
    message.append("; expected ").append(table.from[row].iso()).append(" or later");
    if (!is_last) message.append(", and before the next row begins on ").append(table.from[row + 1].iso());
    refuse_row(row, "reference.through", message);
  }
  return through.days();
}

}  // namespace

RateTimeline::RateTimeline(const ReferenceRates& table, ReferenceFixing fixing)
    : rates_(table.rates), fixing_(fixing) {
  check_rows(table);
  for (std::size_t row = 0; row < table.from.size(); ++row) {
    from_.push_back(table.from[row].days());
    const bool is_stated = !table.through.empty() && table.through[row].has_value();
    const bool is_last = row + 1 == table.from.size();
    through_.push_back(is_stated ? stated_through(table, row)
                       : is_last ? half_year_end(from_.back())
                                 : table.from[row + 1].days() - 1);
  }
  same_through_ = through_;
  for (std::size_t row = from_.size(); row-- > 1;) {
    const bool goes_on = through_[row - 1] + 1 == from_[row] && rates_[row - 1] == rates_[row];
    if (goes_on) same_through_[row - 1] = same_through_[row];
  }
}

std::int32_t RateTimeline::fixed_on(std::int32_t day) const noexcept {
  switch (fixing_) {
    case ReferenceFixing::half_year_start: return half_year_start(day);
    case ReferenceFixing::before_half_year: return half_year_start(day) - 1;
    default: return day;
  }
}

void RateTimeline::throw_uncovered(std::int32_t fixed_on, std::int32_t day) const {
  const auto text = [](std::int32_t of) {
    return is_date(of) ? Date(of).iso() : std::string("a day before 1900");
  };
  Message message;
  message.append("no reference rate covers ").append(text(fixed_on));
  if (fixed_on != day) message.append(", on which that of ").append(text(day)).append(" is fixed");
  if (from_.empty()) {
    message.append("; the table has no row");
  } else {
    message.append("; the table runs from ")
        .append(text(from_.front()))
        .append(" through ")
        .append(text(through_.back()));
    message.append(": add the row, or state through where a rate holds longer");
  }
  throw Error(Status::missing_value, message).at(-1, "reference.rate");
}

std::size_t RateTimeline::row_of(std::int32_t fixed_on, std::int32_t day) const {
  const auto after = std::upper_bound(from_.begin(), from_.end(), fixed_on);
  if (after == from_.begin()) throw_uncovered(fixed_on, day);
  const auto row = static_cast<std::size_t>(after - from_.begin()) - 1;
  if (through_[row] < fixed_on) throw_uncovered(fixed_on, day);
  return row;
}

std::int64_t RateTimeline::rate_of(std::int32_t day) const { return rates_[row_of(fixed_on(day), day)]; }

std::int32_t RateTimeline::same_until(std::int32_t day) const {
  const std::size_t row = row_of(fixed_on(day), day);
  return fixing_ == ReferenceFixing::as_listed ? same_through_[row] : half_year_end(day);
}

}  // namespace openitem
