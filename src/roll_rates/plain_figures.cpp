// roll_rate and loss_rate_chain: on figures alone (docs/methods/roll_rates.md, 9).

#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>

#include "core/message.hpp"
#include "core/quotient.hpp"
#include "openitem/roll_rates.hpp"

namespace openitem {
namespace {

void check_not_negative(std::string_view name, std::int64_t value) {
  if (value >= 0) return;
  throw Error(Status::out_of_bounds,
              Message().append(name).append(" is ").append(value).append(
                  "; expected 0 or more: minor units of debit items, or their number"));
}

// Not a NaN either.
bool is_fraction(double value) noexcept { return value >= 0.0 && value <= 1.0; }

std::string_view shown(double value, std::array<char, 32>& text) {
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), static_cast<std::size_t>(end.ptr - text.data())};
}

}  // namespace

std::optional<double> roll_rate(std::int64_t opening, std::int64_t rolled) {
  check_not_negative("opening", opening);
  check_not_negative("rolled", rolled);
  if (opening == 0) return std::nullopt;
  return quotient(Int128(rolled), Int128(opening));
}

std::vector<double> loss_rate_chain(std::span<const double> roll_rates, double terminal_loss) {
  std::array<char, 32> text{};
  for (std::size_t at = 0; at < roll_rates.size(); ++at) {
    if (is_fraction(roll_rates[at])) continue;
    throw Error(Status::out_of_bounds, Message()
                                           .append("roll_rates[")
                                           .append(at)
                                           .append("] is ")
                                           .append(shown(roll_rates[at], text))
                                           .append("; expected a fraction from 0 to 1"));
  }
  if (!is_fraction(terminal_loss)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("terminal_loss is ")
                                           .append(shown(terminal_loss, text))
                                           .append("; expected a fraction from 0 to 1"));
  }
  std::vector<double> losses(roll_rates.begin(), roll_rates.end());
  double loss = terminal_loss;
  for (std::size_t at = losses.size(); at-- > 0;) {
    loss *= losses[at];
    losses[at] = loss;
  }
  return losses;
}

}  // namespace openitem
