#include "credit/feature_views.hpp"

#include <algorithm>

#include "core/parallel.hpp"

namespace openitem::credit {
namespace {

bool is_named(const TableView& table, std::string_view name) noexcept {
  return table.name != nullptr && table.name == name;
}

}  // namespace

FeatureViews::FeatureViews(std::span<const TableView> tables, const stats::Binning& binning) {
  columns_.reserve(tables.size());
  for (const TableView& table : tables) {
    if (!is_named(table, "features")) continue;
    std::vector<ColumnView>& columns = columns_.emplace_back();
    const std::span<const ColumnView> given(table.columns, static_cast<std::size_t>(table.column_count));
    for (const ColumnView& column : given) {
      const std::span<const stats::BinnedFeature> features = binning.features();
      const bool is_feature = std::any_of(features.begin(), features.end(),
                                          [&](const auto& feature) { return feature.name == column.name; });
      if (is_feature) columns.push_back(column);
    }
    TableView view = table;
    view.columns = columns.data();
    view.column_count = static_cast<std::int32_t>(columns.size());
    tables_.push_back(view);
  }
}

std::vector<TableView> views_named(std::span<const TableView> tables, std::string_view name) {
  std::vector<TableView> found;
  for (const TableView& table : tables) {
    if (is_named(table, name)) found.push_back(table);
  }
  return found;
}

std::vector<TableView> views_but(std::span<const TableView> tables, std::string_view name) {
  std::vector<TableView> found;
  for (const TableView& table : tables) {
    if (!is_named(table, name)) found.push_back(table);
  }
  return found;
}

std::vector<std::vector<double>> bin_weights(const stats::Binning& binning, const Table& bins,
                                             std::span<const double> weights, std::int32_t threads) {
  const std::span<const stats::BinnedFeature> features = binning.features();
  std::vector<std::vector<double>> found(features.size());
  for_each_part(static_cast<std::int64_t>(features.size()), threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    const std::span<const std::int32_t> bin_of = bins.int32s(features[at].name);
    std::vector<double> sums(features[at].bins.size(), 0.0);
    for (std::size_t row = 0; row < bin_of.size(); ++row)
      sums[static_cast<std::size_t>(bin_of[row])] += weights.empty() ? 1.0 : weights[row];
    found[at] = std::move(sums);
  });
  return found;
}

}  // namespace openitem::credit
