#pragma once
/// \file
/// Cells of the input tables of late interest, each readable or an Error at its place.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "column/rate_cells.hpp"
#include "column/read.hpp"
#include "interest/accrual.hpp"
#include "ledger/cells.hpp"
#include "ledger/row_cells.hpp"
#include "openitem/interest.hpp"

namespace openitem {

/// How cells of the call are to be read.
[[nodiscard]] ReadingRules reading_rules(const InterestOptions& options);

/// The table "reference". \throws Error as compute_interest.
[[nodiscard]] ReferenceRates read_reference(const ChunkedTable& table, const ReadingRules& rules);
/// The table "compensation". `table` may be nullptr.
[[nodiscard]] CompensationBands read_compensation(const ChunkedTable* table, const ReadingRules& rules);
/// The table "limits". `table` may be nullptr.
[[nodiscard]] InterestLimits read_limits(const ChunkedTable* table, const ReadingRules& rules);
/// Everything that holds for all items. The options must outlive it.
[[nodiscard]] InterestTerms interest_terms(const NamedTables& tables, Date as_of,
                                           const InterestOptions& options, bool has_item_rates);

}  // namespace openitem
