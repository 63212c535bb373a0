#include "openitem/exposure.h"

#include <cstdint>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/exposure.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_exposure_options default_exposure_options = OI_EXPOSURE_OPTIONS_INIT;
constexpr std::int64_t first_exposure_size = 192;  // version 0.1

CreditDecision read_decision(oi_credit_decision value, CreditDecision absent, const char* name,
                             std::int32_t argument) {
  const CreditDecision given = read_choice(value, CreditDecision::hold, name,
                                           "OI_CREDIT_RELEASE, OI_CREDIT_WATCH or OI_CREDIT_HOLD", argument);
  return given == CreditDecision::not_set ? absent : given;
}

void read_exposure_thresholds(const oi_exposure_options& given, std::int32_t argument,
                              ExposureOptions& choices) {
  constexpr std::int64_t off = -1;
  choices.watch_use = given.watch_use;
  if (given.hold_use != 0) choices.hold_use = given.hold_use == off ? 0 : given.hold_use;
  choices.watch_overdue_days = given.watch_overdue_days;
  choices.hold_overdue_days = given.hold_overdue_days;
  choices.watch_overdue_share = given.watch_overdue_share;
  choices.hold_overdue_share = given.hold_overdue_share;
  choices.watch_dunning_level = given.watch_dunning_level;
  choices.hold_dunning_level = given.hold_dunning_level;
  choices.watch_broken_promises = given.watch_broken_promises;
  choices.hold_broken_promises = given.hold_broken_promises;
  if (given.promise_days != 0) choices.promise_days = given.promise_days;
  choices.promise_grace_days = given.promise_grace_days;
  choices.review_expiry_days = given.review_expiry_days;
  choices.review_days = given.review_days;
  choices.review_use_above = given.review_use_above;
  choices.review_use_below = given.review_use_below;
  const auto decision = [&](oi_credit_decision value, const char* name, CreditDecision& choice) {
    choice = read_decision(value, choice, name, argument);
  };
  decision(given.expired_limit, "options.expired_limit", choices.expired_limit);
  decision(given.no_limit, "options.no_limit", choices.no_limit);
  decision(given.insolvency, "options.insolvency", choices.insolvency);
  decision(given.legal_stop, "options.legal_stop", choices.legal_stop);
  decision(given.hardship, "options.hardship", choices.hardship);
}

ExposureOptions read_exposure_options(const oi_exposure_options* options, std::int32_t argument) {
  const oi_exposure_options given =
      read_options(options, default_exposure_options,
                   {.type = "oi_exposure_options", .argument = argument, .first_size = first_exposure_size});
  require_zero(given.reserved, "options.reserved", argument);
  require_choice(given.single_limits, 1, "options.single_limits", "0 or 1", argument);
  ExposureOptions choices;
  choices.threads = given.threads;
  choices.clock = read_clock(given.clock, argument);
  choices.known_at = read_optional_day(given.known_at, "options.known_at", argument);
  choices.money = read_money_form(given.money, argument);
  choices.date_format = read_optional_text(given.date_format);
  choices.currency = read_optional_text(given.currency);
  if (given.parts != nullptr || given.parts_count != 0)
    choices.parts = read_names(given.parts, given.parts_count, "options.parts", argument);
  if (given.horizon_days != nullptr) choices.horizon_days = *given.horizon_days;
  choices.exclude_disputed = given.exclude_disputed;
  choices.group_limits = 1 - given.single_limits;
  choices.scope = read_optional_text(given.scope);
  read_exposure_thresholds(given, argument, choices);
  return choices;
}

}  // namespace

oi_status oi_exposure_options_init(oi_exposure_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_exposure_options;
  });
}

oi_status oi_exposure_compute(const oi_ledger* ledger, oi_day as_of, const oi_table* tables,
                              int32_t table_count, const oi_exposure_options* options, oi_result** result,
                              oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date day = read_day(as_of, "as_of", 1);
    const BorrowedTables given(tables, table_count, 2);
    const ExposureOptions choices = read_exposure_options(options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_exposure(ledger->ledger, day, given.views(), choices));
  });
}
