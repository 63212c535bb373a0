#pragma once
/// \file
/// Present value of an expected loss: days until cash comes in, and the discount factor (docs/methods/provision.md, 8).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aging/group_keys.hpp"
#include "column/named_tables.hpp"
#include "provision/input_cells.hpp"
#include "provision/keyed_rows.hpp"

namespace openitem {

/// (1 + rate) ^ (-days / 365) in parts per billion, half up. `rate`: effective a year, parts per billion.
[[nodiscard]] std::int64_t discount_factor(std::int64_t rate, std::int64_t days);

/// The table "collection": days from the as-of date until cash comes in, by place.
class Discounting {
 public:
  /// `rate` = 0: nothing is discounted. \throws Error invalid_argument (a table without a rate), missing_column, missing_value,
  /// invalid_data (days outside 0 .. 36,600), and as KeyedRows.
  Discounting(const NamedTables& tables, std::span<const GroupKey> keys, std::span<const std::string> buckets,
              std::int64_t rate);
  [[nodiscard]] bool is_asked_for() const noexcept { return rate_ != 0; }
  /// Nothing where no row of the table applies.
  [[nodiscard]] std::optional<std::int64_t> days_of(const Segment& segment) const;
  [[nodiscard]] std::int64_t factor(std::int64_t days) const { return discount_factor(rate_, days); }

 private:
  std::int64_t rate_;
  std::optional<KeyedRows> rows_;
  std::vector<std::int64_t> days_;
};

}  // namespace openitem
