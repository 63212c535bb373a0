#pragma once
/// \file
/// Amounts that no ledger holds, given in tables of the call: bad-debt expense and the cost of credit and collection
/// (docs/methods/kpis.md, 3).

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "kpi/kpi_groups.hpp"
#include "openitem/kpis.hpp"

namespace openitem {

struct GivenTable {
  std::string_view name;
  Component component;
  bool may_be_negative;
  std::array<std::string_view, 2> figures;  ///< that need it
};
inline constexpr std::array<GivenTable, 2> kGivenTables = {{
    {"bad_debts", Component::bad_debts, true, {"bad_debt_ratio_gross", "bad_debt_ratio_net"}},
    {"costs", Component::costs, false, {"operating_cost_to_sales", "cost_to_collect"}},
}};

struct GivenAmounts {
  std::vector<GivenAmount> amounts;
  std::array<bool, kGivenTables.size()> is_given{};
};

/// Reads the tables. A column is `date`, `amount`, `currency` or one that a ledger can be grouped by.
/// \throws Error unknown_name (a table or column), missing_column, missing_value, invalid_data (a cost below 0),
/// unknown_reference (what the ledger does not have), wrong_type, overflow; each at its row.
[[nodiscard]] GivenAmounts read_given_amounts(std::span<const TableView> tables, const LedgerData& ledger,
                                              const std::vector<GroupKey>& keys, const KpiGrouping& grouping,
                                              const KpiOptions& options);

/// Rows of the table on no day of any period.
[[nodiscard]] std::int64_t rows_outside(const GivenAmounts& given, Component component,
                                        std::span<const KpiPeriod> periods, const PeriodAxis& axis);

/// Adds the amounts of the query to the movements of their days. \throws Error overflow.
void add_given_amounts(const KpiQuery& query, KpiSums& sums);

}  // namespace openitem
