// list_aging_items: the items behind a cell of an aging, by the same code that made the cell.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/base_items.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/item_table.hpp"
#include "aging/options.hpp"
#include "aging/re_aged.hpp"
#include "core/message.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

// The cell asked for, resolved.
struct CellFilter {
  std::vector<std::pair<GroupKey, std::uint32_t>> keys;  // key and the code it must have
  bool matches_nothing = false;                          // a key that no document has
  std::optional<std::uint16_t> currency;
  std::optional<std::int32_t> label;  // figure column
};

std::int32_t find_label(const FigureColumns& columns, const std::string& bucket) {
  const auto found = std::find(columns.labels.begin(), columns.labels.end(), bucket);
  if (found != columns.labels.end()) return static_cast<std::int32_t>(found - columns.labels.begin());
  Message message;
  message.append("cell.bucket is ").append_quoted(bucket).append("; there are ");
  for (std::size_t i = 0; i < columns.labels.size(); ++i) {
    message.append(i > 0 ? ", " : "").append(columns.labels[i]);
  }
  throw Error(Status::unknown_name, message);
}

CellFilter filter_of(const AgingCell& cell, const std::vector<GroupKey>& keys, const FigureColumns& columns) {
  CellFilter filter;
  if (!cell.group.empty() && cell.group.size() != keys.size()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("cell.group has ")
                                              .append(cell.group.size())
                                              .append(" values, the aging is grouped by ")
                                              .append(keys.size())
                                              .append("; give one for each column of by, or none"));
  }
  for (std::size_t level = 0; level < cell.group.size(); ++level) {
    std::uint32_t code = kNoKey;
    if (cell.group[level]) {
      const std::optional<std::uint32_t> found = keys[level].find(*cell.group[level]);
      if (!found) filter.matches_nothing = true;
      code = found.value_or(kNoKey);
    }
    filter.keys.emplace_back(keys[level], code);
  }
  if (!cell.currency.empty()) filter.currency = Currency(cell.currency).index();
  if (!cell.bucket.empty()) filter.label = find_label(columns, cell.bucket);
  return filter;
}

std::vector<ItemPart> parts_of(const LedgerData& ledger, const AgedItems& aged, const FigureColumns& columns,
                               const CellFilter& filter) {
  std::vector<ItemPart> parts;
  if (filter.matches_nothing) return parts;
  const auto is_asked_for = [&](std::size_t document) {
    if (filter.currency && ledger.documents.currency[document] != *filter.currency) return false;
    return std::all_of(filter.keys.begin(), filter.keys.end(),
                       [document](const auto& key) { return key.first.code_of(document) == key.second; });
  };
  const auto add = [&](std::uint32_t item, std::int32_t cell, std::int64_t open) {
    if (open != 0 && (!filter.label || *filter.label == cell)) parts.push_back({item, cell, open});
  };
  for (std::uint32_t item = 0; item < aged.main.size(); ++item) {
    if (!is_asked_for(aged.set.items.document[item])) continue;
    add(item, aged.cell[item], aged.main[item]);
    if (!aged.disputed.empty()) add(item, columns.disputed_cell, aged.disputed[item]);
  }
  return parts;
}

}  // namespace

Result list_aging_items(const Ledger& ledger, Date as_of, const AgingOptions& options,
                        const AgingCell& cell) {
  check_aging_options(options);
  const Buckets buckets(options, as_of);
  const FigureColumns columns = figure_columns(buckets, options);
  const std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(ledger.data()));
  const CellFilter filter = filter_of(cell, keys, columns);
  const AgedItems aged =
      age_items(ledger.data(), find_open_items(ledger.data(), open_item_query(as_of, options)), as_of,
                options, buckets, columns);
  const std::vector<ItemPart> parts = parts_of(ledger.data(), aged, columns, filter);
  std::optional<BaseItems> base;
  if (options.base_amounts != 0) base = base_items(ledger.data(), aged, options);
  std::optional<ReAgedItems> re_aged;
  if (!options.re_aged_column.empty()) re_aged = re_age_items(ledger.data(), aged, as_of, options, buckets);
  return Result({item_table("items", ledger.data(), aged, columns, parts, buckets.days(),
                            {base ? &*base : nullptr, re_aged ? &*re_aged : nullptr})});
}

}  // namespace openitem
