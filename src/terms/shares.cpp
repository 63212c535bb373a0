#include "terms/shares.hpp"

#include <numeric>

#include "core/checked.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kPartsOfPercent = 10'000'000;  // parts per billion in one percent

}  // namespace

TermsShare share_of(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t common = std::gcd(numerator, denominator);
  return {numerator / common, denominator / common};
}

std::string percent_text(const TermsShare& share) {
  if (kWholeShare % share.denominator != 0) return {};
  return percent_text_of_rate(share.numerator * (kWholeShare / share.denominator));
}

std::string percent_text_of_rate(std::int64_t rate) {
  std::string text = std::to_string(rate / kPartsOfPercent);
  std::string digits = std::to_string(rate % kPartsOfPercent);
  digits.insert(0, 7 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? text : text + "." + digits;
}

void ShareSum::add(const TermsShare& share) {
  const std::int64_t common = std::gcd(denominator_, share.denominator);
  const std::int64_t widened = checked_mul(denominator_ / common, share.denominator);
  if (!is_amount(widened)) {
    throw Error(Status::overflow,
                "the shares have no common denominator below 2^62; write them with fewer digits");
  }
  numerator_ = checked_add(checked_mul(numerator_, widened / denominator_),
                           checked_mul(share.numerator, widened / share.denominator));
  denominator_ = widened;
  const std::int64_t factor = std::gcd(numerator_, denominator_);
  numerator_ /= factor;
  denominator_ /= factor;
}

std::string ShareSum::percent_text() const {
  return percent_text_of_rate(multiply_divide(numerator_, kWholeShare, denominator_));
}

}  // namespace openitem
