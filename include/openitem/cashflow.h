/* Cash-flow mathematics: present values, yields, annuities, conversions of rates, annual percentage rates of consumer credit.
 * Formulas: docs/methods/cashflow.md. Amounts are doubles in any one unit: received positive, paid negative, results unrounded.
 * Rates are fractions (0.05 = 5 %). No function keeps state. The same bits on every machine, for any number of threads. */
#ifndef OPENITEM_CASHFLOW_H
#define OPENITEM_CASHFLOW_H

#include "openitem/day_count.h"
#include "openitem/openitem.h"
#include "openitem/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Yields and present values ----------------------------------------------------------------------------------------- */

/* What became of a search for a rate. */
typedef int32_t oi_yield_status;
#define OI_YIELD_NONE 0          /* nothing was searched for: never in a result */
#define OI_YIELD_SOLVED 1        /* the one rate there is */
#define OI_YIELD_SEVERAL_ROOTS 2 /* more than one rate fits: none is given unless a guess chooses */
#define OI_YIELD_NO_ROOT 3       /* no rate fits, although there are amounts of both signs */
#define OI_YIELD_ONE_SIGN 4      /* nothing but receipts, nothing but payments, or nothing at all */
#define OI_YIELD_NOT_CONVERGED 5 /* the value touches zero within rounding: nobody can tell */
#define OI_YIELD_OUT_OF_RANGE 6  /* the rate exists but no double above -1 and below 1e308 is it */

/* A rate of return and how it stands. Frozen layout, 32 bytes. */
typedef struct oi_yield {
  double rate; /* a period's or a year's; NaN unless there is one rate, or a guess chose one of several */
  oi_yield_status status;
  int32_t sign_changes; /* of the amounts in order of time, netted, zeros left out */
  int32_t roots;        /* rates found */
  int32_t unique;       /* 1 = proven to be the only rate above -100 % */
  int32_t evaluations;  /* of the present value by the fast search */
  int32_t reserved;     /* 0 */
} oi_yield;

/* Name of a status, "solved" ...; "" for none. Pure. No allocation. Since 0.1. */
OI_API const char *oi_yield_status_name(oi_yield_status status);

typedef struct oi_yield_options {
  int64_t struct_size;               /* sizeof(oi_yield_options) */
  int32_t threads;                   /* of the batch forms: 0 to 256 */
  oi_day_count_convention day_count; /* 0 = Act/365 fixed */
  int32_t frequency;                 /* Act/Act ICMA: coupons a year, 0 1 2 3 4 6 12 */
  int32_t end_of_month;              /* Act/Act ICMA: 1 = periods roll from month end to month end */
  const double *guess;               /* of several rates the one nearest to it; NULL = none is given */
  const oi_day *reference_start;     /* Act/Act ICMA */
  const oi_day *reference_end;       /* Act/Act ICMA */
  const oi_day *termination;         /* 30E/360 ISDA: the last day of the contract */
  const oi_calendar *calendar;       /* Bus/252: whose business days are counted */
} oi_yield_options;
#define OI_YIELD_OPTIONS_INIT \
  { (int64_t)sizeof(oi_yield_options), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_yield_options_init(oi_yield_options *options, oi_error *error);

/* When a flow occurs that has a number instead of a date. */
typedef int32_t oi_first_period;
#define OI_FIRST_PERIOD_NOT_SET 0
#define OI_FIRST_PERIOD_NOW 1        /* the first amount is not discounted */
#define OI_FIRST_PERIOD_ONE_PERIOD 2 /* it comes at the end of the first period, as in Excel's NPV */

/* Sum of amount_k / (1 + rate)^k over `count` amounts. out value. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS (rate <= -1),
 * INVALID_DATA (row = the amount), OVERFLOW. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_npv(double rate, const double *amounts, int32_t count,
                                 oi_first_period first_period, double *value, oi_error *error);

/* Sum of amount / (1 + rate)^t, t in years from the earliest day. out value; nullable options. Errors: those of oi_cashflow_npv,
 * DATE_OUT_OF_RANGE, INVALID_ARGUMENT (what the day count asks for). Shared. Since 0.1. */
OI_API oi_status oi_cashflow_xnpv(double rate, const oi_day *days, const double *amounts, int32_t count,
                                  const oi_yield_options *options, double *value, oi_error *error);

/* The rate a period at which the amounts, one period apart, are worth nothing. `roots`, room for `count` numbers, receives every rate
 * that fits, ascending: yield->roots of them. out yield, roots; nullable options, roots. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS (the
 * guess), INVALID_DATA (row = the amount). Pure. Since 0.1. */
OI_API oi_status oi_cashflow_irr(const double *amounts, int32_t count, const oi_yield_options *options,
                                 oi_yield *yield, double *roots, oi_error *error);

/* The rate a year at which dated amounts, in any order, are worth nothing. out yield, roots; nullable options, roots. Errors: those of
 * oi_cashflow_irr and oi_cashflow_xnpv. Shared. Since 0.1. */
OI_API oi_status oi_cashflow_xirr(const oi_day *days, const double *amounts, int32_t count,
                                  const oi_yield_options *options, oi_yield *yield, double *roots,
                                  oi_error *error);

/* Many vectors of flows: vector i is entries [offsets[i], offsets[i + 1]). Frozen layout, 48 bytes. */
typedef struct oi_cashflow_flows {
  const oi_day *days;     /* NULL: the entries of a vector are one period apart */
  const double *amounts;  /* or NULL: then minor is given */
  const int64_t *minor;   /* or NULL */
  const int64_t *offsets; /* vectors + 1, from 0 to entries, never descending */
  int64_t vectors;        /* 0 to 4,000,000,000 */
  int64_t entries;        /* of days, amounts, minor */
} oi_cashflow_flows;

/* The yield of every vector: oi_cashflow_irr where there are no days, else oi_cashflow_xirr. `yields` has room for flows->vectors. out
 * yields; nullable options. Errors: those of oi_cashflow_xirr, INVALID_ARGUMENT and RAGGED_COLUMNS (offsets). Shared. Since 0.1. */
OI_API oi_status oi_cashflow_compute_yields(const oi_cashflow_flows *flows, const oi_yield_options *options,
                                            oi_yield *yields, oi_error *error);

/* The present value of every vector at `rates`: one for all (rate_count 1) or one each. Flows without days begin now. out values;
 * nullable options. Errors: those of oi_cashflow_compute_yields and oi_cashflow_xnpv. Shared. Since 0.1. */
OI_API oi_status oi_cashflow_compute_present_values(const oi_cashflow_flows *flows, const double *rates,
                                                    int32_t rate_count, const oi_yield_options *options,
                                                    double *values, oi_error *error);

/* ---- Annuities: pv (1 + r)^n + pmt (1 + r timing) ((1 + r)^n - 1) / r + fv = 0 ----------------------------------------- */

/* When a payment is made within its period. */
typedef int32_t oi_payment_timing;
#define OI_PAYMENT_END 0
#define OI_PAYMENT_BEGINNING 1

/* Present value. out value. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS (rate <= -1, a number that is not finite), OVERFLOW.
 * Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_pv(double rate, double nper, double payment, double future_value,
                                oi_payment_timing timing, double *value, oi_error *error);
/* Future value. out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_fv(double rate, double nper, double payment, double present_value,
                                oi_payment_timing timing, double *value, oi_error *error);
/* Payment. out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_pmt(double rate, double nper, double present_value, double future_value,
                                 oi_payment_timing timing, double *value, oi_error *error);
/* Number of periods. out value. Errors: those of oi_cashflow_pv, INVALID_ARGUMENT (none solves the equation). Pure. No allocation.
 * Since 0.1. */
OI_API oi_status oi_cashflow_nper(double rate, double payment, double present_value, double future_value,
                                  oi_payment_timing timing, double *value, oi_error *error);
/* Rate of a period; nper 1 to 1,000,000. out yield; nullable options (the guess is read). Errors: NULL_ARGUMENT, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_rate(int64_t nper, double payment, double present_value, double future_value,
                                  oi_payment_timing timing, const oi_yield_options *options, oi_yield *yield,
                                  oi_error *error);
/* Interest in payment `per` (1 to nper). out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_ipmt(double rate, int64_t per, int64_t nper, double present_value,
                                  double future_value, oi_payment_timing timing, double *value,
                                  oi_error *error);
/* Principal in payment `per` (1 to nper). out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_ppmt(double rate, int64_t per, int64_t nper, double present_value,
                                  double future_value, oi_payment_timing timing, double *value,
                                  oi_error *error);
/* Interest in payments `first` to `last`. out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_cumipmt(double rate, int64_t nper, double present_value, int64_t first,
                                     int64_t last, oi_payment_timing timing, double *value, oi_error *error);
/* Principal in payments `first` to `last`. out value. Errors: those of oi_cashflow_pv. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_cumprinc(double rate, int64_t nper, double present_value, int64_t first,
                                      int64_t last, oi_payment_timing timing, double *value, oi_error *error);

/* Which part of the equation a batch computes. */
typedef int32_t oi_annuity_figure;
#define OI_ANNUITY_NOT_SET 0
#define OI_ANNUITY_PV 1
#define OI_ANNUITY_FV 2
#define OI_ANNUITY_PMT 3
#define OI_ANNUITY_NPER 4
#define OI_ANNUITY_RATE 5
#define OI_ANNUITY_IPMT 6
#define OI_ANNUITY_PPMT 7
#define OI_ANNUITY_CUMIPMT 8
#define OI_ANNUITY_CUMPRINC 9

/* Numbers: one for all rows, one a row, or none. Frozen layout, 16 bytes. */
typedef struct oi_numbers {
  const double *values;
  int64_t count; /* 0, 1 or rows */
} oi_numbers;

/* The known parts. Those that the figure does not take have count 0; future_value without one is 0. Frozen layout, 128 bytes. */
typedef struct oi_annuity_columns {
  oi_numbers rate;
  oi_numbers nper;
  oi_numbers payment;
  oi_numbers present_value;
  oi_numbers future_value;
  oi_numbers first; /* the payment of ipmt and ppmt, the first of a sum */
  oi_numbers last;  /* the last of a sum */
  const oi_payment_timing *timing;
  int64_t timing_count; /* 0 (the end), 1 or rows */
} oi_annuity_columns;

/* The figure of every row. nper and rate are NaN where nothing solves the equation, `statuses` says why. out values, statuses; nullable
 * options (threads are read), statuses. Errors: those of the scalar form (row = the first at fault), NOT_SET, MISSING_COLUMN,
 * RAGGED_COLUMNS. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_compute_annuities(oi_annuity_figure figure, const oi_annuity_columns *columns,
                                               int64_t rows, const oi_yield_options *options, double *values,
                                               oi_yield_status *statuses, oi_error *error);

/* ---- Conversions of rates ----------------------------------------------------------------------------------------------- */

/* (1 + nominal / p)^p - 1 with p = periods_per_year, 1 to 1,000,000. out value. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. Pure.
 * No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_effective_rate(double rate, int32_t periods_per_year, double *value,
                                            oi_error *error);
/* Its inverse. out value. Errors: those of oi_cashflow_effective_rate. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cashflow_nominal_rate(double rate, int32_t periods_per_year, double *value,
                                          oi_error *error);
/* A rate in percent with `decimals` digits (0 to 9), half up: 0.12946, 1 gives 12.9. out value. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS.
 * Pure. Since 0.1. */
OI_API oi_status oi_cashflow_round_percent(double rate, int32_t decimals, double *value, oi_error *error);

/* ---- Annual percentage rates of consumer credit ------------------------------------------------------------------------- */

/* Frozen layout, 48 bytes. */
typedef struct oi_annual_rate {
  oi_yield yield;     /* rate: a year's, a fraction, unrounded */
  double period_rate; /* Regulation Z: of a unit-period; EU: the rate; NaN without one */
  double periods_per_year;
} oi_annual_rate;

/* An advance or a payment, placed in unit-periods from the beginning of the term. Frozen layout, 24 bytes. */
typedef struct oi_unit_period_flow {
  double amount;        /* above zero on both sides */
  double fraction;      /* of one more unit-period, 0 <= fraction < 1 */
  int32_t unit_periods; /* full ones */
  int32_t reserved;     /* 0 */
} oi_unit_period_flow;

/* Standard intervals of time (12 CFR 1026 Appendix J (b)(3), (b)(4)). */
typedef int32_t oi_unit_period;
#define OI_UNIT_PERIOD_NOT_SET 0
#define OI_UNIT_PERIOD_DAY 1       /* 365 a year */
#define OI_UNIT_PERIOD_WEEK 2      /* 52 a year; also a multiple, 1 to 52 */
#define OI_UNIT_PERIOD_SEMIMONTH 3 /* 24 a year */
#define OI_UNIT_PERIOD_MONTH 4     /* 12 a year; also a multiple, 1 to 11 */
#define OI_UNIT_PERIOD_YEAR 5
#define OI_UNIT_PERIOD_TERM 6 /* single advance, single payment: the term, not above a year */

/* Annual percentage rate by Regulation Z, Appendix J (b)(8). Rows of errors count the advances, then the payments. out annual_rate. Errors:
 * NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_DATA. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_apr_regulation_z(const oi_unit_period_flow *advances, int32_t advance_count,
                                              const oi_unit_period_flow *payments, int32_t payment_count,
                                              double periods_per_year, oi_annual_rate *annual_rate,
                                              oi_error *error);
/* The same from dates; the term begins with the earliest advance. `multiple` of the unit_period, 1 unless weeks or months. out
 * annual_rate. Errors: those of oi_cashflow_apr_regulation_z, NOT_SET, INVALID_ARGUMENT, DATE_OUT_OF_RANGE, INCONSISTENT_DATA (a payment
 * before the first advance). Pure. Since 0.1. */
OI_API oi_status oi_cashflow_apr_regulation_z_dated(const oi_day *advance_days, const double *advances,
                                                    int32_t advance_count, const oi_day *payment_days,
                                                    const double *payments, int32_t payment_count,
                                                    oi_unit_period unit_period, int32_t multiple,
                                                    oi_annual_rate *annual_rate, oi_error *error);

/* How the EU directives turn an interval into years. */
typedef int32_t oi_eu_time_basis;
#define OI_EU_TIME_NOT_SET 0
#define OI_EU_TIME_MONTHS 1 /* whole months / 12, then days over the year of 365 or 366 that ends with them */
#define OI_EU_TIME_WEEKS 2  /* whole weeks / 52, then days likewise */
#define OI_EU_TIME_YEARS 3  /* whole years, then days likewise */
#define OI_EU_TIME_DAYS_ACTUAL 4 /* days in leap years / 366 + other days / 365 */
#define OI_EU_TIME_DAYS_365 5    /* days / 365, also in leap years */

/* Annual percentage rate by Directives 2008/48/EC and (EU) 2023/2225; intervals in years from the first advance. out annual_rate. Errors:
 * NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_DATA. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_apr_eu(const double *advance_years, const double *advances,
                                    int32_t advance_count, const double *payment_years,
                                    const double *payments, int32_t payment_count,
                                    oi_annual_rate *annual_rate, oi_error *error);
/* The same from dates. out annual_rate. Errors: those of oi_cashflow_apr_eu, NOT_SET, INVALID_ARGUMENT, DATE_OUT_OF_RANGE,
 * INCONSISTENT_DATA. Pure. Since 0.1. */
OI_API oi_status oi_cashflow_apr_eu_dated(const oi_day *advance_days, const double *advances,
                                          int32_t advance_count, const oi_day *payment_days,
                                          const double *payments, int32_t payment_count,
                                          oi_eu_time_basis time_basis, oi_annual_rate *annual_rate,
                                          oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_CASHFLOW_H */
