#pragma once
/// \file
/// Cash-flow mathematics: present values, internal rates of return, annuities, conversions of rates, annual percentage
/// rates of consumer credit. docs/methods/cashflow.md states every formula and its source.
///
/// Amounts are floating point, in any one unit, and come out unrounded; what is received is positive, what is paid negative. Rates
/// are fractions (0.05 = 5 %). Every function is pure and may be called from any thread; the same bits on every machine,
/// for any number of threads. An impossible input (a rate of -100 % or less, a number that is not finite ...) is an error; a
/// rate that does not exist, or of which there are several, is a status of the result, never a number.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/core.hpp"
#include "openitem/day_count.hpp"
#include "openitem/time.hpp"

namespace openitem::cashflow {

// ---- flows ----------------------------------------------------------------------------------------------

/// When a flow occurs that has a number instead of a date.
enum class FirstPeriod : std::int32_t {
  not_set = 0,
  now = 1,         ///< the first amount is not discounted
  one_period = 2,  ///< the first amount comes at the end of the first period, as in Excel's NPV
};

/// What became of a search for a rate.
enum class YieldStatus : std::int32_t {
  solved = 1,         ///< the one rate there is
  several_roots = 2,  ///< more than one rate fits: none is given unless a guess chooses
  no_root = 3,        ///< no rate fits, although there are amounts of both signs
  one_sign = 4,       ///< nothing but receipts, nothing but payments, or nothing at all: no rate can fit
  not_converged =
      5,  ///< the present value touches zero within rounding: none, one or two rates, nobody can tell
  out_of_range = 6,  ///< the rate exists but no floating-point number above -1 and below 1e308 is it
};

/// "solved", "several_roots" ...; "" for none.
[[nodiscard]] std::string_view name_of(YieldStatus status) noexcept;

/// A rate of return and how it stands. 32 bytes, the same as C's `oi_yield`.
struct Yield {
  /// A period's or a year's, a fraction; NaN unless there is one rate, or a guess chose one of several.
  double rate = std::numeric_limits<double>::quiet_NaN();
  YieldStatus status = YieldStatus::one_sign;
  std::int32_t sign_changes =
      0;                    ///< of the amounts in order of time, those of one moment netted, zeros left out
  std::int32_t roots = 0;   ///< rates found
  std::int32_t unique = 0;  ///< 1 = proven to be the only rate above -100 %
  std::int32_t evaluations = 0;  ///< of the present value by the fast search
  std::int32_t reserved = 0;
};
static_assert(sizeof(Yield) == 32);

struct YieldOptions {
  /// Of several rates the one nearest to it; the status stays `several_roots`.
  std::optional<double> guess = {};
  /// How dates become years; flows without dates have none.
  DayCount day_count = DayCount::act_365_fixed;
  DayCountTerms terms = {};
  std::int32_t threads = 0;  ///< of the batch forms: 0 to 256
};

/// A yield with all rates that fit, ascending.
struct YieldRoots {
  Yield yield = {};
  std::vector<double> roots = {};
};

/// Many vectors of flows: vector i is entries [offsets[i], offsets[i + 1]) of the columns. Either `amounts` or `minor`
/// is given; either `days` (since 1970-01-01, in any order, time runs from the earliest) or none: then the
/// entries of a vector are one period apart.
struct FlowColumns {
  std::span<const std::int32_t> days = {};
  std::span<const double> amounts = {};
  std::span<const std::int64_t> minor = {};
  std::span<const std::int64_t> offsets = {};  ///< one more than there are vectors, from 0, never descending
};

/// Sum of amount_k / (1 + rate)^k. O(n).
/// \throws Error out_of_bounds (rate <= -1), invalid_data (row = the amount that is not finite), not_set, overflow.
[[nodiscard]] double npv(double rate, std::span<const double> amounts, FirstPeriod first_period);
/// Sum of amount / (1 + rate)^t, t in years from the earliest date. \see npv
/// \throws Error also ragged_columns, date_out_of_range and what the day count asks for.
[[nodiscard]] double xnpv(double rate, std::span<const std::int32_t> days, std::span<const double> amounts,
                          const YieldOptions& options = {});
/// Every vector's present value at `rates` (one for all, or one each): `npv` from now where there are no days, else `xnpv`.
/// \throws Error also ragged_columns, invalid_argument (offsets); row = the entry, or the vector, at fault.
void present_values(const FlowColumns& columns, std::span<const double> rates, const YieldOptions& options,
                    std::span<double> values);

/// The rate a period at which the amounts, one period apart, are worth nothing. To 1e-12. O(n) as a rule.
/// \throws Error invalid_data (row = the amount that is not finite), invalid_argument (the guess).
[[nodiscard]] YieldRoots irr(std::span<const double> amounts, const YieldOptions& options = {});
/// The rate a year at which dated amounts are worth nothing. Dates in any order. \see irr \see xnpv
[[nodiscard]] YieldRoots xirr(std::span<const std::int32_t> days, std::span<const double> amounts,
                              const YieldOptions& options = {});
/// Every vector's rate: `irr` where there are no days, else `xirr`. \see present_values
void yields(const FlowColumns& columns, const YieldOptions& options, std::span<Yield> found);

// ---- annuities: present value, payments and future value in one equation ------------------------------------

/// When a payment is made within its period.
enum class PaymentTiming : std::int32_t { end = 0, beginning = 1 };

/// pv (1 + rate)^periods + payment (1 + rate timing) ((1 + rate)^periods - 1) / rate + fv = 0, Excel's equation; at rate 0
/// pv + payment periods + fv = 0. Each of the following is this equation solved for one of its parts.
/// \throws Error out_of_bounds (rate <= -1, a number that is not finite), invalid_argument (nothing solves it), overflow.
[[nodiscard]] double pv(double rate, double periods, double payment, double future_value = 0.0,
                        PaymentTiming timing = PaymentTiming::end);
[[nodiscard]] double fv(double rate, double periods, double payment, double present_value,
                        PaymentTiming timing = PaymentTiming::end);
[[nodiscard]] double pmt(double rate, double periods, double present_value, double future_value = 0.0,
                         PaymentTiming timing = PaymentTiming::end);
[[nodiscard]] double nper(double rate, double payment, double present_value, double future_value = 0.0,
                          PaymentTiming timing = PaymentTiming::end);
/// `periods` 1 to 1,000,000, whole. A rate that does not exist is a status.
[[nodiscard]] YieldRoots rate(std::int64_t periods, double payment, double present_value,
                              double future_value = 0.0, PaymentTiming timing = PaymentTiming::end,
                              const YieldOptions& options = {});
/// Interest and principal of payment `period` (1 .. periods): they add up to `pmt`. \see pv
[[nodiscard]] double ipmt(double rate, std::int64_t period, std::int64_t periods, double present_value,
                          double future_value = 0.0, PaymentTiming timing = PaymentTiming::end);
[[nodiscard]] double ppmt(double rate, std::int64_t period, std::int64_t periods, double present_value,
                          double future_value = 0.0, PaymentTiming timing = PaymentTiming::end);
/// Sums of `ipmt` and of `ppmt` over payments `first` .. `last`; future value 0 (Excel's CUMIPMT, CUMPRINC). O(1).
[[nodiscard]] double cumipmt(double rate, std::int64_t periods, double present_value, std::int64_t first,
                             std::int64_t last, PaymentTiming timing = PaymentTiming::end);
[[nodiscard]] double cumprinc(double rate, std::int64_t periods, double present_value, std::int64_t first,
                              std::int64_t last, PaymentTiming timing = PaymentTiming::end);

/// Which part of the equation a batch computes.
enum class AnnuityFigure : std::int32_t {
  not_set = 0,
  pv = 1,
  fv = 2,
  pmt = 3,
  nper = 4,
  rate = 5,
  ipmt = 6,
  ppmt = 7,
  cumipmt = 8,
  cumprinc = 9,
};

/// The known parts, a column each: one value for all rows, or one a row. Those that the figure does not take are empty;
/// an empty `future_value` is 0, an empty `timing` is the end of the period.
struct AnnuityColumns {
  std::span<const double> rate = {}, periods = {}, payment = {}, present_value = {}, future_value = {};
  std::span<const double> first = {}, last = {};  ///< the payment of ipmt and ppmt; first and last of a sum
  std::span<const std::int32_t> timing = {};      ///< 0 or 1
};

/// The figure of every row. `nper` and `rate` are NaN where nothing solves the equation (`statuses`, if it is not empty, says
/// why); any other impossible row is an error. \throws Error as the scalar form, row = the first row at fault; not_set,
/// missing_column, ragged_columns.
void annuities(AnnuityFigure figure, const AnnuityColumns& columns, std::int32_t threads,
               std::span<double> values, std::span<YieldStatus> statuses = {});

// ---- conversions of rates -----------------------------------------------------------------------------------

/// (1 + nominal / periods)^periods - 1. `periods_per_year` 1 to 1,000,000.
/// \throws Error out_of_bounds (a nominal rate of -periods or less).
[[nodiscard]] double effective_rate(double nominal_rate, std::int32_t periods_per_year);
/// periods ((1 + effective)^(1 / periods) - 1), its inverse.
[[nodiscard]] double nominal_rate(double effective_rate, std::int32_t periods_per_year);

// ---- annual percentage rates of consumer credit -------------------------------------------------------------

/// An advance or a payment, placed in unit-periods from the beginning of the term (Regulation Z).
struct UnitPeriodFlow {
  double amount = 0.0;            ///< above zero on both sides
  double fraction = 0.0;          ///< of one more unit-period, 0 <= fraction < 1: discounted simply
  std::int32_t unit_periods = 0;  ///< full ones
  std::int32_t reserved = 0;
};

/// Standard intervals of time (12 CFR 1026 Appendix J (b)(3)(iii), (b)(4)). `count` of them are a unit-period.
enum class UnitPeriod : std::int32_t {
  not_set = 0,
  day = 1,        ///< 365 a year; count 1
  week = 2,       ///< 52 / count a year; count 1 to 52
  semimonth = 3,  ///< 24 a year, 15 days each; count 1
  month = 4,      ///< 12 / count a year, 30 days each; count 1 to 11
  year = 5,       ///< count 1
  term = 6,       ///< single advance, single payment: the term, not above a year; count 1
};

/// An annual percentage rate.
struct AnnualRate {
  Yield yield = {};          ///< rate: a year's, a fraction, unrounded
  double period_rate = 0.0;  ///< Regulation Z: of a unit-period; EU: the rate; NaN without one
  double periods_per_year = 0.0;
};

/// Regulation Z, Appendix J (b)(8): sum of advances = sum of payments, each over (1 + f i)(1 + i)^t; the rate is i times the
/// unit-periods of a year. Several advances allowed; nothing is rounded.
/// \throws Error invalid_data (an amount <= 0 or not finite, a fraction outside [0, 1), a negative count; row = its place among
/// advances, then payments), invalid_argument (no advance or no payment), out_of_bounds (periods_per_year).
[[nodiscard]] AnnualRate apr_regulation_z(std::span<const UnitPeriodFlow> advances,
                                          std::span<const UnitPeriodFlow> payments, double periods_per_year);
/// The same from dates (days since 1970-01-01), placed by Appendix J (b)(5). The term begins with the earliest advance.
/// \throws Error also inconsistent_data (a payment before the first advance), not_set, date_out_of_range.
[[nodiscard]] AnnualRate apr_regulation_z(std::span<const std::int32_t> advance_days,
                                          std::span<const double> advances,
                                          std::span<const std::int32_t> payment_days,
                                          std::span<const double> payments, UnitPeriod unit_period,
                                          std::int32_t count = 1);
/// Where a date lies: (b)(5). \throws Error not_set, out_of_bounds, inconsistent_data (to before from).
[[nodiscard]] UnitPeriodFlow unit_periods_between(Date from, Date to, UnitPeriod unit_period,
                                                  std::int32_t count);

/// How the EU directives turn an interval into years (remark (c) of their annexes).
enum class EuTimeBasis : std::int32_t {
  not_set = 0,
  months = 1,       ///< whole months / 12, then days over the 365 or 366 of the year that ends with them
  weeks = 2,        ///< whole weeks / 52, then days likewise
  years = 3,        ///< whole years, then days likewise
  days_actual = 4,  ///< days in leap years / 366 + other days / 365
  days_365 = 5,     ///< days / 365, also in leap years: 12 equal months of 30.41666 (365 / 12) days
};

/// Directives 2008/48/EC Annex I and (EU) 2023/2225 Annex III: sum of drawdowns = sum of payments, each over (1 + X)^t, t in years
/// from the first drawdown. Amounts above zero on both sides. \throws Error as apr_regulation_z.
[[nodiscard]] AnnualRate apr_eu(std::span<const double> advance_years, std::span<const double> advances,
                                std::span<const double> payment_years, std::span<const double> payments);
[[nodiscard]] AnnualRate apr_eu(std::span<const std::int32_t> advance_days, std::span<const double> advances,
                                std::span<const std::int32_t> payment_days, std::span<const double> payments,
                                EuTimeBasis basis);
/// Years from one date to another by a basis. \throws Error not_set, inconsistent_data (to before from).
[[nodiscard]] double eu_years_between(Date from, Date to, EuTimeBasis basis);

/// A rate in percent with `decimals` digits (0 to 9), half up, as remark (d) asks for with one: 0.12946 -> 12.9. From the
/// shortest decimal of `rate`. \throws Error out_of_bounds.
[[nodiscard]] double round_percent(double rate, std::int32_t decimals);

}  // namespace openitem::cashflow
