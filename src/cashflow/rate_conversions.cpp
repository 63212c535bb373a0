#include <charconv>
#include <cmath>
#include <string>

#include "cashflow/checks.hpp"
#include "core/bounds.hpp"
#include "core/exponential.hpp"
#include "openitem/money.hpp"

namespace openitem::cashflow {
namespace {

constexpr std::int64_t kMostPeriodsPerYear = 1'000'000;

}  // namespace

double effective_rate(double nominal_rate, std::int32_t periods_per_year) {
  check_bounds("periods_per_year", periods_per_year, 1, kMostPeriodsPerYear);
  const double periods = static_cast<double>(periods_per_year);
  check_rate("nominal_rate / periods_per_year", nominal_rate / periods);
  return checked_result("effective_rate",
                        exponential_less_one(periods * log_of_one_plus(nominal_rate / periods)));
}

double nominal_rate(double effective_rate, std::int32_t periods_per_year) {
  check_bounds("periods_per_year", periods_per_year, 1, kMostPeriodsPerYear);
  check_rate("effective_rate", effective_rate);
  const double periods = static_cast<double>(periods_per_year);
  return periods * exponential_less_one(log_of_one_plus(effective_rate) / periods);
}

double round_percent(double rate, std::int32_t decimals) {
  check_bounds("decimals", decimals, 0, 9);
  if (std::isnan(rate) || std::fabs(rate) >= 1e9) {
    Message message;
    append_number(message.append("rate is "), rate).append("; expected a finite fraction (0.05 = 5 %)");
    throw Error(Status::out_of_bounds, message);
  }
  // The shortest decimal of the rate, its point moved by two digits: the rounding sees what a reader sees. Digits beyond
  // the seventeenth place after the point are cut; they decide no tie of at most eleven.
  char digits[64];
  const std::to_chars_result end =
      std::to_chars(digits, digits + sizeof digits, rate, std::chars_format::fixed);
  std::string text = end.ec == std::errc() ? std::string(digits, end.ptr) : std::string("0");
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text.push_back('.');
  }
  text.append(2, '0');
  text.erase(point, 1);
  text.insert(point + 2, 1, '.');
  if (text.size() > point + 20) text.resize(point + 20);
  const std::string rounded = round_decimal(text, decimals, Rounding::half_up);
  double percent = 0.0;
  std::from_chars(rounded.data(), rounded.data() + rounded.size(), percent);
  return percent;
}

}  // namespace openitem::cashflow
