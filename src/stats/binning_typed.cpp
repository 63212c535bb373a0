// Bins that stand in tables: typed by hand, or of a model that was described.

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "openitem/binning.hpp"
#include "stats/binning_names.hpp"
#include "stats/binning_numbers.hpp"
#include "stats/binning_typed.hpp"

namespace openitem::stats {
namespace {

constexpr std::array<std::string_view, 14> kBinColumns = {
    "feature", "bin",    "kind", "lower", "upper", "woe",  "categories",
    "count",   "weight", "ones", "zeros", "share", "rate", "iv"};  // from "categories" on, not read
constexpr std::array<std::string_view, 6> kCategoryColumns = {"feature", "bin",    "category",
                                                              "count",   "weight", "ones"};

std::vector<std::int64_t> bin_numbers(const ChunkedColumn& column) {
  constexpr std::string_view expected = "the number of a bin of the feature, from 0";
  IntegerCells cells = read_integers(column, 1);
  require_readable(column, cells.problems);
  const auto missing = std::find(cells.is_null.begin(), cells.is_null.end(), std::uint8_t{1});
  if (missing != cells.is_null.end()) {
    refuse_cell(Status::missing_value, column, missing - cells.is_null.begin(), expected);
  }
  return std::move(cells.values);
}

class TypedBins {
 public:
  TypedBins(const ChunkedTable& table, const BinTableForm& form)
      : names_(require_column(table, "feature")), table_name_(table.name()) {
    require_known_columns(table, kBinColumns, form.also);
    const ChunkedColumn& numbers = require_column(table, "bin");
    const ChunkedColumn& kinds = require_column(table, "kind");
    const ChunkedColumn* const woe = form.needs_woe ? &require_column(table, "woe") : table.find("woe");
    const std::vector<std::string_view> feature_names = required_texts(names_, "the name of a feature");
    const std::vector<std::int64_t> bin_of = bin_numbers(numbers);
    const std::vector<std::string_view> kind_names = required_texts(kinds, kKinds);
    const std::vector<double> woe_of = woe != nullptr ? feature_numbers(*woe, 1) : std::vector<double>();
    read_bounds(table);
    for (std::size_t at = 0; at < feature_names.size(); ++at) {
      const auto row = static_cast<std::int64_t>(at);
      BinnedFeature& feature = feature_named(feature_names[at]);
      if (bin_of[at] != static_cast<std::int64_t>(feature.bins.size())) {
        refuse_cell(Status::invalid_data, numbers, row,
                    "bins numbered 0, 1, 2 ... within the feature, in this order");
      }
      Bin bin;
      bin.kind = read_name<BinKind>(kind_names[at], kinds, row, kKinds, BinKind::interval, BinKind::missing);
      if (woe != nullptr && !std::isnan(woe_of[at])) {
        bin.woe = woe_of[at];
      } else if (form.needs_woe) {
        refuse_cell(Status::missing_value, *woe, row, "a number");
      }
      set_bounds(bin, row);
      feature.bins.push_back(std::move(bin));
    }
  }

  void read_categories(const ChunkedTable& table) {
    require_known_columns(table, kCategoryColumns);
    const ChunkedColumn& names = require_column(table, "feature");
    const ChunkedColumn& numbers = require_column(table, "bin");
    const ChunkedColumn& column = require_column(table, "category");
    const std::vector<std::string_view> feature_names = required_texts(names, "the name of a feature");
    const std::vector<std::int64_t> bin_of = bin_numbers(numbers);
    const KeyCells cells = require_keys(column);
    for (std::size_t at = 0; at < feature_names.size(); ++at) {
      const auto row = static_cast<std::int64_t>(at);
      const auto found = find_feature(feature_names[at]);
      if (found == features_.end()) {
        refuse_cell(Status::unknown_name, names, row, "the name of a feature of table " + table_name_);
      }
      if (bin_of[at] < 0 || bin_of[at] >= static_cast<std::int64_t>(found->bins.size())) {
        refuse_cell(Status::unknown_reference, numbers, row, "the number of a bin of the feature, from 0");
      }
      if (cells.codes[at] == kNoKey) refuse_cell(Status::missing_value, column, row, "a category");
      found->bins[static_cast<std::size_t>(bin_of[at])].categories.push_back(
          cells.dictionary.text_of(cells.codes[at]));
    }
  }

  std::vector<BinnedFeature> take() && {
    for (BinnedFeature& feature : features_) {
      const bool has_numbers = std::any_of(feature.bins.begin(), feature.bins.end(), [](const Bin& bin) {
        return bin.kind == BinKind::interval || bin.kind == BinKind::special;
      });
      feature.type = has_numbers ? FeatureType::numeric : FeatureType::categorical;
      for (Bin& bin : feature.bins) std::sort(bin.categories.begin(), bin.categories.end());
    }
    return std::move(features_);
  }

 private:
  static constexpr std::string_view kKinds = "interval, categories, special, other or missing";

  void read_bounds(const ChunkedTable& table) {
    const auto missing = std::vector<double>(static_cast<std::size_t>(table.rows()), std::nan(""));
    lower_column_ = table.find("lower");
    upper_column_ = table.find("upper");
    lower_ = lower_column_ != nullptr ? feature_numbers(*lower_column_, 1) : missing;
    upper_ = upper_column_ != nullptr ? feature_numbers(*upper_column_, 1) : missing;
  }

  /// A bound that is null is open.
  void set_bounds(Bin& bin, std::int64_t row) const {
    const double lower = lower_[static_cast<std::size_t>(row)];
    const double upper = upper_[static_cast<std::size_t>(row)];
    if (bin.kind == BinKind::special) {
      for (const auto& [value, column] : {std::pair(lower, lower_column_), std::pair(upper, upper_column_)}) {
        if (!std::isnan(value)) continue;
        refuse_cell(Status::missing_value, column != nullptr ? *column : names_, row,
                    "the special value, in lower and in upper");
      }
      bin.lower = lower;
      bin.upper = upper;
      return;
    }
    if (!std::isnan(lower)) require_interval(bin, *lower_column_, row);
    if (!std::isnan(upper)) require_interval(bin, *upper_column_, row);
    if (!std::isnan(lower)) bin.lower = lower;
    if (!std::isnan(upper)) bin.upper = upper;
  }

  static void require_interval(const Bin& bin, const ChunkedColumn& column, std::int64_t row) {
    if (bin.kind != BinKind::interval) {
      refuse_cell(Status::invalid_data, column, row, "null: this kind of bin has no bounds");
    }
  }

  [[nodiscard]] std::vector<BinnedFeature>::iterator find_feature(std::string_view name) {
    return std::find_if(features_.begin(), features_.end(),
                        [&](const BinnedFeature& feature) { return feature.name == name; });
  }
  BinnedFeature& feature_named(std::string_view name) {
    const auto found = find_feature(name);
    if (found != features_.end()) return *found;
    features_.push_back({.name = std::string(name)});
    return features_.back();
  }

  const ChunkedColumn& names_;
  std::string table_name_;
  const ChunkedColumn *lower_column_ = nullptr, *upper_column_ = nullptr;
  std::vector<double> lower_, upper_;
  std::vector<BinnedFeature> features_;
};

}  // namespace

std::vector<BinnedFeature> typed_features(const ChunkedTable& bins, const ChunkedTable* categories,
                                          const BinTableForm& form) {
  TypedBins typed(bins, form);
  if (categories != nullptr) typed.read_categories(*categories);
  return std::move(typed).take();
}

Binning read_binning(std::span<const TableView> tables, UnseenCategory unseen) {
  constexpr std::array<std::string_view, 2> names = {"bins", "categories"};
  const NamedTables given(tables, names);
  return {typed_features(given.require("bins"), given.find("categories"), {}), unseen};
}

}  // namespace openitem::stats
