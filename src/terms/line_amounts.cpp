#include "terms/line_amounts.hpp"

#include <algorithm>
#include <numeric>

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/rounding.hpp"
#include "terms/shares.hpp"

namespace openitem {
namespace {

// round(amount * numerator / denominator); most products fit in 64 bits.
std::int64_t portion(std::int64_t amount, std::int64_t numerator, std::int64_t denominator, Rounding mode) {
  std::int64_t product = 0;
  if (mul_overflows(amount, numerator, product)) {
    return multiply_divide(amount, numerator, denominator, mode);
  }
  const std::int64_t quotient = product / denominator;
  const Remainder cut =
      classify_remainder(magnitude(product % denominator), static_cast<std::uint64_t>(denominator));
  const bool is_negative = product < 0;
  if (!rounds_away(mode, is_negative, quotient % 2 != 0, cut)) return quotient;
  return is_negative ? quotient - 1 : quotient + 1;
}

std::vector<std::int64_t> weights_of(const std::vector<TermsLine>& lines) {
  ShareSum sum;
  for (const TermsLine& line : lines) {
    if (line.kind == TermsLineKind::percent_of_total) {
      sum.add(line.share);
    } else if (line.kind != TermsLineKind::remainder) {
      throw Error(Status::invalid_argument,
                  "largest remainder splits shares of the total and a balance; with fixed amounts or shares "
                  "of the remainder"
                  " choose last_line");
    }
  }
  // A sum in lowest terms may have lost the denominator of a share: the common one is that of all.
  std::int64_t common = 1;
  for (const TermsLine& line : lines) {
    common = checked_mul(common / std::gcd(common, line.share.denominator), line.share.denominator);
  }
  std::vector<std::int64_t> weights;
  weights.reserve(lines.size());
  std::int64_t rest = common;
  for (const TermsLine& line : lines) {
    const bool is_share = line.kind == TermsLineKind::percent_of_total;
    weights.push_back(is_share ? line.share.numerator * (common / line.share.denominator) : rest);
    rest -= weights.back();
  }
  return weights;
}

}  // namespace

void check_options(const TermsOptions& options) {
  check_rounding(options.rounding);
  check_rounding(options.discount_rounding);
  check_bounds("residue", static_cast<std::int32_t>(options.residue), 0, 1);
  check_bounds("zero_total", static_cast<std::int32_t>(options.zero_total), 0, 1);
  check_bounds("discount_tax", static_cast<std::int32_t>(options.discount_tax), 0, 2);
  check_bounds("adjust_discounts", options.adjust_discounts, 0, 1);
  check_threads(options.threads);
}

LineAmounts::LineAmounts(const PaymentTerms& terms, const TermsOptions& options)
    : lines_(terms.lines), residue_(options.residue), rounding_(options.rounding) {
  check_options(options);
  check_terms(terms);
  if (residue_ == TermsResidue::largest_remainder) weights_ = weights_of(lines_);
  for (const TermsLine& line : lines_) {
    if (line.amount) currency_ = line.amount->currency;
  }
}

void LineAmounts::split(std::int64_t total, std::int64_t* out) const {
  if (residue_ == TermsResidue::largest_remainder) {
    const std::vector<std::int64_t> parts = allocate(total, weights_);
    std::copy(parts.begin(), parts.end(), out);
    return;
  }
  std::int64_t left = total;
  const TermsLine* before = nullptr;  // the same share of the same total is the same amount
  const std::size_t last = lines_.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const TermsLine& line = lines_[i];
    if (line.kind == TermsLineKind::fixed) {
      out[i] = total == 0 ? 0 : total < 0 ? -line.amount->minor : line.amount->minor;
    } else if (line.kind == TermsLineKind::percent_of_remainder) {
      out[i] = portion(left, line.share.numerator, line.share.denominator, rounding_);
    } else if (before != nullptr && before->kind == line.kind && before->share == line.share) {
      out[i] = out[i - 1];
    } else {
      out[i] = portion(total, line.share.numerator, line.share.denominator, rounding_);
    }
    before = &line;
    left = checked_sub(left, out[i]);
  }
  out[last] = left;
}

void LineAmounts::split_base(std::span<const std::int64_t> amounts, std::int64_t base_total,
                             std::int64_t* out) const {
  TermsOptions options;
  options.residue = residue_;
  options.rounding = rounding_;
  const std::vector<std::int64_t> parts = terms_base_amounts(amounts, base_total, options);
  std::copy(parts.begin(), parts.end(), out);
}

std::vector<std::int64_t> terms_amounts(const PaymentTerms& terms, std::int64_t total,
                                        const TermsOptions& options) {
  const LineAmounts lines(terms, options);
  std::vector<std::int64_t> amounts(lines.lines());
  lines.split(total, amounts.data());
  return amounts;
}

std::vector<std::int64_t> terms_base_amounts(std::span<const std::int64_t> amounts, std::int64_t base_total,
                                             const TermsOptions& options) {
  check_options(options);
  std::int64_t total = 0;
  bool has_debits = false;
  bool has_credits = false;
  for (const std::int64_t amount : amounts) {
    has_debits = has_debits || amount > 0;
    has_credits = has_credits || amount < 0;
    total = checked_add(total, amount);
  }
  std::vector<std::int64_t> parts(amounts.size(), 0);
  if (total == 0) {
    if (base_total != 0 || has_debits || has_credits) {
      throw Error(Status::inconsistent_data, Message()
                                                 .append("a base amount of ")
                                                 .append(base_total)
                                                 .append(" cannot be split over amounts that sum to 0"));
    }
    return parts;
  }
  if (options.residue == TermsResidue::largest_remainder) {
    if (has_debits && has_credits) {
      throw Error(Status::invalid_argument, "largest remainder splits amounts of one sign; choose last_line");
    }
    std::vector<std::int64_t> weights(amounts.begin(), amounts.end());
    for (std::int64_t& weight : weights) weight = weight < 0 ? -weight : weight;
    return allocate(base_total, weights);
  }
  std::int64_t left = base_total;
  for (std::size_t i = 0; i + 1 < amounts.size(); ++i) {
    parts[i] = multiply_divide(base_total, amounts[i], total, options.rounding);
    left = checked_sub(left, parts[i]);
  }
  parts.back() = left;
  return parts;
}

}  // namespace openitem
