#pragma once
/// \file
/// The figures of item columns before they become tables, and the two ways to get them.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/aging_kernel.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "ledger/cells.hpp"
#include "ledger/roles.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// Rows of the items table that were read.
struct ReadSums {
  std::int64_t rows = 0;
  std::int64_t amount = 0;
};

struct ItemFigures {
  FigureRows rows;
  CellMatrix cells;
  std::vector<ItemSums> sums;              ///< by currency index
  std::vector<std::int64_t> open_amounts;  ///< by currency index; from the column, not from the cells
  std::map<std::uint16_t, ReadSums> read;  ///< by currency index
  std::vector<Exclusion> exclusions;       ///< by currency, then rule
  std::vector<Finding> findings;
  std::int64_t missing_date_items = 0;
};

/// What both ways need; everything has been checked. Borrows.
struct ItemRequest {
  const TableColumns& table;
  std::int32_t as_of;
  const AgingOptions& options;
  const ReadingRules& rules;
  RowPolicy policy;
  const Buckets& buckets;
  const FigureColumns& columns;
};

/// The quick way: integer customers close together, date32 and minor units without nulls, used where they
/// lie.
/// Nothing where the table is not of this shape, or has any row that needs a closer look.
[[nodiscard]] std::optional<ItemFigures> age_plain_items(const ItemRequest& request);

/// The general way: any column type, nulls, faults, further group columns. \throws Error as compute_aging.
[[nodiscard]] ItemFigures age_item_rows(const ItemRequest& request);

}  // namespace openitem
