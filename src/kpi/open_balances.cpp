#include "kpi/open_balances.hpp"

#include <algorithm>

#include "kpi/day_sums.hpp"
#include "ledger/open_item_sweep.hpp"

namespace openitem {
namespace {

class BalanceReader {
 public:
  BalanceReader(const KpiQuery& query, bool with_receivable, ComponentSums& sums)
      : documents_(query.ledger.documents),
        groups_(query.groups),
        days_(query.axis.days()),
        scale_(query.axis.scale()),
        with_receivable_(with_receivable),
        sums_(sums) {}

  void read(const OpenItems& items, std::size_t item, std::uint32_t position) {
    const std::uint32_t document = items.document[item];
    const std::int64_t open = items.open[item];
    cell_ = sums_.cell(groups_.of_document[document], position);
    const std::int64_t day = scale_.ordinal(days_[position]);
    if (with_receivable_) add(Component::receivable, open);
    if (open < 0) {
      add(Component::unapplied, open);
      add(Component::unapplied_items, 1);
      add(Component::unapplied_days, open, day - scale_.ordinal(documents_.posting[document]));
      return;
    }
    std::int32_t due = items.due[item] == kNoDate ? documents_.issue[document] : items.due[item];
    if (items.excess[item] != 0) due = documents_.posting[document];
    read_debit(open, day - scale_.ordinal(documents_.issue[document]), day - scale_.ordinal(due));
    if (items.disputed[item] == 0) return;
    add(Component::disputed, items.disputed[item]);
    add(Component::disputed_items, 1);
  }

 private:
  void add(Component component, std::int64_t amount) noexcept {
    if (sums_.has(component)) cell_[sums_.slot(component)] += amount;
  }
  void add(Component component, std::int64_t amount, std::int64_t days) {
    if (sums_.has(component)) add_days_of(cell_[sums_.slot(component)], amount, days);
  }

  void read_debit(std::int64_t open, std::int64_t age, std::int64_t late) {
    add(Component::debits, open);
    add(Component::open_items, 1);
    add(Component::open_days, open, age);
    if (late <= 0) return;
    add(Component::past_due, open);
    add(Component::past_due_items, 1);
    add(Component::past_due_days, open, late);
    if (late > 30) add(Component::over_30, open);
    if (late > 60) add(Component::over_60, open);
    if (late > 90) add(Component::over_90, open);
  }

  const Documents& documents_;
  const KpiGroups& groups_;
  std::span<const std::int32_t> days_;
  const DayScale& scale_;
  const bool with_receivable_;
  ComponentSums& sums_;
  std::int64_t* cell_ = nullptr;
};

std::vector<std::uint32_t> ends_of_windows(const PeriodAxis& axis) {
  std::vector<std::uint32_t> ends;
  for (const PeriodWindows& windows : axis.periods()) {
    ends.push_back(windows.period.begin);
    ends.push_back(windows.period.end);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

void add_differences(const OpenItemTotals& totals, std::uint32_t position,
                     std::vector<ApplicationDifference>& differences) {
  for (const OpenItemTotals::Line& line : totals.cross_currency)
    differences.push_back({position, line.currency, line.amount, 0});
  for (const OpenItemTotals::Line& line : totals.applied_before_posting)
    differences.push_back({position, line.currency, 0, line.amount});
}

}  // namespace

std::vector<ApplicationDifference> add_open_balances(const KpiQuery& query, bool others_only,
                                                     bool with_receivable, KpiSums& sums) {
  const std::vector<std::uint32_t> ends = ends_of_windows(query.axis);
  OpenItemSeriesQuery series;
  for (const std::uint32_t end : ends) series.as_of.push_back(query.axis.days()[end]);
  series.known_at = query.known_at;
  series.clock = query.clock;
  series.threads = query.threads;
  PlainPart plain;
  plain.changes.resize(ends.size());
  OpenItemSweep sweep = others_only ? OpenItemSweep(query.ledger, std::move(series), std::move(plain))
                                    : OpenItemSweep(query.ledger, std::move(series));
  BalanceReader reader(query, with_receivable, sums.components);
  std::vector<ApplicationDifference> differences;
  for (const std::uint32_t end : ends) {
    const OpenItemSet set = sweep.next();
    for (std::size_t item = 0; item < set.items.open.size(); ++item) reader.read(set.items, item, end);
    add_differences(set.totals, end, differences);
  }
  return differences;
}

}  // namespace openitem
