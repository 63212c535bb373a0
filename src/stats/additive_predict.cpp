// Log odds of rows: feature by feature, so that the bins of one are at hand at a time.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/exponential.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/additive.hpp"
#include "stats/additive_rows.hpp"

namespace openitem::stats {
namespace {

/// Rows of the table "features", which has the columns of the model and no others.
std::int64_t checked_rows(const AdditiveModel& model, std::span<const TableView> tables) {
  constexpr std::array<std::string_view, 1> table_names = {"features"};
  const NamedTables given(tables, table_names);
  const ChunkedTable& table = given.require("features");
  std::vector<std::string_view> names;
  for (const BinnedFeature& feature : model.binning().features()) {
    names.push_back(feature.name);
    static_cast<void>(require_column(table, feature.name));
  }
  require_known_columns(table, names);
  return table.rows();
}

void add_log_odds(const AdditiveModel& model, std::span<const TableView> tables, std::int32_t threads,
                  std::span<double> log_odds) {
  const std::span<const BinnedFeature> features = model.binning().features();
  std::vector<bool> is_paired(features.size(), false);
  for (const AdditivePair& pair : model.pairs())
    is_paired[static_cast<std::size_t>(pair.first)] = is_paired[static_cast<std::size_t>(pair.second)] = true;
  std::vector<std::optional<Column>> kept(features.size());
  std::fill(log_odds.begin(), log_odds.end(), model.intercept());
  const auto rows = static_cast<std::int64_t>(log_odds.size());
  const auto add = [&](auto&& value_at) {
    for_each_chunk(rows, threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row)
        log_odds[row] += value_at(row);
    });
  };
  for (std::size_t at = 0; at < features.size(); ++at) {
    Column placed = bins_of_rows(features[at], model.binning().unseen(), tables, threads);
    const std::span<const std::int32_t> bins = placed.int32s();
    const std::vector<double>& values = model.values()[at];
    add([&](std::size_t row) { return values[static_cast<std::size_t>(bins[row])]; });
    if (is_paired[at]) kept[at] = std::move(placed);
  }
  for (const AdditivePair& pair : model.pairs()) {
    const std::span<const std::int32_t> first = kept[static_cast<std::size_t>(pair.first)]->int32s();
    const std::span<const std::int32_t> second = kept[static_cast<std::size_t>(pair.second)]->int32s();
    const std::size_t width = features[static_cast<std::size_t>(pair.second)].bins.size();
    add([&](std::size_t row) {
      return pair
          .values[static_cast<std::size_t>(first[row]) * width + static_cast<std::size_t>(second[row])];
    });
  }
}

/// 1 / (1 + e^-x).
double probability_of(double log_odds) noexcept {
  const double power = exponential_of(-std::fabs(log_odds));
  return log_odds >= 0.0 ? 1.0 / (1.0 + power) : power / (1.0 + power);
}

}  // namespace

void additive_log_odds(const AdditiveModel& model, std::span<const TableView> tables, std::int32_t threads,
                       std::span<double> log_odds) {
  check_threads(threads);
  const std::int64_t rows = checked_rows(model, tables);
  if (rows != static_cast<std::int64_t>(log_odds.size())) {
    throw Error(Status::invalid_argument, Message()
                                              .append("log_odds holds ")
                                              .append(log_odds.size())
                                              .append(" numbers, features have ")
                                              .append(rows)
                                              .append(" rows"));
  }
  add_log_odds(model, tables, threads, log_odds);
}

Result predict_additive(const AdditiveModel& model, std::span<const TableView> tables, std::int32_t threads) {
  check_threads(threads);
  const auto rows = static_cast<std::size_t>(checked_rows(model, tables));
  std::vector<double> log_odds(rows), probabilities(rows);
  add_log_odds(model, tables, threads, log_odds);
  std::transform(log_odds.begin(), log_odds.end(), probabilities.begin(), probability_of);
  Table table("rows");
  table.add(Column::float64("log_odds", std::move(log_odds)));
  table.add(Column::float64("probability", std::move(probabilities)));
  return Result({std::move(table)});
}

}  // namespace openitem::stats
