// The life of payment plans through the facade; figures by hand from docs/methods/plan_life.md.

#include "openitem/plan_life.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace openitem::plan_life_test {
namespace {

Table instalments() {
  Table table("instalments");
  table.add(Column::text("plan", {"P", "P", "P"}));
  table.add(Column::int32("instalment", {1, 2, 3}));
  table.add(Column::dates("due_date", {"2026-01-31", "2026-02-28", "2026-03-31"}));
  table.add(Column::text("principal", {"100.00", "100.00", "100.00"}));
  table.add(Column::text("interest", {"3.00", "2.00", "1.00"}));
  return table;
}

Table receipts(const char* first, const char* second) {
  Table table("receipts");
  table.add(Column::text("plan", {"P", "P"}));
  table.add(Column::dates("date", {"2026-02-03", "2026-02-03"}));
  table.add(Column::text("amount", {first, second}));
  return table;
}

PlanLifeOptions options() {
  PlanLifeOptions given;
  given.order = ReceiptOrder::costs_interest_principal;
  given.currency = "EUR";
  return given;
}

PlanLife life_of(const std::vector<Table>& tables, const std::vector<Date>& days,
                 const PlanLifeOptions& given = options()) {
  const TableViews views(tables);
  return compute_plan_life(views.views(), days, given);
}

Status status_of_error(const std::vector<Table>& tables, const std::vector<Date>& days,
                       const PlanLifeOptions& given) {
  try {
    (void)life_of(tables, days, given);
  } catch (const Error& failure) {
    return failure.status();
  }
  return Status::ok;
}

TEST(PlanLife, ReceiptsOfADayAreOneSum) {
  const PlanLife one = life_of({instalments(), receipts("100.00", "20.00")}, {Date("2026-02-10")});
  const PlanLife other = life_of({instalments(), receipts("20.00", "100.00")}, {Date("2026-02-10")});
  EXPECT_EQ(one.table("plans").int64s("unapplied")[0], 1'700);
  EXPECT_EQ(one.table("instalments").text_at("status", 0), "paid_late");
  EXPECT_EQ(one.table("instalments").int32s("days_late")[0], 3);
  for (const char* name : {"principal", "interest", "unapplied"}) {
    const auto left = one.table("receipts").int64s(name), right = other.table("receipts").int64s(name);
    EXPECT_EQ(std::vector(left.begin(), left.end()), std::vector(right.begin(), right.end())) << name;
  }
}

TEST(PlanLife, DaysBeforeAndAfterTheReceipt) {
  const PlanLife life =
      life_of({instalments(), receipts("100.00", "3.00")}, {Date("2026-02-02"), Date("2026-02-03")});
  EXPECT_EQ(life.table("plans").text_at("status", 0), "missed");
  EXPECT_EQ(life.table("plans").text_at("status", 1), "kept");
  EXPECT_EQ(life.table("plans").int64s("arrears")[0], 10'300);
}

TEST(PlanLife, ProofHasNoDifference) {
  const PlanLife life = life_of({instalments(), receipts("100.00", "20.00")}, {Date("2026-04-10")});
  const Table& proof = life.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) != "difference") continue;
    EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0);
  }
}

TEST(PlanLife, OptionsAreChecked) {
  const std::vector<Table> tables = {instalments()};
  const std::vector<Date> day = {Date("2026-02-10")};
  PlanLifeOptions given = options();
  given.order = ReceiptOrder::not_set;
  EXPECT_EQ(status_of_error(tables, day, given), Status::not_set);
  given = options();
  given.fill = static_cast<ReceiptFill>(2);
  EXPECT_EQ(status_of_error(tables, day, given), Status::out_of_bounds);
  given = options();
  given.acceleration = Acceleration::all;
  EXPECT_EQ(status_of_error(tables, day, given), Status::invalid_argument);
  EXPECT_EQ(status_of_error(tables, {}, options()), Status::invalid_argument);
  EXPECT_EQ(status_of_error(tables, {day[0], day[0]}, options()), Status::invalid_argument);
  EXPECT_EQ(status_of_error({}, day, options()), Status::missing_column);
}

}  // namespace
}  // namespace openitem::plan_life_test
