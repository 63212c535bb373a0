#pragma once
/// \file
/// The open debit items of a ledger and what is left of each as exposure (docs/methods/provision.md, 3).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aging/aged_items.hpp"
#include "column/named_tables.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/provision.hpp"
#include "provision/input_cells.hpp"

namespace openitem {

inline constexpr std::size_t kNotSpecific = static_cast<std::size_t>(-1);

/// One open debit item. open = specific + offset + tax + insured + base.
struct Exposure {
  std::size_t item = 0;                 ///< position in OpenItems
  std::size_t row = 0;                  ///< of the table "rows"
  std::size_t assessed = kNotSpecific;  ///< row of the table "specific"
  std::int64_t open = 0;
  std::int64_t specific = 0;       ///< open where it is specifically assessed, else 0
  std::int64_t offset = 0;         ///< taken by credits of the customer
  std::int64_t tax = 0;            ///< recoverable tax in what is left
  std::int64_t insured = 0;        ///< covered by insurance that is part of the contract
  std::int64_t base = 0;           ///< what the matrix applies to
  std::int64_t covered = 0;        ///< of base: covered by insurance that is an asset of its own
  std::int64_t specific_base = 0;  ///< specific without recoverable tax
  std::int64_t undiscounted = 0;   ///< part of the row's loss before discounting
  std::int64_t matrix_allowance = 0, specific_allowance = 0, reimbursement = 0;
  [[nodiscard]] std::int64_t allowance() const noexcept { return matrix_allowance + specific_allowance; }
  [[nodiscard]] std::int64_t discount() const noexcept { return undiscounted - matrix_allowance; }
};

/// What a row of the table "specific" came to in one currency.
struct SpecificLine {
  std::int64_t source_row = 0;
  bool is_document = false;
  std::optional<std::uint16_t> currency;  ///< nothing where no item is open
  std::int64_t open_items = 0, open = 0, base = 0, allowance = 0;
};

/// What the exposures are made from. Borrows.
struct ExposureRequest {
  const LedgerData& ledger;
  const AgedItems& aged;
  const NamedTables& tables;
  const ProvisionOptions& options;
  std::int32_t threads;
};

/// In the order of the open items.
struct Exposures {
  std::vector<Exposure> items;
  std::vector<SpecificLine> specific;  ///< by row of the table, then currency
};

/// \throws Error as compute_provision.
[[nodiscard]] Exposures find_exposures(const ExposureRequest& request);

}  // namespace openitem
