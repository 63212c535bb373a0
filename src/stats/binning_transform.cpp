// Bins applied to rows: columns in, columns out, nothing allocated a row.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/parallel.hpp"
#include "openitem/binning.hpp"
#include "stats/binning_numbers.hpp"

namespace openitem::stats {
namespace {

constexpr std::int32_t kNoBin = -1;

/// Where a number falls.
class NumberPlaces {
 public:
  explicit NumberPlaces(const BinnedFeature& feature) {
    for (std::size_t at = 0; at < feature.bins.size(); ++at) {
      const Bin& bin = feature.bins[at];
      const auto number = static_cast<std::int32_t>(at);
      if (bin.kind == BinKind::interval) {
        if (!intervals_.empty()) cuts_.push_back(bin.lower);
        intervals_.push_back(number);
      } else if (bin.kind == BinKind::special) {
        specials_.emplace_back(bin.lower, number);
      } else {
        missing_ = number;
      }
    }
  }

  /// kNoBin for what has none: infinite, or missing without a bin for it.
  [[nodiscard]] std::int32_t bin_of(double number) const noexcept {
    if (std::isnan(number)) return missing_;
    for (const auto& [value, bin] : specials_) {
      if (number == value) return bin;
    }
    return std::isinf(number) ? kNoBin : intervals_[interval_of(number)];
  }

 private:
  /// Number of cuts that are not above; without a branch that depends on the number.
  [[nodiscard]] std::size_t interval_of(double number) const noexcept {
    const double* base = cuts_.data();
    std::size_t left = cuts_.size();
    while (left > 1) {
      const std::size_t half = left / 2;
      base += base[half - 1] <= number ? half : 0;
      left -= half;
    }
    const auto passed = static_cast<std::size_t>(base - cuts_.data());
    return passed + (left == 1 && *base <= number ? 1 : 0);
  }

  std::vector<double> cuts_;
  std::vector<std::int32_t> intervals_;
  std::vector<std::pair<double, std::int32_t>> specials_;
  std::int32_t missing_ = kNoBin;
};

/// Where a category falls.
class CategoryPlaces {
 public:
  CategoryPlaces(const BinnedFeature& feature, UnseenCategory unseen) {
    for (std::size_t at = 0; at < feature.bins.size(); ++at) {
      const Bin& bin = feature.bins[at];
      const auto number = static_cast<std::int32_t>(at);
      for (const std::string& category : bin.categories) places_.emplace_back(category, number);
      if (bin.kind == BinKind::missing) missing_ = number;
      if (bin.kind == BinKind::other && unseen == UnseenCategory::other) unseen_ = number;
    }
    if (unseen == UnseenCategory::missing) unseen_ = missing_;
    std::sort(places_.begin(), places_.end());
  }

  [[nodiscard]] std::int32_t bin_of(std::string_view category) const noexcept {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(category, kNoBin));
    return found != places_.end() && found->first == category ? found->second : unseen_;
  }
  [[nodiscard]] std::int32_t missing() const noexcept { return missing_; }

 private:
  std::vector<std::pair<std::string_view, std::int32_t>> places_;
  std::int32_t missing_ = kNoBin, unseen_ = kNoBin;
};

[[noreturn]] void refuse_missing(const ChunkedColumn& column, std::int64_t row) {
  refuse_cell(Status::missing_value, column, row, "a value: the feature has no bin for missing ones");
}

/// Calls fn(row) for each row, in chunks.
template <typename Function>
void for_each_row(std::int64_t rows, std::int32_t threads, Function&& fn) {
  for_each_chunk(rows, threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) fn(static_cast<std::size_t>(row));
  });
}

/// One feature on its way from values to a column of the result.
class FeatureTransform {
 public:
  FeatureTransform(const BinnedFeature& feature, UnseenCategory unseen, const ChunkedColumn& column,
                   std::int32_t threads)
      : feature_(feature), unseen_(unseen), column_(column), threads_(threads) {}

  [[nodiscard]] Column run(BinningOutput output) const {
    const bool is_numeric = feature_.type == FeatureType::numeric;
    if (output == BinningOutput::bin) {
      std::vector<std::int32_t> bins(static_cast<std::size_t>(column_.rows()));
      const auto give = [&](std::size_t row, std::int32_t bin) { bins[row] = bin; };
      is_numeric ? place_numbers(feature_numbers(column_, threads_), give) : place_categories(give);
      return Column::int32(feature_.name, std::move(bins));
    }
    std::vector<double> woe(static_cast<std::size_t>(column_.rows()));
    const auto give = [&](std::size_t row, std::int32_t bin) {
      woe[row] = feature_.bins[static_cast<std::size_t>(bin)].woe;
    };
    if (is_numeric) {
      woe = feature_numbers(column_, threads_);  // each number gives way to what it becomes
      place_numbers(woe, give);
    } else {
      place_categories(give);
    }
    return Column::float64(feature_.name, std::move(woe));
  }

 private:
  template <typename Give>
  void place_numbers(const std::vector<double>& numbers, Give&& give) const {
    const NumberPlaces places(feature_);
    for_each_row(column_.rows(), threads_, [&](std::size_t row) {
      const std::int32_t bin = places.bin_of(numbers[row]);
      if (bin == kNoBin) refuse_number(numbers[row], static_cast<std::int64_t>(row));
      give(row, bin);
    });
  }

  template <typename Give>
  void place_categories(Give&& give) const {
    const KeyCells cells = read_keys(column_, threads_);
    require_readable(column_, cells.problems);
    const CategoryPlaces places(feature_, unseen_);
    std::vector<std::int32_t> bin_of_code;
    bin_of_code.reserve(cells.dictionary.size());
    for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code)
      bin_of_code.push_back(places.bin_of(cells.dictionary.text_of(code)));
    for_each_row(column_.rows(), threads_, [&](std::size_t row) {
      const std::uint32_t code = cells.codes[row];
      const std::int32_t bin = code == kNoKey ? places.missing() : bin_of_code[code];
      if (bin == kNoBin) refuse_category(code, static_cast<std::int64_t>(row));
      give(row, bin);
    });
  }

  [[noreturn]] void refuse_number(double number, std::int64_t row) const {
    if (std::isnan(number)) refuse_missing(column_, row);
    refuse_cell(Status::invalid_data, column_, row,
                "a finite number, null, or a special value of the feature");
  }
  [[noreturn]] void refuse_category(std::uint32_t code, std::int64_t row) const {
    if (code == kNoKey) refuse_missing(column_, row);
    refuse_cell(Status::invalid_data, column_, row,
                "a category that has a bin; state what is to become of unseen ones");
  }

  const BinnedFeature& feature_;
  UnseenCategory unseen_;
  const ChunkedColumn& column_;
  std::int32_t threads_;
};

}  // namespace

Result transform_binning(const Binning& binning, std::span<const TableView> tables, BinningOutput output,
                         std::int32_t threads) {
  constexpr std::array<std::string_view, 1> table_names = {"features"};
  if (output != BinningOutput::woe && output != BinningOutput::bin) {
    throw Error(Status::not_set, "output is not set: choose woe or bin");
  }
  check_threads(threads);
  const NamedTables given(tables, table_names);
  const ChunkedTable& table = given.require("features");
  const std::span<const BinnedFeature> features = binning.features();
  std::vector<std::string_view> names;
  std::vector<const ChunkedColumn*> inputs;
  for (const BinnedFeature& feature : features) {
    names.push_back(feature.name);
    inputs.push_back(&require_column(table, feature.name));
  }
  require_known_columns(table, names);
  const std::int32_t threads_within = features.size() == 1 ? threads : 1;
  std::vector<std::optional<Column>> columns(features.size());
  for_each_part(static_cast<std::int64_t>(features.size()), threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    columns[at] = FeatureTransform(features[at], binning.unseen(), *inputs[at], threads_within).run(output);
  });
  Table rows("rows");
  for (std::optional<Column>& column : columns) rows.add(*std::move(column));
  return Result({std::move(rows)});
}

}  // namespace openitem::stats
