#include <string>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/aged_items.hpp"
#include "aging/ledger_aging.hpp"
#include "aging/options.hpp"
#include "openitem/aging.hpp"

namespace openitem {

Aging compute_aging(const Ledger& ledger, Date as_of, const AgingOptions& options) {
  check_aging_options(options);
  const LedgerAging way(ledger.data(), options, as_of);
  const std::string base_currency = way.base_currency();
  const OpenItemQuery query = open_item_query(as_of, options);
  AgingTables day = way.on(query, find_open_items(ledger.data(), query));
  day.tables.push_back(
      about_table(AgingSource::ledger, as_of, options, way.buckets(), day.missing_date_items, base_currency));
  return Aging(std::move(day.tables));
}

std::string aging_bucket(Date as_of, Date date, const AgingOptions& options) {
  check_choice("basis", static_cast<std::int32_t>(options.basis),
               static_cast<std::int32_t>(AgingBasis::column));
  const Buckets buckets(options, as_of);
  buckets.days().scale().require_known(date.days(), -1, "");
  return buckets.labels()[static_cast<std::size_t>(buckets.of(as_of - date))];
}

}  // namespace openitem
