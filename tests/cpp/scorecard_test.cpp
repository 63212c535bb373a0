// Scorecards: points from log odds, sums, PDs, classes and reasons counted by hand, what tables and JSON give back, what is refused.

#include "openitem/scorecard.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <random>

#include "binning_rows.hpp"

namespace openitem::scorecard_test {
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
using stats::Bin;
using stats::BinKind;

/// late: below 30, 30 to 60, 60 and more, -1 = never asked, missing. region: north and east, south, other, missing.
stats::Binning two_features() {
  stats::BinnedFeature late{.name = "late",
                            .bins = {{.upper = 30.0, .woe = 0.5},
                                     {.lower = 30.0, .upper = 60.0},
                                     {.lower = 60.0, .woe = -1.25},
                                     {.kind = BinKind::special, .lower = -1.0, .upper = -1.0},
                                     {.kind = BinKind::missing}}};
  stats::BinnedFeature region{.name = "region",
                              .type = stats::FeatureType::categorical,
                              .bins = {{.kind = BinKind::categories, .categories = {"east", "north"}},
                                       {.kind = BinKind::categories, .categories = {"south"}},
                                       {.kind = BinKind::other},
                                       {.kind = BinKind::missing}}};
  return {{late, region}, stats::UnseenCategory::other};
}

ScorecardParts full_parts() {
  ScorecardParts parts{.binning = two_features(), .base_points = 500.0};
  parts.features = {{.points = {60.0, 35.5, 0.0, 20.0, 10.0}, .mean = 40.0},
                    {.points = {30.0, 10.0, 5.0, 0.1}, .mean = 12.5}};
  std::vector<double> pair(20);
  for (std::size_t at = 0; at < pair.size(); ++at) pair[at] = static_cast<double>(at % 4) - 2.0;
  parts.pairs = {{.first = 0, .second = 1, .points = pair}};
  parts.scale = points_scaling(20.0, 600.0, 50.0, OddsOrientation::good_to_bad);
  parts.classes = {
      {.name = "C", .pd = 0.2}, {.name = "B", .lower = 520.0}, {.name = "A", .lower = 560.0, .pd = 0.01}};
  parts.notes = {{"bad", "90 days, \"ever\"\n\\ \x01 \xC3\xA4"}, {"rows", ""}};
  return parts;
}

Given rows_of(const std::vector<double>& late, const std::vector<std::string>& regions) {
  Given rows;
  rows.add("features", numbers("late", late));
  rows.add("features", texts("region", regions));
  return rows;
}

Result scores(const Scorecard& card, const Given& rows, const ScoreOptions& options = {}) {
  const TableViews views(rows.tables);
  return score(card, views.views(), options);
}

/// "status": what building, reading or scoring is refused with, and where.
using binning_rows::refusal;

const Given& six_rows() {
  static const Given rows =
      rows_of({29.99, 30, 60, -1, kMissing, 1000}, {"north", "south", "west", "", "east", "north"});
  return rows;
}

TEST(Scorecard, AddsBasePointsFeaturesAndPairs) {
  // Pairs: -2, -1, 0, 1 by the bin of the region.
  const Result result = scores(Scorecard(full_parts()), six_rows(), {.points = 1});
  EXPECT_EQ(cells(result, "rows", "score"),
            (std::vector<double>{588.0, 544.5, 505.0, 500.0 + 20.0 + 0.1 + 1.0, 538.0, 528.0}));
  EXPECT_EQ(cells(result, "rows", "points_late"), (std::vector<double>{60, 35.5, 0, 20, 10, 0}));
  EXPECT_EQ(cells(result, "rows", "points_region"), (std::vector<double>{30, 10, 5, 0.1, 30, 30}));
  EXPECT_EQ(cells(result, "rows", "points_late x region"), (std::vector<double>{-2, -1, 0, 1, -2, -2}));
  EXPECT_EQ(text_cells(result, "rows", "class"), (std::vector<std::string>{"A", "B", "C", "B", "B", "B"}));
  const std::vector<double> pds = nullable_cells(result, "rows", "class_pd");
  EXPECT_EQ(pds[0], 0.01);
  EXPECT_TRUE(std::isnan(pds[1]));
  EXPECT_EQ(pds[2], 0.2);
}

TEST(Scorecard, ClassesBeginAtTheirLowerBound) {
  ScorecardParts parts = full_parts();
  parts.pairs.clear();
  parts.features[1].points = {0, 0, 0, 0};
  parts.features[0].points = {20, 60, 19, 59, 0};
  const Result result = scores(Scorecard(parts), six_rows());
  EXPECT_EQ(text_cells(result, "rows", "class"), (std::vector<std::string>{"B", "A", "C", "B", "C", "C"}));
}

TEST(Scorecard, PdIsThatOfTheScoreOnTheScale) {
  ScorecardParts parts = full_parts();
  for (const OddsOrientation way : {OddsOrientation::good_to_bad, OddsOrientation::bad_to_good}) {
    parts.scale = points_scaling(way == OddsOrientation::good_to_bad ? 20.0 : -20.0, 600.0,
                                 way == OddsOrientation::good_to_bad ? 50.0 : 0.02, way);
    const Result result = scores(Scorecard(parts), six_rows());
    const std::vector<double> score_of = cells(result, "rows", "score");
    std::vector<double> odds(6), pds(6);
    odds_of_scores(*parts.scale, score_of, odds);
    pds_of_odds(way, odds, pds);
    EXPECT_TRUE(same_bits(cells(result, "rows", "pd"), pds));
    for (std::size_t row = 0; row < 6; ++row) {
      // 600 points = 50 to 1, doubled every 20 points.
      EXPECT_NEAR(pds[row], 1.0 / (1.0 + 50.0 * std::exp2((score_of[row] - 600.0) / 20.0)), 1e-14);
    }
  }
  parts.scale.reset();
  EXPECT_FALSE(scores(Scorecard(parts), six_rows()).table("rows").has_column("pd"));
}

TEST(Scorecard, NamesWhatCostThePoints) {
  const Scorecard card(full_parts());
  const Result best = scores(card, six_rows(), {.reasons = 4});
  // Best: late 60, region 30, pair 1.
  EXPECT_EQ(text_cells(best, "rows", "reason_1"),
            (std::vector<std::string>{"late x region", "late", "late", "late", "late", "late"}));
  EXPECT_EQ(nullable_cells(best, "rows", "reason_1_points"), (std::vector<double>{3, 24.5, 60, 40, 50, 60}));
  EXPECT_EQ(
      text_cells(best, "rows", "reason_2"),
      (std::vector<std::string>{"null", "region", "region", "region", "late x region", "late x region"}));
  EXPECT_EQ(text_cells(best, "rows", "reason_3"),
            (std::vector<std::string>{"null", "late x region", "late x region", "null", "null", "null"}));
  EXPECT_EQ(text_cells(best, "rows", "reason_4"), (std::vector<std::string>(6, "null")));
  EXPECT_TRUE(best.table("rows").column("reason_4_points").is_null(0));
  const Result mean = scores(card, six_rows(), {.reasons = 2, .baseline = ReasonBaseline::mean});
  // Means: late 40, region 12.5, pair 0.
  EXPECT_EQ(text_cells(mean, "rows", "reason_1"),
            (std::vector<std::string>{"late x region", "late", "late", "late", "late", "late"}));
  EXPECT_EQ(
      text_cells(mean, "rows", "reason_2"),
      (std::vector<std::string>{"null", "region", "region", "region", "late x region", "late x region"}));
  EXPECT_EQ(nullable_cells(mean, "rows", "reason_2_points")[1], 2.5);
}

TEST(Scorecard, EqualLossesKeepTheOrderOfFeatures) {
  ScorecardParts parts = full_parts();
  parts.features[0].points = {10, 0, 0, 0, 0};
  parts.features[1].points = {10, 0, 0, 0};
  parts.pairs[0].points.assign(20, 0.0);
  parts.pairs[0].points[0] = 10.0;
  const Given row = rows_of({30}, {"south"});
  for (const std::int32_t reasons : {1, 2, 3}) {
    const Result result = scores(Scorecard(parts), row, {.reasons = reasons});
    const std::vector<std::string> expected = {"late", "region", "late x region"};
    for (std::int32_t place = 0; place < reasons; ++place) {
      const std::string name = "reason_" + std::to_string(place + 1);
      EXPECT_EQ(text_cells(result, "rows", name.c_str())[0], expected[static_cast<std::size_t>(place)]);
    }
  }
}

TEST(Scorecard, ThreadsAndCutsNeverChangeABit) {
  std::mt19937 random(7);
  std::vector<double> late;
  std::vector<std::string> regions;
  const std::vector<std::string> names = {"north", "east", "south", "west", ""};
  for (int row = 0; row < 140'000; ++row) {
    late.push_back(random() % 9 == 0 ? kMissing : static_cast<double>(random() % 90) - 1.0);
    regions.push_back(names[random() % names.size()]);
  }
  const Scorecard card(full_parts());
  const Given rows = rows_of(late, regions);
  const Result one = scores(card, rows, {.reasons = 3, .points = 1});
  const Result four = scores(card, rows, {.reasons = 3, .points = 1, .threads = 4});
  for (const Column& column : one.table("rows").columns()) {
    const std::string name = column.name();
    if (column.type() == ColumnType::float64) {
      EXPECT_TRUE(same_bits(cells(one, "rows", name.c_str()), cells(four, "rows", name.c_str()))) << name;
    } else {
      EXPECT_EQ(text_cells(one, "rows", name.c_str()), text_cells(four, "rows", name.c_str())) << name;
    }
  }
  const std::vector<double> all = cells(one, "rows", "score");
  for (const std::size_t row : {0U, 1023U, 1024U, 65'535U, 65'536U, 139'999U}) {
    const Result alone = scores(card, rows_of({late[row]}, {regions[row]}));
    EXPECT_EQ(cells(alone, "rows", "score")[0], all[row]);
  }
}

TEST(Scorecard, TheFirstBadRowIsNamed) {
  const Scorecard card(full_parts());
  std::vector<double> late(3000, 5.0);
  std::vector<std::string> regions(3000, "north");
  ScorecardParts strict = full_parts();
  strict.binning = {{strict.binning.features().begin(), strict.binning.features().end()},
                    stats::UnseenCategory::error};
  late[1100] = HUGE_VAL;
  regions[1090] = "west";
  for (const std::int32_t threads : {1, 3}) {
    EXPECT_EQ(refusal([&] { (void)scores(Scorecard(strict), rows_of(late, regions), {.threads = threads}); }),
              "invalid_data 1090 features.region");
    EXPECT_EQ(refusal([&] { (void)scores(card, rows_of(late, regions), {.threads = threads}); }),
              "invalid_data 1100 features.late");
  }
}

TEST(Scorecard, RefusesInputsAndOptions) {
  const Scorecard card(full_parts());
  Given rows = rows_of({1}, {"north"});
  EXPECT_EQ(refusal([&] { (void)scores(card, rows, {.reasons = 21}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scores(card, rows, {.reasons = -1}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scores(card, rows, {.points = 2}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scores(card, rows, {.threads = 257}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scores(card, rows, {.baseline = static_cast<ReasonBaseline>(2)}); }),
            "invalid_argument -1 ");
  ScorecardParts parts = full_parts();
  parts.features[1].mean = kMissing;
  EXPECT_EQ(refusal([&] {
              (void)scores(Scorecard(parts), rows, {.reasons = 1, .baseline = ReasonBaseline::mean});
            }),
            "invalid_argument -1 ");
  EXPECT_EQ(refusal([&] { (void)scores(Scorecard(parts), rows, {.baseline = ReasonBaseline::mean}); }),
            "accepted");
  rows.add("features", numbers("age", {40}));
  EXPECT_EQ(refusal([&] { (void)scores(card, rows); }), "unknown_name -1 features.age");
  Given few;
  few.add("features", numbers("late", {1}));
  EXPECT_EQ(refusal([&] { (void)scores(card, few); }).substr(0, 14), "missing_column");
  Given swapped;
  swapped.add("features", texts("late", {"1"}));
  swapped.add("features", texts("region", {"north"}));
  EXPECT_EQ(refusal([&] { (void)scores(card, swapped); }), "wrong_type -1 features.late");
}

TEST(Scorecard, NoRowsGiveNoScores) {
  const Result result = scores(Scorecard(full_parts()), rows_of({}, {}), {.reasons = 2, .points = 1});
  EXPECT_EQ(result.table("rows").rows(), 0);
  EXPECT_TRUE(result.table("rows").has_column("reason_2_points"));
}

/// What a change of the parts is refused with.
std::string refused(const std::function<void(ScorecardParts&)>& change) {
  ScorecardParts parts = full_parts();
  change(parts);
  return refusal([&] { const Scorecard card(std::move(parts)); });
}

TEST(Scorecard, RefusesPartsThatCannotBe) {
  const std::string argument = "invalid_argument -1 ";
  EXPECT_EQ(refused([](ScorecardParts&) {}), "accepted");
  EXPECT_EQ(refused([](ScorecardParts& p) { p.base_points = HUGE_VAL; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.features.pop_back(); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.features[0].points.pop_back(); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.features[0].points[1] = kMissing; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.features[0].points[1] = 1.1e300; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.features[0].mean = HUGE_VAL; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs[0].second = 0; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs[0].second = 2; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs[0].first = -1; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { std::swap(p.pairs[0].first, p.pairs[0].second); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs.push_back(p.pairs[0]); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs[0].points.pop_back(); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.pairs[0].points[3] = kMissing; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[0].lower = 0.0; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].lower = 520.0; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].lower = kMissing; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].name = "C"; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].name.clear(); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].pd = 1.5; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[2].pd = 0.3; }),
            argument);  // rises, on the scale it falls
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[1].pd = 0.001; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.notes[1].first = "bad"; }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.notes[1].first.clear(); }), argument);
  EXPECT_EQ(refused([](ScorecardParts& p) { p.notes[1].second = "\xFF"; }), "invalid_text -1 ");
  EXPECT_EQ(refused([](ScorecardParts& p) { p.classes[1].name = std::string("B\0", 2); }),
            "invalid_text -1 ");
  EXPECT_EQ(refused([](ScorecardParts& p) { p.scale->orientation = OddsOrientation::not_set; }),
            "not_set -1 ");
  EXPECT_EQ(refused([](ScorecardParts& p) { p.scale->factor = 0.0; }), "out_of_bounds -1 ");
}

TEST(Scorecard, WithoutAScaleClassesRunEitherWay) {
  EXPECT_EQ(refused([](ScorecardParts& p) {
              p.scale.reset();
              p.classes[2].pd = 0.3;
            }),
            "accepted");
  EXPECT_EQ(refused([](ScorecardParts& p) {
              p.scale.reset();
              p.classes[1].pd = 0.3;
            }),
            "invalid_argument -1 ");
}

TEST(Scorecard, APairIsNotCalledLikeAFeature) {
  stats::BinnedFeature a{.name = "a", .bins = {Bin{}}}, b{.name = "b", .bins = {Bin{}}},
      ab{.name = "a x b", .bins = {Bin{}}};
  ScorecardParts parts{.binning = {{a, b, ab}, stats::UnseenCategory::error}};
  parts.features.assign(3, {.points = {1.0}});
  parts.pairs = {{.first = 0, .second = 1, .points = {1.0}}};
  EXPECT_EQ(refusal([&] { const Scorecard card(parts); }), "invalid_argument -1 ");
}

// ---- points from log odds ----------------------------------------------------------------------------

stats::AdditiveModel small_model() {
  return {two_features(),
          -3.0,
          {{-0.7, 0.1, 1.2, 0.0, 0.3}, {-0.2, 0.05, 0.4, 0.0}},
          {{.first = 0, .second = 1, .values = std::vector<double>(20, 0.01)}}};
}

TEST(ScorecardOf, PointsAreScaledLogOdds) {
  const double factor = 20.0 / std::log(2.0), offset = 600.0 - factor * std::log(50.0);
  const Scorecard card = scorecard_of(small_model(), {.decimals = -1});
  EXPECT_NEAR(card.parts().base_points, offset + factor * 3.0, 1e-10);
  EXPECT_NEAR(card.parts().features[0].points[2], -1.2 * factor, 1e-11);
  EXPECT_NEAR(card.parts().pairs[0].points[19], -0.01 * factor, 1e-12);
  // The PD of a row is that of the model.
  const Result result = scores(card, rows_of({70}, {"south"}));
  EXPECT_NEAR(cells(result, "rows", "pd")[0], 1.0 / (1.0 + std::exp(3.0 - 1.2 - 0.05 - 0.01)), 1e-13);
  // Odds of bad to good: the same scores with the sign of pdo and the odds turned.
  const Scorecard turned = scorecard_of(
      small_model(),
      {.pdo = -20.0, .base_odds = 0.02, .orientation = OddsOrientation::bad_to_good, .decimals = -1});
  EXPECT_NEAR(turned.parts().features[0].points[2], -1.2 * factor, 1e-11);
  EXPECT_NEAR(cells(scores(turned, rows_of({70}, {"south"})), "rows", "pd")[0],
              cells(result, "rows", "pd")[0], 1e-13);
}

TEST(ScorecardOf, PointsAreRounded) {
  const double factor = 20.0 / std::log(2.0);
  const Scorecard whole = scorecard_of(small_model());
  EXPECT_EQ(whole.parts().features[0].points,
            (std::vector<double>{std::round(0.7 * factor), std::round(-0.1 * factor),
                                 std::round(-1.2 * factor), 0.0, std::round(-0.3 * factor)}));
  const Scorecard tenths = scorecard_of(small_model(), {.decimals = 1});
  EXPECT_EQ(tenths.parts().features[0].points[0], 20.2);  // 20.1977
  EXPECT_FALSE(std::signbit(tenths.parts().features[0].points[3]));
  // Half away from zero: half a point per unit of log odds.
  const double half = 0.5 * std::log(2.0) / 20.0;
  const stats::AdditiveModel halves(two_features(), 0.0,
                                    {{half * 1.0000001, -half * 1.0000001, 0, 0, 0}, {0, 0, 0, 0}});
  EXPECT_EQ(scorecard_of(halves).parts().features[0].points, (std::vector<double>{-1, 1, 0, 0, 0}));
}

TEST(ScorecardOf, BasePointsMayBeSpread) {
  const Scorecard plain = scorecard_of(small_model(), {.decimals = -1});
  const Scorecard spread = scorecard_of(small_model(), {.decimals = -1, .spread_base = 1});
  EXPECT_EQ(spread.parts().base_points, 0.0);
  EXPECT_NEAR(spread.parts().features[1].points[3], plain.parts().base_points / 2.0, 1e-10);
  const Given row = rows_of({70}, {"south"});
  EXPECT_NEAR(cells(scores(spread, row), "rows", "score")[0], cells(scores(plain, row), "rows", "score")[0],
              1e-10);
}

TEST(ScorecardOf, RefusesOptions) {
  const stats::AdditiveModel model = small_model();
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.decimals = 10}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.decimals = -2}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.spread_base = 2}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.pdo = 0.0}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.base_score = 1e10}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.base_odds = 0.0}); }), "out_of_bounds -1 ");
  EXPECT_EQ(refusal([&] { (void)scorecard_of(model, {.orientation = OddsOrientation::not_set}); }),
            "not_set -1 ");
  const stats::AdditiveModel huge(two_features(), 0.0, {{1e307, 0, 0, 0, 0}, {0, 0, 0, 0}});
  EXPECT_EQ(refusal([&] { (void)scorecard_of(huge); }), "invalid_argument -1 ");
}

TEST(AdditiveModel, RefusesPartsThatCannotBe) {
  const std::string argument = "invalid_argument -1 ";
  const std::vector<std::vector<double>> zeros = {std::vector<double>(5), std::vector<double>(4)};
  const auto refused_model = [&](double intercept, std::vector<std::vector<double>> values,
                                 std::vector<stats::AdditivePair> pairs) {
    return refusal([&] {
      const stats::AdditiveModel model(two_features(), intercept, std::move(values), std::move(pairs));
    });
  };
  EXPECT_EQ(refused_model(0.0, zeros, {}), "accepted");
  EXPECT_EQ(refused_model(kMissing, zeros, {}), argument);
  EXPECT_EQ(refused_model(0.0, {zeros[0]}, {}), argument);
  EXPECT_EQ(refused_model(0.0, {zeros[1], zeros[0]}, {}), argument);
  EXPECT_EQ(refused_model(0.0, {zeros[0], {0, 0, HUGE_VAL, 0}}, {}), argument);
  EXPECT_EQ(refused_model(0.0, zeros, {{.first = 1, .second = 0, .values = std::vector<double>(20)}}),
            argument);
  EXPECT_EQ(refused_model(0.0, zeros, {{.first = 0, .second = 1, .values = std::vector<double>(19)}}),
            argument);
}

// ---- tables --------------------------------------------------------------------------------------------

Scorecard reread(const Scorecard& card) {
  const Result described = describe_scorecard(card);
  const TableViews views(described.tables());
  return read_scorecard(views.views());
}

TEST(ScorecardTables, GiveTheSameCard) {
  const Scorecard card(full_parts());
  EXPECT_EQ(scorecard_to_json(reread(card)), scorecard_to_json(card));
  ScorecardParts plain = full_parts();
  plain.scale.reset();
  plain.pairs.clear();
  plain.classes.clear();
  plain.notes.clear();
  plain.features[0].mean = kMissing;
  plain.base_points = -0.0;
  EXPECT_EQ(scorecard_to_json(reread(Scorecard(plain))), scorecard_to_json(Scorecard(plain)));
}

Given typed_card() {
  Given given;
  given.add("card", texts("feature", {"late", "late", "late"}));
  given.add("card", Column::int32("bin", {0, 1, 2}));
  given.add("card", texts("kind", {"interval", "interval", "missing"}));
  given.add("card", numbers("lower", {kMissing, 30, kMissing}));
  given.add("card", numbers("upper", {30, kMissing, kMissing}));
  given.add("card", numbers("points", {40, 5, 10}));
  return given;
}

std::string refused_tables(const Given& given) {
  const TableViews views(given.tables);
  return refusal([&] { (void)read_scorecard(views.views()); });
}

TEST(ScorecardTables, WeightsMultiplyPoints) {
  Given given = typed_card();
  given.add("features", texts("feature", {"late"}));
  given.add("features", numbers("weight", {0.25}));
  const TableViews views(given.tables);
  const Scorecard card = read_scorecard(views.views());
  EXPECT_EQ(card.parts().features[0].points, (std::vector<double>{10, 1.25, 2.5}));
  EXPECT_EQ(card.parts().base_points, 0.0);
  EXPECT_FALSE(card.parts().scale.has_value());
  EXPECT_TRUE(std::isnan(card.parts().features[0].mean));
}

TEST(ScorecardTables, RefuseWhatCannotBeRead) {
  const auto with = [](const std::string& table, const std::vector<Column>& columns) {
    Given given = typed_card();
    for (const Column& column : columns) given.add(table, column);
    return refused_tables(given);
  };
  EXPECT_EQ(refused_tables(typed_card()), "accepted");
  EXPECT_EQ(refused_tables({}).substr(0, 14), "missing_column");
  EXPECT_EQ(with("features", {texts("feature", {"late", "late"})}), "invalid_argument 1 features.feature");
  EXPECT_EQ(with("features", {texts("feature", {"age"})}), "unknown_name 0 features.feature");
  EXPECT_EQ(with("features", {texts("feature", {"late"}), numbers("weight", {HUGE_VAL})}),
            "invalid_data 0 features.weight");
  EXPECT_EQ(with("features", {texts("feature", {"late"}), numbers("points", {1})}),
            "unknown_name -1 features.points");
  EXPECT_EQ(with("settings", {numbers("base_points", {1, 2})}), "invalid_data -1 settings");
  EXPECT_EQ(with("settings", {texts("unseen", {"ignore"})}), "unknown_name 0 settings.unseen");
  EXPECT_EQ(with("settings", {numbers("factor", {28})}), "missing_value 0 settings");
  EXPECT_EQ(
      with("settings", {numbers("factor", {28}), numbers("offset", {1}), texts("orientation", {"odds"})}),
      "unknown_name 0 settings.orientation");
  EXPECT_EQ(with("classes", {texts("class", {""})}), "missing_value 0 classes.class");
  EXPECT_EQ(with("classes", {texts("class", {"A", "B"})}), "invalid_argument -1 ");
  EXPECT_EQ(with("notes", {texts("name", {"a"})}).substr(0, 14), "missing_column");
  EXPECT_EQ(
      with("pairs", {texts("first", {"late"}), texts("second", {"late"}), Column::int32("first_bin", {0}),
                     Column::int32("second_bin", {3}), numbers("points", {1})}),
      "unknown_reference 0 pairs.second_bin");
  EXPECT_EQ(with("weights", {numbers("late", {1})}), "unknown_name -1 weights");
  Given unpointed = typed_card();
  unpointed.tables[0] = Table("card");
  EXPECT_NE(refused_tables(unpointed), "accepted");
}

TEST(ScorecardTables, EveryPairOfBinsNeedsPoints) {
  const Scorecard card(full_parts());
  const Result described = describe_scorecard(card);
  for (const bool twice : {false, true}) {
    std::vector<Table> tables;
    for (const Table& table : described.tables()) {
      if (table.name() != "pairs") {
        tables.push_back(table);
        continue;
      }
      Table cut("pairs");
      cut.add(texts("first", {"late", "late"}));
      cut.add(texts("second", {"region", "region"}));
      cut.add(Column::int32("first_bin", {0, 0}));
      cut.add(Column::int32("second_bin", {0, twice ? 0 : 1}));
      cut.add(numbers("points", {1, 2}));
      tables.push_back(cut);
    }
    const TableViews views(tables);
    EXPECT_EQ(refusal([&] { (void)read_scorecard(views.views()); }),
              twice ? "invalid_argument 1 pairs.second_bin" : "missing_value -1 pairs.points");
  }
}

}  // namespace
}  // namespace openitem::scorecard_test
