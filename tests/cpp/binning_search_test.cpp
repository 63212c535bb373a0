// The search against all partitions: every trend, with limits, penalties and weights.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "cpp/binning_rows.hpp"

namespace openitem::binning_search_test {
namespace {

using namespace binning_rows;
using namespace stats;

struct Cell {
  double ones = 0.0, zeros = 0.0;
};

struct Limits {
  std::size_t max_bins = 50;
  double min_weight = 0.0, min_ones = 0.0, min_zeros = 0.0, min_gain = 0.0;
};

double iv_by_definition(const Cell& bin, const Cell& all, double smoothing, bool always) {
  const double added = always || bin.ones == 0.0 || bin.zeros == 0.0 ? smoothing : 0.0;
  const double zeros = (bin.zeros + added) / all.zeros, ones = (bin.ones + added) / all.ones;
  return (zeros - ones) * std::log(zeros / ones);
}

bool follows(BinTrend trend, const std::vector<double>& rates) {
  const auto rises = [&](std::size_t from, std::size_t to) {
    return std::is_sorted(rates.begin() + static_cast<std::ptrdiff_t>(from),
                          rates.begin() + static_cast<std::ptrdiff_t>(to));
  };
  const auto falls = [&](std::size_t from, std::size_t to) {
    return std::is_sorted(rates.begin() + static_cast<std::ptrdiff_t>(from),
                          rates.begin() + static_cast<std::ptrdiff_t>(to), std::greater<>());
  };
  const std::size_t size = rates.size();
  switch (trend) {
    case BinTrend::free: return true;
    case BinTrend::increasing: return rises(0, size);
    case BinTrend::decreasing: return falls(0, size);
    case BinTrend::monotone: return rises(0, size) || falls(0, size);
    default: break;
  }
  for (std::size_t turn = 0; turn < size; ++turn) {
    if (trend == BinTrend::peak && rises(0, turn + 1) && falls(turn, size)) return true;
    if (trend == BinTrend::valley && falls(0, turn + 1) && rises(turn, size)) return true;
  }
  return false;
}

/// Best sum for each number of bins, by trying all.
std::map<std::size_t, double> best_by_count(const std::vector<Cell>& cells, const Cell& all, BinTrend trend,
                                            const Limits& limits, double smoothing, bool always) {
  std::map<std::size_t, double> best;
  for (std::uint32_t splits = 0; splits < (1U << (cells.size() - 1)); ++splits) {
    std::vector<Cell> bins(1);
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at > 0 && ((splits >> (at - 1)) & 1U) != 0) bins.emplace_back();
      bins.back().ones += cells[at].ones;
      bins.back().zeros += cells[at].zeros;
    }
    if (bins.size() > limits.max_bins && bins.size() > 1) continue;
    std::vector<double> rates;
    double iv = 0.0;
    bool allowed = true;
    for (const Cell& bin : bins) {
      allowed = allowed && bin.ones + bin.zeros >= limits.min_weight && bin.ones >= limits.min_ones &&
                bin.zeros >= limits.min_zeros;
      rates.push_back(bin.ones / (bin.ones + bin.zeros));
      iv += iv_by_definition(bin, all, smoothing, always);
    }
    if (bins.size() > 1 && (!allowed || !follows(trend, rates))) continue;
    const auto [entry, is_new] = best.emplace(bins.size(), iv);
    if (!is_new) entry->second = std::max(entry->second, iv);
  }
  return best;
}

struct Case {
  std::vector<Cell> cells;
  Given rows;
  Cell all;
};

/// One value a cell, each with rows of both classes by chance; some rows missing.
Case random_case(std::mt19937& random, std::size_t values, bool with_weights) {
  Case made;
  std::vector<double> x, weights;
  std::vector<std::int32_t> outcomes;
  const auto add = [&](double value, std::int32_t outcome) {
    const double weight = with_weights ? static_cast<double>(1 + random() % 3) : 1.0;
    x.push_back(value);
    outcomes.push_back(outcome);
    weights.push_back(weight);
    (outcome == 1 ? made.all.ones : made.all.zeros) += weight;
    return weight;
  };
  for (std::size_t value = 0; value < values; ++value) {
    Cell& cell = made.cells.emplace_back();
    const auto ones = random() % 6, zeros = random() % 6 + (ones == 0 ? 1 : 0);
    for (std::size_t row = 0; row < ones; ++row) cell.ones += add(static_cast<double>(value), 1);
    for (std::size_t row = 0; row < zeros; ++row) cell.zeros += add(static_cast<double>(value), 0);
  }
  add(kMissing, 0);
  add(kMissing, 1);
  made.rows = given(x, outcomes, with_weights ? weights : std::vector<double>{});
  return made;
}

constexpr BinTrend kTrends[] = {BinTrend::monotone, BinTrend::increasing, BinTrend::decreasing,
                                BinTrend::peak,     BinTrend::valley,     BinTrend::free};

/// What the rule of the page chooses of the best sums.
std::pair<std::size_t, double> chosen(const std::map<std::size_t, double>& best, double min_gain) {
  std::pair<std::size_t, double> taken = *best.begin();
  for (const auto& [bins, iv] : best) {
    if (iv > taken.second + min_gain * static_cast<double>(bins - taken.first) + 1e-12) taken = {bins, iv};
  }
  return taken;
}

TEST(BinningSearch, FindsTheBestOfAllPartitions) {
  std::mt19937 random(20261123);
  for (int round = 0; round < 150; ++round) {
    const std::size_t values = 2 + random() % 10;
    const Case given_case = random_case(random, values, round % 3 == 0);
    const double weight = given_case.all.ones + given_case.all.zeros;
    for (const BinTrend trend : kTrends) {
      BinningOptions options = plain_options();
      options.trend = trend;
      options.max_bins = round % 2 == 0 ? 50 : static_cast<std::int32_t>(1 + random() % 5);
      options.min_share = round % 4 == 0 ? 0.0 : static_cast<double>(random() % 20) / 100;
      options.min_ones = static_cast<double>(random() % 4);
      options.min_zeros = static_cast<double>(random() % 4);
      options.min_gain = round % 5 == 0 ? static_cast<double>(random() % 100) / 2000 : 0.0;
      options.smoothing_rule = round % 7 == 0 ? CellSmoothing::always : CellSmoothing::empty_cells;
      const Limits limits = {.max_bins = static_cast<std::size_t>(options.max_bins),
                             .min_weight = options.min_share * weight * (1 - 1e-12),
                             .min_ones = options.min_ones,
                             .min_zeros = options.min_zeros};
      const bool always = options.smoothing_rule == CellSmoothing::always;
      const auto best = [&](BinTrend of) {
        return chosen(best_by_count(given_case.cells, given_case.all, of, limits, options.smoothing, always),
                      options.min_gain);
      };
      std::pair<std::size_t, double> expected = best(trend);
      if (trend == BinTrend::monotone) {
        const auto net = [&](const std::pair<std::size_t, double>& of) {
          return of.second - options.min_gain * static_cast<double>(of.first - 1);
        };
        const auto rising = best(BinTrend::increasing), falling = best(BinTrend::decreasing);
        expected = net(falling) > net(rising) + 1e-12 ? falling : rising;
      }
      const FittedBinning found = fit(given_case.rows, options);
      const std::vector<std::string> kinds = text_cells(found.tables, "bins", "kind");
      const std::vector<double> ivs = cells(found.tables, "bins", "iv");
      const std::vector<double> rates = nullable_cells(found.tables, "bins", "rate");
      const auto bins = static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), "interval"));
      double iv = 0.0;
      for (std::size_t at = 0; at < bins; ++at) iv += ivs[at];
      ASSERT_EQ(bins, expected.first) << "round " << round << " trend " << name_of(trend);
      ASSERT_NEAR(iv, expected.second, 1e-10) << "round " << round << " trend " << name_of(trend);
      ASSERT_TRUE(bins == 1 ||
                  follows(trend, {rates.begin(), rates.begin() + static_cast<std::ptrdiff_t>(bins)}));
    }
  }
}

TEST(BinningSearch, GroupsCategoriesAsWellAsAnyGrouping) {
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    const std::size_t count = 2 + random() % 6;
    const std::size_t most = 1 + random() % 4;
    std::vector<Cell> by_category(count);
    std::vector<std::string> x;
    std::vector<std::int32_t> outcomes;
    Cell all;
    for (std::size_t category = 0; category < count; ++category) {
      const auto ones = 1 + random() % 9, zeros = 1 + random() % 9;
      by_category[category] = {static_cast<double>(ones), static_cast<double>(zeros)};
      all.ones += static_cast<double>(ones);
      all.zeros += static_cast<double>(zeros);
      for (std::size_t row = 0; row < ones + zeros; ++row) {
        x.push_back(std::string(1, static_cast<char>('a' + category)));
        outcomes.push_back(row < ones ? 1 : 0);
      }
    }
    // Every category into any of `most` bins.
    double best = 0.0;
    std::vector<std::size_t> bin_of(count, 0);
    for (;;) {
      std::vector<Cell> bins(most);
      for (std::size_t category = 0; category < count; ++category) {
        bins[bin_of[category]].ones += by_category[category].ones;
        bins[bin_of[category]].zeros += by_category[category].zeros;
      }
      double iv = 0.0;
      for (const Cell& bin : bins)
        iv += bin.ones + bin.zeros > 0.0 ? iv_by_definition(bin, all, 0.5, false) : 0.0;
      best = std::max(best, iv);
      std::size_t at = 0;
      while (at < count && ++bin_of[at] == most) bin_of[at++] = 0;
      if (at == count) break;
    }
    Given rows;
    rows.add("features", texts("x", x));
    rows.add("outcomes", Column::int32("outcome", outcomes));
    BinningOptions options = plain_options();
    options.max_bins = static_cast<std::int32_t>(most);
    options.category_smoothing = 0.0;
    ASSERT_NEAR(feature_iv(fit(rows, options)), best, 1e-10) << "round " << round;
  }
}

TEST(BinningSearch, EqualNeighboursAreOneBin) {
  // Rates 1/4, 1/4, 3/4, 3/4: more than two bins bring nothing.
  std::vector<double> x;
  std::vector<std::int32_t> outcomes;
  for (int value = 0; value < 4; ++value) {
    for (int row = 0; row < 4; ++row) {
      x.push_back(value);
      outcomes.push_back(row < (value < 2 ? 1 : 3) ? 1 : 0);
    }
  }
  for (const BinTrend trend : {BinTrend::monotone, BinTrend::increasing, BinTrend::peak, BinTrend::free}) {
    BinningOptions options = plain_options();
    options.trend = trend;
    const FittedBinning found = fit(given(x, outcomes), options);
    EXPECT_EQ(found.binning.features()[0].bins.size(), 3U);  // the missing one too
    EXPECT_DOUBLE_EQ(found.binning.features()[0].bins[1].lower, 2.0);
    EXPECT_NEAR(feature_iv(found), std::log(3.0), 1e-14);  // (3/4 - 1/4) ln 3, twice
  }
}

TEST(BinningSearch, ALargeSearchKeepsItsLimits) {
  std::mt19937 random(5);
  std::vector<double> x;
  std::vector<std::int32_t> outcomes;
  for (int row = 0; row < 20'000; ++row) {
    const auto value = static_cast<double>(random() % 100'000) / 100'000;
    x.push_back(value);
    const double rate = 0.1 + 0.8 * value * (1 - value) * 2;
    outcomes.push_back(static_cast<double>(random() % 10'000) < 10'000 * rate ? 1 : 0);
  }
  const Given rows = given(x, outcomes);
  std::map<BinTrend, double> iv;
  for (const BinTrend trend : kTrends) {
    BinningOptions options = plain_options();
    options.trend = trend;
    options.max_prebins = 1000;
    options.max_bins = 12;
    options.min_share = 0.05;
    const FittedBinning found = fit(rows, options);
    iv[trend] = feature_iv(found);
    const std::vector<double> share = cells(found.tables, "bins", "share");
    const std::vector<double> rate = cells(found.tables, "bins", "rate");
    const auto bins = static_cast<std::ptrdiff_t>(share.size()) - 1;
    EXPECT_LE(bins, 12);
    EXPECT_GE(*std::min_element(share.begin(), share.begin() + bins), 0.05 - 1e-12);
    EXPECT_TRUE(follows(trend, {rate.begin(), rate.begin() + bins}));
    EXPECT_EQ(found.tables.table("features").int32s("prebins")[0], 1000);
  }
  EXPECT_EQ(iv[BinTrend::monotone], std::max(iv[BinTrend::increasing], iv[BinTrend::decreasing]));
  for (const BinTrend trend : {BinTrend::increasing, BinTrend::decreasing}) {
    EXPECT_LE(iv[trend], iv[BinTrend::peak] + 1e-12);
    EXPECT_LE(iv[trend], iv[BinTrend::valley] + 1e-12);
  }
  EXPECT_GT(iv[BinTrend::peak], 2 * iv[BinTrend::monotone]);
  EXPECT_LE(iv[BinTrend::peak], iv[BinTrend::free] + 1e-12);
  EXPECT_LE(iv[BinTrend::valley], iv[BinTrend::free] + 1e-12);
}

}  // namespace
}  // namespace openitem::binning_search_test
