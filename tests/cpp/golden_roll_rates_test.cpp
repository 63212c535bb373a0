// Adapters of the golden cases about roll rates.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/money.hpp"
#include "openitem/roll_rates.hpp"

namespace openitem::golden_roll_rates_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

const Registration rate("roll_rate", [](const Inputs& inputs) {
  return Json(roll_rate(static_cast<std::int64_t>(inputs.number("prior_bucket_prior_month")),
                        static_cast<std::int64_t>(inputs.number("next_bucket_this_month")))
                  .value());
});

// Each balance times its loss rate; the source rounds nothing before the sum.
const Registration reserve("flow_rate_reserve", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  std::vector<double> rates;
  for (const std::string& text : inputs.decimals("roll_rates")) rates.push_back(std::stod(text));
  const std::vector<double> losses = loss_rate_chain(rates, 1.0);
  const std::vector<std::string> balances = inputs.texts("balances");
  double sum = 0.0;
  for (std::size_t bucket = 0; bucket < balances.size(); ++bucket)
    sum += static_cast<double>(parse_money(balances[bucket], currency)) * losses.at(bucket);
  return Json(format_money(std::llround(sum), currency));
});

}  // namespace
}  // namespace openitem::golden_roll_rates_test
