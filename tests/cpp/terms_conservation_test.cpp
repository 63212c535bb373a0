// Exhaustive conservation: every total from -10,000 to 10,000 minor units over 1 to 120 instalments, by every rounding mode and
// policy.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cpp/conservation_range.hpp"
#include "openitem/terms.hpp"
#include "terms/line_amounts.hpp"

namespace openitem::terms_conservation_test {
namespace {

using conservation::largest;
using conservation::stride;
using conservation::sum_of;

class Instalments : public conservation::PartsRange {};

INSTANTIATE_TEST_SUITE_P(Parts, Instalments, conservation::all_parts(), conservation::range_name);

PaymentTerms equal_instalments(std::int64_t count) {
  return parse_terms(std::to_string(count) + " monthly instalments");
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
