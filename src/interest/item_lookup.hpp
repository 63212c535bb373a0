#pragma once
/// \file
/// Which item the rows of other tables are about: by key, by row number, or by how many rows each item has.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/read.hpp"

namespace openitem {

/// Rows of a table grouped by item, each item's in the order of the table.
struct RowsOfItems {
  std::vector<std::uint32_t> offsets;  ///< items + 1; empty = no table
  std::vector<std::uint32_t> rows;

  RowsOfItems() = default;
  /// `items`: of each row of the table.
  RowsOfItems(std::span<const std::uint32_t> items, std::int64_t item_count);
  [[nodiscard]] std::span<const std::uint32_t> of(std::int64_t item) const noexcept;
};

/// Refers to the table of items, which must outlive it.
class ItemLookup {
 public:
  ItemLookup(const ChunkedTable& items, std::int32_t threads);
  ItemLookup(const ItemLookup&) = delete;
  ItemLookup(ItemLookup&&) = delete;
  ItemLookup& operator=(const ItemLookup&) = delete;
  ItemLookup& operator=(ItemLookup&&) = delete;
  ~ItemLookup() = default;

  /// Keys of the items; nullptr where they have none.
  [[nodiscard]] const KeyCells* keys() const noexcept { return keys_ ? &*keys_ : nullptr; }
  /// The row of the items that each row of `table` is about, by its column item. \throws Error unknown_reference,
  /// missing_value or invalid_data (a key of the items that is missing or there twice).
  [[nodiscard]] std::vector<std::uint32_t> named_by(const ChunkedTable& table);
  /// The same of rows in the order of the items, `counts` of each. \throws Error inconsistent_data, invalid_argument.
  [[nodiscard]] std::vector<std::uint32_t> counted(const ChunkedColumn& counts,
                                                   const ChunkedTable& payments) const;

 private:
  [[nodiscard]] const KeyIndex& index();
  [[nodiscard]] std::vector<std::uint32_t> numbered_by(const ChunkedColumn& column) const;

  const ChunkedTable& items_;
  const std::int32_t threads_;
  std::optional<KeyCells> keys_;
  std::optional<KeyIndex> index_;
  std::vector<std::uint32_t> row_of_key_;
};

/// Items as the rows of another table refer to them.
struct ItemsReferredTo {
  ItemLookup& lookup;
  std::span<const std::int64_t> amounts;  ///< signed
  std::span<const std::uint16_t> currencies;
};
/// The currency of each row that is about the item of that row.
[[nodiscard]] std::vector<std::uint16_t> currencies_of(std::span<const std::uint32_t> item_of_row,
                                                       const ItemsReferredTo& items);

}  // namespace openitem
