/* Key figures of receivables from plain figures. Formulas: docs/methods/kpi_figures.md. All functions: pure.
 * Amounts are minor units of one currency. Variants have no default: 0 is OI_NOT_SET. */
#ifndef OPENITEM_KPI_H
#define OPENITEM_KPI_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t oi_kpi_unit;
#define OI_KPI_UNIT_NONE 0
#define OI_KPI_UNIT_DAYS 1
#define OI_KPI_UNIT_FRACTION 2
#define OI_KPI_UNIT_TIMES 3
#define OI_KPI_UNIT_POINTS 4
#define OI_KPI_UNIT_AMOUNT 5
#define OI_KPI_UNIT_COUNT 6

/* What may be done with figures of several customers or segments. */
typedef int32_t oi_kpi_kind;
#define OI_KPI_KIND_NONE 0
#define OI_KPI_ADDITIVE 1     /* values add up */
#define OI_KPI_RATIO 2        /* numerators add up and denominators add up; values do not */
#define OI_KPI_NOT_ADDITIVE 3 /* nothing adds up */

/* Why a value is missing or means little. */
typedef int32_t oi_kpi_warning;
#define OI_KPI_NO_WARNING 0
#define OI_KPI_NO_SALES 1          /* credit sales, the denominator, are zero: no value */
#define OI_KPI_ZERO_DENOMINATOR 2  /* another denominator is zero: no value */
#define OI_KPI_HISTORY_EXHAUSTED 3 /* the balance outlasts the sales history */
#define OI_KPI_NO_ITEMS 4          /* nothing to measure: no value */
#define OI_KPI_NEGATIVE_SALES 5    /* credit notes exceed the sales */
#define OI_KPI_NEGATIVE_BALANCE 6  /* receivables (or another denominator) are a credit balance */
#define OI_KPI_SHORT_WINDOW 7      /* receivables exceed the sales of the window */

/* One key figure; with parts, value = numerator / denominator. Frozen layout, 112 bytes. */
typedef struct oi_figure {
  double value;        /* 0 where has_value is 0 */
  int64_t numerator;   /* minor units, minor units x days, items: see oi_kpi_definitions; 0 without parts */
  int64_t denominator; /* 0 without parts, and where it is zero */
  int64_t count;       /* items, months, customers, promises or balances behind it */
  int32_t has_value;   /* 0 = missing: the warning says why */
  int32_t has_parts;   /* 0 = the figure has no numerator and denominator */
  oi_kpi_unit unit;
  oi_kpi_kind kind;
  oi_kpi_warning warning;
  int32_t reserved; /* 0 */
  char figure[56];  /* id of its definition, "dso_simple_ending" */
} oi_figure;

/* ---- Variants: each is required ---------------------------------------------------------------------------------------- */

/* Which receivables a ratio takes. */
typedef int32_t oi_kpi_receivables;
#define OI_KPI_RECEIVABLES_NOT_SET 0
#define OI_KPI_RECEIVABLES_ENDING 1  /* one balance, that of the end */
#define OI_KPI_RECEIVABLES_AVERAGE 2 /* the mean of two balances or more */

/* Months without sales (zero or below) in a count-back. */
typedef int32_t oi_kpi_empty_months;
#define OI_KPI_EMPTY_MONTHS_NOT_SET 0
#define OI_KPI_EMPTY_MONTHS_SKIPPED 1 /* their days do not count */
#define OI_KPI_EMPTY_MONTHS_COUNTED 2 /* their days count */

/* What a count-back returns when the balance outlasts the months; the warning stands in each case. */
typedef int32_t oi_kpi_exhausted_history;
#define OI_KPI_HISTORY_NOT_SET 0
#define OI_KPI_HISTORY_MISSING 1     /* no value */
#define OI_KPI_HISTORY_LENGTH 2      /* the days of the history, a lower bound */
#define OI_KPI_HISTORY_EXTRAPOLATE 3 /* the rest at the daily sales of the oldest month with sales */

/* Credits among the items of a weighted mean. */
typedef int32_t oi_kpi_credits;
#define OI_KPI_CREDITS_NOT_SET 0
#define OI_KPI_CREDITS_NETTED 1  /* with their sign */
#define OI_KPI_CREDITS_DROPPED 2 /* left out */

/* Which mean of days it is; it names the figure. */
typedef int32_t oi_kpi_average_days_of;
#define OI_KPI_DAYS_NOT_SET 0
#define OI_KPI_DAYS_TO_PAY 1      /* issue to payment */
#define OI_KPI_DAYS_LATE 2        /* due date to payment, early negative */
#define OI_KPI_DAYS_TERMS 3       /* issue to due date */
#define OI_KPI_DAYS_BILLING_LAG 4 /* delivery to issue */

/* What a past-due mean of days is taken over. */
typedef int32_t oi_kpi_past_due_weights;
#define OI_KPI_WEIGHTS_NOT_SET 0
#define OI_KPI_WEIGHTS_ALL_ITEMS 1 /* average days delinquent */
#define OI_KPI_WEIGHTS_PAST_DUE 2  /* severity: items past due only */

/* Sales in a collection effectiveness index. */
typedef int32_t oi_kpi_cei_sales;
#define OI_KPI_CEI_NOT_SET 0
#define OI_KPI_CEI_PERIOD_TOTAL 1   /* of the whole period; periods = 1 */
#define OI_KPI_CEI_PERIOD_AVERAGE 2 /* credit sales / periods */

/* Promises by number or by amount. */
typedef int32_t oi_kpi_promise_basis;
#define OI_KPI_PROMISES_BY_NOT_SET 0
#define OI_KPI_PROMISES_BY_COUNT 1
#define OI_KPI_PROMISES_BY_AMOUNT 2

/* A promise paid in part and in time. */
typedef int32_t oi_kpi_partial_payments;
#define OI_KPI_PARTIAL_NOT_SET 0
#define OI_KPI_PARTIAL_BROKEN 1  /* counts as broken */
#define OI_KPI_PARTIAL_COUNTED 2 /* by count as kept, by amount with what was paid */

/* Losses before or after what came back. */
typedef int32_t oi_kpi_recoveries;
#define OI_KPI_RECOVERIES_NOT_SET 0
#define OI_KPI_RECOVERIES_GROSS 1 /* not deducted; recovered must be 0 */
#define OI_KPI_RECOVERIES_NET 2   /* deducted */

/* What write-offs are measured against; it names the figure. */
typedef int32_t oi_kpi_write_off_base;
#define OI_KPI_WRITE_OFFS_TO_NOT_SET 0
#define OI_KPI_WRITE_OFFS_TO_CREDIT_SALES 1
#define OI_KPI_WRITE_OFFS_TO_RECEIVABLES 2

/* What days deductions outstanding count. */
typedef int32_t oi_kpi_deductions_basis;
#define OI_KPI_DEDUCTIONS_NOT_SET 0
#define OI_KPI_DEDUCTIONS_VALUE 1          /* amounts */
#define OI_KPI_DEDUCTIONS_COUNT 2          /* numbers of deductions */
#define OI_KPI_DEDUCTIONS_PERIOD_AVERAGE 3 /* amount against the average of a period */

/* Customers in credit in a concentration. */
typedef int32_t oi_kpi_negative_balances;
#define OI_KPI_NEGATIVE_NOT_SET 0
#define OI_KPI_NEGATIVE_EXCLUDED 1 /* left out of shares and total */
#define OI_KPI_NEGATIVE_INCLUDED 2 /* with their sign */
#define OI_KPI_NEGATIVE_REFUSED 3  /* an error */

/* 0.26 or 2,600 for the same concentration. */
typedef int32_t oi_kpi_hhi_scale;
#define OI_KPI_HHI_NOT_SET 0
#define OI_KPI_HHI_FRACTION 1
#define OI_KPI_HHI_POINTS 2

/* ---- Figures ----------------------------------------------------------------------------------------------------------- */

/* Every figure of the library as table "definitions": figure, meaning, formula, unit, kind, numerator_unit, denominator_unit,
 * numerator, denominator, source. out result. Errors: NULL_ARGUMENT. Since 0.1. */
OI_API oi_status oi_kpi_definitions(oi_result **result, oi_error *error);

/* Days sales outstanding: receivables x days / credit sales of those days (days 1 .. 36,600: the convention or the
 * calendar's). out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since
 * 0.1. */
OI_API oi_status oi_kpi_dso(const int64_t *balances, int32_t balance_count, int64_t credit_sales,
                            int32_t days, oi_kpi_receivables receivables, oi_figure *figure, oi_error *error);

/* The same from receivables that are not past due. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_best_possible_dso(const int64_t *current_balances, int32_t balance_count,
                                          int64_t credit_sales, int32_t days, oi_kpi_receivables receivables,
                                          oi_figure *figure, oi_error *error);

/* The same from receivables past due: DSO - best possible DSO, exactly. out figure. Errors: NULL_ARGUMENT, NOT_SET,
 * INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_delinquent_dso(const int64_t *past_due_balances, int32_t balance_count,
                                       int64_t credit_sales, int32_t days, oi_kpi_receivables receivables,
                                       oi_figure *figure, oi_error *error);

/* Count-back: months are used up from the latest backwards, the last one in proportion; both lists latest month first. out
 * figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_countback_dso(int64_t ending_balance, const int64_t *monthly_sales,
                                      const int32_t *month_days, int32_t month_count,
                                      oi_kpi_empty_months empty_months, oi_kpi_exhausted_history exhausted,
                                      oi_figure *figure, oi_error *error);

/* Sum over months of (open receivables of the month / its sales x its days). out figure. Errors: NULL_ARGUMENT,
 * INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_sales_weighted_dso(const int64_t *open_balances, const int64_t *monthly_sales,
                                           const int32_t *month_days, int32_t month_count, oi_figure *figure,
                                           oi_error *error);

/* Sum of amount x days outstanding / sum of amounts; credits have negative amounts. out figure. Errors: NULL_ARGUMENT,
 * NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_true_dso(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                                 oi_kpi_credits credits, oi_figure *figure, oi_error *error);

/* DSO - best possible DSO of two figures already computed, in days. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT. No
 * allocation. Since 0.1. */
OI_API oi_status oi_kpi_average_days_delinquent(double dso, double best_possible_dso, oi_figure *figure,
                                                oi_error *error);

/* Amount-weighted mean of signed days; amounts 0 or more. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_weighted_average_days(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                                              oi_kpi_average_days_of measure, oi_figure *figure,
                                              oi_error *error);

/* Sum of amount x days past due of what is past due / amounts of all items, or of those past due; amounts 0 or more. out
 * figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_weighted_days_past_due(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                                               oi_kpi_past_due_weights weights, oi_figure *figure,
                                               oi_error *error);

/* Collection effectiveness index, a fraction: (beginning + sales - ending) / (beginning + sales - ending current); periods 1
 * .. 1,000. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_cei(int64_t beginning_balance, int64_t credit_sales, int64_t ending_balance,
                            int64_t ending_current_balance, int32_t periods, oi_kpi_cei_sales sales,
                            oi_figure *figure, oi_error *error);

/* Credit sales / receivables: times per period. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS,
 * OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_turnover(int64_t credit_sales, const int64_t *balances, int32_t balance_count,
                                 oi_kpi_receivables receivables, oi_figure *figure, oi_error *error);

/* Days of the period / turnover. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No
 * allocation. Since 0.1. */
OI_API oi_status oi_kpi_average_collection_period(int64_t credit_sales, const int64_t *balances,
                                                  int32_t balance_count, int32_t days,
                                                  oi_kpi_receivables receivables, oi_figure *figure,
                                                  oi_error *error);

/* Kept promises / promises; grace_days 0 .. 366; promises above 0, paid 0 or more; days_late is not read where nothing was
 * paid. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_promise_kept_rate(const int64_t *amounts, const int64_t *paid,
                                          const int32_t *days_late, int64_t rows, oi_kpi_promise_basis basis,
                                          int32_t grace_days, oi_kpi_partial_payments partial_payments,
                                          oi_figure *figure, oi_error *error);

/* Cost of credit and collection / credit sales. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. No
 * allocation. Since 0.1. */
OI_API oi_status oi_kpi_operating_cost_to_sales(int64_t cost, int64_t credit_sales, oi_figure *figure,
                                                oi_error *error);

/* Cost of credit and collection / cash collected. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. No
 * allocation. Since 0.1. */
OI_API oi_status oi_kpi_cost_to_collect(int64_t cost, int64_t collected, oi_figure *figure, oi_error *error);

/* (Bad debt - recovered) / credit sales. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OVERFLOW. No
 * allocation. Since 0.1. */
OI_API oi_status oi_kpi_bad_debt_ratio(int64_t bad_debt, int64_t recovered, int64_t credit_sales,
                                       oi_kpi_recoveries recoveries, oi_figure *figure, oi_error *error);

/* (Written off - recovered) / credit sales or receivables. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_write_off_ratio(int64_t written_off, int64_t recovered, int64_t base,
                                        oi_kpi_recoveries recoveries, oi_kpi_write_off_base measured_against,
                                        oi_figure *figure, oi_error *error);

/* Recovered / written off. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_recovery_rate(int64_t recovered, int64_t written_off, oi_figure *figure,
                                      oi_error *error);

/* Open deductions x days / deductions raised in those days (or the average of a period of those days); all 0 or more. out
 * figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_deductions_outstanding(int64_t open_deductions, int64_t deductions, int32_t days,
                                               oi_kpi_deductions_basis basis, oi_figure *figure,
                                               oi_error *error);

/* Disputed / all receivables. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_dispute_share(int64_t disputed, int64_t total_receivables, oi_figure *figure,
                                      oi_error *error);

/* Past due / all receivables. out figure. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_past_due_share(int64_t past_due, int64_t total_receivables, oi_figure *figure,
                                       oi_error *error);

/* Each balance / the total, in the order given; figures has room for rows of them. out figures[rows]. Errors: NULL_ARGUMENT,
 * INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. Since 0.1. */
OI_API oi_status oi_kpi_aging_percentages(const int64_t *balances, int64_t rows, oi_figure *figures,
                                          oi_error *error);

/* Herfindahl-Hirschman index: the sum of squared shares. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. Since 0.1. */
OI_API oi_status oi_kpi_hhi(const int64_t *balances, int64_t rows, oi_kpi_negative_balances negative_balances,
                            oi_kpi_hhi_scale scale, oi_figure *figure, oi_error *error);

/* The same from shares in parts per billion (0 .. 10^9 each). out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_hhi_from_shares(const int64_t *shares_ppb, int64_t rows, oi_kpi_hhi_scale scale,
                                        oi_figure *figure, oi_error *error);

/* The n largest balances / the total; n is 1 or more. out figure. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. Since 0.1. */
OI_API oi_status oi_kpi_top_n_share(const int64_t *balances, int64_t rows, int64_t n,
                                    oi_kpi_negative_balances negative_balances, oi_figure *figure,
                                    oi_error *error);

/* Gini coefficient: 0 = all equal; OI_KPI_NEGATIVE_INCLUDED is no choice here. out figure. Errors: NULL_ARGUMENT, NOT_SET,
 * INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. Since 0.1. */
OI_API oi_status oi_kpi_gini(const int64_t *balances, int64_t rows,
                             oi_kpi_negative_balances negative_balances, oi_figure *figure, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_KPI_H */
