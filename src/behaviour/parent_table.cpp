#include "behaviour/parent_table.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/output_columns.hpp"

namespace openitem::behaviour {
namespace {

struct ParentRows {
  std::vector<std::int32_t> as_of;
  std::vector<std::uint16_t> currency;
  std::vector<std::string_view> level;
  std::vector<std::uint32_t> segment;
  std::vector<std::string_view> window;
  std::vector<std::int64_t> paid_invoices;
  std::vector<std::vector<double>> values;  // by feature that is shrunk
  std::vector<std::vector<std::uint8_t>> valid;
};

std::vector<Feature> shrunk_features(const BehaviourPlan& plan) {
  std::vector<Feature> features;
  for (const FeatureColumn& column : plan.columns) {
    if (column.is_shrunk && (features.empty() || features.back() != column.feature))
      features.push_back(column.feature);
  }
  return features;
}

}  // namespace

Table parents_table(const BehaviourQuery& query, std::span<const Date> as_of) {
  const std::vector<Feature> features = shrunk_features(query.plan);
  std::vector<std::string> names;
  for (const FeatureWindow& window : query.parents->windows()) {
    const std::string suffix = window.suffix();
    names.push_back(suffix.empty() ? suffix : suffix.substr(1));
  }
  ParentRows rows;
  rows.values.resize(features.size());
  rows.valid.resize(features.size());
  const std::vector<ParentKey> keys = query.parents->keys();
  for (const Date date : as_of) {
    for (const ParentKey& key : keys) {
      for (std::uint32_t window = 0; window < names.size(); ++window) {
        const PaidSums* const sums = query.parents->find(key, window, date.days());
        if (sums == nullptr || sums->count == 0) continue;
        rows.as_of.push_back(date.days());
        rows.currency.push_back(key.currency);
        rows.level.push_back(key.segment == kPortfolio ? "portfolio" : "segment");
        rows.segment.push_back(key.segment == kPortfolio ? kNoKey : static_cast<std::uint32_t>(key.segment));
        rows.window.push_back(names[window]);
        rows.paid_invoices.push_back(sums->count);
        for (std::size_t at = 0; at < features.size(); ++at) {
          const std::optional<double> value = sums->value(features[at]);
          rows.values[at].push_back(value.value_or(0));
          rows.valid[at].push_back(value ? 1 : 0);
        }
      }
    }
  }
  Table table("parents");
  table.add(Column::date("as_of", std::move(rows.as_of)));
  table.add(currency_column("currency", rows.currency));
  table.add(Column::text("level", rows.level));
  if (query.segment != nullptr)
    table.add(key_column(query.segment->name, query.segment->dictionary, rows.segment));
  table.add(Column::text("window", rows.window));
  table.add(Column::int64("paid_invoices", std::move(rows.paid_invoices), ColumnRole::count));
  for (std::size_t at = 0; at < features.size(); ++at) {
    table.add(Column::float64(std::string(definition_of(features[at]).name), std::move(rows.values[at]))
                  .with_validity(rows.valid[at]));
  }
  return table;
}

}  // namespace openitem::behaviour
