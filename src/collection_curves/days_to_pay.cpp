// Exact quantiles of days to pay: the smallest day by which enough was paid.

#include <algorithm>
#include <optional>
#include <utility>

#include "collection_curves/cohorts.hpp"
#include "core/checked.hpp"
#include "core/int128.hpp"

namespace openitem::collection_curves {
namespace {

struct Payment {
  std::uint32_t cohort;  // any cohort of the group and currency; after `unify` the first one
  std::int32_t age;
  std::int64_t amount;
};

/// What was paid on one day of age, and by how many applications; un-applying takes one back.
struct Weights {
  std::int64_t amount = 0, count = 0;
};

/// Smallest age whose running weight reaches percent / 100 of the total; nothing without a positive total.
std::optional<std::int32_t> quantile(std::span<const Payment> payments, std::int32_t percent,
                                     std::int64_t total, std::int64_t (*weight)(const Payment&)) {
  if (total <= 0) return std::nullopt;
  std::int64_t running = 0;
  for (std::size_t at = 0; at < payments.size(); ++at) {
    running = checked_add(running, weight(payments[at]));
    const bool ends_day = at + 1 == payments.size() || payments[at + 1].age != payments[at].age;
    if (ends_day && multiply(running, 100) >= multiply(total, percent)) return payments[at].age;
  }
  return std::nullopt;
}

std::int64_t amount_weight(const Payment& payment) { return payment.amount; }
std::int64_t count_weight(const Payment& payment) { return payment.amount < 0 ? -1 : 1; }

Weights total_of(std::span<const Payment> payments) {
  Weights total;
  for (const Payment& payment : payments) {
    total.amount = checked_add(total.amount, payment.amount);
    total.count += count_weight(payment);
  }
  return total;
}

/// The columns of the table, filled run by run.
struct Quantiles {
  std::vector<std::uint32_t> of;
  std::vector<std::int32_t> percent, by_amount, by_count;
  std::vector<std::uint8_t> has_amount, has_count;
  std::vector<std::int64_t> payments, paid;

  void add(std::span<const Payment> run, std::span<const std::int32_t> percents) {
    const Weights total = total_of(run);
    for (const std::int32_t wanted : percents) {
      const auto amount = quantile(run, wanted, total.amount, amount_weight);
      const auto count = quantile(run, wanted, total.count, count_weight);
      of.push_back(run.front().cohort);
      percent.push_back(wanted);
      by_amount.push_back(amount.value_or(0));
      has_amount.push_back(amount ? 1 : 0);
      by_count.push_back(count.value_or(0));
      has_count.push_back(count ? 1 : 0);
      payments.push_back(total.count);
      paid.push_back(total.amount);
    }
  }
};

}  // namespace

Table Cohorts::days_to_pay(std::span<const Settlement> settlements,
                           std::span<const std::int32_t> percents) const {
  // Numbers of cohorts ascend by group, currency, month: those of one group and currency lie side by side.
  std::vector<std::uint32_t> leader(cohorts_.size());
  for (std::uint32_t id = 0; id < leader.size(); ++id) {
    bool same = id > 0;
    for (std::size_t level = 0; same && level <= keys_.size(); ++level)
      same = groups_.code(id, level) == groups_.code(id - 1, level);
    leader[id] = same ? leader[id - 1] : id;
  }
  std::vector<Payment> payments;
  for (const Settlement& settlement : settlements) {
    if (settlement.by != Settled::paid || settlement.amount == 0) continue;
    payments.push_back({leader[cohort_of(settlement.invoice)], settlement.age, settlement.amount});
  }
  std::sort(payments.begin(), payments.end(), [](const Payment& a, const Payment& b) {
    return a.cohort != b.cohort ? a.cohort < b.cohort : a.age < b.age;
  });
  Quantiles rows;
  for (auto begin = payments.begin(); begin != payments.end();) {
    const auto end =
        std::find_if(begin, payments.end(), [&](const Payment& p) { return p.cohort != begin->cohort; });
    rows.add({&*begin, static_cast<std::size_t>(end - begin)}, percents);
    begin = end;
  }
  Table table("days_to_pay");
  add_keys(table, rows.of, false);
  table.add(Column::int32("percent", std::move(rows.percent)));
  table.add(Column::int32("days_by_amount", std::move(rows.by_amount), ColumnRole::days)
                .with_validity(rows.has_amount));
  table.add(Column::int32("days_by_count", std::move(rows.by_count), ColumnRole::days)
                .with_validity(rows.has_count));
  table.add(Column::int64("payments", std::move(rows.payments), ColumnRole::count));
  table.add(Column::int64("paid", std::move(rows.paid), ColumnRole::money));
  return table;
}

}  // namespace openitem::collection_curves
