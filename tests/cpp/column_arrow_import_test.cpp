// Arrow streams in: every format, slices of columns and of whole batches, chunks, and everything that may be wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "arrow_source.hpp"
#include "time/date_format.hpp"

namespace openitem::column_test::column_arrow_import_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint8_t kCents[] = {2};

/// Imports one column in one batch of all its rows and hands it to `check`.
void with_column(ArrowColumn column, const std::function<void(const ChunkedColumn&)>& check) {
  const std::int64_t rows = column.length;
  ArrowSource source({arrow_batch({std::move(column)}, rows)});
  {
    ArrowTables tables;
    tables.add("t", source.stream());
    check(gather_tables(tables.views()).at(0).columns()[0]);
  }
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, IntegersOfEveryWidth) {
  const auto expect = [](const char* format, const Sample& sample) {
    with_column(ArrowColumn::of("c", format, sample), [&](const ChunkedColumn& column) {
      EXPECT_THAT(read_integers(column, 1).values, ElementsAre(5, 0, 100)) << format;
      EXPECT_THAT(read_integers(column, 1).is_null, ElementsAre(0, 1, 0)) << format;
    });
  };
  for (const std::int64_t padding : {0, 3, 8}) {
    expect("c", Sample::fixed<std::int8_t>(ColumnType::int8, {5, std::nullopt, 100}, padding));
    expect("C", Sample::fixed<std::uint8_t>(ColumnType::uint8, {5, std::nullopt, 100}, padding));
    expect("s", Sample::fixed<std::int16_t>(ColumnType::int16, {5, std::nullopt, 100}, padding));
    expect("S", Sample::fixed<std::uint16_t>(ColumnType::uint16, {5, std::nullopt, 100}, padding));
    expect("i", Sample::fixed<std::int32_t>(ColumnType::int32, {5, std::nullopt, 100}, padding));
    expect("I", Sample::fixed<std::uint32_t>(ColumnType::uint32, {5, std::nullopt, 100}, padding));
    expect("l", Sample::fixed<std::int64_t>(ColumnType::int64, {5, std::nullopt, 100}, padding));
    expect("L", Sample::fixed<std::uint64_t>(ColumnType::uint64, {5, std::nullopt, 100}, padding));
  }
}

TEST(ColumnArrowImport, FloatsAndBooleansAndNulls) {
  with_column(ArrowColumn::of("c", "f", Sample::fixed<float>(ColumnType::float32, {1.5F, std::nullopt}, 1)),
              [](const ChunkedColumn& column) {
                EXPECT_THAT(read_money(column, kCents, MoneyForm::floating, 1).minor, ElementsAre(150, 0));
              });
  with_column(ArrowColumn::of("c", "g", Sample::fixed<double>(ColumnType::float64, {1.5, std::nullopt}, 1)),
              [](const ChunkedColumn& column) {
                EXPECT_THAT(read_money(column, kCents, MoneyForm::floating, 1).minor, ElementsAre(150, 0));
              });
  with_column(ArrowColumn::of("c", "b", Sample::boolean({true, std::nullopt, false, true}, 7)),
              [](const ChunkedColumn& column) {
                EXPECT_THAT(read_booleans(column, 1).values, ElementsAre(1, 0, 0, 1));
              });
  with_column(ArrowColumn::of("c", "n", Sample::nulls(2)), [](const ChunkedColumn& column) {
    EXPECT_THAT(read_money(column, kCents, MoneyForm::exact, 1).is_null, ElementsAre(1, 1));
  });
}

TEST(ColumnArrowImport, Texts) {
  const Cells<std::string> texts = {"a", std::nullopt, "a text that lies in a buffer", ""};
  const std::pair<const char*, ColumnType> layouts[] = {
      {"u", ColumnType::text}, {"U", ColumnType::large_text}, {"vu", ColumnType::text_view}};
  for (const auto& [format, type] : layouts) {
    for (const std::int64_t padding : {0, 3}) {
      const Sample sample = Sample::text(type, texts, padding);
      with_column(ArrowColumn::of("c", format, sample), [](const ChunkedColumn& column) {
        EXPECT_THAT(read_texts(column, 1).values, ElementsAre("a", "", "a text that lies in a buffer", ""));
      });
    }
  }
}

TEST(ColumnArrowImport, DatesAndTimestamps) {
  const DateFormat iso("");
  const auto expect = [&](const char* format, const Sample& sample) {
    with_column(ArrowColumn::of("c", format, sample), [&](const ChunkedColumn& column) {
      EXPECT_THAT(read_dates(column, iso, 1).days, ElementsAre(19'904, kNoDate, -1)) << format;
    });
  };
  const auto instants = [](std::int64_t per_day) -> Cells<std::int64_t> {
    return {19'904 * per_day + 1, std::nullopt, -1};
  };
  expect("tdD", Sample::fixed<std::int32_t>(ColumnType::date32, {19'904, std::nullopt, -1}, 2));
  expect("tdm", Sample::fixed(ColumnType::date64, instants(86'400'000), 2));
  expect("tss:", Sample::fixed(ColumnType::timestamp, instants(86'400), 2));
  expect("tsm:", Sample::fixed(ColumnType::timestamp, instants(86'400'000), 2));
  expect("tsu:", Sample::fixed(ColumnType::timestamp, instants(86'400'000'000), 2));
  expect("tsn:", Sample::fixed(ColumnType::timestamp, instants(86'400'000'000'000), 2));
}

TEST(ColumnArrowImport, DecimalsOfThreeWidths) {
  const auto expect = [](const char* format, const Sample& sample) {
    with_column(ArrowColumn::of("c", format, sample), [&](const ChunkedColumn& column) {
      const MoneyCells cells = read_money(column, kCents, MoneyForm::exact, 1);
      EXPECT_THAT(cells.minor, ElementsAre(1250, 0, -330)) << format;
      EXPECT_THAT(cells.is_null, ElementsAre(0, 1, 0)) << format;
    });
  };
  for (const std::int64_t padding : {0, 3, 8}) {
    expect("d:38,3", Sample::decimal({12'500, std::nullopt, -3'300}, 3, padding));
    expect("d:10,3,128", Sample::decimal({12'500, std::nullopt, -3'300}, 3, padding));
    // The sample's own type is only where its bytes come from.
    expect("d:9,1,32", Sample::fixed<std::int32_t>(ColumnType::int32, {125, std::nullopt, -33}, padding));
    expect("d:18,1,64", Sample::fixed<std::int64_t>(ColumnType::int64, {125, std::nullopt, -33}, padding));
  }
  with_column(ArrowColumn::of("c", "d:5,-2", Sample::decimal({7}, -2)), [](const ChunkedColumn& column) {
    EXPECT_THAT(read_money(column, kCents, MoneyForm::exact, 1).minor, ElementsAre(70'000));
  });
}

TEST(ColumnArrowImport, DictionariesWithEveryIndexType) {
  const Sample texts = Sample::text(ColumnType::text, {"x", "b", std::nullopt, "a"}, 1);
  const Sample integers = Sample::fixed<std::int16_t>(ColumnType::int16, {9, 2, std::nullopt, 1}, 1);
  const auto expect = [&](const char* format, const Sample& codes) {
    with_column(ArrowColumn::of("c", format, codes).with_dictionary(ArrowColumn::of("", "u", texts)),
                [&](const ChunkedColumn& column) {
                  EXPECT_EQ(column.type(), ColumnType::dictionary);
                  EXPECT_THAT(read_texts(column, 1).values, ElementsAre("a", "", "b", "")) << format;
                });
    with_column(ArrowColumn::of("c", format, codes).with_dictionary(ArrowColumn::of("", "s", integers)),
                [&](const ChunkedColumn& column) {
                  EXPECT_THAT(read_integers(column, 1).values, ElementsAre(1, 0, 2, 0)) << format;
                });
  };
  for (const std::int64_t padding : {0, 5}) {
    expect("c", Sample::fixed<std::int8_t>(ColumnType::int8, {3, std::nullopt, 1, 2}, padding));
    expect("C", Sample::fixed<std::uint8_t>(ColumnType::uint8, {3, std::nullopt, 1, 2}, padding));
    expect("s", Sample::fixed<std::int16_t>(ColumnType::int16, {3, std::nullopt, 1, 2}, padding));
    expect("S", Sample::fixed<std::uint16_t>(ColumnType::uint16, {3, std::nullopt, 1, 2}, padding));
    expect("i", Sample::fixed<std::int32_t>(ColumnType::int32, {3, std::nullopt, 1, 2}, padding));
    expect("I", Sample::fixed<std::uint32_t>(ColumnType::uint32, {3, std::nullopt, 1, 2}, padding));
    expect("l", Sample::fixed<std::int64_t>(ColumnType::int64, {3, std::nullopt, 1, 2}, padding));
    expect("L", Sample::fixed<std::uint64_t>(ColumnType::uint64, {3, std::nullopt, 1, 2}, padding));
  }
}

TEST(ColumnArrowImport, CodesBeyondTheDictionaryAreAnErrorAtTheirRow) {
  const Sample texts = Sample::text(ColumnType::text, {"a"});
  const Sample codes = Sample::fixed<std::uint64_t>(ColumnType::uint64, {0, std::uint64_t{1} << 32});
  with_column(ArrowColumn::of("c", "L", codes).with_dictionary(ArrowColumn::of("", "u", texts)),
              [](const ChunkedColumn& column) {
                const Error error = error_from([&] { (void)read_texts(column, 1); });
                EXPECT_EQ(error.status(), Status::invalid_data);
                EXPECT_EQ(error.row(), 1);
              });
}

TEST(ColumnArrowImport, SlicesOfTheWholeBatchAndOfItsColumns) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1, 2, std::nullopt, 4, 5}, 3);
  const Sample texts = Sample::text(ColumnType::large_text, {"a", std::nullopt, "c", "d", "e"});
  const Sample decimals = Sample::fixed<std::int64_t>(ColumnType::int64, {10, 20, 30, std::nullopt, 50}, 2);
  const Sample codes = Sample::fixed<std::int8_t>(ColumnType::int8, {0, 1, 0, 1, std::nullopt}, 4);
  const Sample values = Sample::text(ColumnType::text_view, {"x", "y"}, 2);
  const auto columns = [&] {
    return std::vector<ArrowColumn>{
        ArrowColumn::of("i", "i", integers), ArrowColumn::of("u", "U", texts),
        ArrowColumn::of("d", "d:18,0,64", decimals),
        ArrowColumn::of("k", "c", codes).with_dictionary(ArrowColumn::of("", "vu", values))};
  };
  ArrowSource source({arrow_batch(columns(), 5), arrow_batch(columns(), 0, 2), arrow_batch(columns(), 3, 2)});
  {
    ArrowTables tables;
    tables.add("t", source.stream());
    EXPECT_EQ(tables.views().size(), 3U);
    const std::vector<ChunkedTable> gathered = gather_tables(tables.views());
    ASSERT_EQ(gathered.size(), 1U);
    EXPECT_EQ(gathered[0].rows(), 8);
    EXPECT_THAT(read_integers(*gathered[0].find("i"), 1).values, ElementsAre(1, 2, 0, 4, 5, 0, 4, 5));
    EXPECT_THAT(read_texts(*gathered[0].find("u"), 1).values,
                ElementsAre("a", "", "c", "d", "e", "c", "d", "e"));
    EXPECT_THAT(read_money(*gathered[0].find("d"), kCents, MoneyForm::exact, 1).minor,
                ElementsAre(1000, 2000, 3000, 0, 5000, 3000, 0, 5000));
    EXPECT_THAT(read_texts(*gathered[0].find("k"), 1).values,
                ElementsAre("x", "y", "x", "y", "", "x", "y", ""));
  }
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, AStreamWithoutBatchesHasItsColumns) {
  const Sample nothing = Sample::fixed<std::int32_t>(ColumnType::int32, {});
  const Sample no_texts = Sample::text(ColumnType::text, {});
  ArrowColumn schema =
      arrow_batch({ArrowColumn::of("a", "tdD", nothing), ArrowColumn::of("b", "u", no_texts),
                   ArrowColumn::of("c", "i", nothing).with_dictionary(ArrowColumn::of("", "u", no_texts)),
                   ArrowColumn::of("d", "z", no_texts), ArrowColumn::of("e", "d:20,2", nothing)},
                  0);
  ArrowSource source(std::move(schema), {});
  ArrowTables tables;
  tables.add("t", source.stream());
  const std::vector<ChunkedTable> gathered = gather_tables(tables.views());
  EXPECT_EQ(gathered.at(0).rows(), 0);
  EXPECT_EQ(gathered[0].columns().size(), 5U);
  EXPECT_TRUE(read_dates(*gathered[0].find("a"), DateFormat(""), 1).days.empty());
  EXPECT_TRUE(read_keys(*gathered[0].find("c"), 1).codes.empty());
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, UnreadableTypesFailOnlyWhereTheyAreRead) {
  const Sample bytes = Sample::text(ColumnType::text, {"a", "b"});
  const std::pair<const char*, const char*> types[] = {{"z", "binary"},
                                                       {"Z", "large binary"},
                                                       {"w:16", "fixed-size binary"},
                                                       {"vz", "binary view"},
                                                       {"e", "float16"},
                                                       {"+l", "list"},
                                                       {"+L", "large list"},
                                                       {"+w:3", "fixed-size list"},
                                                       {"+s", "struct"},
                                                       {"+m", "map"},
                                                       {"+ud:0,1", "union"},
                                                       {"+r", "run-end encoded"},
                                                       {"ttu", "time of day"},
                                                       {"tDs", "duration"},
                                                       {"tiM", "interval"},
                                                       {"tsu:Europe/Berlin", "'Europe/Berlin'"},
                                                       {"d:50,2,256", "256 bits"},
                                                       {"d:x", "Arrow format 'd:x'"},
                                                       {"", "Arrow format ''"},
                                                       {"what", "Arrow format 'what'"}};
  for (const auto& [format, name] : types) {
    with_column(ArrowColumn::of("c", format, bytes), [&, &shown = name](const ChunkedColumn& column) {
      EXPECT_EQ(column.type(), ColumnType::unreadable) << shown;
      EXPECT_EQ(column.rows(), 2);
      for (const auto& read : std::vector<std::function<void()>>{
               [&] { (void)read_money(column, kCents, MoneyForm::exact, 1); },
               [&] { (void)read_dates(column, DateFormat(""), 1); }, [&] { (void)read_keys(column, 1); },
               [&] { (void)read_texts(column, 1); }, [&] { (void)read_integers(column, 1); },
               [&] { (void)read_booleans(column, 1); }}) {
        const Error error = error_from(read);
        EXPECT_EQ(error.status(), Status::wrong_type) << shown;
        EXPECT_EQ(error.column(), "t.c");
        EXPECT_THAT(error.what(), HasSubstr(shown));
      }
      EXPECT_EQ(show_cell(column, 1), "");
    });
  }
  const Sample codes = Sample::fixed<std::int32_t>(ColumnType::int32, {0, 1});
  with_column(ArrowColumn::of("c", "i", codes).with_dictionary(ArrowColumn::of("", "z", bytes)),
              [](const ChunkedColumn& column) {
                EXPECT_THAT(error_from([&] { (void)read_keys(column, 1); }).what(),
                            HasSubstr("dictionary of binary"));
              });
}

/// The Error of importing one batch of one column; nothing may be left unreleased.
Error import_error(ArrowColumn batch, const char* what) {
  ArrowSource source({std::move(batch)});
  ArrowTables tables;
  const Error error = error_from([&] { tables.add("t", source.stream()); });
  EXPECT_TRUE(tables.views().empty()) << what;
  EXPECT_EQ(source.live(), 0) << what;
  return error;
}

TEST(ColumnArrowImport, MalformedArraysAreErrors) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1, 2});
  const Sample texts = Sample::text(ColumnType::text_view, {"a text that lies in a buffer", "b"});
  const auto expect = [&](const char* what, const std::function<void(ArrowColumn&)>& spoil) {
    ArrowColumn batch = arrow_batch({ArrowColumn::of("c", "i", integers)}, 2);
    spoil(batch);
    EXPECT_EQ(import_error(std::move(batch), what).status(), Status::invalid_data) << what;
  };
  expect("short column", [](ArrowColumn& batch) { batch.children[0].length = 1; });
  expect("batch beyond its column", [](ArrowColumn& batch) { batch.offset = 1; });
  expect("negative length", [](ArrowColumn& batch) { batch.length = -1; });
  expect("negative offset", [](ArrowColumn& batch) { batch.offset = -1; });
  expect("negative column length", [](ArrowColumn& batch) { batch.children[0].length = -2; });
  expect("negative column offset", [](ArrowColumn& batch) { batch.children[0].offset = -2; });
  expect("huge offset", [](ArrowColumn& batch) { batch.children[0].offset = std::int64_t{1} << 62; });
  expect("huge length", [](ArrowColumn& batch) { batch.length = std::int64_t{1} << 62; });
  expect("no buffers", [](ArrowColumn& batch) { batch.children[0].buffers.clear(); });
  expect("one buffer", [](ArrowColumn& batch) { batch.children[0].buffers.pop_back(); });
  expect("no values", [](ArrowColumn& batch) { batch.children[0].buffers[1] = nullptr; });
  expect("nulls without bitmap", [](ArrowColumn& batch) { batch.children[0].null_count = 1; });
  expect("text without offsets", [](ArrowColumn& batch) {
    batch.children[0].format = "u";
    batch.children[0].buffers = {nullptr, nullptr, nullptr};
  });
  expect("dictionary that is not there", [](ArrowColumn& batch) {
    batch.children[0].dictionary.push_back({"", "u", -1, 0, 0, {nullptr, nullptr, nullptr}, {}, {}});
  });
  const std::uint8_t second_row_null = 1;
  expect("a null row", [&](ArrowColumn& batch) { batch.buffers = {&second_row_null}; });
  expect("null rows", [](ArrowColumn& batch) { batch.null_count = 1; });

  const std::int64_t small = 5;
  const auto expect_view = [&](const char* what, const std::function<void(ArrowColumn&)>& spoil) {
    ArrowColumn column = ArrowColumn::of("c", "vu", texts);
    spoil(column);
    EXPECT_EQ(import_error(arrow_batch({std::move(column)}, 2), what).status(), Status::invalid_data) << what;
  };
  expect_view("text beyond its buffer", [&](ArrowColumn& column) { column.buffers.back() = &small; });
  expect_view("text without its buffer",
              [](ArrowColumn& column) { column.buffers.erase(column.buffers.begin() + 2); });
  expect_view("buffers without sizes", [](ArrowColumn& column) { column.buffers.back() = nullptr; });
}

TEST(ColumnArrowImport, BatchesMustFollowTheSchema) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1});
  const ArrowColumn column = ArrowColumn::of("c", "i", integers);
  for (const std::size_t columns : {0U, 2U}) {
    ArrowSource source(arrow_batch({column}, 1), {arrow_batch(std::vector<ArrowColumn>(columns, column), 1)});
    ArrowTables tables;
    EXPECT_EQ(error_from([&] { tables.add("t", source.stream()); }).status(), Status::invalid_data);
    EXPECT_EQ(source.live(), 0);
  }
  ArrowColumn coded = column;
  coded.dictionary.push_back(ArrowColumn::of("", "i", integers));
  ArrowSource source(arrow_batch({coded}, 1), {arrow_batch({column}, 1)});
  ArrowTables tables;
  EXPECT_EQ(error_from([&] { tables.add("t", source.stream()); }).status(), Status::invalid_data);
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, AStreamOfOneColumnIsNoTable) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1});
  ArrowSource source({ArrowColumn::of("c", "i", integers)});
  ArrowTables tables;
  const Error error = error_from([&] { tables.add("documents", source.stream()); });
  EXPECT_EQ(error.status(), Status::wrong_type);
  EXPECT_THAT(error.what(), HasSubstr("documents"));
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, TheProducersOwnMessageIsPassedOn) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1});
  const auto make = [&] { return arrow_batch({ArrowColumn::of("c", "i", integers)}, 1); };
  const auto fail = [](ArrowSource& source) {
    ArrowTables tables;
    const Error error = error_from([&] { tables.add("documents", source.stream()); });
    EXPECT_EQ(error.status(), Status::invalid_data);
    EXPECT_EQ(source.live(), 0);
    EXPECT_TRUE(tables.views().empty());
    return error;
  };
  ArrowSource no_schema({make()});
  no_schema.fail_schema("file not found: ledger.csv");
  EXPECT_THAT(fail(no_schema).what(), HasSubstr("file not found: ledger.csv"));
  ArrowSource no_batch({make(), make()});
  no_batch.fail_after(1, "bad row 7");
  EXPECT_THAT(fail(no_batch).what(), HasSubstr("bad row 7"));
  ArrowSource silent({make()});
  silent.fail_after(0, nullptr);
  EXPECT_THAT(fail(silent).what(), HasSubstr("code 5"));
  ArrowSource rubbish({make()});
  rubbish.fail_after(0, "\xff");
  EXPECT_THAT(fail(rubbish).what(), HasSubstr("not UTF-8"));
}

TEST(ColumnArrowImport, StreamsThatAreNotThere) {
  ArrowTables tables;
  EXPECT_EQ(error_from([&] { tables.add("t", nullptr); }).status(), Status::null_argument);
  ArrowArrayStream consumed{};
  EXPECT_EQ(error_from([&] { tables.add("t", &consumed); }).status(), Status::invalid_argument);
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1});
  ArrowSource source({arrow_batch({ArrowColumn::of("c", "i", integers)}, 1)});
  ArrowArrayStream* const stream = source.stream();
  stream->get_next = nullptr;
  EXPECT_EQ(error_from([&] { tables.add("t", stream); }).status(), Status::null_argument);
  EXPECT_EQ(source.live(), 0);
}

TEST(ColumnArrowImport, AConsumedStreamIsEmptied) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1});
  ArrowSource source({arrow_batch({ArrowColumn::of("c", "i", integers)}, 1)});
  ArrowArrayStream* const stream = source.stream();
  ArrowTables tables;
  tables.add("t", stream);
  EXPECT_EQ(stream->release, nullptr);
}

TEST(ColumnArrowImport, SeveralTablesAndMoves) {
  const Sample integers = Sample::fixed<std::int32_t>(ColumnType::int32, {1, 2});
  ArrowSource first({arrow_batch({ArrowColumn::of("a", "i", integers)}, 2)});
  ArrowSource second({arrow_batch({ArrowColumn::of("b", "i", integers)}, 2)});
  {
    ArrowTables tables;
    tables.add("documents", first.stream());
    tables.add("applications", second.stream());
    ArrowTables moved(std::move(tables));
    const std::vector<ChunkedTable> gathered = gather_tables(moved.views());
    ASSERT_EQ(gathered.size(), 2U);
    EXPECT_EQ(gathered[0].name(), "documents");
    EXPECT_EQ(gathered[1].find("b")->name(), "applications.b");
    ArrowTables other;
    other = std::move(moved);
    EXPECT_EQ(other.views().size(), 2U);
    EXPECT_GT(first.live(), 0);
  }
  EXPECT_EQ(first.live(), 0);
  EXPECT_EQ(second.live(), 0);
}

}  // namespace
}  // namespace openitem::column_test::column_arrow_import_test
