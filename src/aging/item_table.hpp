#pragma once
/// \file
/// The table of open items behind figures (docs/methods/aging.md, 5).

#include <cstdint>
#include <span>
#include <string>

#include "aging/age_days.hpp"
#include "aging/aged_items.hpp"
#include "aging/base_items.hpp"
#include "aging/figures.hpp"
#include "aging/re_aged.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// One row: an item's part in one column of the figures.
struct ItemPart {
  std::uint32_t item;
  std::int32_t cell;
  std::int64_t open;
};

/// What else is shown of the items; nullptr = nothing.
struct ItemsBeside {
  const BaseItems* base = nullptr;
  const ReAgedItems* re_aged = nullptr;
};

/// The parts as rows, in their order; every date has been checked to be one that `days` knows.
[[nodiscard]] Table item_table(std::string name, const LedgerData& ledger, const AgedItems& aged,
                               const FigureColumns& columns, std::span<const ItemPart> parts,
                               const AgeDays& days, const ItemsBeside& beside = {});

}  // namespace openitem
