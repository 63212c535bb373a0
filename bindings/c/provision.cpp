#include "openitem/provision.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/provision.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_provision_matrix_options default_matrix_options = OI_PROVISION_MATRIX_OPTIONS_INIT;
constexpr std::int64_t first_matrix_size = 40;  // version 0.1

ProvisionRounding read_round_by(std::int32_t value, std::int32_t argument) {
  return read_choice(value, ProvisionRounding::total, "options.round_by",
                     "OI_PROVISION_ROUND_BUCKET or OI_PROVISION_ROUND_TOTAL", argument);
}

ProvisionMatrixOptions read_matrix_options(const oi_provision_matrix_options* options,
                                           std::int32_t argument) {
  const oi_provision_matrix_options given = read_options(
      options, default_matrix_options,
      {.type = "oi_provision_matrix_options", .argument = argument, .first_size = first_matrix_size});
  require_zero(given.reserved, "options.reserved", argument);
  return {
      .rounding = read_rounding(given.rounding, argument),
      .round_by = read_round_by(given.round_by, argument),
      .rounding_power = given.rounding_power,
      .forward_factor = given.forward_factor == 0 ? kWholeRate : given.forward_factor,
      .forward_points = given.forward_points,
  };
}

ProvisionFramework read_framework(std::int32_t value, std::int32_t argument) {
  return read_choice(value, ProvisionFramework::cecl_aging, "options.framework",
                     "OI_PROVISION_IFRS9_SIMPLIFIED or OI_PROVISION_CECL_AGING", argument);
}

ProvisionTax read_tax(std::int32_t value, std::int32_t argument) {
  return read_choice(value, ProvisionTax::recoverable, "options.tax",
                     "OI_PROVISION_TAX_INCLUDED or OI_PROVISION_TAX_RECOVERABLE", argument);
}

RecoveryTreatment read_treatment(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, RecoveryTreatment::allowance, name,
                     "OI_RECOVERY_PROFIT_OR_LOSS or OI_RECOVERY_ALLOWANCE", argument);
}

constexpr oi_provision_options default_provision_options = OI_PROVISION_OPTIONS_INIT;
constexpr std::int64_t first_provision_size = 40;  // version 0.1

ProvisionOptions read_provision_options(const oi_provision_options* options, std::int32_t argument) {
  const oi_provision_options given = read_options(
      options, default_provision_options,
      {.type = "oi_provision_options", .argument = argument, .first_size = first_provision_size});
  require_zero(given.reserved, "options.reserved", argument);
  return {
      .framework = read_framework(given.framework, argument),
      .offset = read_choice(given.offset, OffsetRight::every_customer, "options.offset",
                            "OI_OFFSET_NONE, OI_OFFSET_LISTED or OI_OFFSET_EVERY_CUSTOMER", argument),
      .tax = read_tax(given.tax, argument),
      .rounding = read_rounding(given.rounding, argument),
      .round_by = read_round_by(given.round_by, argument),
      .rounding_power = given.rounding_power,
      .money = read_money_form(given.money, argument),
      .discount_rate = given.discount_rate,
  };
}

constexpr oi_provision_movement_options default_movement_options = OI_PROVISION_MOVEMENT_OPTIONS_INIT;
constexpr std::int64_t first_movement_size = 48;  // version 0.1

ProvisionMovementOptions read_movement_options(const oi_provision_movement_options* options,
                                               std::int32_t argument) {
  const oi_provision_movement_options given = read_options(
      options, default_movement_options,
      {.type = "oi_provision_movement_options", .argument = argument, .first_size = first_movement_size});
  require_zero(given.reserved, "options.reserved", argument);
  return {
      .framework = read_framework(given.framework, argument),
      .recoveries = read_treatment(given.recoveries, "options.recoveries", argument),
      .tax = read_tax(given.tax, argument),
      .money = read_money_form(given.money, argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .by = read_by_names(given.by, given.by_count, argument),
  };
}

constexpr oi_loss_rate_options default_loss_rate_options = OI_LOSS_RATE_OPTIONS_INIT;
constexpr std::int64_t first_loss_rate_size = 24;  // version 0.1

LossRateOptions read_loss_rate_options(const oi_loss_rate_options* options, std::int32_t argument) {
  const oi_loss_rate_options given = read_options(
      options, default_loss_rate_options,
      {.type = "oi_loss_rate_options", .argument = argument, .first_size = first_loss_rate_size});
  return {
      .horizon = given.horizon == 0 ? LossRateOptions{}.horizon : given.horizon,
      .shrinkage = read_choice(given.shrinkage, LossRateShrinkage::buehlmann_straub, "options.shrinkage",
                               "OI_SHRINKAGE_NONE or OI_SHRINKAGE_BUEHLMANN_STRAUB", argument),
      .monotone = given.monotone,
      .immature = read_choice(given.immature, ImmatureVintages::developed, "options.immature",
                              "OI_IMMATURE_EXCLUDED or OI_IMMATURE_DEVELOPED", argument),
  };
}

}  // namespace

oi_status oi_provision_matrix_options_init(oi_provision_matrix_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_matrix_options;
  });
}

oi_status oi_provision_compute_matrix(const int64_t* balances, const int64_t* rates, int32_t count,
                                      const oi_provision_matrix_options* options, int64_t* by_bucket,
                                      int64_t* applied, int64_t* total, int64_t* balance_total,
                                      oi_error* error) {
  return guard(error, [&] {
    require(balances, "balances", 0);
    require(rates, "rates", 1);
    require_count(count, 1, largest_count, "count", 2);
    const ProvisionMatrixOptions choices = read_matrix_options(options, 3);
    require(by_bucket, "by_bucket", 4);
    const auto size = static_cast<std::size_t>(count);
    const ProvisionMatrix matrix =
        compute_provision_matrix(std::span(balances, size), std::span(rates, size), choices);
    std::copy(matrix.by_bucket.begin(), matrix.by_bucket.end(), by_bucket);
    if (applied != nullptr) std::copy(matrix.rates.begin(), matrix.rates.end(), applied);
    if (total != nullptr) *total = matrix.total;
    if (balance_total != nullptr) *balance_total = matrix.balance_total;
  });
}

oi_status oi_provision_compute_charge(int64_t opening, int64_t write_offs, int64_t recoveries,
                                      int64_t currency, int64_t closing, oi_recovery_treatment treatment,
                                      int64_t* charge, int64_t* release, int64_t* expense, oi_error* error) {
  return guard(error, [&] {
    const RecoveryTreatment choice = read_treatment(treatment, "treatment", 5);
    require(charge, "charge", 6);
    require(release, "release", 7);
    const AllowanceMovement movement =
        compute_allowance_movement({opening, write_offs, recoveries, currency, closing, choice});
    *charge = movement.charge;
    *release = movement.release;
    if (expense != nullptr) *expense = movement.expense;
  });
}

oi_status oi_provision_options_init(oi_provision_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_provision_options;
  });
}

oi_status oi_provision_compute(const oi_ledger* ledger, oi_day as_of, const oi_table* tables,
                               int32_t table_count, const oi_aging_options* aging_options,
                               const oi_provision_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const BorrowedTables given(tables, table_count, 2);
    const AgingOptions aging = read_aging_options(aging_options, 4);
    const ProvisionOptions choices = read_provision_options(options, 5);
    require(result, "result", 6);
    *result = make_handle(compute_provision(ledger->ledger, date, given.views(), aging, choices));
  });
}

oi_status oi_provision_movement_options_init(oi_provision_movement_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_movement_options;
  });
}

oi_status oi_provision_compute_movement(const oi_table* tables, int32_t table_count,
                                        const oi_provision_movement_options* options, oi_result** result,
                                        oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const ProvisionMovementOptions choices = read_movement_options(options, 2);
    require(result, "result", 3);
    *result = make_handle(compute_provision_movement(given.views(), choices));
  });
}

oi_status oi_provision_compute_ledger_movement(const oi_ledger* ledger, oi_day from, oi_day to,
                                               const oi_table* tables, int32_t table_count,
                                               const oi_provision_movement_options* options,
                                               oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date first = read_day(from, "from", 1);
    const Date last = read_day(to, "to", 2);
    const BorrowedTables given(tables, table_count, 3);
    const ProvisionMovementOptions choices = read_movement_options(options, 5);
    require(result, "result", 6);
    *result = make_handle(compute_provision_movement(ledger->ledger, first, last, given.views(), choices));
  });
}

oi_status oi_loss_rate_options_init(oi_loss_rate_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_loss_rate_options;
  });
}

oi_status oi_provision_compute_loss_rates(const oi_ledger* ledger, oi_day from, oi_day to, oi_day as_of,
                                          const oi_aging_options* aging_options,
                                          const oi_loss_rate_options* options, oi_result** result,
                                          oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date first = read_day(from, "from", 1);
    const Date last = read_day(to, "to", 2);
    const Date date = read_day(as_of, "as_of", 3);
    const AgingOptions aging = read_aging_options(aging_options, 4);
    const LossRateOptions choices = read_loss_rate_options(options, 5);
    require(result, "result", 6);
    *result = make_handle(compute_loss_rates(ledger->ledger, first, last, date, aging, choices));
  });
}
