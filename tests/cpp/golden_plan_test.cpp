// Adapters of the golden cases about payment plans (tests/golden/05_amortisation_apr.json).

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "golden_runner.hpp"
#include "openitem/money.hpp"
#include "openitem/plan.hpp"

namespace openitem::golden_plan_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

std::int32_t count_of(const Inputs& inputs, const std::string& key) {
  return static_cast<std::int32_t>(inputs.integer(key));
}

Rounding rounding_of(const std::string& name) {
  return std::map<std::string, Rounding>{{"half_up", Rounding::half_up},
                                         {"half_even", Rounding::half_even},
                                         {"half_down", Rounding::half_down},
                                         {"half_odd", Rounding::half_odd},
                                         {"half_ceiling", Rounding::half_ceiling},
                                         {"half_floor", Rounding::half_floor},
                                         {"up", Rounding::up},
                                         {"down", Rounding::down},
                                         {"ceiling", Rounding::ceiling},
                                         {"floor", Rounding::floor}}
      .at(name);
}

/// Fifteen decimals of a rate a period: a twelfth of a year's keeps what it means.
std::int64_t rate_of(const Inputs& inputs) {
  std::string parts = round_decimal(Json(inputs.number("rate_per_period")).dump(), 15, Rounding::half_up);
  parts.erase(parts.find('.'), 1);
  return std::stoll(parts);
}

Result made(const Inputs& inputs, plan::PlanForm form) {
  plan::PlanTerms terms;
  terms.form = form;
  terms.instalments = count_of(inputs, "periods");
  terms.rate = rate_of(inputs);
  terms.rate_unit = 1'000'000'000'000'000;
  terms.rate_basis = plan::PlanRateBasis::per_period;
  terms.unit = PeriodUnit::months;
  if (form == plan::PlanForm::annuity) terms.rounding = rounding_of(inputs.text("rounding"));
  const Currency currency(inputs.text("currency"));
  return plan::compute_plan(parse_money(inputs.text("principal"), currency), currency, Date("2024-01-01"),
                            terms, {.apr = plan::PlanRateMethod::none});
}

const Registration earned_case("rule78_earned_fraction", [](const Inputs& inputs) {
  const plan::EarnedFraction earned =
      plan::rule78_earned_fraction(count_of(inputs, "term"), count_of(inputs, "elapsed"));
  return Json(static_cast<double>(earned.numerator) / static_cast<double>(earned.denominator));
});

const Registration rebate_case("rule78_rebate", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  return Json(format_money(plan::rule78_rebate(parse_money(inputs.text("finance_charge"), currency),
                                               count_of(inputs, "term"), count_of(inputs, "remaining")),
                           currency));
});

const Registration row_case("schedule_row", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  double unit = 1;
  for (std::int32_t digit = 0; digit < currency.minor_units(); ++digit) unit *= 10;
  const double principal = static_cast<double>(parse_money(inputs.text("principal"), currency)) / unit;
  const plan::AnnuityRow row =
      plan::schedule_row(principal, inputs.number("annual_rate"), count_of(inputs, "periods_per_year"),
                         count_of(inputs, "periods"), count_of(inputs, "row"));
  return Json{{"principal", row.principal}, {"interest", row.interest}, {"balance", row.balance}};
});

const Registration annuity_case("annuity_schedule", [](const Inputs& inputs) {
  EXPECT_EQ(inputs.text("last"), "absorbs_residual");
  const Result result = made(inputs, plan::PlanForm::annuity);
  const Table& rows = result.table("instalments");
  const Currency currency(inputs.text("currency"));
  const auto payments = rows.int64s("payment");
  return Json{{"payment", format_money(payments.front(), currency)},
              {"last_payment", format_money(payments.back(), currency)},
              {"total_interest", format_money(result.table("plans").int64s("interest")[0], currency)},
              {"end_balance", format_money(rows.int64s("balance").back(), currency)}};
});

const Registration equal_principal_case("schedule_equal_principal", [](const Inputs& inputs) {
  const Result result = made(inputs, plan::PlanForm::equal_principal);
  const Currency currency(inputs.text("currency"));
  const auto payments = result.table("instalments").int64s("payment");
  return Json{{"first_payment", format_money(payments.front(), currency)},
              {"last_payment", format_money(payments.back(), currency)},
              {"total_interest", format_money(result.table("plans").int64s("interest")[0], currency)}};
});

const Registration interest_only_case("schedule_interest_only", [](const Inputs& inputs) {
  const Result result = made(inputs, plan::PlanForm::interest_only);
  const Currency currency(inputs.text("currency"));
  const auto payments = result.table("instalments").int64s("payment");
  return Json{{"payment", format_money(payments.front(), currency)},
              {"last_payment", format_money(payments.back(), currency)},
              {"total_interest", format_money(result.table("plans").int64s("interest")[0], currency)}};
});

}  // namespace
}  // namespace openitem::golden_plan_test
