// Adapters of the golden cases about money (tests/golden/10_money.json).

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/money.hpp"

namespace openitem::golden_money_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

Rounding rounding_of(const std::string& name) {
  static const std::map<std::string, Rounding> modes = {{"half_up", Rounding::half_up},
                                                        {"half_even", Rounding::half_even},
                                                        {"half_down", Rounding::half_down},
                                                        {"half_odd", Rounding::half_odd},
                                                        {"half_ceiling", Rounding::half_ceiling},
                                                        {"half_floor", Rounding::half_floor},
                                                        {"up", Rounding::up},
                                                        {"down", Rounding::down},
                                                        {"ceiling", Rounding::ceiling},
                                                        {"floor", Rounding::floor}};
  return modes.at(name);
}

/// The source rounds the parts of a negative total down; for the others the library's default must agree.
AllocationSign placement_of(std::int64_t minor) {
  return minor < 0 ? AllocationSign::floor : AllocationSign::symmetric;
}

const Registration round_to_integer("round_to_integer", [](const Inputs& inputs) {
  return Json(round_decimal(inputs.text("value"), 0, rounding_of(inputs.text("rounding"))));
});

const Registration round_decimals("round_decimals", [](const Inputs& inputs) {
  const std::string value = inputs.text("value");
  const auto decimals = static_cast<std::int32_t>(inputs.integer("decimals"));
  return Json{{"half_up", round_decimal(value, decimals, Rounding::half_up)},
              {"up", round_decimal(value, decimals, Rounding::up)},
              {"down", round_decimal(value, decimals, Rounding::down)}};
});

const Registration power_of_ten("round_to_power_of_ten", [](const Inputs& inputs) {
  return Json(round_to_power_of_ten(inputs.integer("amount_minor"),
                                    static_cast<std::int32_t>(inputs.integer("unit_power")),
                                    rounding_of(inputs.text("rounding"))));
});

const Registration by_ratios("allocate", [](const Inputs& inputs) {
  const std::int64_t minor = inputs.integer("amount_minor");
  const std::vector<std::string> ratios = inputs.decimals("ratios");
  const std::vector<std::string_view> weights(ratios.begin(), ratios.end());
  return Json(allocate(minor, weights, placement_of(minor)));
});

const Registration equally("allocate_equal", [](const Inputs& inputs) {
  const std::int64_t minor = inputs.integer("amount_minor");
  return Json(allocate_equal(minor, static_cast<std::int32_t>(inputs.integer("n")), placement_of(minor)));
});

const Registration currency_info("currency_info", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  return Json{{"minor_units", currency.minor_units()}, {"numeric", std::string(currency.numeric())}};
});

const Registration cash_round("cash_round", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const std::int64_t minor =
      round_cash(inputs.text("value"), inputs.text("unit"), currency, rounding_of(inputs.text("rounding")));
  return Json(format_money(minor, currency));
});

}  // namespace
}  // namespace openitem::golden_money_test
