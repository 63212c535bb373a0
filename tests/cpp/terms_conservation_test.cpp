// Exhaustive conservation: every total from -10,000 to 10,000 minor units over 1 to 120 instalments, by every rounding mode and
// policy. OPENITEM_TEST_STRIDE (every build but the one that is shipped) takes every n-th total only.

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "openitem/terms.hpp"
#include "terms/line_amounts.hpp"

namespace openitem::terms_conservation_test {
namespace {

constexpr std::int64_t largest = 10'000;
constexpr std::int64_t parts_per_test = 20;

#if defined(OPENITEM_TEST_STRIDE)
constexpr std::int64_t stride = OPENITEM_TEST_STRIDE;
#else
constexpr std::int64_t stride = 1;
#endif

/// The parts split into ranges, so that ctest may run them side by side.
class Instalments : public testing::TestWithParam<std::int64_t> {
 protected:
  const std::int64_t first_ = GetParam();
  const std::int64_t last_ = GetParam() + parts_per_test - 1;
};

INSTANTIATE_TEST_SUITE_P(Parts, Instalments, testing::Range<std::int64_t>(1, 121, parts_per_test),
                         [](const auto& row) {
                           return std::to_string(row.param) + "to" +
                                  std::to_string(row.param + parts_per_test - 1);
                         });

PaymentTerms equal_instalments(std::int64_t count) {
  return parse_terms(std::to_string(count) + " monthly instalments");
}

std::int64_t sum_of(const std::vector<std::int64_t>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

TEST_P(Instalments, SumToTheTotalByEveryRoundingMode) {
  for (std::int64_t count = first_; count <= last_; ++count) {
    const PaymentTerms terms = equal_instalments(count);
    std::vector<std::int64_t> amounts(static_cast<std::size_t>(count));
    for (std::int32_t mode = 0; mode < 10; ++mode) {
      TermsOptions options;
      options.rounding = static_cast<Rounding>(mode);
      const LineAmounts lines(terms, options);
      for (std::int64_t total = -largest; total <= largest; total += stride) {
        lines.split(total, amounts.data());
        ASSERT_EQ(sum_of(amounts), total) << count << " by mode " << mode;
        // Each but the last is the share, rounded: less than a unit away, at most half a unit by the nearest modes.
        const std::int64_t expected = multiply_divide(total, 1, count, options.rounding);
        for (std::size_t i = 0; i + 1 < amounts.size(); ++i)
          ASSERT_EQ(amounts[i], expected) << total << " / " << count;
      }
    }
  }
}

TEST_P(Instalments, SumToTheTotalByLargestRemainder) {
  TermsOptions options;
  options.residue = TermsResidue::largest_remainder;
  for (std::int64_t count = first_; count <= last_; ++count) {
    const LineAmounts lines(equal_instalments(count), options);
    std::vector<std::int64_t> amounts(static_cast<std::size_t>(count));
    std::vector<std::int64_t> mirrored(amounts.size());
    for (std::int64_t total = -largest; total <= largest; total += stride) {
      lines.split(total, amounts.data());
      lines.split(-total, mirrored.data());
      ASSERT_EQ(sum_of(amounts), total) << count;
      for (std::size_t i = 0; i < amounts.size(); ++i) {
        ASSERT_EQ(amounts[i], -mirrored[i]) << total << " / " << count;
        ASSERT_LT(std::abs(amounts[i] * count - total), count) << "a unit away: " << total << " / " << count;
      }
    }
  }
}

/// Uneven shares, shares of the remainder and fixed amounts, and the base amounts beside them.
TEST_P(Instalments, SumToTheTotalInDocumentAndBaseCurrency) {
  for (const char* text :
       {"30% net 1, 25% of remainder net 2, XXX 1.50 net 3, balance net 4",
        "70% net 1, XXX 5.00 net 2, 30% net 3", "1/7 of total net 1, 2/7 of total net 2, balance net 3"}) {
    const PaymentTerms terms = parse_terms(text);
    for (std::int32_t mode = 0; mode < 10; ++mode) {
      TermsOptions options;
      options.rounding = static_cast<Rounding>(mode);
      const LineAmounts lines(terms, options);
      std::vector<std::int64_t> amounts(lines.lines());
      for (std::int64_t total = -largest + first_; total <= largest; total += stride * 7) {
        lines.split(total, amounts.data());
        ASSERT_EQ(sum_of(amounts), total) << text;
        const std::int64_t base_total = total * 1'083 / 1'000;
        if (total != 0) {
          ASSERT_EQ(sum_of(terms_base_amounts(amounts, base_total, options)), base_total) << text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace openitem::terms_conservation_test
