#include "discount/offer_outcomes.hpp"

#include <algorithm>

#include "core/checked.hpp"

namespace openitem::discount {
namespace {

std::vector<PaymentTerms> parse_all(const KeyColumn& column, TermsReading reading) {
  std::vector<PaymentTerms> terms;
  for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
    try {
      terms.push_back(parse_terms(column.dictionary.text_of(code), reading));
    } catch (Error& failure) {
      throw failure.at(-1, "documents.terms");
    }
  }
  if (std::any_of(terms.begin(), terms.end(), [](const PaymentTerms& one) { return !one.discounts.empty(); }))
    return terms;
  throw Error(Status::invalid_argument,
              "no terms of the ledger offer a discount; expected some such as 2/10 net 30")
      .at(-1, "documents.terms");
}

}  // namespace

OfferJudge::OfferJudge(const LedgerData& ledger, const OfferReading& reading) : documents_(ledger.documents) {
  if (documents_.terms.codes.empty()) {
    throw Error(Status::missing_column, "the documents have no terms; map their column to the role terms")
        .at(-1, "documents.terms");
  }
  options_.discount_tax = reading.discount_tax;
  options_.discount_rounding = reading.rounding;
  options_.rounding = reading.rounding;
  terms_ = parse_all(documents_.terms, reading.reading);
}

bool OfferJudge::has_offer(std::uint32_t row) const {
  const std::uint32_t code = documents_.terms.codes[row];
  return code != kNoKey && !terms_[code].discounts.empty();
}

bool OfferJudge::is_settled(const SettledDocument& settled) const {
  return checked_add(checked_add(settled.paid, settled.discounted), settled.other) >=
         documents_.amount[settled.document];
}

std::optional<JudgedOffer> OfferJudge::judge(const SettledDocument& settled) const {
  if (!has_offer(settled.document)) return std::nullopt;
  const TermsSchedule schedule = schedule_of(settled.document);
  if (schedule.discounts.empty()) return std::nullopt;
  JudgedOffer found{.document = settled.document};
  const DiscountWindow& first = schedule.discounts.front();
  found.rate = first.rate;
  found.deadline = first.deadline.days();
  found.offered = first.amount;
  found.paid = settled.paid;
  found.discount = std::max<std::int64_t>(settled.discounted, 0);
  if (is_settled(settled)) {
    found.outcome = OfferOutcome::not_paid;
    if (settled.has_payment()) decide(settled, schedule, found);
  }
  return found;
}

TermsSchedule OfferJudge::schedule_of(std::uint32_t row) const {
  TermsAmounts amounts;
  amounts.total = documents_.amount[row];
  if (!documents_.tax_amount.empty()) amounts.tax = documents_.tax_amount[row];
  try {
    return schedule_terms(terms_[documents_.terms.codes[row]], {.issue = Date(documents_.issue[row])},
                          amounts, options_, Currency::from_index(documents_.currency[row]));
  } catch (Error& failure) {
    throw failure.at(documents_.source_row[row], "documents.terms");
  }
}

void OfferJudge::decide(const SettledDocument& settled, const TermsSchedule& schedule,
                        JudgedOffer& found) const {
  found.paid_on = settled.paid_on;
  const Date paid_on(settled.paid_on);
  const auto window = std::find_if(schedule.discounts.begin(), schedule.discounts.end(),
                                   [&](const DiscountWindow& one) { return paid_on <= one.grace_until; });
  const bool stands = window != schedule.discounts.end();
  if (stands) {
    found.tier = window->number;
    found.rate = window->rate;
    found.deadline = window->deadline.days();
  }
  if (found.discount == 0) {
    found.outcome = stands ? OfferOutcome::missed : OfferOutcome::declined;
    found.missed = stands ? window->amount : 0;
    return;
  }
  // What credit notes and write-offs settle was settled in full too: a settled document is never a part payment.
  const std::int64_t settled_otherwise = std::max<std::int64_t>(checked_add(settled.paid, settled.other), 0);
  found.unearned = check_discount(schedule, paid_on, settled_otherwise, found.discount, PartPayments::nothing,
                                  options_.discount_rounding)
                       .unearned;
  const bool in_grace = stands && paid_on > window->deadline;
  found.outcome = found.unearned != 0 ? OfferOutcome::unearned
                  : in_grace          ? OfferOutcome::in_grace
                                      : OfferOutcome::taken;
}

}  // namespace openitem::discount
