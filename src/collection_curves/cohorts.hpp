#pragma once
/// \file
/// Cohorts of invoices (group, currency, month of issue), their sums and their cells.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "collection_curves/settlements.hpp"
#include "openitem/collection_curves.hpp"
#include "openitem/column.hpp"

namespace openitem::collection_curves {

using SettledSums = std::array<std::int64_t, kSettledBy>;

struct Cohort {
  std::int64_t documents = 0;
  std::int64_t invoiced = 0;
  std::int64_t open = 0;  ///< of its open items, which are found apart from the settlements
  std::int32_t first_issue = 0, last_issue = 0;
  SettledSums settled = {};
};

/// Refers to the ledger and the keys, which must outlive it.
class Cohorts {
 public:
  /// \throws Error overflow.
  Cohorts(const LedgerData& ledger, const Books& books, const std::vector<GroupKey>& keys,
          std::int32_t threads);

  /// Sums the settlements into cells of `ages`. \throws Error overflow.
  void settle(std::span<const Settlement> settlements, std::span<const std::int32_t> ages);
  /// Open amounts of invoices; other documents are passed over. \throws Error overflow.
  void add_open(std::span<const std::uint32_t> documents, std::span<const std::int64_t> open);

  [[nodiscard]] Table cells(Date as_of, std::span<const std::int32_t> ages) const;
  [[nodiscard]] Table cohorts() const;
  [[nodiscard]] Table days_to_pay(std::span<const Settlement> settlements,
                                  std::span<const std::int32_t> percents) const;
  [[nodiscard]] Table proof() const;

 private:
  [[nodiscard]] std::uint32_t cohort_of(std::uint32_t document) const noexcept {
    return groups_.ids()[position_[document]];
  }
  [[nodiscard]] std::uint16_t currency_of(std::uint32_t cohort) const noexcept {
    return ranks_.currency(groups_.code(cohort, keys_.size()));
  }
  /// Columns that say which group, currency and (perhaps) month a row is of.
  void add_keys(Table& table, std::span<const std::uint32_t> cohorts, bool with_month) const;
  /// Cohorts with documents, ascending.
  [[nodiscard]] std::vector<std::uint32_t> filled() const;

  const LedgerData& ledger_;
  const std::vector<GroupKey>& keys_;
  CurrencyRanks ranks_;
  std::vector<std::uint32_t> invoices_;  // rows in Documents
  std::vector<std::uint32_t> position_;  // by document: in invoices_; kNoRow = no invoice
  std::int32_t first_month_ = 0;         // months since year 0
  Groups groups_;                        // of invoices_
  std::vector<Cohort> cohorts_;
  std::vector<SettledSums> cells_;  // by cohort, then age
};

}  // namespace openitem::collection_curves
