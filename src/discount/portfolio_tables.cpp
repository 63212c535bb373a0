#include "discount/portfolio_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "column/output_columns.hpp"
#include "discount/checks.hpp"
#include "money/currency_table.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 6> kStatusNames = {"chosen",  "other_offer", "budget",
                                                          "no_gain", "below_yield", "after_due"};

std::string_view currency_code(std::uint16_t index) { return Currency::from_index(index).code(); }

/// How far the best candidate of an item came.
std::string_view reason_of(const PortfolioResult& result, std::size_t item) {
  const PortfolioCandidates& candidates = result.candidates;
  if (result.chosen[item] != kNoChoice) return "chosen";
  const std::size_t begin = candidates.offsets[item], end = candidates.offsets[item + 1];
  if (begin == end) return "no_offer";
  OfferStatus best = OfferStatus::after_due;
  for (std::size_t at = begin; at < end; ++at) best = std::min(best, candidates.status[at]);
  return kStatusNames[static_cast<std::size_t>(best)];
}

/// The columns of table "items" that are those of the chosen offers.
struct ChosenColumns {
  explicit ChosenColumns(const PortfolioResult& result) {
    const PortfolioCandidates& candidates = result.candidates;
    for (std::size_t item = 0; item < result.items.rows(); ++item) {
      const std::uint32_t row = result.chosen[item];
      const bool is_made = row != kNoChoice;
      made.push_back(is_made ? 1 : 0);
      offer.push_back(is_made ? candidates.offer[row] : kNoChoice);
      pay_by.push_back(is_made ? result.offers.pay_by[candidates.offer[row]] : 0);
      discount.push_back(is_made ? candidates.discount[row] : 0);
      payment.push_back(is_made ? candidates.payment[row] : 0);
      gain.push_back(is_made ? candidates.gain[row] : 0);
      cost.push_back(is_made ? candidates.cost[row] : 0);
      reason.push_back(reason_of(result, item));
    }
  }

  std::vector<std::uint8_t> made;
  std::vector<std::uint32_t> offer;
  std::vector<std::int32_t> pay_by;
  std::vector<std::int64_t> discount, payment, gain, cost;
  std::vector<std::string_view> reason;
};

/// Offers by their key, else by their row; kNoChoice = null.
Column offer_column(const PortfolioOffers& offers, const std::vector<std::uint32_t>& rows) {
  std::vector<std::uint8_t> is_made;
  is_made.reserve(rows.size());
  for (const std::uint32_t row : rows) is_made.push_back(row != kNoChoice ? 1 : 0);
  if (offers.name.codes.empty()) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(rows.size());
    for (const std::uint32_t row : rows) numbers.push_back(row != kNoChoice ? row : 0);
    return Column::int64("offer", std::move(numbers)).with_validity(is_made);
  }
  std::vector<std::uint32_t> codes;
  codes.reserve(rows.size());
  for (const std::uint32_t row : rows) codes.push_back(row != kNoChoice ? offers.name.codes[row] : kNoKey);
  return key_column("offer", offers.name.dictionary, codes);
}

}  // namespace

Table portfolio_items_table(const PortfolioResult& result) {
  const PortfolioItems& items = result.items;
  ChosenColumns chosen(result);
  std::vector<std::string_view> currencies;
  currencies.reserve(items.rows());
  for (const std::uint16_t index : items.currency) currencies.push_back(currency_code(index));
  Table table("items");
  table.add(key_column("item", items.item.dictionary, items.item.codes));
  if (!items.customer.codes.empty())
    table.add(key_column("customer", items.customer.dictionary, items.customer.codes));
  if (!items.segment.codes.empty())
    table.add(key_column("segment", items.segment.dictionary, items.segment.codes));
  table.add(Column::text("currency", currencies));
  table.add(Column::int64("amount", items.amount, ColumnRole::money));
  table.add(Column::date("due_date", items.due));
  table.add(Column::date("likely_date", items.likely));
  table.add(offer_column(result.offers, chosen.offer));
  table.add(Column::date("pay_by", std::move(chosen.pay_by)).with_validity(chosen.made));
  table.add(Column::int64("discount", std::move(chosen.discount), ColumnRole::money));
  table.add(
      Column::int64("payment", std::move(chosen.payment), ColumnRole::money).with_validity(chosen.made));
  table.add(Column::int64("gain", std::move(chosen.gain), ColumnRole::money));
  table.add(Column::int64("cost", std::move(chosen.cost), ColumnRole::money));
  table.add(Column::text("reason", chosen.reason));
  return table;
}

Table portfolio_offers_table(const PortfolioResult& result) {
  const PortfolioCandidates& candidates = result.candidates;
  std::vector<std::uint32_t> items;
  std::vector<std::string_view> currencies, statuses;
  std::vector<std::int32_t> pay_by, chosen;
  std::vector<double> take_up, yield, efficiency;
  std::vector<std::uint8_t> has_yield, has_efficiency;
  for (std::size_t at = 0; at < candidates.rows(); ++at) {
    items.push_back(result.items.item.codes[candidates.item[at]]);
    currencies.push_back(currency_code(result.items.currency[candidates.item[at]]));
    pay_by.push_back(result.offers.pay_by[candidates.offer[at]]);
    take_up.push_back(static_cast<double>(candidates.take_up[at]) / static_cast<double>(kPartsPerUnit));
    has_yield.push_back(std::isnan(candidates.yield[at]) ? 0 : 1);
    yield.push_back(std::isnan(candidates.yield[at]) ? 0.0 : candidates.yield[at]);
    has_efficiency.push_back(candidates.cost[at] > 0 ? 1 : 0);
    efficiency.push_back(candidates.cost[at] > 0 ? static_cast<double>(candidates.gain[at]) /
                                                       static_cast<double>(candidates.cost[at])
                                                 : 0.0);
    chosen.push_back(candidates.status[at] == OfferStatus::chosen ? 1 : 0);
    statuses.push_back(kStatusNames[static_cast<std::size_t>(candidates.status[at])]);
  }
  Table table("offers");
  table.add(key_column("item", result.items.item.dictionary, items));
  table.add(offer_column(result.offers, candidates.offer));
  table.add(Column::text("currency", currencies));
  table.add(Column::date("pay_by", std::move(pay_by)));
  table.add(Column::int32("days_early", candidates.days_early, ColumnRole::days));
  table.add(Column::int64("discount", candidates.discount, ColumnRole::money));
  table.add(Column::int64("payment", candidates.payment, ColumnRole::money));
  table.add(Column::float64("take_up", std::move(take_up)));
  table.add(Column::int64("gain_if_taken", candidates.gain_if_taken, ColumnRole::money));
  table.add(Column::int64("gain", candidates.gain, ColumnRole::money));
  table.add(Column::int64("cost", candidates.cost, ColumnRole::money));
  table.add(Column::float64("yield", std::move(yield)).with_validity(has_yield));
  table.add(Column::float64("efficiency", std::move(efficiency)).with_validity(has_efficiency));
  table.add(Column::int32("chosen", std::move(chosen)));
  table.add(Column::text("status", statuses));
  return table;
}

}  // namespace openitem::discount
