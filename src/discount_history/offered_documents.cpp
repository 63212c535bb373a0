#include "discount_history/offered_documents.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "money/rounding.hpp"

namespace openitem::discount_history {
namespace {

constexpr std::int64_t kPartsOfOne = 1'000'000'000;

class OfferComparison {
 public:
  OfferComparison(const LedgerData& ledger, const discount::OfferJudge& judge, const KeyColumn* segment,
                  const DiscountHistoryOptions& options, OfferedDocuments& out)
      : documents_(ledger.documents), judge_(judge), segment_(segment), options_(options), out_(out) {}

  void learn(const std::vector<SettledDocument>& settled, std::uint32_t customers) {
    for (const SettledDocument& document : settled) {
      if (judge_.has_offer(document.document) || !judge_.is_settled(document) || !document.has_payment())
        continue;
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
    const std::optional<discount::JudgedOffer> judged = judge_.judge(settled);
    if (!judged) return;
    OfferedDocument found{*judged};
    if (found.outcome == OfferOutcome::taken || found.outcome == OfferOutcome::in_grace ||
        found.outcome == OfferOutcome::unearned) {
      compare(found);
    }
    out_.documents.push_back(found);
  }

 private:
  [[nodiscard]] std::uint32_t segment_of(std::uint32_t row) const {
    return segment_ == nullptr ? kNoKey : segment_->codes[row];
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
  const discount::OfferJudge& judge_;
  const KeyColumn* segment_;
  const DiscountHistoryOptions& options_;
  OfferedDocuments& out_;
  DaysWithoutOffer of_customer_, of_segment_;
};

}  // namespace

OfferedDocuments judge_offers(const LedgerData& ledger, const Books& books, const KeyColumn* segment,
                              const DiscountHistoryOptions& options) {
  const discount::OfferJudge judge(ledger, {options.reading, options.discount_tax, options.rounding});
  OfferedDocuments found;
  found.terms = judge.terms();
  const std::vector<SettledDocument> settled = discount::read_settled_documents(ledger, books, options.clock);
  OfferComparison comparison(ledger, judge, segment, options, found);
  comparison.learn(settled, ledger.customers.size());
  for (const SettledDocument& document : settled) comparison.judge(document);
  return found;
}

}  // namespace openitem::discount_history
