// The ten rounding modes against their definitions, found by search and not by arithmetic on remainders.

#include "money/rounding.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>

#include "openitem/money.hpp"

namespace openitem::money_rounding_test {
namespace {

const std::vector<Rounding> kModes = {Rounding::half_up,  Rounding::half_even,    Rounding::half_down,
                                      Rounding::half_odd, Rounding::half_ceiling, Rounding::half_floor,
                                      Rounding::up,       Rounding::down,         Rounding::ceiling,
                                      Rounding::floor};

/// Whether mode prefers the integer `a` to its neighbour `b` at a tie.
bool prefers(Rounding mode, std::int64_t a, std::int64_t b) {
  switch (mode) {
    case Rounding::half_up: return std::abs(a) > std::abs(b);
    case Rounding::half_down: return std::abs(a) < std::abs(b);
    case Rounding::half_even: return a % 2 == 0;
    case Rounding::half_odd: return a % 2 != 0;
    case Rounding::half_ceiling: return a > b;
    default: return a < b;  // half_floor
  }
}

/// n / d by the definition: the exact integer, else the one of its two neighbours that the mode names.
std::int64_t round_by_definition(std::int64_t n, std::int64_t d, Rounding mode) {
  if (d < 0) return round_by_definition(-n, -d, mode);
  std::int64_t below = -1000;
  while ((below + 1) * d <= n) ++below;
  const std::int64_t above = below + 1;
  if (below * d == n) return below;
  switch (mode) {
    case Rounding::floor: return below;
    case Rounding::ceiling: return above;
    case Rounding::down: return n < 0 ? above : below;
    case Rounding::up: return n < 0 ? below : above;
    default: break;
  }
  const std::int64_t to_below = n - below * d;
  const std::int64_t to_above = above * d - n;
  if (to_below != to_above) return to_below < to_above ? below : above;
  return prefers(mode, below, above) ? below : above;
}

TEST(RoundDivide, FollowsTheDefinitionOfEveryMode) {
  for (const Rounding mode : kModes) {
    for (std::int64_t n = -130; n <= 130; ++n) {
      for (std::int64_t d = -12; d <= 12; ++d) {
        if (d == 0) continue;
        ASSERT_EQ(to_int64(round_divide(n, d, mode)), round_by_definition(n, d, mode))
            << n << " / " << d << " mode " << static_cast<int>(mode);
      }
    }
  }
}

TEST(RoundDivide, FollowsTheDefinitionAlsoOfScaledFractions) {
  // (n * s) / (d * s) is the same fraction with 128-bit operands.
  constexpr std::int64_t scale = 3'037'000'499;
  for (const Rounding mode : kModes) {
    for (std::int64_t n = -40; n <= 40; ++n) {
      for (std::int64_t d = 1; d <= 8; ++d) {
        const Int128 wide = round_divide(multiply(n * scale, scale), multiply(d * scale, scale), mode);
        ASSERT_EQ(to_int64(wide), round_by_definition(n, d, mode));
      }
    }
  }
}

TEST(RoundDivide, IsSymmetricWhereTheModeIs) {
  for (const Rounding mode : {Rounding::half_up, Rounding::half_even, Rounding::half_down, Rounding::half_odd,
                              Rounding::up, Rounding::down}) {
    for (std::int64_t n = 0; n <= 200; ++n) {
      ASSERT_EQ(to_int64(round_divide(-n, 7, mode)), -to_int64(round_divide(n, 7, mode)));
    }
  }
}

TEST(RoundDivide, RefusesTheOneQuotientThatDoesNotFit) {
  const Int128 lowest(std::numeric_limits<std::int64_t>::min(), 0);
  EXPECT_EQ(round_divide(lowest, Int128(1), Rounding::half_up), lowest);
  EXPECT_THROW((void)round_divide(lowest, Int128(-1), Rounding::half_up), Error);
}

TEST(MultiplyDivide, HasAWideIntermediate) {
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(multiply_divide(highest, highest, highest), highest);
  EXPECT_EQ(multiply_divide(lowest, highest, highest), lowest);
  EXPECT_EQ(multiply_divide(lowest, lowest, lowest), lowest);
  EXPECT_EQ(multiply_divide(10'000'000'000'000'000, 19'000'000, 1'000'000'000), 190'000'000'000'000);
}

TEST(MultiplyDivide, RoundsHalfUpByDefault) {
  EXPECT_EQ(multiply_divide(1, 1, 2), 1);
  EXPECT_EQ(multiply_divide(-1, 1, 2), -1);
  EXPECT_EQ(multiply_divide(1, 1, 2, Rounding::half_even), 0);
}

void expect_status(Status status, void (*call)()) {
  try {
    call();
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), status) << error.what();
  }
}

TEST(MultiplyDivide, SaysWhatIsWrong) {
  expect_status(Status::division_by_zero, [] { (void)multiply_divide(1, 1, 0); });
  expect_status(Status::overflow,
                [] { (void)multiply_divide(std::numeric_limits<std::int64_t>::max(), 2, 1); });
  expect_status(Status::overflow,
                [] { (void)multiply_divide(std::numeric_limits<std::int64_t>::min(), -1, 1); });
  expect_status(Status::out_of_bounds, [] { (void)multiply_divide(1, 1, 2, static_cast<Rounding>(10)); });
  expect_status(Status::out_of_bounds, [] { (void)multiply_divide(1, 1, 2, static_cast<Rounding>(-1)); });
}

TEST(RoundToPowerOfTen, FollowsTheDefinition) {
  for (const Rounding mode : kModes) {
    for (std::int64_t minor = -260; minor <= 260; ++minor) {
      ASSERT_EQ(round_to_power_of_ten(minor, 0, mode), minor);
      ASSERT_EQ(round_to_power_of_ten(minor, 1, mode), 10 * round_by_definition(minor, 10, mode));
      ASSERT_EQ(round_to_power_of_ten(minor, 2, mode), 100 * round_by_definition(minor, 100, mode));
    }
  }
}

TEST(RoundToPowerOfTen, KeepsItsBounds) {
  EXPECT_EQ(round_to_power_of_ten(4'499'999'999'999'999'999, 18, Rounding::half_up),
            4'000'000'000'000'000'000);
  expect_status(Status::overflow, [] {
    (void)round_to_power_of_ten(std::numeric_limits<std::int64_t>::max(), 18, Rounding::up);
  });
  expect_status(Status::out_of_bounds, [] { (void)round_to_power_of_ten(1, 19, Rounding::up); });
  expect_status(Status::out_of_bounds, [] { (void)round_to_power_of_ten(1, -1, Rounding::up); });
}

TEST(RoundCash, FollowsTheDefinitionOfEveryMode) {
  // Values in tenths of a cent, units of 1, 5, 7 and 20 cents: value / (10 * unit) is the exact fraction.
  const Currency chf("CHF");
  const char* const units[] = {"0.01", "0.05", "0.07", "0.20"};
  const std::int64_t cents[] = {1, 5, 7, 20};
  for (const Rounding mode : kModes) {
    for (std::int64_t tenths = -600; tenths <= 600; ++tenths) {
      const std::int64_t size = std::abs(tenths);
      const std::string digits = std::to_string(1000 + size % 1000).substr(1);
      const std::string value = (tenths < 0 ? "-" : "") + std::to_string(size / 1000) + "." + digits;
      for (std::size_t i = 0; i < 4; ++i) {
        ASSERT_EQ(round_cash(value, units[i], chf, mode),
                  cents[i] * round_by_definition(tenths, 10 * cents[i], mode))
            << value << " " << units[i] << " mode " << static_cast<int>(mode);
      }
    }
  }
}

TEST(RoundCash, SeesDigitsFarBehind) {
  const Currency chf("CHF");
  EXPECT_EQ(round_cash("1.025000000000000000000000000000000000001", "0.05", chf, Rounding::half_down), 105);
  EXPECT_EQ(round_cash("1.025000000000000000000000000000000000000", "0.05", chf, Rounding::half_down), 100);
  EXPECT_EQ(round_cash("1.000000000000000000000000000000000000001", "0.05", chf, Rounding::up), 105);
}

TEST(RoundCash, SaysWhatIsWrong) {
  expect_status(Status::invalid_argument, [] { (void)round_cash("1", "0", Currency("CHF"), Rounding::up); });
  expect_status(Status::invalid_argument,
                [] { (void)round_cash("1", "-0.05", Currency("CHF"), Rounding::up); });
  expect_status(Status::inexact_amount,
                [] { (void)round_cash("1", "0.005", Currency("CHF"), Rounding::up); });
  expect_status(Status::invalid_data,
                [] { (void)round_cash("1,00", "0.05", Currency("CHF"), Rounding::up); });
  expect_status(Status::overflow,
                [] { (void)round_cash("46116860184273879.03", "0.05", Currency("CHF"), Rounding::up); });
}

}  // namespace
}  // namespace openitem::money_rounding_test
