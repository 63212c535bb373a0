#include "plan/big_natural.hpp"

#include <algorithm>

#include "core/int128.hpp"

namespace openitem::plan {
namespace {

constexpr int kQuotientBits = 62;

}  // namespace

BigNatural::BigNatural(std::uint64_t value) {
  if (value != 0) limbs_.push_back(value);
}

void BigNatural::trim() noexcept {
  while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
}

BigNatural& BigNatural::multiply(std::uint64_t factor) {
  std::uint64_t carry = 0;
  for (std::uint64_t& limb : limbs_) {
    const UInt128 product = int128::add(int128::multiply(limb, factor), UInt128{0, carry});
    limb = product.low;
    carry = product.high;
  }
  if (carry != 0) limbs_.push_back(carry);
  trim();
  return *this;
}

BigNatural& BigNatural::add(const BigNatural& other) {
  if (limbs_.size() < other.limbs_.size()) limbs_.resize(other.limbs_.size());
  std::uint64_t carry = 0;
  for (std::size_t at = 0; at < limbs_.size(); ++at) {
    const std::uint64_t term = at < other.limbs_.size() ? other.limbs_[at] : 0;
    const std::uint64_t partial = limbs_[at] + term;
    const std::uint64_t sum = partial + carry;
    carry = (partial < term ? 1U : 0U) + (sum < partial ? 1U : 0U);
    limbs_[at] = sum;
  }
  if (carry != 0) limbs_.push_back(carry);
  return *this;
}

BigNatural& BigNatural::subtract(const BigNatural& other) {
  std::uint64_t borrow = 0;
  for (std::size_t at = 0; at < limbs_.size(); ++at) {
    const std::uint64_t term = at < other.limbs_.size() ? other.limbs_[at] : 0;
    const std::uint64_t partial = limbs_[at] - term;
    const std::uint64_t difference = partial - borrow;
    borrow = (limbs_[at] < term ? 1U : 0U) + (partial < borrow ? 1U : 0U);
    limbs_[at] = difference;
  }
  trim();
  return *this;
}

int BigNatural::compare(const BigNatural& other) const noexcept {
  if (limbs_.size() != other.limbs_.size()) return limbs_.size() < other.limbs_.size() ? -1 : 1;
  for (std::size_t at = limbs_.size(); at-- > 0;) {
    if (limbs_[at] != other.limbs_[at]) return limbs_[at] < other.limbs_[at] ? -1 : 1;
  }
  return 0;
}

WordQuotient divide_to_word(const BigNatural& dividend, const BigNatural& divisor) {
  WordQuotient found;
  BigNatural limit = divisor;
  if (limit.multiply(std::uint64_t{1} << kQuotientBits).compare(dividend) <= 0) {
    found.overflows = true;
    return found;
  }
  for (int bit = kQuotientBits; bit-- > 0;) {
    const std::uint64_t candidate = found.quotient | (std::uint64_t{1} << bit);
    BigNatural product = divisor;
    if (product.multiply(candidate).compare(dividend) <= 0) found.quotient = candidate;
  }
  BigNatural taken = divisor;
  found.remainder = dividend;
  found.remainder.subtract(taken.multiply(found.quotient));
  return found;
}

}  // namespace openitem::plan
