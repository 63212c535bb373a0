#include "kpi/ledger_components.hpp"

#include "openitem/ledger.hpp"

namespace openitem {
namespace {

struct ComponentRow {
  std::string_view name;
  ComponentUnit unit;
};

using enum ComponentUnit;

// Position = Component.
constexpr std::array<ComponentRow, kFirstKind> kRows = {{
    {"receivable", amount},
    {"debits", amount},
    {"unapplied", amount},
    {"past_due", amount},
    {"over_30", amount},
    {"over_60", amount},
    {"over_90", amount},
    {"open_days", amount_days},
    {"past_due_days", amount_days},
    {"unapplied_days", amount_days},
    {"disputed", amount},
    {"open_items", count},
    {"past_due_items", count},
    {"unapplied_items", count},
    {"disputed_items", count},
    {"dunned", amount},
    {"dunned_items", count},
    {"promised_open", amount},
    {"promises_open", count},
    {"sales", amount},
    {"paid", amount},
    {"days_to_pay", amount_days},
    {"days_late", amount_days},
    {"terms", amount_days},
    {"paid_items", count},
    {"deductions", amount},
    {"deduction_items", count},
    {"billed", amount},
    {"billing_days", amount_days},
    {"billed_items", count},
    {"promises", count},
    {"promised", amount},
    {"promises_kept", count},
    {"promised_kept", amount},
    {"promises_paid", count},
    {"promised_paid", amount},
    {"promises_superseded", count},
    {"bad_debts", amount},
    {"costs", amount},
    {"discounts_offered", amount},
    {"discounts_given", amount},
    {"discounts_missed", amount},
    {"discounts_unearned", amount},
    {"discounts_in_grace", amount},
    {"offers_decided", count},
    {"offers_taken", count},
}};

}  // namespace

std::string_view component_name(Component component) noexcept {
  const std::size_t at = index_of(component);
  if (at >= kFirstKind) return document_kind_name(static_cast<DocumentKind>(at - kFirstKind));
  return kRows[at].name;
}

ComponentUnit component_unit(Component component) noexcept {
  const std::size_t at = index_of(component);
  return at >= kFirstKind ? amount : kRows[at].unit;
}

}  // namespace openitem
