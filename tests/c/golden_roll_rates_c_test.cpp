// The golden cases about roll rates, through the C ABI and nothing else of openitem.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/roll_rates.h"

namespace openitem::golden::golden_roll_rates_c_test {
namespace {

using namespace c_abi;

const Registration roll_rate("roll_rate", [](const Inputs& inputs) {
  oi_error error;
  double rate = 0.0;
  std::int32_t has_rate = 0;
  ask(oi_roll_rate(static_cast<std::int64_t>(inputs.number("prior_bucket_prior_month")),
                   static_cast<std::int64_t>(inputs.number("next_bucket_this_month")), &rate, &has_rate,
                   &error),
      error);
  return has_rate != 0 ? Json(rate) : Json();
});

// Each balance times its loss rate; the source rounds nothing before the sum.
const Registration reserve("flow_rate_reserve", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<double> rates;
  for (const std::string& text : inputs.decimals("roll_rates")) rates.push_back(std::stod(text));
  std::vector<double> losses(rates.size());
  oi_error error;
  ask(oi_loss_rate_chain(rates.data(), static_cast<std::int32_t>(rates.size()), 1.0, losses.data(), &error),
      error);
  const std::vector<std::string> balances = inputs.texts("balances");
  double sum = 0.0;
  for (std::size_t bucket = 0; bucket < balances.size(); ++bucket) {
    sum += static_cast<double>(minor_of(balances[bucket], currency)) * losses.at(bucket);
  }
  return Json(text_of(std::llround(sum), currency));
});

}  // namespace
}  // namespace openitem::golden::golden_roll_rates_c_test
