#pragma once
/// \file
/// The columns of the features of a card among those of a call, and the weight in their bins.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/binning.hpp"
#include "openitem/column.hpp"

namespace openitem::credit {

/// Views of the chunks of table "features" with the columns of a binning alone. Refers to the caller's memory.
class FeatureViews {
 public:
  FeatureViews(std::span<const TableView> tables, const stats::Binning& binning);
  FeatureViews(const FeatureViews&) = delete;
  FeatureViews& operator=(const FeatureViews&) = delete;
  ~FeatureViews() = default;
  [[nodiscard]] std::span<const TableView> views() const noexcept { return tables_; }

 private:
  std::vector<std::vector<ColumnView>> columns_;
  std::vector<TableView> tables_;
};

/// Views of the tables of one name alone.
[[nodiscard]] std::vector<TableView> views_named(std::span<const TableView> tables, std::string_view name);
/// Views of all other tables.
[[nodiscard]] std::vector<TableView> views_but(std::span<const TableView> tables, std::string_view name);

/// Weight of the rows in each bin of each feature.
[[nodiscard]] std::vector<std::vector<double>> bin_weights(const stats::Binning& binning, const Table& bins,
                                                           std::span<const double> weights,
                                                           std::int32_t threads);

}  // namespace openitem::credit
