#include "stats/additive_tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "stats/additive_options.hpp"
#include "stats/binning_tables.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

/// The named columns of a table, under another name.
Table table_of_columns(std::string name, const Table& from, std::initializer_list<std::string_view> columns) {
  Table table(std::move(name));
  for (const std::string_view column : columns) table.add(from.column(column));
  return table;
}

std::vector<double> joined_values(std::span<const std::vector<double>> values) {
  std::vector<double> joined;
  for (const std::vector<double>& of : values) joined.insert(joined.end(), of.begin(), of.end());
  return joined;
}

Table additive_features(const FittedParts& parts, const Table& fitted, double weight) {
  Table table = table_of_columns("features", fitted, {"feature", "type", "status"});
  std::vector<std::string_view> trends;
  std::vector<double> importance;
  for (std::size_t at = 0; at < parts.layouts.size(); ++at) {
    trends.push_back(name_of(parts.layouts[at].trend));
    importance.push_back(parts.importance_of(at, weight));
  }
  table.add(Column::text("trend", trends));
  table.add(fitted.column("bins"));
  table.add(Column::float64("importance", std::move(importance)));
  return table;
}

Table additive_pairs(const FittedParts& parts) {
  std::vector<std::string_view> first, second;
  std::vector<double> strength, importance;
  std::vector<std::int32_t> chosen;
  for (std::size_t at = 0; at < parts.ranked.size(); ++at) {
    const CandidatePair& pair = parts.ranked[at];
    const bool is_chosen = at < parts.pairs.size();
    first.push_back(parts.features[pair.first].feature.name);
    second.push_back(parts.features[pair.second].feature.name);
    strength.push_back(pair.strength);
    chosen.push_back(is_chosen ? 1 : 0);
    importance.push_back(is_chosen ? parts.pairs[at].importance : 0.0);
  }
  Table table("pairs");
  table.add(Column::text("first", first));
  table.add(Column::text("second", second));
  table.add(Column::float64("strength", std::move(strength)));
  std::vector<std::uint8_t> has_importance(chosen.begin(), chosen.end());
  table.add(Column::int32("chosen", std::move(chosen)));
  table.add(Column::float64("importance", std::move(importance)).with_validity(has_importance));
  return table;
}

/// A grid of groups as blocks of the bins of its features.
std::vector<double> values_of_bins(const FittedParts& parts, const FittedPair& of) {
  const CoarseBins& second = parts.coarse[of.pair.second];
  std::vector<double> values;
  for (const BinCode row : parts.coarse[of.pair.first].of_bin) {
    for (const BinCode column : second.of_bin)
      values.push_back(of.values[row * second.weights.size() + column]);
  }
  return values;
}

class RoundsTable {
 public:
  explicit RoundsTable(bool is_watched) : is_watched_(is_watched) {}

  void add(std::size_t bag, std::string_view stage, const BoostedStage& made) {
    for (std::size_t round = 0; round < made.rounds.size(); ++round) {
      bags_.push_back(static_cast<std::int32_t>(bag));
      stages_.push_back(stage);
      rounds_.push_back(static_cast<std::int32_t>(round));
      training_.push_back(made.rounds[round].training);
      validation_.push_back(made.rounds[round].validation);
      kept_.push_back(round <= made.kept ? 1 : 0);
    }
  }

  Table table() && {
    const std::vector<std::uint8_t> has_validation(bags_.size(), is_watched_ ? 1 : 0);
    Table table("rounds");
    table.add(Column::int32("bag", std::move(bags_)));
    table.add(Column::text("stage", stages_));
    table.add(Column::int32("round", std::move(rounds_)));
    table.add(Column::float64("training_log_loss", std::move(training_)));
    table.add(Column::float64("validation_log_loss", std::move(validation_)).with_validity(has_validation));
    table.add(Column::int32("kept", std::move(kept_)));
    return table;
  }

 private:
  bool is_watched_;
  std::vector<std::int32_t> bags_, rounds_, kept_;
  std::vector<std::string_view> stages_;
  std::vector<double> training_, validation_;
};

Table additive_rounds(const FittedParts& parts, bool is_watched) {
  RoundsTable rounds(is_watched);
  for (std::size_t bag = 0; bag < parts.bags.size(); ++bag) {
    rounds.add(bag, "features", parts.bags[bag].features);
    rounds.add(bag, "pairs", parts.bags[bag].pairs);
  }
  return std::move(rounds).table();
}

std::string kept_rounds(const FittedParts& parts, BoostedStage BagRounds::*stage) {
  std::vector<std::int32_t> kept;
  kept.reserve(parts.bags.size());
  for (const BagRounds& bag : parts.bags) kept.push_back(static_cast<std::int32_t>((bag.*stage).kept));
  return joined(kept);
}

Table about_additive(const FittedParts& parts, const BinningInput& input, const AdditiveOptions& options) {
  AboutLines about;
  about.add("report", "additive model");
  about.add("formula", "docs/methods/additive.md");
  about.add("rows", std::to_string(input.rows()));
  about.add("weight_of_ones", shortest(input.outcomes().all.ones));
  about.add("weight_of_zeros", shortest(input.outcomes().all.zeros));
  about.add("intercept", shortest(parts.intercept));
  about.add("pairs_chosen", std::to_string(parts.pairs.size()));
  about.add("rounds_of_features", kept_rounds(parts, &BagRounds::features));
  about.add("rounds_of_pairs", parts.pairs.empty() ? std::string() : kept_rounds(parts, &BagRounds::pairs));
  add_option_lines(about, options);
  return about.table();
}

}  // namespace

void PairBlocks::add(std::string_view first, std::string_view second, std::span<const double> values,
                     std::size_t second_bins) {
  const std::size_t first_bins = values.size() / second_bins;
  const auto row_of = [&](std::size_t row) { return values.subspan(row * second_bins, second_bins); };
  const auto same_rows = [&](std::size_t a, std::size_t b) {
    return std::equal(row_of(a).begin(), row_of(a).end(), row_of(b).begin());
  };
  const auto same_columns = [&](std::size_t a, std::size_t b) {
    for (std::size_t row = 0; row < first_bins; ++row) {
      if (row_of(row)[a] != row_of(row)[b]) return false;
    }
    return true;
  };
  const auto starts_of = [](std::size_t bins, const auto& same) {
    std::vector<std::size_t> starts;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      if (bin == 0 || !same(bin - 1, bin)) starts.push_back(bin);
    }
    starts.push_back(bins);
    return starts;
  };
  const std::vector<std::size_t> rows = starts_of(first_bins, same_rows);
  const std::vector<std::size_t> columns = starts_of(second_bins, same_columns);
  for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
    for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
      firsts_.push_back(first);
      seconds_.push_back(second);
      first_bins_.push_back(static_cast<std::int32_t>(rows[row]));
      first_lasts_.push_back(static_cast<std::int32_t>(rows[row + 1] - 1));
      second_bins_.push_back(static_cast<std::int32_t>(columns[column]));
      second_lasts_.push_back(static_cast<std::int32_t>(columns[column + 1] - 1));
      values_.push_back(row_of(rows[row])[columns[column]]);
    }
  }
}

Table PairBlocks::table() && {
  Table table("pair_values");
  table.add(Column::text("first", firsts_));
  table.add(Column::text("second", seconds_));
  table.add(Column::int32("first_bin", std::move(first_bins_)));
  table.add(Column::int32("first_last_bin", std::move(first_lasts_)));
  table.add(Column::int32("second_bin", std::move(second_bins_)));
  table.add(Column::int32("second_last_bin", std::move(second_lasts_)));
  table.add(Column::float64("value", std::move(values_)));
  return table;
}

std::vector<Table> additive_tables(const FittedParts& parts, const BinningInput& input,
                                   const AdditiveOptions& options) {
  const Result bins(fitted_tables(parts.features, input.outcomes().all, input.rows()));
  Table values = table_of_columns(
      "values", bins.table("bins"),
      {"feature", "bin", "kind", "lower", "upper", "categories", "count", "weight", "ones", "rate"});
  values.add(Column::float64("value", joined_values(parts.values)));
  PairBlocks blocks;
  for (const FittedPair& of : parts.pairs) {
    blocks.add(parts.features[of.pair.first].feature.name, parts.features[of.pair.second].feature.name,
               values_of_bins(parts, of), parts.coarse[of.pair.second].of_bin.size());
  }
  std::vector<Table> tables;
  tables.push_back(additive_features(parts, bins.table("features"), input.outcomes().all.sum()));
  tables.push_back(std::move(values));
  tables.push_back(bins.table("categories"));
  tables.push_back(additive_pairs(parts));
  tables.push_back(std::move(blocks).table());
  tables.push_back(additive_rounds(parts, options.validation_share > 0.0));
  tables.push_back(bins.table("proof"));
  tables.push_back(about_additive(parts, input, options));
  return tables;
}

Result describe_additive(const AdditiveModel& model) {
  const Result bins = describe_binning(model.binning());
  const std::span<const BinnedFeature> features = model.binning().features();
  Table figures("model");
  figures.add(Column::text("name", {"intercept"}));
  figures.add(Column::float64("value", {model.intercept()}));
  Table values = table_of_columns("values", bins.table("bins"),
                                  {"feature", "bin", "kind", "lower", "upper", "categories"});
  values.add(Column::float64("value", joined_values(model.values())));
  std::vector<std::string_view> first, second;
  PairBlocks blocks;
  for (const AdditivePair& pair : model.pairs()) {
    const BinnedFeature& of_first = features[static_cast<std::size_t>(pair.first)];
    const BinnedFeature& of_second = features[static_cast<std::size_t>(pair.second)];
    first.emplace_back(of_first.name);
    second.emplace_back(of_second.name);
    blocks.add(of_first.name, of_second.name, pair.values, of_second.bins.size());
  }
  Table pairs("pairs");
  pairs.add(Column::text("first", first));
  pairs.add(Column::text("second", second));
  return Result({std::move(figures), std::move(values), bins.table("categories"), std::move(pairs),
                 std::move(blocks).table()});
}

}  // namespace openitem::stats
