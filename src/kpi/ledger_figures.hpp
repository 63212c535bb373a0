#pragma once
/// \file
/// Which figures a ledger has, what components they need, and how they come from them (docs/methods/kpis.md, 5).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/int128.hpp"
#include "kpi/ledger_events.hpp"
#include "kpi/ledger_periods.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"

namespace openitem {

/// Receivables of the customers of each group: what concentration is measured on.
struct CustomerBalances {
  std::vector<std::size_t> offsets;  ///< customers of group g: [offsets[g], offsets[g + 1])
  const ComponentSums* sums = nullptr;
};

/// What one group has in one window. Refers to everything in it.
class FigureInputs {
 public:
  FigureInputs(const KpiSums& sums, const CustomerBalances& customers, const KpiOptions& options)
      : sums_(sums.components),
        origins_(sums.items.origins),
        customers_(customers),
        options_(options),
        receivable_(options.receivable == KpiReceivable::net ? Component::receivable : Component::debits) {}

  void place(std::uint32_t group, const PeriodWindows& windows) noexcept {
    group_ = group;
    windows_ = &windows;
  }

  [[nodiscard]] std::int64_t closing(Component component) const noexcept {
    return sums_.balance(component, group_, windows_->period.end);
  }
  [[nodiscard]] std::int64_t opening(Component component) const noexcept {
    return sums_.balance(component, group_, windows_->period.begin);
  }
  [[nodiscard]] std::int64_t moved(Component component) const noexcept {
    return moved(component, windows_->period);
  }
  [[nodiscard]] std::int64_t moved(Component component, Window window) const noexcept {
    return sums_.movement(component, group_, window.begin, window.end);
  }
  [[nodiscard]] std::int64_t moved_kind(DocumentKind kind, Window window) const noexcept {
    return moved(component_of_kind(static_cast<std::size_t>(kind)), window);
  }
  [[nodiscard]] std::int64_t sales() const noexcept { return moved(Component::sales, windows_->sales); }
  [[nodiscard]] std::int64_t closing_receivable() const noexcept { return closing(receivable_); }
  [[nodiscard]] std::int64_t opening_receivable() const noexcept { return opening(receivable_); }
  [[nodiscard]] const PeriodWindows& windows() const noexcept { return *windows_; }
  [[nodiscard]] const KpiOptions& options() const noexcept { return options_; }
  /// What is open at the end by the months of the history, latest first; then what was posted before them.
  [[nodiscard]] std::span<const std::int64_t> origins() const noexcept {
    return origins_.months_of(group_, windows_->period.end);
  }
  /// Closing receivables of the group's customers.
  [[nodiscard]] std::vector<std::int64_t> customer_balances() const;

 private:
  const ComponentSums& sums_;
  const OriginBalances& origins_;
  const CustomerBalances& customers_;
  const KpiOptions& options_;
  const Component receivable_;
  std::uint32_t group_ = 0;
  const PeriodWindows* windows_ = nullptr;
};

/// A figure as the two parts of its division.
struct FigureParts {
  Int128 numerator, denominator;
  std::int64_t count = 0;
  kpi::Warning when_zero = kpi::Warning::zero_denominator;
  kpi::Warning warning = kpi::Warning::none;
};

struct LedgerFigure {
  std::string_view id;
  ComponentSet needs;
  FigureParts (*parts)(const FigureInputs&);   ///< nullptr: not a division of two sums
  kpi::Figure (*figure)(const FigureInputs&);  ///< where `parts` is nullptr
  bool is_default;
  bool needs_history, needs_customers;
  bool needs_origins = false;
};

/// Figures of what the ledger's further tables and those of the call say: promises, dunning, costs, bad debts; and those that
/// join parts of others. In the order of the documentation.
[[nodiscard]] std::span<const LedgerFigure> further_ledger_figures() noexcept;
[[nodiscard]] std::span<const kpi::Definition> further_ledger_definitions() noexcept;

/// In the order of the documentation: the first of all figures.
[[nodiscard]] std::span<const LedgerFigure> ledger_figures() noexcept;
/// \throws Error unknown_name listing the figures there are.
[[nodiscard]] const LedgerFigure& find_ledger_figure(std::string_view id);
/// Those asked for, or the default ones. \throws Error unknown_name, invalid_argument (one twice).
[[nodiscard]] std::vector<const LedgerFigure*> resolve_figures(std::span<const std::string> ids);
/// Of a figure of a ledger: the library's, or that of a figure that only a ledger has.
[[nodiscard]] const kpi::Definition& ledger_definition_of(std::string_view id);

/// What a figure comes to. Requires inputs that hold what it needs. \throws Error overflow.
[[nodiscard]] kpi::Figure compute_figure(const LedgerFigure& figure, const kpi::Definition& definition,
                                         const FigureInputs& inputs);

}  // namespace openitem
