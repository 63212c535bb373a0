/* Early-payment discounts through C; every figure is worked out by hand or printed by its source. */
#include "openitem/discount.h"

#include <string.h>

#include "check.h"
#include "small_ledger.h"

static const oi_day due = 20634; /* 2026-06-30 */

static void offers(void) {
  static const double rates[] = {0.02, 0.05};
  static const int32_t days[] = {10}, net[] = {30};
  oi_offer_columns columns;
  oi_error error;
  double cost = 0, costs[2] = {0, 0};
  CHECK_INT(oi_discount_cost_of_trade_credit(0.02, 10, 30, OI_TRADE_CREDIT_NOMINAL, 360, &cost, &error),
            OI_OK);
  CHECK_INT((int64_t)(cost * 1e5 + 0.5), 36735);
  CHECK_INT(oi_discount_cost_of_trade_credit(0.02, 30, 30, OI_TRADE_CREDIT_NOMINAL, 360, &cost, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 2);
  CHECK_INT(oi_discount_cost_of_trade_credit(0.02, 10, 30, OI_TRADE_CREDIT_NOT_SET, 360, &cost, &error),
            OI_NOT_SET);
  memset(&columns, 0, sizeof columns);
  columns.discount_rates = rates;
  columns.discount_rates_count = 2;
  columns.discount_days = days;
  columns.discount_days_count = 1;
  columns.payment_days = net;
  columns.payment_days_count = 1;
  CHECK_INT(oi_discount_compute_costs(&columns, 2, OI_TRADE_CREDIT_EFFECTIVE, 365, 2, costs, &error), OI_OK);
  CHECK_INT((int64_t)(costs[1] * 1e5 + 0.5), 155002);
  columns.discount_rates_count = 3;
  CHECK_INT(oi_discount_compute_costs(&columns, 2, OI_TRADE_CREDIT_EFFECTIVE, 365, 2, costs, &error),
            OI_OUT_OF_BOUNDS);
}

static void pay_dates(void) {
  oi_sliding_scale_options options = OI_SLIDING_SCALE_OPTIONS_INIT;
  const oi_day ends = due - 8;
  oi_error error;
  int64_t discounted = 0, payable = 0;
  CHECK_INT(
      oi_discount_price_pay_date(1000000, due, due - 7, 180000000, 360, NULL, &discounted, &payable, &error),
      OI_OK);
  CHECK_INT(discounted, 3500);
  CHECK_INT(payable, 996500);
  options.scale_ends = &ends;
  CHECK_INT(oi_discount_price_pay_date(1000000, due, due - 7, 180000000, 360, &options, &discounted, &payable,
                                       &error),
            OI_OK);
  CHECK_INT(discounted, 0);
  CHECK_INT(oi_discount_dynamic(100, 1000000000, 365, 365, OI_ROUND_HALF_UP, &discounted, &payable, &error),
            OI_INVALID_ARGUMENT);
}

static void offer_of_terms(void) {
  oi_terms* terms = NULL;
  oi_result* offer = NULL;
  oi_offer_options options = OI_OFFER_OPTIONS_INIT;
  oi_error error;
  const oi_day receipt = due;
  CHECK_INT(oi_terms_parse("2/10 net 30", OI_TERMS_READING_NOT_SET, &terms, &error), OI_OK);
  CHECK_INT(oi_discount_price_offer(terms, NULL, &offer, &error), OI_OK);
  oi_result_release(offer);
  options.receipt = &receipt;
  CHECK_INT(oi_discount_price_offer(terms, &options, &offer, &error), OI_MISSING_VALUE);
  options.issue = &receipt;
  options.payment_day = 10;
  CHECK_INT(oi_discount_price_offer(terms, &options, &offer, &error), OI_OUT_OF_BOUNDS);
  oi_terms_release(terms);
}

int main(void) {
  offers();
  pay_dates();
  offer_of_terms();
  return check_end();
}
