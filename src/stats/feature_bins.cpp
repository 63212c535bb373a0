#include "stats/feature_bins.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "stats/binning_numbers.hpp"

namespace openitem::stats {

FeatureBins::FeatureBins(const BinnedFeature& feature, UnseenCategory unseen, const ChunkedColumn& column,
                         int threads)
    : column_(column) {
  if (feature.type == FeatureType::numeric) {
    require_numbers(column);
    numbers_.emplace(feature);
    return;
  }
  KeyCells cells = read_keys(column, threads);
  require_readable(column, cells.problems);
  const CategoryPlaces places(feature, unseen);
  missing_ = places.missing();
  bin_of_code_.reserve(cells.dictionary.size());
  for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code)
    bin_of_code_.push_back(places.bin_of(cells.dictionary.text_of(code)));
  codes_ = std::move(cells.codes);
}

void FeatureBins::read(std::int64_t begin, std::int64_t end, std::int32_t* bins) const {
  numbers_ ? read_numbers(begin, end, bins) : read_categories(begin, end, bins);
}

void FeatureBins::read_numbers(std::int64_t begin, std::int64_t end, std::int32_t* bins) const {
  std::array<double, static_cast<std::size_t>(kBinBlock)> numbers;
  read_feature_numbers(column_, begin, end, numbers.data());
  const std::span<const double> block(numbers.data(), static_cast<std::size_t>(end - begin));
  numbers_->bins_of(block, bins);
  const std::int32_t* const none = std::find(bins, bins + block.size(), kNoBin);
  if (none == bins + block.size()) return;
  refuse(begin + (none - bins), std::isnan(block[static_cast<std::size_t>(none - bins)]));
}

void FeatureBins::read_categories(std::int64_t begin, std::int64_t end, std::int32_t* bins) const {
  for (std::int64_t row = begin; row < end; ++row) {
    const std::uint32_t code = codes_[static_cast<std::size_t>(row)];
    const std::int32_t bin = code == kNoKey ? missing_ : bin_of_code_[code];
    if (bin == kNoBin) refuse(row, code == kNoKey);
    *bins++ = bin;
  }
}

void FeatureBins::refuse(std::int64_t row, bool is_missing) const {
  if (is_missing) {
    refuse_cell(Status::missing_value, column_, row, "a value: the feature has no bin for missing ones");
  }
  if (numbers_) {
    refuse_cell(Status::invalid_data, column_, row,
                "a finite number, null, or a special value of the feature");
  }
  refuse_cell(Status::invalid_data, column_, row,
              "a category that has a bin; state what is to become of unseen ones");
}

std::vector<const ChunkedColumn*> feature_columns(const Binning& binning, const ChunkedTable& table) {
  std::vector<std::string_view> names;
  std::vector<const ChunkedColumn*> columns;
  for (const BinnedFeature& feature : binning.features()) {
    names.push_back(feature.name);
    columns.push_back(&require_column(table, feature.name));
  }
  require_known_columns(table, names);
  return columns;
}

}  // namespace openitem::stats
