#include "discount_history/offered_documents.hpp"

#include <algorithm>
#include <string>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"

namespace openitem::discount_history {
namespace {

constexpr std::int64_t kPartsOfOne = 1'000'000'000;

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

class OfferJudge {
 public:
  OfferJudge(const LedgerData& ledger, const KeyColumn* segment, const DiscountHistoryOptions& options,
             OfferedDocuments& out)
      : documents_(ledger.documents), segment_(segment), options_(options), out_(out) {
    terms_options_.discount_tax = options.discount_tax;
    terms_options_.discount_rounding = options.rounding;
    terms_options_.rounding = options.rounding;
  }

  void learn(const std::vector<SettledDocument>& settled, std::uint32_t customers) {
    for (const SettledDocument& document : settled) {
      if (has_offer(document.document) || !is_settled(document) || !document.has_payment()) continue;
      const std::int32_t days = document.paid_on - documents_.issue[document.document];
      ++out_.without_offer;
      of_customer_.add(documents_.customer[document.document], days);
      if (segment_of(document.document) != kNoKey) of_segment_.add(segment_of(document.document), days);
    }
    of_customer_.finish(customers, options_.counterfactual, options_.minimum_invoices);
    of_segment_.finish(segment_ == nullptr ? 0 : segment_->dictionary.size(), options_.counterfactual,
                       options_.minimum_invoices);
  }

  void judge(const SettledDocument& settled) {
    if (!has_offer(settled.document)) return;
    const TermsSchedule schedule = schedule_of(settled.document);
    if (schedule.discounts.empty()) return;
    OfferedDocument found{.document = settled.document};
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
    out_.documents.push_back(found);
  }

 private:
  [[nodiscard]] bool has_offer(std::uint32_t row) const {
    const std::uint32_t code = documents_.terms.codes[row];
    return code != kNoKey && !out_.terms[code].discounts.empty();
  }
  [[nodiscard]] bool is_settled(const SettledDocument& settled) const {
    return checked_add(checked_add(settled.paid, settled.discounted), settled.other) >=
           documents_.amount[settled.document];
  }
  [[nodiscard]] std::uint32_t segment_of(std::uint32_t row) const {
    return segment_ == nullptr ? kNoKey : segment_->codes[row];
  }

  [[nodiscard]] TermsSchedule schedule_of(std::uint32_t row) const {
    TermsAmounts amounts;
    amounts.total = documents_.amount[row];
    if (!documents_.tax_amount.empty()) amounts.tax = documents_.tax_amount[row];
    try {
      return schedule_terms(out_.terms[documents_.terms.codes[row]], {.issue = Date(documents_.issue[row])},
                            amounts, terms_options_, Currency::from_index(documents_.currency[row]));
    } catch (Error& failure) {
      throw failure.at(documents_.source_row[row], "documents.terms");
    }
  }

  void decide(const SettledDocument& settled, const TermsSchedule& schedule, OfferedDocument& found) const {
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
    const std::int64_t settled_otherwise =
        std::max<std::int64_t>(checked_add(settled.paid, settled.other), 0);
    found.unearned = check_discount(schedule, paid_on, settled_otherwise, found.discount,
                                    PartPayments::nothing, options_.rounding)
                         .unearned;
    const bool in_grace = stands && paid_on > window->deadline;
    found.outcome = found.unearned != 0 ? OfferOutcome::unearned
                    : in_grace          ? OfferOutcome::in_grace
                                        : OfferOutcome::taken;
    compare(found);
  }

  /// With when the customer would have paid without the offer.
  void compare(OfferedDocument& found) const {
    found.effect = OfferEffect::unknown;
    std::optional<ExactDays> days = of_customer_.of(documents_.customer[found.document]);
    found.days_of = DaysOf::customer;
    if (!days) {
      days = of_segment_.of(segment_of(found.document));
      found.days_of = days ? DaysOf::segment : DaysOf::nobody;
    }
    if (!days) return;
    const std::int64_t taken_days = found.paid_on - documents_.issue[found.document];
    found.counterfactual = *days;
    found.accelerated = {days->numerator - taken_days * days->denominator, days->denominator};
    const bool is_none =
        found.accelerated.numerator <= options_.tolerance_days * found.accelerated.denominator;
    found.effect = is_none ? OfferEffect::cannibalised : OfferEffect::accelerated;
    found.gain = checked_sub(value_of(found), found.discount);
  }

  /// What having the payment so many days sooner is worth at the cost of capital.
  [[nodiscard]] std::int64_t value_of(const OfferedDocument& found) const {
    const std::int64_t parts = checked_mul(*options_.cost_of_capital, found.accelerated.numerator);
    const std::int64_t year = checked_mul(options_.year_days * kPartsOfOne, found.accelerated.denominator);
    const Int128 value = round_divide(multiply(found.paid, parts), year, options_.rounding);
    if (fits_int64(value) && is_amount(to_int64(value))) return to_int64(value);
    throw Error(Status::overflow, "the value of days accelerated leaves the range of amounts")
        .at(documents_.source_row[found.document], "documents.amount");
  }

  const Documents& documents_;
  const KeyColumn* segment_;
  const DiscountHistoryOptions& options_;
  OfferedDocuments& out_;
  TermsOptions terms_options_;
  DaysWithoutOffer of_customer_, of_segment_;
};

}  // namespace

OfferedDocuments judge_offers(const LedgerData& ledger, const Books& books, const KeyColumn* segment,
                              const DiscountHistoryOptions& options) {
  if (ledger.documents.terms.codes.empty()) {
    throw Error(Status::missing_column, "the documents have no terms; map their column to the role terms")
        .at(-1, "documents.terms");
  }
  OfferedDocuments found;
  found.terms = parse_all(ledger.documents.terms, options.reading);
  const std::vector<SettledDocument> settled = read_settled_documents(ledger, books, options.clock);
  OfferJudge judge(ledger, segment, options, found);
  judge.learn(settled, ledger.customers.size());
  for (const SettledDocument& document : settled) judge.judge(document);
  return found;
}

}  // namespace openitem::discount_history
