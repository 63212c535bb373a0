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
  AgingTables day = way.on(as_of, find_open_items(ledger.data(), open_item_query(as_of, options)));
  std::vector<Table> tables;
  tables.push_back(std::move(day.rows));
  tables.push_back(std::move(day.totals));
  tables.push_back(std::move(day.proof));
  tables.push_back(about_table(AgingSource::ledger, as_of, options, way.buckets(), day.missing_date_items));
  return Aging(std::move(tables));
}

std::string aging_bucket(Date as_of, Date date, const AgingOptions& options) {
  check_choice("basis", static_cast<std::int32_t>(options.basis),
               static_cast<std::int32_t>(AgingBasis::column));
  const Buckets buckets(options, as_of);
  return buckets.labels()[static_cast<std::size_t>(buckets.of(as_of - date))];
}

}  // namespace openitem
