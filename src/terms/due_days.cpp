#include "terms/due_days.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMostMoves = 800;  // closures leave a day open each year; postponements move forward

std::int32_t day_clipped(std::int32_t year, std::int32_t month, std::int32_t day) noexcept {
  return days_from_civil({year, month, std::min(day, days_in_month(year, month))});
}

std::int32_t end_of_month(std::int32_t day) noexcept {
  const CivilDay civil = civil_from_days(day);
  return day + days_in_month(civil.year, civil.month) - civil.day;
}

/// The first of `days` on or after `day` in its month; nothing when they are all past.
std::optional<std::int32_t> payment_day_in_month(std::int32_t day, std::uint32_t days) noexcept {
  const CivilDay civil = civil_from_days(day);
  const std::int32_t length = days_in_month(civil.year, civil.month);
  for (std::int32_t of_month = 1; of_month <= 31; ++of_month) {
    if (((days >> of_month) & 1U) == 0) continue;
    const std::int32_t clipped = std::min(of_month, length);
    if (clipped >= civil.day) return day + clipped - civil.day;
  }
  return std::nullopt;
}

std::optional<std::int32_t> after_days(std::int32_t day, std::int64_t number) noexcept {
  const std::int64_t moved = day + number;
  if (!is_date(moved)) return std::nullopt;
  return static_cast<std::int32_t>(moved);
}

std::optional<std::int32_t> after_months(std::int32_t day, std::int32_t months) noexcept {
  std::int32_t moved = 0;
  if (!move_months(day, months, moved)) return std::nullopt;
  return moved;
}

std::optional<std::int32_t> after_step(std::int32_t day, const TermsStep& step) noexcept {
  const CivilDay civil = civil_from_days(day);
  switch (step.kind) {
    case TermsStepKind::days: return after_days(day, step.number);
    case TermsStepKind::weeks: return after_days(day, std::int64_t{7} * step.number);
    case TermsStepKind::months: return after_months(day, step.number);
    case TermsStepKind::end_of_month: return end_of_month(day);
    case TermsStepKind::day_of_month: return day_clipped(civil.year, civil.month, step.number);
    case TermsStepKind::day_of_next_month: {
      const std::optional<std::int32_t> next = after_days(end_of_month(day), 1);
      if (!next) return std::nullopt;
      const CivilDay first = civil_from_days(*next);
      return day_clipped(first.year, first.month, step.number);
    }
    case TermsStepKind::next_day: {
      const std::optional<std::int32_t> here = payment_day_in_month(day, step.days);
      if (here) return here;
      const std::optional<std::int32_t> next = after_days(end_of_month(day), 1);
      return next ? payment_day_in_month(*next, step.days) : std::nullopt;
    }
    case TermsStepKind::cutoff: break;
  }
  return civil.day > step.number ? after_months(day, 1) : day;
}

TermsDateKind kind_of(TermsDating dating) noexcept {
  if (dating == TermsDating::receipt_of_goods) return TermsDateKind::receipt;
  return dating == TermsDating::as_of ? TermsDateKind::as_of : TermsDateKind::issue;
}

TermsDateKind kind_of(TermsStart start, TermsDateKind dating) noexcept {
  if (start == TermsStart::advance) return TermsDateKind::issue;
  const bool is_delivery = start == TermsStart::shipment || start == TermsStart::delivery;
  return is_delivery ? TermsDateKind::delivery : dating;
}

std::vector<TermsPostponement> in_order(std::vector<TermsPostponement> postponements) {
  std::stable_sort(
      postponements.begin(), postponements.end(),
      [](const TermsPostponement& a, const TermsPostponement& b) { return a.holiday < b.holiday; });
  const TermsPostponement* before = nullptr;
  for (const TermsPostponement& postponement : postponements) {
    const bool is_twice = before != nullptr && before->holiday == postponement.holiday;
    if (is_twice || postponement.postponed_to <= postponement.holiday) {
      throw Error(Status::invalid_argument,
                  Message()
                      .append("holiday ")
                      .append(postponement.holiday.iso())
                      .append(is_twice ? " is postponed twice; give each holiday once"
                                       : " is not postponed to a later day; expected a day after it"));
    }
    before = &postponement;
  }
  return postponements;
}

}  // namespace

const char* column_of(TermsDateKind kind) noexcept {
  constexpr std::array<const char*, kTermsDateKinds> names = {"issue_date", "receipt_date", "delivery_date",
                                                              "as_of_date"};
  return names[static_cast<std::size_t>(kind)];
}

const char* need_of(TermsDateKind kind) noexcept {
  constexpr std::array<const char*, kTermsDateKinds> needs = {
      "every document needs it", "terms from the receipt of goods (ROG) need it",
      "terms that count from delivery (COD, CBS, after delivery) need it",
      "terms from an as-of date (AS OF) need it"};
  return needs[static_cast<std::size_t>(kind)];
}

std::optional<std::int32_t> days_after_steps(std::int32_t day, const std::vector<TermsStep>& steps) noexcept {
  std::optional<std::int32_t> at = day;
  for (const TermsStep& step : steps) {
    at = after_step(*at, step);
    if (!at) return std::nullopt;
  }
  return at;
}

DueDays::DueDays(const PaymentTerms& terms, const TermsOptions& options)
    : dating_(kind_of(terms.dating)),
      sequential_(terms.sequential),
      adjust_discounts_(options.adjust_discounts != 0),
      closures_(terms.closures),
      adjustment_(terms.adjustment),
      calendar_(options.calendar),
      postponements_(in_order(options.postponements)) {
  check_terms(terms);
  if (adjustment_ != BusinessDayConvention::none && !calendar_) {
    throw Error(Status::not_set, Message()
                                     .append("the terms ")
                                     .append_quoted(print_terms(terms))
                                     .append(" move due dates to business days; pass the calendar"));
  }
  for (const TermsDiscount& discount : terms.discounts) discounts_.push_back(discount.until);
  for (const TermsLine& line : terms.lines) {
    const bool follows = sequential_ && !lines_.empty() && line.due.start == TermsStart::dating;
    kinds_.push_back(follows ? kinds_.back() : kind_of(line.due.start, dating_));
    lines_.push_back(line.due);
  }
}

void DueDays::due(const std::array<std::int32_t, kTermsDateKinds>& from, std::int32_t* out) const {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const TermsRule& rule = lines_[i];
    std::int32_t start = from[static_cast<std::size_t>(kinds_[i])];
    if (sequential_ && i > 0 && rule.start == TermsStart::dating) start = out[i - 1];
    if (rule.start == TermsStart::discount && start != kNoTermsDay) {
      const std::optional<std::int32_t> deadline = days_after_steps(start, discounts_.back().steps);
      start = deadline ? (adjust_discounts_ ? moved(*deadline) : *deadline) : kNoTermsDay;
    }
    out[i] = kNoTermsDay;
    if (start == kNoTermsDay) continue;
    const std::optional<std::int32_t> reached = days_after_steps(start, rule.steps);
    // Cash in advance and on delivery go with an event, which no calendar moves.
    if (reached) out[i] = rule.steps.empty() ? *reached : moved(*reached);
  }
}

void DueDays::deadlines(std::int32_t from, std::int32_t* out) const {
  for (std::size_t i = 0; i < discounts_.size(); ++i) {
    const std::optional<std::int32_t> reached = days_after_steps(from, discounts_[i].steps);
    out[i] = !reached ? kNoTermsDay : adjust_discounts_ ? moved(*reached) : *reached;
  }
}

bool DueDays::is_closed(std::int32_t day) const noexcept {
  const CivilDay civil = civil_from_days(day);
  const std::int32_t at = civil.month * 100 + civil.day;
  return std::any_of(closures_.begin(), closures_.end(), [at](const TermsClosure& closure) {
    const std::int32_t first = closure.first_month * 100 + closure.first_day;
    const std::int32_t last = closure.last_month * 100 + closure.last_day;
    return first <= last ? at >= first && at <= last : at >= first || at <= last;
  });
}

std::int32_t DueDays::postponed(std::int32_t day) const noexcept {
  const auto found = std::lower_bound(postponements_.begin(), postponements_.end(), day,
                                      [](const TermsPostponement& postponement, std::int32_t sought) {
                                        return postponement.holiday.days() < sought;
                                      });
  return found != postponements_.end() && found->holiday.days() == day ? found->postponed_to.days() : day;
}

// The first day that is neither closed nor a postponed holiday: kNoTermsDay beyond the range of dates.
std::int32_t DueDays::open_day(std::int32_t day) const {
  while (day != kNoTermsDay) {
    const std::int32_t after = postponed(day);
    if (after == day && !is_closed(day)) return day;
    day = after != day ? after : is_date(std::int64_t{day} + 1) ? day + 1 : kNoTermsDay;
  }
  return day;
}

// Open first, then a business day. Where the convention leads back into a closed day, the next business day is taken.
std::int32_t DueDays::moved(std::int32_t day) const {
  std::int32_t open = open_day(day);
  if (adjustment_ == BusinessDayConvention::none || open == kNoTermsDay) return open;
  BusinessDayConvention convention = adjustment_;
  for (std::int32_t moves = 0; moves < kMostMoves; ++moves) {
    const std::int32_t business = calendar_->adjust(Date(open), convention).days();
    open = open_day(business);
    if (open == business || open == kNoTermsDay) return open;
    if (business < open && convention != BusinessDayConvention::following) {
      convention = BusinessDayConvention::following;
    }
  }
  throw Error(Status::invalid_argument,
              Message()
                  .append("no day after ")
                  .append(Date(day).iso())
                  .append(" is open, not postponed and a business day within two years"));
}

}  // namespace openitem
