/* Early-payment discounts: what an offer such as 2/10 net 30 costs a year, what it is worth to either side, and the price of any pay
 * date at a target rate. Rates and yields are fractions, a rate that multiplies money is parts per billion; amounts are minor units.
 * Variants have no default: 0 is not set. `year_days` 1 .. 366, days 0 .. 4,000,000. Formulas: docs/methods/discounts.md. */
#ifndef OPENITEM_DISCOUNT_H
#define OPENITEM_DISCOUNT_H

#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"
#include "openitem/terms.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- An offer: d within discount_days, else the whole amount on payment_day ---------------------------------------------- */

/* How the cost of an offer becomes a rate a year. */
typedef int32_t oi_trade_credit_method;
#define OI_TRADE_CREDIT_NOT_SET 0
#define OI_TRADE_CREDIT_NOMINAL 1   /* d / (1 - d) x year / days */
#define OI_TRADE_CREDIT_EFFECTIVE 2 /* (1 + d / (1 - d))^(year / days) - 1 */
#define OI_TRADE_CREDIT_FACE 3      /* d x year / days */

/* How a rate a year works within the year. */
typedef int32_t oi_discount_compounding;
#define OI_DISCOUNT_COMPOUNDING_NOT_SET 0
#define OI_DISCOUNT_SIMPLE 1    /* 1 + rate x days / year */
#define OI_DISCOUNT_EFFECTIVE 2 /* (1 + rate)^(days / year) */

/* The cost of an offer as a rate a year. Days from the invoice date; payment_day is the net day, or later. out cost. Errors:
 * NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT, OUT_OF_BOUNDS (also a payment_day that is not after discount_days), OVERFLOW. Pure.
 * No allocation. Since 0.1. */
OI_API oi_status oi_discount_cost_of_trade_credit(double discount_rate, int32_t discount_days,
                                                  int32_t payment_day, oi_trade_credit_method method,
                                                  int32_t year_days, double *cost, oi_error *error);
/* The greatest discount worth giving for money `days_early` sooner at a cost of capital `rate`. out discount. Errors: those of
 * oi_discount_cost_of_trade_credit. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_breakeven(double rate, int32_t days_early, oi_discount_compounding compounding,
                                       int32_t year_days, double *discount, oi_error *error);
/* discount_rate - cost_of_capital x days_early / year_days, a fraction of the amount. out benefit. Errors: NULL_ARGUMENT, NOT_SET,
 * OUT_OF_BOUNDS. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_net_benefit(double discount_rate, double cost_of_capital, int32_t days_early,
                                         int32_t year_days, double *benefit, oi_error *error);
/* Days until payment when `share_taking` (0 .. 1) of the amounts takes the discount. out dso. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS.
 * Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_dso_after(double share_taking, double discount_day, double otherwise_day,
                                       double *dso, oi_error *error);

/* Minor units, unrounded, on the invoice date. Frozen layout, 24 bytes. */
typedef struct oi_offer_value {
  double pv_discounted; /* amount x (1 - d), paid on the discount day */
  double pv_net;        /* the amount, paid on the net day */
  double gain;          /* pv_discounted - pv_net: positive where the offer pays */
} oi_offer_value;

/* An offer at the seller's cost of capital `rate`. out value. Errors: those of oi_discount_cost_of_trade_credit. Pure. No allocation.
 * Since 0.1. */
OI_API oi_status oi_discount_npv_of_offer(int64_t amount, double discount_rate, int32_t discount_days,
                                          int32_t net_days, double rate, oi_discount_compounding compounding,
                                          int32_t year_days, oi_offer_value *value, oi_error *error);
/* What the buyer saves on payment_day if he borrows at `rate` to take the discount: amount - amount x (1 - d) x growth, minor units,
 * unrounded. out saving. Errors: those of oi_discount_cost_of_trade_credit. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_saving_of_taking(int64_t amount, double discount_rate, int32_t discount_days,
                                              int32_t payment_day, double rate,
                                              oi_discount_compounding compounding, int32_t year_days,
                                              double *saving, oi_error *error);

typedef struct oi_offer_options {
  int64_t struct_size;                 /* sizeof(oi_offer_options) */
  oi_discount_compounding compounding; /* of `rate`: required where it is given, refused where it is not */
  int32_t payment_day;                 /* when the buyer really pays; 0 = the net day */
  const double *rate;                  /* cost of capital and of borrowing a year; NULL = none */
  const oi_day *issue;                 /* NULL = none: terms that count days alone need no dates */
  const oi_day *receipt;               /* of the goods; the following need `issue` */
  const oi_day *delivery;
  const oi_day *as_of;
} oi_offer_options;
#define OI_OFFER_OPTIONS_INIT \
  { (int64_t)sizeof(oi_offer_options), 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_offer_options_init(oi_offer_options *options, oi_error *error);

/* All conventions of the discounts of payment terms: tables "offer" (a row for each tier and year of 365 and 360 days) and "about".
 * out result; nullable options. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT (terms without a discount, or of several instalments),
 * MISSING_VALUE (a date the terms need), OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_discount_price_offer(const oi_terms *terms, const oi_offer_options *options,
                                         oi_result **result, oi_error *error);

/* ---- Dynamic discounting: the price of any pay date ------------------------------------------------------------------------ */

/* round(amount x apr x days_accelerated / year_days), and amount - discount; apr 0 .. 10^11. out discounted, payable. Errors:
 * NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT (a discount of the whole amount), OUT_OF_BOUNDS. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_dynamic(int64_t amount, int64_t apr, int32_t days_accelerated, int32_t year_days,
                                     oi_rounding rounding, int64_t *discounted, int64_t *payable,
                                     oi_error *error);

typedef struct oi_sliding_scale_options {
  int64_t struct_size;  /* sizeof(oi_sliding_scale_options) */
  int32_t minimum_days; /* fewer days accelerated earn nothing */
  oi_rounding rounding;
  const oi_day *scale_ends; /* last pay date with a discount; NULL = the due date */
} oi_sliding_scale_options;
#define OI_SLIDING_SCALE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_sliding_scale_options), 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_sliding_scale_options_init(oi_sliding_scale_options *options, oi_error *error);

/* The discount for paying on `pay` what is due on `due`: never rising with a later pay date. out discounted, payable; nullable
 * options. Errors: those of oi_discount_dynamic, DATE_OUT_OF_RANGE. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_price_pay_date(int64_t amount, oi_day due, oi_day pay, int64_t apr,
                                            int32_t year_days, const oi_sliding_scale_options *options,
                                            int64_t *discounted, int64_t *payable, oi_error *error);
/* The price of every pay date `begin` .. `due`: tables "schedule" (pay_date, days_accelerated, currency, discount, payment, apr,
 * nominal, effective) and "about"; discount + payment = amount on every row. out result; nullable options. Errors: those of
 * oi_discount_price_pay_date, UNKNOWN_NAME, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_discount_schedule(int64_t amount, const char *currency, oi_day due, oi_day begin,
                                      int64_t apr, int32_t year_days, const oi_sliding_scale_options *options,
                                      oi_result **result, oi_error *error);

/* ---- Many offers ------------------------------------------------------------------------------------------------------------- */

/* Columns of offers; each count is 1 (one value for all rows) or the rows. Those that a figure does not take are not read. Frozen layout,
 * 80 bytes. */
typedef struct oi_offer_columns {
  const int64_t *amounts; /* minor units */
  const double *discount_rates;
  const int32_t *discount_days;
  const int32_t *payment_days;
  const double *rates; /* cost of capital */
  int64_t amounts_count;
  int64_t discount_rates_count;
  int64_t discount_days_count;
  int64_t payment_days_count;
  int64_t rates_count;
} oi_offer_columns;

/* oi_discount_cost_of_trade_credit of every row; `threads` at most 256, never changes a byte. out costs. Errors: those of it (row =
 * the first at fault), MISSING_COLUMN, RAGGED_COLUMNS, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_discount_compute_costs(const oi_offer_columns *columns, int64_t rows,
                                           oi_trade_credit_method method, int32_t year_days, int32_t threads,
                                           double *costs, oi_error *error);
/* oi_discount_npv_of_offer, and where `savings` is there oi_discount_saving_of_taking, of every row. out values, savings; nullable
 * savings. Errors: those of oi_discount_compute_costs. Pure. Since 0.1. */
OI_API oi_status oi_discount_compute_npvs(const oi_offer_columns *columns, int64_t rows,
                                          oi_discount_compounding compounding, int32_t year_days,
                                          int32_t threads, oi_offer_value *values, double *savings,
                                          oi_error *error);

typedef struct oi_item_discount_options {
  int64_t struct_size;  /* sizeof(oi_item_discount_options) */
  int32_t threads;      /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  int32_t minimum_days; /* fewer days accelerated earn nothing */
  oi_rounding rounding;
  oi_money_form money;
  const int64_t *apr;      /* of all items; NULL = they have a column apr */
  const char *currency;    /* of all items; NULL = they have a column currency */
  const char *date_format; /* of text dates; NULL = ISO */
} oi_item_discount_options;
#define OI_ITEM_DISCOUNT_OPTIONS_INIT \
  { (int64_t)sizeof(oi_item_discount_options), 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_item_discount_options_init(oi_item_discount_options *options, oi_error *error);

/* The sliding-scale discount of every row of table "items": amount, due_date, pay_date (null = not accelerated), and any of item,
 * currency, apr, scale_ends. Tables of the result "items", "totals" (by currency), "proof", "about". out result; nullable options. Errors:
 * NULL_ARGUMENT, NOT_SET (no apr, no currency), INVALID_ARGUMENT, OUT_OF_BOUNDS, UNKNOWN_NAME, MISSING_COLUMN, MISSING_VALUE, INVALID_DATA,
 * WRONG_TYPE, INEXACT_AMOUNT, OVERFLOW, OUT_OF_MEMORY, with column and row. Pure. Since 0.1. */
OI_API oi_status oi_discount_compute_items(const oi_table *tables, int32_t table_count, int32_t year_days,
                                           const oi_item_discount_options *options, oi_result **result,
                                           oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_DISCOUNT_H */
