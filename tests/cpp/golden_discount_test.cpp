// Adapters of the golden cases about early-payment discounts (tests/golden/03_early_discount.json).

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "golden_runner.hpp"
#include "openitem/discount.hpp"
#include "openitem/money.hpp"

namespace openitem::golden_discount_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

std::int32_t days_of(const Inputs& inputs, const std::string& key) {
  return static_cast<std::int32_t>(inputs.integer(key));
}

discount::Compounding compounding_of(const Inputs& inputs) {
  return std::map<std::string, discount::Compounding>{{"simple", discount::Compounding::simple},
                                                      {"effective", discount::Compounding::effective}}
      .at(inputs.text("compounding"));
}

const Registration cost_case("cost_of_trade_credit", [](const Inputs& inputs) {
  const std::map<std::string, discount::TradeCreditMethod> methods = {
      {"nominal", discount::TradeCreditMethod::nominal},
      {"effective", discount::TradeCreditMethod::effective},
      {"face", discount::TradeCreditMethod::face}};
  return Json(discount::cost_of_trade_credit(
      inputs.number("discount_rate"), days_of(inputs, "discount_days"), days_of(inputs, "payment_day"),
      methods.at(inputs.text("method")), days_of(inputs, "year_days")));
});

const Registration breakeven_case("breakeven_discount", [](const Inputs& inputs) {
  return Json(discount::breakeven_discount(inputs.number("rate"), days_of(inputs, "days_early"),
                                           compounding_of(inputs), days_of(inputs, "year_days")));
});

const Registration benefit_case("discount_net_benefit", [](const Inputs& inputs) {
  return Json(discount::discount_net_benefit(inputs.number("discount_rate"), inputs.number("cost_of_capital"),
                                             days_of(inputs, "days_early"), days_of(inputs, "year_days")));
});

const Registration dso_case("dso_after_discount", [](const Inputs& inputs) {
  return Json(discount::dso_after_discount(inputs.number("share_taking"), inputs.number("discount_days"),
                                           inputs.number("otherwise_days")));
});

const Registration npv_case("npv_of_offer", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const discount::OfferValue value =
      discount::npv_of_offer(parse_money(inputs.text("amount"), currency), inputs.number("discount_rate"),
                             days_of(inputs, "discount_days"), days_of(inputs, "net_days"),
                             inputs.number("rate"), compounding_of(inputs), days_of(inputs, "year_days"));
  double unit = 1;
  for (std::int32_t digit = 0; digit < currency.minor_units(); ++digit) unit *= 10;
  return Json{{"pv_discounted", value.pv_discounted / unit}, {"pv_net", value.pv_net / unit}};
});

const Registration dynamic_case("dynamic_discount", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  std::string parts = round_decimal(Json(inputs.number("apr")).dump(), 9, Rounding::half_up);
  parts.erase(parts.find('.'), 1);
  const discount::DynamicDiscount found =
      discount::dynamic_discount(parse_money(inputs.text("amount"), currency), std::stoll(parts),
                                 days_of(inputs, "days_accelerated"), days_of(inputs, "year_days"));
  return Json{{"discount", format_money(found.discount, currency)},
              {"payment", format_money(found.payment, currency)}};
});

}  // namespace
}  // namespace openitem::golden_discount_test
