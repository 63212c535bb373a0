#pragma once
/// \file
/// Columns and cells that must be there and readable: the first that is not is an Error at its place.

#include <cstdint>
#include <string_view>
#include <vector>

#include "column/read.hpp"

namespace openitem {

/// \throws Error missing_column listing the columns there are.
[[nodiscard]] const ChunkedColumn& require_column(const ChunkedTable& table, std::string_view name);

/// Key codes; a missing key is kNoKey. \throws Error at the first unreadable cell.
[[nodiscard]] KeyCells require_keys(const ChunkedColumn& column, std::int32_t threads = 1);
/// \throws Error of the first problem, with the count of cells that have the same.
void require_readable(const ChunkedColumn& column, const std::vector<CellProblem>& problems);

/// "table.column of row 3 is 'x'; expected ...", located there.
[[noreturn]] void refuse_cell(Status status, const ChunkedColumn& column, std::int64_t row,
                              std::string_view expected);

}  // namespace openitem
