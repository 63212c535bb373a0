#pragma once
/// \file
/// The groups of a KPI table: tuples of keys and the currency, as dense numbers in the order of their output.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "kpi/ledger_events.hpp"

namespace openitem {

class KpiGrouping {
 public:
  /// `by_customer`: each group once more by customer, behind its other keys.
  KpiGrouping(const LedgerData& ledger, const std::vector<GroupKey>& keys, const CurrencyRanks& ranks,
              bool by_customer, std::int32_t threads);

  [[nodiscard]] KpiGroups groups() const noexcept {
    return {ids_, size_, is_by_customer_, holds_both_sides_, !groups_};
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  [[nodiscard]] std::span<const std::uint32_t> ids() const noexcept { return ids_; }
  [[nodiscard]] bool has_one_currency() const noexcept { return !has_currency_level_; }
  /// Code of the group's key; kNoKey = missing.
  [[nodiscard]] std::uint32_t code(std::uint32_t group, std::size_t key) const noexcept {
    return groups_ ? groups_->code(numbers_[group], key) : group;
  }
  [[nodiscard]] std::uint16_t currency(std::uint32_t group) const noexcept {
    return ranks_.currency(has_currency_level_ ? groups_->code(numbers_[group], keys_) : 0);
  }

 private:
  void number_densely(std::int32_t threads);

  const CurrencyRanks& ranks_;
  const std::size_t keys_;
  const bool has_currency_level_;
  const bool is_by_customer_;
  bool holds_both_sides_ = false;
  std::uint32_t size_ = 0;
  std::optional<Groups> groups_;        // none: the customers are the groups
  std::vector<std::uint32_t> numbers_;  // of the groups that hold a document
  std::vector<std::uint32_t> dense_;    // ids by document where the numbers have gaps
  std::span<const std::uint32_t> ids_;
};

}  // namespace openitem
