// The golden cases about payment plans, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/money.h"
#include "openitem/plan.h"

namespace openitem::golden::golden_plan_c_test {
namespace {

using namespace c_abi;

std::int32_t count_of(const Inputs& inputs, const std::string& key) {
  return static_cast<std::int32_t>(inputs.integer(key));
}

std::int64_t minor_of(const Inputs& inputs, const std::string& key) {
  oi_error error;
  std::int64_t minor = 0;
  ask(oi_money_parse(inputs.text(key).c_str(), inputs.text("currency").c_str(), &minor, &error), error);
  return minor;
}

std::string text_of(std::int64_t minor, const Inputs& inputs) {
  oi_error error;
  char text[32];
  ask(oi_money_format(minor, inputs.text("currency").c_str(), text, sizeof text, &error), error);
  return text;
}

/// Fifteen decimals of a rate a period.
std::int64_t rate_of(const Inputs& inputs) {
  oi_error error;
  char text[64];
  ask(oi_decimal_round(Json(inputs.number("rate_per_period")).dump().c_str(), 15, OI_ROUND_HALF_UP, text,
                       sizeof text, &error),
      error);
  std::string digits(text);
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

struct ReleaseResult {
  void operator()(oi_result* result) const { oi_result_release(result); }
};

class Schedule {
 public:
  Schedule(const Inputs& inputs, oi_plan_form form, oi_rounding rounding) {
    oi_error error;
    oi_plan_options options = OI_PLAN_OPTIONS_INIT;
    options.rate = rate_of(inputs);
    options.rate_unit = 1'000'000'000'000'000;
    options.rate_basis = OI_PLAN_RATE_PER_PERIOD;
    options.rounding = rounding;
    oi_result* result = nullptr;
    ask(oi_plan_compute(minor_of(inputs, "principal"), inputs.text("currency").c_str(), 19'723, form,
                        count_of(inputs, "periods"), OI_PERIOD_MONTHS, OI_PLAN_APR_NONE, &options, &result,
                        &error),
        error);
    result_.reset(result);
  }

  /// Amounts of a column of a table of the result.
  [[nodiscard]] std::vector<std::int64_t> amounts(const char* table, const char* column) const {
    oi_error error;
    oi_column view = {};
    std::int64_t rows = 0;
    ask(oi_result_column(result_.get(), table, column, &view, &rows, &error), error);
    const auto* const values = static_cast<const std::int64_t*>(view.values);
    return {values, values + rows};
  }

 private:
  std::unique_ptr<oi_result, ReleaseResult> result_;
};

oi_rounding rounding_of(const std::string& name) {
  return std::map<std::string, oi_rounding>{{"half_up", OI_ROUND_HALF_UP},
                                            {"half_even", OI_ROUND_HALF_EVEN},
                                            {"half_down", OI_ROUND_HALF_DOWN},
                                            {"half_odd", OI_ROUND_HALF_ODD},
                                            {"half_ceiling", OI_ROUND_HALF_CEILING},
                                            {"half_floor", OI_ROUND_HALF_FLOOR},
                                            {"up", OI_ROUND_UP},
                                            {"down", OI_ROUND_DOWN},
                                            {"ceiling", OI_ROUND_CEILING},
                                            {"floor", OI_ROUND_FLOOR}}
      .at(name);
}

const Registration earned_case("rule78_earned_fraction", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t numerator = 0, denominator = 1;
  ask(oi_plan_rule78_earned_fraction(count_of(inputs, "term"), count_of(inputs, "elapsed"), &numerator,
                                     &denominator, &error),
      error);
  return Json(static_cast<double>(numerator) / static_cast<double>(denominator));
});

const Registration rebate_case("rule78_rebate", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t rebate = 0;
  ask(oi_plan_rule78_rebate(minor_of(inputs, "finance_charge"), count_of(inputs, "term"),
                            count_of(inputs, "remaining"), OI_ROUND_HALF_UP, &rebate, &error),
      error);
  return Json(text_of(rebate, inputs));
});

const Registration row_case("schedule_row", [](const Inputs& inputs) {
  oi_error error;
  std::int32_t digits = 0;
  char numeric[4];
  ask(oi_currency_describe(inputs.text("currency").c_str(), &digits, numeric, &error), error);
  double unit = 1;
  for (; digits > 0; --digits) unit *= 10;
  oi_annuity_row row = {};
  ask(oi_plan_schedule_row(static_cast<double>(minor_of(inputs, "principal")) / unit,
                           inputs.number("annual_rate"), count_of(inputs, "periods_per_year"),
                           count_of(inputs, "periods"), count_of(inputs, "row"), &row, &error),
      error);
  return Json{{"principal", row.principal}, {"interest", row.interest}, {"balance", row.balance}};
});

const Registration annuity_case("annuity_schedule", [](const Inputs& inputs) {
  EXPECT_EQ(inputs.text("last"), "absorbs_residual");
  const Schedule made(inputs, OI_PLAN_ANNUITY, rounding_of(inputs.text("rounding")));
  const std::vector<std::int64_t> payments = made.amounts("instalments", "payment");
  return Json{{"payment", text_of(payments.front(), inputs)},
              {"last_payment", text_of(payments.back(), inputs)},
              {"total_interest", text_of(made.amounts("plans", "interest")[0], inputs)},
              {"end_balance", text_of(made.amounts("instalments", "balance").back(), inputs)}};
});

const Registration equal_principal_case("schedule_equal_principal", [](const Inputs& inputs) {
  const Schedule made(inputs, OI_PLAN_EQUAL_PRINCIPAL, OI_ROUND_HALF_UP);
  const std::vector<std::int64_t> payments = made.amounts("instalments", "payment");
  return Json{{"first_payment", text_of(payments.front(), inputs)},
              {"last_payment", text_of(payments.back(), inputs)},
              {"total_interest", text_of(made.amounts("plans", "interest")[0], inputs)}};
});

const Registration interest_only_case("schedule_interest_only", [](const Inputs& inputs) {
  const Schedule made(inputs, OI_PLAN_INTEREST_ONLY, OI_ROUND_HALF_UP);
  const std::vector<std::int64_t> payments = made.amounts("instalments", "payment");
  return Json{{"payment", text_of(payments.front(), inputs)},
              {"last_payment", text_of(payments.back(), inputs)},
              {"total_interest", text_of(made.amounts("plans", "interest")[0], inputs)}};
});

}  // namespace
}  // namespace openitem::golden::golden_plan_c_test
