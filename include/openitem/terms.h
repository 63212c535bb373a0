/* Payment terms: texts such as "2/10 net 30", and what follows from them. Grammar and rules: docs/methods/terms.md.
 * Amounts are minor units, rates parts per billion: 2 % = 20,000,000. */
#ifndef OPENITEM_TERMS_H
#define OPENITEM_TERMS_H

#include "openitem/calendar.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a number beside EOM means where the text leaves it open: "net 30 EOM". */
typedef int32_t oi_terms_reading;
#define OI_TERMS_READING_NOT_SET 0 /* such a text is an error that lists its readings */
#define OI_TERMS_EOM_THEN_DAYS 1   /* end of the month, then the days */
#define OI_TERMS_DAYS_THEN_EOM 2   /* the days, then the end of the month reached */
#define OI_TERMS_EOM_DATING 3      /* as 1; an invoice of the 26th or later counts as one of the next month */

/* Terms that were read. Immutable. */
typedef struct oi_terms oi_terms;

/* Reads terms in any of the forms of docs/methods/terms.md. out terms (to be released). Errors: NULL_ARGUMENT, INVALID_ARGUMENT,
 * INVALID_DATA (position, what stands there, what was expected), NOT_SET (several readings: they are listed), OUT_OF_BOUNDS. Pure.
 * Allocates. Since 0.1. */
OI_API oi_status oi_terms_parse(const char *text, oi_terms_reading reading, oi_terms **terms,
                                oi_error *error);
/* The canonical text, which reads back as the same terms; at most `capacity` bytes with the NUL. out buffer.
 * Errors: NULL_ARGUMENT, BUFFER_TOO_SMALL. Shared. Since 0.1. */
OI_API oi_status oi_terms_print(const oi_terms *terms, char *buffer, int64_t capacity, oi_error *error);
/* Frees terms. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_terms_release(oi_terms *terms);

/* Where the cents go that rounding leaves. */
typedef int32_t oi_terms_residue;
#define OI_TERMS_LAST_LINE 0         /* the last line takes what is left */
#define OI_TERMS_LARGEST_REMAINDER 1 /* sign-symmetric; shares of the total and a balance only */

/* What a document over nothing asks for. */
typedef int32_t oi_terms_zero_total;
#define OI_TERMS_ZERO_ONE_LINE 0   /* one instalment of 0 on the issue date */
#define OI_TERMS_ZERO_EVERY_LINE 1 /* each line with 0 on its own date */

/* What a discount is taken of, and what becomes of the tax. */
typedef int32_t oi_terms_discount_tax;
#define OI_TERMS_TAX_INCLUDED 0 /* of the amount with tax; the tax falls with it */
#define OI_TERMS_TAX_EXCLUDED 1 /* of the amount without tax; the tax stays */
#define OI_TERMS_TAX_MIXED 2    /* of the amount without tax; the tax was computed on the discounted amount */

/* A holiday and the later day that stands for it. Frozen layout. */
typedef struct oi_postponement {
  oi_day holiday;
  oi_day postponed_to;
} oi_postponement;

typedef struct oi_terms_options {
  int64_t struct_size; /* sizeof(oi_terms_options) */
  int32_t threads;     /* of batches, at most 256; never changes a byte */
  oi_terms_residue residue;
  oi_rounding rounding;          /* of instalments */
  oi_rounding discount_rounding; /* of discounts */
  oi_terms_zero_total zero_total;
  oi_terms_discount_tax discount_tax;
  int32_t adjust_discounts; /* 1 = closures, postponements and the adjustment move deadlines too */
  int32_t postponements_count;
  const oi_postponement *postponements; /* each holiday once */
  const char *calendar;                 /* "TARGET" ...: needed by terms that are adjusted; NULL = none */
  const oi_calendar
      *own_calendar; /* one the caller built, in place of a name: only one of the two; NULL = none */
} oi_terms_options;
#define OI_TERMS_OPTIONS_INIT \
  { (int64_t)sizeof(oi_terms_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_terms_options_init(oi_terms_options *options, oi_error *error);

/* A date that a document does not have. */
#define OI_TERMS_NO_DAY INT32_MIN

/* One document. Frozen layout. */
typedef struct oi_terms_document {
  int64_t total;      /* with tax; negative for a credit note */
  int64_t tax;        /* inside the total */
  int64_t base_total; /* in base currency; 0 unless has_base_total is 1 */
  oi_day issue;
  oi_day receipt;  /* of the goods (ROG), or OI_TERMS_NO_DAY */
  oi_day delivery; /* COD, CBS, or OI_TERMS_NO_DAY */
  oi_day as_of;    /* AS OF, or OI_TERMS_NO_DAY */
  int32_t has_base_total;
  int32_t reserved; /* 0 */
} oi_terms_document;

/* Instalments and discount windows of one document: tables "instalments" (instalment, due_date, grace_until, amount, base_amount) and
 * "discounts" (tier, deadline, grace_until, rate, base, amount, payable). `currency` is needed by fixed amounts.
 * out result; nullable currency, options. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, UNKNOWN_NAME, MISSING_VALUE (a date the terms need),
 * NOT_SET (no calendar, no currency), INCONSISTENT_DATA, DATE_OUT_OF_RANGE, OUT_OF_BOUNDS, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_terms_schedule(const oi_terms *terms, const oi_terms_document *document,
                                   const char *currency, const oi_terms_options *options, oi_result **result,
                                   oi_error *error);

/* due[i] = the day by which document i is to be paid in full under terms[codes[i]]. Dates that no document has are NULL.
 * out due; nullable receipt, delivery, as_of, options. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS (a code),
 * MISSING_VALUE, DATE_OUT_OF_RANGE, NOT_SET, UNKNOWN_NAME, with the row. Shared. Since 0.1. */
OI_API oi_status oi_terms_due_dates(const oi_terms *const *terms, int32_t terms_count, const int32_t *codes,
                                    const oi_day *issue, const oi_day *receipt, const oi_day *delivery,
                                    const oi_day *as_of, int64_t rows, const oi_terms_options *options,
                                    oi_day *due, oi_error *error);

/* Schedules of many documents: input tables "documents" (issue_date, amount, terms, and any of currency, tax, base_amount,
 * receipt_date, delivery_date, as_of_date) and "terms" (code, text); without it column terms holds the texts. `currency` stands for a
 * missing column. Tables of the result "instalments", "discounts", "terms", "proof", "about".
 * out result; nullable currency, base_currency, options. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, NOT_SET, MISSING_COLUMN,
 * MISSING_VALUE, INVALID_DATA, UNKNOWN_NAME, UNKNOWN_REFERENCE (a code), INCONSISTENT_DATA, WRONG_TYPE, INEXACT_AMOUNT,
 * DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY, with table, column and row. Shared. Since 0.1. */
OI_API oi_status oi_terms_compute_schedules(const oi_table *tables, int32_t table_count,
                                            oi_terms_reading reading, const char *currency,
                                            const char *base_currency, oi_money_form money,
                                            const oi_terms_options *options, oi_result **result,
                                            oi_error *error);

/* A discount on net + tax. Frozen layout. */
typedef struct oi_cash_discount {
  int64_t total;   /* owed without it: net + tax, with mixed tax net + the lowered tax */
  int64_t base;    /* what the rate is taken of */
  int64_t amount;  /* the discount, rounded once */
  int64_t payable; /* total - amount */
  int64_t tax;     /* when the discount is taken */
} oi_cash_discount;

/* A discount of `rate` parts per billion, 0 to 10^9. out discount. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS,
 * INCONSISTENT_DATA (tax of another sign than net), OVERFLOW. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_terms_cash_discount(int64_t net, int64_t tax, int64_t rate,
                                        oi_terms_discount_tax computation, oi_rounding rounding,
                                        oi_cash_discount *discount, oi_error *error);

/* What a payment inside a discount window settles: payment x total / (total - discount). out settled, earned, excess; nullable
 * earned, excess. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OVERFLOW. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_terms_part_payment(int64_t payment, int64_t total, int64_t discount, oi_rounding rounding,
                                       int64_t *settled, int64_t *earned, int64_t *excess, oi_error *error);

/* Whether a payment of less than total - discount earns a part of the discount. */
typedef int32_t oi_terms_part_payments;
#define OI_TERMS_PART_NOT_SET 0
#define OI_TERMS_PART_NOTHING 1  /* the discount is for full payment */
#define OI_TERMS_PART_PRO_RATA 2 /* in proportion */

/* Why a discount that was taken is not earned. */
typedef int32_t oi_unearned_reason;
#define OI_UNEARNED_NONE 0
#define OI_UNEARNED_NO_OFFER 1   /* the terms offer no discount */
#define OI_UNEARNED_LATE 2       /* paid after the last deadline and its grace */
#define OI_UNEARNED_ABOVE_TIER 3 /* more than the tier of that day gives */
#define OI_UNEARNED_PART_PAID 4  /* more than what a part payment earns */

/* Frozen layout. */
typedef struct oi_discount_check {
  int64_t allowed;  /* what the payment earns */
  int64_t unearned; /* taken beyond it; 0 = fine */
  int32_t tier;     /* the first tier still open on that day; 0 = none */
  oi_unearned_reason reason;
} oi_discount_check;

/* A discount taken with a payment against what the terms offer. out check; nullable options. Errors: those of oi_terms_schedule,
 * NOT_SET (part_payments). Shared. Since 0.1. */
OI_API oi_status oi_terms_check_discount(const oi_terms *terms, const oi_terms_document *document,
                                         oi_day paid_on, int64_t paid, int64_t taken,
                                         oi_terms_part_payments part_payments,
                                         const oi_terms_options *options, oi_discount_check *check,
                                         oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_TERMS_H */
