#include "stats/additive_pairs.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "core/parallel.hpp"

namespace openitem::stats {

CoarseBins coarse_bins(const FittedFeature& feature, const BinLayout& layout, std::int32_t most) {
  constexpr std::size_t most_groups = 255;  // the cells of two features are numbered in 16 bits
  std::vector<CountedRows> cuttable;
  cuttable.reserve(layout.cuttable);
  for (std::size_t bin = 0; bin < layout.cuttable; ++bin) cuttable.push_back(feature.figures[bin].rows);
  const std::vector<std::size_t> starts =
      prebins_of_equal_weight(cuttable, static_cast<std::size_t>(most)).starts;
  CoarseBins groups;
  for (std::size_t bin = 0; bin < layout.bins; ++bin) {
    const bool is_start = bin >= layout.cuttable || std::binary_search(starts.begin(), starts.end(), bin);
    if (is_start) groups.weights.push_back(0.0);
    groups.weights.back() += feature.figures[bin].rows.weights.sum();
    groups.of_bin.push_back(static_cast<BinCode>(groups.weights.size() - 1));
  }
  if (groups.weights.size() <= most_groups) return groups;
  throw Error(Status::out_of_bounds,
              Message()
                  .append("feature ")
                  .append_quoted(feature.feature.name)
                  .append(" has ")
                  .append(groups.weights.size())
                  .append(" bins for pairs, special values among them; at most 255 are "
                          "possible where pairs are asked for"))
      .at(-1, "specials");
}

std::vector<BinCode> PairedFeatures::cells_of(const CandidatePair& pair) const {
  const std::vector<BinCode>& rows = codes[pair.first];
  const std::vector<BinCode>& columns = codes[pair.second];
  const std::vector<BinCode>& row_of = coarse[pair.first].of_bin;
  const std::vector<BinCode>& column_of = coarse[pair.second].of_bin;
  const std::size_t width = coarse[pair.second].weights.size();
  std::vector<BinCode> cells(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    cells[row] = static_cast<BinCode>(row_of[rows[row]] * width + column_of[columns[row]]);
  return cells;
}

std::vector<CandidatePair> rank_pairs(const PairedFeatures& features, std::span<const BinLayout> layouts,
                                      const RowDerivatives& rows, std::span<const double> weights,
                                      const StepLimits& limits, std::int32_t threads) {
  std::vector<CandidatePair> pairs;
  for (std::size_t first = 0; first < layouts.size(); ++first) {
    for (std::size_t second = first + 1; second < layouts.size(); ++second) {
      if (layouts[first].trend == BinTrend::free && layouts[second].trend == BinTrend::free)
        pairs.push_back({first, second});
    }
  }
  for_each_part(static_cast<std::int64_t>(pairs.size()), threads, [&](std::int64_t part) {
    CandidatePair& pair = pairs[static_cast<std::size_t>(part)];
    const GridShape shape = features.shape_of(pair);
    const std::vector<BinCode> cells = features.cells_of(pair);
    std::vector<Derivatives> sums(shape.cells());
    std::vector<double> weight_of_cell(shape.cells(), 0.0), steps(shape.cells());
    rows.add_up(cells, sums);
    for (std::size_t row = 0; row < cells.size(); ++row) weight_of_cell[cells[row]] += weights[row];
    pair.strength = PairStep(shape, limits).fit(sums, weight_of_cell, steps);
  });
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const CandidatePair& a, const CandidatePair& b) { return a.strength > b.strength; });
  return pairs;
}

}  // namespace openitem::stats
