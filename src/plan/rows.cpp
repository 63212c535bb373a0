#include "plan/rows.hpp"

#include "core/checked.hpp"
#include "core/message.hpp"
#include "plan/checks.hpp"
#include "plan/payments.hpp"
#include "plan/periods.hpp"

namespace openitem::plan {
namespace {

std::vector<PlanPart> parts_by_form(std::int64_t balance, std::span<const PlanPeriod> periods,
                                    const PlanTerms& terms) {
  switch (terms.form) {
    case PlanForm::annuity:
    case PlanForm::graduated: return amortising_parts(balance, periods, terms);
    case PlanForm::given_payments: return given_payment_parts(balance, periods, terms);
    case PlanForm::add_on: return add_on_parts(balance, periods, terms);
    default: return principal_parts(balance, periods, terms);
  }
}

/// Builds the rows one after the other and keeps the balance.
class PlanLedger {
 public:
  PlanLedger(std::int64_t principal, const PlanTerms& terms) : balance_(principal), terms_(terms) {}

  void start(std::int32_t day, std::int64_t down_payment) {
    const std::int64_t financed = terms_.finance_upfront_fee ? terms_.upfront_fee : 0;
    if (down_payment == 0 && terms_.upfront_fee == 0) return;
    add(0, day, {down_payment - financed, 0}, terms_.upfront_fee);
  }

  void add(std::int32_t instalment, std::int32_t day, PlanPart part, std::int64_t fee) {
    balance_ = checked_sub(balance_, part.principal);
    if (!is_amount(balance_)) {
      throw Error(Status::overflow, "the balance of the plan leaves the range of amounts, 2^62 minor units");
    }
    const std::int64_t payment = checked_add(checked_add(part.principal, part.interest), fee);
    rows_.push_back({instalment, day, part.principal, part.interest, fee, payment, balance_});
  }

  /// A regular instalment with the fees it bears.
  void add_instalment(std::int32_t instalment, std::int32_t day, PlanPart part) {
    const std::int64_t paid = checked_add(part.principal, part.interest);
    std::int64_t fee = terms_.instalment_fee;
    if (instalment == terms_.single_fee_instalment) fee = checked_add(fee, terms_.single_fee);
    if (terms_.instalment_fee > paid && paid != 0) {
      throw Error(Status::invalid_argument, Message()
                                                .append("instalment_fee is ")
                                                .append(terms_.instalment_fee)
                                                .append(" minor units, above what instalment ")
                                                .append(instalment)
                                                .append(" pays without it, ")
                                                .append(paid)
                                                .append("; expected a lower fee"));
    }
    add(instalment, day, part, fee);
  }

  [[nodiscard]] std::int64_t balance() const { return balance_; }
  [[nodiscard]] std::vector<PlanRow> rows() && { return std::move(rows_); }

 private:
  std::int64_t balance_;
  const PlanTerms& terms_;
  std::vector<PlanRow> rows_;
};

std::int64_t down_payment_of(std::int64_t principal, const PlanTerms& terms) {
  const std::int64_t down = terms.down_payment_rate == 0 ? terms.down_payment
                                                         : multiply_divide(principal, terms.down_payment_rate,
                                                                           kPartsOfOne, terms.rounding);
  if (down < principal) return down;
  throw Error(Status::invalid_argument, Message()
                                            .append("the down payment is ")
                                            .append(down)
                                            .append(" minor units; expected less than the principal, ")
                                            .append(principal));
}

PlanPart grace_part(std::int64_t balance, const PeriodRate& rate, const PlanTerms& terms) {
  const std::int64_t interest = period_interest(balance, rate, terms.interest_rounding);
  return {terms.grace_kind == PlanGrace::capitalised ? -interest : 0, interest};
}

}  // namespace

std::vector<PlanRow> plan_rows(std::int64_t principal, Date start, const PlanTerms& terms) {
  check_principal(principal);
  check_plan_terms(terms);
  const std::vector<PlanPeriod> periods = plan_periods(start, terms);
  PlanLedger ledger(principal, terms);
  ledger.start(start.days(), down_payment_of(principal, terms));
  const auto grace = static_cast<std::size_t>(terms.grace);
  for (std::size_t at = 0; at < grace; ++at) {
    ledger.add_instalment(static_cast<std::int32_t>(at) + 1, periods[at].due,
                          grace_part(ledger.balance(), periods[at].rate, terms));
  }
  if (terms.balloon > ledger.balance()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("the balloon is ")
                                              .append(terms.balloon)
                                              .append(" minor units; expected at most what is financed, ")
                                              .append(ledger.balance()));
  }
  const std::span<const PlanPeriod> paying = std::span(periods).subspan(grace);
  const std::vector<PlanPart> parts = parts_by_form(ledger.balance(), paying, terms);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    ledger.add_instalment(static_cast<std::int32_t>(grace + at) + 1, paying[at].due, parts[at]);
  }
  return std::move(ledger).rows();
}

}  // namespace openitem::plan
