#pragma once
/// \file
/// Paid invoices of all accounts and of each segment as they stood on every day: what features are shrunk toward
/// (docs/methods/behaviour.md, 4).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/account_sweep.hpp"
#include "behaviour/features.hpp"

namespace openitem::behaviour {

/// The code of a portfolio among those of segments: above every key and the missing one.
struct ParentKey {
  std::uint16_t currency;
  std::uint64_t segment;  ///< code (kNoKey = missing), or kPortfolio
  friend constexpr auto operator<=>(const ParentKey&, const ParentKey&) noexcept = default;
};
inline constexpr std::uint64_t kPortfolio = std::uint64_t{kNoKey} + 1;

/// What the invoices that enter and leave a window on a day come to.
struct ParentChange {
  ParentKey key;
  std::uint32_t window;  ///< among the paid windows that parents have
  std::int32_t day;
  PaidSums sums;
};

/// The windows that parents have: all, and those of days.
[[nodiscard]] std::vector<FeatureWindow> parent_windows(const BehaviourPlan& plan);

/// Appends the changes that the spans of one account bring. `codes`: segments by document row; empty = none.
void add_changes(std::span<const PaidSpan> spans, std::uint16_t currency,
                 std::span<const std::uint32_t> codes, std::span<const AccountDocument> documents,
                 std::span<const FeatureWindow> windows, std::vector<ParentChange>& changes);
/// Sorts, and adds up the changes of one key, window and day.
void merge_changes(std::vector<ParentChange>& changes);

class Parents {
 public:
  Parents() = default;
  /// `changes` of the whole ledger in any order; `weight` = k.
  Parents(std::vector<ParentChange> changes, const BehaviourPlan& plan, std::int32_t weight);

  /// The paid invoices of a window by the end of the day; nullptr = none yet.
  [[nodiscard]] const PaidSums* find(ParentKey key, std::uint32_t window, std::int32_t day) const noexcept;
  /// The value that an account's feature is shrunk toward. `column_window`: among the windows of the plan.
  [[nodiscard]] std::optional<double> value(Feature feature, std::uint32_t column_window,
                                            std::uint16_t currency, std::optional<std::uint32_t> segment,
                                            std::int32_t day) const;
  [[nodiscard]] double shrunk(std::int64_t count, std::optional<double> own, double parent) const noexcept;
  [[nodiscard]] std::span<const FeatureWindow> windows() const noexcept { return windows_; }
  /// Every key, ascending.
  [[nodiscard]] std::vector<ParentKey> keys() const;

 private:
  std::vector<FeatureWindow> windows_;
  std::vector<std::uint32_t> window_of_column_;  // by window of the plan
  std::vector<ParentChange> running_;            // by key, window, day: sums up to the day
  double weight_ = 0;
};

}  // namespace openitem::behaviour
