#pragma once
/// \file
/// Columns of one length.

#include <cstddef>
#include <string_view>

namespace openitem::stats {

/// `of`: the column whose length counts. \throws Error ragged_columns at column `name`.
void check_length(std::size_t given, std::size_t rows, std::string_view name, std::string_view of);

}  // namespace openitem::stats
