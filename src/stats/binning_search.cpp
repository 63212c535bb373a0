#include "stats/binning_search.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace openitem::stats {
namespace {

constexpr double kImpossible = -std::numeric_limits<double>::infinity();
constexpr double kNegligibleIv = 1e-12;  // of rounding: no reason to split, or to prefer one trend to another
constexpr double kNegligibleShare = 1e-12;  // of the least weight: a limit that is met in decimals is met

/// Every run of pre-bins [begin, end) as a bin, 0 <= begin < end <= size. Reads are of flat arrays.
class BinRuns {
 public:
  BinRuns(std::span<const ClassWeights> prebins, const EvidenceScale& scale, const SearchLimits& limits,
          bool with_rates)
      : size_(prebins.size()), iv_((size_ + 1) * (size_ + 1), kImpossible) {
    std::vector<ClassWeights> before(size_ + 1);
    for (std::size_t at = 0; at < size_; ++at) {
      before[at + 1] = before[at];
      before[at + 1] += prebins[at];
    }
    if (with_rates) rate_.resize(iv_.size());
    const double least = limits.min_weight * (1.0 - kNegligibleShare);
    for (std::size_t begin = 0; begin < size_; ++begin) {
      for (std::size_t end = begin + 1; end <= size_; ++end) {
        const ClassWeights bin = {before[end].ones - before[begin].ones,
                                  before[end].zeros - before[begin].zeros};
        if (with_rates) rate_[place(begin, end)] = bin.ones / bin.sum();
        if (bin.sum() < least || bin.ones < limits.min_ones || bin.zeros < limits.min_zeros) continue;
        iv_[place(begin, end)] = evidence_of(bin, scale).iv;
      }
    }
    whole_ = evidence_of(before[size_], scale).iv;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t place(std::size_t begin, std::size_t end) const noexcept {
    return begin * (size_ + 1) + end;
  }
  /// kImpossible where the bin is below a limit.
  [[nodiscard]] double iv(std::size_t begin, std::size_t end) const noexcept {
    return iv_[place(begin, end)];
  }
  [[nodiscard]] double rate(std::size_t begin, std::size_t end) const noexcept {
    return rate_[place(begin, end)];
  }
  /// Of all pre-bins as one bin, whatever the limits.
  [[nodiscard]] double whole() const noexcept { return whole_; }

  /// Increasing becomes decreasing, peak becomes valley.
  void turn_over() noexcept {
    for (double& rate : rate_) rate = -rate;
  }

 private:
  std::size_t size_;
  std::vector<double> iv_, rate_;
  double whole_ = 0.0;
};

/// The best of each number of bins, and which number is taken.
class BinCountChoice {
 public:
  BinCountChoice(double whole, double min_gain) : best_(whole), min_gain_(min_gain) {}

  void offer(std::size_t bins, double iv) noexcept {
    const double further = min_gain_ * static_cast<double>(bins - bins_);
    if (!(iv > best_ + further + kNegligibleIv)) return;
    best_ = iv;
    bins_ = bins;
  }
  [[nodiscard]] std::size_t bins() const noexcept { return bins_; }
  [[nodiscard]] double iv() const noexcept { return best_; }

 private:
  double best_, min_gain_;
  std::size_t bins_ = 1;
};

// ---- any rates -----------------------------------------------------------------------------------------

/// best(k, j): k bins over the first j pre-bins.
BinnedOptimum search_free(const BinRuns& runs, const SearchLimits& limits) {
  const std::size_t size = runs.size();
  std::vector<double> last(size + 1, kImpossible), next(size + 1);
  last[0] = 0.0;
  std::vector<std::vector<std::uint16_t>> starts;  // [k - 1][j]: where the last of k bins begins
  BinCountChoice choice(runs.whole(), limits.min_gain);
  for (std::size_t bins = 1; bins <= limits.max_bins; ++bins) {
    std::fill(next.begin(), next.end(), kImpossible);
    std::vector<std::uint16_t>& start = starts.emplace_back(size + 1, std::uint16_t{0});
    for (std::size_t begin = bins - 1; begin < size; ++begin) {
      if (last[begin] == kImpossible) continue;
      for (std::size_t end = begin + 1; end <= size; ++end) {
        const double sum = last[begin] + runs.iv(begin, end);
        if (!(sum > next[end])) continue;
        next[end] = sum;
        start[end] = static_cast<std::uint16_t>(begin);
      }
    }
    if (bins > 1) choice.offer(bins, next[size]);
    std::swap(last, next);
  }
  BinnedOptimum found;
  found.iv = choice.iv();
  found.starts.resize(choice.bins());
  if (choice.bins() == 1) return found;
  std::size_t end = size;
  for (std::size_t bins = choice.bins(); bins > 0; --bins) {
    end = starts[bins - 1][end];
    found.starts[bins - 1] = end;
  }
  return found;
}

// ---- rates that follow a trend -------------------------------------------------------------------------

/// For each place `middle` the bins [before, middle), in the order of their rate, and for each bin [middle, end) how many of them have
/// a lower rate, and how many none higher. The same for every number of bins.
class NeighbourRates {
 public:
  NeighbourRates(const BinRuns& runs, bool with_lower)
      : size_(runs.size()), order_(size_ + 1), none_higher_((size_ + 1) * (size_ + 1)) {
    if (with_lower) lower_.resize(none_higher_.size());
    std::vector<double> sorted;
    for (std::size_t middle = 1; middle < size_; ++middle) {
      std::vector<std::uint16_t>& order = order_[middle];
      for (std::size_t before = 0; before < middle; ++before) {
        if (runs.iv(before, middle) != kImpossible) order.push_back(static_cast<std::uint16_t>(before));
      }
      const auto is_lower = [&](std::uint16_t a, std::uint16_t b) {
        const double rate_a = runs.rate(a, middle), rate_b = runs.rate(b, middle);
        return rate_a < rate_b || (rate_a == rate_b && a < b);
      };
      std::sort(order.begin(), order.end(), is_lower);
      sorted.clear();
      for (const std::uint16_t before : order) sorted.push_back(runs.rate(before, middle));
      count_neighbours(runs, middle, sorted, with_lower);
    }
  }

  [[nodiscard]] std::span<const std::uint16_t> order(std::size_t middle) const noexcept {
    return order_[middle];
  }
  [[nodiscard]] std::size_t none_higher(std::size_t place) const noexcept { return none_higher_[place]; }
  [[nodiscard]] std::size_t lower(std::size_t place) const noexcept { return lower_[place]; }

 private:
  void count_neighbours(const BinRuns& runs, std::size_t middle, const std::vector<double>& sorted,
                        bool with_lower) {
    for (std::size_t end = middle + 1; end <= size_; ++end) {
      if (runs.iv(middle, end) == kImpossible) continue;
      const double rate = runs.rate(middle, end);
      const auto above = std::upper_bound(sorted.begin(), sorted.end(), rate);
      none_higher_[runs.place(middle, end)] = static_cast<std::uint16_t>(above - sorted.begin());
      if (!with_lower) continue;
      const auto from = std::lower_bound(sorted.begin(), above, rate);
      lower_[runs.place(middle, end)] = static_cast<std::uint16_t>(from - sorted.begin());
    }
  }

  std::size_t size_;
  std::vector<std::vector<std::uint16_t>> order_;
  std::vector<std::uint16_t> none_higher_, lower_;
};

/// A sum, and the bin before: 2 x where it begins, + 1 where it is past the turning point.
struct Reached {
  double iv = kImpossible;
  std::uint16_t from = 0;

  /// Of equal sums the lower start, and there the one before the turning point.
  void take(double sum, std::size_t start, bool past) noexcept {
    const auto place = static_cast<std::uint16_t>(2 * start + (past ? 1 : 0));
    if (sum > iv || (sum == iv && sum != kImpossible && place < from)) *this = {sum, place};
  }
  void take(const Reached& other) noexcept {
    if (other.iv > iv || (other.iv == iv && other.iv != kImpossible && other.from < from)) *this = other;
  }
};

/// best(k, i, j): k bins over the first j pre-bins, the last of them [i, j), rates rising; past: having fallen at least once.
class TrendSearch {
 public:
  TrendSearch(const BinRuns& runs, const SearchLimits& limits, bool may_fall)
      : runs_(runs), limits_(limits), may_fall_(may_fall), neighbours_(runs, may_fall) {}

  BinnedOptimum run() {
    const std::size_t places = (runs_.size() + 1) * (runs_.size() + 1);
    rising_.assign(places, kImpossible);
    if (may_fall_) past_.assign(places, kImpossible);
    for (std::size_t end = 1; end <= runs_.size(); ++end) rising_[runs_.place(0, end)] = runs_.iv(0, end);
    BinCountChoice choice(runs_.whole(), limits_.min_gain);
    std::vector<Reached> ends = {Reached{}};  // [k - 1]: the best of k bins over all pre-bins, as a last bin
    for (std::size_t bins = 2; bins <= limits_.max_bins; ++bins) {
      if (!step()) break;
      ends.push_back(best_end());
      choice.offer(bins, ends.back().iv);
    }
    BinnedOptimum found;
    found.iv = choice.iv();
    found.starts.resize(choice.bins());
    if (choice.bins() > 1) trace(ends[choice.bins() - 1].from, found.starts);
    return found;
  }

 private:
  /// One bin more. False when no solution has so many.
  bool step() {
    std::vector<double> rising(rising_.size(), kImpossible), past(past_.size(), kImpossible);
    from_rising_.emplace_back(rising.size());
    if (may_fall_) from_past_.emplace_back(past.size());
    bool reached = false;
    for (std::size_t middle = 1; middle < runs_.size(); ++middle) {
      gather(middle);
      for (std::size_t end = middle + 1; end <= runs_.size(); ++end) {
        const double iv = runs_.iv(middle, end);
        if (iv == kImpossible) continue;
        const std::size_t place = runs_.place(middle, end);
        const Reached& up = up_to_[neighbours_.none_higher(place)];
        if (up.iv != kImpossible) {
          rising[place] = up.iv + iv;
          from_rising_.back()[place] = up.from;
          reached = true;
        }
        if (!may_fall_) continue;
        const Reached& down = down_from_[neighbours_.lower(place)];
        if (down.iv == kImpossible) continue;
        past[place] = down.iv + iv;
        from_past_.back()[place] = down.from;
        reached = true;
      }
    }
    rising_ = std::move(rising);
    past_ = std::move(past);
    return reached;
  }

  /// The best bin before `middle` among those of the m lowest rates, and among all but those.
  void gather(std::size_t middle) {
    const std::span<const std::uint16_t> order = neighbours_.order(middle);
    up_to_.assign(order.size() + 1, Reached{});
    for (std::size_t at = 0; at < order.size(); ++at) {
      up_to_[at + 1] = up_to_[at];
      up_to_[at + 1].take(rising_[runs_.place(order[at], middle)], order[at], false);
    }
    if (!may_fall_) return;
    down_from_.assign(order.size() + 1, Reached{});
    for (std::size_t at = order.size(); at-- > 0;) {
      down_from_[at] = down_from_[at + 1];
      down_from_[at].take(rising_[runs_.place(order[at], middle)], order[at], false);
      down_from_[at].take(past_[runs_.place(order[at], middle)], order[at], true);
    }
  }

  [[nodiscard]] Reached best_end() const noexcept {
    Reached best;
    for (std::size_t begin = 0; begin < runs_.size(); ++begin) {
      best.take(rising_[runs_.place(begin, runs_.size())], begin, false);
      if (may_fall_) best.take(past_[runs_.place(begin, runs_.size())], begin, true);
    }
    return best;
  }

  void trace(std::uint16_t last, std::vector<std::size_t>& starts) const {
    std::size_t end = runs_.size();
    for (std::size_t bin = starts.size(); bin-- > 0;) {
      const std::size_t begin = last / 2;
      const bool past = last % 2 == 1;
      starts[bin] = begin;
      if (bin > 0) last = (past ? from_past_ : from_rising_)[bin - 1][runs_.place(begin, end)];
      end = begin;
    }
  }

  const BinRuns& runs_;
  const SearchLimits& limits_;
  bool may_fall_;
  NeighbourRates neighbours_;
  std::vector<double> rising_, past_;                                // of the number of bins reached
  std::vector<std::vector<std::uint16_t>> from_rising_, from_past_;  // [k - 2]: as Reached::from
  std::vector<Reached> up_to_, down_from_;
};

BinnedOptimum search_trend(const BinRuns& runs, const SearchLimits& limits, bool may_fall, BinTrend trend) {
  BinnedOptimum found = TrendSearch(runs, limits, may_fall).run();
  found.trend = trend;
  return found;
}

/// What is left of the sum when every further bin has paid for itself.
double net_iv(const BinnedOptimum& found, const SearchLimits& limits) noexcept {
  return found.iv - limits.min_gain * static_cast<double>(found.starts.size() - 1);
}

BinnedOptimum search_monotone(BinRuns& runs, const SearchLimits& limits) {
  BinnedOptimum increasing = search_trend(runs, limits, false, BinTrend::increasing);
  runs.turn_over();
  BinnedOptimum decreasing = search_trend(runs, limits, false, BinTrend::decreasing);
  const bool falls = net_iv(decreasing, limits) > net_iv(increasing, limits) + kNegligibleIv;
  return falls ? std::move(decreasing) : std::move(increasing);
}

}  // namespace

BinnedOptimum search_bins(std::span<const ClassWeights> prebins, const EvidenceScale& scale, BinTrend trend,
                          const SearchLimits& limits) {
  SearchLimits possible = limits;
  possible.max_bins = std::min(limits.max_bins, prebins.size());
  BinRuns runs(prebins, scale, possible, trend != BinTrend::free);
  switch (trend) {
    case BinTrend::free: return search_free(runs, possible);
    case BinTrend::increasing: return search_trend(runs, possible, false, trend);
    case BinTrend::peak: return search_trend(runs, possible, true, trend);
    case BinTrend::monotone: return search_monotone(runs, possible);
    default: break;
  }
  runs.turn_over();
  return search_trend(runs, possible, trend == BinTrend::valley, trend);
}

}  // namespace openitem::stats
