#pragma once
/// \file
/// The integers that key figures of a ledger are made of (docs/methods/kpis.md, 3). All of them add over groups; movements
/// add over windows too.

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "openitem/column.hpp"

namespace openitem {

enum class Component : std::uint8_t {
  // Balances: at the end of a day.
  receivable,
  debits,
  unapplied,
  past_due,
  over_30,
  over_60,
  over_90,
  open_days,
  past_due_days,
  unapplied_days,
  disputed,
  open_items,
  past_due_items,
  unapplied_items,
  disputed_items,
  dunned,
  dunned_items,
  promised_open,
  promises_open,
  // Movements: of the days of a window.
  sales,
  paid,
  days_to_pay,
  days_late,
  terms,
  paid_items,
  deductions,
  deduction_items,
  billed,
  billing_days,
  billed_items,
  promises,
  promised,
  promises_kept,
  promised_kept,
  promises_paid,
  promised_paid,
  promises_superseded,
  bad_debts,
  costs,
  discounts_offered,
  discounts_given,
  discounts_missed,
  discounts_unearned,
  discounts_in_grace,
  offers_decided,
  offers_taken,
  // Documents of a kind, in the order of DocumentKind.
  of_unclassified_credit,
  of_invoice,
  of_debit_note,
  of_interest,
  of_fee,
  of_refund,
  of_payment_return,
  of_recovery,
  of_credit_note,
  of_payment,
  of_discount,
  of_write_off,
  of_adjustment,
  of_opening_balance,
};
inline constexpr std::size_t kFirstKind = static_cast<std::size_t>(Component::of_unclassified_credit);
inline constexpr std::size_t kComponents = static_cast<std::size_t>(Component::of_opening_balance) + 1;
inline constexpr std::size_t kKinds = kComponents - kFirstKind;

[[nodiscard]] constexpr std::size_t index_of(Component component) noexcept {
  return static_cast<std::size_t>(component);
}
[[nodiscard]] constexpr Component component_of_kind(std::size_t kind) noexcept {
  return static_cast<Component>(kFirstKind + kind);
}
[[nodiscard]] constexpr bool is_balance(Component component) noexcept { return component < Component::sales; }

/// Some of them.
class ComponentSet {
 public:
  constexpr ComponentSet() noexcept = default;
  constexpr ComponentSet(std::initializer_list<Component> components) noexcept {
    for (const Component component : components) add(component);
  }
  constexpr void add(Component component) noexcept { bits_ |= std::uint64_t{1} << index_of(component); }
  constexpr void add(ComponentSet other) noexcept { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(Component component) const noexcept {
    return (bits_ >> index_of(component) & 1) != 0;
  }
  [[nodiscard]] constexpr bool has_any(ComponentSet other) const noexcept {
    return (bits_ & other.bits_) != 0;
  }
  [[nodiscard]] constexpr bool is_within(ComponentSet other) const noexcept {
    return (bits_ & ~other.bits_) == 0;
  }

 private:
  std::uint64_t bits_ = 0;
};
static_assert(kComponents <= 64);

/// What a component counts, as its column says.
enum class ComponentUnit : std::uint8_t { amount, amount_days, count };

[[nodiscard]] std::string_view component_name(Component component) noexcept;
[[nodiscard]] ComponentUnit component_unit(Component component) noexcept;

}  // namespace openitem
