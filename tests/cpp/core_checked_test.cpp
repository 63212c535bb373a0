// Checked arithmetic at its edges.

#include "core/checked.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace openitem::core_checked_test {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

TEST(Checked, ReturnsWhatFits) {
  EXPECT_EQ(checked_add(kHighest - 1, 1), kHighest);
  EXPECT_EQ(checked_sub(kLowest + 1, 1), kLowest);
  EXPECT_EQ(checked_mul(kLowest / 2, 2), kLowest);
}

TEST(Checked, ThrowsOneBeyond) {
  EXPECT_THROW((void)checked_add(kHighest, 1), Error);
  EXPECT_THROW((void)checked_sub(kLowest, 1), Error);
  EXPECT_THROW((void)checked_mul(kLowest, -1), Error);
  try {
    (void)checked_add(kHighest, 2);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Status::overflow);
    EXPECT_STREQ(error.what(), "9223372036854775807 + 2 does not fit in 64 bits");
  }
}

TEST(Checked, AmountsStayBelowTwoToTheSixtyTwo) {
  EXPECT_EQ(kAmountLimit, 4'611'686'018'427'387'904);
  EXPECT_TRUE(is_amount(kAmountLimit - 1));
  EXPECT_TRUE(is_amount(1 - kAmountLimit));
  EXPECT_FALSE(is_amount(kAmountLimit));
  EXPECT_FALSE(is_amount(-kAmountLimit));
  EXPECT_FALSE(is_amount(kLowest));
}

}  // namespace
}  // namespace openitem::core_checked_test
