#pragma once
/// \file
/// What every batch over days checks before it begins.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace openitem {

/// \throws Error ragged_columns.
void check_cells(std::size_t given, std::size_t wanted);
/// \throws Error date_out_of_range with the first row that is no date.
void check_dates(std::span<const std::int32_t> dates, std::string_view column);

}  // namespace openitem
