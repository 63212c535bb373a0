#include "ledger/rules.hpp"

#include <array>
#include <string>

namespace openitem {
namespace {

constexpr Severity S = Severity::suspicion;
constexpr Severity I = Severity::impossible;

// Position = Rule.
constexpr std::array<RuleRow, kRuleCount> kRules = {{
    {"missing_id", S, Status::missing_value, true,
     "the document has no id, so nothing can point at it; supply one where the source has it"},
    {"duplicate_id", S, Status::inconsistent_data, true,
     "document {value} stands here again with the same recorded-on; both rows are in the balance: remove "
     "one, or "
     "record the later version with a later recorded-on"},
    {"repeated_row", S, Status::inconsistent_data, true,
     "the row agrees with source row {detail} in customer, entity, kind, dates, amount and currency; both "
     "are in the "
     "balance: remove one if it is the same document"},
    {"missing_due_date", S, Status::missing_value, true,
     "the debit has neither a due date nor instalments; supply one, or choose how aging treats missing "
     "dates"},
    {"due_before_issue", S, Status::inconsistent_data, true,
     "due date {value} is before the issue date {detail}; check both"},
    {"payment_before_invoice", S, Status::inconsistent_data, true,
     "the payment was posted on {value}, before the document it settles ({detail}); it is unapplied until "
     "then"},
    {"applied_before_posting", S, Status::inconsistent_data, true,
     "applied on {value}, before both documents were posted ({detail}); check the dates"},
    {"customer_mismatch", S, Status::inconsistent_data, true,
     "credit and debit belong to different customers: {value} and {detail}; check the reference"},
    {"inexact_amount", S, Status::inexact_amount, true,
     "{value} is a float with more digits than its currency; it was rounded half up: supply decimals or "
     "minor units"},
    {"overpaid", S, Status::inconsistent_data, true,
     "paid {value} on an amount of {detail}; what is beyond the amount stays unapplied"},
    {"missing_value", I, Status::missing_value, true,
     "the cell is empty, a value is required ({detail}); supply it, or exclude such rows with row policy "
     "mark"},
    {"unreadable_value", I, Status::invalid_data, true,
     "{value} {detail}; correct it, or exclude such rows with row policy mark"},
    {"out_of_range", I, Status::overflow, true,
     "{value} {detail}; correct it, or exclude such rows with row policy mark"},
    {"invalid_text", I, Status::invalid_text, true,
     "{value} {detail}; supply UTF-8, or exclude such rows with row policy mark"},
    {"unknown_currency", I, Status::unknown_name, false,
     "{value} is not an ISO 4217 currency with minor units, such as EUR; correct it, or exclude such rows "
     "with row "
     "policy mark"},
    {"unknown_kind", I, Status::unknown_name, true,
     "{value} is not a kind of document; expected one of {detail}"},
    {"sign_against_kind", I, Status::inconsistent_data, true,
     "a document of kind {detail} cannot have the amount {value}: debits are not below 0, credits not above; "
     "correct "
     "it, or set sign = by_kind where amounts are magnitudes"},
    {"paid_amount_without_date", I, Status::inconsistent_data, true,
     "paid amount {value} has no paid date; supply the date, or leave the amount empty"},
    {"paid_sign", I, Status::inconsistent_data, true,
     "paid amount {value} does not have the sign of the amount {detail}; correct one of them"},
    {"unknown_document", I, Status::unknown_reference, true,
     "document {value} is not among the kept documents; supply it, correct the reference, or exclude such "
     "rows with "
     "row policy mark"},
    {"not_a_debit", I, Status::inconsistent_data, true,
     "document {value} is a credit ({detail}), a debit was expected; swap debit and credit, or correct the "
     "reference"},
    {"not_a_credit", I, Status::inconsistent_data, true,
     "document {value} is a debit ({detail}), a credit was expected; swap debit and credit, or correct the "
     "reference"},
    {"mixed_currency", I, Status::inconsistent_data, true,
     "amount {value}: {detail}; give both amounts where the currencies differ, and equal ones where they do "
     "not"},
    {"over_application", I, Status::inconsistent_data, true,
     "applying {value} would bring {detail}; expected 0 up to the amount: correct it, or exclude such rows "
     "with row "
     "policy mark"},
    {"unknown_instalment", I, Status::unknown_reference, true,
     "instalment {value} of document {detail} is not in the instalments table; correct the number or leave "
     "it empty"},
    {"instalment_total", I, Status::inconsistent_data, true,
     "{detail}; all its instalments are impossible: correct them or the document"},
    {"duplicate_instalment", I, Status::inconsistent_data, true,
     "document {detail} has an instalment number more than once; all its instalments are impossible: number "
     "them "
     "apart"},
    {"negative_instalment", I, Status::inconsistent_data, true,
     "document {detail} has an instalment of the other sign; all its instalments are impossible: correct the "
     "amounts"},
    {"dispute_of_credit", I, Status::inconsistent_data, true,
     "document {value} is a credit ({detail}), only debits can be disputed; correct the reference"},
    {"negative_dispute", I, Status::inconsistent_data, true,
     "disputed amount {value} is below 0; expected 0 or more, or empty for the whole document"},
    {"dispute_dates", I, Status::inconsistent_data, true,
     "closed on {value}, before it was opened on {detail}; correct one of them"},
    {"unknown_customer", S, Status::unknown_reference, false,
     "customer {value} has no documents; check the spelling"},
    {"duplicate_customer", I, Status::inconsistent_data, false,
     "customer {value} stands in source row {detail} already; keep one row a customer"},
    {"parent_cycle", I, Status::inconsistent_data, false,
     "{value} as parent closes a cycle: {detail}; correct one of these parents, or leave it empty"},
}};

void replace(std::string& text, std::string_view place, std::string_view with) {
  const std::size_t at = text.find(place);
  if (at != std::string::npos) text.replace(at, place.size(), with);
}

}  // namespace

const RuleRow& rule_row(std::uint16_t rule) noexcept { return kRules[rule]; }

std::string message_of(const Finding& finding) {
  std::string text = rule_row(finding.rule).message;
  // The detail first: a value that spells "{detail}" is not a place.
  const std::size_t detail = text.find("{detail}");
  const std::size_t value = text.find("{value}");
  if (detail != std::string::npos && (value == std::string::npos || detail > value)) {
    replace(text, "{detail}", finding.detail);
    replace(text, "{value}", "'" + finding.value + "'");
  } else {
    replace(text, "{value}", "'" + finding.value + "'");
    replace(text, "{detail}", finding.detail);
  }
  return text;
}

}  // namespace openitem
