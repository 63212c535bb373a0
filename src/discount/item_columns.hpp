#pragma once
/// \file
/// Table "items" of a batch of dynamic discounts, read: every row has its amount, dates, rate and currency.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "openitem/discount.hpp"

namespace openitem::discount {

struct ItemColumns {
  std::vector<std::uint16_t> currency;  ///< by index
  std::vector<std::int64_t> amount, apr;
  std::vector<std::int32_t> due, pay, scale_ends;  ///< pay: kNoDate = not accelerated
  std::optional<KeyCells> keys;

  [[nodiscard]] std::size_t rows() const noexcept { return amount.size(); }
};

/// \throws Error located at table, column and row.
[[nodiscard]] ItemColumns read_item_columns(std::span<const TableView> tables,
                                            const ItemDiscountOptions& options);

}  // namespace openitem::discount
