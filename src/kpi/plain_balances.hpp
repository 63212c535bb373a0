#pragma once
/// \file
/// The hot loop of receivables, past due and sales by customer: the rows of a few customers at a time, documents and then
/// applications, without a branch that data decides, into sums that the nearest cache holds.

#include <array>
#include <cstdint>
#include <vector>

#include "kpi/ledger_events.hpp"
#include "kpi/sums_tile.hpp"

namespace openitem {

inline constexpr ComponentSet kPlainBalances = {Component::receivable, Component::past_due, Component::sales};

/// Sums over all customers, for the proof.
struct BalanceTotals {
  static constexpr std::size_t kKindRoom = 16;  // for kKinds of documents
  std::vector<std::int64_t> posted;  ///< by position and kind, of documents: [position * kKindRoom + kind]
  std::vector<std::int64_t> receivable;  ///< by position, of the balances

  explicit BalanceTotals(std::uint32_t positions)
      : posted((positions + std::size_t{1}) * kKindRoom, 0), receivable(positions + std::size_t{1}, 0) {}
  void add(const BalanceTotals& other) noexcept;
};

/// Whether this gives what is asked for: receivable, past due and sales alone, in calendar days, and the customers are the
/// groups.
[[nodiscard]] bool has_plain_balances(const KpiQuery& query) noexcept;

/// Balances of customers. Refers to the query; requires has_plain_balances; one for each thread.
class PlainBalances {
 public:
  explicit PlainBalances(const KpiQuery& query);

  /// Balances (receivable and past due at each position) and movements (sales) of customers [first, first + count), at most
  /// SumsTile::kGroups. Of documents that are not plain, receivable and sales.
  const SumsTile& read(std::uint32_t first, std::size_t count);
  /// What read() fills.
  [[nodiscard]] const SumsTile& tile() const noexcept { return tile_; }
  /// Of all customers read so far.
  [[nodiscard]] const BalanceTotals& totals() const noexcept { return totals_; }

 private:
  void add_documents(std::size_t customer, std::size_t group);
  void add_applications(std::size_t customer, std::size_t group);
  void add_applications_by_document(std::size_t customer, std::size_t group);
  void settle();

  const LedgerData& ledger_;
  const PeriodAxis& axis_;
  SumsTile tile_;
  BalanceTotals totals_;
};

}  // namespace openitem
