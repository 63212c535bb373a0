#include "kpi/discount_offers.hpp"

#include <optional>

#include "discount/offer_outcomes.hpp"
#include "kpi/day_sums.hpp"

namespace openitem {
namespace {

using discount::JudgedOffer;
using discount::OfferOutcome;

class OfferSums {
 public:
  OfferSums(const KpiQuery& query, KpiSums& sums) : query_(query), sums_(sums.components) {}

  void add(const JudgedOffer& offer) {
    if (offer.outcome == OfferOutcome::open || offer.outcome == OfferOutcome::not_paid) return;
    cell_ = sums_.cell(query_.groups.of_document[offer.document], query_.axis.first_on(offer.paid_on));
    const bool is_given = offer.outcome != OfferOutcome::missed && offer.outcome != OfferOutcome::declined;
    put(Component::offers_decided, 1);
    put(Component::offers_taken, is_given ? 1 : 0);
    put(Component::discounts_offered, offer.offered);
    put(Component::discounts_given, offer.discount);
    put(Component::discounts_missed, offer.missed);
    put(Component::discounts_unearned, offer.unearned);
    put(Component::discounts_in_grace, offer.outcome == OfferOutcome::in_grace ? offer.discount : 0);
  }

 private:
  void put(Component component, std::int64_t amount) {
    if (sums_.has(component)) add_days_of(cell_[sums_.slot(component)], amount, 1);
  }

  const KpiQuery& query_;
  ComponentSums& sums_;
  std::int64_t* cell_ = nullptr;
};

}  // namespace

void add_discount_offers(const KpiQuery& query, const Books& books, KpiSums& sums) {
  const discount::OfferJudge judge(query.ledger, {});
  OfferSums into(query, sums);
  for (const discount::SettledDocument& settled :
       discount::read_settled_documents(query.ledger, books, query.clock)) {
    if (const std::optional<JudgedOffer> offer = judge.judge(settled)) into.add(*offer);
  }
}

}  // namespace openitem
