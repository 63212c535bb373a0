#pragma once
/// \file
/// Options of binning as the facade takes them: of a binning, and of the scorecard that is made on one.

#include <cstdint>

#include "openitem/binning.h"
#include "openitem/binning.hpp"

namespace openitem::c_abi {

/// `options`: argument number `argument` of the call, or part of it; NULL = defaults. \throws Error unsupported_version, invalid_argument.
[[nodiscard]] stats::BinningOptions read_binning_options(const oi_binning_options* options,
                                                         stats::WoeDirection woe, std::int32_t argument);

}  // namespace openitem::c_abi
