#include "openitem/plan_life.h"

#include <cstdint>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/plan_life.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_plan_life_options default_plan_life_options = OI_PLAN_LIFE_OPTIONS_INIT;
constexpr std::int64_t first_plan_life_size = 112;  // version 0.1
constexpr std::int32_t largest_plan_date_count = 4'096;

void read_plan_life_choices(const oi_plan_life_options& given, PlanLifeOptions& options,
                            std::int32_t argument) {
  options.order = read_choice(given.order, ReceiptOrder::principal_interest_costs, "options.order",
                              "an OI_RECEIPT_ constant of oi_receipt_order", argument);
  options.fill = read_choice(given.fill, ReceiptFill::part, "options.fill",
                             "OI_RECEIPT_FILL_INSTALMENT or OI_RECEIPT_FILL_PART", argument);
  options.instalment_order =
      read_choice(given.instalment_order, InstalmentOrder::newest, "options.instalment_order",
                  "OI_INSTALMENT_OLDEST, OI_INSTALMENT_CURRENT or OI_INSTALMENT_NEWEST", argument);
  options.overpayment =
      read_choice(given.overpayment, Overpayment::from_end, "options.overpayment",
                  "OI_OVERPAYMENT_HELD, OI_OVERPAYMENT_NEXT or OI_OVERPAYMENT_FROM_END", argument);
  options.cure = read_choice(given.cure, BreakCure::arrears_paid, "options.cure",
                             "OI_BREAK_CURE_NEVER or OI_BREAK_CURE_ARREARS_PAID", argument);
  options.acceleration =
      read_choice(given.acceleration, Acceleration::all, "options.acceleration",
                  "OI_ACCELERATION_NONE, OI_ACCELERATION_PRINCIPAL or OI_ACCELERATION_ALL", argument);
  options.settlement = read_choice(given.settlement, SettlementMethod::without_rebate, "options.settlement",
                                   "an OI_SETTLEMENT_ constant", argument);
  options.item_order = read_choice(given.item_order, PlanItemOrder::proportional, "options.item_order",
                                   "an OI_PLAN_ITEMS_ constant", argument);
  options.day_count = given.day_count == 0
                          ? DayCount::act_365_fixed
                          : read_choice(given.day_count, DayCount::excel_days360_european,
                                        "options.day_count", "an OI_DAY_COUNT_ constant", argument);
  options.rounding = read_rounding(given.rounding, argument);
  options.money = read_money_form(given.money, argument);
}

PlanLifeOptions read_plan_life_options(const oi_plan_life_options* options, std::int32_t argument) {
  const oi_plan_life_options given = read_options(
      options, default_plan_life_options,
      {.type = "oi_plan_life_options", .argument = argument, .first_size = first_plan_life_size});
  require_zero(given.reserved, "options.reserved", argument);
  PlanLifeOptions choices;
  read_plan_life_choices(given, choices, argument);
  choices.threads = given.threads;
  choices.grace_days = given.grace_days;
  choices.break_after_missed = given.break_after_missed;
  choices.break_after_days = given.break_after_days;
  choices.tolerance = given.tolerance;
  choices.settlement_fee_rate = given.settlement_fee_rate;
  if (given.calendar != nullptr) choices.calendar = given.calendar->calendar;
  choices.currency = read_optional_text(given.currency);
  choices.date_format = read_optional_text(given.date_format);
  return choices;
}

}  // namespace

oi_status oi_plan_life_options_init(oi_plan_life_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_plan_life_options;
  });
}

oi_status oi_plan_life_compute(const oi_table* tables, int32_t table_count, const oi_day* as_of,
                               int32_t as_of_count, const oi_plan_life_options* options, oi_result** result,
                               oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    require_count(as_of_count, 1, largest_plan_date_count, "as_of_count", 3);
    const std::vector<Date> days = read_days(as_of, as_of_count, "as_of", 2);
    const PlanLifeOptions choices = read_plan_life_options(options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_plan_life(given.views(), days, choices));
  });
}
