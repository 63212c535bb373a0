#include "provision/waterfall_tables.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "openitem/provision.hpp"

namespace openitem {
namespace {

template <typename Range>
void add_places(Table& table, const Range& entries, const WaterfallView& view) {
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> buckets;
  for (const auto& entry : entries) {
    currencies.push_back(entry.currency);
    buckets.emplace_back(view.request.buckets.labels()[entry.bucket]);
  }
  table.add(currency_column("currency", currencies));
  table.add(Column::text("bucket", buckets));
}

template <typename Range, typename Entry>
Column days_column(const char* name, const Range& entries, std::int32_t Entry::*member) {
  std::vector<std::int32_t> days;
  days.reserve(entries.size());
  for (const Entry& entry : entries) days.push_back(entry.*member);
  return Column::int32(name, std::move(days));
}

template <typename Range, typename Entry>
Column amounts(const char* name, const Range& entries, std::int64_t Entry::*member, ColumnRole role) {
  std::vector<std::int64_t> values;
  values.reserve(entries.size());
  for (const Entry& entry : entries) values.push_back(entry.*member);
  return Column::int64(name, std::move(values), role);
}

Column factor_column(const char* name, std::span<const DevelopmentFactor> factors,
                     std::optional<std::int64_t> DevelopmentFactor::*member) {
  std::vector<double> values;
  Validity is_there;
  for (const DevelopmentFactor& factor : factors) {
    is_there.add((factor.*member).has_value());
    values.push_back(static_cast<double>((factor.*member).value_or(0)) / static_cast<double>(kWholeRate));
  }
  return is_there.on(Column::float64(name, std::move(values)));
}

}  // namespace

void add_group_columns(Table& table, std::span<const GroupKey> keys,
                       const std::vector<std::vector<std::uint32_t>>& groups,
                       const std::vector<std::uint16_t>& currencies) {
  for (std::size_t level = 0; level < keys.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(groups.size());
    for (const std::vector<std::uint32_t>& group : groups) codes.push_back(group[level]);
    table.add(keys[level].column(codes));
  }
  table.add(currency_column("currency", currencies));
}

Table waterfall_table(const WaterfallView& view) {
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::uint16_t> currencies;
  std::vector<std::int32_t> months;
  std::vector<std::string_view> buckets;
  std::vector<std::int64_t> documents;
  std::vector<std::int64_t> exposures;
  std::vector<std::int64_t> losses;
  std::vector<std::int32_t> ages;
  std::vector<std::int64_t> unrecovered;
  std::vector<double> developments;
  for (const WaterfallRow& row : view.waterfall.rows) {
    for (std::size_t bucket = 0; bucket < row.exposure.size(); ++bucket) {
      if (row.is_used[bucket] == 0) continue;
      if (view.request.is_developed) {
        ages.push_back(row.age[bucket]);
        unrecovered.push_back(row.unrecovered[bucket].back());
        developments.push_back(static_cast<double>(row.development[bucket]) /
                               static_cast<double>(kWholeRate));
      }
      groups.push_back(row.group);
      currencies.push_back(row.currency);
      months.push_back(row.month);
      buckets.emplace_back(view.request.buckets.labels()[bucket]);
      documents.push_back(row.documents);
      exposures.push_back(row.exposure[bucket]);
      losses.push_back(row.loss[bucket]);
    }
  }
  Table table("waterfall");
  add_group_columns(table, view.request.keys, groups, currencies);
  table.add(Column::date("vintage", std::move(months)));
  table.add(Column::text("bucket", buckets));
  table.add(Column::int64("documents", std::move(documents), ColumnRole::count));
  table.add(Column::int64("exposure", std::move(exposures), ColumnRole::money));
  table.add(Column::int64("loss", std::move(losses), ColumnRole::money));
  if (!view.request.is_developed) return table;
  table.add(Column::int32("age", std::move(ages)));
  table.add(Column::int64("unrecovered", std::move(unrecovered), ColumnRole::money));
  table.add(Column::float64("development", std::move(developments)));
  return table;
}

Table vintages_table(const Waterfall& waterfall) {
  std::vector<std::int32_t> months;
  std::vector<std::int32_t> ends;
  std::vector<std::int32_t> mature;
  std::vector<std::int64_t> documents;
  for (const Vintage& vintage : waterfall.vintages) {
    months.push_back(vintage.month);
    ends.push_back(vintage.matures_on);
    mature.push_back(vintage.is_mature ? 1 : 0);
    documents.push_back(vintage.documents);
  }
  Table table("vintages");
  table.add(Column::date("vintage", std::move(months)));
  table.add(Column::int64("documents", std::move(documents), ColumnRole::count));
  table.add(Column::date("matures_on", std::move(ends)));
  table.add(Column::int32("mature", std::move(mature)));
  return table;
}

Table development_factors_table(const WaterfallView& view) {
  const std::vector<DevelopmentFactor>& factors = view.development.factors;
  Table table("factors");
  add_places(table, factors, view);
  table.add(days_column("from_age", factors, &DevelopmentFactor::from_age));
  table.add(days_column("to_age", factors, &DevelopmentFactor::to_age));
  table.add(amounts("vintages", factors, &DevelopmentFactor::vintages, ColumnRole::count));
  table.add(amounts("unrecovered_from", factors, &DevelopmentFactor::from_amount, ColumnRole::money));
  table.add(amounts("unrecovered_to", factors, &DevelopmentFactor::to_amount, ColumnRole::money));
  table.add(factor_column("factor", factors, &DevelopmentFactor::factor));
  table.add(factor_column("to_horizon", factors, &DevelopmentFactor::to_horizon));
  return table;
}

Table development_triangle_table(const WaterfallView& view) {
  const std::vector<TriangleCell>& cells = view.development.triangle;
  std::vector<std::int32_t> months;
  months.reserve(cells.size());
  for (const TriangleCell& cell : cells) months.push_back(cell.month);
  Table table("triangle");
  add_places(table, cells, view);
  table.add(Column::date("vintage", std::move(months)));
  table.add(days_column("age", cells, &TriangleCell::age));
  table.add(amounts("exposure", cells, &TriangleCell::exposure, ColumnRole::money));
  table.add(amounts("unrecovered", cells, &TriangleCell::unrecovered, ColumnRole::money));
  return table;
}

}  // namespace openitem
