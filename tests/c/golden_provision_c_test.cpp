// The golden cases about provision, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/money.h"
#include "openitem/provision.h"

namespace openitem::golden::golden_provision_c_test {
namespace {

using namespace c_abi;

std::vector<std::int64_t> rates_of(const std::vector<std::string>& fractions) {
  std::vector<std::int64_t> rates;
  for (const std::string& fraction : fractions) rates.push_back(parts_of(fraction));
  return rates;
}

struct Matrix {
  std::vector<std::int64_t> by_bucket;
  std::int64_t total = 0, balance_total = 0;
};

// From the historical rates and the factor where the source gives them; the rates to apply are then a result too.
Matrix matrix_of(const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<std::int64_t> balances;
  for (const std::string& balance : inputs.texts("balances")) balances.push_back(minor_of(balance, currency));
  oi_provision_matrix_options options = OI_PROVISION_MATRIX_OPTIONS_INIT;
  oi_error error;
  if (inputs.has("bucket_decimals")) {
    std::int32_t decimals = 0;
    char numeric[8];
    ask(oi_currency_describe(currency.c_str(), &decimals, numeric, &error), error);
    options.rounding_power = decimals - static_cast<std::int32_t>(inputs.integer("bucket_decimals"));
  }
  const std::vector<std::int64_t> expected = rates_of(inputs.decimals("rates"));
  std::vector<std::int64_t> rates = expected;
  if (inputs.has("historical_rates")) {
    rates = rates_of(inputs.decimals("historical_rates"));
    options.forward_factor = rates_of(inputs.decimals("forward_factor")).at(0);
  }
  Matrix matrix;
  matrix.by_bucket.resize(balances.size());
  std::vector<std::int64_t> applied(balances.size());
  ask(oi_provision_compute_matrix(balances.data(), rates.data(), static_cast<std::int32_t>(balances.size()),
                                  &options, matrix.by_bucket.data(), applied.data(), &matrix.total,
                                  &matrix.balance_total, &error),
      error);
  EXPECT_EQ(applied, expected);
  return matrix;
}

Json buckets_of(const Matrix& matrix, const std::string& currency) {
  Json list = Json::array();
  for (const std::int64_t amount : matrix.by_bucket) list.push_back(text_of(amount, currency));
  return list;
}

const Registration total("provision_matrix_total", [](const Inputs& inputs) {
  return Json(text_of(matrix_of(inputs).total, inputs.text("currency")));
});

const Registration by_bucket("provision_matrix_by_bucket", [](const Inputs& inputs) {
  return buckets_of(matrix_of(inputs), inputs.text("currency"));
});

const Registration full("provision_matrix_full", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  if (inputs.has("labels")) {
    EXPECT_EQ(inputs.texts("labels").size(), inputs.texts("balances").size());
  }
  const Matrix matrix = matrix_of(inputs);
  return Json{{"by_bucket", buckets_of(matrix, currency)},
              {"total", text_of(matrix.total, currency)},
              {"balance_total", text_of(matrix.balance_total, currency)}};
});

const Registration to_target("allowance_rollforward_to_target", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::int64_t opening = minor_of(inputs.text("opening"), currency);
  const std::int64_t write_offs = minor_of(inputs.text("writeoffs"), currency);
  const std::int64_t target = minor_of(inputs.text("target_closing"), currency);
  oi_error error;
  std::int64_t charge = 0;
  std::int64_t release = 0;
  std::int64_t expense = 0;
  ask(oi_provision_compute_charge(opening, write_offs, 0, 0, target, OI_RECOVERY_NOT_SET, &charge, &release,
                                  &expense, &error),
      error);
  return Json{{"expense", text_of(expense, currency)},
              {"closing", text_of(opening + charge - release - write_offs, currency)}};
});

}  // namespace
}  // namespace openitem::golden::golden_provision_c_test
