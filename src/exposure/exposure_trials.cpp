// What an order would do: each row of "what_if" on its own, on top of the day's exposure.

#include <string>
#include <utility>

#include "exposure/exposure_columns.hpp"
#include "exposure/exposure_tables.hpp"

namespace openitem::exposure {
namespace {

// "limit_use,overdue_days": each reason once.
std::string joined_reasons(const JudgedAccount& judged) {
  std::string text;
  std::string_view last;
  for (const FoundReason& found : judged.reasons) {
    if (name_of(found.reason) == last) continue;
    last = name_of(found.reason);
    text.append(text.empty() ? "" : ",").append(last);
  }
  return text;
}

// The least that any limit in force leaves for the account: its own, and those of the groups above it.
struct FreeRoom {
  std::int64_t amount = 0;
  bool is_limited = false;

  void add(const CreditLimit& limit, std::int64_t exposure) {
    if (!limit.is_in_force()) return;
    const std::int64_t room = limit.limit - exposure;
    amount = is_limited && amount < room ? amount : room;
    is_limited = true;
  }
};

}  // namespace

Table trials_table(const ExposureView& view, const CreditJudge& judge) {
  std::vector<std::uint32_t> customers;
  std::vector<std::uint16_t> currencies;
  std::vector<std::int64_t> rows, amounts, counted, before, after;
  SparseCells<std::int64_t> headroom;
  std::vector<std::string_view> decisions_before, decisions_after;
  std::vector<std::string> reasons;
  for (const CreditFlow& trial : view.book.trials) {
    const CreditKey key{trial.key.customer, kNoKey, trial.key.currency};
    const bool counts = is_within_horizon(view.query, trial.day);
    const JudgedAccount now = judge.judge(key);
    const JudgedAccount then = judge.judge(key, {counts ? trial.amount : 0, trial.key.scope});
    const std::int64_t grown = then.exposure.exposure - now.exposure.exposure;
    FreeRoom room;
    room.add(view.book.accounts.at(key).limit, then.exposure.exposure);
    for_each_group(view.book, key, [&](const CreditGroups::value_type& group) {
      room.add(group.second.limit, group.second.exposure + grown);
    });
    rows.push_back(static_cast<std::int64_t>(rows.size()));
    customers.push_back(key.customer);
    currencies.push_back(key.currency);
    amounts.push_back(trial.amount);
    counted.push_back(counts ? trial.amount : 0);
    before.push_back(now.exposure.exposure);
    after.push_back(then.exposure.exposure);
    headroom.add(room.amount, room.is_limited);
    decisions_before.push_back(name_of(now.decision));
    decisions_after.push_back(name_of(then.decision));
    reasons.push_back(joined_reasons(then));
  }
  const std::vector<std::string_view> reason_texts(reasons.begin(), reasons.end());
  Table table("what_if");
  table.add(Column::int64("row", std::move(rows)));
  table.add(key_column("customer", view.query.ledger.customers, customers));
  table.add(currency_column("currency", currencies));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  table.add(Column::int64("counted", std::move(counted), ColumnRole::money));
  table.add(Column::int64("exposure_before", std::move(before), ColumnRole::money));
  table.add(Column::int64("exposure_after", std::move(after), ColumnRole::money));
  table.add(money_cells("headroom_after", std::move(headroom)));
  table.add(Column::text("decision_before", decisions_before));
  table.add(Column::text("decision_after", decisions_after));
  table.add(Column::text("reasons_after", reason_texts));
  return table;
}

}  // namespace openitem::exposure
