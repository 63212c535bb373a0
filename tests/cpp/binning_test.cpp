// Bins and their figures: by the definitions, by invariants, and what is refused.

#include "openitem/binning.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "cpp/binning_rows.hpp"

namespace openitem::binning_test {
namespace {

using namespace binning_rows;
using namespace stats;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string fit_refusal(const Given& rows, const BinningOptions& options = plain_options()) {
  return refusal([&] { (void)fit(rows, options); });
}

/// Every number of the tables "bins" and "features" but the counts.
std::vector<double> figures_of(const Result& tables) {
  std::vector<double> all = cells(tables, "features", "iv");
  for (const char* const name : {"lower", "upper", "weight", "ones", "zeros", "share", "rate", "woe", "iv"}) {
    for (const double value : nullable_cells(tables, "bins", name))
      all.push_back(std::isnan(value) ? -1.0 : value);
  }
  return all;
}

TEST(Binning, FiguresFollowTheirDefinitions) {
  // Below 2: 1 one, 4 zeros; above: 3 ones, 2 zeros; missing: 2 ones; special: 1 one, 1 zero.
  const std::vector<double> x = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2, kMissing, kMissing, -9, -9};
  Given rows = given(x, {1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0});
  rows.add("specials", Column::float64("value", {-9.0}));
  const FittedBinning found = fit(rows);
  EXPECT_EQ(text_cells(found.tables, "bins", "kind"),
            (std::vector<std::string>{"interval", "interval", "special", "missing"}));
  EXPECT_EQ(found.tables.table("bins").int64s("count")[0], 5);
  const double ones = 7, zeros = 7;
  const std::vector<double> shares_of_zeros = {4 / zeros, 2 / zeros, 1 / zeros, 0.5 / zeros};
  const std::vector<double> shares_of_ones = {1 / ones, 3 / ones, 1 / ones, 2.5 / ones};
  const std::vector<double> woe = cells(found.tables, "bins", "woe"), iv = cells(found.tables, "bins", "iv");
  double sum = 0.0;
  for (std::size_t bin = 0; bin < 4; ++bin) {
    const double expected = std::log(shares_of_zeros[bin] / shares_of_ones[bin]);
    EXPECT_NEAR(woe[bin], expected, 1e-14);
    EXPECT_NEAR(iv[bin], (shares_of_zeros[bin] - shares_of_ones[bin]) * expected, 1e-14);
    sum += iv[bin];
  }
  EXPECT_NEAR(feature_iv(found), sum, 1e-14);
  EXPECT_EQ(nullable_cells(found.tables, "bins", "rate")[3], 1.0);
  EXPECT_EQ(nullable_cells(found.tables, "bins", "lower")[2], -9.0);
  EXPECT_EQ(text_cells(found.tables, "features", "trend"), std::vector<std::string>{"increasing"});
  // The other convention is the negative, the IV the same.
  BinningOptions turned = plain_options();
  turned.woe = WoeDirection::ones_over_zeros;
  const FittedBinning opposite = fit(rows, turned);
  for (std::size_t bin = 0; bin < 4; ++bin)
    EXPECT_EQ(cells(opposite.tables, "bins", "woe")[bin], 0.0 - woe[bin]);
  EXPECT_EQ(feature_iv(opposite), feature_iv(found));
}

TEST(Binning, SmoothingIsWhereItSays) {
  Given rows = given({1, 1, 1, 2, 2, 2}, {0, 0, 0, 1, 1, 0});
  BinningOptions options = plain_options();
  options.smoothing = 2.0;
  // An empty cell: both of its bin, neither of the other's.
  EXPECT_NEAR(cells(fit(rows, options).tables, "bins", "woe")[0], std::log((5.0 / 4) / (2.0 / 2)), 1e-14);
  EXPECT_NEAR(cells(fit(rows, options).tables, "bins", "woe")[1], std::log((1.0 / 4) / (2.0 / 2)), 1e-14);
  options.smoothing_rule = CellSmoothing::always;
  EXPECT_NEAR(cells(fit(rows, options).tables, "bins", "woe")[1], std::log((3.0 / 4) / (4.0 / 2)), 1e-14);
}

TEST(Binning, BinsWithoutRowsAreThereAndNeutral) {
  Given rows = given({1, 2, 3, 4}, {0, 0, 1, 1});
  rows.add("specials", Column::float64("value", {-1.0, -2.0}));
  const FittedBinning found = fit(rows);
  const std::vector<double> woe = cells(found.tables, "bins", "woe");
  ASSERT_EQ(woe.size(), 5U);
  for (std::size_t bin = 2; bin < 5; ++bin) EXPECT_EQ(woe[bin], 0.0);
  EXPECT_TRUE(std::isnan(nullable_cells(found.tables, "bins", "rate")[4]));
  EXPECT_EQ(nullable_cells(found.tables, "bins", "lower")[2], -2.0);  // by value
}

TEST(Binning, StatusSaysWhyThereIsOneBin) {
  const auto status = [](const Given& rows, const BinningOptions& options = plain_options()) {
    return text_cells(fit(rows, options).tables, "features", "status")[0];
  };
  EXPECT_EQ(status(given({1, 2, 3, 4}, {0, 0, 1, 1})), "binned");
  EXPECT_EQ(status(given({5, 5, 5, kMissing}, {0, 0, 1, 1})), "constant");
  EXPECT_EQ(status(given({kMissing, kMissing}, {0, 1})), "no_values");
  EXPECT_EQ(status(given({1, 1, 2, 2}, {0, 1, 0, 1})), "single_bin");  // nothing to be had
  BinningOptions high;
  high.woe = WoeDirection::zeros_over_ones;
  high.min_ones = 2;
  EXPECT_EQ(status(given({1, 2, 3, 4}, {0, 0, 1, 1}), high), "single_bin");        // no split obeys
  EXPECT_EQ(status(given({1, 1, 2, 3}, {0, 1, 1, 0}, {1, 1, 0, 0})), "constant");  // by weight
  EXPECT_EQ(status(texts_with({"a", "a"}, {0, 1})), "constant");
  EXPECT_EQ(status(texts_with({"", ""}, {0, 1})), "no_values");
}

TEST(Binning, PreBinsHoldEqualWeight) {
  Rows rows;
  for (int row = 0; row < 1000; ++row) {
    rows.x.push_back((row * 617) % 1000);
    rows.outcomes.push_back(row % 3 == 0 ? 1 : 0);
  }
  BinningOptions options = plain_options();
  options.max_prebins = 10;
  options.trend = BinTrend::free;
  const FittedBinning found = fit(given(rows.x, rows.outcomes), options);
  EXPECT_EQ(found.tables.table("features").int32s("prebins")[0], 10);
  for (const double lower : nullable_cells(found.tables, "bins", "lower"))
    EXPECT_TRUE(std::isnan(lower) || std::fmod(lower, 100.0) == 0.0) << lower;
  // Listed cuts take their place, where they have rows between them.
  Given cut = given(rows.x, rows.outcomes);
  cut.add("cuts", texts("feature", {"x", "x", "x", "x"}));
  cut.add("cuts", Column::float64("value", {333.5, -5.0, 700.25, 333.75}));
  const FittedBinning at_cuts = fit(cut, options);
  EXPECT_EQ(at_cuts.tables.table("features").int32s("prebins")[0], 3);
  for (const double lower : nullable_cells(at_cuts.tables, "bins", "lower"))
    EXPECT_TRUE(std::isnan(lower) || lower == 333.5 || lower == 333.75 || lower == 700.25) << lower;
}

TEST(Binning, OrderOfRowsAndThreadsChangeNothing) {
  Rows rows = random_rows(11, 5000, 900);
  const FittedBinning first = fit(given(rows.x, rows.outcomes, rows.weights));
  std::vector<std::size_t> order(rows.x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937(3));
  Rows moved;
  for (const std::size_t row : order) {
    moved.x.push_back(rows.x[row]);
    moved.outcomes.push_back(rows.outcomes[row]);
    moved.weights.push_back(rows.weights[row]);
  }
  BinningOptions threaded = plain_options();
  threaded.threads = 3;
  const FittedBinning second = fit(given(moved.x, moved.outcomes, moved.weights), threaded);
  EXPECT_TRUE(same_bits(figures_of(first.tables), figures_of(second.tables)));
}

TEST(Binning, AWeightOfTwoIsTheRowTwiceAndOfNoneNoRow) {
  Rows rows = random_rows(12, 4000, 700);
  Rows repeated;
  for (std::size_t row = 0; row < rows.x.size(); ++row) {
    for (double copy = 0; copy < rows.weights[row]; ++copy) {
      repeated.x.push_back(rows.x[row]);
      repeated.outcomes.push_back(rows.outcomes[row]);
    }
  }
  const FittedBinning weighted = fit(given(rows.x, rows.outcomes, rows.weights));
  const FittedBinning plain = fit(given(repeated.x, repeated.outcomes));
  EXPECT_TRUE(same_bits(figures_of(weighted.tables), figures_of(plain.tables)));
}

TEST(Binning, ScaleAndPlaceMoveBoundsAlone) {
  Rows rows = random_rows(13, 3000, 500);
  Rows moved = rows;
  for (double& value : moved.x) value = 4 * value - 1024;
  const FittedBinning first = fit(given(rows.x, rows.outcomes));
  const FittedBinning second = fit(given(moved.x, moved.outcomes));
  const std::vector<double> before = nullable_cells(first.tables, "bins", "lower");
  const std::vector<double> after = nullable_cells(second.tables, "bins", "lower");
  ASSERT_EQ(before.size(), after.size());
  ASSERT_GT(before.size(), 3U);
  for (std::size_t bin = 1; bin + 1 < before.size(); ++bin) EXPECT_EQ(after[bin], 4 * before[bin] - 1024);
  for (const char* const name : {"weight", "ones", "woe", "iv"})
    EXPECT_TRUE(same_bits(cells(first.tables, "bins", name), cells(second.tables, "bins", name)));
}

TEST(Binning, ADroppedLimitNeverCostsValue) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Rows rows = random_rows(seed, 600, 60);
    BinningOptions options = plain_options();
    options.max_bins = 4;
    options.min_share = 0.1;
    options.min_ones = 15;
    options.min_zeros = 20;
    options.min_gain = 0.01;
    const double limited = feature_iv(fit(given(rows.x, rows.outcomes), options));
    const auto iv_with = [&](const std::function<void(BinningOptions&)>& drop) {
      BinningOptions freer = options;
      drop(freer);
      return feature_iv(fit(given(rows.x, rows.outcomes), freer));
    };
    const double slack = 1e-12;
    EXPECT_GE(iv_with([](BinningOptions& of) { of.max_bins = 50; }) + slack, limited);
    EXPECT_GE(iv_with([](BinningOptions& of) { of.min_gain = 0; }) + slack, limited);
    EXPECT_GE(iv_with([](BinningOptions& of) { of.min_gain = 0, of.min_share = 0; }) + slack, limited);
    EXPECT_GE(iv_with([](BinningOptions& of) { of.min_gain = 0, of.min_ones = 0; }) + slack, limited);
    EXPECT_GE(iv_with([](BinningOptions& of) { of.min_gain = 0, of.min_zeros = 0; }) + slack, limited);
    EXPECT_GE(iv_with([](BinningOptions& of) { of.min_gain = 0, of.trend = BinTrend::free; }) + slack,
              limited);
  }
}

TEST(Binning, RareCategoriesGoToOther) {
  std::vector<std::string> x(40, "a");
  std::vector<std::int32_t> outcomes(40, 0);
  for (std::size_t row = 20; row < 38; ++row) x[row] = "b", outcomes[row] = 1;
  x[38] = "rare";
  x[39] = "seldom";
  BinningOptions options = plain_options();
  EXPECT_EQ(text_cells(fit(texts_with(x, outcomes), options).tables, "bins", "kind").size(), 3U);
  options.other_share = 0.05;
  const FittedBinning found = fit(texts_with(x, outcomes), options);
  EXPECT_EQ(text_cells(found.tables, "bins", "categories"),
            (std::vector<std::string>{"a", "b", "rare, seldom", "null"}));
  EXPECT_EQ(found.tables.table("bins").int64s("count")[2], 2);
}

TEST(Binning, CategorySmoothingHoldsBackRareOnes) {
  // "b" has one row, a one: first by its plain rate, behind "c" when one row counts for little.
  std::vector<std::string> x(30, "a");
  std::vector<std::int32_t> outcomes(30, 0);
  for (std::size_t row = 15; row < 29; ++row) x[row] = "c", outcomes[row] = 1;
  outcomes[28] = 0;
  x[29] = "b";
  outcomes[29] = 1;
  BinningOptions options = plain_options();
  options.max_bins = 50;
  const auto last = [&](double smoothing) {
    options.category_smoothing = smoothing;
    return text_cells(fit(texts_with(x, outcomes), options).tables, "categories", "category").back();
  };
  EXPECT_EQ(last(0.0), "b");
  EXPECT_EQ(last(5.0), "c");
}

TEST(Binning, SettingsAreOfOneFeature) {
  Rows rows = random_rows(16, 500, 20);
  Given table = given(rows.x, rows.outcomes);
  table.add("features", numbers("y", rows.x));
  std::vector<std::int32_t> codes;
  for (std::size_t row = 0; row < rows.x.size(); ++row) codes.push_back(static_cast<std::int32_t>(row % 5));
  table.add("features", Column::int32("code", codes));
  table.add("settings", texts("feature", {"y", "code"}));
  table.add("settings", texts("trend", {"decreasing", ""}));
  table.add("settings", texts("type", {"", "categorical"}));
  const FittedBinning found = fit(table);
  EXPECT_EQ(text_cells(found.tables, "features", "type"),
            (std::vector<std::string>{"numeric", "numeric", "categorical"}));
  EXPECT_EQ(text_cells(found.tables, "features", "trend")[0], "increasing");
  EXPECT_NE(text_cells(found.tables, "features", "trend")[1], "increasing");
}

TEST(Binning, InputThatMeansNothingIsRefused) {
  EXPECT_EQ(fit_refusal(given({1, kInfinity}, {0, 1})), "invalid_data 1 features.x");
  Given special = given({1, kInfinity}, {0, 1});
  special.add("specials", Column::float64("value", {kInfinity}));
  EXPECT_EQ(fit_refusal(special), "accepted");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 2})), "invalid_data 1 outcomes.outcome");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 0})), "invalid_argument -1 outcomes.outcome");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1}, {1, 0})), "invalid_argument -1 outcomes.outcome");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1}, {1, -1})), "invalid_data 1 outcomes.weight");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1}, {1, kMissing})), "missing_value 1 outcomes.weight");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1}, {1, kInfinity})), "invalid_data 1 outcomes.weight");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1}, {1, 1e-200})), "invalid_data 1 outcomes.weight");
  EXPECT_EQ(fit_refusal(given({1, 2}, {0, 1, 1})), "ragged_columns -1 outcomes");
  Given twice = given({1, 2}, {0, 1});
  twice.add("specials", Column::float64("value", {3.0, 3.0}));
  EXPECT_EQ(fit_refusal(twice), "invalid_argument 1 specials.value");
  Given unknown = given({1, 2}, {0, 1});
  unknown.add("specials", texts("feature", {"z"}));
  unknown.add("specials", Column::float64("value", {3.0}));
  EXPECT_EQ(fit_refusal(unknown), "unknown_name 0 specials.feature");
  Given cut = given({1, 2}, {0, 1});
  cut.add("cuts", texts("feature", {"x"}));
  cut.add("cuts", Column::float64("value", {kInfinity}));
  EXPECT_EQ(fit_refusal(cut), "invalid_data 0 cuts.value");
  Given trend = texts_with({"a", "b"}, {0, 1});
  trend.add("settings", texts("feature", {"x"}));
  trend.add("settings", texts("trend", {"increasing"}));
  EXPECT_EQ(fit_refusal(trend), "invalid_argument 0 settings.trend");
  Given word = given({1, 2}, {0, 1});
  word.add("settings", texts("feature", {"x"}));
  word.add("settings", texts("trend", {"upward"}));
  EXPECT_EQ(fit_refusal(word), "unknown_name 0 settings.trend");
  Given large;
  large.add("features", Column::int64("x", {1, (std::int64_t{1} << 53) + 1}));
  large.add("outcomes", Column::int32("outcome", {0, 1}));
  EXPECT_EQ(fit_refusal(large), "invalid_data 1 features.x");
  Given day;
  day.add("features", Column::date("x", {1, 2}));
  day.add("outcomes", Column::int32("outcome", {0, 1}));
  EXPECT_EQ(fit_refusal(day), "wrong_type -1 features.x");
  Given none;
  none.add("outcomes", Column::int32("outcome", {0, 1}));
  EXPECT_EQ(fit_refusal(none), "missing_column -1 features");
}

TEST(Binning, OptionsHaveBounds) {
  const Given rows = given({1, 2}, {0, 1});
  const auto refuse = [&](const std::function<void(BinningOptions&)>& set) {
    BinningOptions options = plain_options();
    set(options);
    return fit_refusal(rows, options);
  };
  EXPECT_EQ(refuse([](BinningOptions& of) { of.woe = WoeDirection::not_set; }), "not_set -1 ");
  EXPECT_EQ(refuse([](BinningOptions& of) { of.trend = static_cast<BinTrend>(6); }), "invalid_argument -1 ");
  const std::vector<std::function<void(BinningOptions&)>> out_of_bounds = {
      [](BinningOptions& of) { of.max_bins = 0; },
      [](BinningOptions& of) { of.max_bins = 51; },
      [](BinningOptions& of) { of.max_prebins = 1; },
      [](BinningOptions& of) { of.max_prebins = 1001; },
      [](BinningOptions& of) { of.min_share = 0.51; },
      [](BinningOptions& of) { of.min_share = kMissing; },
      [](BinningOptions& of) { of.min_ones = -1; },
      [](BinningOptions& of) { of.min_zeros = kInfinity; },
      [](BinningOptions& of) { of.min_gain = -0.1; },
      [](BinningOptions& of) { of.smoothing = 0; },
      [](BinningOptions& of) { of.category_smoothing = -1; },
      [](BinningOptions& of) { of.other_share = 0.6; },
      [](BinningOptions& of) { of.threads = 257; }};
  for (const auto& set : out_of_bounds) EXPECT_EQ(refuse(set), "out_of_bounds -1 ");
}

}  // namespace
}  // namespace openitem::binning_test
