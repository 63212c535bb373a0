#pragma once
/// \file
/// Natural numbers of any size, for one purpose: the growth of a plan over all its periods as an exact ratio. Multiplied by one
/// word at a time, added and compared; nothing else is needed.

#include <cstdint>
#include <vector>

namespace openitem::plan {

class BigNatural {
 public:
  explicit BigNatural(std::uint64_t value = 0);

  BigNatural& multiply(std::uint64_t factor);
  BigNatural& add(const BigNatural& other);
  /// Requires other <= *this.
  BigNatural& subtract(const BigNatural& other);
  /// -1, 0, 1 as this is below, equal to or above the other.
  [[nodiscard]] int compare(const BigNatural& other) const noexcept;

 private:
  void trim() noexcept;
  std::vector<std::uint64_t> limbs_;  // lowest first, the highest is not 0
};

/// Quotient of two naturals below 2^62, and how what is left over stands to the divisor.
struct WordQuotient {
  std::uint64_t quotient = 0;
  BigNatural remainder;
  bool overflows = false;  ///< 2^62 or more; the rest is then nothing
};

/// Requires divisor > 0.
[[nodiscard]] WordQuotient divide_to_word(const BigNatural& dividend, const BigNatural& divisor);

}  // namespace openitem::plan
