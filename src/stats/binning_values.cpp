#include "stats/binning_values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "column/required_cells.hpp"
#include "stats/binning_numbers.hpp"

namespace openitem::stats {
namespace {

/// A row by its value, as bits that are ordered as the values are.
struct KeyedRow {
  std::uint64_t key = 0;
  std::uint32_t row = 0;
};

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63U;

std::uint64_t ordered_bits(double value) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

double value_of_bits(std::uint64_t key) noexcept {
  return std::bit_cast<double>((key & kSignBit) != 0 ? key & ~kSignBit : ~key);
}

/// By key, rows of one key in their order: a radix sort by bytes, which passes over bytes that all keys share.
void sort_by_key(std::vector<KeyedRow>& rows) {
  constexpr std::size_t few = 512;
  if (rows.size() < few) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; });
    return;
  }
  std::array<std::array<std::size_t, 256>, 8> counts{};
  for (const KeyedRow& row : rows) {
    for (unsigned byte = 0; byte < 8; ++byte) ++counts[byte][(row.key >> (8 * byte)) & 0xFFU];
  }
  std::vector<KeyedRow> sorted(rows.size());
  for (unsigned byte = 0; byte < 8; ++byte) {
    std::array<std::size_t, 256>& count = counts[byte];
    const unsigned shift = 8 * byte;
    if (count[(rows.front().key >> shift) & 0xFFU] == rows.size()) continue;
    std::size_t place = 0;
    for (std::size_t& entry : count) place += std::exchange(entry, place);
    for (const KeyedRow& row : rows) sorted[count[(row.key >> shift) & 0xFFU]++] = row;
    rows.swap(sorted);
  }
}

/// Begins of groups of values become pre-bins.
PreBins prebins_from(std::span<const CountedRows> values, std::vector<std::size_t> starts) {
  PreBins prebins;
  prebins.starts = std::move(starts);
  prebins.weights.resize(prebins.starts.size());
  for (std::size_t bin = 0; bin < prebins.starts.size(); ++bin) {
    const std::size_t end = bin + 1 < prebins.starts.size() ? prebins.starts[bin + 1] : values.size();
    for (std::size_t at = prebins.starts[bin]; at < end; ++at) prebins.weights[bin] += values[at].weights;
  }
  return prebins;
}

}  // namespace

CountedNumbers count_numbers(const FeaturePlan& plan, const RowOutcomes& outcomes, int threads) {
  const std::vector<double> numbers = feature_numbers(*plan.column, threads);
  CountedNumbers counted;
  counted.specials.resize(plan.specials.size());
  std::vector<KeyedRow> keyed;
  keyed.reserve(numbers.size());
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const double number = numbers[row];
    if (std::isnan(number)) {
      counted.missing.add(outcomes.of(row));
      continue;
    }
    const auto special = std::find(plan.specials.begin(), plan.specials.end(), number);
    if (special != plan.specials.end()) {
      counted.specials[static_cast<std::size_t>(special - plan.specials.begin())].add(outcomes.of(row));
      continue;
    }
    if (std::isinf(number)) {
      refuse_cell(Status::invalid_data, *plan.column, static_cast<std::int64_t>(row),
                  "a finite number, null, or infinity listed as a special value");
    }
    keyed.push_back({ordered_bits(number), static_cast<std::uint32_t>(row)});
  }
  sort_by_key(keyed);
  for (std::size_t at = 0; at < keyed.size(); ++at) {
    if (at == 0 || keyed[at].key != keyed[at - 1].key) {
      counted.values.push_back(value_of_bits(keyed[at].key));
      counted.rows.emplace_back();
    }
    counted.rows.back().add(outcomes.of(keyed[at].row));
  }
  return counted;
}

PreBins prebins_of_equal_weight(std::span<const CountedRows> values, std::size_t most) {
  if (values.empty()) return {};
  double whole = 0.0;
  std::size_t weighty = 0;
  for (const CountedRows& value : values) {
    whole += value.weights.sum();
    if (value.weights.sum() > 0.0) ++weighty;
  }
  const bool each = weighty <= most;
  const auto bins = static_cast<double>(most);
  std::vector<std::size_t> starts;
  double below = 0.0, last = -1.0;
  for (std::size_t at = 0; at < values.size(); ++at) {
    const double weight = values[at].weights.sum();
    if (!(weight > 0.0)) continue;
    const double number = std::floor(bins * (below + weight / 2) / whole);
    below += weight;
    // What has no weight at the beginning belongs to the first.
    if (starts.empty()) {
      starts.push_back(0);
    } else if (each || number != last) {
      starts.push_back(at);
    }
    last = number;
  }
  if (starts.empty()) starts.push_back(0);
  return prebins_from(values, std::move(starts));
}

PreBins prebins_between_cuts(const CountedNumbers& numbers, std::span<const double> cuts,
                             std::vector<double>& bounds) {
  bounds.clear();
  if (numbers.values.empty()) return {};
  std::vector<std::size_t> starts;
  std::size_t last = 0;
  for (std::size_t at = 0; at < numbers.values.size(); ++at) {
    if (!(numbers.rows[at].weights.sum() > 0.0)) continue;
    const auto above = std::upper_bound(cuts.begin(), cuts.end(), numbers.values[at]);
    const auto interval = static_cast<std::size_t>(above - cuts.begin());
    if (starts.empty()) {
      starts.push_back(0);
    } else if (interval != last) {
      const double bound = cuts[interval - 1];
      const auto first = std::lower_bound(numbers.values.begin(), numbers.values.end(), bound);
      starts.push_back(static_cast<std::size_t>(first - numbers.values.begin()));
      bounds.push_back(bound);
    }
    last = interval;
  }
  if (starts.empty()) starts.push_back(0);
  return prebins_from(numbers.rows, std::move(starts));
}

}  // namespace openitem::stats
