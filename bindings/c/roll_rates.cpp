#include "openitem/roll_rates.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/roll_rates.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_roll_rate_options default_roll_rate_options = OI_ROLL_RATE_OPTIONS_INIT;
constexpr std::int64_t first_roll_rate_size = 32;  // version 0.1
constexpr std::int64_t largest_roll_rate_date_count = 4096;

RollRateOptions read_roll_rate_options(const oi_roll_rate_options* options, std::int32_t argument) {
  const oi_roll_rate_options given = read_options(
      options, default_roll_rate_options,
      {.type = "oi_roll_rate_options", .argument = argument, .first_size = first_roll_rate_size});
  return {
      .known_at_as_of = given.known_at_as_of,
      .step_tolerance = given.step_tolerance,
      .terminal_bucket = read_optional_text(given.terminal_bucket),
      .terminal_loss =
          given.terminal_loss == nullptr ? RollRateOptions().terminal_loss : *given.terminal_loss,
  };
}

}  // namespace

oi_status oi_roll_rate_options_init(oi_roll_rate_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_roll_rate_options;
  });
}

oi_status oi_roll_rates_compute(const oi_ledger* ledger, const oi_day* dates, int32_t dates_count,
                                const oi_aging_options* options,
                                const oi_roll_rate_options* roll_rate_options, oi_result** result,
                                oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    require_count(dates_count, 2, largest_roll_rate_date_count, "dates_count", 2);
    const std::vector<Date> days = read_days(dates, dates_count, "dates", 1);
    AgingOptions choices = read_aging_options(options, 3);
    if (options == nullptr || options->by == nullptr) choices.by = {};
    const RollRateOptions roll_rate_choices = read_roll_rate_options(roll_rate_options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_roll_rates(ledger->ledger, days, choices, roll_rate_choices));
  });
}

oi_status oi_roll_rate(int64_t opening, int64_t rolled, double* rate, int32_t* has_rate, oi_error* error) {
  return guard(error, [&] {
    require(rate, "rate", 2);
    require(has_rate, "has_rate", 3);
    const std::optional<double> found =
        blaming(opening < 0 ? 0 : 1, [&] { return roll_rate(opening, rolled); });
    *rate = found.value_or(0.0);
    *has_rate = found ? 1 : 0;
  });
}

oi_status oi_loss_rate_chain(const double* roll_rates, int32_t rate_count, double terminal_loss,
                             double* loss_rates, oi_error* error) {
  return guard(error, [&] {
    require_count(rate_count, 0, largest_count, "rate_count", 1);
    require_array(roll_rates, rate_count, "roll_rates", 0);
    blaming(2, [&] { (void)loss_rate_chain({}, terminal_loss); });
    require_array(loss_rates, rate_count, "loss_rates", 3);
    const std::span<const double> rates(roll_rates, static_cast<std::size_t>(rate_count));
    const std::vector<double> losses = blaming(0, [&] { return loss_rate_chain(rates, terminal_loss); });
    std::copy(losses.begin(), losses.end(), loss_rates);
  });
}
