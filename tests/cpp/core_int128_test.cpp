// 128-bit integers: the limbs against the compiler's own type, both against what division means.

#include "core/int128.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace openitem::core_int128_test {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

/// Values with carries and edges in them, and random ones of every length.
std::vector<UInt128> interesting_values() {
  const std::uint64_t words[] = {
      0, 1, 2, 9, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFF, 0x100000000, kMax - 1, kMax};
  std::vector<UInt128> values;
  for (const std::uint64_t high : words) {
    for (const std::uint64_t low : words) values.push_back({high, low});
  }
  std::mt19937_64 random(20240630);
  for (int shift = 0; shift < 64; ++shift) {
    values.push_back({0, random() >> shift});
    values.push_back({random() >> shift, random()});
  }
  return values;
}

/// a / b checked by its definition, with limb arithmetic only: a = q * b + r, r < b (q * b in four partial products).
bool is_division(UInt128 a, UInt128 b, const Division128& result) {
  using int128_limbs::add;
  using int128_limbs::multiply;
  const UInt128 low = multiply(result.quotient.low, b.low);
  const std::uint64_t cross = result.quotient.low * b.high + result.quotient.high * b.low;
  const UInt128 product = add(low, UInt128{cross, 0});
  return add(product, result.remainder) == a && result.remainder < b;
}

TEST(Int128Limbs, DividesByDefinition) {
  const std::vector<UInt128> values = interesting_values();
  for (const UInt128& a : values) {
    for (const UInt128& b : values) {
      if (b == UInt128{}) continue;
      ASSERT_TRUE(is_division(a, b, int128_limbs::divide(a, b)));
    }
  }
}

#if OPENITEM_HAS_NATIVE_INT128
TEST(Int128Limbs, AgreeWithTheNativeType) {
  const std::vector<UInt128> values = interesting_values();
  for (const UInt128& a : values) {
    for (const UInt128& b : values) {
      ASSERT_EQ(int128_limbs::multiply(a.low, b.low), int128_native::multiply(a.low, b.low));
      ASSERT_EQ(int128_limbs::add(a, b), int128_native::add(a, b));
      ASSERT_EQ(int128_limbs::subtract(a, b), int128_native::subtract(a, b));
      if (b == UInt128{}) continue;
      const Division128 limbs = int128_limbs::divide(a, b);
      const Division128 native = int128_native::divide(a, b);
      ASSERT_EQ(limbs.quotient, native.quotient);
      ASSERT_EQ(limbs.remainder, native.remainder);
    }
  }
}
#endif

TEST(Int128, MultipliesTheEdges) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(multiply(lowest, lowest), (Int128{std::int64_t{1} << 62, 0}));  // 2^126
  EXPECT_EQ(multiply(lowest, 1), Int128(lowest));
  EXPECT_EQ(multiply(lowest, -1), (Int128{0, std::uint64_t{1} << 63}));  // 2^63
  EXPECT_EQ(multiply(highest, -1), Int128(-highest));
  EXPECT_EQ(multiply(0, lowest), Int128(0));
  EXPECT_EQ(multiply(1'000'000'007, -998'244'353), Int128(-998'244'359'987'710'471));
}

TEST(Int128, OrdersNegativeBelowPositive) {
  EXPECT_LT(Int128(-1), Int128(0));
  EXPECT_LT(Int128(-2), Int128(-1));
  EXPECT_LT(multiply(std::numeric_limits<std::int64_t>::min(), 2),
            Int128(std::numeric_limits<std::int64_t>::min()));
}

TEST(Int128, KnowsWhatFitsInSixtyFourBits) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t value :
       {lowest, lowest + 1, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, highest}) {
    EXPECT_TRUE(fits_int64(Int128(value)));
    EXPECT_EQ(to_int64(Int128(value)), value);
  }
  EXPECT_FALSE(fits_int64(Int128(highest) + Int128(1)));
  EXPECT_FALSE(fits_int64(Int128(lowest) - Int128(1)));
  EXPECT_EQ(to_int64(Int128(highest) + Int128(1) - Int128(1)), highest);
}

TEST(Int128, MagnitudeOfTheLowestValuesIsExact) {
  EXPECT_EQ(magnitude(std::numeric_limits<std::int64_t>::min()), std::uint64_t{1} << 63);
  EXPECT_EQ(magnitude(Int128(std::numeric_limits<std::int64_t>::min(), 0)),
            (UInt128{std::uint64_t{1} << 63, 0}));
}

}  // namespace
}  // namespace openitem::core_int128_test
