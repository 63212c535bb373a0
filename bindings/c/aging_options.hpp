#pragma once
/// \file
/// The options of aging, series, roll-forward, statements and item columns, and oi_aging_cell, as the facade's types.

#include <cstdint>
#include <vector>

#include "openitem/aging.h"
#include "openitem/aging.hpp"

namespace openitem::c_abi {

inline constexpr oi_aging_options default_aging_options = OI_AGING_OPTIONS_INIT;
inline constexpr oi_aging_series_options default_aging_series_options = OI_AGING_SERIES_OPTIONS_INIT;
inline constexpr oi_hierarchy_options default_hierarchy_options = OI_HIERARCHY_OPTIONS_INIT;
inline constexpr oi_roll_forward_options default_roll_forward_options = OI_ROLL_FORWARD_OPTIONS_INIT;
inline constexpr oi_statement_options default_statement_options = OI_STATEMENT_OPTIONS_INIT;
inline constexpr oi_item_options default_item_options = OI_ITEM_OPTIONS_INIT;

/// `argument`: index of the struct among the arguments of the call.
[[nodiscard]] AgingOptions read_aging_options(const oi_aging_options* options, std::int32_t argument);
[[nodiscard]] AgingSeriesOptions read_aging_series_options(const oi_aging_series_options* options,
                                                           std::int32_t argument);
[[nodiscard]] HierarchyOptions read_hierarchy_options(const oi_hierarchy_options* options,
                                                      std::int32_t argument);
[[nodiscard]] RollForwardOptions read_roll_forward_options(const oi_roll_forward_options* options,
                                                           std::int32_t argument);
[[nodiscard]] StatementOptions read_statement_options(const oi_statement_options* options,
                                                      std::int32_t argument);
[[nodiscard]] ItemOptions read_item_options(const oi_item_options* options, std::int32_t argument);
/// The dates of a series; `as_of` is argument `argument`, its count the next one.
/// \throws Error out_of_bounds, null_argument, date_out_of_range with the index of the first such day.
[[nodiscard]] std::vector<Date> read_days(const oi_day* days, std::int32_t count, const char* name,
                                          std::int32_t argument);
[[nodiscard]] AgingCell read_aging_cell(const oi_aging_cell* cell, std::int32_t argument);

}  // namespace openitem::c_abi
