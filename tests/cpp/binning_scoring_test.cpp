// Scoring, and bins typed by hand: counts against the table of the fit, what a model is made of, and what is refused.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "cpp/binning_rows.hpp"

namespace openitem::binning_scoring_test {
namespace {

using namespace binning_rows;
using namespace stats;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(BinningScoring, TransformedRowsAreThoseOfTheTable) {
  Rows rows = random_rows(14, 70'000, 800);
  for (std::size_t row = 0; row < 500; ++row) rows.x[row * 7] = -999;
  Given table = given(rows.x, rows.outcomes, rows.weights);
  std::vector<std::string> region;
  for (std::size_t row = 0; row < rows.x.size(); ++row)
    region.push_back(row % 97 == 0 ? "" : std::string(1, static_cast<char>('a' + row * row % 23)));
  table.add("features", texts("region", region));
  table.add("specials", texts("feature", {"x"}));
  table.add("specials", Column::float64("value", {-999.0}));
  BinningOptions options = plain_options();
  options.other_share = 0.02;
  const FittedBinning found = fit(table, options);
  Given features;
  features.tables.push_back(table.tables[0]);
  for (const std::int32_t threads : {1, 4}) {
    const Result bins = transform(found.binning, features, BinningOutput::bin, threads);
    const Result woe = transform(found.binning, features, BinningOutput::woe, threads);
    std::size_t at = 0;
    for (const char* const name : {"x", "region"}) {
      const std::span<const std::int32_t> of_row = bins.table("rows").int32s(name);
      const std::span<const double> woe_of_row = woe.table("rows").column(name).float64s();
      const std::size_t size = found.binning.features()[name[0] == 'x' ? 0 : 1].bins.size();
      const std::vector<double> woe_of_bin = cells(found.tables, "bins", "woe");
      std::vector<std::int64_t> counts(size);
      for (std::size_t row = 0; row < of_row.size(); ++row) {
        const auto bin = static_cast<std::size_t>(of_row[row]);
        ++counts[bin];
        ASSERT_EQ(woe_of_row[row], woe_of_bin[at + bin]) << row;
      }
      for (const std::int64_t count : counts)
        EXPECT_EQ(count, found.tables.table("bins").int64s("count")[at++]);
    }
  }
  const std::vector<std::string> lines = text_cells(found.tables, "proof", "line");
  const std::span<const std::int64_t> counts = found.tables.table("proof").int64s("count");
  for (std::size_t line = 0; line < lines.size(); ++line) {
    if (lines[line] == "difference") {
      EXPECT_EQ(counts[line], 0);
    } else if (lines[line] == "rows") {
      EXPECT_EQ(counts[line], 70'000);
    }
  }
}

TEST(BinningScoring, AModelDescribedIsTheSameModel) {
  Rows rows = random_rows(15, 2000, 300);
  Given table = given(rows.x, rows.outcomes);
  std::vector<std::string> region;
  for (std::size_t row = 0; row < rows.x.size(); ++row)
    region.push_back("r, " + std::to_string(row * row % 11));
  table.add("features", texts("region", region));
  const FittedBinning found = fit(table);
  Given features;
  features.tables.push_back(table.tables[0]);
  const auto rows_of = [&](const Binning& binning) {
    const Result made = transform(binning, features, BinningOutput::woe);
    std::vector<double> all = cells(made, "rows", "x");
    for (const double value : cells(made, "rows", "region")) all.push_back(value);
    return all;
  };
  const Result description = describe_binning(found.binning);
  for (const Result* const tables : {&description, &found.tables}) {
    Given typed;
    typed.tables = {tables->table("bins"), tables->table("categories")};
    const TableViews views(typed.tables);
    EXPECT_TRUE(
        same_bits(rows_of(read_binning(views.views(), UnseenCategory::error)), rows_of(found.binning)));
  }
}

TEST(BinningScoring, UnseenCategoriesGoWhereTheOptionSays) {
  const Given rows = texts_with({"a", "a", "b", "b", "c", ""}, {0, 0, 1, 1, 0, 1});
  Given fresh;
  fresh.add("features", texts("x", {"a", "z"}));
  BinningOptions options = plain_options();
  EXPECT_EQ(refusal([&] { (void)transform(fit(rows, options).binning, fresh, BinningOutput::woe); }),
            "invalid_data 1 features.x");
  options.unseen = UnseenCategory::missing;
  const FittedBinning to_missing = fit(rows, options);
  const auto last_bin = [&](const Binning& binning) {
    return transform(binning, fresh, BinningOutput::bin).table("rows").int32s("x")[1];
  };
  EXPECT_EQ(
      to_missing.binning.features()[0].bins[static_cast<std::size_t>(last_bin(to_missing.binning))].kind,
      BinKind::missing);
  options.unseen = UnseenCategory::other;
  const FittedBinning to_other = fit(rows, options);
  const Bin& bin = to_other.binning.features()[0].bins[static_cast<std::size_t>(last_bin(to_other.binning))];
  EXPECT_EQ(bin.kind, BinKind::other);
  EXPECT_EQ(bin.woe, 0.0);  // no row of it has been seen
}

// ---- typed bins --------------------------------------------------------------------------------------------------------

std::string typed_refusal(std::vector<Bin> bins, FeatureType type = FeatureType::numeric,
                          UnseenCategory unseen = UnseenCategory::error) {
  return refusal([&] { (void)Binning({{.name = "x", .type = type, .bins = std::move(bins)}}, unseen); });
}

TEST(BinningScoring, TypedBinsMustHoldTogether) {
  const Bin all = {};
  EXPECT_EQ(typed_refusal({all}), "accepted");
  EXPECT_EQ(typed_refusal({{.upper = 1}, {.lower = 1}}), "accepted");
  const std::string refused = "invalid_argument -1 ";
  EXPECT_EQ(typed_refusal({}), refused);
  EXPECT_EQ(typed_refusal({{.upper = 1}, {.lower = 2}}), refused);
  EXPECT_EQ(typed_refusal({{.lower = 0}}), refused);
  EXPECT_EQ(typed_refusal({{.upper = 0}}), refused);
  EXPECT_EQ(typed_refusal({{.upper = 1}, {.lower = 1, .upper = 1}, {.lower = 1}}), refused);
  EXPECT_EQ(typed_refusal({{.woe = kMissing}}), refused);
  EXPECT_EQ(typed_refusal({all, {.kind = BinKind::special, .lower = 1, .upper = 2}}), refused);
  const Bin nine = {.kind = BinKind::special, .lower = 9, .upper = 9};
  EXPECT_EQ(typed_refusal({all, nine}), "accepted");
  EXPECT_EQ(typed_refusal({all, nine, nine}), refused);
  EXPECT_EQ(typed_refusal({all, {.kind = BinKind::missing}, {.kind = BinKind::missing}}), refused);
  EXPECT_EQ(typed_refusal({all, {.kind = BinKind::categories, .categories = {"a"}}}), refused);
  const Bin set = {.kind = BinKind::categories, .categories = {"a", "b"}};
  EXPECT_EQ(typed_refusal({set}, FeatureType::categorical), "accepted");
  EXPECT_EQ(typed_refusal({set, set}, FeatureType::categorical), refused);
  EXPECT_EQ(typed_refusal({{.kind = BinKind::categories}}, FeatureType::categorical), refused);
  EXPECT_EQ(typed_refusal({{.kind = BinKind::categories, .categories = {""}}}, FeatureType::categorical),
            refused);
  EXPECT_EQ(typed_refusal({set}, FeatureType::categorical, UnseenCategory::other), refused);
  EXPECT_EQ(typed_refusal({set}, FeatureType::categorical, UnseenCategory::missing), refused);
  EXPECT_EQ(typed_refusal({{.kind = static_cast<BinKind>(9)}}), refused);
  EXPECT_EQ(refusal([] { (void)Binning({}, UnseenCategory::error); }), refused);
  EXPECT_EQ(
      refusal([&] {
        (void)Binning({{.name = "x", .bins = {all}}, {.name = "x", .bins = {all}}}, UnseenCategory::error);
      }),
      refused);
}

TEST(BinningScoring, TypedTablesAreReadCellByCell) {
  const auto refuse = [](const std::function<void(Given&)>& fill) {
    Given typed;
    fill(typed);
    const TableViews views(typed.tables);
    return refusal([&] { (void)read_binning(views.views(), UnseenCategory::error); });
  };
  const auto bins = [](Given& typed, std::int32_t second, const std::string& kind) {
    typed.add("bins", texts("feature", {"x", "x"}));
    typed.add("bins", Column::int32("bin", {0, second}));
    typed.add("bins", texts("kind", {"interval", kind}));
    typed.add("bins", Column::float64("woe", {0.5, -0.5}));
  };
  EXPECT_EQ(refuse([&](Given& typed) { bins(typed, 1, "missing"); }), "accepted");
  EXPECT_EQ(refuse([&](Given& typed) { bins(typed, 2, "missing"); }), "invalid_data 1 bins.bin");
  EXPECT_EQ(refuse([&](Given& typed) { bins(typed, 1, "absent"); }), "unknown_name 1 bins.kind");
  EXPECT_EQ(refuse([&](Given& typed) { bins(typed, 1, "special"); }), "missing_value 1 bins.feature");
  EXPECT_EQ(refuse([&](Given& typed) {
              bins(typed, 1, "missing");
              typed.add("bins", Column::float64("lower", {0.0, 5.0}));
            }),
            "invalid_data 1 bins.lower");
  EXPECT_EQ(refuse([&](Given& typed) {
              bins(typed, 1, "missing");
              typed.add("bins", texts("note", {"", ""}));
            }),
            "unknown_name -1 bins.note");
  EXPECT_EQ(refuse([&](Given& typed) {
              bins(typed, 1, "missing");
              typed.add("categories", texts("feature", {"y"}));
              typed.add("categories", Column::int32("bin", {0}));
              typed.add("categories", texts("category", {"a"}));
            }),
            "unknown_name 0 categories.feature");
  EXPECT_EQ(refuse([&](Given& typed) {
              bins(typed, 1, "missing");
              typed.add("categories", texts("feature", {"x"}));
              typed.add("categories", Column::int32("bin", {2}));
              typed.add("categories", texts("category", {"a"}));
            }),
            "unknown_reference 0 categories.bin");
}

TEST(BinningScoring, RowsWithoutABinAreRefused) {
  const Binning binning({{.name = "x", .bins = {{.upper = 2, .woe = 1}, {.lower = 2, .woe = 2}}}},
                        UnseenCategory::error);
  const auto bin_of = [&](double value) {
    return transform(binning, features_only({value}), BinningOutput::bin).table("rows").int32s("x")[0];
  };
  EXPECT_EQ(bin_of(1.999), 0);
  EXPECT_EQ(bin_of(2.0), 1);  // the lower bound belongs to its bin
  EXPECT_EQ(bin_of(-1e300), 0);
  EXPECT_EQ(refusal([&] { (void)bin_of(kMissing); }), "missing_value 0 features.x");
  EXPECT_EQ(refusal([&] { (void)bin_of(-kInfinity); }), "invalid_data 0 features.x");
  Given more = features_only({1});
  more.add("features", numbers("z", {1}));
  EXPECT_EQ(refusal([&] { (void)transform(binning, more, BinningOutput::bin); }),
            "unknown_name -1 features.z");
  Given other;
  other.add("features", numbers("z", {1}));
  EXPECT_EQ(refusal([&] { (void)transform(binning, other, BinningOutput::bin); }),
            "missing_column -1 features.x");
  EXPECT_EQ(refusal([&] { (void)transform(binning, features_only({1}), BinningOutput{}); }), "not_set -1 ");
  EXPECT_EQ(refusal([&] { (void)transform(binning, features_only({1}), BinningOutput::bin, -1); }),
            "out_of_bounds -1 ");
}

}  // namespace
}  // namespace openitem::binning_scoring_test
