#pragma once
/// \file
/// oi_aging_options, oi_item_options and oi_aging_cell as the facade's types.

#include <cstdint>

#include "openitem/aging.h"
#include "openitem/aging.hpp"

namespace openitem::c_abi {

inline constexpr oi_aging_options default_aging_options = OI_AGING_OPTIONS_INIT;
inline constexpr oi_item_options default_item_options = OI_ITEM_OPTIONS_INIT;

/// `argument`: index of the struct among the arguments of the call.
[[nodiscard]] AgingOptions read_aging_options(const oi_aging_options* options, std::int32_t argument);
[[nodiscard]] ItemOptions read_item_options(const oi_item_options* options, std::int32_t argument);
[[nodiscard]] AgingCell read_aging_cell(const oi_aging_cell* cell, std::int32_t argument);

}  // namespace openitem::c_abi
