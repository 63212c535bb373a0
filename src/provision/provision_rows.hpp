#pragma once
/// \file
/// Exposures added up by group, currency and bucket, and the allowance of each (docs/methods/provision.md, 4).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/group_keys.hpp"
#include "provision/discounting.hpp"
#include "provision/exposures.hpp"
#include "provision/products.hpp"
#include "provision/rates_in_force.hpp"

namespace openitem {

/// The amounts of a row or of a currency. gross = specific + offset + tax + insured + base.
struct ProvisionAmounts {
  std::int64_t gross = 0, specific = 0, offset = 0, tax = 0, insured = 0, base = 0, covered = 0;
  std::int64_t undiscounted = 0;  ///< matrix_allowance before discounting
  std::int64_t matrix_allowance = 0, specific_allowance = 0, reimbursement = 0;
  std::int64_t open_items = 0;
  [[nodiscard]] std::int64_t discount() const noexcept { return undiscounted - matrix_allowance; }
  [[nodiscard]] std::int64_t allowance() const noexcept { return matrix_allowance + specific_allowance; }
  void add(const Exposure& exposure);
  void add(const ProvisionAmounts& other);
};

struct ProvisionRow {
  std::vector<std::uint32_t> group;  ///< codes in the order of the keys
  std::uint16_t currency = 0;
  std::int32_t bucket = 0;
  ProvisionAmounts amounts;
  RateInForce rate{};
  std::optional<std::int64_t> days_to_collection;  ///< nothing without discounting, or where none is given
  std::int64_t discount_factor = kWholeRate;       ///< parts per billion
};

/// The allowance of one currency without overlay, under a scenario, or as applied.
struct ScenarioLine {
  std::uint16_t currency = 0;
  std::string name;
  std::optional<std::int64_t> weight;
  std::int64_t matrix_allowance = 0, specific_allowance = 0;
};

struct ProvisionFigures {
  std::vector<ProvisionRow> rows;  ///< ascending by group, currency, bucket
  std::vector<ScenarioLine> scenarios;
};

/// What the rows are made from. Borrows.
struct ProvisionRequest {
  const LedgerData& ledger;
  const AgedItems& aged;
  std::span<const GroupKey> keys;
  std::span<const std::string> buckets;
  const RatesInForce& rates;
  const Discounting& discounting;
  ProductRounding rounding;
  std::int32_t threads;
};

/// Sets row and allowance of each exposure. \throws Error missing_value (a base without a rate), overflow.
[[nodiscard]] ProvisionFigures provide(const ProvisionRequest& request, std::vector<Exposure>& exposures);

/// Ascending by currency.
[[nodiscard]] std::vector<std::pair<std::uint16_t, ProvisionAmounts>> provision_totals(
    std::span<const ProvisionRow> rows);

}  // namespace openitem
