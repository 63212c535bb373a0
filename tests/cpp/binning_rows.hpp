#pragma once
// Rows of one or more features with outcomes, as tests of binning make and bin them.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
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

struct Rows {
  std::vector<double> x;
  std::vector<std::int32_t> outcomes;
  std::vector<double> weights;
};

inline Rows random_rows(std::uint32_t seed, std::size_t count, std::uint32_t values) {
  std::mt19937 random(seed);
  Rows made;
  for (std::size_t row = 0; row < count; ++row) {
    const auto value = static_cast<std::uint32_t>(random() % values);
    made.x.push_back(random() % 20 == 0 ? kMissing : static_cast<double>(value) / 8);
    made.outcomes.push_back(random() % values < value / 2 + values / 8 ? 1 : 0);
    made.weights.push_back(static_cast<double>(random() % 3));
  }
  return made;
}

inline std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return std::string(status_name(error.status())) + " " + std::to_string(error.row()) + " " +
           std::string(error.column());
  }
  return "accepted";
}

inline Result transform(const stats::Binning& binning, const Given& rows, stats::BinningOutput output,
                        std::int32_t threads = 1) {
  const TableViews views(rows.tables);
  return stats::transform_binning(binning, views.views(), output, threads);
}

inline Given features_only(const std::vector<double>& x) {
  Given rows;
  rows.add("features", numbers("x", x));
  return rows;
}

inline Given texts_with(const std::vector<std::string>& x, const std::vector<std::int32_t>& outcomes) {
  Given rows;
  rows.add("features", texts("x", x));
  rows.add("outcomes", Column::int32("outcome", outcomes));
  return rows;
}

inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
           return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
         });
}

}  // namespace openitem::binning_rows
