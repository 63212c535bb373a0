// What is refused before any cell is read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "column_samples.hpp"

namespace openitem::column_test::column_gather_test {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kValues[] = {1, 2};

ColumnView integers(const char* name) {
  ColumnView view;
  view.name = name;
  view.type = ColumnType::int64;
  view.values = kValues;
  return view;
}

Error gather_error(std::span<const TableView> tables) {
  return error_from([&] { (void)gather_tables(tables); });
}

TEST(ColumnGather, TablesInOrderWithTheirColumns) {
  const ColumnView columns[] = {integers("b"), integers("a"), integers("")};
  const TableView tables[] = {{"documents", columns, 3, 0, 2},
                              {"applications", columns, 1, 0, 0},
                              {"documents", columns, 3, 0, 1},
                              {"empty", nullptr, 0, 0, 5}};
  const std::vector<ChunkedTable> gathered = gather_tables(tables);
  ASSERT_EQ(gathered.size(), 3U);
  EXPECT_EQ(gathered[0].name(), "documents");
  EXPECT_EQ(gathered[0].rows(), 3);
  EXPECT_EQ(gathered[0].columns()[0].name(), "documents.b");
  EXPECT_EQ(gathered[0].find("a"), &gathered[0].columns()[1]);
  EXPECT_EQ(gathered[0].find("")->short_name(), "");
  EXPECT_EQ(gathered[0].find("c"), nullptr);
  EXPECT_EQ(gathered[0].columns()[0].chunks().size(), 2U);
  EXPECT_EQ(gathered[0].columns()[0].chunks()[1].first_row, 2);
  EXPECT_EQ(gathered[2].rows(), 5);
  EXPECT_TRUE(gather_tables({}).empty());
}

TEST(ColumnGather, TablesThatAreRefused) {
  const ColumnView column = integers("a");
  const auto status = [](TableView table) { return gather_error(std::span(&table, 1)).status(); };
  EXPECT_EQ(status({nullptr, &column, 1, 0, 2}), Status::null_argument);
  EXPECT_EQ(status({"\xff", &column, 1, 0, 2}), Status::invalid_text);
  EXPECT_EQ(status({"t", nullptr, 1, 0, 2}), Status::null_argument);
  EXPECT_EQ(status({"t", &column, -1, 0, 2}), Status::out_of_bounds);
  EXPECT_EQ(status({"t", &column, 1, 1, 2}), Status::invalid_argument);
  EXPECT_EQ(status({"t", &column, 1, 0, -1}), Status::out_of_bounds);
  EXPECT_EQ(status({"t", &column, 1, 0, std::numeric_limits<std::int64_t>::max()}), Status::out_of_bounds);
  const TableView halves[] = {{"t", nullptr, 0, 0, kMaxTableRows}, {"t", nullptr, 0, 0, 1}};
  EXPECT_EQ(gather_error(halves).status(), Status::out_of_bounds);
}

TEST(ColumnGather, ColumnsThatAreRefused) {
  const auto expect = [](Status status, const char* what, const std::function<void(ColumnView&)>& spoil) {
    ColumnView column = integers("a");
    spoil(column);
    const TableView table = {"t", &column, 1, 0, 2};
    const Error error = gather_error(std::span(&table, 1));
    EXPECT_EQ(error.status(), status) << what;
    if (status != Status::ok && column.name != nullptr && *column.name == 'a') {
      EXPECT_EQ(error.column(), "t.a") << what;
    }
  };
  ColumnView text = integers("");
  text.type = ColumnType::text;
  text.offsets = kValues;
  ColumnView floats = integers("");
  floats.type = ColumnType::float64;
  expect(Status::ok, "nothing", [](ColumnView&) {});
  expect(Status::null_argument, "name", [](ColumnView& c) { c.name = nullptr; });
  expect(Status::invalid_text, "name", [](ColumnView& c) { c.name = "\xc3"; });
  expect(Status::not_set, "type", [](ColumnView& c) { c.type = ColumnType::none; });
  expect(Status::wrong_type, "type", [](ColumnView& c) { c.type = static_cast<ColumnType>(99); });
  expect(Status::wrong_type, "type", [](ColumnView& c) { c.type = static_cast<ColumnType>(-1); });
  expect(Status::out_of_bounds, "scale", [](ColumnView& c) { c.scale = 2; });
  expect(Status::out_of_bounds, "scale", [](ColumnView& c) {
    c.type = ColumnType::decimal128;
    c.scale = 39;
  });
  expect(Status::out_of_bounds, "scale", [](ColumnView& c) {
    c.type = ColumnType::timestamp;
    c.scale = 1;
  });
  expect(Status::out_of_bounds, "offset", [](ColumnView& c) { c.offset = -1; });
  expect(Status::out_of_bounds, "offset",
         [](ColumnView& c) { c.offset = std::numeric_limits<std::int64_t>::max(); });
  expect(Status::null_argument, "values", [](ColumnView& c) { c.values = nullptr; });
  expect(Status::null_argument, "offsets", [](ColumnView& c) { c.type = ColumnType::text; });
  expect(Status::null_argument, "views", [](ColumnView& c) {
    c.type = ColumnType::text_view;
    c.values = nullptr;
  });
  expect(Status::null_argument, "unreadable", [](ColumnView& c) {
    c.type = ColumnType::unreadable;
    c.values = nullptr;
  });
  expect(Status::null_argument, "dictionary", [](ColumnView& c) { c.type = ColumnType::dictionary; });
  const auto with_dictionary = [&](ColumnView& c, const ColumnView& values, std::int64_t rows) {
    c.type = ColumnType::dictionary;
    c.dictionary = &values;
    c.dictionary_rows = rows;
  };
  expect(Status::ok, "dictionary", [&](ColumnView& c) { with_dictionary(c, text, 1); });
  expect(Status::out_of_bounds, "dictionary rows", [&](ColumnView& c) { with_dictionary(c, text, -1); });
  expect(Status::wrong_type, "dictionary of floats", [&](ColumnView& c) { with_dictionary(c, floats, 1); });
  ColumnView nested = text;
  nested.type = ColumnType::dictionary;
  expect(Status::wrong_type, "dictionary of dictionaries",
         [&](ColumnView& c) { with_dictionary(c, nested, 1); });
  ColumnView broken = text;
  broken.offsets = nullptr;
  expect(Status::null_argument, "dictionary without offsets",
         [&](ColumnView& c) { with_dictionary(c, broken, 1); });
}

TEST(ColumnGather, EmptyColumnsNeedNoBuffers) {
  for (std::int32_t type = 1; type <= 20; ++type) {
    if (type == static_cast<std::int32_t>(ColumnType::dictionary)) continue;
    ColumnView column;
    column.name = "a";
    column.type = static_cast<ColumnType>(type);
    const TableView table = {"t", &column, 1, 0, 0};
    EXPECT_EQ(gather_error(std::span(&table, 1)).status(), Status::ok) << type;
  }
}

TEST(ColumnGather, ChunksMustAgree) {
  const ColumnView ab[] = {integers("a"), integers("b")};
  const ColumnView ba[] = {integers("b"), integers("a")};
  const TableView fewer[] = {{"t", ab, 2, 0, 1}, {"t", ab, 1, 0, 1}};
  EXPECT_EQ(gather_error(fewer).status(), Status::invalid_argument);
  const TableView reordered[] = {{"t", ab, 2, 0, 1}, {"t", ba, 2, 0, 1}};
  EXPECT_EQ(gather_error(reordered).status(), Status::invalid_argument);
  ColumnView floats = integers("a");
  floats.type = ColumnType::float64;
  const TableView mixed[] = {{"t", ab, 1, 0, 1}, {"t", &floats, 1, 0, 1}};
  const Error error = gather_error(mixed);
  EXPECT_EQ(error.status(), Status::wrong_type);
  EXPECT_EQ(error.column(), "t.a");
  ColumnView narrow = integers("a");
  narrow.type = ColumnType::int8;
  const TableView widths[] = {{"t", ab, 1, 0, 1}, {"t", &narrow, 1, 0, 1}};
  EXPECT_EQ(gather_error(widths).status(), Status::ok);
}

TEST(ColumnGather, AColumnTwiceIsRefusedByName) {
  const ColumnView columns[] = {integers("a"), integers("b"), integers("a")};
  const TableView table = {"t", columns, 3, 0, 1};
  const Error error = gather_error(std::span(&table, 1));
  EXPECT_EQ(error.status(), Status::invalid_argument);
  EXPECT_THAT(error.what(), HasSubstr("'a'"));
}

TEST(ColumnGather, AHundredThousandColumns) {
  std::vector<std::string> names;
  for (int i = 0; i < 100'000; ++i) names.push_back("column " + std::to_string(i));
  std::vector<ColumnView> columns;
  for (const std::string& name : names) columns.push_back(integers(name.c_str()));
  const TableView chunks[] = {{"t", columns.data(), 100'000, 0, 1}, {"t", columns.data(), 100'000, 0, 1}};
  const std::vector<ChunkedTable> gathered = gather_tables(chunks);
  ASSERT_EQ(gathered[0].columns().size(), 100'000U);
  EXPECT_EQ(gathered[0].find("column 99999"), &gathered[0].columns()[99'999]);
  columns.push_back(integers("column 5"));
  const TableView twice = {"t", columns.data(), 100'001, 0, 1};
  EXPECT_EQ(gather_error(std::span(&twice, 1)).status(), Status::invalid_argument);
}

}  // namespace
}  // namespace openitem::column_test::column_gather_test
