// Adapters of the golden cases about provision (tests/golden/08_provision.json).

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/money.hpp"
#include "openitem/provision.hpp"

namespace openitem::golden_provision_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

std::vector<std::int64_t> rates_of(const std::vector<std::string>& fractions) {
  std::vector<std::int64_t> rates;
  for (const std::string& fraction : fractions) {
    std::string digits = round_decimal(fraction, 9, Rounding::half_up);
    digits.erase(digits.find('.'), 1);
    rates.push_back(std::stoll(digits));
  }
  return rates;
}

// From the historical rates and the factor where the source gives them; the rates to apply are then a result too.
ProvisionMatrix matrix_of(const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  std::vector<std::int64_t> balances;
  for (const std::string& balance : inputs.texts("balances"))
    balances.push_back(parse_money(balance, currency));
  ProvisionMatrixOptions options;
  if (inputs.has("bucket_decimals")) {
    options.rounding_power =
        currency.minor_units() - static_cast<std::int32_t>(inputs.integer("bucket_decimals"));
  }
  const std::vector<std::int64_t> applied = rates_of(inputs.decimals("rates"));
  std::vector<std::int64_t> rates = applied;
  if (inputs.has("historical_rates")) {
    rates = rates_of(inputs.decimals("historical_rates"));
    options.forward_factor = rates_of(inputs.decimals("forward_factor")).at(0);
  }
  ProvisionMatrix matrix = compute_provision_matrix(balances, rates, options);
  EXPECT_EQ(matrix.rates, applied);
  return matrix;
}

Json buckets_of(const ProvisionMatrix& matrix, const Currency& currency) {
  Json list = Json::array();
  for (const std::int64_t amount : matrix.by_bucket) list.push_back(format_money(amount, currency));
  return list;
}

const Registration total("provision_matrix_total", [](const Inputs& inputs) {
  return Json(format_money(matrix_of(inputs).total, Currency(inputs.text("currency"))));
});

const Registration by_bucket("provision_matrix_by_bucket", [](const Inputs& inputs) {
  return buckets_of(matrix_of(inputs), Currency(inputs.text("currency")));
});

const Registration full("provision_matrix_full", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  if (inputs.has("labels")) {
    EXPECT_EQ(inputs.texts("labels").size(), inputs.texts("balances").size());
  }
  const ProvisionMatrix matrix = matrix_of(inputs);
  return Json{{"by_bucket", buckets_of(matrix, currency)},
              {"total", format_money(matrix.total, currency)},
              {"balance_total", format_money(matrix.balance_total, currency)}};
});

const Registration to_target("allowance_rollforward_to_target", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  AllowanceFigures figures;
  figures.opening = parse_money(inputs.text("opening"), currency);
  figures.write_offs = parse_money(inputs.text("writeoffs"), currency);
  figures.closing = parse_money(inputs.text("target_closing"), currency);
  const AllowanceMovement movement = compute_allowance_movement(figures);
  const std::int64_t closing = figures.opening + movement.charge - movement.release - figures.write_offs;
  return Json{{"expense", format_money(movement.expense, currency)},
              {"closing", format_money(closing, currency)}};
});

}  // namespace
}  // namespace openitem::golden_provision_test
