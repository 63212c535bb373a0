// A row for each document with an offer.

#include <string>
#include <string_view>
#include <utility>

#include "column/output_columns.hpp"
#include "core/quotient.hpp"
#include "discount/document_names.hpp"
#include "discount_history/history_tables.hpp"

namespace openitem::discount_history {
namespace {

constexpr double kPartsOfRate = 1e9;

struct DocumentRows {
  std::vector<std::uint32_t> customers;
  std::vector<std::string> names;
  std::vector<std::uint16_t> currencies;
  std::vector<std::int32_t> issue, tier, deadline, paid_on, days_to_pay;
  std::vector<std::int64_t> amount, offered, discount, earned, unearned, missed, gain;
  std::vector<double> rate, counterfactual, accelerated;
  std::vector<std::string_view> status, of, effect;
  std::vector<std::uint8_t> has_tier, is_settled, is_compared, is_given;

  void add(const Documents& documents, const OfferedDocument& one) {
    customers.push_back(documents.customer[one.document]);
    names.push_back(discount::document_name(documents, one.document));
    currencies.push_back(documents.currency[one.document]);
    issue.push_back(documents.issue[one.document]);
    amount.push_back(documents.amount[one.document]);
    tier.push_back(one.tier);
    has_tier.push_back(one.tier != 0 ? 1 : 0);
    rate.push_back(static_cast<double>(one.rate) / kPartsOfRate);
    deadline.push_back(one.deadline);
    is_settled.push_back(one.paid_on != kNoDate ? 1 : 0);
    paid_on.push_back(one.paid_on != kNoDate ? one.paid_on : 0);
    days_to_pay.push_back(one.paid_on != kNoDate ? one.paid_on - issue.back() : 0);
    status.push_back(kOutcomeNames[static_cast<std::size_t>(one.outcome)]);
    add_amounts(one);
    add_comparison(one);
  }

 private:
  void add_amounts(const OfferedDocument& one) {
    offered.push_back(one.offered);
    discount.push_back(one.discount);
    earned.push_back(one.discount - one.unearned);
    unearned.push_back(one.unearned);
    missed.push_back(one.missed);
  }

  void add_comparison(const OfferedDocument& one) {
    const bool compared = one.effect == OfferEffect::cannibalised || one.effect == OfferEffect::accelerated;
    is_given.push_back(one.effect != OfferEffect::none ? 1 : 0);
    is_compared.push_back(compared ? 1 : 0);
    counterfactual.push_back(quotient(one.counterfactual.numerator, one.counterfactual.denominator));
    accelerated.push_back(quotient(one.accelerated.numerator, one.accelerated.denominator));
    of.push_back(one.days_of == DaysOf::segment ? "segment" : "customer");
    effect.push_back(kEffectNames[static_cast<std::size_t>(one.effect)]);
    gain.push_back(one.gain);
  }
};

}  // namespace

Table documents_table(const HistoryView& view) {
  DocumentRows rows;
  for (const OfferedDocument& one : view.offered.documents) rows.add(view.ledger.documents, one);
  const std::vector<std::string_view> names(rows.names.begin(), rows.names.end());
  Table table("documents");
  table.add(key_column("customer", view.ledger.customers, rows.customers));
  table.add(Column::text("document", names));
  table.add(currency_column("currency", rows.currencies));
  table.add(Column::date("issue_date", std::move(rows.issue)));
  table.add(Column::int64("amount", std::move(rows.amount), ColumnRole::money));
  table.add(Column::int32("tier", std::move(rows.tier)).with_validity(rows.has_tier));
  table.add(Column::float64("rate", std::move(rows.rate)));
  table.add(Column::date("deadline", std::move(rows.deadline)));
  table.add(Column::date("paid_on", std::move(rows.paid_on)).with_validity(rows.is_settled));
  table.add(Column::int32("days_to_pay", std::move(rows.days_to_pay), ColumnRole::days)
                .with_validity(rows.is_settled));
  table.add(Column::text("status", rows.status));
  table.add(Column::int64("offered", std::move(rows.offered), ColumnRole::money));
  table.add(Column::int64("discount", std::move(rows.discount), ColumnRole::money));
  table.add(Column::int64("earned", std::move(rows.earned), ColumnRole::money));
  table.add(Column::int64("unearned", std::move(rows.unearned), ColumnRole::money));
  table.add(Column::int64("missed", std::move(rows.missed), ColumnRole::money));
  table.add(
      Column::float64("counterfactual_days", std::move(rows.counterfactual)).with_validity(rows.is_compared));
  table.add(Column::text("counterfactual_of", rows.of).with_validity(rows.is_compared));
  table.add(Column::float64("accelerated_days", std::move(rows.accelerated)).with_validity(rows.is_compared));
  table.add(Column::text("effect", rows.effect).with_validity(rows.is_given));
  table.add(Column::int64("gain", std::move(rows.gain), ColumnRole::money).with_validity(rows.is_compared));
  return table;
}

}  // namespace openitem::discount_history
