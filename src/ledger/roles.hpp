#pragma once
// Tables and their roles as data (docs/methods/ledger.md, section 2), and which column plays which role.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "column/read.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

struct RoleRow {
  const char* name;
  bool is_required;
  bool is_repeatable;
};
// Roles of a table in the order of the docs, which is the order in which a row's faults are looked for.
[[nodiscard]] std::span<const RoleRow> roles_of(LedgerTable table) noexcept;

// The columns of one input table by role. An absent table has no columns and no rows.
class TableColumns {
 public:
  [[nodiscard]] bool is_given() const noexcept { return table_ != nullptr; }
  [[nodiscard]] std::int64_t rows() const noexcept { return is_given() ? table_->rows() : 0; }
  // nullptr where no column plays the role.
  [[nodiscard]] const ChunkedColumn* one(std::string_view role) const noexcept;
  // All columns of a repeatable role, in the order of the mapping.
  [[nodiscard]] std::span<const ChunkedColumn* const> all(std::string_view role) const noexcept;

 private:
  friend class RoleResolver;
  LedgerTable kind_ = LedgerTable::documents;
  const ChunkedTable* table_ = nullptr;
  std::vector<std::vector<const ChunkedColumn*>> by_role_;  // position = role
};

// All input tables, their roles resolved. Borrows the caller's memory.
class LedgerInput {
 public:
  // \throws Error: unknown or missing tables, roles, columns; what gather_tables throws.
  LedgerInput(std::span<const TableView> tables, std::span<const ColumnMapping> map);
  LedgerInput(const LedgerInput&) = delete;
  LedgerInput& operator=(const LedgerInput&) = delete;
  LedgerInput(LedgerInput&&) = delete;
  LedgerInput& operator=(LedgerInput&&) = delete;
  ~LedgerInput() = default;

  [[nodiscard]] const TableColumns& operator[](LedgerTable table) const noexcept {
    return columns_[static_cast<std::size_t>(table)];
  }
  [[nodiscard]] std::vector<ColumnUse> take_uses() noexcept { return std::move(uses_); }

 private:
  std::vector<ChunkedTable> tables_;
  std::array<TableColumns, kLedgerTables> columns_;
  std::vector<ColumnUse> uses_;
};

// Open items as columns: one table, `items`, its roles resolved. Borrows the caller's memory.
class ItemInput {
 public:
  // \throws Error: unknown or missing table, roles, columns; what gather_tables throws.
  ItemInput(std::span<const TableView> tables, std::span<const ColumnMapping> map);
  ItemInput(const ItemInput&) = delete;
  ItemInput& operator=(const ItemInput&) = delete;
  ItemInput(ItemInput&&) = delete;
  ItemInput& operator=(ItemInput&&) = delete;
  ~ItemInput() = default;
  [[nodiscard]] const TableColumns& columns() const noexcept { return columns_; }

 private:
  std::vector<ChunkedTable> tables_;
  TableColumns columns_;
};

}  // namespace openitem
