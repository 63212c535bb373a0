#pragma once
/// \file
/// Documents as one text each.

#include <cstdint>
#include <string>

#include "ledger/ledger_data.hpp"

namespace openitem::discount {

/// The members of the id joined by "/"; "row n" (of the source) where one is missing.
[[nodiscard]] std::string document_name(const Documents& documents, std::uint32_t row);

}  // namespace openitem::discount
