#include "openitem/cash_plan.h"

#include <cstdint>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/cash_plan.hpp"
#include "plan/cash_checks.hpp"
#include "plan/checks.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_cash_plan_options default_cash_plan_options = OI_CASH_PLAN_OPTIONS_INIT;
constexpr std::int64_t first_cash_plan_size = 80;  // version 0.1

plan::CashPlanOptions read_cash_options(const oi_cash_plan_options* options, std::int32_t argument) {
  const oi_cash_plan_options given = read_options(
      options, default_cash_plan_options,
      {.type = "oi_cash_plan_options", .argument = argument, .first_size = first_cash_plan_size});
  plan::CashPlanOptions read;
  if (given.most_share != 0) read.most_share = given.most_share;
  read.rate = given.rate;
  if (given.rate_unit != 0) read.rate_unit = given.rate_unit;
  if (given.payment_unit != 0) read.payment_unit = given.payment_unit;
  if (given.calendar != nullptr) read.calendar = given.calendar->calendar;
  read.day_count = read_choice(given.day_count, DayCount::excel_days360_european, "options.day_count",
                               "OI_DAY_COUNT_*", argument);
  read.interest_rounding = read_rounding(given.interest_rounding, argument);
  read.plan.money = read_money_form(given.money, argument);
  read.plan.threads = given.threads;
  read.plan.currency = read_optional_text(given.currency);
  read.plan.date_format = read_optional_text(given.date_format);
  return read;
}

}  // namespace

oi_status oi_cash_plan_options_init(oi_cash_plan_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_cash_plan_options;
  });
}

oi_status oi_cash_plan_compute(const oi_table* tables, int32_t table_count, oi_cash_use use,
                               oi_plan_rate_method apr, const oi_cash_plan_options* options,
                               oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const auto choice = read_variant(use, plan::CashUse::smallest_share, "use",
                                     "OI_CASH_USE_SOONEST or OI_CASH_USE_SMALLEST_SHARE", 2);
    const auto method = read_variant(apr, plan::PlanRateMethod::eu, "apr",
                                     "OI_PLAN_APR_NONE or OI_PLAN_APR_EU: cash has no unit-period", 3);
    plan::CashPlanOptions given = read_cash_options(options, 4);
    given.use = choice;
    given.plan.apr = method;
    blaming(4, [&] { plan::check_cash_options(given); });
    require(result, "result", 5);
    *result = make_handle(plan::compute_cash_plans(borrowed.views(), given));
  });
}
