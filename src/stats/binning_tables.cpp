#include "stats/binning_tables.hpp"

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

namespace openitem::stats {
namespace {

/// The columns of bins that every table of them has.
class BinColumns {
 public:
  void add(std::string_view feature, std::size_t number, const Bin& bin) {
    const bool is_special = bin.kind == BinKind::special;
    const bool is_interval = bin.kind == BinKind::interval;
    features_.push_back(feature);
    numbers_.push_back(static_cast<std::int32_t>(number));
    kinds_.push_back(name_of(bin.kind));
    has_lower_.push_back(is_special || (is_interval && std::isfinite(bin.lower)) ? 1 : 0);
    has_upper_.push_back(is_special || (is_interval && std::isfinite(bin.upper)) ? 1 : 0);
    lower_.push_back(has_lower_.back() != 0 ? bin.lower : 0.0);
    upper_.push_back(has_upper_.back() != 0 ? bin.upper : 0.0);
    std::string& joined = categories_.emplace_back();
    for (const std::string& category : bin.categories)
      joined.append(joined.empty() ? "" : ", ").append(category);
    has_categories_.push_back(bin.categories.empty() ? 0 : 1);
    woe_.push_back(bin.woe);
  }

  void add_to(Table& table) && {
    table.add(Column::text("feature", features_));
    table.add(Column::int32("bin", std::move(numbers_)));
    table.add(Column::text("kind", kinds_));
    table.add(Column::float64("lower", std::move(lower_)).with_validity(has_lower_));
    table.add(Column::float64("upper", std::move(upper_)).with_validity(has_upper_));
    table.add(
        Column::text("categories", std::vector<std::string_view>(categories_.begin(), categories_.end()))
            .with_validity(has_categories_));
  }
  [[nodiscard]] std::vector<double> take_woe() { return std::move(woe_); }

 private:
  std::vector<std::string_view> features_, kinds_;
  std::vector<std::int32_t> numbers_;
  std::vector<double> lower_, upper_, woe_;
  std::vector<std::uint8_t> has_lower_, has_upper_, has_categories_;
  std::vector<std::string> categories_;
};

Table bins_table(std::span<const FittedFeature> fitted, const ClassWeights& all) {
  BinColumns columns;
  std::vector<std::int64_t> count;
  std::vector<double> weight, ones, zeros, share, rate, iv;
  std::vector<std::uint8_t> has_rate;
  for (const FittedFeature& of : fitted) {
    for (std::size_t at = 0; at < of.figures.size(); ++at) {
      const FiguresOfBin& figures = of.figures[at];
      const ClassWeights& weights = figures.rows.weights;
      const bool is_weighty = weights.sum() > 0.0;
      columns.add(of.feature.name, at, of.feature.bins[at]);
      count.push_back(figures.rows.count);
      weight.push_back(weights.sum());
      ones.push_back(weights.ones);
      zeros.push_back(weights.zeros);
      share.push_back(weights.sum() / all.sum());
      rate.push_back(is_weighty ? weights.ones / weights.sum() : 0.0);
      has_rate.push_back(is_weighty ? 1 : 0);
      iv.push_back(figures.iv);
    }
  }
  std::vector<double> woe = columns.take_woe();
  Table table("bins");
  std::move(columns).add_to(table);
  table.add(Column::int64("count", std::move(count), ColumnRole::count));
  table.add(Column::float64("weight", std::move(weight)));
  table.add(Column::float64("ones", std::move(ones)));
  table.add(Column::float64("zeros", std::move(zeros)));
  table.add(Column::float64("share", std::move(share)));
  table.add(Column::float64("rate", std::move(rate)).with_validity(has_rate));
  table.add(Column::float64("woe", std::move(woe)));
  table.add(Column::float64("iv", std::move(iv)));
  return table;
}

Table features_table(std::span<const FittedFeature> fitted) {
  std::vector<std::string_view> names, types, statuses, trends;
  std::vector<std::uint8_t> has_trend;
  std::vector<std::int32_t> prebins, bins;
  std::vector<double> iv;
  for (const FittedFeature& of : fitted) {
    names.push_back(of.feature.name);
    types.push_back(name_of(of.feature.type));
    statuses.push_back(name_of(of.status));
    trends.push_back(of.trend ? name_of(*of.trend) : std::string_view());
    has_trend.push_back(of.trend ? 1 : 0);
    prebins.push_back(static_cast<std::int32_t>(of.prebins));
    bins.push_back(static_cast<std::int32_t>(of.feature.bins.size()));
    iv.push_back(of.iv());
  }
  Table table("features");
  table.add(Column::text("feature", names));
  table.add(Column::text("type", types));
  table.add(Column::text("status", statuses));
  table.add(Column::text("trend", trends).with_validity(has_trend));
  table.add(Column::int32("prebins", std::move(prebins), ColumnRole::count));
  table.add(Column::int32("bins", std::move(bins), ColumnRole::count));
  table.add(Column::float64("iv", std::move(iv)));
  return table;
}

Table category_figures_table(std::span<const FittedFeature> fitted) {
  std::vector<std::string_view> features, categories;
  std::vector<std::int32_t> bins;
  std::vector<std::int64_t> count;
  std::vector<double> weight, ones;
  for (const FittedFeature& of : fitted) {
    for (const CategoryFigures& figures : of.categories) {
      features.push_back(of.feature.name);
      bins.push_back(static_cast<std::int32_t>(figures.bin));
      categories.push_back(figures.category);
      count.push_back(figures.rows.count);
      weight.push_back(figures.rows.weights.sum());
      ones.push_back(figures.rows.weights.ones);
    }
  }
  Table table("categories");
  table.add(Column::text("feature", features));
  table.add(Column::int32("bin", std::move(bins)));
  table.add(Column::text("category", categories));
  table.add(Column::int64("count", std::move(count), ColumnRole::count));
  table.add(Column::float64("weight", std::move(weight)));
  table.add(Column::float64("ones", std::move(ones)));
  return table;
}

/// Rows of the input against rows in bins: the two are counted on different ways.
Table binning_proof(std::span<const FittedFeature> fitted, std::int64_t rows) {
  constexpr std::array<BinKind, 5> kinds = {BinKind::interval, BinKind::categories, BinKind::special,
                                            BinKind::other, BinKind::missing};
  std::vector<std::string_view> features, lines;
  std::vector<std::int64_t> counts;
  for (const FittedFeature& of : fitted) {
    const auto add = [&](std::string_view line, std::int64_t count) {
      features.push_back(of.feature.name);
      lines.push_back(line);
      counts.push_back(count);
    };
    std::int64_t difference = rows;
    add("rows", rows);
    for (const BinKind kind : kinds) {
      std::int64_t held = 0;
      for (std::size_t at = 0; at < of.figures.size(); ++at) {
        if (of.feature.bins[at].kind == kind) held += of.figures[at].rows.count;
      }
      add(name_of(kind), -held);
      difference -= held;
    }
    add("difference", difference);
  }
  Table table("proof");
  table.add(Column::text("feature", features));
  table.add(Column::text("line", lines));
  table.add(Column::int64("count", std::move(counts), ColumnRole::count));
  return table;
}

}  // namespace

std::vector<Table> fitted_tables(std::span<const FittedFeature> fitted, const ClassWeights& all,
                                 std::int64_t rows) {
  return {features_table(fitted), bins_table(fitted, all), category_figures_table(fitted),
          binning_proof(fitted, rows)};
}

Result describe_binning(const Binning& binning) {
  BinColumns columns;
  std::vector<std::string_view> features, categories;
  std::vector<std::int32_t> numbers;
  for (const BinnedFeature& feature : binning.features()) {
    for (std::size_t at = 0; at < feature.bins.size(); ++at) {
      columns.add(feature.name, at, feature.bins[at]);
      for (const std::string& category : feature.bins[at].categories) {
        features.push_back(feature.name);
        numbers.push_back(static_cast<std::int32_t>(at));
        categories.push_back(category);
      }
    }
  }
  std::vector<double> woe = columns.take_woe();
  Table bins("bins");
  std::move(columns).add_to(bins);
  bins.add(Column::float64("woe", std::move(woe)));
  Table sets("categories");
  sets.add(Column::text("feature", features));
  sets.add(Column::int32("bin", std::move(numbers)));
  sets.add(Column::text("category", categories));
  return Result({std::move(bins), std::move(sets)});
}

}  // namespace openitem::stats
