// The golden cases about early-payment discounts, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>

#include "cpp/golden_runner.hpp"
#include "openitem/discount.h"
#include "openitem/money.h"

namespace openitem::golden::golden_discount_c_test {
namespace {

void ask(oi_status status, const oi_error& error) {
  if (status != OI_OK) throw std::runtime_error(std::string(oi_status_name(status)) + ": " + error.message);
}

std::int64_t minor_of(const Inputs& inputs, const std::string& key) {
  oi_error error;
  std::int64_t minor = 0;
  ask(oi_money_parse(inputs.text(key).c_str(), inputs.text("currency").c_str(), &minor, &error), error);
  return minor;
}

std::string text_of(std::int64_t minor, const std::string& currency) {
  oi_error error;
  char text[32];
  ask(oi_money_format(minor, currency.c_str(), text, sizeof text, &error), error);
  return text;
}

std::int64_t parts_of(const Inputs& inputs, const std::string& key) {
  oi_error error;
  char text[64];
  ask(oi_decimal_round(Json(inputs.number(key)).dump().c_str(), 9, OI_ROUND_HALF_UP, text, sizeof text,
                       &error),
      error);
  std::string digits(text);
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

std::int32_t days_of(const Inputs& inputs, const std::string& key) {
  return static_cast<std::int32_t>(inputs.integer(key));
}

oi_discount_compounding compounding_of(const Inputs& inputs) {
  return std::map<std::string, oi_discount_compounding>{{"simple", OI_DISCOUNT_SIMPLE},
                                                        {"effective", OI_DISCOUNT_EFFECTIVE}}
      .at(inputs.text("compounding"));
}

const Registration cost_case("cost_of_trade_credit", [](const Inputs& inputs) {
  const std::map<std::string, oi_trade_credit_method> methods = {{"nominal", OI_TRADE_CREDIT_NOMINAL},
                                                                 {"effective", OI_TRADE_CREDIT_EFFECTIVE},
                                                                 {"face", OI_TRADE_CREDIT_FACE}};
  oi_error error;
  double cost = 0;
  ask(oi_discount_cost_of_trade_credit(inputs.number("discount_rate"), days_of(inputs, "discount_days"),
                                       days_of(inputs, "payment_day"), methods.at(inputs.text("method")),
                                       days_of(inputs, "year_days"), &cost, &error),
      error);
  return Json(cost);
});

const Registration breakeven_case("breakeven_discount", [](const Inputs& inputs) {
  oi_error error;
  double discount = 0;
  ask(oi_discount_breakeven(inputs.number("rate"), days_of(inputs, "days_early"), compounding_of(inputs),
                            days_of(inputs, "year_days"), &discount, &error),
      error);
  return Json(discount);
});

const Registration benefit_case("discount_net_benefit", [](const Inputs& inputs) {
  oi_error error;
  double benefit = 0;
  ask(oi_discount_net_benefit(inputs.number("discount_rate"), inputs.number("cost_of_capital"),
                              days_of(inputs, "days_early"), days_of(inputs, "year_days"), &benefit, &error),
      error);
  return Json(benefit);
});

const Registration dso_case("dso_after_discount", [](const Inputs& inputs) {
  oi_error error;
  double dso = 0;
  ask(oi_discount_dso_after(inputs.number("share_taking"), inputs.number("discount_days"),
                            inputs.number("otherwise_days"), &dso, &error),
      error);
  return Json(dso);
});

const Registration npv_case("npv_of_offer", [](const Inputs& inputs) {
  oi_error error;
  oi_offer_value value = {};
  ask(oi_discount_npv_of_offer(minor_of(inputs, "amount"), inputs.number("discount_rate"),
                               days_of(inputs, "discount_days"), days_of(inputs, "net_days"),
                               inputs.number("rate"), compounding_of(inputs), days_of(inputs, "year_days"),
                               &value, &error),
      error);
  std::int32_t digits = 0;
  char numeric[4];
  ask(oi_currency_describe(inputs.text("currency").c_str(), &digits, numeric, &error), error);
  double unit = 1;
  for (; digits > 0; --digits) unit *= 10;
  return Json{{"pv_discounted", value.pv_discounted / unit}, {"pv_net", value.pv_net / unit}};
});

const Registration dynamic_case("dynamic_discount", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t discounted = 0, payable = 0;
  ask(oi_discount_dynamic(minor_of(inputs, "amount"), parts_of(inputs, "apr"),
                          days_of(inputs, "days_accelerated"), days_of(inputs, "year_days"), OI_ROUND_HALF_UP,
                          &discounted, &payable, &error),
      error);
  const std::string currency = inputs.text("currency");
  return Json{{"discount", text_of(discounted, currency)}, {"payment", text_of(payable, currency)}};
});

}  // namespace
}  // namespace openitem::golden::golden_discount_c_test
