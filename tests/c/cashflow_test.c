/* Yields by business days from C: what a calendar of the caller's does, and what is refused without one. */
#include "openitem/cashflow.h"

#include <math.h>

#include "check.h"
#include "openitem/calendar.h"

/* 252 business days lie between Monday, 1 January 2024, and Wednesday, 18 December: 50 weeks and two days. */
static void business_days_of_252(void) {
  static const oi_day days[] = {19723, 20075};
  static const double amounts[] = {-100.0, 110.0};
  oi_calendar* weekends = NULL;
  oi_yield_options options = OI_YIELD_OPTIONS_INIT;
  oi_yield yield;
  oi_error error;
  double value = 0.0, root = 0.0;
  CHECK_INT(oi_calendar_from_holidays(NULL, 0, 96, NULL, NULL, &weekends, &error), OI_OK);
  options.day_count = OI_DAY_COUNT_BUS_252;
  CHECK_INT(oi_cashflow_xnpv(0.1, days, amounts, 2, &options, &value, &error), OI_INVALID_ARGUMENT);
  options.calendar = weekends;
  CHECK_INT(oi_cashflow_xnpv(0.1, days, amounts, 2, &options, &value, &error), OI_OK);
  CHECK(fabs(value) < 1e-12);
  CHECK_INT(oi_cashflow_xirr(days, amounts, 2, &options, &yield, &root, &error), OI_OK);
  CHECK_INT(yield.status, OI_YIELD_SOLVED);
  CHECK(fabs(yield.rate - 0.1) < 1e-12);
  oi_calendar_release(weekends);
}

int main(void) {
  business_days_of_252();
  return check_end();
}
