// Bins applied to rows: columns in, columns out, nothing allocated a row.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "core/parallel.hpp"
#include "openitem/binning.hpp"
#include "stats/feature_bins.hpp"

namespace openitem::stats {
namespace {

/// One feature on its way from values to a column of the result: give(row, bin) for each row.
template <typename Give>
void for_each_bin(const FeatureBins& bins, std::int64_t rows, std::int32_t threads, const Give& give) {
  for_each_chunk(rows, threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
    std::array<std::int32_t, static_cast<std::size_t>(kBinBlock)> block;
    for (; begin < end; begin += kBinBlock) {
      const std::int64_t stop = std::min(end, begin + kBinBlock);
      bins.read(begin, stop, block.data());
      for (std::int64_t row = begin; row < stop; ++row)
        give(static_cast<std::size_t>(row), block[static_cast<std::size_t>(row - begin)]);
    }
  });
}

Column transformed(const BinnedFeature& feature, UnseenCategory unseen, const ChunkedColumn& column,
                   BinningOutput output, std::int32_t threads) {
  const FeatureBins bins(feature, unseen, column, threads);
  const auto rows = static_cast<std::size_t>(column.rows());
  if (output == BinningOutput::bin) {
    std::vector<std::int32_t> numbers(rows);
    for_each_bin(bins, column.rows(), threads,
                 [&](std::size_t row, std::int32_t bin) { numbers[row] = bin; });
    return Column::int32(feature.name, std::move(numbers));
  }
  std::vector<double> woe(rows);
  for_each_bin(bins, column.rows(), threads, [&](std::size_t row, std::int32_t bin) {
    woe[row] = feature.bins[static_cast<std::size_t>(bin)].woe;
  });
  return Column::float64(feature.name, std::move(woe));
}

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
  const std::vector<const ChunkedColumn*> inputs = feature_columns(binning, table);
  const std::int32_t threads_within = features.size() == 1 ? threads : 1;
  std::vector<std::optional<Column>> columns(features.size());
  for_each_part(static_cast<std::int64_t>(features.size()), threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    columns[at] = transformed(features[at], binning.unseen(), *inputs[at], output, threads_within);
  });
  Table rows("rows");
  for (std::optional<Column>& column : columns) rows.add(*std::move(column));
  return Result({std::move(rows)});
}

}  // namespace openitem::stats
