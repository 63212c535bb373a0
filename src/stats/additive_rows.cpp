#include "stats/additive_rows.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "core/message.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

constexpr std::uint64_t kStride = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit.
constexpr std::uint64_t mix(std::uint64_t bits) noexcept {
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31U);
}

using NumberedRow = std::pair<std::uint64_t, std::size_t>;

/// The rows of a class with a weight, each with its number for this bag.
std::vector<NumberedRow> numbered_rows(const RowOutcomes& outcomes, std::uint8_t one, std::uint64_t start) {
  std::vector<NumberedRow> rows;
  for (std::size_t row = 0; row < outcomes.ones.size(); ++row) {
    const bool counts = outcomes.weights.empty() || outcomes.weights[row] > 0.0;
    if (outcomes.ones[row] == one && counts) rows.emplace_back(mix(start + (row + 1) * kStride), row);
  }
  return rows;
}

[[noreturn]] void refuse_few(std::uint8_t one, std::size_t rows, double share) {
  throw Error(Status::invalid_argument,
              Message()
                  .append("outcome ")
                  .append(static_cast<std::int32_t>(one))
                  .append(" has ")
                  .append(rows)
                  .append(" rows of a weight above 0, of which a validation share of ")
                  .append(shortest(share))
                  .append(" is none; give more rows, or validation_share 0, bags 1 and the number of rounds"))
      .at(-1, "outcomes.outcome");
}

}  // namespace

BinLayout layout_of(const BinnedFeature& feature, BinTrend trend) {
  BinLayout layout{
      .bins = feature.bins.size(), .nominal = feature.type == FeatureType::categorical, .trend = trend};
  const auto is_cuttable = [](const Bin& bin) {
    return bin.kind == BinKind::interval || bin.kind == BinKind::categories;
  };
  layout.cuttable =
      static_cast<std::size_t>(std::count_if(feature.bins.begin(), feature.bins.end(), is_cuttable));
  return layout;
}

Column bins_of_rows(const BinnedFeature& feature, UnseenCategory unseen, std::span<const TableView> tables,
                    std::int32_t threads) {
  std::vector<TableView> of_feature;
  for (TableView table : tables) {
    if (table.name != std::string_view("features")) continue;
    const std::span<const ColumnView> columns(table.columns, static_cast<std::size_t>(table.column_count));
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const ColumnView& view) {
      return view.name == std::string_view(feature.name);
    });
    table.columns = &*column;
    table.column_count = 1;
    of_feature.push_back(table);
  }
  const Result placed =
      transform_binning(Binning({feature}, unseen), of_feature, BinningOutput::bin, threads);
  return placed.table("rows").column(feature.name);
}

BagRows rows_of_bag(const RowOutcomes& outcomes, const AdditiveOptions& options, std::int32_t bag) {
  const std::size_t rows = outcomes.ones.size();
  BagRows split{.training = outcomes.weights, .validation = std::vector<double>(rows, 0.0)};
  if (split.training.empty()) split.training.assign(rows, 1.0);
  if (options.validation_share > 0.0) {
    const std::uint64_t start =
        mix(static_cast<std::uint64_t>(options.seed) + (static_cast<std::uint64_t>(bag) + 1) * kStride);
    for (const std::uint8_t one : {std::uint8_t{0}, std::uint8_t{1}}) {
      std::vector<NumberedRow> of_class = numbered_rows(outcomes, one, start);
      const auto taken = static_cast<std::ptrdiff_t>(
          std::floor(options.validation_share * static_cast<double>(of_class.size())));
      if (taken == 0) refuse_few(one, of_class.size(), options.validation_share);
      std::nth_element(of_class.begin(), of_class.begin() + taken, of_class.end());
      for (auto at = of_class.begin(); at != of_class.begin() + taken; ++at)
        split.validation[at->second] = std::exchange(split.training[at->second], 0.0);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const bool is_one = outcomes.ones[row] != 0;
    (is_one ? split.trained.ones : split.trained.zeros) += split.training[row];
    (is_one ? split.validated.ones : split.validated.zeros) += split.validation[row];
  }
  return split;
}

}  // namespace openitem::stats
