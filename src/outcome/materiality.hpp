#pragma once
/// \file
/// The table "materiality": what an amount must exceed to count, by currency.

#include <span>

#include "outcome/outcome_query.hpp"

namespace openitem::outcome {

/// No amounts where the table was not given. \throws Error unknown_name, missing_column, missing_value, invalid_data, inconsistent_data (a
/// currency twice), not_set (a currency of the ledger without a row).
[[nodiscard]] Materiality read_materiality(std::span<const TableView> tables, const LedgerData& ledger,
                                           MoneyForm money);

}  // namespace openitem::outcome
