// Integers, flags, texts, and how cells are shown to people.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "column_samples.hpp"

namespace openitem::column_test::column_values_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ColumnValues, IntegersOfEveryType) {
  const auto expect = [](Sample sample, const char* what) {
    const SampleColumn column(std::move(sample));
    const IntegerCells cells = read_integers(*column, 2);
    EXPECT_THAT(cells.values, ElementsAre(7, 0, 100)) << what;
    EXPECT_THAT(cells.is_null, ElementsAre(0, 1, 0)) << what;
    EXPECT_TRUE(cells.problems.empty()) << what;
  };
  for (const std::int64_t padding : {0, 5}) {
    expect(Sample::fixed<std::int8_t>(ColumnType::int8, {7, std::nullopt, 100}, padding), "int8");
    expect(Sample::fixed<std::int16_t>(ColumnType::int16, {7, std::nullopt, 100}, padding), "int16");
    expect(Sample::fixed<std::int32_t>(ColumnType::int32, {7, std::nullopt, 100}, padding), "int32");
    expect(Sample::fixed<std::int64_t>(ColumnType::int64, {7, std::nullopt, 100}, padding), "int64");
    expect(Sample::fixed<std::uint8_t>(ColumnType::uint8, {7, std::nullopt, 100}, padding), "uint8");
    expect(Sample::fixed<std::uint16_t>(ColumnType::uint16, {7, std::nullopt, 100}, padding), "uint16");
    expect(Sample::fixed<std::uint32_t>(ColumnType::uint32, {7, std::nullopt, 100}, padding), "uint32");
    expect(Sample::fixed<std::uint64_t>(ColumnType::uint64, {7, std::nullopt, 100}, padding), "uint64");
    expect(Sample::decimal({700, std::nullopt, 10'000}, 2, padding), "decimal");
    expect(Sample::text(ColumnType::text, {"7", std::nullopt, "+100"}, padding), "text");
    expect(Sample::text(ColumnType::text_view, {"07", "", "100"}, padding), "text view");
    expect(Sample::dictionary({0, 1, 2}, Sample::text(ColumnType::text, {"7", "", "100"}), padding),
           "dictionary");
  }
  const SampleColumn scaled(Sample::decimal({3, -3}, -2));
  EXPECT_THAT(read_integers(*scaled, 1).values, ElementsAre(300, -300));
}

TEST(ColumnValues, IntegerProblems) {
  const SampleColumn text(Sample::text(
      ColumnType::text, {"1.5", "9223372036854775808", "-9223372036854775808", "x", "+", "+-1", " 1"}));
  const IntegerCells cells = read_integers(*text, 1);
  ASSERT_EQ(cells.problems.size(), 6U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::not_an_integer);
  EXPECT_EQ(cells.problems[1].fault, CellFault::overflow);
  EXPECT_EQ(cells.values[2], std::numeric_limits<std::int64_t>::min());
  const Int128 least = -Int128(0, std::uint64_t{1} << 63);
  const SampleColumn decimals(
      Sample::wide_decimal({Int128(0, std::uint64_t{1} << 63), least, Int128(1, 0)}, 0));
  const IntegerCells decimal_cells = read_integers(*decimals, 1);
  EXPECT_EQ(decimal_cells.problems.size(), 2U);
  EXPECT_EQ(decimal_cells.values[1], std::numeric_limits<std::int64_t>::min());
  const SampleColumn fractions(Sample::decimal({150}, 2));
  EXPECT_EQ(read_integers(*fractions, 1).problems.at(0).fault, CellFault::not_an_integer);
  const SampleColumn far(Sample::decimal({1}, -38));
  EXPECT_EQ(read_integers(*far, 1).problems.at(0).fault, CellFault::overflow);
  const SampleColumn huge(Sample::fixed<std::uint64_t>(ColumnType::uint64, {~std::uint64_t{0}}));
  EXPECT_EQ(read_integers(*huge, 1).problems.at(0).fault, CellFault::overflow);
  const SampleColumn floats(Sample::fixed<double>(ColumnType::float64, {1}));
  EXPECT_EQ(error_from([&] { (void)read_integers(*floats, 1); }).status(), Status::wrong_type);
}

TEST(ColumnValues, Flags) {
  for (const std::int64_t padding : {0, 3, 9}) {
    const SampleColumn bits(Sample::boolean({true, std::nullopt, false}, padding));
    EXPECT_THAT(read_booleans(*bits, 1).values, ElementsAre(1, 0, 0));
    EXPECT_THAT(read_booleans(*bits, 1).is_null, ElementsAre(0, 1, 0));
  }
  const SampleColumn text(
      Sample::text(ColumnType::text, {"true", "FALSE", "Yes", "no", "1", "0", "", "maybe", std::nullopt}));
  const BooleanCells cells = read_booleans(*text, 1);
  EXPECT_THAT(cells.values, ElementsAre(1, 0, 1, 0, 1, 0, 0, 0, 0));
  EXPECT_THAT(cells.is_null, ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 1));
  ASSERT_EQ(cells.problems.size(), 1U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::not_a_flag);
  const SampleColumn integers(Sample::fixed<std::int8_t>(ColumnType::int8, {0, 1, 2, -1}));
  EXPECT_EQ(read_booleans(*integers, 1).problems.size(), 2U);
  const SampleColumn dates(Sample::fixed<std::int32_t>(ColumnType::date32, {1}));
  EXPECT_EQ(error_from([&] { (void)read_booleans(*dates, 1); }).status(), Status::wrong_type);
}

TEST(ColumnValues, Texts) {
  for (const ColumnType type : {ColumnType::text, ColumnType::large_text, ColumnType::text_view}) {
    const SampleColumn column(
        Sample::text(type, {"a text that lies in a buffer", std::nullopt, "", "\xff", "é"}, 2));
    const TextCells cells = read_texts(*column, 1);
    EXPECT_THAT(cells.values, ElementsAre("a text that lies in a buffer", "", "", "", "é"));
    ASSERT_EQ(cells.problems.size(), 1U);
    EXPECT_EQ(cells.problems[0].row, 3);
  }
  const SampleColumn codes(Sample::dictionary({1, 0, 1}, Sample::text(ColumnType::text, {"x", "y"})));
  EXPECT_THAT(read_texts(*codes, 1).values, ElementsAre("y", "x", "y"));
  const SampleColumn integers(Sample::fixed<std::int8_t>(ColumnType::int8, {0}));
  EXPECT_EQ(error_from([&] { (void)read_texts(*integers, 1); }).status(), Status::wrong_type);
}

TEST(ColumnValues, MalformedTextIsAnErrorAtItsRow) {
  const auto expect_malformed = [](const ColumnView& bad, std::int64_t row) {
    const TableView table = {"t", &bad, 1, 0, 3};
    const std::vector<ChunkedTable> tables = gather_tables(std::span(&table, 1));
    for (const int threads : {1, 2}) {
      const Error error = error_from([&] { (void)read_texts(tables[0].columns()[0], threads); });
      EXPECT_EQ(error.status(), Status::invalid_data);
      EXPECT_EQ(error.row(), row);
      EXPECT_EQ(error.column(), "t.c");
    }
  };
  ColumnView view;
  view.name = "c";
  view.type = ColumnType::text;
  const char* const bytes = "abcdef";
  view.values = bytes;
  const std::int32_t backwards[] = {0, 2, 1, 3};
  view.offsets = backwards;
  expect_malformed(view, 1);
  const std::int32_t negative[] = {-1, 2, 3, 3};
  view.offsets = negative;
  expect_malformed(view, 0);
  const std::int32_t fine[] = {0, 0, 0, 3};
  view.offsets = fine;
  view.values = nullptr;
  expect_malformed(view, 2);
  view.type = ColumnType::text_view;
  const std::int32_t views[12] = {1, 'x', 0, 0, 20, 0, 0, 0, 0, 0, 0, 0};
  view.values = views;
  view.offsets = nullptr;
  expect_malformed(view, 1);
  const std::int32_t negative_length[12] = {-1};
  view.values = negative_length;
  expect_malformed(view, 0);
}

TEST(ColumnValues, CodesOutsideTheDictionaryAreAnErrorAtTheirRow) {
  for (const std::int32_t code : {2, -1}) {
    const SampleColumn column(
        Sample::dictionary({0, 1, std::nullopt, code}, Sample::text(ColumnType::text, {"a", "b"})));
    const Error error = error_from([&] { (void)read_keys(*column, 1); });
    EXPECT_EQ(error.status(), Status::invalid_data);
    EXPECT_EQ(error.row(), 3);
    EXPECT_EQ(error_from([&] { (void)read_texts(*column, 2); }).row(), 3);
  }
}

TEST(ColumnValues, CellsAreShownAsPeopleWriteThem) {
  const auto shown = [](Sample sample) {
    const SampleColumn column(std::move(sample));
    return show_cell(*column, column->rows() - 1);
  };
  EXPECT_EQ(shown(Sample::fixed<std::int8_t>(ColumnType::int8, {1, -128})), "-128");
  EXPECT_EQ(shown(Sample::fixed<std::uint64_t>(ColumnType::uint64, {~std::uint64_t{0}})),
            "18446744073709551615");
  EXPECT_EQ(shown(Sample::fixed<double>(ColumnType::float64, {0.1})), "0.1");
  EXPECT_EQ(shown(Sample::boolean({false, true})), "true");
  EXPECT_EQ(shown(Sample::decimal({-5}, 3)), "-0.005");
  EXPECT_EQ(shown(Sample::decimal({0}, -3)), "0");
  EXPECT_EQ(shown(Sample::decimal({12}, -3)), "12000");
  EXPECT_EQ(shown(Sample::decimal({1'234'567}, 2)), "12345.67");
  EXPECT_EQ(shown(Sample::fixed<std::int32_t>(ColumnType::date32, {19'904})), "2024-06-30");
  EXPECT_EQ(shown(Sample::fixed<std::int64_t>(ColumnType::timestamp, {-1}, 0, 9)), "1969-12-31");
  EXPECT_EQ(
      shown(Sample::fixed<std::int64_t>(ColumnType::date64, {std::numeric_limits<std::int64_t>::max()})),
      "9223372036854775807 milliseconds since 1970-01-01");
  EXPECT_EQ(shown(Sample::text(ColumnType::text, {"tab\there \xe2\x82\xac \xe2\x82"})),
            "tab\\x09here \xe2\x82\xac \\xe2\\x82");
  EXPECT_EQ(shown(Sample::text(ColumnType::text, {std::string(39, 'x') + "\xe2\x82\xac"})),
            std::string(39, 'x') + "...");
  EXPECT_EQ(shown(Sample::dictionary({1}, Sample::text(ColumnType::text, {"a", "b"}))), "b");
  EXPECT_EQ(shown(Sample::nulls(1)), "");
  EXPECT_EQ(shown(Sample::decimal({std::nullopt}, 3)), "");
  const SampleColumn chunks(Sample::text(ColumnType::text, {"a"}), Sample::text(ColumnType::text, {}),
                            Sample::text(ColumnType::text, {"b", "c"}));
  EXPECT_EQ(show_cell(*chunks, 0), "a");
  EXPECT_EQ(show_cell(*chunks, 1), "b");
  EXPECT_EQ(show_cell(*chunks, 2), "c");
}

TEST(ColumnValues, EveryFaultHasAStatusAndAText) {
  for (const CellFault fault : {CellFault::not_an_amount, CellFault::inexact, CellFault::not_finite,
                                CellFault::overflow, CellFault::not_a_date, CellFault::out_of_range,
                                CellFault::not_an_integer, CellFault::not_a_flag, CellFault::not_utf8}) {
    EXPECT_NE(status_of(fault), Status::ok);
    EXPECT_NE(status_of(fault), Status::internal);
    EXPECT_THAT(fault_text(fault), ::testing::AnyOf(HasSubstr("is "), HasSubstr("has ")));
  }
}

}  // namespace
}  // namespace openitem::column_test::column_values_test
