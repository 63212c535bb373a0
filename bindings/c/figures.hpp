#pragma once
/// \file
/// Key figures and their variants on the way between C and the facade.

#include <cstdint>

#include "arguments.hpp"
#include "core/message.hpp"
#include "openitem/kpi.h"
#include "openitem/kpi.hpp"
#include "variants.hpp"

namespace openitem::c_abi {

/// A figure in the frozen layout of C.
[[nodiscard]] oi_figure as_c(const kpi::Figure& figure) noexcept;

}  // namespace openitem::c_abi
