#pragma once
/// \file
/// oi_ledger_options, and the column map that item options share with it.

#include <cstdint>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.h"
#include "openitem/ledger.hpp"

namespace openitem::c_abi {

inline constexpr oi_ledger_options default_ledger_options = OI_LEDGER_OPTIONS_INIT;

/// `argument`: index of the options among the arguments of the call.
[[nodiscard]] LedgerOptions read_ledger_options(const oi_ledger_options* options, std::int32_t argument);

[[nodiscard]] std::vector<ColumnMapping> read_map(const oi_column_mapping* map, std::int32_t count,
                                                  std::int32_t argument);
[[nodiscard]] MoneyForm read_money_form(oi_money_form money, std::int32_t argument);
[[nodiscard]] RowPolicy read_row_policy(oi_row_policy policy, std::int32_t argument);
[[nodiscard]] ApplicationClock read_clock(oi_application_clock clock, std::int32_t argument);

}  // namespace openitem::c_abi
