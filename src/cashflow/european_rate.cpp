#include <cmath>
#include <utility>
#include <vector>

#include "cashflow/checks.hpp"
#include "cashflow/credit_flows.hpp"
#include "cashflow/flow_vectors.hpp"
#include "cashflow/month_intervals.hpp"
#include "cashflow/settled_yield.hpp"

namespace openitem::cashflow {
namespace {

/// Days from `from` to `last` over those of the year that ends on `last`.
double days_of_a_year_back(Date from, Date last) {
  const std::int32_t days = last - from;
  return days == 0 ? 0.0 : static_cast<double>(days) / (last - add_months(last, -12));
}

double by_months(Date from, Date to) {
  const MonthInterval interval = whole_months(from, to);
  return interval.months / 12.0 + days_of_a_year_back(from, interval.first);
}

double by_years(Date from, Date to) {
  const MonthInterval interval = whole_months(from, to);
  const std::int32_t years = interval.months / 12;
  if (interval.first == from && interval.months % 12 == 0) return years;
  return years + days_of_a_year_back(from, add_months(to, -12 * years));
}

double by_weeks(Date from, Date to) {
  const std::int32_t weeks = (to - from) / 7;
  return weeks / 52.0 + days_of_a_year_back(from, add_days(to, -7 * weeks));
}

void check_years(std::span<const double> years, std::int64_t first_row) {
  for (std::size_t at = 0; at < years.size(); ++at) {
    if (years[at] >= 0.0 && years[at] <= 10'000.0) continue;
    Message message;
    append_number(message.append("flows.years is "), years[at])
        .append("; expected years from the first advance, 0 to 10,000");
    throw Error(Status::invalid_data, message).at(first_row + static_cast<std::int64_t>(at), "flows.years");
  }
}

std::vector<double> years_of(std::span<const std::int32_t> days, Date from, EuTimeBasis basis) {
  std::vector<double> years;
  years.reserve(days.size());
  for (const std::int32_t day : days) years.push_back(eu_years_between(from, Date(day), basis));
  return years;
}

}  // namespace

double eu_years_between(Date from, Date to, EuTimeBasis basis) {
  check_order(from, to);
  switch (basis) {
    case EuTimeBasis::months: return by_months(from, to);
    case EuTimeBasis::weeks: return by_weeks(from, to);
    case EuTimeBasis::years: return by_years(from, to);
    case EuTimeBasis::days_actual: return year_fraction(from, to, DayCount::act_act_isda).value();
    case EuTimeBasis::days_365: return (to - from) / 365.0;
    case EuTimeBasis::not_set: break;
  }
  throw Error(basis == EuTimeBasis::not_set ? Status::not_set : Status::invalid_argument,
              "time_basis must be chosen: months, weeks, years, days_actual or days_365");
}

AnnualRate apr_eu(std::span<const double> advance_years, std::span<const double> advances,
                  std::span<const double> payment_years, std::span<const double> payments) {
  check_same_length("advance_years", advance_years.size(), "advances", advances.size());
  check_same_length("payment_years", payment_years.size(), "payments", payments.size());
  check_sides(advances.size(), payments.size());
  const auto advance_count = static_cast<std::int64_t>(advances.size());
  check_years(advance_years, 0);
  check_years(payment_years, advance_count);
  std::vector<std::pair<double, double>> entries;
  entries.reserve(advances.size() + payments.size());
  for (std::size_t at = 0; at < advances.size(); ++at) {
    check_credit_amount(advances[at], static_cast<std::int64_t>(at));
    entries.emplace_back(advance_years[at], advances[at]);
  }
  for (std::size_t at = 0; at < payments.size(); ++at) {
    check_credit_amount(payments[at], advance_count + static_cast<std::int64_t>(at));
    entries.emplace_back(payment_years[at], -payments[at]);
  }
  const YieldRoots found = yield_of(in_order(std::move(entries)), 1.0, std::nullopt);
  return {.yield = found.yield, .period_rate = found.yield.rate, .periods_per_year = 1.0};
}

AnnualRate apr_eu(std::span<const std::int32_t> advance_days, std::span<const double> advances,
                  std::span<const std::int32_t> payment_days, std::span<const double> payments,
                  EuTimeBasis basis) {
  const Date from = first_advance({advance_days, advances, payment_days, payments});
  return apr_eu(years_of(advance_days, from, basis), advances, years_of(payment_days, from, basis), payments);
}

}  // namespace openitem::cashflow
