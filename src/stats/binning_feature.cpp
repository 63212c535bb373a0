#include "stats/binning_feature.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "column/required_cells.hpp"
#include "stats/binning_search.hpp"

namespace openitem::stats {
namespace {

class FeatureFitter {
 public:
  FeatureFitter(const FeaturePlan& plan, const RowOutcomes& outcomes, const BinningOptions& options)
      : plan_(plan),
        outcomes_(outcomes),
        options_(options),
        scale_{outcomes.all, options.smoothing, options.smoothing_rule} {
    fitted_.feature.name = std::string(plan.column->short_name());
    fitted_.feature.type = plan.type;
  }

  FittedFeature fit_numeric(int threads) && {
    const CountedNumbers numbers = count_numbers(plan_, outcomes_, threads);
    std::vector<double> bounds;  // of each pre-bin but the first
    PreBins prebins;
    if (plan_.cuts.empty()) {
      prebins = prebins_of_equal_weight(numbers.rows, static_cast<std::size_t>(options_.max_prebins));
      for (std::size_t at = 1; at < prebins.starts.size(); ++at)
        bounds.push_back(numbers.values[prebins.starts[at]]);
    } else {
      prebins = prebins_between_cuts(numbers, plan_.cuts, bounds);
    }
    const std::vector<std::size_t> starts = search(prebins, numbers.rows, plan_.trend);
    for (std::size_t bin = 0; bin < starts.size(); ++bin) {
      Bin interval;
      if (bin > 0) interval.lower = bounds[starts[bin] - 1];
      if (bin + 1 < starts.size()) interval.upper = bounds[starts[bin + 1] - 1];
      add_bin(std::move(interval), rows_of(prebins, numbers.rows, starts, bin));
    }
    if (starts.empty()) add_bin({}, {});  // numbers may come at scoring
    for (std::size_t at = 0; at < plan_.specials.size(); ++at) {
      add_bin({.kind = BinKind::special, .lower = plan_.specials[at], .upper = plan_.specials[at]},
              numbers.specials[at]);
    }
    add_bin({.kind = BinKind::missing}, numbers.missing);
    return std::move(fitted_);
  }

  FittedFeature fit_categorical(int threads) && {
    const KeyCells cells = read_keys(*plan_.column, threads);
    require_readable(*plan_.column, cells.problems);
    std::vector<CountedRows> by_code(cells.dictionary.size());
    CountedRows missing;
    for (std::size_t row = 0; row < cells.codes.size(); ++row) {
      CountedRows& of = cells.codes[row] == kNoKey ? missing : by_code[cells.codes[row]];
      of.add(outcomes_.of(row));
    }
    const auto [order, rare] = ordered_codes(by_code);
    std::vector<CountedRows> values;
    for (const std::uint32_t code : order) values.push_back(by_code[code]);
    const PreBins prebins = prebins_of_equal_weight(values, static_cast<std::size_t>(options_.max_prebins));
    const std::vector<std::size_t> starts = search(prebins, values, BinTrend::free);
    fitted_.trend.reset();
    for (std::size_t bin = 0; bin < starts.size(); ++bin) {
      const auto [begin, end] = range_of(prebins, values.size(), starts, bin);
      add_categories(BinKind::categories, cells.dictionary, by_code,
                     std::span(order).subspan(begin, end - begin));
    }
    if (options_.other_share > 0.0 || options_.unseen == UnseenCategory::other) {
      add_categories(BinKind::other, cells.dictionary, by_code, rare);
    }
    add_bin({.kind = BinKind::missing}, missing);
    return std::move(fitted_);
  }

 private:
  using Codes = std::vector<std::uint32_t>;

  /// Codes by the rate of ones, smoothed; and those that are rare, ascending.
  [[nodiscard]] std::pair<Codes, Codes> ordered_codes(const std::vector<CountedRows>& by_code) const {
    const double whole = outcomes_.all.sum();
    const double smoothing = options_.category_smoothing;
    const double base = outcomes_.all.ones / whole;
    std::vector<double> rates;
    Codes order, rare;
    for (const CountedRows& rows : by_code) {
      const double weight = rows.weights.sum() + smoothing;
      rates.push_back(weight > 0.0 ? (rows.weights.ones + smoothing * base) / weight : base);
      const bool is_rare = rows.weights.sum() < options_.other_share * whole;
      (is_rare ? rare : order).push_back(static_cast<std::uint32_t>(rates.size() - 1));
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return rates[a] < rates[b]; });
    return {std::move(order), std::move(rare)};
  }

  /// First pre-bin of each bin; none where there are no values. Sets status, trend and the number of pre-bins.
  std::vector<std::size_t> search(const PreBins& prebins, std::span<const CountedRows> values,
                                  BinTrend trend) {
    fitted_.prebins = prebins.starts.size();
    if (values.empty()) {
      fitted_.status = BinningStatus::no_values;
      return {};
    }
    const auto weighty = std::count_if(values.begin(), values.end(),
                                       [](const CountedRows& value) { return value.weights.sum() > 0.0; });
    if (weighty <= 1) {
      fitted_.status = BinningStatus::constant;
      return {0};
    }
    if (!plan_.joined) {
      std::vector<std::size_t> each(prebins.starts.size());
      std::iota(each.begin(), each.end(), std::size_t{0});
      if (each.size() == 1) fitted_.status = BinningStatus::single_bin;
      return each;
    }
    const SearchLimits limits = {.max_bins = static_cast<std::size_t>(options_.max_bins),
                                 .min_weight = options_.min_share * outcomes_.all.sum(),
                                 .min_ones = options_.min_ones,
                                 .min_zeros = options_.min_zeros,
                                 .min_gain = options_.min_gain};
    BinnedOptimum found = search_bins(prebins.weights, scale_, trend, limits);
    if (found.starts.size() == 1) {
      fitted_.status = BinningStatus::single_bin;
    } else {
      fitted_.trend = found.trend;
    }
    return std::move(found.starts);
  }

  /// Values [first, second) of a bin.
  static std::pair<std::size_t, std::size_t> range_of(const PreBins& prebins, std::size_t values,
                                                      const std::vector<std::size_t>& starts,
                                                      std::size_t bin) {
    const std::size_t end = bin + 1 < starts.size() ? prebins.starts[starts[bin + 1]] : values;
    return {prebins.starts[starts[bin]], end};
  }

  static CountedRows rows_of(const PreBins& prebins, std::span<const CountedRows> values,
                             const std::vector<std::size_t>& starts, std::size_t bin) {
    const auto [begin, end] = range_of(prebins, values.size(), starts, bin);
    CountedRows rows;
    for (std::size_t at = begin; at < end; ++at) rows += values[at];
    return rows;
  }

  void add_categories(BinKind kind, const KeyDictionary& dictionary, const std::vector<CountedRows>& by_code,
                      std::span<const std::uint32_t> codes) {
    Bin bin{.kind = kind};
    CountedRows rows;
    for (const std::uint32_t code : codes) {
      bin.categories.push_back(dictionary.text_of(code));
      rows += by_code[code];
      fitted_.categories.push_back({fitted_.figures.size(), bin.categories.back(), by_code[code]});
    }
    std::sort(bin.categories.begin(), bin.categories.end());
    add_bin(std::move(bin), rows);
  }

  void add_bin(Bin bin, const CountedRows& rows) {
    const BinEvidence evidence = evidence_of(rows.weights, scale_);
    const bool turned = options_.woe == WoeDirection::ones_over_zeros;
    // 0 - x, so that nothing known is 0 under both conventions, not a negative zero.
    bin.woe = turned ? 0.0 - evidence.zeros_over_ones : evidence.zeros_over_ones;
    fitted_.feature.bins.push_back(std::move(bin));
    fitted_.figures.push_back({rows, evidence.iv});
  }

  const FeaturePlan& plan_;
  const RowOutcomes& outcomes_;
  const BinningOptions& options_;
  EvidenceScale scale_;
  FittedFeature fitted_;
};

}  // namespace

double FittedFeature::iv() const noexcept {
  return std::accumulate(figures.begin(), figures.end(), 0.0,
                         [](double sum, const FiguresOfBin& bin) { return sum + bin.iv; });
}

FittedFeature fit_feature(const FeaturePlan& plan, const RowOutcomes& outcomes, const BinningOptions& options,
                          int threads) {
  FeatureFitter fitter(plan, outcomes, options);
  return plan.type == FeatureType::numeric ? std::move(fitter).fit_numeric(threads)
                                           : std::move(fitter).fit_categorical(threads);
}

}  // namespace openitem::stats
