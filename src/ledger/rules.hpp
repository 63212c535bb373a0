#pragma once
// The rules of docs/methods/ledger.md, section 6, as data.

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/ledger_data.hpp"

namespace openitem {

// In the order of the docs. Finding::rule and Exclusion::rule are these numbers.
enum class Rule : std::uint16_t {
  missing_id,
  duplicate_id,
  repeated_row,
  missing_due_date,
  due_before_issue,
  payment_before_invoice,
  applied_before_posting,
  customer_mismatch,
  inexact_amount,
  overpaid,
  missing_value,
  unreadable_value,
  out_of_range,
  invalid_text,
  unknown_currency,
  unknown_kind,
  sign_against_kind,
  paid_amount_without_date,
  paid_sign,
  unknown_document,
  not_a_debit,
  not_a_credit,
  mixed_currency,
  over_application,
  unknown_instalment,
  instalment_total,
  duplicate_instalment,
  negative_instalment,
  dispute_of_credit,
  negative_dispute,
  dispute_dates,
  unknown_customer,
  duplicate_customer,
  parent_cycle,
};
inline constexpr std::uint16_t kRuleCount = static_cast<std::uint16_t>(Rule::parent_cycle) + 1;

struct RuleRow {
  const char* name;
  Severity severity;
  Status status;    // of the Error under RowPolicy::strict
  bool has_impact;  // whether the row's amount is its money impact
  // The sentence of errors and findings; {value} and {detail} are replaced by those of the finding.
  const char* message;
};

// Requires rule < kRuleCount.
[[nodiscard]] const RuleRow& rule_row(std::uint16_t rule) noexcept;
[[nodiscard]] inline const RuleRow& rule_row(Rule rule) noexcept {
  return rule_row(static_cast<std::uint16_t>(rule));
}
// The finding's sentence: what is wrong, what was expected, what to do.
[[nodiscard]] std::string message_of(const Finding& finding);

}  // namespace openitem
