#pragma once
// Rows of one or more features with outcomes, as tests of binning make and bin them.

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "openitem/binning.hpp"

namespace openitem::binning_rows {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Tables of one call, owned.
struct Given {
  std::vector<Table> tables;

  void add(const std::string& table, Column column) {
    for (Table& present : tables) {
      if (present.name() == table) {
        present.add(std::move(column));
        return;
      }
    }
    tables.emplace_back(table);
    tables.back().add(std::move(column));
  }
};

/// NaN becomes null.
inline Column numbers(std::string name, const std::vector<double>& values) {
  std::vector<std::uint8_t> valid;
  for (const double value : values) valid.push_back(std::isnan(value) ? 0 : 1);
  return Column::float64(std::move(name), values).with_validity(valid);
}

inline Column texts(std::string name, const std::vector<std::string>& values) {
  return Column::text(std::move(name), std::vector<std::string_view>(values.begin(), values.end()));
}

inline Given given(const std::vector<double>& x, const std::vector<std::int32_t>& outcomes,
                   const std::vector<double>& weights = {}) {
  Given made;
  made.add("features", numbers("x", x));
  made.add("outcomes", Column::int32("outcome", outcomes));
  if (!weights.empty()) made.add("outcomes", Column::float64("weight", weights));
  return made;
}

inline stats::BinningOptions plain_options() {
  return {.woe = stats::WoeDirection::zeros_over_ones, .min_share = 0.0};
}

inline stats::FittedBinning fit(const Given& from, const stats::BinningOptions& options = plain_options()) {
  const TableViews views(from.tables);
  return stats::fit_binning(views.views(), options);
}

inline std::vector<double> cells(const Result& result, const char* table, const char* column) {
  const std::span<const double> values = result.table(table).column(column).float64s();
  return {values.begin(), values.end()};
}

/// Null as NaN.
inline std::vector<double> nullable_cells(const Result& result, const char* table, const char* name) {
  const Column& column = result.table(table).column(name);
  std::vector<double> values;
  for (std::int64_t row = 0; row < column.rows(); ++row) {
    values.push_back(column.is_null(row) ? kMissing : column.float64s()[static_cast<std::size_t>(row)]);
  }
  return values;
}

inline std::vector<std::string> text_cells(const Result& result, const char* table, const char* name) {
  const Column& column = result.table(table).column(name);
  std::vector<std::string> values;
  for (std::int64_t row = 0; row < column.rows(); ++row) {
    values.emplace_back(column.is_null(row) ? "null" : std::string(column.text_at(row)));
  }
  return values;
}

inline double feature_iv(const stats::FittedBinning& fitted, std::size_t feature = 0) {
  return fitted.tables.table("features").column("iv").float64s()[feature];
}

}  // namespace openitem::binning_rows
