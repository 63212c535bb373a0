// Additive models: sums of parts, what is refused, and the same bits for any number of threads.

#include "openitem/additive.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "cpp/binning_rows.hpp"

namespace openitem::additive_test {
namespace {

using namespace binning_rows;
using namespace stats;

FittedAdditive fitted(const Given& from, const AdditiveOptions& options = {}) {
  const TableViews views(from.tables);
  return fit_additive(views.views(), options);
}

std::vector<double> log_odds_of(const AdditiveModel& model, const Given& rows, std::int32_t threads = 1) {
  const TableViews views(rows.tables);
  std::vector<double> found(static_cast<std::size_t>(rows.tables[0].rows()));
  additive_log_odds(model, views.views(), threads, found);
  return found;
}

/// Features x and region, an outcome that depends on both together, weights.
Given mixed_rows(std::size_t count) {
  Rows rows = random_rows(31, count, 200);
  std::vector<std::string> region;
  for (std::size_t row = 0; row < count; ++row) {
    region.push_back(row % 17 == 0 ? "" : std::string(1, static_cast<char>('a' + row * row % 5)));
    if (region.back() == "b") rows.outcomes[row] = 1 - rows.outcomes[row];
  }
  Given made = given(rows.x, rows.outcomes, rows.weights);
  made.add("features", texts("region", region));
  return made;
}

Given features_of(const Given& rows) {
  Given features;
  features.tables.push_back(rows.tables[0]);
  return features;
}

TEST(Additive, PredictionsAreTheSumOfTheParts) {
  const Given rows = mixed_rows(3000);
  const FittedAdditive found = fitted(rows, {.pairs = -1, .unseen = UnseenCategory::missing});
  ASSERT_EQ(found.model.pairs().size(), 1U);
  const Given features = features_of(rows);
  const Result bins = transform(found.model.binning(), features, BinningOutput::bin);
  const auto x = bins.table("rows").int32s("x"), region = bins.table("rows").int32s("region");
  const std::vector<double> log_odds = log_odds_of(found.model, features);
  const std::size_t width = found.model.values()[1].size();
  for (std::size_t row = 0; row < log_odds.size(); ++row) {
    const auto first = static_cast<std::size_t>(x[row]), second = static_cast<std::size_t>(region[row]);
    const double sum = found.model.intercept() + found.model.values()[0][first] +
                       found.model.values()[1][second] +
                       found.model.pairs()[0].values[first * width + second];
    ASSERT_NEAR(log_odds[row], sum, 1e-12) << row;
  }
  const TableViews views(features.tables);
  const Result predicted = predict_additive(found.model, views.views(), 3);
  const std::vector<double> again = cells(predicted, "rows", "log_odds");
  EXPECT_TRUE(same_bits(log_odds, again));
  const std::vector<double> probability = cells(predicted, "rows", "probability");
  for (std::size_t row = 0; row < again.size(); ++row)
    ASSERT_NEAR(probability[row], 1 / (1 + std::exp(-again[row])), 1e-15) << row;
  EXPECT_LT(cells(found.tables, "rounds", "validation_log_loss").back(), std::log(2.0));
}

TEST(Additive, AnyNumberOfThreadsGivesTheSameBits) {
  const Given rows = mixed_rows(70'000);
  const Given features = features_of(rows);
  AdditiveOptions options{.pairs = 1, .max_rounds = 8, .bags = 3};
  const FittedAdditive one = fitted(rows, options);
  options.threads = 5;
  const FittedAdditive five = fitted(rows, options);
  EXPECT_TRUE(same_bits(log_odds_of(one.model, features), log_odds_of(five.model, features, 5)));
  EXPECT_TRUE(same_bits(cells(one.tables, "values", "value"), cells(five.tables, "values", "value")));
  EXPECT_TRUE(
      same_bits(cells(one.tables, "pair_values", "value"), cells(five.tables, "pair_values", "value")));
}

TEST(Additive, AModelIsDescribedByItsTables) {
  const Given rows = mixed_rows(500);
  const FittedAdditive found = fitted(rows, {.pairs = 1});
  const Result described = describe_additive(found.model);
  EXPECT_EQ(cells(described, "model", "value"), std::vector<double>{found.model.intercept()});
  EXPECT_EQ(cells(described, "values", "value"), cells(found.tables, "values", "value"));
  EXPECT_EQ(cells(described, "pair_values", "value"), cells(found.tables, "pair_values", "value"));
  EXPECT_EQ(text_cells(described, "pairs", "second"), std::vector<std::string>{"region"});
}

TEST(Additive, RefusesWhatItCannotDo) {
  const Given rows = mixed_rows(300);
  const auto refused = [&](const AdditiveOptions& options) {
    return refusal([&] { fitted(rows, options); });
  };
  EXPECT_EQ(refused({.max_bins = 1}), "out_of_bounds -1 ");
  EXPECT_EQ(refused({.learning_rate = std::numeric_limits<double>::quiet_NaN()}), "out_of_bounds -1 ");
  EXPECT_EQ(refused({.validation_share = 0.0}), "invalid_argument -1 ");
  EXPECT_EQ(refused({.validation_share = 0.001}), "invalid_argument -1 outcomes.outcome");
  EXPECT_EQ(refused({.unseen = static_cast<UnseenCategory>(9)}), "invalid_argument -1 ");
  EXPECT_EQ(refused({.threads = 257}), "out_of_bounds -1 ");
  const FittedAdditive found = fitted(rows);
  const Given features = features_of(rows);
  const TableViews views(features.tables);
  std::vector<double> few(3);
  EXPECT_EQ(refusal([&] { additive_log_odds(found.model, views.views(), 1, few); }), "invalid_argument -1 ");
  EXPECT_EQ(refusal([&] { log_odds_of(found.model, features_only({1.0})); }),
            "missing_column -1 features.region");
}

}  // namespace
}  // namespace openitem::additive_test
