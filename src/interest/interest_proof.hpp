#pragma once
/// \file
/// The proof of an interest statement: items by what became of them, charges down to their lines.

#include "interest/statement.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// Table "proof"; the last line of each currency, "difference", is 0. \throws Error overflow.
[[nodiscard]] Table interest_proof(const Statement& statement);

}  // namespace openitem
