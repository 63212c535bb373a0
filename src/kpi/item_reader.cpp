#include "kpi/item_reader.hpp"

#include <algorithm>
#include <optional>

#include "kpi/plain_events.hpp"
#include "ledger/dunning_letters.hpp"
#include "ledger/open_item_sweep.hpp"

namespace openitem {
namespace {

class ItemReader {
 public:
  ItemReader(const KpiQuery& query, ComponentSums& sums)
      : query_(query), documents_(query.ledger.documents), sums_(sums) {
    if (query.origins) balances_.origins = OriginBalances(query.axis, query.groups.count);
    if (sums.components().has_any({Component::dunned, Component::dunned_items}))
      letters_.emplace(query.ledger, query.known_at);
  }

  ItemBalances run() {
    const std::vector<std::uint32_t> ends = ends_of_periods();
    OpenItemSeriesQuery series;
    for (const std::uint32_t end : ends) series.as_of.push_back(query_.axis.days()[end]);
    series.known_at = query_.known_at;
    series.clock = query_.clock;
    series.threads = query_.threads;
    OpenItemSweep sweep(query_.ledger, std::move(series));
    for (const std::uint32_t end : ends) {
      const OpenItemSet set = sweep.next();
      for (std::size_t item = 0; item < set.items.open.size(); ++item) read(set.items, item, end);
    }
    return std::move(balances_);
  }

 private:
  // Openings too: what is dunned is a balance like any other.
  [[nodiscard]] std::vector<std::uint32_t> ends_of_periods() const {
    std::vector<std::uint32_t> ends;
    for (const PeriodWindows& windows : query_.axis.periods()) {
      ends.push_back(windows.period.end);
      if (letters_) ends.push_back(windows.period.begin);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
  }

  void read(const OpenItems& items, std::size_t item, std::uint32_t position) {
    const std::uint32_t document = items.document[item];
    const std::int64_t open = items.open[item];
    const std::uint32_t group = query_.groups.of_document[document];
    if (query_.origins) add_origin(document, group, position, open);
    if (!letters_ || open <= 0) return;
    std::int32_t due = items.due[item] == kNoDate ? documents_.issue[document] : items.due[item];
    if (items.excess[item] != 0) due = documents_.posting[document];
    const std::int32_t level = letters_->level_on(query_.axis.days()[position], document, due);
    LevelBalance& balance = balances_.levels[{position, {group, level}}];
    balance.open += open;
    ++balance.items;
    if (level < 1) return;
    add(group, position, Component::dunned, open);
    add(group, position, Component::dunned_items, 1);
  }

  void add_origin(std::uint32_t document, std::uint32_t group, std::uint32_t position,
                  std::int64_t open) noexcept {
    const bool counts = open > 0 || *query_.origins == KpiReceivable::net;
    if (!counts || !balances_.origins.has(position) || !is_sale(documents_.kind[document])) return;
    balances_.origins.add(group, position, query_.axis.first_on(documents_.posting[document]), open);
  }

  void add(std::uint32_t group, std::uint32_t position, Component component, std::int64_t value) noexcept {
    if (sums_.has(component)) sums_.cell(group, position)[sums_.slot(component)] += value;
  }

  const KpiQuery& query_;
  const Documents& documents_;
  ComponentSums& sums_;
  std::optional<DunningLetters> letters_;
  ItemBalances balances_;
};

}  // namespace

ItemBalances read_item_balances(const KpiQuery& query, ComponentSums& sums) {
  return ItemReader(query, sums).run();
}

}  // namespace openitem
