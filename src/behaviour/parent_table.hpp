#pragma once
/// \file
/// The table "parents": what features were shrunk toward.

#include <span>

#include "behaviour/account_rows.hpp"
#include "openitem/column.hpp"
#include "openitem/time.hpp"

namespace openitem::behaviour {

/// Requires query.parents. A row for each date, currency, level, segment and window with a paid invoice.
[[nodiscard]] Table parents_table(const BehaviourQuery& query, std::span<const Date> as_of);

}  // namespace openitem::behaviour
