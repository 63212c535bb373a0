// Aging of item columns: docs/methods/aging.md, section 7.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_items_test {
namespace {

using aging_test::about;
using aging_test::bytes_of;
using aging_test::cells;
using aging_test::error_of;
using aging_test::figure;
using aging_test::proof_amount;
using aging_test::proof_lines;
using aging_test::text_table;
using aging_test::TextColumn;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = std::vector<std::string>;
const Date kAsOf("2024-06-30");

ItemOptions in_euros(RowPolicy policy = RowPolicy::strict, MoneyForm money = MoneyForm::exact) {
  ItemOptions options;
  options.currency = "EUR";
  options.row_policy = policy;
  options.money = money;
  return options;
}

Aging age(const std::vector<Table>& tables, const AgingOptions& options = {},
          const ItemOptions& items = in_euros()) {
  const TableViews views(tables);
  return compute_aging(views.views(), kAsOf, options, items);
}
Aging age(const std::vector<TextColumn>& columns, const AgingOptions& options = {},
          const ItemOptions& items = in_euros()) {
  return age(std::vector<Table>{text_table("items", columns)}, options, items);
}

const std::vector<TextColumn> kItems = {{"customer", {"B", "A", "A", "B"}},
                                        {"due_date", {"2024-06-01", "2024-07-15", "2024-03-01", ""}},
                                        {"amount", {"10.00", "20.00", "30.00", "-4.00"}}};

TEST(ItemAging, GivesTheSameTablesAndItsFindings) {
  const Aging aging = age(kItems);
  std::vector<std::string> names;
  for (const Table& table : aging.tables()) names.push_back(table.name());
  EXPECT_THAT(names, ElementsAre("rows", "totals", "proof", "about", "findings"));
  EXPECT_THAT(
      cells(aging.table("rows"), {"customer", "currency", "not_due", "d1_30", "d31_60", "d61_90", "over_90",
                                  "unapplied", "total", "open_items", "overdue_documents"}),
      ElementsAre(Row{"A", "EUR", "2000", "0", "0", "0", "3000", "0", "5000", "2", "1"},
                  Row{"B", "EUR", "0", "1000", "0", "0", "0", "-400", "600", "2", "1"}));
  EXPECT_THAT(proof_lines(aging),
              ElementsAre(Row{"EUR", "items_read", "4", "5600"}, Row{"EUR", "open_items", "4", "5600"},
                          Row{"EUR", "reported", "4", "5600"}, Row{"EUR", "buckets", "4", "5600"},
                          Row{"EUR", "difference", "0", "0"}));
  EXPECT_EQ(aging.table("findings").rows(), 0);
}

// Integer customers, dates and minor units in memory, in one chunk or several.
Table plain_items(std::vector<std::int32_t> customers, std::vector<std::int32_t> days,
                  std::vector<std::int64_t> minor) {
  Table table("items");
  table.add(Column::int32("customer", std::move(customers)));
  table.add(Column::date("due_date", std::move(days)));
  table.add(Column::int64("amount", std::move(minor)));
  return table;
}

TEST(ItemAging, PlainColumnsAndAnyOtherTypesGiveTheSameBytes) {
  const std::int32_t day = kAsOf.days();
  const std::vector<std::int32_t> customers = {7, -3, 7, 900, 7, -3};
  const std::vector<std::int32_t> days = {day - 1, day, day - 31, day + 9, day - 200, day - 60};
  const std::vector<std::int64_t> minor = {100, -250, 0, 300, 77, 5};
  const ItemOptions minor_units = in_euros(RowPolicy::strict, MoneyForm::minor);
  Table wide("items");  // a column of customers of all types leads to the general way: no int32 or int64
  std::vector<std::string> keys;
  wide.add(Column::int64("customer", {7, -3, 7, 900, 7, -3}));
  wide.add(Column::int64("amount", minor));
  wide.add(Column::date("issue_date", std::vector<std::int32_t>(6, day))
               .with_validity(std::vector<std::uint8_t>(6, 0)));
  wide.add(Column::date("due_date", days));
  const std::vector<Table> chunks = {plain_items({7, -3, 7}, {days[0], days[1], days[2]}, {100, -250, 0}),
                                     plain_items({}, {}, {}),
                                     plain_items({900, 7, -3}, {days[3], days[4], days[5]}, {300, 77, 5})};
  for (const CreditMode mode : {CreditMode::own_column, CreditMode::own_age}) {
    AgingOptions options;
    options.credits = mode;
    const Aging whole = age({plain_items(customers, days, minor)}, options, minor_units);
    EXPECT_EQ(bytes_of(whole), bytes_of(age({wide}, options, minor_units)));
    EXPECT_EQ(bytes_of(whole), bytes_of(age(chunks, options, minor_units)));
    EXPECT_EQ(proof_amount(whole, "difference"), 0);
  }
  EXPECT_THAT(age(chunks, {}, minor_units).table("rows").int64s("customer"), ElementsAre(-3, 7, 900));
}

// One row outside what the quick way takes, and the general way must take over with the same rules.
TEST(ItemAging, ADateOutOfRangeInPlainColumnsIsFound) {
  const Table table = plain_items({1, 2}, {kAsOf.days(), Date::max_days + 1}, {100, 200});
  const auto error = error_of([&] { age({table}, {}, in_euros(RowPolicy::strict, MoneyForm::minor)); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::date_out_of_range);
  EXPECT_EQ(error->row(), 1);
  EXPECT_EQ(error->column(), "items.due_date");
  const Aging marked = age({table}, {}, in_euros(RowPolicy::mark, MoneyForm::minor));
  EXPECT_EQ(proof_amount(marked, "items_read"), 300);
  EXPECT_EQ(proof_amount(marked, "excluded_out_of_range"), -200);
  EXPECT_EQ(proof_amount(marked, "buckets"), 100);
}

TEST(ItemAging, ASumBeyondTheLimitIsRefusedUnderEitherPolicy) {
  const std::int64_t half = std::int64_t{1} << 61;
  const std::int32_t day = kAsOf.days();
  for (const RowPolicy policy : {RowPolicy::strict, RowPolicy::mark}) {
    const ItemOptions options = in_euros(policy, MoneyForm::minor);
    const auto error = error_of([&] {
      age({plain_items({1, 1, 1}, {day, day, day}, {5, half, -half})}, {}, options);
    });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->status(), Status::overflow);
    EXPECT_EQ(error->row(), 2);
    EXPECT_EQ(proof_amount(age({plain_items({1, 1}, {day, day}, {half, 1 - half})}, {}, options), "buckets"),
              1);
  }
}

TEST(ItemAging, FarApartCustomersAreNoTrouble) {
  const std::int32_t day = kAsOf.days();
  Table table("items");
  table.add(Column::int64("customer", {INT64_MAX, INT64_MIN, 0}));
  table.add(Column::date("due_date", {day, day, day}));
  table.add(Column::int64("amount", {1, 2, 3}));
  const Aging aging = age({table}, {}, in_euros(RowPolicy::strict, MoneyForm::minor));
  EXPECT_THAT(aging.table("rows").int64s("customer"), ElementsAre(INT64_MIN, 0, INT64_MAX));
}

TEST(ItemAging, AMissingDueDateIsReplacedByTheIssueDateElseNotDue) {
  const std::vector<TextColumn> items = {{"customer", {"A", "B"}},
                                         {"due_date", {"", ""}},
                                         {"issue_date", {"2024-06-20", ""}},
                                         {"amount", {"10.00", "20.00"}}};
  const Aging aging = age(items);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "A", "d1_30"), 1000);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "B", "not_due"), 2000);
  EXPECT_EQ(about(aging, "missing_date_items"), "2");
  EXPECT_THAT(
      cells(aging.table("findings"), {"rule", "severity", "table", "row", "column", "currency", "amount"}),
      ElementsAre(Row{"missing_due_date", "suspicion", "items", "0", "due_date", "EUR", "1000"},
                  Row{"missing_due_date", "suspicion", "items", "1", "due_date", "EUR", "2000"}));
  AgingOptions options;
  options.missing_date = MissingDate::not_due;
  EXPECT_EQ(figure(age(items, options).table("rows"), "customer", "A", "not_due"), 1000);
}

TEST(ItemAging, CreditsRunFromTheDateOfTheBasisElseTheOther) {
  AgingOptions options;
  options.credits = CreditMode::own_age;
  const Aging aging = age({{"customer", {"A", "B", "C"}},
                           {"due_date", {"2024-06-20", "", ""}},
                           {"issue_date", {"2024-01-01", "2024-05-15", ""}},
                           {"amount", {"-10.00", "-20.00", "-30.00"}}},
                          options);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "A", "d1_30"), -1000);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "B", "d31_60"), -2000);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "C", "not_due"), -3000);
  EXPECT_EQ(about(aging, "missing_date_items"), "0");
}

TEST(ItemAging, TheIssueBasisNeedsItsColumn) {
  AgingOptions options;
  options.basis = AgingBasis::issue;
  const auto error = error_of([&] { age(kItems, options); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_column);
  EXPECT_EQ(error->column(), "items.issue_date");
  const Aging aging = age({{"customer", {"A", "A"}},
                           {"due_date", {"2024-05-01", "2024-05-01"}},
                           {"issue_date", {"2024-04-01", ""}},
                           {"amount", {"1.00", "2.00"}}},
                          options);
  EXPECT_THAT(cells(aging.table("rows"), {"d0_30", "d61_90", "overdue_documents"}),
              ElementsAre(Row{"200", "100", "2"}));
  EXPECT_EQ(about(aging, "missing_date_items"), "1");
}

TEST(ItemAging, NettingWorksOnRows) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  const Aging aging = age({{"customer", {"A", "A", "A", "B"}},
                           {"due_date", {"2024-06-01", "2024-03-01", "2024-06-20", ""}},
                           {"amount", {"10.00", "20.00", "-25.00", "-3.00"}}},
                          options);
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "d1_30", "over_90", "credit_balance", "open_items"}),
              ElementsAre(Row{"A", "500", "0", "0", "1"}, Row{"B", "0", "0", "-300", "1"}));
  EXPECT_EQ(proof_amount(aging, "open_items"), 200);
}

TEST(ItemAging, ExcludedCreditsAreALine) {
  AgingOptions options;
  options.credits = CreditMode::excluded;
  const Aging aging = age(kItems, options);
  EXPECT_EQ(proof_amount(aging, "excluded_credits"), 400);
  EXPECT_EQ(proof_amount(aging, "buckets"), 6000);
}

TEST(ItemAging, GroupsByEntityAndDimensionsWithMissingOnesLast) {
  ItemOptions items = in_euros();
  items.map = {{"items", "dimension", "region"}};
  AgingOptions options;
  options.by = {"entity", "region"};
  const Aging aging = age({{"customer", {"A", "A", "A"}},
                           {"due_date", {"", "", ""}},
                           {"amount", {"1", "2", "3"}},
                           {"entity", {"", "E", "E"}},
                           {"region", {"R", "", "R"}}},
                          options, items);
  EXPECT_THAT(cells(aging.table("rows"), {"entity", "region", "total"}),
              ElementsAre(Row{"E", "R", "300"}, Row{"E", "", "200"}, Row{"", "R", "100"}));
  options.by = {"kind"};
  const auto error = error_of([&] { age(kItems, options); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->what(), HasSubstr("by names 'kind'; there are customer"));
}

TEST(ItemAging, EveryFaultIsAFindingAndALineOfTheProof) {
  const std::vector<TextColumn> items = {
      {"customer", {"A", "", "A", "A", "A", "A", "A"}},
      {"due_date",
       {"2024-06-01", "2024-06-01", "31/02", "2024-06-01", "2024-06-01", "1899-01-01", "2024-06-01"}},
      {"amount", {"1.00", "2.00", "3.00", "", "many", "6.00", "7.00"}},
      {"currency", {"EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EURO"}}};
  ItemOptions options;
  options.row_policy = RowPolicy::mark;
  const Aging aging = age(items, {}, options);
  EXPECT_THAT(
      proof_lines(aging),
      ElementsAre(Row{"EUR", "items_read", "6", "1200"}, Row{"EUR", "excluded_missing_value", "2", "-200"},
                  Row{"EUR", "excluded_unreadable_value", "2", "-300"},
                  Row{"EUR", "excluded_out_of_range", "1", "-600"}, Row{"EUR", "open_items", "1", "100"},
                  Row{"EUR", "reported", "1", "100"}, Row{"EUR", "buckets", "1", "100"},
                  Row{"EUR", "difference", "0", "0"}, Row{"XXX", "items_read", "1", "0"},
                  Row{"XXX", "excluded_unknown_currency", "1", "0"}, Row{"XXX", "open_items", "0", "0"},
                  Row{"XXX", "reported", "0", "0"}, Row{"XXX", "buckets", "0", "0"},
                  Row{"XXX", "difference", "0", "0"}));
  EXPECT_THAT(cells(aging.table("findings"), {"rule", "row", "column", "value", "amount"}),
              ElementsAre(Row{"missing_value", "1", "customer", "", "200"},
                          Row{"missing_value", "3", "amount", "", ""},
                          Row{"unreadable_value", "2", "due_date", "31/02", "300"},
                          Row{"unreadable_value", "4", "amount", "many", ""},
                          Row{"out_of_range", "5", "due_date", "1899-01-01", "600"},
                          Row{"unknown_currency", "6", "currency", "EURO", ""}));
  options.row_policy = RowPolicy::strict;
  const auto error = error_of([&] { age(items, {}, options); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_value);
  EXPECT_EQ(error->row(), 1);
  EXPECT_EQ(error->column(), "items.customer");
}

TEST(ItemAging, FloatsAreReadOnlyWhenAskedAndRoundingIsReported) {
  Table table("items");
  table.add(Column::text("customer", {"A", "A"}));
  table.add(Column::dates("due_date", {"2024-06-01", "2024-06-01"}));
  table.add(Column::float64("amount", {0.1, 637.585}));
  const auto error = error_of([&] { age({table}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::wrong_type);
  const Aging aging = age({table}, {}, in_euros(RowPolicy::strict, MoneyForm::floating));
  EXPECT_EQ(figure(aging.table("rows"), "customer", "A", "total"), 10 + 63759);
  EXPECT_THAT(cells(aging.table("findings"), {"rule", "row", "amount"}),
              ElementsAre(Row{"inexact_amount", "1", "63759"}));
}

TEST(ItemAging, TextThatIsNotUtf8IsInvalidText) {
  const std::int32_t offsets[] = {0, 2, 3};
  const std::int32_t days[] = {kAsOf.days(), kAsOf.days()};
  const std::int64_t amounts[] = {100, 200};
  ColumnView columns[3];
  columns[0] = {"customer",
                ColumnType::text,
                0,
                0,
                "\xFF\xFE"
                "A",
                offsets,
                nullptr,
                nullptr,
                0};
  columns[1] = {"due_date", ColumnType::date32, 0, 0, days, nullptr, nullptr, nullptr, 0};
  columns[2] = {"amount", ColumnType::int64, 0, 0, amounts, nullptr, nullptr, nullptr, 0};
  const TableView view{"items", columns, 3, 0, 2};
  const Aging aging = compute_aging({&view, 1}, kAsOf, {}, in_euros(RowPolicy::mark, MoneyForm::minor));
  EXPECT_EQ(proof_amount(aging, "excluded_invalid_text"), -100);
  EXPECT_EQ(proof_amount(aging, "buckets"), 200);
}

TEST(ItemAging, SlicesAreReadFromTheirOffset) {
  const std::int32_t customers[] = {9, 1, 2};
  const std::int32_t days[] = {0, kAsOf.days(), kAsOf.days() - 5};
  const std::int64_t amounts[] = {999, 100, 200};
  ColumnView columns[3];
  columns[0] = {"customer", ColumnType::int32, 0, 1, customers, nullptr, nullptr, nullptr, 0};
  columns[1] = {"due_date", ColumnType::date32, 0, 1, days, nullptr, nullptr, nullptr, 0};
  columns[2] = {"amount", ColumnType::int64, 0, 1, amounts, nullptr, nullptr, nullptr, 0};
  const TableView view{"items", columns, 3, 0, 2};
  const Aging aging = compute_aging({&view, 1}, kAsOf, {}, in_euros(RowPolicy::strict, MoneyForm::minor));
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "not_due", "d1_30"}),
              ElementsAre(Row{"1", "100", "0"}, Row{"2", "0", "200"}));
}

TEST(ItemAging, ZeroAmountsAreNoOpenItems) {
  const Aging aging = age(
      {{"customer", {"A", "B"}}, {"due_date", {"2024-06-01", "2024-06-01"}}, {"amount", {"0.00", "1.00"}}});
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "open_items"}), ElementsAre(Row{"B", "1"}));
  EXPECT_THAT(proof_lines(aging)[0], ElementsAre("EUR", "items_read", "2", "100"));
}

TEST(ItemAging, NoRowsAreAnEmptyReport) {
  const Aging aging = age({{"customer", {}}, {"due_date", {}}, {"amount", {}}});
  EXPECT_EQ(aging.table("rows").rows(), 0);
  EXPECT_EQ(aging.table("proof").rows(), 0);
  EXPECT_EQ(
      age({plain_items({}, {}, {})}, {}, in_euros(RowPolicy::strict, MoneyForm::minor)).table("rows").rows(),
      0);
}

TEST(ItemAging, OptionsThatNeedALedgerAreRefusedByName) {
  const auto message_of = [](auto&& change) {
    AgingOptions options;
    change(options);
    const auto error = error_of([&] { age(kItems, options); });
    return error ? std::string(error->what()) : std::string("no error");
  };
  EXPECT_THAT(message_of([](AgingOptions& o) { o.known_at = kAsOf; }), HasSubstr("known_at"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.clock = ApplicationClock::applied_on; }),
              HasSubstr("clock"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.disputes = DisputeMode::excluded; }), HasSubstr("disputes"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.future_payments = 1; }), HasSubstr("future_payments"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.base_amounts = 1; }), HasSubstr("base_amounts"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.basis = AgingBasis::posting; }),
              HasSubstr("basis is posting"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.basis = AgingBasis::column, o.date_column = "x"; }),
              HasSubstr("basis is column"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.missing_date = MissingDate::posting; }),
              HasSubstr("missing_date"));
}

TEST(ItemAging, TablesAndColumnsAreCheckedByName) {
  const auto status_and_message = [](const std::vector<Table>& tables, const ItemOptions& items) {
    const auto error = error_of([&] { age(tables, {}, items); });
    return error ? std::string(status_name(error->status())) + ": " + error->what() : std::string("no error");
  };
  EXPECT_THAT(status_and_message({}, in_euros()), HasSubstr("missing_column: table items is required"));
  EXPECT_THAT(status_and_message({text_table("documents", kItems)}, in_euros()), HasSubstr("unknown_name"));
  EXPECT_THAT(status_and_message({text_table("items", {kItems[0], kItems[1]})}, in_euros()),
              HasSubstr("items.amount is required"));
  EXPECT_THAT(status_and_message({text_table("items", kItems)}, {}),
              HasSubstr("items.currency is not there"));
  ItemOptions mapped = in_euros();
  mapped.map = {{"items", "customer", "name"}};
  EXPECT_THAT(status_and_message({text_table("items", kItems)}, mapped), HasSubstr("no column 'name'"));
  mapped.map = {{"items", "kind", "customer"}};
  EXPECT_THAT(status_and_message({text_table("items", kItems)}, mapped), HasSubstr("no role 'kind'"));
  mapped.map = {{"documents", "customer", "customer"}};
  EXPECT_THAT(status_and_message({text_table("items", kItems)}, mapped), HasSubstr("'documents'"));
}

}  // namespace
}  // namespace openitem::aging_items_test
