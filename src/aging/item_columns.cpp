// compute_aging for item columns: open items that somebody else has already worked out.

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/item_figures.hpp"
#include "aging/options.hpp"
#include "aging/proof.hpp"
#include "ledger/cells.hpp"
#include "ledger/findings.hpp"
#include "ledger/roles.hpp"
#include "ledger/rules.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

LedgerOptions reading_options(const AgingOptions& options, const ItemOptions& items) {
  LedgerOptions reading;
  reading.threads = options.threads;
  reading.row_policy = items.row_policy;
  reading.money = items.money;
  reading.currency = items.currency;
  reading.date_format = items.date_format;
  return reading;
}

void check_columns(const TableColumns& table, const AgingOptions& options, const ReadingRules& rules) {
  if (table.one("currency") == nullptr && !rules.currency) {
    throw Error(
        Status::missing_column,
        "items.currency is not there and no currency is stated; state the currency of all amounts in the "
        "options, or map a column to the role currency")
        .at(-1, "items.currency");
  }
  if (options.basis == AgingBasis::issue && table.one("issue_date") == nullptr) {
    throw Error(
        Status::missing_column,
        "items.issue_date is required by basis issue; name a column issue_date or map one to this role")
        .at(-1, "items.issue_date");
  }
}

Table item_proof(const ItemFigures& figures, std::span<const CurrencyFigures> totals) {
  Proof proof;
  for (const auto& [currency, read] : figures.read) {
    proof.add(currency, "items_read", read.rows, read.amount);
    for (const Exclusion& exclusion : figures.exclusions) {
      if (exclusion.currency != currency) continue;
      proof.add_if_any(currency, std::string("excluded_") + rule_row(exclusion.rule).name, exclusion.count,
                       -exclusion.amount);
    }
    const ItemSums& sums = figures.sums[currency];
    const std::int64_t open = figures.open_amounts[currency];
    proof.add(currency, "open_items", sums.open_items, open);
    add_reported_lines(proof, currency, sums, open, find_figures(totals, currency));
  }
  return proof.table();
}

}  // namespace

Aging compute_aging(std::span<const TableView> items, Date as_of, const AgingOptions& options,
                    const ItemOptions& item_options) {
  check_item_aging_options(options);
  const Buckets buckets(options, as_of);
  const FigureColumns columns = figure_columns(buckets, options);
  const ReadingRules rules(reading_options(options, item_options));
  const ItemInput input(items, item_options.map);
  check_columns(input.columns(), options, rules);

  const ItemRequest request{input.columns(),         as_of.days(), options, rules,
                            item_options.row_policy, buckets,      columns};
  std::optional<ItemFigures> figures = age_plain_items(request);
  if (!figures) figures = age_item_rows(request);
  const std::vector<CurrencyFigures> totals = sum_by_currency(figures->rows, figures->cells);
  std::vector<Table> tables;
  tables.push_back(rows_table(std::move(figures->rows), figures->cells, columns, nullptr));
  tables.push_back(totals_table(totals, columns, false));
  tables.push_back(item_proof(*figures, totals));
  tables.push_back(about_table(AgingSource::items, as_of, options, buckets, figures->missing_date_items, ""));
  tables.push_back(findings_table(figures->findings));
  return Aging(std::move(tables));
}

}  // namespace openitem
