// Scorecards from rows: figures by hand, the score equations, what an additive model lacks, choices and what is refused.

#include "openitem/scorecard_fit.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <random>

#include "binning_rows.hpp"
#include "openitem/scorecard_validation.hpp"

namespace openitem::scorecard_fit_test {
namespace {

using binning_rows::cells;
using binning_rows::Given;
using binning_rows::kMissing;
using binning_rows::nullable_cells;
using binning_rows::numbers;
using binning_rows::same_bits;
using binning_rows::text_cells;
using binning_rows::texts;
using namespace credit;

constexpr double kFactor = 28.853900817779268, kOffset = 487.1228762045055;  // 20 points, 600 at 50 to 1

FittedScorecard fit_card(const Given& from, const ScorecardOptions& options = {}) {
  const TableViews views(from.tables);
  return fit_scorecard(views.views(), options);
}

Result score_of(const Scorecard& card, const Table& features) {
  const std::array<Table, 1> tables = {features};
  const TableViews views(tables);
  return score(card, views.views());
}

/// 1 of 4 bad at 0, 3 of 4 at 40.
Given eight_rows() {
  Given rows;
  rows.add("features", numbers("late", {0, 0, 0, 0, 40, 40, 40, 40}));
  rows.add("outcomes", Column::int32("outcome", {0, 0, 0, 1, 1, 1, 1, 0}));
  return rows;
}

ScorecardOptions plain_fit() {
  ScorecardOptions options;
  options.binning.min_share = 0.0;
  options.points.decimals = -1;
  return options;
}

Given random_rows(std::size_t rows, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<double> x, y, weights;
  std::vector<std::string> region;
  std::vector<std::int32_t> outcomes;
  for (std::size_t row = 0; row < rows; ++row) {
    x.push_back(random() % 10 == 0 ? kMissing : static_cast<double>(random() % 100));
    y.push_back(static_cast<double>(random() % 50));
    region.push_back(random() % 3 == 0 ? "north" : "south");
    const double risk =
        (std::isnan(x.back()) ? 40.0 : x.back()) + y.back() + (region.back() == "north" ? 30 : 0);
    outcomes.push_back(static_cast<double>(random() % 180) < risk ? 1 : 0);
    weights.push_back(static_cast<double>(random() % 3));
  }
  Given made;
  made.add("features", numbers("x", x));
  made.add("features", numbers("y", y));
  made.add("features", texts("region", region));
  made.add("outcomes", Column::int32("outcome", outcomes));
  made.add("outcomes", Column::float64("weight", weights));
  return made;
}

void expect_refused(const std::function<void()>& call, Status status, std::string_view part) {
  try {
    call();
    ADD_FAILURE() << "not refused: " << part;
  } catch (const Error& failure) {
    EXPECT_EQ(failure.status(), status) << failure.what();
    EXPECT_NE(std::string_view(failure.what()).find(part), std::string_view::npos) << failure.what();
  }
}

TEST(ScorecardFit, EightRowsByHand) {
  const FittedScorecard fitted = fit_card(eight_rows(), plain_fit());
  const double points = kFactor * std::log(3.0);
  EXPECT_NEAR(fitted.card.parts().base_points, kOffset, 1e-9);
  EXPECT_NEAR(fitted.card.parts().features[0].points[0], points, 1e-9);
  EXPECT_NEAR(fitted.card.parts().features[0].points[1], -points, 1e-9);
  EXPECT_EQ(fitted.card.parts().features[0].points[2], 0.0);  // missing: nobody was
  EXPECT_NEAR(fitted.card.parts().features[0].mean, 0.0, 1e-9);
  EXPECT_NEAR(fitted.model.intercept(), 0.0, 1e-12);
  EXPECT_NEAR(fitted.model.values()[0][1], std::log(3.0), 1e-12);
  EXPECT_EQ(text_cells(fitted.tables, "features", "choice"), std::vector<std::string>{"chosen"});
  EXPECT_NEAR(cells(fitted.tables, "proof", "value")[2], 0.0, 1e-9);
  EXPECT_NEAR(cells(fitted.tables, "fit", "auc")[0], 0.75, 1e-12);
  EXPECT_NEAR(cells(fitted.tables, "fit", "auc_of_points")[0], 0.75, 1e-12);
  // PDs of the rows are their bins' rates.
  const Result rows = score_of(fitted.card, eight_rows().tables[0]);
  EXPECT_NEAR(cells(rows, "rows", "pd")[0], 0.25, 1e-12);
  EXPECT_NEAR(cells(rows, "rows", "pd")[7], 0.75, 1e-12);
}

TEST(ScorecardFit, ScoreEquationsHoldInEveryFeature) {
  const Given rows = random_rows(3'000, 5);
  const FittedScorecard fitted = fit_card(rows, plain_fit());
  const std::vector<double> pds = cells(score_of(fitted.card, rows.tables[0]), "rows", "pd");
  const TableViews views(std::span(rows.tables).first(1));
  const Result woe = transform_binning(fitted.model.binning(), views.views(), stats::BinningOutput::woe);
  const std::span<const std::int32_t> outcomes = rows.tables[1].int32s("outcome");
  const std::span<const double> weights = rows.tables[1].column("weight").float64s();
  for (const char* const name : {"x", "y", "region"}) {
    const std::span<const double> evidence = woe.table("rows").column(name).float64s();
    double sum = 0.0, left = 0.0;
    for (std::size_t row = 0; row < pds.size(); ++row) {
      left += weights[row] * (outcomes[row] - pds[row]);
      sum += weights[row] * evidence[row] * (outcomes[row] - pds[row]);
    }
    EXPECT_NEAR(left, 0.0, 1e-6);
    EXPECT_NEAR(sum, 0.0, 1e-6) << name;
  }
}

TEST(ScorecardFit, ThreadsChangeNoBit) {
  const Given rows = random_rows(70'000, 9);
  ScorecardOptions one = plain_fit(), four = plain_fit();
  one.classes = RatingClassOptions{};
  four.classes = RatingClassOptions{};
  four.threads = 4;
  four.binning.threads = 4;
  const FittedScorecard a = fit_card(rows, one), b = fit_card(rows, four);
  EXPECT_EQ(scorecard_to_json(a.card), scorecard_to_json(b.card));
  for (const char* const column : {"points", "value", "woe"})
    EXPECT_TRUE(
        same_bits(nullable_cells(a.tables, "bins", column), nullable_cells(b.tables, "bins", column)));
  EXPECT_TRUE(same_bits(cells(a.tables, "classes", "pd"), cells(b.tables, "classes", "pd")));
}

TEST(ScorecardFit, MeansOfACardOfAnAdditiveModel) {
  const Given rows = random_rows(500, 3);
  const FittedScorecard fitted = fit_card(rows);
  const Scorecard bare = scorecard_of(fitted.model);
  EXPECT_TRUE(std::isnan(bare.parts().features[0].mean));
  Given with;
  for (const Column& column : rows.tables[0].columns()) with.add("features", column);
  with.add("weights", rows.tables[1].column("weight"));
  const TableViews views(with.tables);
  const Scorecard card = with_means(bare, views.views());
  for (std::size_t at = 0; at < 3; ++at)
    EXPECT_EQ(card.parts().features[at].mean, fitted.card.parts().features[at].mean);
  EXPECT_EQ(scorecard_to_json(with_means(bare, views.views(), 3)), scorecard_to_json(card));
  expect_refused([&] { static_cast<void>(with_means(bare, views.views(), 300)); }, Status::out_of_bounds,
                 "threads");
  Given none;
  for (const Column& column : rows.tables[0].columns()) none.add("features", column);
  none.add("weights", Column::float64("weight", std::vector<double>(500, 0.0)));
  const TableViews no_weight(none.tables);
  expect_refused([&] { static_cast<void>(with_means(bare, no_weight.views())); }, Status::invalid_argument,
                 "weight above 0");
}

TEST(ScorecardFit, OptionsAreChecked) {
  const auto refused = [](const std::function<void(ScorecardOptions&)>& change, Status status,
                          std::string_view part) {
    expect_refused(
        [&] {
          ScorecardOptions options = plain_fit();
          change(options);
          static_cast<void>(fit_card(eight_rows(), options));
        },
        status, part);
  };
  refused([](auto& options) { options.binning.woe = stats::WoeDirection::ones_over_zeros; },
          Status::invalid_argument, "zeros_over_ones");
  refused([](auto& options) { options.wrong_sign = static_cast<WrongSign>(7); }, Status::invalid_argument,
          "wrong_sign");
  refused([](auto& options) { options.min_iv = std::nan(""); }, Status::out_of_bounds, "min_iv");
  refused([](auto& options) { options.ridge = -1.0; }, Status::out_of_bounds, "ridge");
  refused([](auto& options) { options.threads = -1; }, Status::out_of_bounds, "threads");
  refused([](auto& options) { options.points.decimals = 10; }, Status::out_of_bounds, "decimals");
  refused([](auto& options) { options.points.orientation = OddsOrientation::not_set; }, Status::not_set,
          "orientation");
  refused(
      [](auto& options) {
        options.classes = RatingClassOptions{.direction = ScoreDirection::higher_is_worse};
      },
      Status::invalid_argument, "direction");
  refused(
      [](auto& options) {
        options.classes = RatingClassOptions{.direction = static_cast<ScoreDirection>(2)};
      },
      Status::invalid_argument, "direction");
  refused([](auto& options) { options.classes = RatingClassOptions{.pd = static_cast<ClassPd>(2)}; },
          Status::invalid_argument, "pd");
}

TEST(ScorecardFit, NamesOfChoices) {
  EXPECT_EQ(name_of(WrongSign::drop), "drop");
  EXPECT_EQ(name_of(static_cast<WrongSign>(2)), "");
  EXPECT_EQ(name_of(ScoreDirection::higher_is_worse), "higher_is_worse");
  EXPECT_EQ(name_of(ClassPd::predicted), "predicted");
}

TEST(ScorecardFit, TablesNobodyKnowsAreRefused) {
  Given rows = eight_rows();
  rows.add("note", texts("name", {"a"}));
  expect_refused([&] { static_cast<void>(fit_card(rows)); }, Status::unknown_name, "note");
  Given notes = eight_rows();
  notes.add("notes", texts("name", {"", "b"}));
  notes.add("notes", texts("text", {"x", "y"}));
  expect_refused([&] { static_cast<void>(fit_card(notes)); }, Status::missing_value, "name of a note");
}

}  // namespace
}  // namespace openitem::scorecard_fit_test
