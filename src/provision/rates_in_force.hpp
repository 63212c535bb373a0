#pragma once
/// \file
/// The loss rate of each place: as given, overlaid, and under each scenario (docs/methods/provision.md, 2).

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

/// A possible future and its probability.
struct Scenario {
  std::string name;
  std::int64_t weight, factor, points;  ///< parts per billion
};

/// What is applied to one place; everything in parts per billion.
struct RateInForce {
  std::optional<std::size_t> source_row;  ///< of the table "rates"
  std::int64_t rate = 0;
  std::int64_t factor, points;  ///< of the overlay; 10^9 and 0 where there is none
  std::int64_t overlaid = 0;
  std::int64_t applied = 0;  ///< weighted over the scenarios
};

/// The tables "rates", "overlays" and "scenarios".
class RatesInForce {
 public:
  /// \throws Error as compute_provision.
  RatesInForce(const NamedTables& tables, std::span<const GroupKey> keys,
               std::span<const std::string> buckets);
  [[nodiscard]] RateInForce of(const Segment& segment) const;
  /// The rate of a place under one scenario.
  [[nodiscard]] static std::int64_t under(const Scenario& scenario, const RateInForce& rate);
  [[nodiscard]] std::span<const Scenario> scenarios() const noexcept { return scenarios_; }
  /// The table "rates" as it was given.
  [[nodiscard]] const ChunkedTable& table() const noexcept { return table_; }
  [[nodiscard]] std::span<const std::int64_t> rates() const noexcept { return rates_; }

 private:
  void read_overlays(const ChunkedTable& table, std::span<const GroupKey> keys,
                     std::span<const std::string> buckets);
  void read_scenarios(const ChunkedTable& table);

  struct Overlay {
    std::int64_t factor, points;
  };
  const ChunkedTable& table_;
  const KeyedRows rows_;
  const std::vector<std::int64_t> rates_;
  std::optional<KeyedRows> overlay_rows_;
  std::vector<Overlay> overlays_;
  std::vector<Scenario> scenarios_;
};

}  // namespace openitem
