#include "openitem/behaviour.h"

#include <cstdint>
#include <span>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/behaviour.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_behaviour_options default_behaviour_options = OI_BEHAVIOUR_OPTIONS_INIT;
constexpr std::int64_t first_behaviour_size = 88;  // version 0.1
constexpr std::int64_t most_windows = 16;

/// NULL leaves the defaults; another pointer with a count of 0 is no window.
void read_windows(const std::int32_t* lengths, std::int32_t count, const char* name, std::int32_t argument,
                  std::vector<std::int32_t>& windows) {
  require_array(lengths, count, name, argument, most_windows);
  if (lengths == nullptr) return;
  const std::span<const std::int32_t> given(lengths, static_cast<std::size_t>(count));
  windows.assign(given.begin(), given.end());
}

BehaviourOptions read_behaviour_options(const oi_behaviour_options* options, std::int32_t argument) {
  const oi_behaviour_options given = read_options(
      options, default_behaviour_options,
      {.type = "oi_behaviour_options", .argument = argument, .first_size = first_behaviour_size});
  BehaviourOptions choices{
      .threads = given.threads,
      .clock = read_choice(given.clock, ApplicationClock::recorded_on, "clock", "OI_CLOCK_*", argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .known_at_as_of = given.known_at_as_of,
      .exclude_disputed = given.exclude_disputed,
      .promise_grace_days = given.promise_grace_days,
      .shrink = given.shrink,
      .shrink_weight = given.shrink_weight,
      .features = read_names(given.features, given.features_count, "options.features", argument),
      .segment = read_optional_text(given.segment),
  };
  read_windows(given.last, given.last_count, "options.last", argument, choices.last);
  read_windows(given.days, given.days_count, "options.days", argument, choices.days);
  return choices;
}

}  // namespace

oi_status oi_behaviour_options_init(oi_behaviour_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_behaviour_options;
  });
}

oi_status oi_behaviour_compute(const oi_ledger* ledger, const oi_day* as_of, std::int32_t as_of_count,
                               const oi_behaviour_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const std::vector<Date> dates = read_days(as_of, as_of_count, "as_of", 1);
    const BehaviourOptions choices = read_behaviour_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(compute_behaviour(ledger->ledger, dates, choices));
  });
}

oi_status oi_behaviour_compute_invoices(const oi_ledger* ledger, const oi_behaviour_options* options,
                                        oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const BehaviourOptions choices = read_behaviour_options(options, 1);
    require(result, "result", 2);
    *result = make_handle(compute_invoice_behaviour(ledger->ledger, choices));
  });
}
