#pragma once
/// \file
/// Interest as an exact figure, and how it becomes an amount (docs/methods/late_interest.md, 6).

#include <cstdint>

#include "openitem/interest.hpp"
#include "openitem/money.hpp"

namespace openitem {

/// Most parts per billion a year of any rate.
inline constexpr std::int64_t kLargestInterestRate = 100'000'000'000;
inline constexpr std::int64_t kPartsPerUnit = 1'000'000'000;

/// Magnitude of interest: whole minor units and part / scale of one, 0 <= part < scale.
struct ExactInterest {
  std::int64_t whole = 0;
  std::int64_t part = 0;
};

/// Interest over denominators of years that all divide one number. The magnitudes are kept, the sign is that of all of them.
class InterestScale {
 public:
  /// `denominator`: a multiple of every line's, at most 133,590 (Act/Act: 365 x 366).
  explicit InterestScale(std::int64_t denominator) noexcept : scale_(kPartsPerUnit * denominator) {}

  /// base x rate x numerator / denominator years; base 0 or more, rate 0 .. 10^11, numerator up to 4,000,000.
  /// \throws Error overflow.
  [[nodiscard]] ExactInterest of(std::int64_t base, std::int64_t rate, std::int64_t numerator,
                                 std::int64_t denominator) const;
  /// \throws Error overflow.
  [[nodiscard]] ExactInterest sum(const ExactInterest& a, const ExactInterest& b) const;
  /// The amount of `sign` x exact.
  [[nodiscard]] std::int64_t rounded(const ExactInterest& exact, std::int32_t sign, Rounding rounding) const;
  /// sign x exact - amount, in parts per billion of a minor unit. \throws Error overflow.
  [[nodiscard]] std::int64_t residue(const ExactInterest& exact, std::int32_t sign,
                                     std::int64_t amount) const;

 private:
  std::int64_t scale_;
};

}  // namespace openitem
