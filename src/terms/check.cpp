// What terms may say: bounds of every number, and the rules that hold between lines.

#include <algorithm>
#include <numeric>

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/terms.hpp"
#include "terms/shares.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::size_t kMostLines = 360;
constexpr std::size_t kMostTiers = 16;
constexpr std::size_t kMostSteps = 8;
constexpr std::size_t kMostClosures = 32;
constexpr std::int32_t kLongestGrace = 366;
constexpr std::uint32_t kDaysOfMonth = 0xFFFF'FFFEU;  // bits 1 .. 31

[[noreturn]] void refuse(Message message) { throw Error(Status::invalid_argument, message); }

void check_step(const TermsStep& step) {
  switch (step.kind) {
    case TermsStepKind::days: check_bounds("days of a step", step.number, 0, 9'999); break;
    case TermsStepKind::weeks: check_bounds("weeks of a step", step.number, 0, 999); break;
    case TermsStepKind::months: check_bounds("months of a step", step.number, 0, 999); break;
    case TermsStepKind::day_of_month:
    case TermsStepKind::day_of_next_month: check_bounds("day of the month", step.number, 1, 31); break;
    case TermsStepKind::cutoff: check_bounds("cutoff day", step.number, 1, 30); break;
    case TermsStepKind::end_of_month:
    case TermsStepKind::next_day: check_bounds("number of a step without one", step.number, 0, 0); break;
    default:
      throw Error(Status::out_of_bounds, Message()
                                             .append("kind ")
                                             .append(static_cast<std::int32_t>(step.kind))
                                             .append(" of a step is none of 1 to 8"));
  }
  const bool has_days = step.days != 0 && (step.days & ~kDaysOfMonth) == 0;
  if (step.kind == TermsStepKind::next_day ? !has_days : step.days != 0) {
    refuse(
        Message().append("the payment days of a step are the bits 1 to 31 of next_day, at least one of them, "
                         "and 0 elsewhere"));
  }
}

void check_rule(const TermsRule& rule, bool is_discount) {
  if (rule.steps.size() > kMostSteps) {
    throw Error(Status::out_of_bounds,
                Message().append(rule.steps.size()).append(" steps in one rule; expected at most 8"));
  }
  std::for_each(rule.steps.begin(), rule.steps.end(), check_step);
  if (rule.start < TermsStart::dating || rule.start > TermsStart::discount) {
    throw Error(Status::out_of_bounds, "start of a rule is none of 0 to 4");
  }
  if (is_discount && rule.start != TermsStart::dating) {
    refuse(Message().append("a discount counts from the date that opens the periods, from nothing else"));
  }
  const bool has_steps = !rule.steps.empty();
  if ((rule.start == TermsStart::advance || rule.start == TermsStart::shipment) && has_steps) {
    refuse(Message().append("cash in advance or before shipment has no period; leave its steps out"));
  }
  if ((rule.start == TermsStart::dating || rule.start == TermsStart::discount) && !has_steps) {
    refuse(Message().append("a period needs at least one step; due on receipt is 0 days"));
  }
}

void check_line(const TermsLine& line, bool is_last) {
  if (line.kind < TermsLineKind::remainder || line.kind > TermsLineKind::fixed) {
    throw Error(Status::out_of_bounds, "kind of a line is none of 0 to 3");
  }
  const bool has_share =
      line.kind == TermsLineKind::percent_of_total || line.kind == TermsLineKind::percent_of_remainder;
  const TermsShare& share = line.share;
  if (!has_share && share != TermsShare{}) refuse(Message().append("only a line in percent has a share"));
  if (share.denominator < 1 || share.denominator > kWholeShare || share.numerator < 1 ||
      share.numerator > share.denominator || std::gcd(share.numerator, share.denominator) != 1) {
    refuse(Message()
               .append("a share of ")
               .append(share.numerator)
               .append("/")
               .append(share.denominator)
               .append(" is not above 0 and at most 1, in lowest terms, with a denominator of at most 10^9"));
  }
  if ((line.kind == TermsLineKind::fixed) != line.amount.has_value()) {
    refuse(Message().append("a fixed line, and no other, has an amount"));
  }
  if (line.amount && (line.amount->minor <= 0 || !is_amount(line.amount->minor))) {
    refuse(Message().append("a fixed amount must be above 0 and below 2^62 minor units"));
  }
  if (line.kind == TermsLineKind::remainder && !is_last) {
    refuse(
        Message().append("the balance (or a net period without a share) must be the last line: the lines "
                         "after it would have nothing"));
  }
  check_rule(line.due, false);
}

void check_sum_of_shares(const std::vector<TermsLine>& lines) {
  ShareSum sum;
  bool is_open = false;  // what the shares must sum to depends on amounts
  for (const TermsLine& line : lines) {
    if (line.kind == TermsLineKind::percent_of_total) sum.add(line.share);
    if (line.kind == TermsLineKind::percent_of_remainder) is_open = true;
  }
  const TermsLineKind last = lines.back().kind;
  const std::strong_ordering order = sum.compare_to_one();
  const bool must_be_whole = last == TermsLineKind::percent_of_total && !is_open;
  if (order > 0 || (must_be_whole && order < 0)) {
    refuse(Message()
               .append("the shares of the total sum to ")
               .append(sum.percent_text())
               .append(" %; expected ")
               .append(must_be_whole ? "100 %" : "at most 100 %"));
  }
}

void check_currencies(const std::vector<TermsLine>& lines) {
  const Money* first = nullptr;
  for (const TermsLine& line : lines) {
    if (!line.amount) continue;
    if (first == nullptr) first = &*line.amount;
    if (first->currency != line.amount->currency) {
      refuse(Message()
                 .append("fixed amounts in ")
                 .append(first->currency.code())
                 .append(" and ")
                 .append(line.amount->currency.code())
                 .append("; terms have amounts of one currency"));
    }
  }
}

void check_discounts(const PaymentTerms& terms) {
  if (terms.discounts.size() > kMostTiers) {
    throw Error(Status::out_of_bounds,
                Message().append(terms.discounts.size()).append(" discounts; expected at most 16"));
  }
  std::int64_t before = 1'000'000'000;
  for (const TermsDiscount& discount : terms.discounts) {
    if (discount.rate <= 0 || discount.rate >= before) {
      refuse(
          Message().append("discount rates must lie between 0 and 100 % and fall from one tier to the next"));
    }
    before = discount.rate;
    check_rule(discount.until, true);
  }
  for (const TermsLine& line : terms.lines) {
    if (line.due.start == TermsStart::discount && terms.discounts.empty()) {
      refuse(Message().append("a period after the discount needs a discount"));
    }
  }
}

void check_closures(const std::vector<TermsClosure>& closures) {
  if (closures.size() > kMostClosures) {
    throw Error(Status::out_of_bounds,
                Message().append(closures.size()).append(" closures; expected at most 32"));
  }
  for (const TermsClosure& closure : closures) {
    check_bounds("month of a closure", closure.first_month, 1, 12);
    check_bounds("month of a closure", closure.last_month, 1, 12);
    check_bounds("day of a closure", closure.first_day, 1, 31);
    check_bounds("day of a closure", closure.last_day, 1, 31);
  }
  // A leap year and a common one: some day must be open in each.
  for (const std::int32_t year : {2023, 2024}) {
    bool is_open = false;
    for (std::int32_t day = days_from_civil({year, 1, 1}); day <= days_from_civil({year, 12, 31}); ++day) {
      const CivilDay civil = civil_from_days(day);
      is_open =
          is_open || std::none_of(closures.begin(), closures.end(), [civil](const TermsClosure& closure) {
            const std::int32_t at = civil.month * 100 + civil.day;
            const std::int32_t first = closure.first_month * 100 + closure.first_day;
            const std::int32_t last = closure.last_month * 100 + closure.last_day;
            return first <= last ? at >= first && at <= last : at >= first || at <= last;
          });
    }
    if (!is_open) refuse(Message().append("the closures leave no day of the year open"));
  }
}

}  // namespace

void check_terms(const PaymentTerms& terms) {
  if (terms.lines.empty() || terms.lines.size() > kMostLines) {
    throw Error(Status::out_of_bounds,
                Message().append(terms.lines.size()).append(" lines; expected 1 to 360"));
  }
  for (const TermsLine& line : terms.lines) check_line(line, &line == &terms.lines.back());
  check_sum_of_shares(terms.lines);
  check_currencies(terms.lines);
  check_discounts(terms);
  check_closures(terms.closures);
  check_bounds("dating", static_cast<std::int32_t>(terms.dating), 0, 2);
  check_bounds("grace_days", terms.grace_days, 0, kLongestGrace);
  check_bounds("discount_grace_days", terms.discount_grace_days, 0, kLongestGrace);
  check_bounds("adjustment", static_cast<std::int32_t>(terms.adjustment), 0, 6);
  if (terms.sequential && terms.lines.size() == 1) {
    refuse(Message().append("sequential terms need two lines or more"));
  }
}

}  // namespace openitem
