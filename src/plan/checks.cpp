#include "plan/checks.hpp"

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/rounding.hpp"

namespace openitem::plan {
namespace {

[[noreturn]] void refuse_terms(std::string_view text) { throw Error(Status::invalid_argument, text); }

void check_money(std::string_view name, std::int64_t amount) {
  check_bounds(name, amount, 0, kAmountLimit - 1);
}

void check_rate_terms(const PlanTerms& terms) {
  check_bounds("rate_unit", terms.rate_unit, 1, kMostRateUnit);
  check_bounds("rate", terms.rate, 0, 100 * terms.rate_unit);
  if (terms.rate != 0 || terms.rate_basis != PlanRateBasis::not_set) {
    check_plan_choice("rate_basis", static_cast<std::int32_t>(terms.rate_basis),
                      static_cast<std::int32_t>(PlanRateBasis::day_count),
                      "periodic, per_period or day_count");
  }
  if (terms.odd_period != OddPeriod::not_set) {
    check_plan_choice("odd_period", static_cast<std::int32_t>(terms.odd_period),
                      static_cast<std::int32_t>(OddPeriod::by_days), "whole or by_days");
  }
}

void check_date_terms(const PlanTerms& terms) {
  if (terms.convention != BusinessDayConvention::none && !terms.calendar) {
    refuse_terms("the business-day convention needs a calendar; give one, or take the convention none");
  }
  if (terms.interest_on_adjusted && terms.convention == BusinessDayConvention::none) {
    refuse_terms("interest_on_adjusted has nothing to follow: state a business-day convention too");
  }
  if (terms.interest_on_adjusted && terms.rate_basis != PlanRateBasis::day_count) {
    refuse_terms("interest_on_adjusted moves interest only where days are counted: rate_basis day_count");
  }
}

void check_grace(const PlanTerms& terms) {
  check_bounds("grace", terms.grace, 0, instalments_of(terms) - 1);
  if (terms.grace == 0) {
    if (terms.grace_kind != PlanGrace::not_set) refuse_terms("grace_kind is that of a grace: give grace too");
    return;
  }
  check_plan_choice("grace_kind", static_cast<std::int32_t>(terms.grace_kind),
                    static_cast<std::int32_t>(PlanGrace::capitalised), "interest_only or capitalised");
  if (is_given_form(terms.form) || terms.form == PlanForm::add_on || terms.form == PlanForm::interest_only) {
    refuse_terms("a grace belongs to the forms annuity, equal_principal and graduated");
  }
}

void check_charge(const PlanTerms& terms) {
  if (terms.form != PlanForm::add_on) {
    if (terms.charge || terms.earning != ChargeEarning::not_set) {
      refuse_terms("charge and earning belong to the form add_on");
    }
    return;
  }
  check_plan_choice("earning", static_cast<std::int32_t>(terms.earning),
                    static_cast<std::int32_t>(ChargeEarning::actuarial),
                    "rule_of_78, straight_line or actuarial");
  if (!terms.charge) return;
  check_money("charge", *terms.charge);
  if (terms.rate != 0)
    refuse_terms("a charge and a rate are given; the charge follows from the rate: give one");
}

void check_growth(const PlanTerms& terms) {
  check_bounds("growth", terms.growth, 1 - kPartsOfOne, 10 * kPartsOfOne);
  check_bounds("growth_every", terms.growth_every, 0, kMostInstalments);
  if (terms.form != PlanForm::graduated) {
    if (terms.growth != 0 || terms.growth_every != 0) {
      refuse_terms("growth and growth_every belong to the form graduated");
    }
    return;
  }
  if (terms.growth_every == 0) {
    throw Error(Status::not_set, "growth_every is not set; state after how many instalments payments grow");
  }
}

void check_given(const PlanTerms& terms) {
  if (!is_given_form(terms.form)) {
    if (!terms.given.empty()) refuse_terms("given belongs to the forms given_payments and given_principal");
    return;
  }
  check_bounds("number of given", static_cast<std::int64_t>(terms.given.size()), 1, kMostInstalments);
  if (terms.instalments != 0 && terms.instalments != static_cast<std::int64_t>(terms.given.size())) {
    throw Error(Status::invalid_argument, Message()
                                              .append("instalments is ")
                                              .append(terms.instalments)
                                              .append(", but ")
                                              .append(terms.given.size())
                                              .append(" are given; leave it out or let both agree"));
  }
  for (const std::int64_t amount : terms.given) check_money("given", amount);
}

void check_fees(const PlanTerms& terms) {
  check_money("upfront_fee", terms.upfront_fee);
  check_money("instalment_fee", terms.instalment_fee);
  check_money("single_fee", terms.single_fee);
  if (terms.finance_upfront_fee && terms.upfront_fee == 0) {
    refuse_terms("finance_upfront_fee has nothing to finance: give upfront_fee too");
  }
  check_bounds("single_fee_instalment", terms.single_fee_instalment, 0, instalments_of(terms));
  if (terms.single_fee == 0 && terms.single_fee_instalment == 0) return;
  if (terms.single_fee == 0) refuse_terms("single_fee_instalment is that of a single_fee: give it too");
  if (terms.single_fee_instalment != 0) return;
  throw Error(Status::not_set,
              "single_fee_instalment is not set; state the instalment that bears the single_fee");
}

void check_principal_terms(const PlanTerms& terms) {
  check_money("down_payment", terms.down_payment);
  check_bounds("down_payment_rate", terms.down_payment_rate, 0, kPartsOfOne - 1);
  if (terms.down_payment != 0 && terms.down_payment_rate != 0) {
    refuse_terms("down_payment and down_payment_rate are both given; give one");
  }
  check_money("balloon", terms.balloon);
  const bool takes_balloon = terms.form == PlanForm::annuity || terms.form == PlanForm::equal_principal ||
                             terms.form == PlanForm::graduated;
  if (terms.balloon != 0 && !takes_balloon) {
    refuse_terms("a balloon belongs to the forms annuity, equal_principal and graduated");
  }
}

void check_rounding_terms(const PlanTerms& terms) {
  check_bounds("payment_unit", terms.payment_unit, 1, kMostPaymentUnit);
  check_rounding(terms.rounding);
  check_rounding(terms.interest_rounding);
  check_bounds("residue", static_cast<std::int32_t>(terms.residue), 0,
               static_cast<std::int32_t>(PlanResidue::spread));
  const bool is_level = terms.form == PlanForm::annuity || terms.form == PlanForm::equal_principal ||
                        terms.form == PlanForm::add_on;
  if (terms.residue != PlanResidue::last && !is_level) {
    refuse_terms("residue first and spread belong to level instalments; with this form the last takes it");
  }
  const bool is_rounded = is_level || terms.form == PlanForm::graduated;
  if (terms.payment_unit != 1 && !is_rounded) {
    refuse_terms(
        "payment_unit belongs to level and graduated payments; here payments follow from what is given");
  }
}

}  // namespace

void check_plan_choice(std::string_view name, std::int32_t value, std::int32_t last,
                       std::string_view choices) {
  if (value >= 1 && value <= last) return;
  throw Error(value == 0 ? Status::not_set : Status::invalid_argument,
              Message().append(name).append(" must be chosen: ").append(choices));
}

void check_principal(std::int64_t principal) { check_bounds("principal", principal, 1, kAmountLimit - 1); }

void check_plan_terms(const PlanTerms& terms) {
  check_plan_choice("form", static_cast<std::int32_t>(terms.form),
                    static_cast<std::int32_t>(PlanForm::given_principal),
                    "annuity, equal_principal, add_on, interest_only, graduated, given_payments or "
                    "given_principal");
  check_given(terms);
  check_bounds("instalments", instalments_of(terms), 1, kMostInstalments);
  check_rate_terms(terms);
  check_date_terms(terms);
  check_principal_terms(terms);
  check_grace(terms);
  check_charge(terms);
  check_growth(terms);
  check_fees(terms);
  check_rounding_terms(terms);
}

void check_odd_period(const PlanTerms& terms) {
  if (terms.odd_period == OddPeriod::not_set || terms.first_due) return;
  refuse_terms(
      "odd_period is given without first_due, so the first period is whole; leave it out or state first_due");
}

void check_plan_options(const PlanOptions& options) {
  check_threads(options.threads);
  check_plan_choice("apr", static_cast<std::int32_t>(options.apr),
                    static_cast<std::int32_t>(PlanRateMethod::regulation_z), "none, eu or regulation_z");
}

std::int32_t instalments_of(const PlanTerms& terms) noexcept {
  return is_given_form(terms.form) ? static_cast<std::int32_t>(terms.given.size()) : terms.instalments;
}

}  // namespace openitem::plan
