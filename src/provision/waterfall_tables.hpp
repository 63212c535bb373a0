#pragma once
/// \file
/// The tables of loss rates that show the vintages and their development (docs/methods/provision.md, 7 and 9).

#include <cstdint>
#include <span>
#include <vector>

#include "aging/group_keys.hpp"
#include "openitem/column.hpp"
#include "provision/development.hpp"
#include "provision/waterfall.hpp"

namespace openitem {

/// Borrows.
struct WaterfallView {
  const Waterfall& waterfall;
  const Development& development;
  const WaterfallRequest& request;
};
[[nodiscard]] Table waterfall_table(const WaterfallView& view);
[[nodiscard]] Table vintages_table(const Waterfall& waterfall);
[[nodiscard]] Table development_factors_table(const WaterfallView& view);
[[nodiscard]] Table development_triangle_table(const WaterfallView& view);

/// The keys of each row and its currency.
void add_group_columns(Table& table, std::span<const GroupKey> keys,
                       const std::vector<std::vector<std::uint32_t>>& groups,
                       const std::vector<std::uint16_t>& currencies);

}  // namespace openitem
