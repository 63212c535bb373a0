#pragma once
/// \file
/// Dimensions of documents by their names.

#include <string_view>

#include "ledger/ledger_data.hpp"

namespace openitem {

/// The dimension that `option` names; nullptr where `name` is empty.
/// \throws Error unknown_name, listing the dimensions there are.
[[nodiscard]] const KeyColumn* dimension_named(const Documents& documents, std::string_view option,
                                               std::string_view name);

}  // namespace openitem
