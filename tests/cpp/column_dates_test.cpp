// Dates from every physical type. Day counts: 2024-06-30 is day 19904 of the Unix epoch, 1969-12-31 is day -1.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "column_samples.hpp"
#include "time/date_format.hpp"

namespace openitem::column_test::column_dates_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Days since 1970-01-01 and their ISO form (Python: date(1970, 1, 1) + timedelta(days)).
struct KnownDay {
  std::int32_t days;
  const char* iso;
};
constexpr KnownDay kDays[] = {{19'904, "2024-06-30"}, {-1, "1969-12-31"},      {0, "1970-01-01"},
                              {19'782, "2024-02-29"}, {-25'567, "1900-01-01"}, {2'932'896, "9999-12-31"}};

const DateFormat kIso("");

/// The known days with a null after each.
template <typename T, typename Convert>
Cells<T> known_cells(Convert&& convert) {
  Cells<T> cells;
  for (const KnownDay& known : kDays) {
    cells.push_back(convert(known));
    cells.push_back(std::nullopt);
  }
  return cells;
}

void expect_known_days(const ChunkedColumn& column, const DateFormat& format, const std::string& what) {
  for (const int threads : {1, 3}) {
    const DateCells cells = read_dates(column, format, threads);
    EXPECT_TRUE(cells.problems.empty()) << what;
    ASSERT_FALSE(cells.days.empty()) << what;
    for (std::size_t i = 0; i < cells.days.size(); ++i) {
      const std::int32_t expected = i % 2 == 0 ? kDays[i / 2 % std::size(kDays)].days : kNoDate;
      EXPECT_EQ(cells.days[i], expected) << what << " row " << i;
    }
  }
}

template <typename Make>
void expect_in_every_shape(Make&& make, const DateFormat& format, const std::string& what) {
  for (const std::int64_t padding : {0, 1, 7, 8, 13})
    expect_known_days(*SampleColumn(make(padding)), format, what);
  expect_known_days(*SampleColumn(make(0), make(5), make(9)), format, what + " in chunks");
}

TEST(ColumnDates, Date32) {
  expect_in_every_shape(
      [](std::int64_t padding) {
        return Sample::fixed(ColumnType::date32, known_cells<std::int32_t>([](KnownDay d) { return d.days; }),
                             padding);
      },
      kIso, "date32");
}

TEST(ColumnDates, Date64AndTimestampsAreFlooredToTheirDay) {
  struct Unit {
    ColumnType type;
    std::int32_t scale;
    std::int64_t per_day;
  };
  const Unit units[] = {{ColumnType::date64, 0, 86'400'000},
                        {ColumnType::timestamp, 0, 86'400},
                        {ColumnType::timestamp, 3, 86'400'000},
                        {ColumnType::timestamp, 6, 86'400'000'000}};
  for (const Unit& unit : units) {
    for (const std::int64_t into_day : {std::int64_t{0}, std::int64_t{1}, unit.per_day - 1}) {
      expect_in_every_shape(
          [&](std::int64_t padding) {
            return Sample::fixed(unit.type, known_cells<std::int64_t>([&](KnownDay d) {
                                   return d.days * unit.per_day + into_day;
                                 }),
                                 padding, unit.scale);
          },
          kIso, "scale " + std::to_string(unit.scale));
    }
  }
}

TEST(ColumnDates, NanosecondTimestamps) {
  constexpr std::int64_t per_day = 86'400'000'000'000;  // int64 nanoseconds end in 2262
  const SampleColumn column(Sample::fixed<std::int64_t>(
      ColumnType::timestamp, {19'904 * per_day + per_day - 1, -1, 0, std::nullopt, -per_day}, 2, 9));
  EXPECT_THAT(read_dates(*column, kIso, 1).days, ElementsAre(19'904, -1, 0, kNoDate, -1));
}

TEST(ColumnDates, TextByFormat) {
  const auto iso_cells = known_cells<std::string>([](KnownDay d) { return std::string(d.iso); });
  for (const ColumnType type : {ColumnType::text, ColumnType::large_text, ColumnType::text_view}) {
    expect_in_every_shape([&](std::int64_t padding) { return Sample::text(type, iso_cells, padding); }, kIso,
                          "text");
  }
  const DateFormat american("%m/%d/%Y");
  const SampleColumn column(Sample::text(ColumnType::text, {"6/30/2024", "", std::nullopt, "02/29/2024"}));
  const DateCells cells = read_dates(*column, american, 1);
  EXPECT_THAT(cells.days, ElementsAre(19'904, kNoDate, kNoDate, 19'782));
  EXPECT_TRUE(cells.problems.empty());
}

TEST(ColumnDates, DictionaryOfText) {
  expect_in_every_shape(
      [](std::int64_t padding) {
        Cells<std::string> values = {"9999-12-31", std::nullopt};
        for (const KnownDay& known : kDays) values.push_back(known.iso);
        Cells<std::int32_t> codes;
        for (std::int32_t i = 0; i < static_cast<std::int32_t>(std::size(kDays)); ++i) {
          codes.push_back(i + 2);
          codes.push_back(i % 2 == 0 ? std::optional<std::int32_t>() : std::optional<std::int32_t>(1));
        }
        return Sample::dictionary(codes, Sample::text(ColumnType::large_text, values, padding), padding);
      },
      kIso, "dictionary");
}

TEST(ColumnDates, IntegersOnlyByAStatedFormat) {
  const DateFormat compact("%Y%m%d");
  const Cells<std::int32_t> cells = {20'240'630, std::nullopt, 20'240'229, 20'230'229};
  const SampleColumn column(Sample::fixed(ColumnType::int32, cells));
  const DateCells read = read_dates(*column, compact, 1);
  EXPECT_THAT(read.days, ElementsAre(19'904, kNoDate, 19'782, kNoDate));
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].fault, CellFault::not_a_date);
  EXPECT_EQ(read.problems[0].shown, "20230229");
  const Error error = error_from([&] { (void)read_dates(*column, kIso, 1); });
  EXPECT_EQ(error.status(), Status::wrong_type);
  EXPECT_THAT(error.what(), HasSubstr("%Y%m%d"));
  const SampleColumn codes(
      Sample::dictionary({0, 0}, Sample::fixed<std::uint64_t>(ColumnType::uint64, {20'240'630})));
  EXPECT_THAT(read_dates(*codes, compact, 1).days, ElementsAre(19'904, 19'904));
}

TEST(ColumnDates, Problems) {
  const SampleColumn text(Sample::text(ColumnType::text, {"2024-02-30", "1899-12-31", "30.06.2024",
                                                          "2024-06-30 ", "10000-01-01", "\xc3\x28"}));
  const DateCells cells = read_dates(*text, kIso, 1);
  ASSERT_EQ(cells.problems.size(), 6U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::not_a_date);
  EXPECT_EQ(cells.problems[1].fault, CellFault::out_of_range);
  EXPECT_EQ(cells.problems[2].shown, "30.06.2024");
  EXPECT_EQ(cells.problems[5].shown, "\\xc3(");
  for (const std::int32_t day : cells.days) EXPECT_EQ(day, kNoDate);
}

TEST(ColumnDates, DaysOutOfRangeAreNamed) {
  constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
  const SampleColumn days(Sample::fixed<std::int32_t>(ColumnType::date32, {-25'568, 2'932'897, least}));
  const DateCells cells = read_dates(*days, kIso, 1);
  ASSERT_EQ(cells.problems.size(), 3U);
  EXPECT_EQ(cells.problems[0].fault, CellFault::out_of_range);
  EXPECT_EQ(cells.problems[0].shown, "-25568 days since 1970-01-01");
  const SampleColumn seconds(Sample::fixed<std::int64_t>(
      ColumnType::timestamp,
      {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}));
  EXPECT_EQ(read_dates(*seconds, kIso, 1).problems.size(), 2U);
}

TEST(ColumnDates, ABadDictionaryValueCountsForTheRowsThatUseIt) {
  const SampleColumn column(Sample::dictionary(
      {1, 0, 1, std::nullopt}, Sample::text(ColumnType::text, {"2024-06-30", "never", "not used"})));
  const DateCells cells = read_dates(*column, kIso, 1);
  ASSERT_EQ(cells.problems.size(), 2U);
  EXPECT_EQ(cells.problems[0].row, 0);
  EXPECT_EQ(cells.problems[1].row, 2);
  EXPECT_EQ(cells.problems[1].shown, "never");
}

TEST(ColumnDates, OtherTypesAreNoDates) {
  const SampleColumn floats(Sample::fixed<double>(ColumnType::float64, {1.0}));
  const SampleColumn flags(Sample::boolean({true}));
  const SampleColumn decimals(Sample::decimal({1}, 0));
  for (const SampleColumn* column : {&floats, &flags, &decimals}) {
    EXPECT_EQ(error_from([&] { (void)read_dates(**column, kIso, 1); }).status(), Status::wrong_type);
  }
  const SampleColumn nulls(Sample::nulls(2));
  EXPECT_THAT(read_dates(*nulls, kIso, 1).days, ElementsAre(kNoDate, kNoDate));
}

}  // namespace
}  // namespace openitem::column_test::column_dates_test
