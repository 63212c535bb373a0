#include "roll_rates/day_items.hpp"

#include <algorithm>
#include <utility>

#include "aging/aged_items.hpp"
#include "aging/figures.hpp"

namespace openitem {

DayItems::DayItems(const LedgerData& ledger, const AgingOptions& options, const OpenItemQuery& asked,
                   OpenItemSet set)
    : query(asked), books(ledger, query), buckets(options, Date(asked.as_of)) {
  AgingOptions debits_only = options;
  debits_only.credits = CreditMode::excluded;
  const FigureColumns columns{.labels = buckets.labels()};
  const AgedItems aged = age_items(ledger, std::move(set), Date(query.as_of), debits_only, buckets, columns);
  missing_date_items = aged.missing_date_items;
  const OpenItems& all = aged.set.items;
  items.reserve(all.open.size());
  for (std::size_t at = 0; at < all.open.size(); ++at) {
    if (all.open[at] <= 0) continue;
    const std::uint32_t row = all.document[at];
    const std::uint32_t identity = ledger.documents.identity[row];
    const bool is_leading = ledger.has_versions && books.row_of(identity) == row;
    items.push_back({is_leading ? ledger.current_row[identity] : row, row, all.instalment[at],
                     aged.basis_date[at], aged.cell[at], all.excess[at] != 0, all.open[at],
                     aged.disputed.empty() ? 0 : aged.disputed[at]});
  }
  if (!ledger.has_versions) return;
  std::stable_sort(items.begin(), items.end(),
                   [](const DebitItem& a, const DebitItem& b) { return a.document < b.document; });
}

std::vector<Flow> DayItems::balances() const {
  std::vector<Flow> flows;
  flows.reserve(items.size());
  for (const DebitItem& item : items) {
    const bool is_in_bucket = item.undisputed() > 0;
    if (is_in_bucket) flows.push_back({item.row, item.bucket, 0, item.undisputed(), 1});
    if (item.disputed > 0)
      flows.push_back({item.row, disputed_state(), 0, item.disputed, is_in_bucket ? 0 : 1});
  }
  return flows;
}

}  // namespace openitem
