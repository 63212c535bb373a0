#pragma once
/// \file
/// The range of the exhaustive conservation tests: every total from -10,000 to 10,000 minor units over 1 to 120 parts.
/// OPENITEM_TEST_STRIDE (set in every build but the one that is shipped, where all of them would take minutes) takes
/// every n-th total only.

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace openitem::conservation {

inline constexpr std::int64_t largest = 10'000;
inline constexpr std::int64_t parts_per_test = 20;

#if defined(OPENITEM_TEST_STRIDE)
inline constexpr std::int64_t stride = OPENITEM_TEST_STRIDE;
#else
inline constexpr std::int64_t stride = 1;
#endif

/// The numbers of parts split into ranges, so that ctest may run them side by side.
class PartsRange : public testing::TestWithParam<std::int64_t> {
 protected:
  const std::int64_t first_ = GetParam();
  const std::int64_t last_ = GetParam() + parts_per_test - 1;
};

inline auto all_parts() { return testing::Range<std::int64_t>(1, 121, parts_per_test); }
inline std::string range_name(const testing::TestParamInfo<std::int64_t>& row) {
  return std::to_string(row.param) + "to" + std::to_string(row.param + parts_per_test - 1);
}

inline std::int64_t sum_of(const std::vector<std::int64_t>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

}  // namespace openitem::conservation
