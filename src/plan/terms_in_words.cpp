// The terms of a plan as lines of a table "about".

#include <array>
#include <string>

#include "money/rounding.hpp"
#include "plan/checks.hpp"
#include "plan/plan_tables.hpp"

namespace openitem::plan {
namespace {

template <std::size_t Count, class Enum>
std::string word_of(const std::array<std::string_view, Count>& words, Enum value) {
  return std::string(words.at(static_cast<std::size_t>(value)));
}

constexpr std::array<std::string_view, 8> kForms = {
    "",          "annuity",        "equal_principal", "add_on", "interest_only",
    "graduated", "given_payments", "given_principal"};
constexpr std::array<std::string_view, 4> kEarnings = {"", "rule_of_78", "straight_line", "actuarial"};
constexpr std::array<std::string_view, 4> kBases = {"", "periodic", "per_period", "day_count"};
constexpr std::array<std::string_view, 3> kOddPeriods = {"", "whole", "by_days"};
constexpr std::array<std::string_view, 3> kGraces = {"", "interest_only", "capitalised"};
constexpr std::array<std::string_view, 3> kResidues = {"last", "first", "spread"};
constexpr std::array<std::string_view, 6> kUnits = {"", "days", "weeks", "months", "quarters", "years"};
constexpr std::array<std::string_view, 4> kMethods = {"", "none", "eu", "regulation_z"};

/// Only what was stated: a line that says 0 of an option nobody used says nothing.
void add_amount(AboutLines& about, std::string_view name, std::int64_t amount) {
  if (amount != 0) about.add(name, std::to_string(amount));
}

}  // namespace

std::string rate_in_words(std::int64_t rate, std::int64_t unit) {
  std::int64_t power = unit;
  std::size_t decimals = 0;
  for (; power % 10 == 0; power /= 10) ++decimals;
  if (power != 1) return std::to_string(rate) + "/" + std::to_string(unit);
  std::string text = std::to_string(rate);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  if (decimals == 0) return text;
  text.insert(text.size() - decimals, 1, '.');
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

namespace {

void describe_form(const PlanTerms& terms, AboutLines& about) {
  about.add("form", word_of(kForms, terms.form));
  about.add("rate", rate_in_words(terms.rate, terms.rate_unit));
  about.add("rate_basis", word_of(kBases, terms.rate_basis));
  about.add("day_count", std::string(name_of(terms.day_count)));
  if (terms.form == PlanForm::add_on) {
    about.add("earning", word_of(kEarnings, terms.earning));
    about.add("charge_minor", terms.charge ? std::to_string(*terms.charge) : "");
  }
  if (terms.form == PlanForm::graduated) {
    about.add("growth_ppb", std::to_string(terms.growth));
    about.add("growth_every", std::to_string(terms.growth_every));
  }
  add_amount(about, "down_payment_minor", terms.down_payment);
  add_amount(about, "down_payment_rate_ppb", terms.down_payment_rate);
  add_amount(about, "balloon_minor", terms.balloon);
  add_amount(about, "grace", terms.grace);
  if (terms.grace != 0) about.add("grace_kind", word_of(kGraces, terms.grace_kind));
}

void describe_dates(const PlanTerms& terms, AboutLines& about) {
  about.add("unit", word_of(kUnits, terms.unit));
  about.add("every", std::to_string(terms.every));
  about.add("end_of_month", terms.end_of_month ? "true" : "false");
  about.add("first_due_date", day_text(terms.first_due));
  about.add("odd_period", word_of(kOddPeriods, terms.odd_period));
  about.add("convention", std::string(name_of(terms.convention)));
  about.add("calendar", calendar_text(terms.calendar));
  about.add("interest_on_adjusted", terms.interest_on_adjusted ? "true" : "false");
}

}  // namespace

void describe_terms(const PlanTerms& terms, const PlanOptions& options, AboutLines& about) {
  about.add("formula", "docs/methods/plans.md");
  describe_form(terms, about);
  describe_dates(terms, about);
  add_amount(about, "upfront_fee_minor", terms.upfront_fee);
  if (terms.upfront_fee != 0) about.add("upfront_fee_is", terms.finance_upfront_fee ? "financed" : "paid");
  add_amount(about, "instalment_fee_minor", terms.instalment_fee);
  add_amount(about, "single_fee_minor", terms.single_fee);
  add_amount(about, "single_fee_instalment", terms.single_fee_instalment);
  about.add("payment_unit_minor", std::to_string(terms.payment_unit));
  about.add("rounding", std::string(name_of(terms.rounding)));
  about.add("interest_rounding", std::string(name_of(terms.interest_rounding)));
  about.add("residue", word_of(kResidues, terms.residue));
  about.add("apr_method", word_of(kMethods, options.apr));
  about.add("payments", "principal + interest + fees");
  about.add("cost_of_credit", "payments - principal = interest + fees");
  about.add("effective_rate", "xirr of -(principal - payment at the start) and the payments, act_365_fixed");
}

}  // namespace openitem::plan
