#pragma once
/// \file
/// The tables of an interest statement (docs/methods/late_interest.md, 9).

#include <cstdint>
#include <span>
#include <vector>

#include "aging/group_keys.hpp"
#include "interest/statement.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// What names the items of a statement, and groups them: plain rows or documents.
class InterestItemColumns {
 public:
  InterestItemColumns() = default;
  InterestItemColumns(const InterestItemColumns&) = delete;
  InterestItemColumns& operator=(const InterestItemColumns&) = delete;
  virtual ~InterestItemColumns() = default;
  /// Adds the columns that name an item; one entry a row of the table.
  virtual void add_columns(Table& table, std::span<const std::uint32_t> rows,
                           std::span<const std::int32_t> instalments) const = 0;
  /// Those of `by`, by StatedItem::row.
  [[nodiscard]] virtual std::vector<GroupKey> group_keys() const = 0;
};

struct InterestView {
  const InterestTerms& terms;
  const Statement& statement;
  const InterestItemColumns& columns;
  Date as_of;
  const char* source;  ///< "items" or "ledger"
};

/// \throws Error overflow, invalid_argument (a name in `by` that is a column of the table already).
[[nodiscard]] Interest interest_tables(const InterestView& view);

/// Names that columns of items must not have.
[[nodiscard]] std::span<const std::string_view> interest_column_names() noexcept;

}  // namespace openitem
