#include "openitem/bridge.h"

#include <cstdint>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/bridge.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_bridge_options default_bridge_options = OI_BRIDGE_OPTIONS_INIT;
constexpr std::int64_t first_bridge_size = 32;  // version 0.1

BridgeOptions read_bridge_options(const oi_bridge_options* options, std::int32_t argument) {
  const oi_bridge_options given =
      read_options(options, default_bridge_options,
                   {.type = "oi_bridge_options", .argument = argument, .first_size = first_bridge_size});
  require_zero(given.reserved, "options.reserved", argument);
  require_zero(given.reserved_end, "options.reserved_end", argument);
  return {
      .threads = given.threads,
      .months = given.months == 0 ? BridgeOptions().months : given.months,
      .method = read_choice(given.method, BridgeMethod::fixed_order, "method", "OI_BRIDGE_*", argument),
      .clock = read_clock(given.clock, argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .by = read_by_names(given.by, given.by_count, argument),
      .base_amounts = given.base_amounts,
  };
}

}  // namespace

oi_status oi_bridge_options_init(oi_bridge_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_bridge_options;
  });
}

oi_status oi_bridge_compute(const oi_ledger* ledger, oi_day from, oi_day to, const oi_bridge_options* options,
                            oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date first = read_day(from, "from", 1);
    const Date last = read_day(to, "to", 2);
    const BridgeOptions choices = read_bridge_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(compute_bridge(ledger->ledger, first, last, choices));
  });
}
