// Amounts from every physical type. Expected minor units are the stated decimal times 10^decimals.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "column_samples.hpp"

namespace openitem::column_test::column_money_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint8_t kCents[] = {2};

// 1, none, 120, 0, 5, none, 77 whole units: they fit every type.
const Cells<int> kUnits = {1, std::nullopt, 120, 0, 5, std::nullopt, 77};

template <typename T>
Cells<T> units_as(std::int64_t factor = 1) {
  Cells<T> cells;
  for (const auto& unit : kUnits) {
    cells.push_back(unit ? std::optional<T>(static_cast<T>(*unit * factor)) : std::nullopt);
  }
  return cells;
}

Cells<std::string> units_as_text(const std::string& tail) {
  Cells<std::string> cells;
  for (const auto& unit : kUnits) {
    cells.push_back(unit ? std::optional<std::string>(std::to_string(*unit) + tail) : std::nullopt);
  }
  return cells;
}

void expect_units(const ChunkedColumn& column, MoneyForm form, const std::string& what) {
  for (const int threads : {1, 3}) {
    const MoneyCells cells = read_money(column, kCents, form, threads);
    ASSERT_EQ(cells.minor.size() % kUnits.size(), 0U) << what;
    ASSERT_FALSE(cells.minor.empty()) << what;
    for (std::size_t i = 0; i < cells.minor.size(); ++i) {
      const auto& unit = kUnits[i % kUnits.size()];
      EXPECT_EQ(cells.is_null[i], unit ? 0 : 1) << what << " row " << i;
      EXPECT_EQ(cells.minor[i], unit.value_or(0) * 100) << what << " row " << i;
    }
    EXPECT_TRUE(cells.problems.empty()) << what;
    EXPECT_EQ(cells.inexact_rows, 0) << what;
  }
}

/// The column as one chunk, as slices, and as several chunks with an empty and a null one between.
template <typename Make>
void expect_units_in_every_shape(Make&& make, MoneyForm form, const std::string& what) {
  for (const std::int64_t padding : {0, 1, 7, 8, 13}) {
    expect_units(*SampleColumn(make(padding)), form, what + " slice " + std::to_string(padding));
  }
  expect_units(*SampleColumn(make(0), make(5), make(9)), form, what + " in chunks");
}

template <typename T>
void expect_integer_units(ColumnType type, const std::string& what) {
  expect_units_in_every_shape(
      [&](std::int64_t padding) { return Sample::fixed<T>(type, units_as<T>(), padding); },
      MoneyForm::decimal, what);
}

TEST(ColumnMoney, IntegersOfEveryWidthAsWholeUnits) {
  expect_integer_units<std::int8_t>(ColumnType::int8, "int8");
  expect_integer_units<std::int16_t>(ColumnType::int16, "int16");
  expect_integer_units<std::int32_t>(ColumnType::int32, "int32");
  expect_integer_units<std::int64_t>(ColumnType::int64, "int64");
  expect_integer_units<std::uint8_t>(ColumnType::uint8, "uint8");
  expect_integer_units<std::uint16_t>(ColumnType::uint16, "uint16");
  expect_integer_units<std::uint32_t>(ColumnType::uint32, "uint32");
  expect_integer_units<std::uint64_t>(ColumnType::uint64, "uint64");
}

TEST(ColumnMoney, IntegersAsMinorUnits) {
  expect_units_in_every_shape(
      [](std::int64_t padding) {
        return Sample::fixed(ColumnType::int64, units_as<std::int64_t>(100), padding);
      },
      MoneyForm::minor, "int64 minor");
}

TEST(ColumnMoney, DecimalsOfEveryScaleUnderEveryForm) {
  for (const MoneyForm form : {MoneyForm::exact, MoneyForm::minor, MoneyForm::decimal, MoneyForm::floating}) {
    for (const std::int32_t scale : {0, 1, 2, 3, 10, 15}) {
      const auto factor = static_cast<std::int64_t>(std::llround(std::pow(10, scale)));
      expect_units_in_every_shape(
          [&](std::int64_t padding) {
            return Sample::decimal(units_as<std::int64_t>(factor), scale, padding);
          },
          form, "decimal scale " + std::to_string(scale));
    }
  }
}

TEST(ColumnMoney, DecimalsOfNegativeScale) {
  const SampleColumn column(Sample::decimal({12, std::nullopt, -3, 0}, -3));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::exact, 1);
  EXPECT_THAT(cells.minor, ElementsAre(1'200'000, 0, -300'000, 0));
  EXPECT_TRUE(cells.problems.empty());
}

TEST(ColumnMoney, ChunksOfDecimalsMayDifferInScale) {
  const SampleColumn column(Sample::decimal({150}, 2), Sample::decimal({15}, 1),
                            Sample::decimal({15'000}, 4));
  EXPECT_THAT(read_money(*column, kCents, MoneyForm::exact, 1).minor, ElementsAre(150, 150, 150));
}

TEST(ColumnMoney, TextsOfEveryLayout) {
  for (const ColumnType type : {ColumnType::text, ColumnType::large_text, ColumnType::text_view}) {
    for (const std::string tail : {"", ".0", ".00", ".000000000000"}) {
      expect_units_in_every_shape(
          [&](std::int64_t padding) { return Sample::text(type, units_as_text(tail), padding); },
          MoneyForm::exact, "text" + tail);
    }
  }
}

TEST(ColumnMoney, DictionariesOfTextAndIntegers) {
  const Cells<std::int32_t> codes = {1, std::nullopt, 0, 2, 4, 3, 5};  // code 3 is a null value
  expect_units_in_every_shape(
      [&](std::int64_t padding) {
        return Sample::dictionary(
            codes, Sample::text(ColumnType::text, {"120", "1.00", "0", std::nullopt, "5", "77.0"}, padding),
            padding);
      },
      MoneyForm::exact, "dictionary of text");
  expect_units_in_every_shape(
      [&](std::int64_t padding) {
        return Sample::dictionary(
            codes,
            Sample::fixed<std::uint16_t>(ColumnType::uint16, {120, 1, 0, std::nullopt, 5, 77}, padding),
            padding);
      },
      MoneyForm::decimal, "dictionary of integers");
}

TEST(ColumnMoney, FloatsOnlyWhenAskedFor) {
  expect_units_in_every_shape(
      [](std::int64_t padding) { return Sample::fixed(ColumnType::float64, units_as<double>(), padding); },
      MoneyForm::floating, "float64");
  expect_units_in_every_shape(
      [](std::int64_t padding) { return Sample::fixed(ColumnType::float32, units_as<float>(), padding); },
      MoneyForm::floating, "float32");
  for (const MoneyForm form : {MoneyForm::exact, MoneyForm::minor, MoneyForm::decimal}) {
    const SampleColumn column(Sample::fixed<double>(ColumnType::float64, {1.5}));
    const Error error = error_from([&] { (void)read_money(*column, kCents, form, 1); });
    EXPECT_EQ(error.status(), Status::wrong_type);
    EXPECT_EQ(error.column(), "t.c");
    EXPECT_THAT(error.what(), HasSubstr("float64"));
  }
}

TEST(ColumnMoney, FloatsAreTheirShortestDecimal) {
  // Each double is written as the shortest decimal that reads back as it (David Gay; Steele and White).
  const SampleColumn column(Sample::fixed<double>(
      ColumnType::float64,
      {637.59, 0.1 + 0.2, 1.005, -1.005, 1e-7, 5e-324, 1e16, 12345678901234.56, -0.0, 2.675}));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::floating, 1);
  EXPECT_THAT(cells.minor, ElementsAre(63'759,
                                       30,    // 0.30000000000000004
                                       101,   // 1.005, although the double lies below it
                                       -101,  // half up is away from zero
                                       0, 0, 1'000'000'000'000'000'000, 1'234'567'890'123'456, 0, 268));
  EXPECT_TRUE(cells.problems.empty());
  EXPECT_EQ(cells.inexact_rows, 6);
  EXPECT_THAT(cells.inexact, ElementsAre(1, 2, 3, 4, 5, 9));
}

TEST(ColumnMoney, FloatsBeyondFifteenDigitsAreTheirShortestDecimalToo) {
  // 2^53 + 2 and a number whose shortest form has fewer digits than its integer value.
  constexpr std::uint8_t none[] = {0};
  const SampleColumn column(
      Sample::fixed<double>(ColumnType::float64, {9007199254740994.0, 1234567890123456789.0}));
  EXPECT_THAT(read_money(*column, none, MoneyForm::floating, 1).minor,
              ElementsAre(9'007'199'254'740'994, 1'234'567'890'123'456'800));
}

TEST(ColumnMoney, EveryCentOfAMillionSurvivesADouble) {
  Cells<double> cells;
  for (std::int64_t cents = 0; cents < 1'000'000; cents += 7)
    cells.push_back(static_cast<double>(cents) / 100.0);
  const SampleColumn column(Sample::fixed(ColumnType::float64, cells));
  const MoneyCells read = read_money(*column, kCents, MoneyForm::floating, 2);
  EXPECT_EQ(read.inexact_rows, 0);
  for (std::size_t i = 0; i < read.minor.size(); ++i)
    ASSERT_EQ(read.minor[i], static_cast<std::int64_t>(i) * 7);
}

TEST(ColumnMoney, Float32IsNotReadAsADouble) {
  const SampleColumn column(Sample::fixed<float>(ColumnType::float32, {0.1F, 16.35F, 3e38F}));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::floating, 1);
  EXPECT_EQ(cells.minor[0], 10);
  EXPECT_EQ(cells.minor[1], 1635);
  EXPECT_EQ(cells.inexact_rows, 0);
  ASSERT_EQ(cells.problems.size(), 1U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::overflow);
}

TEST(ColumnMoney, NanIsNullAndInfinityAProblem) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const SampleColumn column(
      Sample::fixed<double>(ColumnType::float64, {std::nan(""), infinity, 1.0, -infinity, 1e300}));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::floating, 1);
  EXPECT_THAT(cells.is_null, ElementsAre(1, 1, 0, 1, 1));
  ASSERT_EQ(cells.problems.size(), 3U);
  EXPECT_EQ(cells.problems[0].row, 1);
  EXPECT_EQ(cells.problems[0].fault, CellFault::not_finite);
  EXPECT_EQ(cells.problems[0].shown, "inf");
  EXPECT_EQ(cells.problems[1].shown, "-inf");
  EXPECT_EQ(cells.problems[2].fault, CellFault::overflow);
}

TEST(ColumnMoney, DecimalsByRow) {
  const std::uint8_t decimals[] = {2, 0, 3, 4};
  const SampleColumn text(Sample::text(ColumnType::text, {"1.50", "12", "1.234", "0.0001"}));
  EXPECT_THAT(read_money(*text, decimals, MoneyForm::exact, 1).minor, ElementsAre(150, 12, 1234, 1));
  const SampleColumn units(Sample::fixed<std::int32_t>(ColumnType::int32, {7, 7, 7, 7}));
  EXPECT_THAT(read_money(*units, decimals, MoneyForm::decimal, 1).minor, ElementsAre(700, 7, 7000, 70'000));
  EXPECT_THAT(read_money(*units, decimals, MoneyForm::minor, 1).minor, ElementsAre(7, 7, 7, 7));
}

TEST(ColumnMoney, ProblemsNameRowFaultAndValue) {
  const SampleColumn column(
      Sample::text(ColumnType::text, {"1.00", "1.234", "abc", "", std::nullopt, "1,50", "4611686018427387904",
                                      "46116860184273879.03", "1e3", " 5", "-", "\xff\n"}));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::exact, 1);
  ASSERT_EQ(cells.problems.size(), 8U);
  const auto expect_problem = [&](std::size_t at, std::int64_t row, CellFault fault, const char* shown) {
    EXPECT_EQ(cells.problems[at].row, row);
    EXPECT_EQ(cells.problems[at].fault, fault) << shown;
    EXPECT_EQ(cells.problems[at].shown, shown);
    EXPECT_EQ(cells.is_null[static_cast<std::size_t>(row)], 1);
    EXPECT_EQ(cells.minor[static_cast<std::size_t>(row)], 0);
  };
  expect_problem(0, 1, CellFault::inexact, "1.234");
  expect_problem(1, 2, CellFault::not_an_amount, "abc");
  expect_problem(2, 5, CellFault::not_an_amount, "1,50");
  expect_problem(3, 6, CellFault::overflow, "4611686018427387904");
  expect_problem(4, 8, CellFault::not_an_amount, "1e3");
  expect_problem(5, 9, CellFault::not_an_amount, " 5");
  expect_problem(6, 10, CellFault::not_an_amount, "-");
  expect_problem(7, 11, CellFault::not_an_amount, "\\xff\\x0a");
  EXPECT_EQ(cells.is_null[3], 1);
  EXPECT_EQ(cells.is_null[4], 1);
  EXPECT_EQ(cells.minor[7], 4'611'686'018'427'387'903);  // 2^62 - 1
}

TEST(ColumnMoney, AmountsStayBelowTwoToThe62) {
  constexpr std::int64_t limit = std::int64_t{1} << 62;
  const SampleColumn minor(Sample::fixed<std::int64_t>(
      ColumnType::int64, {limit, limit - 1, -limit, 1 - limit, std::numeric_limits<std::int64_t>::min()}));
  const MoneyCells cells = read_money(*minor, kCents, MoneyForm::minor, 1);
  EXPECT_THAT(cells.minor, ElementsAre(0, limit - 1, 0, 1 - limit, 0));
  EXPECT_EQ(cells.problems.size(), 3U);
  const SampleColumn huge(Sample::fixed<std::uint64_t>(ColumnType::uint64, {~std::uint64_t{0}}));
  const MoneyCells huge_cells = read_money(*huge, kCents, MoneyForm::minor, 1);
  ASSERT_EQ(huge_cells.problems.size(), 1U);
  EXPECT_EQ(huge_cells.problems[0].fault, CellFault::overflow);
  EXPECT_EQ(huge_cells.problems[0].shown, "18446744073709551615");
  const SampleColumn decimals(Sample::wide_decimal({Int128(1, 0), -Int128(1, 0), Int128(limit)}, 2));
  const MoneyCells decimal_cells = read_money(*decimals, kCents, MoneyForm::exact, 1);
  ASSERT_EQ(decimal_cells.problems.size(), 3U);
  EXPECT_EQ(decimal_cells.problems[0].shown, "184467440737095516.16");
  EXPECT_EQ(decimal_cells.problems[1].shown, "-184467440737095516.16");
  const SampleColumn units(Sample::fixed<std::int64_t>(ColumnType::int64, {limit / 100, limit / 100 + 1}));
  EXPECT_EQ(read_money(*units, kCents, MoneyForm::decimal, 1).problems.size(), 1U);
}

TEST(ColumnMoney, SurplusDigitsOfADecimalAreAProblemUnlessZero) {
  const SampleColumn column(Sample::decimal({15'000, 15'001, -1}, 4));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::exact, 1);
  EXPECT_EQ(cells.minor[0], 150);
  ASSERT_EQ(cells.problems.size(), 2U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::inexact);
  EXPECT_EQ(cells.problems[0].shown, "1.5001");
  EXPECT_EQ(cells.problems[1].shown, "-0.0001");
}

TEST(ColumnMoney, IntegersAreAmbiguousUnlessSaid) {
  for (const MoneyForm form : {MoneyForm::exact, MoneyForm::floating}) {
    const SampleColumn column(Sample::fixed<std::int64_t>(ColumnType::int64, {1}));
    const Error error = error_from([&] { (void)read_money(*column, kCents, form, 1); });
    EXPECT_EQ(error.status(), Status::wrong_type);
    EXPECT_THAT(error.what(), HasSubstr("minor"));
    EXPECT_THAT(error.what(), HasSubstr("decimal"));
  }
  const SampleColumn codes(Sample::dictionary({0}, Sample::fixed<std::int64_t>(ColumnType::int64, {1})));
  EXPECT_EQ(error_from([&] { (void)read_money(*codes, kCents, MoneyForm::exact, 1); }).status(),
            Status::wrong_type);
}

TEST(ColumnMoney, OtherTypesCarryNoMoney) {
  const SampleColumn dates(Sample::fixed<std::int32_t>(ColumnType::date32, {1}));
  const SampleColumn flags(Sample::boolean({true}));
  for (const SampleColumn* column : {&dates, &flags}) {
    for (const MoneyForm form : {MoneyForm::exact, MoneyForm::minor, MoneyForm::floating}) {
      EXPECT_EQ(error_from([&] { (void)read_money(**column, kCents, form, 1); }).status(),
                Status::wrong_type);
    }
  }
}

TEST(ColumnMoney, NullColumnsAndNoRows) {
  const SampleColumn nulls(Sample::nulls(3));
  EXPECT_THAT(read_money(*nulls, kCents, MoneyForm::exact, 1).is_null, ElementsAre(1, 1, 1));
  const SampleColumn empty(Sample::decimal({}, 2));
  EXPECT_TRUE(read_money(*empty, kCents, MoneyForm::exact, 4).minor.empty());
  const SampleColumn mixed(Sample::nulls(1), Sample::decimal({5}, 0), Sample::nulls(1));
  EXPECT_THAT(read_money(*mixed, kCents, MoneyForm::exact, 1).minor, ElementsAre(0, 500, 0));
}

TEST(ColumnMoney, WrongNumberOfDecimalsIsRefused) {
  const SampleColumn column(Sample::decimal({1, 2, 3}, 0));
  const std::uint8_t two[] = {2, 2};
  EXPECT_EQ(error_from([&] { (void)read_money(*column, two, MoneyForm::exact, 1); }).status(),
            Status::ragged_columns);
  const std::uint8_t nineteen[] = {19};
  EXPECT_EQ(error_from([&] { (void)read_money(*column, nineteen, MoneyForm::exact, 1); }).status(),
            Status::out_of_bounds);
  EXPECT_EQ(error_from([&] { (void)read_money(*column, kCents, static_cast<MoneyForm>(9), 1); }).status(),
            Status::invalid_argument);
}

TEST(ColumnMoney, ResultsDoNotDependOnThreadsOrChunks) {
  constexpr std::int64_t rows = 300'000;
  const auto cell = [](std::int64_t row) -> std::optional<std::string> {
    if (row % 11 == 0) return std::nullopt;
    if (row % 40'009 == 5) return "bad " + std::to_string(row);
    return std::to_string(row / 100) + "." + (row % 100 < 10 ? "0" : "") + std::to_string(row % 100);
  };
  Cells<std::string> all;
  for (std::int64_t row = 0; row < rows; ++row) all.push_back(cell(row));
  std::vector<Sample> chunks;
  for (std::size_t begin = 0; begin < all.size(); begin += 41'111) {
    const std::size_t end = std::min(all.size(), begin + 41'111);
    chunks.push_back(Sample::text(ColumnType::large_text,
                                  Cells<std::string>(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     all.begin() + static_cast<std::ptrdiff_t>(end)),
                                  3));
  }
  const SampleColumn whole(Sample::text(ColumnType::text, all));
  const SampleColumn in_chunks(std::move(chunks));
  const MoneyCells expected = read_money(*whole, kCents, MoneyForm::exact, 1);
  for (std::size_t row = 0; row < expected.minor.size(); ++row) {
    if (expected.is_null[row] == 0) {
      ASSERT_EQ(expected.minor[row], static_cast<std::int64_t>(row));
    }
  }
  EXPECT_EQ(expected.problems.size(), 7U);  // rows 5 + 40,009 k, without 120,032, which is null
  for (const ChunkedColumn* column : {&*whole, &*in_chunks}) {
    for (const int threads : {0, 2, 7}) {
      const MoneyCells cells = read_money(*column, kCents, MoneyForm::exact, threads);
      EXPECT_EQ(cells.minor, expected.minor);
      EXPECT_EQ(cells.is_null, expected.is_null);
      ASSERT_EQ(cells.problems.size(), expected.problems.size());
      for (std::size_t i = 0; i < cells.problems.size(); ++i) {
        EXPECT_EQ(cells.problems[i].row, expected.problems[i].row);
        EXPECT_EQ(cells.problems[i].shown, expected.problems[i].shown);
      }
    }
  }
}

TEST(ColumnMoney, TheErrorOfAProblemSaysWhatToDo) {
  const SampleColumn column(Sample::text(ColumnType::text, {"1,50"}));
  const MoneyCells cells = read_money(*column, kCents, MoneyForm::exact, 1);
  const Error error = error_of(*column, cells.problems.at(0), 4);
  EXPECT_EQ(error.status(), Status::invalid_data);
  EXPECT_EQ(error.row(), 0);
  EXPECT_EQ(error.column(), "t.c");
  EXPECT_EQ(error.rows_affected(), 4);
  EXPECT_STREQ(
      error.what(),
      "t.c, row 0: '1,50' is not an amount; expected digits with '.' as the decimal point, such as -1234.50");
}

}  // namespace
}  // namespace openitem::column_test::column_money_test
