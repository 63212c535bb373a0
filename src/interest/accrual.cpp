#include "interest/accrual.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "column/read.hpp"
#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "interest/options.hpp"
#include "ledger/cells.hpp"
#include "money/rounding.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();

// The part of [low, high) that lies in [from, to).
std::int64_t overlap(std::int64_t low, std::int64_t high, std::int64_t from, std::int64_t to) noexcept {
  return std::max<std::int64_t>(0, std::min(high, to) - std::max(low, from));
}

bool is_same_line(const InterestLine& a, const InterestLine& b) noexcept {
  return a.kind == b.kind && a.to + 1 == b.from && a.balance == b.balance && a.suspended == b.suspended &&
         a.capitalised == b.capitalised && a.base == b.base && a.rate == b.rate && a.reference == b.reference;
}

}  // namespace

const char* line_kind_name(LineKind kind) noexcept {
  constexpr const char* names[] = {"interest", "retroactive", "minimum", "maximum", "compensation"};
  return names[static_cast<std::size_t>(kind)];
}

const char* no_charge_name(NoCharge reason) noexcept {
  constexpr const char* names[kNoChargeReasons] = {"",
                                                   "no_amount",
                                                   "credit",
                                                   "charge_document",
                                                   "no_due_date",
                                                   "not_due",
                                                   "paid_in_time",
                                                   "within_grace",
                                                   "charged_before",
                                                   "suspended",
                                                   "below_minimum",
                                                   "no_interest"};
  return names[static_cast<std::size_t>(reason)];
}

ChargedRun charged_run(std::span<const ChargedPeriod> periods, std::int32_t day) noexcept {
  const auto next = std::partition_point(periods.begin(), periods.end(),
                                         [day](const ChargedPeriod& period) { return period.to < day; });
  if (next == periods.end()) return {false, kNever};
  if (next->from <= day) return {true, next->to};
  return {false, next->from - 1};
}

ItemAccrual::ItemAccrual(const InterestTerms& terms)
    : terms_(terms), scale_(terms.periods.common_denominator()) {}

ItemStatement ItemAccrual::state(const InterestItem& item, std::uint32_t number,
                                 std::vector<InterestLine>& lines) {
  item_ = &item;
  number_ = number;
  sign_ = item.amount < 0 ? -1 : 1;
  exact_ = {};
  charged_ = capitalised_ = 0;
  compoundings_ = 0;
  is_suspended_ = was_charged_ = is_line_open_ = false;
  ItemStatement statement;
  statement.first_day = statement.last_day = kNoDate;
  statement.charged_before = item.charged_before;
  statement.open = sign_ * item.balances.back().balance;
  statement.reason = why_nothing_runs(item);
  if (statement.reason != NoCharge::none) return statement;
  if (terms_.options.compounding_months != 0 && !item.charged.empty()) {
    throw Error(Status::invalid_argument,
                "interest cannot compound where earlier days were charged: what was charged is a claim of "
                "its own; leave out "
                "compounding_months or the earlier charges");
  }
  statement.first_day = first_day_;
  const std::size_t first_line = lines.size();
  pieces_.clear();
  if (terms_.options.reading == RateReading::at_payment && !item.rate && !terms_.options.rate) {
    find_paid_pieces();
  } else {
    find_running_pieces();
  }
  for (const Piece& piece : pieces_) accrue(piece, lines);
  finish(first_line, lines, statement);
  return statement;
}

NoCharge ItemAccrual::why_nothing_runs(const InterestItem& item) {
  const InterestOptions& options = terms_.options;
  if (item.amount == 0) return NoCharge::no_amount;
  if (item.amount < 0 && options.on_credits == 0) return NoCharge::credit;
  if (item.is_charge) return NoCharge::charge_document;
  if (item.due == kNoDate) return NoCharge::no_due_date;
  const bool is_settled = item.balances.back().balance == 0;
  const NoCharge before = is_settled ? NoCharge::paid_in_time : NoCharge::not_due;
  if (terms_.as_of <= item.in_time.due) return before;
  const std::int32_t start = item.in_time.due + first_day_shift(options.counting);
  if (!is_open_between(start, terms_.as_of)) return NoCharge::paid_in_time;
  first_day_ = options.grace == InterestGrace::shift ? start + item.in_time.grace : start;
  if (!is_open_between(start + item.in_time.grace, terms_.as_of)) return NoCharge::within_grace;
  return NoCharge::none;
}

bool ItemAccrual::is_open_between(std::int32_t from, std::int32_t to) const noexcept {
  if (from > to) return false;
  const std::span<const BalanceStep> steps = item_->balances;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const std::int32_t last = at + 1 < steps.size() ? steps[at + 1].first_day - 1 : kNever;
    if (steps[at].first_day > to) return false;
    if (last >= from && steps[at].balance > 0) return true;
  }
  return false;
}

std::int64_t ItemAccrual::balance_on(std::int32_t day) const noexcept {
  std::int64_t balance = 0;
  for (const BalanceStep& step : item_->balances) {
    if (step.first_day > day) break;
    balance = step.balance;
  }
  return balance;
}

// The running balance, from step to step.
void ItemAccrual::find_running_pieces() {
  const std::span<const BalanceStep> steps = item_->balances;
  const std::int32_t rate_day = terms_.options.reading == RateReading::at_start ? first_day_ : kNoDate;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const std::int32_t last = at + 1 < steps.size() ? steps[at + 1].first_day - 1 : kNever;
    const Piece piece{std::max(steps[at].first_day, first_day_), std::min(last, terms_.as_of), 0,
                      steps[at].balance, rate_day};
    if (piece.from <= piece.to && piece.high > 0) pieces_.push_back(piece);
  }
}

// Each part of the balance from the day it stood open until it was paid. The last that is paid lies lowest.
void ItemAccrual::find_paid_pieces() {
  levels_.clear();
  const auto close_down_to = [&](std::int64_t balance, std::int32_t first_day, std::int32_t paid_on) {
    while (!levels_.empty() && levels_.back().high > balance) {
      Piece& top = levels_.back();
      const Piece paid{top.from, std::min(first_day - 1, terms_.as_of), std::max(top.low, balance), top.high,
                       paid_on};
      if (paid.from <= paid.to) pieces_.push_back(paid);
      if (top.low >= balance) {
        levels_.pop_back();
      } else {
        top.high = balance;
      }
    }
  };
  std::int64_t balance = 0;
  for (const BalanceStep& step : item_->balances) {
    if (step.first_day > terms_.as_of || step.balance < balance) {
      close_down_to(step.balance, step.first_day, step.paid_on);
    } else if (step.balance > balance) {
      levels_.push_back({std::max(step.first_day, first_day_), terms_.as_of, balance, step.balance, kNoDate});
    }
    balance = step.balance;
  }
  close_down_to(0, terms_.as_of + 1, terms_.as_of);
  std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
    return std::pair(a.from, b.low) < std::pair(b.from, a.low);
  });
}

void ItemAccrual::accrue(const Piece& piece, std::vector<InterestLine>& lines) {
  const std::span<const SuspensionStep> steps = item_->suspensions;
  is_line_open_ = is_line_open_ && terms_.options.reading != RateReading::at_payment;
  SuspensionStep suspension{piece.from, 0, 0};
  std::size_t next = 0;
  for (; next < steps.size() && steps[next].first_day <= piece.from; ++next) suspension = steps[next];
  std::int32_t from = piece.from;
  while (from <= piece.to) {
    const std::int32_t to = next < steps.size() ? std::min(piece.to, steps[next].first_day - 1) : piece.to;
    accrue_days(piece, from, to, suspension, lines);
    from = to + 1;
    if (next < steps.size() && steps[next].first_day <= from) suspension = steps[next++];
  }
}

void ItemAccrual::accrue_days(const Piece& piece, std::int32_t from, std::int32_t to,
                              const SuspensionStep& suspension, std::vector<InterestLine>& lines) {
  const std::int64_t whole = std::numeric_limits<std::int64_t>::max();
  while (from <= to) {
    const auto [is_charged, charged_until] = charged_run(item_->charged, from);
    const std::int32_t last = std::min(to, charged_until);
    const std::int64_t upper = is_charged ? suspension.suspended_before : whole;
    const std::int64_t bearing = overlap(piece.low, piece.high, suspension.suspended, upper);
    const std::int64_t suspended = overlap(piece.low, piece.high, 0, suspension.suspended);
    is_suspended_ = is_suspended_ || (!is_charged && suspended > 0);
    was_charged_ = was_charged_ || is_charged;
    if (bearing == 0) {
      from = last + 1;
      continue;
    }
    compound_before(from);
    const LineRate rate = rate_on(from, piece.rate_day);
    const std::int32_t end =
        std::min({last, rate.until, terms_.periods.uniform_until(from), compounded_on() - 1});
    InterestLine line;
    line.item = number_;
    line.kind = is_charged ? LineKind::retroactive : LineKind::interest;
    line.from = from;
    line.to = end;
    line.balance = piece.high - piece.low;
    line.suspended = suspended;
    line.capitalised = capitalised_;
    line.base = checked_add(base_of(bearing), capitalised_);
    if (!is_amount(line.base)) throw_overflow(base_of(bearing), " + ", capitalised_);
    line.rate = rate.rate;
    line.reference = rate.reference;
    append(line, lines);
    from = end + 1;
  }
}

// Without the tax in it, where that is asked for.
std::int64_t ItemAccrual::base_of(std::int64_t bearing) const {
  if (terms_.options.base == InterestBase::gross || item_->tax == 0) return bearing;
  return bearing - multiply_divide(bearing, item_->tax, item_->document);
}

ItemAccrual::LineRate ItemAccrual::rate_on(std::int32_t day, std::int32_t rate_day) const {
  if (item_->rate || terms_.options.rate) {
    return {item_->rate ? *item_->rate : *terms_.options.rate, std::nullopt, kNever};
  }
  const std::int32_t fixed = rate_day == kNoDate ? day : rate_day;
  const std::int64_t reference = terms_.reference->rate_of(fixed);
  const std::int64_t rate = reference + *terms_.options.margin;
  if (rate < 0 || rate > kLargestInterestRate) {
    throw Error(Status::invalid_data, Message()
                                          .append("reference rate and margin of ")
                                          .append(Date(fixed).iso())
                                          .append(" come to ")
                                          .append(rate)
                                          .append(" parts per billion; expected 0 to 10^11"))
        .at(-1, "reference.rate");
  }
  return {rate, reference, rate_day == kNoDate ? terms_.reference->same_until(day) : kNever};
}

// The first day of the next period of compounding.
std::int32_t ItemAccrual::compounded_on() const noexcept {
  if (terms_.options.compounding_months == 0) return kNever;
  std::int32_t day = kNever;
  const bool is_date = move_months(first_day_, (compoundings_ + 1) * terms_.options.compounding_months, day);
  return is_date ? day : kNever;
}

// Interest of the periods that are over bears interest from `day` on.
void ItemAccrual::compound_before(std::int32_t day) {
  while (compounded_on() <= day) {
    ++compoundings_;
    is_line_open_ = false;
    capitalised_ = sign_ * charged_;
  }
}

void ItemAccrual::append(InterestLine line, std::vector<InterestLine>& lines) {
  // A line that goes on grows; its amount is taken back and found anew.
  const bool grows = is_line_open_ && is_same_line(lines.back(), line) &&
                     line.from <= terms_.periods.uniform_until(lines.back().from);
  if (!grows) {
    lines.push_back(line);
    exact_before_ = exact_;
    charged_before_ = charged_;
  } else {
    lines.back().to = line.to;
    exact_ = exact_before_;
    charged_ = charged_before_;
  }
  is_line_open_ = true;
  close(lines.back());
}

void ItemAccrual::close(InterestLine& line) {
  const InterestOptions& options = terms_.options;
  line.years = terms_.periods.of(line.from, line.to);
  const ExactInterest exact = scale_.of(line.base, line.rate, line.years.numerator, line.years.denominator);
  exact_ = scale_.sum(exact_, exact);
  switch (options.round_by) {
    case InterestRounding::line: line.amount = scale_.rounded(exact, sign_, options.rounding); break;
    case InterestRounding::item:
      line.amount = scale_.rounded(exact_, sign_, options.rounding) - charged_;
      break;
    case InterestRounding::day: {
      const ExactInterest daily = scale_.of(line.base, line.rate, 1, line.years.denominator);
      line.amount = checked_mul(scale_.rounded(daily, sign_, options.rounding), line.years.numerator);
      break;
    }
  }
  line.residue = scale_.residue(exact, sign_, line.amount);
  charged_ = checked_add(charged_, line.amount);
  if (!is_amount(charged_)) throw_overflow(charged_ - line.amount, " + ", line.amount);
}

}  // namespace openitem
