// From the lines of an item to its charge: minimum and maximum, compensation (docs/methods/late_interest.md, 6 and 8).

#include <algorithm>

#include "column/read.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/accrual.hpp"
#include "interest/compensation.hpp"
#include "money/rounding.hpp"

namespace openitem {

void ItemAccrual::finish(std::size_t first_line, std::vector<InterestLine>& lines, ItemStatement& statement) {
  statement.accrued = statement.interest = charged_;
  for (std::size_t at = first_line; at < lines.size(); ++at) {
    InterestLine& line = lines[at];
    for (std::int64_t* const amount : {&line.balance, &line.suspended, &line.capitalised, &line.base}) {
      *amount *= sign_;
    }
    statement.residue = checked_add(statement.residue, line.residue);
    statement.last_day = std::max(statement.last_day, line.to);
  }
  if (lines.size() == first_line) {
    statement.reason = is_suspended_  ? NoCharge::suspended
                       : was_charged_ ? NoCharge::charged_before
                                      : NoCharge::no_interest;
    return;
  }
  bound(first_line, lines, statement);
  compensate(lines, statement);
  if (statement.reason == NoCharge::none && statement.interest == 0 && statement.compensation == 0) {
    statement.reason = NoCharge::no_interest;
  }
}

// Minimum of this charge; maximum of the interest of one item, with what was charged before.
void ItemAccrual::bound(std::size_t first_line, std::vector<InterestLine>& lines,
                        ItemStatement& statement) const {
  const InterestOptions& options = terms_.options;
  InterestLimits::Bounds bounds;
  if (!terms_.limits.of_currency.empty()) {
    const auto& of_currency = terms_.limits.of_currency[item_->currency];
    if (of_currency) bounds = *of_currency;
  }
  if (options.maximum_share != 0) {
    const std::int64_t share =
        multiply_divide(sign_ * item_->amount, options.maximum_share, kPartsPerUnit, Rounding::down);
    bounds.maximum = std::min(share, bounds.maximum.value_or(share));
  }
  if (bounds.maximum) {
    bounds.maximum = std::max<std::int64_t>(0, checked_sub(*bounds.maximum, sign_ * item_->charged_before));
  }
  const std::int64_t interest = sign_ * statement.interest;
  if (bounds.maximum && interest > *bounds.maximum) {
    statement.interest = sign_ * *bounds.maximum;
    lines.push_back(extra_line(LineKind::maximum, sign_ * (*bounds.maximum - interest)));
  } else if (bounds.minimum && interest < *bounds.minimum) {
    if (options.minimum == InterestMinimum::raised) {
      statement.interest = sign_ * *bounds.minimum;
      lines.push_back(extra_line(LineKind::minimum, sign_ * (*bounds.minimum - interest)));
    } else {
      lines.resize(first_line);
      statement.interest = statement.residue = 0;
      statement.reason = NoCharge::below_minimum;
    }
  }
}

// Due once, with the first charge of an item that was late.
void ItemAccrual::compensate(std::vector<InterestLine>& lines, ItemStatement& statement) const {
  if (terms_.compensation.of_currency.empty() || sign_ < 0) return;
  if (charged_run(item_->charged, first_day_).is_charged) return;
  const CompensationBands::Bands& bands = terms_.compensation.of_currency[item_->currency];
  if (bands.from_amounts.empty()) {
    throw Error(Status::missing_value,
                Message()
                    .append("the table compensation has no row for ")
                    .append(Currency::from_index(item_->currency).code())
                    .append(", in which an item is late; add one, 0 where there is none"))
        .at(-1, "compensation.currency");
  }
  const std::int64_t debt = balance_on(first_day_) > 0 ? balance_on(first_day_) : item_->amount;
  statement.compensation = band_of(debt, bands.from_amounts, bands.compensations);
  if (statement.compensation != 0) {
    if (statement.reason == NoCharge::below_minimum) statement.reason = NoCharge::none;
    lines.push_back(extra_line(LineKind::compensation, statement.compensation));
  }
}

InterestLine ItemAccrual::extra_line(LineKind kind, std::int64_t amount) const {
  InterestLine line;
  line.item = number_;
  line.kind = kind;
  line.from = first_day_;
  line.to = terms_.as_of;
  line.amount = amount;
  return line;
}

}  // namespace openitem
