// Exhaustive conservation: every total from -10,000 to 10,000 minor units over 1 to 120 parts. What is expected is the
// definition in whole numbers: parts sum to the whole, and no part is a whole unit away from its exact share.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "cpp/conservation_range.hpp"
#include "openitem/money.hpp"

namespace openitem::money_conservation_test {
namespace {

using conservation::largest;
using conservation::stride;
using conservation::sum_of;

class Conservation : public conservation::PartsRange {};

INSTANTIATE_TEST_SUITE_P(Parts, Conservation, conservation::all_parts(), conservation::range_name);

/// No part is a unit or more away from total * weight / sum, and a weight of 0 has nothing.
bool is_within_one_unit(std::int64_t total, const std::vector<std::int64_t>& weights, std::int64_t sum,
                        const std::vector<std::int64_t>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t distance = parts[i] * sum - total * weights[i];  // in units / sum
    if (distance <= -sum || distance >= sum) return false;
    if (weights[i] == 0 && parts[i] != 0) return false;
  }
  return true;
}

bool is_negation(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != -b[i]) return false;
  }
  return a.size() == b.size();
}

TEST_P(Conservation, EqualPartsSumToTheWhole) {
  for (std::int64_t count = first_; count <= last_; ++count) {
    const std::vector<std::int64_t> ones(static_cast<std::size_t>(count), 1);
    for (std::int64_t total = -largest; total <= largest; total += stride) {
      for (const AllocationSign sign : {AllocationSign::symmetric, AllocationSign::floor}) {
        const auto parts = allocate_equal(total, static_cast<std::int32_t>(count), sign);
        ASSERT_EQ(parts.size(), ones.size());
        ASSERT_EQ(sum_of(parts), total) << count;
        ASSERT_TRUE(is_within_one_unit(total, ones, count, parts)) << total << " over " << count;
        if (sign == AllocationSign::symmetric && total < 0) {
          ASSERT_TRUE(is_negation(parts, allocate_equal(-total, static_cast<std::int32_t>(count), sign)))
              << total << " over " << count;
        }
      }
    }
  }
}

/// Uneven, repeated and zero weights: 1, 0, 3, 1, 0, 3 ... plus the position, all pairwise comparable by hand.
std::vector<std::int64_t> uneven_weights(std::int64_t count) {
  static constexpr std::array<std::int64_t, 5> pattern = {3, 0, 1, 7, 7};
  std::vector<std::int64_t> weights;
  for (std::int64_t i = 0; i < count; ++i) {
    weights.push_back(pattern[static_cast<std::size_t>(i) % pattern.size()] * (1 + i % 4));
  }
  return weights;
}

TEST_P(Conservation, WeightedPartsSumToTheWhole) {
  for (std::int64_t count = first_; count <= last_; ++count) {
    const std::vector<std::int64_t> weights = uneven_weights(count);
    const std::int64_t sum = sum_of(weights);
    for (std::int64_t total = -largest; total <= largest; total += stride) {
      for (const AllocationSign sign : {AllocationSign::symmetric, AllocationSign::floor}) {
        const auto parts = allocate(total, weights, sign);
        ASSERT_EQ(parts.size(), weights.size());
        ASSERT_EQ(sum_of(parts), total) << count;
        ASSERT_TRUE(is_within_one_unit(total, weights, sum, parts)) << total << " over " << count;
        if (sign == AllocationSign::symmetric && total < 0) {
          ASSERT_TRUE(is_negation(parts, allocate(-total, weights, sign))) << total << " over " << count;
        }
      }
    }
  }
}

struct Mode {
  Rounding rounding;
  bool is_symmetric;  ///< round(-x) = -round(x)
  bool is_nearest;    ///< at most half a unit away
};

constexpr std::array<Mode, 10> modes = {{{Rounding::half_up, true, true},
                                         {Rounding::half_even, true, true},
                                         {Rounding::half_down, true, true},
                                         {Rounding::half_odd, true, true},
                                         {Rounding::half_ceiling, false, true},
                                         {Rounding::half_floor, false, true},
                                         {Rounding::up, true, false},
                                         {Rounding::down, true, false},
                                         {Rounding::ceiling, false, false},
                                         {Rounding::floor, false, false}}};

/// What the mode says of a share that rounding left `rest` = total - count * share of.
bool keeps_its_promise(Rounding mode, std::int64_t total, std::int64_t count, std::int64_t share) {
  const std::int64_t rest = total - count * share;
  const bool is_tie = 2 * std::abs(rest) == count;
  const bool went_up = std::abs(share * count) > std::abs(total);
  switch (mode) {
    case Rounding::half_up: return !is_tie || went_up;
    case Rounding::half_down: return !is_tie || !went_up;
    case Rounding::half_even: return !is_tie || share % 2 == 0;
    case Rounding::half_odd: return !is_tie || share % 2 != 0;
    case Rounding::half_ceiling: return !is_tie || rest < 0;
    case Rounding::half_floor: return !is_tie || rest > 0;
    case Rounding::up: return rest == 0 || went_up;
    case Rounding::down: return !went_up;
    case Rounding::ceiling: return rest <= 0;
    case Rounding::floor: return rest >= 0;
  }
  return false;
}

/// A share rounded by each mode is the nearest one or the one on the promised side, less than a unit from the exact share,
/// so that count * share and a rest of less than count units are the whole.
TEST_P(Conservation, EachRoundingModeKeepsTheRestKnown) {
  for (std::int64_t count = first_; count <= last_; ++count) {
    for (std::int64_t total = -largest; total <= largest; total += stride) {
      for (const Mode& mode : modes) {
        const std::int64_t share = multiply_divide(total, 1, count, mode.rounding);
        const std::int64_t rest = total - count * share;
        ASSERT_LE(2 * std::abs(rest), mode.is_nearest ? count : 2 * count - 1) << total << " / " << count;
        ASSERT_TRUE(keeps_its_promise(mode.rounding, total, count, share)) << total << " / " << count;
        if (mode.is_symmetric) {
          ASSERT_EQ(multiply_divide(-total, 1, count, mode.rounding), -share) << total << " / " << count;
        }
      }
    }
  }
}

}  // namespace
}  // namespace openitem::money_conservation_test
