// Owned columns, tables and results.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "column_samples.hpp"
#include "openitem/column.hpp"

namespace openitem::column_test::column_table_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ColumnTable, ColumnsShowWhatWasPutIn) {
  const Column amounts = Column::int64("amount", {1, -2}, ColumnRole::money);
  EXPECT_EQ(amounts.type(), ColumnType::int64);
  EXPECT_EQ(amounts.role(), ColumnRole::money);
  EXPECT_EQ(amounts.rows(), 2);
  EXPECT_FALSE(amounts.has_nulls());
  EXPECT_THAT(amounts.int64s(), ElementsAre(1, -2));

  const Column dates = Column::dates("due", {"2024-06-30", nullptr, ""});
  EXPECT_EQ(dates.type(), ColumnType::date32);
  EXPECT_EQ(dates.int32s()[0], 19'904);
  EXPECT_FALSE(dates.is_null(0));
  EXPECT_TRUE(dates.is_null(1));
  EXPECT_TRUE(dates.is_null(2));

  const Column texts = Column::text("name", {"a", nullptr, "", "ä"});
  EXPECT_EQ(texts.text_at(3), "ä");
  EXPECT_TRUE(texts.is_null(1));
  EXPECT_FALSE(texts.is_null(2));
  EXPECT_THAT(Column::float64("share", {0.5}).float64s(), ElementsAre(0.5));
  EXPECT_THAT(Column::int32("days", {3}).int32s(), ElementsAre(3));
}

TEST(ColumnTable, ColumnsRefuseOtherTypesAndRows) {
  const Column amounts = Column::int64("amount", {1});
  EXPECT_EQ(error_from([&] { (void)amounts.int32s(); }).status(), Status::wrong_type);
  EXPECT_EQ(error_from([&] { (void)amounts.float64s(); }).status(), Status::wrong_type);
  EXPECT_EQ(error_from([&] { (void)amounts.text_at(0); }).status(), Status::wrong_type);
  const Column texts = Column::text("name", {"a"});
  EXPECT_EQ(error_from([&] { (void)texts.int64s(); }).status(), Status::wrong_type);
  EXPECT_EQ(error_from([&] { (void)texts.text_at(1); }).status(), Status::out_of_bounds);
  EXPECT_EQ(error_from([&] { (void)texts.text_at(-1); }).status(), Status::out_of_bounds);
  EXPECT_FALSE(texts.is_null(5));
  EXPECT_EQ(error_from([] { (void)Column::int32("a", {1}, ColumnRole::money); }).status(),
            Status::invalid_argument);
  EXPECT_EQ(error_from([] { (void)Column::int64("", {1}); }).status(), Status::invalid_argument);
  EXPECT_EQ(error_from([] { (void)Column::int64("\xff", {1}); }).status(), Status::invalid_text);
  EXPECT_EQ(error_from([] { (void)Column::int64(std::string("a\0b", 3), {1}); }).status(),
            Status::invalid_argument);
  const Error bad_date = error_from([] { (void)Column::dates("due", {"2024-06-30", "2024-02-30"}); });
  EXPECT_EQ(bad_date.status(), Status::invalid_data);
  EXPECT_EQ(bad_date.row(), 1);
  EXPECT_EQ(bad_date.column(), "due");
  const std::string_view bad_text[] = {"a", "\xff"};
  const Error not_utf8 = error_from([&] { (void)Column::text("name", bad_text); });
  EXPECT_EQ(not_utf8.status(), Status::invalid_text);
  EXPECT_EQ(not_utf8.row(), 1);
}

TEST(ColumnTable, TextsFromOffsetsAndBytes) {
  const Column texts = Column::text("name", {0, 1, 1, 3}, {'a', '\xc3', '\xa4'});
  EXPECT_EQ(texts.rows(), 3);
  EXPECT_EQ(texts.text_at(0), "a");
  EXPECT_EQ(texts.text_at(1), "");
  EXPECT_EQ(texts.text_at(2), "ä");
  const auto status = [](std::vector<std::int64_t> offsets, std::vector<char> bytes) {
    return error_from([&] { (void)Column::text("name", offsets, bytes); }).status();
  };
  EXPECT_EQ(status({}, {}), Status::invalid_argument);
  EXPECT_EQ(status({0, 2, 1, 3}, {'a', 'b', 'c'}), Status::invalid_argument);
  EXPECT_EQ(status({1, 3}, {'a', 'b', 'c'}), Status::invalid_argument);
  EXPECT_EQ(status({0, 2}, {'a', 'b', 'c'}), Status::invalid_argument);
  EXPECT_EQ(status({0, 1, 2}, {'\xc3', '\xa4'}), Status::invalid_text);
  EXPECT_EQ(status({0}, {}), Status::ok);
}

TEST(ColumnTable, Validity) {
  std::vector<std::int32_t> days(20, 7);
  std::vector<std::uint8_t> valid(20, 1);
  EXPECT_FALSE(Column::int32("d", days).with_validity(valid).has_nulls());
  valid[0] = valid[8] = valid[19] = 0;
  const Column column = Column::int32("d", days).with_validity(valid);
  for (std::int64_t row = 0; row < 20; ++row) {
    EXPECT_EQ(column.is_null(row), valid[static_cast<std::size_t>(row)] == 0) << row;
  }
  const bool flags[] = {true, false};
  EXPECT_TRUE(Column::int32("d", {1, 2}).with_validity(flags).is_null(1));
  EXPECT_EQ(error_from([&] { (void)Column::int32("d", {1}).with_validity(flags); }).status(),
            Status::ragged_columns);
}

TEST(ColumnTable, TablesCheckLengthsAndNames) {
  Table table("rows");
  table.add(Column::int64("a", {1, 2})).add(Column::text("b", {"x", "y"}));
  EXPECT_EQ(table.rows(), 2);
  EXPECT_TRUE(table.has_column("b"));
  EXPECT_FALSE(table.has_column("c"));
  EXPECT_THAT(table.int64s("a"), ElementsAre(1, 2));
  EXPECT_EQ(table.text_at("b", 1), "y");
  const Error ragged = error_from([&] { table.add(Column::int64("c", {1})); });
  EXPECT_EQ(ragged.status(), Status::ragged_columns);
  EXPECT_EQ(ragged.column(), "rows.c");
  EXPECT_EQ(error_from([&] { table.add(Column::int64("a", {1, 2})); }).status(), Status::invalid_argument);
  const Error unknown = error_from([&] { (void)table.column("c"); });
  EXPECT_EQ(unknown.status(), Status::unknown_name);
  EXPECT_THAT(unknown.what(), HasSubstr("a, b"));
  EXPECT_EQ(table.columns().size(), 2U);
}

TEST(ColumnTable, ViewsReadBackTheSame) {
  const std::vector<Table> tables = [] {
    std::vector<Table> made;
    made.push_back(Table("documents"));
    made.back().add(Column::int64("amount", {1, 2}).with_validity({1, 0}));
    made.back().add(Column::text("id", {"b", nullptr}));
    made.back().add(Column::dates("due", {"2024-06-30", ""}));
    made.push_back(Table("applications"));
    made.back().add(Column::float64("x", {0.5}));
    return made;
  }();
  const TableViews views(tables);
  const std::vector<ChunkedTable> gathered = gather_tables(views.views());
  ASSERT_EQ(gathered.size(), 2U);
  EXPECT_EQ(gathered[0].rows(), 2);
  EXPECT_EQ(show_cell(*gathered[0].find("amount"), 0), "1");
  EXPECT_EQ(show_cell(*gathered[0].find("amount"), 1), "");
  EXPECT_THAT(read_keys(*gathered[0].find("id"), 1).codes, ElementsAre(0, kNoKey));
  EXPECT_EQ(show_cell(*gathered[0].find("due"), 0), "2024-06-30");
  EXPECT_EQ(show_cell(*gathered[1].find("x"), 0), "0.5");
}

TEST(ColumnTable, Results) {
  Table rows("rows");
  rows.add(Column::int64("a", {1}));
  const Result result(std::vector<Table>{rows, Table("proof")});
  EXPECT_EQ(result.table("rows").rows(), 1);
  EXPECT_TRUE(result.has_table("proof"));
  const Error unknown = error_from([&] { (void)result.table("findings"); });
  EXPECT_EQ(unknown.status(), Status::unknown_name);
  EXPECT_THAT(unknown.what(), HasSubstr("rows, proof"));
  EXPECT_THAT(error_from([] { (void)Result().table("rows"); }).what(), HasSubstr("none"));
  const Result more = result.with(Result(std::vector<Table>{Table("findings")}));
  EXPECT_EQ(more.tables().size(), 3U);
  EXPECT_EQ(more.tables()[2].name(), "findings");
  EXPECT_EQ(result.tables().size(), 2U);
  EXPECT_EQ(error_from([&] { (void)result.with(result); }).status(), Status::invalid_argument);
}

}  // namespace
}  // namespace openitem::column_test::column_table_test
