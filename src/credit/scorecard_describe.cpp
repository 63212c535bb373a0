// The points table of a card, and the tables that make it again.

#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "column/about_lines.hpp"
#include "credit/scorecard_names.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::credit {
namespace {

/// Numbers of which some are not there.
class OptionalNumbers {
 public:
  void add(double number) {
    valid_.push_back(std::isfinite(number) ? 1 : 0);
    numbers_.push_back(valid_.back() != 0 ? number : 0.0);
  }
  [[nodiscard]] Column column(std::string name) && {
    return Column::float64(std::move(name), std::move(numbers_)).with_validity(valid_);
  }

 private:
  std::vector<double> numbers_;
  std::vector<std::uint8_t> valid_;
};

Table card_table(const ScorecardParts& parts, const Table& bins) {
  std::vector<double> points;
  for (const FeaturePoints& feature : parts.features)
    points.insert(points.end(), feature.points.begin(), feature.points.end());
  Table table("card");
  for (const Column& column : bins.columns()) table.add(column);
  table.add(Column::float64("points", std::move(points)));
  return table;
}

Table card_features(const ScorecardParts& parts) {
  std::vector<std::string_view> names;
  OptionalNumbers means;
  for (std::size_t at = 0; at < parts.features.size(); ++at) {
    names.push_back(parts.binning.features()[at].name);
    means.add(parts.features[at].mean);
  }
  Table table("features");
  table.add(Column::text("feature", names));
  table.add(std::move(means).column("mean"));
  return table;
}

Table card_pairs(const ScorecardParts& parts) {
  const std::span<const stats::BinnedFeature> features = parts.binning.features();
  std::vector<std::string_view> first, second;
  std::vector<std::int32_t> first_bin, second_bin;
  std::vector<double> points;
  for (const PairPoints& pair : parts.pairs) {
    const stats::BinnedFeature& one = features[static_cast<std::size_t>(pair.first)];
    const stats::BinnedFeature& other = features[static_cast<std::size_t>(pair.second)];
    for (std::size_t place = 0; place < pair.points.size(); ++place) {
      first.push_back(one.name);
      second.push_back(other.name);
      first_bin.push_back(static_cast<std::int32_t>(place / other.bins.size()));
      second_bin.push_back(static_cast<std::int32_t>(place % other.bins.size()));
      points.push_back(pair.points[place]);
    }
  }
  Table table("pairs");
  table.add(Column::text("first", first));
  table.add(Column::text("second", second));
  table.add(Column::int32("first_bin", std::move(first_bin)));
  table.add(Column::int32("second_bin", std::move(second_bin)));
  table.add(Column::float64("points", std::move(points)));
  return table;
}

Table card_classes(const ScorecardParts& parts) {
  std::vector<std::string_view> names;
  OptionalNumbers lower, pd;
  for (const RatingClass& one : parts.classes) {
    names.push_back(one.name);
    lower.add(one.lower);
    pd.add(one.pd);
  }
  Table table("classes");
  table.add(Column::text("class", names));
  table.add(std::move(lower).column("lower"));
  table.add(std::move(pd).column("pd"));
  return table;
}

Table card_settings(const ScorecardParts& parts) {
  const bool has_scale = parts.scale.has_value();
  OptionalNumbers factor, offset;
  factor.add(has_scale ? parts.scale->factor : std::nan(""));
  offset.add(has_scale ? parts.scale->offset : std::nan(""));
  const std::string_view orientation = has_scale ? name_of(parts.scale->orientation) : std::string_view();
  const std::string_view unseen = name_of(parts.binning.unseen());
  Table table("settings");
  table.add(Column::float64("base_points", {parts.base_points}));
  table.add(std::move(factor).column("factor"));
  table.add(std::move(offset).column("offset"));
  table.add(Column::text("orientation", std::span(&orientation, 1))
                .with_validity(std::vector<std::uint8_t>{static_cast<std::uint8_t>(has_scale ? 1 : 0)}));
  table.add(Column::text("unseen", std::span(&unseen, 1)));
  return table;
}

Table card_notes(const ScorecardParts& parts) {
  std::vector<std::string_view> names, texts;
  for (const auto& [name, text] : parts.notes) {
    names.push_back(name);
    texts.push_back(text);
  }
  Table table("notes");
  table.add(Column::text("name", names));
  table.add(Column::text("text", texts));
  return table;
}

Table about_card(const ScorecardParts& parts) {
  AboutLines about;
  about.add("report", "scorecard");
  about.add("formula", "docs/methods/scorecards.md");
  about.add("features", std::to_string(parts.features.size()));
  about.add("pairs", std::to_string(parts.pairs.size()));
  about.add("classes", std::to_string(parts.classes.size()));
  return about.table();
}

}  // namespace

Result describe_scorecard(const Scorecard& card) {
  const ScorecardParts& parts = card.parts();
  const Result bins = stats::describe_binning(parts.binning);
  return Result({card_table(parts, bins.table("bins")), bins.table("categories"), card_features(parts),
                 card_pairs(parts), card_classes(parts), card_settings(parts), card_notes(parts),
                 about_card(parts)});
}

}  // namespace openitem::credit
