#include "openitem/cashflow.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "core/message.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/cashflow.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

static_assert(sizeof(oi_yield) == sizeof(cashflow::Yield) && alignof(oi_yield) == alignof(cashflow::Yield));
static_assert(sizeof(oi_unit_period_flow) == sizeof(cashflow::UnitPeriodFlow));

constexpr oi_yield_options default_yield_options = OI_YIELD_OPTIONS_INIT;
constexpr std::int64_t first_yield_options_size = 56;  // version 0.1
constexpr const char* timings = "OI_PAYMENT_END or OI_PAYMENT_BEGINNING";

template <class Value>
std::span<const Value> list(const Value* values, std::int64_t count) {
  return {values, static_cast<std::size_t>(count)};
}

oi_yield as_c(const cashflow::Yield& yield) {
  return {yield.rate,
          static_cast<oi_yield_status>(yield.status),
          yield.sign_changes,
          yield.roots,
          yield.unique,
          yield.evaluations,
          0};
}

oi_annual_rate as_c(const cashflow::AnnualRate& rate) {
  return {as_c(rate.yield), rate.period_rate, rate.periods_per_year};
}

DayCount read_yield_day_count(std::int32_t number, std::int32_t argument) {
  const DayCount convention = read_choice(number, DayCount::excel_days360_european, "options.day_count",
                                          "the day-count conventions", argument);
  return convention == DayCount::not_set ? DayCount::act_365_fixed : convention;
}

cashflow::YieldOptions read_yield_options(const oi_yield_options* options, std::int32_t argument) {
  const oi_yield_options given = read_options(
      options, default_yield_options,
      {.type = "oi_yield_options", .argument = argument, .first_size = first_yield_options_size});
  if (given.frequency < 0 || given.frequency > 12 || (given.frequency != 0 && 12 % given.frequency != 0)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("options.frequency is ")
                                           .append(given.frequency)
                                           .append("; expected 0, 1, 2, 3, 4, 6 or 12 coupons a year"))
        .of_argument(argument);
  }
  require_count(given.end_of_month, 0, 1, "options.end_of_month", argument);
  cashflow::YieldOptions read;
  read.threads = given.threads;
  require_count(given.threads, 0, 256, "options.threads", argument);
  read.day_count = read_yield_day_count(given.day_count, argument);
  read.terms.frequency = given.frequency;
  read.terms.end_of_month = given.end_of_month == 1;
  read.terms.reference_start = read_optional_day(given.reference_start, "options.reference_start", argument);
  read.terms.reference_end = read_optional_day(given.reference_end, "options.reference_end", argument);
  read.terms.termination = read_optional_day(given.termination, "options.termination", argument);
  if (given.calendar != nullptr) read.terms.calendar = &given.calendar->calendar;
  if (given.guess != nullptr) read.guess = *given.guess;
  return read;
}

cashflow::PaymentTiming read_timing(oi_payment_timing timing, std::int32_t argument) {
  return read_choice(timing, cashflow::PaymentTiming::beginning, "timing", timings, argument);
}

cashflow::FlowColumns read_flows(const oi_cashflow_flows* flows, std::int32_t argument) {
  require(flows, "flows", argument);
  require_count(flows->vectors, 0, largest_row_count, "flows.vectors", argument);
  require_count(flows->entries, 0, largest_row_count, "flows.entries", argument);
  require(flows->offsets, "flows.offsets", argument);
  if (flows->entries > 0 && flows->amounts == nullptr) require(flows->minor, "flows.amounts", argument);
  cashflow::FlowColumns columns;
  columns.offsets = list(flows->offsets, flows->vectors + 1);
  if (flows->days != nullptr) columns.days = list(flows->days, flows->entries);
  if (flows->amounts != nullptr) columns.amounts = list(flows->amounts, flows->entries);
  if (flows->minor != nullptr) columns.minor = list(flows->minor, flows->entries);
  return columns;
}

void write_roots(const cashflow::YieldRoots& found, std::int32_t capacity, double* roots) {
  if (roots == nullptr) return;
  const auto count = std::min(found.roots.size(), static_cast<std::size_t>(capacity));
  std::copy_n(found.roots.begin(), count, roots);
}

std::span<const double> read_numbers(const oi_numbers& numbers, std::int64_t rows, const char* name,
                                     std::int32_t argument) {
  require_count(numbers.count, 0, rows > 1 ? rows : 1, name, argument);
  if (numbers.count > 0) require(numbers.values, name, argument);
  return list(numbers.values, numbers.count);
}

/// One number of a scalar annuity function; `formula` computes it.
template <class Formula>
oi_status annuity(oi_payment_timing timing, std::int32_t timing_argument, double* value, oi_error* error,
                  const Formula& formula) {
  return guard(error, [&] {
    const cashflow::PaymentTiming when = read_timing(timing, timing_argument);
    require(value, "value", timing_argument + 1);
    *value = blaming(0, [&] { return formula(when); });
  });
}

}  // namespace

const char* oi_yield_status_name(oi_yield_status status) {
  return cashflow::name_of(static_cast<cashflow::YieldStatus>(status)).data();
}

oi_status oi_yield_options_init(oi_yield_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_yield_options;
  });
}

oi_status oi_cashflow_npv(double rate, const double* amounts, int32_t count, oi_first_period first_period,
                          double* value, oi_error* error) {
  return guard(error, [&] {
    require_count(count, 1, largest_count, "count", 2);
    require(amounts, "amounts", 1);
    const auto begins =
        read_choice(first_period, cashflow::FirstPeriod::one_period, "first_period", "OI_FIRST_PERIOD_*", 3);
    require(value, "value", 4);
    *value = blaming(begins == cashflow::FirstPeriod::not_set ? 3 : 1,
                     [&] { return cashflow::npv(rate, list(amounts, count), begins); });
  });
}

oi_status oi_cashflow_xnpv(double rate, const oi_day* days, const double* amounts, int32_t count,
                           const oi_yield_options* options, double* value, oi_error* error) {
  return guard(error, [&] {
    require_count(count, 1, largest_count, "count", 3);
    require(days, "days", 1);
    require(amounts, "amounts", 2);
    const cashflow::YieldOptions choices = read_yield_options(options, 4);
    require(value, "value", 5);
    *value =
        blaming(2, [&] { return cashflow::xnpv(rate, list(days, count), list(amounts, count), choices); });
  });
}

oi_status oi_cashflow_irr(const double* amounts, int32_t count, const oi_yield_options* options,
                          oi_yield* yield, double* roots, oi_error* error) {
  return guard(error, [&] {
    require_count(count, 1, largest_count, "count", 1);
    require(amounts, "amounts", 0);
    const cashflow::YieldOptions choices = read_yield_options(options, 2);
    require(yield, "yield", 3);
    const cashflow::YieldRoots found =
        blaming(0, [&] { return cashflow::irr(list(amounts, count), choices); });
    *yield = as_c(found.yield);
    write_roots(found, count, roots);
  });
}

oi_status oi_cashflow_xirr(const oi_day* days, const double* amounts, int32_t count,
                           const oi_yield_options* options, oi_yield* yield, double* roots, oi_error* error) {
  return guard(error, [&] {
    require_count(count, 1, largest_count, "count", 2);
    require(days, "days", 0);
    require(amounts, "amounts", 1);
    const cashflow::YieldOptions choices = read_yield_options(options, 3);
    require(yield, "yield", 4);
    const cashflow::YieldRoots found =
        blaming(1, [&] { return cashflow::xirr(list(days, count), list(amounts, count), choices); });
    *yield = as_c(found.yield);
    write_roots(found, count, roots);
  });
}

oi_status oi_cashflow_compute_yields(const oi_cashflow_flows* flows, const oi_yield_options* options,
                                     oi_yield* yields, oi_error* error) {
  return guard(error, [&] {
    const cashflow::FlowColumns columns = read_flows(flows, 0);
    const cashflow::YieldOptions choices = read_yield_options(options, 1);
    require(yields, "yields", 2);
    std::vector<cashflow::Yield> found(static_cast<std::size_t>(flows->vectors));
    blaming(0, [&] { cashflow::yields(columns, choices, found); });
    std::transform(found.begin(), found.end(), yields, [](const cashflow::Yield& one) { return as_c(one); });
  });
}

oi_status oi_cashflow_compute_present_values(const oi_cashflow_flows* flows, const double* rates,
                                             int32_t rate_count, const oi_yield_options* options,
                                             double* values, oi_error* error) {
  return guard(error, [&] {
    const cashflow::FlowColumns columns = read_flows(flows, 0);
    require_count(rate_count, 1, largest_count, "rate_count", 2);
    require(rates, "rates", 1);
    const cashflow::YieldOptions choices = read_yield_options(options, 3);
    require(values, "values", 4);
    std::vector<double> found(static_cast<std::size_t>(flows->vectors));
    blaming(0, [&] { cashflow::present_values(columns, list(rates, rate_count), choices, found); });
    std::copy(found.begin(), found.end(), values);
  });
}

oi_status oi_cashflow_pv(double rate, double nper, double payment, double future_value,
                         oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 4, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::pv(rate, nper, payment, future_value, when);
  });
}

oi_status oi_cashflow_fv(double rate, double nper, double payment, double present_value,
                         oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 4, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::fv(rate, nper, payment, present_value, when);
  });
}

oi_status oi_cashflow_pmt(double rate, double nper, double present_value, double future_value,
                          oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 4, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::pmt(rate, nper, present_value, future_value, when);
  });
}

oi_status oi_cashflow_nper(double rate, double payment, double present_value, double future_value,
                           oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 4, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::nper(rate, payment, present_value, future_value, when);
  });
}

oi_status oi_cashflow_rate(int64_t nper, double payment, double present_value, double future_value,
                           oi_payment_timing timing, const oi_yield_options* options, oi_yield* yield,
                           oi_error* error) {
  return guard(error, [&] {
    const cashflow::PaymentTiming when = read_timing(timing, 4);
    const cashflow::YieldOptions choices = read_yield_options(options, 5);
    require(yield, "yield", 6);
    *yield = as_c(blaming(0, [&] {
                    return cashflow::rate(nper, payment, present_value, future_value, when, choices);
                  }).yield);
  });
}

oi_status oi_cashflow_ipmt(double rate, int64_t per, int64_t nper, double present_value, double future_value,
                           oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 5, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::ipmt(rate, per, nper, present_value, future_value, when);
  });
}

oi_status oi_cashflow_ppmt(double rate, int64_t per, int64_t nper, double present_value, double future_value,
                           oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 5, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::ppmt(rate, per, nper, present_value, future_value, when);
  });
}

oi_status oi_cashflow_cumipmt(double rate, int64_t nper, double present_value, int64_t first, int64_t last,
                              oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 5, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::cumipmt(rate, nper, present_value, first, last, when);
  });
}

oi_status oi_cashflow_cumprinc(double rate, int64_t nper, double present_value, int64_t first, int64_t last,
                               oi_payment_timing timing, double* value, oi_error* error) {
  return annuity(timing, 5, value, error, [&](cashflow::PaymentTiming when) {
    return cashflow::cumprinc(rate, nper, present_value, first, last, when);
  });
}

oi_status oi_cashflow_compute_annuities(oi_annuity_figure figure, const oi_annuity_columns* columns,
                                        int64_t rows, const oi_yield_options* options, double* values,
                                        oi_yield_status* statuses, oi_error* error) {
  return guard(error, [&] {
    const auto wanted = read_choice(figure, cashflow::AnnuityFigure::cumprinc, "figure", "OI_ANNUITY_*", 0);
    require(columns, "columns", 1);
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::int32_t threads = read_yield_options(options, 3).threads;
    require(values, "values", 4);
    require_count(columns->timing_count, 0, rows > 1 ? rows : 1, "columns.timing_count", 1);
    if (columns->timing_count > 0) require(columns->timing, "columns.timing", 1);
    const cashflow::AnnuityColumns given = {
        .rate = read_numbers(columns->rate, rows, "columns.rate", 1),
        .periods = read_numbers(columns->nper, rows, "columns.nper", 1),
        .payment = read_numbers(columns->payment, rows, "columns.payment", 1),
        .present_value = read_numbers(columns->present_value, rows, "columns.present_value", 1),
        .future_value = read_numbers(columns->future_value, rows, "columns.future_value", 1),
        .first = read_numbers(columns->first, rows, "columns.first", 1),
        .last = read_numbers(columns->last, rows, "columns.last", 1),
        .timing = list(columns->timing, columns->timing_count)};
    std::vector<double> found(static_cast<std::size_t>(rows));
    std::vector<cashflow::YieldStatus> stands(statuses == nullptr ? 0 : static_cast<std::size_t>(rows));
    blaming(wanted == cashflow::AnnuityFigure::not_set ? 0 : 1,
            [&] { cashflow::annuities(wanted, given, threads, found, stands); });
    std::copy(found.begin(), found.end(), values);
    std::transform(stands.begin(), stands.end(), statuses,
                   [](cashflow::YieldStatus one) { return static_cast<oi_yield_status>(one); });
  });
}

oi_status oi_cashflow_effective_rate(double rate, int32_t periods_per_year, double* value, oi_error* error) {
  return guard(error, [&] {
    require_count(periods_per_year, 1, 1'000'000, "periods_per_year", 1);
    require(value, "value", 2);
    *value = blaming(0, [&] { return cashflow::effective_rate(rate, periods_per_year); });
  });
}

oi_status oi_cashflow_nominal_rate(double rate, int32_t periods_per_year, double* value, oi_error* error) {
  return guard(error, [&] {
    require_count(periods_per_year, 1, 1'000'000, "periods_per_year", 1);
    require(value, "value", 2);
    *value = blaming(0, [&] { return cashflow::nominal_rate(rate, periods_per_year); });
  });
}

oi_status oi_cashflow_round_percent(double rate, int32_t decimals, double* value, oi_error* error) {
  return guard(error, [&] {
    require_count(decimals, 0, 9, "decimals", 1);
    require(value, "value", 2);
    *value = blaming(0, [&] { return cashflow::round_percent(rate, decimals); });
  });
}

namespace {

std::vector<cashflow::UnitPeriodFlow> read_placed(const oi_unit_period_flow* flows, std::int32_t count,
                                                  const char* name, std::int32_t argument) {
  std::vector<cashflow::UnitPeriodFlow> read;
  read.reserve(static_cast<std::size_t>(count));
  for (const oi_unit_period_flow& flow : list(flows, count)) {
    require_zero(flow.reserved, name, argument);
    read.push_back({.amount = flow.amount, .fraction = flow.fraction, .unit_periods = flow.unit_periods});
  }
  return read;
}

}  // namespace

oi_status oi_cashflow_apr_regulation_z(const oi_unit_period_flow* advances, int32_t advance_count,
                                       const oi_unit_period_flow* payments, int32_t payment_count,
                                       double periods_per_year, oi_annual_rate* annual_rate,
                                       oi_error* error) {
  return guard(error, [&] {
    require_count(advance_count, 1, largest_count, "advance_count", 1);
    require(advances, "advances", 0);
    require_count(payment_count, 1, largest_count, "payment_count", 3);
    require(payments, "payments", 2);
    require(annual_rate, "annual_rate", 5);
    const auto given = read_placed(advances, advance_count, "advances.reserved", 0);
    const auto paid = read_placed(payments, payment_count, "payments.reserved", 2);
    const bool is_length = periods_per_year > 0.0 && periods_per_year <= 366.0;
    *annual_rate = as_c(blaming(is_length ? 0 : 4,
                                [&] { return cashflow::apr_regulation_z(given, paid, periods_per_year); }));
  });
}

oi_status oi_cashflow_apr_regulation_z_dated(const oi_day* advance_days, const double* advances,
                                             int32_t advance_count, const oi_day* payment_days,
                                             const double* payments, int32_t payment_count,
                                             oi_unit_period unit_period, int32_t multiple,
                                             oi_annual_rate* annual_rate, oi_error* error) {
  return guard(error, [&] {
    require_count(advance_count, 1, largest_count, "advance_count", 2);
    require(advance_days, "advance_days", 0);
    require(advances, "advances", 1);
    require_count(payment_count, 1, largest_count, "payment_count", 5);
    require(payment_days, "payment_days", 3);
    require(payments, "payments", 4);
    const auto unit =
        read_choice(unit_period, cashflow::UnitPeriod::term, "unit_period", "OI_UNIT_PERIOD_*", 6);
    require_count(multiple, 1, 52, "multiple", 7);
    require(annual_rate, "annual_rate", 8);
    *annual_rate = as_c(blaming(unit == cashflow::UnitPeriod::not_set ? 6 : 0, [&] {
      return cashflow::apr_regulation_z(list(advance_days, advance_count), list(advances, advance_count),
                                        list(payment_days, payment_count), list(payments, payment_count),
                                        unit, multiple);
    }));
  });
}

oi_status oi_cashflow_apr_eu(const double* advance_years, const double* advances, int32_t advance_count,
                             const double* payment_years, const double* payments, int32_t payment_count,
                             oi_annual_rate* annual_rate, oi_error* error) {
  return guard(error, [&] {
    require_count(advance_count, 1, largest_count, "advance_count", 2);
    require(advance_years, "advance_years", 0);
    require(advances, "advances", 1);
    require_count(payment_count, 1, largest_count, "payment_count", 5);
    require(payment_years, "payment_years", 3);
    require(payments, "payments", 4);
    require(annual_rate, "annual_rate", 6);
    *annual_rate = as_c(blaming(0, [&] {
      return cashflow::apr_eu(list(advance_years, advance_count), list(advances, advance_count),
                              list(payment_years, payment_count), list(payments, payment_count));
    }));
  });
}

oi_status oi_cashflow_apr_eu_dated(const oi_day* advance_days, const double* advances, int32_t advance_count,
                                   const oi_day* payment_days, const double* payments, int32_t payment_count,
                                   oi_eu_time_basis time_basis, oi_annual_rate* annual_rate,
                                   oi_error* error) {
  return guard(error, [&] {
    require_count(advance_count, 1, largest_count, "advance_count", 2);
    require(advance_days, "advance_days", 0);
    require(advances, "advances", 1);
    require_count(payment_count, 1, largest_count, "payment_count", 5);
    require(payment_days, "payment_days", 3);
    require(payments, "payments", 4);
    const auto basis =
        read_choice(time_basis, cashflow::EuTimeBasis::days_365, "time_basis", "OI_EU_TIME_*", 6);
    require(annual_rate, "annual_rate", 7);
    *annual_rate = as_c(blaming(basis == cashflow::EuTimeBasis::not_set ? 6 : 0, [&] {
      return cashflow::apr_eu(list(advance_days, advance_count), list(advances, advance_count),
                              list(payment_days, payment_count), list(payments, payment_count), basis);
    }));
  });
}
