// A card that stands in tables: an expert's, or one that was described.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "credit/scorecard_names.hpp"
#include "openitem/scorecard.hpp"
#include "stats/additive_checks.hpp"
#include "stats/binning_names.hpp"
#include "stats/binning_numbers.hpp"
#include "stats/binning_typed.hpp"

namespace openitem::credit {
namespace {

constexpr std::array<std::string_view, 8> kCardTables = {"card",    "categories", "features", "pairs",
                                                         "classes", "settings",   "notes",    "about"};
constexpr std::string_view kFeatureName = "the name of a feature of table card";

/// Texts of a column; an empty one where there is none.
std::vector<std::string_view> texts_of(const ChunkedColumn& column) {
  TextCells cells = read_texts(column, 1);
  require_readable(column, cells.problems);
  return std::move(cells.values);
}

/// \throws Error missing_value at the first row without a text.
std::vector<std::string_view> texts_required(const ChunkedColumn& column, std::string_view expected) {
  std::vector<std::string_view> texts = texts_of(column);
  const auto empty = std::find(texts.begin(), texts.end(), std::string_view());
  if (empty != texts.end()) refuse_cell(Status::missing_value, column, empty - texts.begin(), expected);
  return texts;
}

/// Finite numbers; NaN where there is none. \throws Error invalid_data.
std::vector<double> finite_numbers(const ChunkedColumn& column) {
  std::vector<double> numbers = stats::feature_numbers(column, 1);
  const auto infinite =
      std::find_if(numbers.begin(), numbers.end(), [](double one) { return std::isinf(one); });
  if (infinite != numbers.end()) {
    refuse_cell(Status::invalid_data, column, infinite - numbers.begin(), "a finite number");
  }
  return numbers;
}

/// \throws Error missing_value, invalid_data.
std::vector<double> numbers_required(const ChunkedColumn& column) {
  std::vector<double> numbers = finite_numbers(column);
  const auto missing =
      std::find_if(numbers.begin(), numbers.end(), [](double one) { return std::isnan(one); });
  if (missing != numbers.end()) {
    refuse_cell(Status::missing_value, column, missing - numbers.begin(), "a number");
  }
  return numbers;
}

std::vector<double> numbers_or(const ChunkedColumn* column, std::int64_t rows, double otherwise) {
  if (column == nullptr) return std::vector<double>(static_cast<std::size_t>(rows), otherwise);
  std::vector<double> numbers = finite_numbers(*column);
  for (double& number : numbers) {
    if (std::isnan(number)) number = otherwise;
  }
  return numbers;
}

std::vector<std::int64_t> bin_numbers_required(const ChunkedColumn& column) {
  IntegerCells cells = read_integers(column, 1);
  require_readable(column, cells.problems);
  const auto missing = std::find(cells.is_null.begin(), cells.is_null.end(), std::uint8_t{1});
  if (missing != cells.is_null.end()) {
    refuse_cell(Status::missing_value, column, missing - cells.is_null.begin(), "the number of a bin");
  }
  return std::move(cells.values);
}

class TypedCard {
 public:
  explicit TypedCard(std::span<const TableView> tables) : tables_(tables, kCardTables) {}

  Scorecard run() {
    read_settings();
    const ChunkedTable& card = tables_.require("card");
    const std::array<std::string, 1> also = {"points"};
    features_ = stats::typed_features(card, tables_.find("categories"), {.also = also, .needs_woe = false});
    read_points(card);
    if (const ChunkedTable* const features = tables_.find("features")) read_features(*features);
    if (const ChunkedTable* const pairs = tables_.find("pairs")) read_pairs(*pairs);
    if (const ChunkedTable* const classes = tables_.find("classes")) read_classes(*classes);
    if (const ChunkedTable* const notes = tables_.find("notes")) read_notes(*notes);
    return Scorecard({.binning = stats::Binning(std::move(features_), unseen_),
                      .base_points = base_points_,
                      .features = std::move(points_),
                      .pairs = std::move(pairs_),
                      .scale = scale_,
                      .classes = std::move(classes_),
                      .notes = std::move(notes_)});
  }

 private:
  /// Place of the feature that a cell names.
  [[nodiscard]] std::size_t feature_named(std::string_view name, const ChunkedColumn& column,
                                          std::int64_t row) const {
    const auto found =
        std::find_if(features_.begin(), features_.end(),
                     [&](const stats::BinnedFeature& feature) { return feature.name == name; });
    if (found == features_.end()) refuse_cell(Status::unknown_name, column, row, kFeatureName);
    return static_cast<std::size_t>(found - features_.begin());
  }

  /// The bins of a feature stand in the order of rows.
  void read_points(const ChunkedTable& table) {
    const std::vector<double> numbers = numbers_required(require_column(table, "points"));
    const ChunkedColumn& column = require_column(table, "feature");
    const std::vector<std::string_view> names = texts_required(column, "the name of a feature");
    points_.resize(features_.size());
    for (std::size_t row = 0; row < names.size(); ++row)
      points_[feature_named(names[row], column, static_cast<std::int64_t>(row))].points.push_back(
          numbers[row]);
  }

  void read_features(const ChunkedTable& table) {
    constexpr std::array<std::string_view, 3> known = {"feature", "weight", "mean"};
    require_known_columns(table, known);
    const ChunkedColumn& column = require_column(table, "feature");
    const std::vector<std::string_view> names = texts_required(column, kFeatureName);
    const std::vector<double> weights = numbers_or(table.find("weight"), table.rows(), 1.0);
    const std::vector<double> means = numbers_or(table.find("mean"), table.rows(), std::nan(""));
    std::vector<std::uint8_t> is_read(features_.size());
    for (std::size_t at = 0; at < names.size(); ++at) {
      const auto row = static_cast<std::int64_t>(at);
      const std::size_t place = feature_named(names[at], column, row);
      if (std::exchange(is_read[place], std::uint8_t{1}) != 0) {
        refuse_cell(Status::invalid_argument, column, row, "each feature once");
      }
      for (double& points : points_[place].points) points *= weights[at];
      points_[place].mean = means[at];
    }
  }

  void read_pairs(const ChunkedTable& table) {
    constexpr std::array<std::string_view, 5> known = {"first", "second", "first_bin", "second_bin",
                                                       "points"};
    require_known_columns(table, known);
    const ChunkedColumn& first_column = require_column(table, "first");
    const ChunkedColumn& second_column = require_column(table, "second");
    const ChunkedColumn& first_bins = require_column(table, "first_bin");
    const ChunkedColumn& second_bins = require_column(table, "second_bin");
    const std::vector<std::string_view> firsts = texts_required(first_column, kFeatureName);
    const std::vector<std::string_view> seconds = texts_required(second_column, kFeatureName);
    const std::vector<std::int64_t> first_bin = bin_numbers_required(first_bins);
    const std::vector<std::int64_t> second_bin = bin_numbers_required(second_bins);
    const std::vector<double> numbers = numbers_required(require_column(table, "points"));
    for (std::size_t at = 0; at < numbers.size(); ++at) {
      const auto row = static_cast<std::int64_t>(at);
      const std::size_t first = feature_named(firsts[at], first_column, row);
      const std::size_t second = feature_named(seconds[at], second_column, row);
      PairPoints& pair = pair_of(first, second);
      const std::size_t place =
          bin_of(first_bin[at], first, first_bins, row) * features_[second].bins.size() +
          bin_of(second_bin[at], second, second_bins, row);
      if (!std::isnan(pair.points[place])) {
        refuse_cell(Status::invalid_argument, second_bins, row, "each pair of bins once");
      }
      pair.points[place] = numbers[at];
    }
    for (const PairPoints& pair : pairs_) require_whole(pair);
  }

  [[nodiscard]] std::size_t bin_of(std::int64_t number, std::size_t feature, const ChunkedColumn& column,
                                   std::int64_t row) const {
    if (number >= 0 && number < static_cast<std::int64_t>(features_[feature].bins.size())) {
      return static_cast<std::size_t>(number);
    }
    refuse_cell(Status::unknown_reference, column, row, "the number of a bin of the feature, from 0");
  }

  /// In the order of their first rows.
  PairPoints& pair_of(std::size_t first, std::size_t second) {
    const auto found = std::find_if(pairs_.begin(), pairs_.end(), [&](const PairPoints& pair) {
      return pair.first == static_cast<std::int32_t>(first) &&
             pair.second == static_cast<std::int32_t>(second);
    });
    if (found != pairs_.end()) return *found;
    const std::size_t cells = features_[first].bins.size() * features_[second].bins.size();
    pairs_.push_back({.first = static_cast<std::int32_t>(first),
                      .second = static_cast<std::int32_t>(second),
                      .points = std::vector<double>(cells, std::nan(""))});
    return pairs_.back();
  }

  void require_whole(const PairPoints& pair) const {
    const auto missing =
        std::find_if(pair.points.begin(), pair.points.end(), [](double one) { return std::isnan(one); });
    if (missing == pair.points.end()) return;
    const std::size_t seconds = features_[static_cast<std::size_t>(pair.second)].bins.size();
    const auto place = static_cast<std::size_t>(missing - pair.points.begin());
    throw Error(Status::missing_value,
                Message()
                    .append("the pair of features ")
                    .append_quoted(features_[static_cast<std::size_t>(pair.first)].name)
                    .append(" and ")
                    .append_quoted(features_[static_cast<std::size_t>(pair.second)].name)
                    .append(" has no points for bins ")
                    .append(place / seconds)
                    .append(" and ")
                    .append(place % seconds)
                    .append("; each pair of bins needs a row"))
        .at(-1, "pairs.points");
  }

  void read_classes(const ChunkedTable& table) {
    constexpr std::array<std::string_view, 3> known = {"class", "lower", "pd"};
    require_known_columns(table, known);
    const std::vector<std::string_view> names =
        texts_required(require_column(table, "class"), "the name of a class");
    const std::vector<double> lower = numbers_or(table.find("lower"), table.rows(), -HUGE_VAL);
    const std::vector<double> pd = numbers_or(table.find("pd"), table.rows(), std::nan(""));
    for (std::size_t at = 0; at < names.size(); ++at)
      classes_.push_back({.name = std::string(names[at]), .lower = lower[at], .pd = pd[at]});
  }

  void read_notes(const ChunkedTable& table) {
    constexpr std::array<std::string_view, 2> known = {"name", "text"};
    require_known_columns(table, known);
    const std::vector<std::string_view> names =
        texts_required(require_column(table, "name"), "the name of a note");
    const std::vector<std::string_view> texts = texts_of(require_column(table, "text"));
    for (std::size_t at = 0; at < names.size(); ++at)
      notes_.emplace_back(std::string(names[at]), std::string(texts[at]));
  }

  void read_settings() {
    const ChunkedTable* const table = tables_.find("settings");
    if (table == nullptr) return;
    constexpr std::array<std::string_view, 5> known = {"base_points", "factor", "offset", "orientation",
                                                       "unseen"};
    require_known_columns(*table, known);
    if (table->rows() != 1) {
      throw Error(
          Status::invalid_data,
          Message().append("table settings has ").append(table->rows()).append(" rows; one is expected"))
          .at(-1, "settings");
    }
    base_points_ = numbers_or(table->find("base_points"), 1, 0.0).front();
    const std::string_view unseen = setting(*table, "unseen");
    if (!unseen.empty()) {
      unseen_ = stats::read_name<stats::UnseenCategory>(
          unseen, *table->find("unseen"), 0, "error, missing or other", stats::UnseenCategory::error,
          stats::UnseenCategory::other);
    }
    read_scale(*table);
  }

  static std::string_view setting(const ChunkedTable& table, std::string_view name) {
    const ChunkedColumn* const column = table.find(name);
    return column == nullptr ? std::string_view() : texts_of(*column).front();
  }

  void read_scale(const ChunkedTable& table) {
    const double factor = numbers_or(table.find("factor"), 1, std::nan("")).front();
    const double offset = numbers_or(table.find("offset"), 1, std::nan("")).front();
    const std::string_view orientation = setting(table, "orientation");
    if (std::isnan(factor) && std::isnan(offset) && orientation.empty()) return;
    if (std::isnan(factor) || std::isnan(offset) || orientation.empty()) {
      throw Error(Status::missing_value,
                  "table settings states a part of the scale; factor, offset and orientation belong together")
          .at(0, "settings");
    }
    PointsScale scale{factor, offset, OddsOrientation::not_set};
    for (const OddsOrientation one : {OddsOrientation::good_to_bad, OddsOrientation::bad_to_good}) {
      if (name_of(one) == orientation) scale.orientation = one;
    }
    if (scale.orientation == OddsOrientation::not_set) {
      refuse_cell(Status::unknown_name, *table.find("orientation"), 0, "good_to_bad or bad_to_good");
    }
    scale_ = scale;
  }

  NamedTables tables_;
  std::vector<stats::BinnedFeature> features_;
  std::vector<FeaturePoints> points_;
  std::vector<PairPoints> pairs_;
  std::vector<RatingClass> classes_;
  std::vector<std::pair<std::string, std::string>> notes_;
  std::optional<PointsScale> scale_;
  double base_points_ = 0.0;
  stats::UnseenCategory unseen_ = stats::UnseenCategory::error;
};

}  // namespace

Scorecard read_scorecard(std::span<const TableView> tables) { return TypedCard(tables).run(); }

}  // namespace openitem::credit
