// Tables "totals", "cannibalisation" and "proof".

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "discount_history/group_sums.hpp"
#include "discount_history/history_tables.hpp"

namespace openitem::discount_history {
namespace {

void plus(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

struct StatusSums {
  std::int64_t documents = 0, amount = 0, offered = 0, discount = 0, unearned = 0, missed = 0;
};

struct EffectSums {
  std::array<std::int64_t, kEffectNames.size()> documents = {}, discount = {};
  std::int64_t gain = 0;
  WeightedDays days;
};

Column money_column(std::string_view name, const std::vector<std::int64_t>& amounts) {
  return Column::int64(std::string(name), amounts, ColumnRole::money);
}

}  // namespace

Table totals_table(const HistoryView& view) {
  std::map<GroupTuple, StatusSums> sums;
  for (const OfferedDocument& one : view.offered.documents) {
    StatusSums& sum = sums[group_of(view, one, static_cast<std::int64_t>(one.outcome))];
    ++sum.documents;
    plus(sum.amount, view.ledger.documents.amount[one.document]);
    plus(sum.offered, one.offered);
    plus(sum.discount, one.discount);
    plus(sum.unearned, one.unearned);
    plus(sum.missed, one.missed);
  }
  std::vector<GroupTuple> groups;
  std::vector<std::string_view> statuses;
  std::vector<std::int64_t> documents, amount, offered, discount, unearned, missed;
  for (const auto& [group, sum] : sums) {
    groups.push_back(group);
    statuses.push_back(kOutcomeNames[static_cast<std::size_t>(group.back())]);
    documents.push_back(sum.documents);
    amount.push_back(sum.amount);
    offered.push_back(sum.offered);
    discount.push_back(sum.discount);
    unearned.push_back(sum.unearned);
    missed.push_back(sum.missed);
  }
  Table table("totals");
  add_group_columns(table, view, groups);
  table.add(Column::text("status", statuses));
  table.add(Column::int64("documents", std::move(documents), ColumnRole::count));
  table.add(money_column("amount", amount));
  table.add(money_column("offered", offered));
  table.add(money_column("discount", discount));
  table.add(money_column("unearned", unearned));
  table.add(money_column("missed", missed));
  return table;
}

Table cannibalisation_table(const HistoryView& view) {
  std::map<GroupTuple, EffectSums> sums;
  for (const OfferedDocument& one : view.offered.documents) {
    if (one.effect == OfferEffect::none) continue;
    EffectSums& sum = sums[group_of(view, one)];
    const auto effect = static_cast<std::size_t>(one.effect);
    ++sum.documents[effect];
    plus(sum.discount[effect], one.discount);
    if (one.effect == OfferEffect::unknown) continue;
    plus(sum.gain, one.gain);
    sum.days.add(view.ledger.documents.amount[one.document], one.accelerated);
  }
  std::vector<GroupTuple> groups;
  std::array<std::vector<std::int64_t>, kEffectNames.size()> documents, discount;
  std::vector<std::int64_t> gain;
  std::vector<double> days;
  std::vector<std::uint8_t> is_known;
  for (const auto& [group, sum] : sums) {
    groups.push_back(group);
    for (std::size_t effect = 1; effect < kEffectNames.size(); ++effect) {
      documents[effect].push_back(sum.documents[effect]);
      discount[effect].push_back(sum.discount[effect]);
    }
    is_known.push_back(sum.days.amount > 0.0 ? 1 : 0);
    days.push_back(sum.days.amount > 0.0 ? sum.days.amount_days / sum.days.amount : 0.0);
    gain.push_back(sum.gain);
  }
  Table table("cannibalisation");
  add_group_columns(table, view, groups);
  for (std::size_t effect = 1; effect < kEffectNames.size(); ++effect)
    table.add(Column::int64(std::string(kEffectNames[effect]), documents[effect], ColumnRole::count));
  for (std::size_t effect = 1; effect < kEffectNames.size(); ++effect)
    table.add(money_column(std::string(kEffectNames[effect]) + "_discount", discount[effect]));
  table.add(Column::float64("accelerated_days", std::move(days)).with_validity(is_known));
  table.add(Column::int64("gain", std::move(gain), ColumnRole::money).with_validity(is_known));
  return table;
}

Table proof_table(const HistoryView& view) {
  constexpr std::size_t statuses = kOutcomeNames.size();
  struct Sums {
    std::int64_t offered_on = 0, discount = 0, earned = 0, unearned = 0;
    std::array<std::int64_t, statuses> by_status = {};
  };
  std::map<std::uint16_t, Sums> sums;
  for (const OfferedDocument& one : view.offered.documents) {
    Sums& sum = sums[view.ledger.documents.currency[one.document]];
    plus(sum.offered_on, view.ledger.documents.amount[one.document]);
    plus(sum.by_status[static_cast<std::size_t>(one.outcome)], view.ledger.documents.amount[one.document]);
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> lines;
  std::vector<std::int64_t> amounts;
  for (const auto& [currency, sum] : sums) {
    const std::uint16_t code = currency;
    const auto line = [&](std::string_view name, std::int64_t amount) {
      currencies.push_back(code);
      lines.push_back(name);
      amounts.push_back(amount);
    };
    line("with_offer", sum.offered_on);
    std::int64_t rest = sum.offered_on;
    for (std::size_t status = 0; status < statuses; ++status) {
      line(kOutcomeNames[status], -sum.by_status[status]);
      rest -= sum.by_status[status];
    }
    line("difference", rest);
  }
  Table table("proof");
  table.add(currency_column("currency", currencies));
  table.add(Column::text("line", lines));
  table.add(money_column("amount", amounts));
  return table;
}

}  // namespace openitem::discount_history
