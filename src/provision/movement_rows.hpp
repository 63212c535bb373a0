#pragma once
/// \file
/// The amounts that a movement of the allowance is made from, added up by segment and currency.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "openitem/provision.hpp"

namespace openitem {

/// One table of a movement and how its money is read.
struct AllowanceTable {
  const ChunkedTable* table;
  MoneyForm money;
};

/// What the caller gave, and what a ledger stands for. nullptr = none.
struct AllowanceTables {
  AllowanceTable opening, closing, write_offs, recoveries, currency_effects;
};

struct AllowanceRow {
  std::vector<std::uint32_t> group;  ///< codes in the dictionaries
  std::uint16_t currency = 0;
  AllowanceFigures figures;
  AllowanceMovement movement{};
};

struct AllowanceRows {
  std::vector<KeyDictionary> dictionaries;  ///< of the columns in `by`
  std::vector<AllowanceRow> rows;           ///< ascending by group, then currency; missing keys last
};

/// \throws Error as compute_provision_movement.
[[nodiscard]] AllowanceRows add_up_movement(const AllowanceTables& tables, std::span<const std::string> by,
                                            RecoveryTreatment treatment);

}  // namespace openitem
