#pragma once
/// \file
/// Choices that the ledger and the figures made from it share.

#include <pybind11/pybind11.h>

#include <string_view>
#include <tuple>
#include <vector>

#include "openitem/ledger.hpp"

namespace openitem::python {

[[nodiscard]] RowPolicy row_policy(std::string_view name);
[[nodiscard]] ApplicationClock application_clock(std::string_view name);
/// From tuples (table, role, column).
[[nodiscard]] std::vector<ColumnMapping> column_mappings(
    const std::vector<std::tuple<std::string, std::string, std::string>>& entries);

}  // namespace openitem::python
