// Arrow streams out: what a consumer of the C interface sees, and the way back in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "arrow_source.hpp"
#include "openitem/money.hpp"

namespace openitem::column_test::column_arrow_export_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Table sample_table() {
  Table table("rows");
  table.add(Column::text("currency", {"EUR", "JPY", "KWD", nullptr}));
  table.add(Column::int64("amount", {105'000, -7, 1'234, 0}, ColumnRole::money).with_validity({1, 1, 1, 0}));
  table.add(Column::int64("count", {1, 2, 3, 4}, ColumnRole::count));
  table.add(Column::int32("days", {-1, 0, 1, 2}, ColumnRole::days));
  table.add(Column::float64("share", {0.5, -0.25, 0, 1}));
  table.add(Column::dates("due", {"2024-06-30", nullptr, "1969-12-31", "1970-01-01"}));
  table.add(Column::text("label", {"ä", "", "not_due", "over_90"}));
  return table;
}

ArrowArrayStream exported(const Table& table, MoneyOutput money) {
  ArrowArrayStream stream{};
  export_arrow(table, money, &stream);
  return stream;
}

TEST(ColumnArrowExport, SchemaNamesFormatsAndOrder) {
  ArrowArrayStream stream = exported(sample_table(), MoneyOutput::decimal);
  for (int time = 0; time < 2; ++time) {
    ArrowSchema schema{};
    ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
    EXPECT_STREQ(schema.format, "+s");
    std::vector<std::string> described;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      described.push_back(std::string(schema.children[i]->name) + " " + schema.children[i]->format);
    }
    // KWD has three decimals, the most of the three currencies (ISO 4217).
    EXPECT_THAT(described, ElementsAre("currency U", "amount d:38,3", "count l", "days i", "share g",
                                       "due tdD", "label U"));
    schema.release(&schema);
    EXPECT_EQ(schema.release, nullptr);
  }
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
}

TEST(ColumnArrowExport, OneBatchThenTheEnd) {
  ArrowArrayStream stream = exported(sample_table(), MoneyOutput::decimal);
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.length, 4);
  EXPECT_EQ(batch.n_children, 7);
  EXPECT_EQ(batch.children[1]->null_count, 1);
  EXPECT_EQ(batch.children[2]->null_count, 0);
  const auto* const halves = static_cast<const std::int64_t*>(batch.children[1]->buffers[1]);
  // EUR 1,050.00, JPY -7 and KWD 1.234 in thousandths.
  EXPECT_EQ(halves[0], 1'050'000);
  EXPECT_EQ(halves[1], 0);
  EXPECT_EQ(halves[2], -7'000);
  EXPECT_EQ(halves[3], -1);
  EXPECT_EQ(halves[4], 1'234);
  ArrowArray end{};
  ASSERT_EQ(stream.get_next(&stream, &end), 0);
  EXPECT_EQ(end.release, nullptr);
  EXPECT_EQ(stream.get_last_error(&stream), nullptr);
  stream.release(&stream);
  // The batch outlives its stream, and a child that was moved out outlives the batch.
  ArrowArray label = *batch.children[6];
  batch.children[6]->release = nullptr;
  batch.release(&batch);
  EXPECT_EQ(batch.release, nullptr);
  const auto* const offsets = static_cast<const std::int64_t*>(label.buffers[1]);
  EXPECT_EQ(std::string_view(static_cast<const char*>(label.buffers[2]) + offsets[2],
                             static_cast<std::size_t>(offsets[3] - offsets[2])),
            "not_due");
  label.release(&label);
}

TEST(ColumnArrowExport, TheWayBackKeepsEveryCell) {
  const Table table = sample_table();
  ArrowArrayStream stream = exported(table, MoneyOutput::decimal);
  ArrowTables imported;
  imported.add("rows", &stream);
  const std::vector<ChunkedTable> tables = gather_tables(imported.views());
  const std::uint8_t decimals[] = {2, 0, 3, 2};
  const MoneyCells amounts = read_money(*tables[0].find("amount"), decimals, MoneyForm::exact, 1);
  EXPECT_THAT(amounts.minor, ElementsAre(105'000, -7, 1'234, 0));
  EXPECT_THAT(amounts.is_null, ElementsAre(0, 0, 0, 1));
  EXPECT_TRUE(amounts.problems.empty());
  EXPECT_THAT(read_integers(*tables[0].find("count"), 1).values, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(read_integers(*tables[0].find("days"), 1).values, ElementsAre(-1, 0, 1, 2));
  EXPECT_THAT(read_texts(*tables[0].find("label"), 1).values, ElementsAre("ä", "", "not_due", "over_90"));
  EXPECT_THAT(read_texts(*tables[0].find("currency"), 1).values, ElementsAre("EUR", "JPY", "KWD", ""));
  EXPECT_EQ(show_cell(*tables[0].find("due"), 0), "2024-06-30");
  EXPECT_EQ(show_cell(*tables[0].find("due"), 1), "");
  EXPECT_EQ(show_cell(*tables[0].find("due"), 2), "1969-12-31");
  EXPECT_EQ(show_cell(*tables[0].find("share"), 1), "-0.25");
}

TEST(ColumnArrowExport, MinorUnitsAndFloats) {
  ArrowArrayStream minor = exported(sample_table(), MoneyOutput::minor);
  ArrowTables imported;
  imported.add("minor", &minor);
  ArrowArrayStream floating = exported(sample_table(), MoneyOutput::floating);
  imported.add("floating", &floating);
  const std::vector<ChunkedTable> tables = gather_tables(imported.views());
  EXPECT_EQ(tables[0].find("amount")->type(), ColumnType::int64);
  EXPECT_THAT(read_integers(*tables[0].find("amount"), 1).values, ElementsAre(105'000, -7, 1'234, 0));
  EXPECT_EQ(tables[1].find("amount")->type(), ColumnType::float64);
  EXPECT_EQ(show_cell(*tables[1].find("amount"), 0), "1050");
  EXPECT_EQ(show_cell(*tables[1].find("amount"), 1), "-7");
  EXPECT_EQ(show_cell(*tables[1].find("amount"), 2), "1.234");
}

TEST(ColumnArrowExport, TheLargestAmountSurvives) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  Table table("rows");
  table.add(Column::text("currency", {"JPY", "CLF"}));  // 0 and 4 decimals
  table.add(Column::int64("amount", {least, 1}, ColumnRole::money));
  ArrowArrayStream stream = exported(table, MoneyOutput::decimal);
  ArrowTables imported;
  imported.add("rows", &stream);
  const std::vector<ChunkedTable> tables = gather_tables(imported.views());
  EXPECT_EQ(show_cell(*tables[0].find("amount"), 0), "-9223372036854775808.0000");
  EXPECT_EQ(show_cell(*tables[0].find("amount"), 1), "0.0001");
}

TEST(ColumnArrowExport, EmptyTables) {
  Table table("rows");
  table.add(Column::text("currency", std::span<const std::string_view>()));
  table.add(Column::int64("amount", {}, ColumnRole::money));
  for (const Table& exported_table : {table, Table("nothing")}) {
    for (const MoneyOutput money : {MoneyOutput::decimal, MoneyOutput::minor, MoneyOutput::floating}) {
      ArrowArrayStream stream = exported(exported_table, money);
      ArrowTables imported;
      imported.add("rows", &stream);
      const std::vector<ChunkedTable> tables = gather_tables(imported.views());
      EXPECT_EQ(tables.at(0).rows(), 0);
      EXPECT_EQ(tables[0].columns().size(), exported_table.columns().size());
    }
  }
}

TEST(ColumnArrowExport, Errors) {
  const auto error_of_export = [](const Table& table, MoneyOutput money) {
    ArrowArrayStream untouched{};
    const Error error = error_from([&] { export_arrow(table, money, &untouched); });
    EXPECT_EQ(untouched.release, nullptr);
    return error;
  };
  Table no_currency("rows");
  no_currency.add(Column::int64("amount", {1}, ColumnRole::money));
  EXPECT_EQ(error_of_export(no_currency, MoneyOutput::decimal).status(), Status::missing_column);
  EXPECT_EQ(error_of_export(no_currency, MoneyOutput::floating).status(), Status::missing_column);
  ArrowArrayStream minor = exported(no_currency, MoneyOutput::minor);
  minor.release(&minor);

  Table null_currency("rows");
  null_currency.add(Column::text("currency", {"EUR", nullptr}));
  null_currency.add(Column::int64("amount", {1, 2}, ColumnRole::money));
  const Error missing = error_of_export(null_currency, MoneyOutput::decimal);
  EXPECT_EQ(missing.status(), Status::missing_value);
  EXPECT_EQ(missing.row(), 1);
  EXPECT_EQ(missing.column(), "rows.amount");

  Table strange("rows");
  strange.add(Column::text("currency", {"EURO"}));
  strange.add(Column::int64("amount", {1}, ColumnRole::money));
  EXPECT_EQ(error_of_export(strange, MoneyOutput::decimal).status(), Status::unknown_name);

  EXPECT_EQ(error_of_export(sample_table(), static_cast<MoneyOutput>(3)).status(), Status::invalid_argument);
  EXPECT_EQ(error_from([] { export_arrow(sample_table(), MoneyOutput::minor, nullptr); }).status(),
            Status::null_argument);
}

}  // namespace
}  // namespace openitem::column_test::column_arrow_export_test
