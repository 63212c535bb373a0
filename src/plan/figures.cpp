#include "plan/figures.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/checked.hpp"

namespace openitem::plan {
namespace {

/// What the lender hands over at the start, and what comes back. What is paid at the start is taken off the advance, as the directives
/// and Regulation Z do with charges paid beforehand.
struct CreditFlows {
  double advance = 0;
  std::vector<std::int32_t> days;
  std::vector<double> payments;
};

CreditFlows credit_flows(std::span<const PlanRow> rows, std::int64_t principal) {
  CreditFlows flows;
  flows.advance = static_cast<double>(principal);
  for (const PlanRow& row : rows) {
    if (row.instalment == 0) flows.advance -= static_cast<double>(row.payment);
    if (row.instalment == 0 || row.payment == 0) continue;
    flows.days.push_back(row.due);
    flows.payments.push_back(static_cast<double>(row.payment));
  }
  return flows;
}

cashflow::EuTimeBasis eu_basis(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::days: return cashflow::EuTimeBasis::days_actual;
    case PeriodUnit::weeks: return cashflow::EuTimeBasis::weeks;
    case PeriodUnit::years: return cashflow::EuTimeBasis::years;
    default: return cashflow::EuTimeBasis::months;
  }
}

struct UnitPeriods {
  cashflow::UnitPeriod unit = cashflow::UnitPeriod::day;
  std::int32_t count = 1;
};

/// The most common interval between payments; a year is the longest there is (Appendix J (b)(4)(i)).
UnitPeriods unit_periods(const PlanTerms& terms) {
  const std::int64_t months =
      terms.unit == PeriodUnit::quarters ? std::int64_t{3} * terms.every : terms.every;
  switch (terms.unit) {
    case PeriodUnit::days: return {};
    case PeriodUnit::weeks:
      if (terms.every > 51) return {cashflow::UnitPeriod::year, 1};
      return {cashflow::UnitPeriod::week, terms.every};
    case PeriodUnit::months:
    case PeriodUnit::quarters:
      if (months > 11) return {cashflow::UnitPeriod::year, 1};
      return {cashflow::UnitPeriod::month, static_cast<std::int32_t>(months)};
    default: return {cashflow::UnitPeriod::year, 1};
  }
}

cashflow::Yield annual_rate(const CreditFlows& flows, Date start, const PlanTerms& terms,
                            PlanRateMethod method) {
  const std::array<std::int32_t, 1> first = {start.days()};
  const std::array<double, 1> advance = {flows.advance};
  if (method == PlanRateMethod::eu) {
    return cashflow::apr_eu(first, advance, flows.days, flows.payments, eu_basis(terms.unit)).yield;
  }
  const UnitPeriods period = unit_periods(terms);
  return cashflow::apr_regulation_z(first, advance, flows.days, flows.payments, period.unit, period.count)
      .yield;
}

cashflow::Yield effective_rate_of(const CreditFlows& flows, Date start) {
  std::vector<std::int32_t> days = {start.days()};
  std::vector<double> amounts = {-flows.advance};
  days.insert(days.end(), flows.days.begin(), flows.days.end());
  amounts.insert(amounts.end(), flows.payments.begin(), flows.payments.end());
  return cashflow::xirr(days, amounts).yield;
}

}  // namespace

std::int64_t largest_payment_of(std::span<const PlanRow> rows) noexcept {
  std::int64_t largest = 0;
  for (const PlanRow& row : rows) {
    if (row.instalment != 0) largest = std::max(largest, row.payment);
  }
  return largest;
}

PlanFigures plan_figures(std::span<const PlanRow> rows, std::int64_t principal, Date start,
                         const PlanTerms& terms, PlanRateMethod method) {
  PlanFigures figures;
  for (const PlanRow& row : rows) {
    figures.principal = checked_add(figures.principal, row.principal);
    figures.payments = checked_add(figures.payments, row.payment);
    figures.interest = checked_add(figures.interest, row.interest);
    figures.fees = checked_add(figures.fees, row.fee);
  }
  figures.instalments = rows.back().instalment;
  figures.final_due = rows.back().due;
  figures.cost_of_credit = figures.payments - figures.principal;
  figures.largest_payment = largest_payment_of(rows);
  const CreditFlows flows = credit_flows(rows, principal);
  // Nothing is left of the advance where fees at the start take it all: no rate fits.
  if (!(flows.advance > 0.0) || flows.payments.empty()) return figures;
  if (method != PlanRateMethod::none) figures.apr = annual_rate(flows, start, terms, method);
  figures.effective_rate = effective_rate_of(flows, start);
  return figures;
}

}  // namespace openitem::plan
