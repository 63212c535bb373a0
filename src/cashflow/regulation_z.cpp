#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "cashflow/checks.hpp"
#include "cashflow/credit_flows.hpp"
#include "cashflow/month_intervals.hpp"
#include "cashflow/root_search.hpp"
#include "core/bounds.hpp"
#include "core/exponential.hpp"

namespace openitem::cashflow {
namespace {

// ---- the general equation, (b)(8) -----------------------------------------------------------------------

struct PlacedFlow {
  double unit_periods, fraction, amount;
};

/// Advances positive, payments negative, in order of time, those of one moment netted.
class GeneralEquation {
 public:
  explicit GeneralEquation(std::vector<PlacedFlow> flows) {
    std::sort(flows.begin(), flows.end(), [](const PlacedFlow& a, const PlacedFlow& b) {
      if (a.unit_periods != b.unit_periods) return a.unit_periods < b.unit_periods;
      return a.fraction != b.fraction ? a.fraction < b.fraction : a.amount < b.amount;
    });
    for (const PlacedFlow& flow : flows) {
      if (!flows_.empty() && flows_.back().unit_periods == flow.unit_periods &&
          flows_.back().fraction == flow.fraction) {
        flows_.back().amount += flow.amount;
      } else {
        flows_.push_back(flow);
      }
    }
    std::erase_if(flows_, [](const PlacedFlow& flow) { return flow.amount == 0.0; });
  }

  [[nodiscard]] std::int32_t sign_changes() const noexcept {
    std::int32_t changes = 0;
    for (std::size_t at = 1; at < flows_.size(); ++at)
      changes += (flows_[at].amount > 0.0) != (flows_[at - 1].amount > 0.0) ? 1 : 0;
    return changes;
  }

  /// Advances less payments at an exponent ln(1 + i), as of the beginning; of the end where i is negative.
  [[nodiscard]] double operator()(double exponent) const noexcept {
    const double rate = exponential_less_one(exponent);
    const double reference = exponent < 0.0 ? flows_.back().unit_periods : 0.0;
    double sum = 0.0;
    for (const PlacedFlow& flow : flows_) {
      sum += flow.amount * exponential_of(exponent * (reference - flow.unit_periods)) /
             (1.0 + flow.fraction * rate);
    }
    return sum;
  }

  [[nodiscard]] bool begins_with_advance() const noexcept { return flows_.front().amount > 0.0; }
  [[nodiscard]] double length() const noexcept { return flows_.back().unit_periods + 1.0; }

 private:
  std::vector<PlacedFlow> flows_;
};

constexpr double kMostUnitExponent = 700.0;
constexpr double kLeastUnitExponent = -36.7;

Yield yield_at(double exponent, std::int32_t sign_changes) {
  Yield yield{.rate = exponential_less_one(exponent),
              .status = YieldStatus::solved,
              .sign_changes = sign_changes,
              .roots = 1};
  yield.unique = sign_changes == 1 ? 1 : 0;
  return yield;
}

/// One change of sign: one root (the ratio of a later to an earlier discount factor falls as the rate grows).
Yield single_root(const GeneralEquation& equation) {
  double inner = 0.0, at_inner = equation(0.0);
  if (at_inner == 0.0) return yield_at(0.0, 1);
  const double direction = (at_inner > 0.0) == equation.begins_with_advance() ? -1.0 : 1.0;
  const double limit = direction > 0.0 ? kMostUnitExponent : kLeastUnitExponent;
  double outer = direction * 0.5 / equation.length(), at_outer = equation(outer);
  while ((at_outer > 0.0) == (at_inner > 0.0) && outer != limit) {
    inner = outer, at_inner = at_outer;
    outer = std::fabs(2.0 * outer) < std::fabs(limit) ? 2.0 * outer : limit;
    at_outer = equation(outer);
  }
  if ((at_outer > 0.0) == (at_inner > 0.0)) return {.status = YieldStatus::out_of_range, .sign_changes = 1};
  return yield_at(zero_between(equation, inner, outer, at_inner, at_outer), 1);
}

/// Several changes of sign: roots on a grid of unit-period rates from -95 % to 2,000 %. None is claimed to be the only one.
Yield scanned_roots(const GeneralEquation& equation, std::int32_t sign_changes) {
  constexpr std::int32_t kPoints = 4'000;
  constexpr double kFrom = -3.0, kTo = 3.0;
  std::vector<double> roots;
  double before = kFrom, at_before = equation(kFrom);
  for (std::int32_t point = 1; point <= kPoints; ++point) {
    const double here = kFrom + (kTo - kFrom) * point / kPoints;
    const double at_here = equation(here);
    if ((at_here > 0.0) != (at_before > 0.0) && (here > 0.0) == (before >= 0.0))
      roots.push_back(zero_between(equation, before, here, at_before, at_here));
    before = here, at_before = at_here;
  }
  if (roots.size() == 1) return yield_at(roots.front(), sign_changes);
  return {.status = roots.empty() ? YieldStatus::not_converged : YieldStatus::several_roots,
          .sign_changes = sign_changes,
          .roots = static_cast<std::int32_t>(roots.size())};
}

AnnualRate solve(std::vector<PlacedFlow> flows, double periods_per_year) {
  const GeneralEquation equation(std::move(flows));
  const std::int32_t changes = equation.sign_changes();
  AnnualRate rate;
  rate.yield = changes == 0   ? Yield{}
               : changes == 1 ? single_root(equation)
                              : scanned_roots(equation, changes);
  rate.period_rate = rate.yield.rate;
  rate.periods_per_year = periods_per_year;
  rate.yield.rate *= periods_per_year;
  return rate;
}

void place(std::span<const UnitPeriodFlow> given, double sign, std::int64_t first_row,
           std::vector<PlacedFlow>& flows) {
  for (std::size_t at = 0; at < given.size(); ++at) {
    const UnitPeriodFlow& flow = given[at];
    const std::int64_t row = first_row + static_cast<std::int64_t>(at);
    check_credit_amount(flow.amount, row);
    if (std::isnan(flow.fraction) || flow.fraction < 0.0 || flow.fraction >= 1.0) {
      Message message;
      append_number(message.append("flows.fraction is "), flow.fraction)
          .append("; expected a part of a unit-period, 0 or more and below 1");
      throw Error(Status::invalid_data, message).at(row, "flows.fraction");
    }
    if (flow.unit_periods < 0) {
      throw Error(
          Status::invalid_data,
          Message().append("flows.unit_periods is ").append(flow.unit_periods).append("; expected 0 or more"))
          .at(row, "flows.unit_periods");
    }
    flows.push_back({static_cast<double>(flow.unit_periods), flow.fraction, sign * flow.amount});
  }
}

// ---- unit-periods between dates, (b)(5) ------------------------------------------------------------------

std::int32_t most_of(UnitPeriod unit_period) {
  switch (unit_period) {
    case UnitPeriod::week: return 52;
    case UnitPeriod::month: return 11;
    case UnitPeriod::day:
    case UnitPeriod::semimonth:
    case UnitPeriod::year:
    case UnitPeriod::term: return 1;
    case UnitPeriod::not_set:
      throw Error(Status::not_set,
                  "unit_period is not set; expected day, week, semimonth, month, year or term");
  }
  throw Error(Status::invalid_argument, "unit_period is none of day, week, semimonth, month, year and term");
}

/// Days by a number of days; what reaches a whole unit-period is one.
UnitPeriodFlow divided(std::int32_t days, std::int32_t unit) {
  return {.fraction = static_cast<double>(days % unit) / unit, .unit_periods = days / unit};
}

/// 30 days for each full month, and the days left.
std::int32_t days_of_equal_months(Date from, Date to) {
  const MonthInterval interval = whole_months(from, to);
  return 30 * interval.months + (interval.first - from);
}

UnitPeriodFlow years_between(Date from, Date to) {
  const MonthInterval interval = whole_months(from, to);
  const std::int32_t years = interval.months / 12;
  if (interval.first == from)
    return {.fraction = static_cast<double>(interval.months % 12) / 12.0, .unit_periods = years};
  const std::int32_t days = add_months(to, -12 * years) - from;
  UnitPeriodFlow flow = divided(days, 365);
  flow.unit_periods += years;
  return flow;
}

bool is_longer_than_a_year(Date from, Date to) { return add_months(from, 12) < to; }

double unit_periods_per_year(Date from, Date last, UnitPeriod unit_period, std::int32_t count) {
  switch (unit_period) {
    case UnitPeriod::day: return 365.0;
    case UnitPeriod::week: return 52.0 / count;
    case UnitPeriod::semimonth: return 24.0;
    case UnitPeriod::month: return 12.0 / count;
    case UnitPeriod::term:
      if (!is_longer_than_a_year(from, last)) {
        const MonthInterval interval = whole_months(from, last);
        return interval.first == from ? 12.0 / interval.months : 365.0 / (last - from);
      }
      return 1.0;
    default: return 1.0;
  }
}

std::vector<UnitPeriodFlow> placed(std::span<const std::int32_t> days, std::span<const double> amounts,
                                   Date from, UnitPeriod unit_period, std::int32_t count) {
  std::vector<UnitPeriodFlow> flows;
  flows.reserve(days.size());
  for (std::size_t at = 0; at < days.size(); ++at) {
    UnitPeriodFlow flow = unit_periods_between(from, Date(days[at]), unit_period, count);
    flow.amount = amounts[at];
    flows.push_back(flow);
  }
  return flows;
}

}  // namespace

UnitPeriodFlow unit_periods_between(Date from, Date to, UnitPeriod unit_period, std::int32_t count) {
  check_bounds("count", count, 1, most_of(unit_period));
  check_order(from, to);
  switch (unit_period) {
    case UnitPeriod::day: return divided(to - from, 1);
    case UnitPeriod::week: return divided(to - from, 7 * count);
    case UnitPeriod::semimonth: return divided(days_of_equal_months(from, to), 15);
    case UnitPeriod::month: return divided(days_of_equal_months(from, to), 30 * count);
    case UnitPeriod::term:
      if (!is_longer_than_a_year(from, to)) return {.unit_periods = from == to ? 0 : 1};
      return years_between(from, to);
    default: return years_between(from, to);
  }
}

AnnualRate apr_regulation_z(std::span<const UnitPeriodFlow> advances,
                            std::span<const UnitPeriodFlow> payments, double periods_per_year) {
  check_sides(advances.size(), payments.size());
  if (std::isnan(periods_per_year) || periods_per_year <= 0.0 || periods_per_year > 366.0) {
    Message message;
    append_number(message.append("periods_per_year is "), periods_per_year)
        .append("; expected a number above 0 and up to 366");
    throw Error(Status::out_of_bounds, message);
  }
  std::vector<PlacedFlow> flows;
  flows.reserve(advances.size() + payments.size());
  place(advances, 1.0, 0, flows);
  place(payments, -1.0, static_cast<std::int64_t>(advances.size()), flows);
  return solve(std::move(flows), periods_per_year);
}

AnnualRate apr_regulation_z(std::span<const std::int32_t> advance_days, std::span<const double> advances,
                            std::span<const std::int32_t> payment_days, std::span<const double> payments,
                            UnitPeriod unit_period, std::int32_t count) {
  check_bounds("count", count, 1, most_of(unit_period));
  const Date from = first_advance({advance_days, advances, payment_days, payments});
  const Date last(*std::max_element(payment_days.begin(), payment_days.end()));
  if (unit_period == UnitPeriod::term && (advances.size() != 1 || payments.size() != 1 || from == last)) {
    throw Error(
        Status::invalid_argument,
        "unit_period term is that of one advance and one later payment; choose the period between payments");
  }
  return apr_regulation_z(placed(advance_days, advances, from, unit_period, count),
                          placed(payment_days, payments, from, unit_period, count),
                          unit_periods_per_year(from, last, unit_period, count));
}

}  // namespace openitem::cashflow
