#pragma once
/// \file
/// Numbers that must lie between two others.

#include <cstdint>
#include <string_view>

namespace openitem {

/// \throws Error out_of_bounds naming the number unless first <= value <= last.
void check_bounds(std::string_view name, std::int64_t value, std::int64_t first, std::int64_t last);

}  // namespace openitem
