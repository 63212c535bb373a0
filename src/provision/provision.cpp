#include "openitem/provision.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "aging/about.hpp"
#include "aging/aged_items.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "column/named_tables.hpp"
#include "core/bounds.hpp"
#include "ledger/open_items.hpp"
#include "money/rounding.hpp"
#include "provision/discounting.hpp"
#include "provision/exposures.hpp"
#include "provision/products.hpp"
#include "provision/provision_rows.hpp"
#include "provision/provision_tables.hpp"
#include "provision/rates_in_force.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 7> kProvisionTables = {
    "rates", "overlays", "scenarios", "specific", "cover", "offset_rights", "collection"};

// The exposure is the whole open debit: what an aging may show elsewhere or leave out has no place here.
void check_provision_aging(const AgingOptions& aging) {
  check_aging_options(aging);
  refuse_figures_beside(aging, "a provision");
  if (aging.credits != CreditMode::own_column) {
    throw Error(
        Status::invalid_argument,
        "a provision is on open debits, and credits lower them by right of offset only: leave credits at "
        "its default and choose offset");
  }
  if (aging.disputes != DisputeMode::inside) {
    throw Error(Status::invalid_argument,
                "disputed amounts are exposed like any other: leave disputes at its default (inside)");
  }
  if (aging.future_payments != 0) {
    throw Error(Status::invalid_argument,
                "future_payments is a column of agings; leave it out of a provision");
  }
}

void check_options(const ProvisionOptions& options, const ProductRounding& rounding) {
  check_choice("framework", static_cast<std::int32_t>(options.framework),
               static_cast<std::int32_t>(ProvisionFramework::cecl_aging));
  check_choice("offset", static_cast<std::int32_t>(options.offset),
               static_cast<std::int32_t>(OffsetRight::every_customer));
  check_choice("tax", static_cast<std::int32_t>(options.tax),
               static_cast<std::int32_t>(ProvisionTax::recoverable));
  check_choice("money", static_cast<std::int32_t>(options.money),
               static_cast<std::int32_t>(MoneyForm::floating));
  check_product_rounding(rounding);
  check_bounds("option discount_rate", options.discount_rate, 0, kWholeRate);
}

Table about(Date as_of, const AgingOptions& aging, const ProvisionOptions& options, const Buckets& buckets,
            std::int64_t missing_date_items) {
  const Table of_aging =
      about_table(AgingSource::ledger, as_of, aging, buckets, missing_date_items, std::string());
  AboutLines lines;
  lines.add("formula", options.framework == ProvisionFramework::ifrs9_simplified
                           ? "provision.ifrs9_simplified"
                           : "provision.cecl_aging");
  for (std::int64_t row = 1; row + 1 < of_aging.rows(); ++row) {
    const std::string_view name = of_aging.text_at("name", row);
    const bool is_of_agings_alone =
        name == "credits" || name == "future_payments" || name == "base_currency" || name == "re_aged_column";
    if (!is_of_agings_alone) lines.add(name, std::string(of_aging.text_at("value", row)));
  }
  constexpr std::array<const char*, 3> offsets = {"none", "listed", "every_customer"};
  lines.add("offset", offsets[static_cast<std::size_t>(options.offset)]);
  lines.add("tax", options.tax == ProvisionTax::included ? "included" : "recoverable");
  lines.add("rounding", std::string(name_of(options.rounding)));
  lines.add("round_by", options.round_by == ProvisionRounding::bucket ? "bucket" : "total");
  if (options.discount_rate != 0) {
    lines.add("discount_rate", rate_text(options.discount_rate));
    lines.add("day_count", "act/365f");
  }
  lines.add("rounding_power", std::to_string(options.rounding_power));
  return lines.table();
}

}  // namespace

Provision compute_provision(const Ledger& ledger, Date as_of, std::span<const TableView> tables,
                            const AgingOptions& aging, const ProvisionOptions& options) {
  const ProductRounding rounding{options.rounding, options.round_by, options.rounding_power};
  check_provision_aging(aging);
  check_options(options, rounding);
  const LedgerData& data = ledger.data();
  const NamedTables given(tables, kProvisionTables);
  const Buckets buckets(aging, as_of);
  const FigureColumns columns = figure_columns(buckets, aging);
  const std::vector<GroupKey> keys = resolve_group_keys(aging.by, group_keys_of(data));
  const RatesInForce rates(given, keys, buckets.labels());
  const Discounting discounting(given, keys, buckets.labels(), options.discount_rate);
  const AgedItems aged =
      age_items(data, find_open_items(data, open_item_query(as_of, aging)), as_of, aging, buckets, columns);
  Exposures exposures = find_exposures({data, aged, given, options, aging.threads});
  const ProvisionRequest request{data,  aged,        keys,     buckets.labels(),
                                 rates, discounting, rounding, aging.threads};
  const ProvisionFigures figures = provide(request, exposures.items);
  const ProvisionView view{request, figures, exposures};
  std::vector<Table> result;
  result.push_back(provision_rows_table(view));
  result.push_back(provision_totals_table(view));
  result.push_back(provision_items_table(view));
  result.push_back(provision_specific_table(view));
  result.push_back(provision_rates_table(view));
  result.push_back(provision_scenarios_table(view));
  result.push_back(provision_proof(view));
  result.push_back(about(as_of, aging, options, buckets, aged.missing_date_items));
  return Provision(std::move(result));
}

}  // namespace openitem
