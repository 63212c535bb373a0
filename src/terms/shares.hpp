#pragma once
/// \file
/// Exact fractions of a whole: 30 % as 3/10, a third as 1/3, and their sum.

#include <compare>
#include <cstdint>
#include <string>

#include "openitem/terms.hpp"

namespace openitem {

/// Largest denominator of a share; also 100 % of a discount in parts per billion.
inline constexpr std::int64_t kWholeShare = 1'000'000'000;

/// numerator / denominator in lowest terms. Requires both above 0.
[[nodiscard]] TermsShare share_of(std::int64_t numerator, std::int64_t denominator);

/// The share in percent where that is a decimal of at most 7 digits after the point, else "".
[[nodiscard]] std::string percent_text(const TermsShare& share);
/// Parts per billion in percent: 25,000,000 -> "2.5".
[[nodiscard]] std::string percent_text_of_rate(std::int64_t rate);

/// The sum of shares, exact. \throws Error overflow (a common denominator of 2^62 or more).
class ShareSum {
 public:
  void add(const TermsShare& share);
  [[nodiscard]] std::strong_ordering compare_to_one() const noexcept { return numerator_ <=> denominator_; }
  [[nodiscard]] std::int64_t numerator() const noexcept { return numerator_; }
  [[nodiscard]] std::int64_t denominator() const noexcept { return denominator_; }
  /// For messages: rounded to seven decimals.
  [[nodiscard]] std::string percent_text() const;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

}  // namespace openitem
