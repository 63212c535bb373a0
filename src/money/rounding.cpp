#include "money/rounding.hpp"

#include "core/message.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"half_up",      "half_even",  "half_down", "half_odd",
                                                     "half_ceiling", "half_floor", "up",        "down",
                                                     "ceiling",      "floor"};

}  // namespace

std::string_view name_of(Rounding mode) noexcept { return kNames[static_cast<std::size_t>(mode)]; }

void check_rounding(Rounding mode) {
  if (mode >= Rounding::half_up && mode <= Rounding::floor) return;
  throw Error(Status::out_of_bounds,
              Message()
                  .append("rounding is ")
                  .append(static_cast<std::int32_t>(mode))
                  .append("; expected one of the ten modes, 0 (half_up) to 9 (floor)"));
}

Int128 round_divide(Int128 numerator, Int128 denominator, Rounding mode) {
  if (denominator == Int128{})
    throw Error(Status::division_by_zero, "the divisor is zero; expected any other");
  const bool negative = is_negative(numerator) != is_negative(denominator);
  const UInt128 divisor = magnitude(denominator);
  const Division128 cut = int128::divide(magnitude(numerator), divisor);
  const bool odd = (cut.quotient.low & 1U) != 0;
  UInt128 quotient = cut.quotient;
  if (rounds_away(mode, negative, odd, classify_remainder(cut.remainder, divisor))) {
    quotient = int128::add(quotient, UInt128{0, 1});
  }
  const Int128 rounded = negative ? -from_bits(quotient) : from_bits(quotient);
  if (!negative && is_negative(rounded))
    throw Error(Status::overflow, "the quotient does not fit in 128 bits");
  return rounded;
}

}  // namespace openitem
