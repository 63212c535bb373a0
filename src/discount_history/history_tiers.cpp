// Table "tiers": what each discount of the terms was worth in each segment, and which is the best.

#include <string>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/quotient.hpp"
#include "discount_history/group_sums.hpp"
#include "discount_history/history_tables.hpp"

namespace openitem::discount_history {
namespace {

struct TierKey {
  std::uint32_t segment;  // kNoKey = none
  std::uint16_t currency;
  std::uint32_t terms;
  std::int32_t tier;
  friend auto operator<=>(const TierKey&, const TierKey&) = default;
};

struct TierSums {
  std::int64_t offers = 0, offered_amount = 0, taken = 0, cannibalised = 0, unknown = 0, discount = 0,
               gain = 0;
  WeightedDays days;
};

/// The tier a discount was given at; 0 = none stood any more.
bool is_given_at(const OfferedDocument& one, std::int32_t tier) {
  return one.effect != OfferEffect::none && one.tier == tier;
}

void add_offer(TierSums& sum, std::int64_t amount, const OfferedDocument& one, std::int32_t tier) {
  ++sum.offers;
  sum.offered_amount = checked_add(sum.offered_amount, amount);
  if (!is_given_at(one, tier)) return;
  ++sum.taken;
  sum.discount = checked_add(sum.discount, one.discount);
  if (one.effect == OfferEffect::unknown) {
    ++sum.unknown;
    return;
  }
  sum.cannibalised += one.effect == OfferEffect::cannibalised ? 1 : 0;
  sum.gain = checked_add(sum.gain, one.gain);
  sum.days.add(amount, one.accelerated);
}

std::map<TierKey, TierSums> sum_tiers(const HistoryView& view) {
  const Documents& documents = view.ledger.documents;
  std::map<TierKey, TierSums> sums;
  for (const OfferedDocument& one : view.offered.documents) {
    if (one.paid_on == kNoDate) continue;
    const std::uint32_t terms = documents.terms.codes[one.document];
    const std::uint32_t segment = view.segment == nullptr ? kNoKey : view.segment->codes[one.document];
    const auto tiers = static_cast<std::int32_t>(view.offered.terms[terms].discounts.size());
    for (std::int32_t tier = 1; tier <= tiers; ++tier)
      add_offer(sums[{segment, documents.currency[one.document], terms, tier}],
                documents.amount[one.document], one, tier);
  }
  return sums;
}

/// Whether a tier may be recommended at all.
bool is_eligible(const TierSums& sum, std::int32_t minimum_offers) {
  return sum.offers >= minimum_offers && sum.gain > 0;
}

/// The best tier of each segment and currency: the greatest gain for each unit offered.
std::map<std::pair<std::uint32_t, std::uint16_t>, TierKey> best_tiers(const std::map<TierKey, TierSums>& sums,
                                                                      std::int32_t minimum_offers) {
  std::map<std::pair<std::uint32_t, std::uint16_t>, TierKey> best;
  for (const auto& [key, sum] : sums) {
    if (!is_eligible(sum, minimum_offers)) continue;
    const auto [at, is_first] = best.try_emplace({key.segment, key.currency}, key);
    if (is_first) continue;
    const TierSums& other = sums.at(at->second);
    if (multiply(sum.gain, other.offered_amount) > multiply(other.gain, sum.offered_amount)) at->second = key;
  }
  return best;
}

struct TierRows {
  std::vector<std::uint32_t> segment;
  std::vector<std::uint16_t> currency;
  std::vector<std::string> terms;
  std::vector<std::int32_t> tier, recommended;
  std::vector<double> rate, take_up, days, gain_share;
  std::vector<std::int64_t> offers, offered_amount, taken, cannibalised, unknown, discount, gain;
  std::vector<std::uint8_t> is_known;

  void add(const HistoryView& view, const TierKey& key, const TierSums& sum, bool is_best) {
    const PaymentTerms& written = view.offered.terms[key.terms];
    segment.push_back(key.segment);
    currency.push_back(key.currency);
    terms.push_back(print_terms(written));
    tier.push_back(key.tier);
    rate.push_back(static_cast<double>(written.discounts[static_cast<std::size_t>(key.tier - 1)].rate) / 1e9);
    offers.push_back(sum.offers);
    offered_amount.push_back(sum.offered_amount);
    taken.push_back(sum.taken);
    take_up.push_back(quotient(sum.taken, sum.offers));
    cannibalised.push_back(sum.cannibalised);
    unknown.push_back(sum.unknown);
    is_known.push_back(sum.days.amount > 0.0 ? 1 : 0);
    days.push_back(is_known.back() != 0 ? sum.days.amount_days / sum.days.amount : 0.0);
    discount.push_back(sum.discount);
    gain.push_back(sum.gain);
    gain_share.push_back(quotient(sum.gain, sum.offered_amount));
    recommended.push_back(is_best ? 1 : 0);
  }
};

}  // namespace

Table tiers_table(const HistoryView& view) {
  const std::map<TierKey, TierSums> sums = sum_tiers(view);
  const auto best = best_tiers(sums, view.options.minimum_offers);
  TierRows rows;
  for (const auto& [key, sum] : sums) {
    const auto found = best.find({key.segment, key.currency});
    rows.add(view, key, sum, found != best.end() && found->second == key);
  }
  const std::vector<std::string_view> terms(rows.terms.begin(), rows.terms.end());
  Table table("tiers");
  if (view.segment != nullptr) table.add(key_column("segment", view.segment->dictionary, rows.segment));
  table.add(currency_column("currency", rows.currency));
  table.add(Column::text("terms", terms));
  table.add(Column::int32("tier", std::move(rows.tier)));
  table.add(Column::float64("rate", std::move(rows.rate)));
  table.add(Column::int64("offers", std::move(rows.offers), ColumnRole::count));
  table.add(Column::int64("offered_amount", std::move(rows.offered_amount), ColumnRole::money));
  table.add(Column::int64("taken", std::move(rows.taken), ColumnRole::count));
  table.add(Column::float64("take_up", std::move(rows.take_up)));
  table.add(Column::int64("cannibalised", std::move(rows.cannibalised), ColumnRole::count));
  table.add(Column::int64("unknown", std::move(rows.unknown), ColumnRole::count));
  table.add(Column::float64("accelerated_days", std::move(rows.days)).with_validity(rows.is_known));
  table.add(Column::int64("discount", std::move(rows.discount), ColumnRole::money));
  table.add(Column::int64("gain", std::move(rows.gain), ColumnRole::money).with_validity(rows.is_known));
  table.add(Column::float64("gain_share", std::move(rows.gain_share)).with_validity(rows.is_known));
  table.add(Column::int32("recommended", std::move(rows.recommended)));
  return table;
}

}  // namespace openitem::discount_history
