// Allocation: the parts sum to the whole, and each is the exact share rounded down or up.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <string_view>
#include <vector>

#include "core/int128.hpp"
#include "openitem/money.hpp"

namespace openitem::money_allocate_test {
namespace {

using Amounts = std::vector<std::int64_t>;

Int128 sum(const Amounts& parts) {
  return std::accumulate(parts.begin(), parts.end(), Int128(0),
                         [](Int128 total, std::int64_t part) { return total + Int128(part); });
}

struct Split {
  std::int64_t minor;
  Amounts weights;
};

std::vector<Split> random_splits() {
  std::mt19937_64 random(101);
  std::vector<Split> splits;
  for (int i = 0; i < 3000; ++i) {
    Split split{static_cast<std::int64_t>(random() >> (i % 63)), {}};
    if (i % 2 == 1) split.minor = split.minor == std::numeric_limits<std::int64_t>::min() ? 0 : -split.minor;
    const std::size_t count = 1 + random() % 12;
    for (std::size_t k = 0; k < count; ++k) {
      split.weights.push_back(random() % 5 == 0 ? 0
                                                : static_cast<std::int64_t>(random() >> (6 + random() % 58)));
    }
    split.weights[random() % count] += 1;
    splits.push_back(split);
  }
  splits.push_back({std::numeric_limits<std::int64_t>::min(), {1, 1, 1}});
  splits.push_back({std::numeric_limits<std::int64_t>::max(), {1, 1, 1}});
  splits.push_back({std::numeric_limits<std::int64_t>::min(), {7}});
  return splits;
}

TEST(Allocate, PartsSumToTheWhole) {
  for (const Split& split : random_splits()) {
    for (const AllocationSign sign : {AllocationSign::symmetric, AllocationSign::floor}) {
      ASSERT_EQ(sum(allocate(split.minor, split.weights, sign)), Int128(split.minor));
    }
  }
}

TEST(Allocate, EveryPartIsWithinOneUnitOfItsShareAndZeroWeightsGetNothing) {
  for (const Split& split : random_splits()) {
    const Int128 total = sum(split.weights);
    for (const AllocationSign sign : {AllocationSign::symmetric, AllocationSign::floor}) {
      const Amounts parts = allocate(split.minor, split.weights, sign);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (split.weights[i] == 0) {
          ASSERT_EQ(parts[i], 0);
        }
        // |part * sum - minor * weight| < sum
        const Int128 off = multiply(parts[i], to_int64(total)) - multiply(split.minor, split.weights[i]);
        ASSERT_LT(magnitude(off), magnitude(total));
      }
    }
  }
}

TEST(Allocate, LargestRemaindersFirstThenTheEarlierOne) {
  for (const Split& split : random_splits()) {
    if (split.minor < 0) continue;
    const auto total = magnitude(sum(split.weights));
    const Amounts parts = allocate(split.minor, split.weights);
    std::vector<std::pair<UInt128, bool>> by_position;  // remainder, got a unit
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Division128 share = int128::divide(magnitude(multiply(split.minor, split.weights[i])), total);
      by_position.emplace_back(share.remainder, static_cast<std::uint64_t>(parts[i]) != share.quotient.low);
    }
    for (std::size_t i = 0; i < by_position.size(); ++i) {
      for (std::size_t k = 0; k < by_position.size(); ++k) {
        const auto& [remainder, got] = by_position[i];
        const auto& [other, other_got] = by_position[k];
        if (remainder > other || (remainder == other && i < k)) {
          ASSERT_TRUE(got || !other_got);
        }
      }
    }
  }
}

TEST(Allocate, IsSymmetricByDefault) {
  for (const Split& split : random_splits()) {
    if (split.minor == std::numeric_limits<std::int64_t>::min()) continue;
    Amounts negated = allocate(-split.minor, split.weights);
    for (std::int64_t& part : negated) part = -part;
    ASSERT_EQ(negated, allocate(split.minor, split.weights));
  }
}

TEST(Allocate, PlacesTheLeftoverOfANegativeTotalAsAsked) {
  EXPECT_EQ(allocate(-5, Amounts{7, 3}), (Amounts{-4, -1}));
  EXPECT_EQ(allocate(-5, Amounts{7, 3}, AllocationSign::floor), (Amounts{-3, -2}));
  EXPECT_EQ(allocate(5, Amounts{7, 3}, AllocationSign::floor), (Amounts{4, 1}));
}

TEST(Allocate, TakesDecimalWeightsExactly) {
  const auto split = [](std::int64_t minor, std::vector<std::string_view> weights) {
    return allocate(minor, weights);
  };
  EXPECT_EQ(split(1, {"0.33", "0.66"}), (Amounts{0, 1}));
  EXPECT_EQ(split(10'000, {"33.3", "66.70"}), allocate(10'000, Amounts{333, 667}));
  EXPECT_EQ(split(10'000, {"0.10", "0.2", ".7"}), (Amounts{1000, 2000, 7000}));
  EXPECT_EQ(split(3, {"0.000000000000000001", "0.000000000000000002"}), (Amounts{1, 2}));
  EXPECT_EQ(split(3, {"1.00000000000000000000000", "0000000000000000000000002"}), (Amounts{1, 2}));
}

template <typename Call>
Status status_of(Call call) {
  try {
    (void)call();
    return Status::ok;
  } catch (const Error& error) {
    return error.status();
  }
}

TEST(Allocate, SaysWhatIsWrong) {
  const auto whole = [](Amounts weights) { return status_of([&] { return allocate(1, weights); }); };
  EXPECT_EQ(whole({}), Status::invalid_argument);
  EXPECT_EQ(whole({0, 0}), Status::invalid_argument);
  EXPECT_EQ(whole({1, -1}), Status::invalid_argument);
  EXPECT_EQ(whole({std::int64_t{1} << 61, std::int64_t{1} << 61}), Status::overflow);
  EXPECT_EQ(whole({std::numeric_limits<std::int64_t>::max(), 1}), Status::overflow);
  EXPECT_EQ(whole({(std::int64_t{1} << 62) - 1}), Status::ok);

  const auto decimal = [](std::vector<std::string_view> weights) {
    return status_of([&] { return allocate(1, weights); });
  };
  EXPECT_EQ(decimal({}), Status::invalid_argument);
  EXPECT_EQ(decimal({"0.0"}), Status::invalid_argument);
  EXPECT_EQ(decimal({"-0.1", "1"}), Status::invalid_argument);
  EXPECT_EQ(decimal({"1,5"}), Status::invalid_data);
  EXPECT_EQ(decimal({""}), Status::invalid_data);
  EXPECT_EQ(decimal({"1.000000000000000001"}), Status::overflow);   // 19 digits
  EXPECT_EQ(decimal({"0.0000000000000000001"}), Status::overflow);  // 19 digits
  EXPECT_EQ(decimal({"100", "0.000000000000000001"}), Status::overflow);

  EXPECT_EQ(status_of([] { return allocate(1, Amounts{1}, static_cast<AllocationSign>(2)); }),
            Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return allocate_equal(1, 0); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return allocate_equal(1, -3); }), Status::out_of_bounds);
}

TEST(Allocate, ErrorNamesTheWeight) {
  try {
    (void)allocate(1, Amounts{1, 2, -3});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.row(), 2);
    EXPECT_EQ(error.column(), "weights");
    EXPECT_NE(std::string_view(error.what()).find("-3"), std::string_view::npos);
  }
}

TEST(AllocateEqual, FirstPartsAreLarger) {
  for (std::int64_t minor = -50; minor <= 50; ++minor) {
    for (std::int32_t parts = 1; parts <= 12; ++parts) {
      const Amounts split = allocate_equal(minor, parts);
      ASSERT_EQ(sum(split), Int128(minor));
      for (std::size_t i = 1; i < split.size(); ++i) ASSERT_GE(magnitude(split[i - 1]), magnitude(split[i]));
      ASSERT_LE(magnitude(split.front()) - magnitude(split.back()), 1U);
    }
  }
}

}  // namespace
}  // namespace openitem::money_allocate_test
