#pragma once
/// \file
/// The features as data: names, definitions, units; and the columns that windows and shrinkage make of them.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/behaviour.hpp"
#include "openitem/column.hpp"

namespace openitem::behaviour {

/// In the order of the columns.
enum class Feature : std::uint8_t {
  months_on_book,
  balance,
  open_items,
  open_amount,
  unapplied,
  overdue_items,
  overdue_amount,
  oldest_overdue_days,
  open_days_late_weighted,
  disputes_open,
  disputed_amount,
  disputed_share,
  days_since_payment,
  days_late_last,
  paid_invoices,
  days_late_mean,
  days_late_weighted,
  days_late_median,
  days_late_min,
  days_late_max,
  days_late_deviation,
  days_late_trend,
  late_share,
  late_30_share,
  part_paid_share,
  short_paid_share,
  discount_share,
  payments,
  payment_returns,
  payment_return_share,
  invoices,
  invoiced,
  credited,
  credit_note_share,
  order_growth,
  high_balance,
  disputes,
  promises_kept,
  promises_broken,
  promise_broken_share,
  relative_amount,
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::relative_amount) + 1;

/// What a feature is counted over.
enum class FeatureScope : std::uint8_t { point, paid, flow, flow_days };

struct FeatureDefinition {
  Feature feature;
  std::string_view name;
  FeatureScope scope;
  std::string_view kind;  ///< count, amount, days, mean, share, ratio, spread, trend
  std::string_view unit;
  bool is_shrunk;      ///< has a shrunk form
  bool is_of_invoice;  ///< of the invoice table alone
  std::string_view definition;
};
[[nodiscard]] std::span<const FeatureDefinition, kFeatures> feature_definitions() noexcept;
[[nodiscard]] const FeatureDefinition& definition_of(Feature feature) noexcept;

/// A window of paid invoices or of flows.
enum class WindowKind : std::uint8_t { all, last, days };
struct FeatureWindow {
  WindowKind kind = WindowKind::all;
  std::int32_t length = 0;
  [[nodiscard]] std::string suffix() const;
};

struct FeatureColumn {
  Feature feature;
  std::uint32_t window = 0;  ///< among the windows of paid invoices, or of flows; 0 = all
  bool is_shrunk = false;
  bool is_integer = false;  ///< counts, amounts, days; else doubles
  FeatureScope scope = FeatureScope::point;
  std::string name;
};

/// The windows and the columns of a call.
struct BehaviourPlan {
  std::vector<FeatureWindow> paid_windows;  ///< all, last n, days
  std::vector<FeatureWindow> flow_windows;  ///< all, days
  std::vector<FeatureColumn> columns;
  bool needs_order = false;     ///< a figure needs days late in their order (median, least, greatest)
  bool needs_promises = false;  ///< a figure is about promises

  [[nodiscard]] const FeatureWindow& window_of(const FeatureColumn& column) const noexcept;
};
/// \throws Error unknown_name, invalid_argument (a feature twice).
[[nodiscard]] BehaviourPlan plan_features(const BehaviourOptions& options, bool of_invoices);

/// The table "features".
[[nodiscard]] Table features_table(const BehaviourPlan& plan);

}  // namespace openitem::behaviour
