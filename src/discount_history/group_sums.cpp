#include "discount_history/group_sums.hpp"

#include "column/output_columns.hpp"
#include "core/quotient.hpp"

namespace openitem::discount_history {
namespace {

constexpr std::int64_t kNoPeriod = std::int64_t{1} << 40;  // after every day

std::int64_t period_of(const OfferedDocument& one, HistoryPeriod period) {
  if (period == HistoryPeriod::none) return 0;
  if (one.paid_on == kNoDate) return kNoPeriod;
  const Date day(one.paid_on);
  const std::int32_t month = day.month();
  switch (period) {
    case HistoryPeriod::quarter: return Date(day.year(), (month - 1) / 3 * 3 + 1, 1).days();
    case HistoryPeriod::year: return Date(day.year(), 1, 1).days();
    default: return Date(day.year(), month, 1).days();
  }
}

}  // namespace

GroupTuple group_of(const HistoryView& view, const OfferedDocument& one, std::optional<std::int64_t> also) {
  GroupTuple group;
  for (const GroupKey& key : view.keys) group.push_back(key.code_of(one.document));
  group.push_back(view.ledger.documents.currency[one.document]);
  group.push_back(period_of(one, view.options.period));
  if (also) group.push_back(*also);
  return group;
}

void add_group_columns(Table& table, const HistoryView& view, const std::vector<GroupTuple>& groups) {
  const std::size_t levels = view.keys.size();
  for (std::size_t level = 0; level < levels; ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(groups.size());
    for (const GroupTuple& group : groups) codes.push_back(static_cast<std::uint32_t>(group[level]));
    table.add(view.keys[level].column(codes));
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::int32_t> periods;
  std::vector<std::uint8_t> has_period;
  for (const GroupTuple& group : groups) {
    currencies.push_back(static_cast<std::uint16_t>(group[levels]));
    has_period.push_back(group[levels + 1] != kNoPeriod ? 1 : 0);
    periods.push_back(group[levels + 1] != kNoPeriod ? static_cast<std::int32_t>(group[levels + 1]) : 0);
  }
  table.add(currency_column("currency", currencies));
  if (view.options.period == HistoryPeriod::none) return;
  table.add(Column::date("period", std::move(periods)).with_validity(has_period));
}

void WeightedDays::add(std::int64_t weight, const ExactDays& days) {
  amount_days += static_cast<double>(weight) * quotient(days.numerator, days.denominator);
  amount += static_cast<double>(weight);
}

}  // namespace openitem::discount_history
