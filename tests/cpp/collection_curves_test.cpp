// Collection curves: clocks, un-applications, advances, versions of what was known; bytes for any number of threads.

#include "openitem/collection_curves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::collection_curves_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::text_table;

using Rows = std::vector<std::vector<std::string>>;

/// One invoice of 100.00 issued on 2 January, paid in advance, paid late, and half of the late payment un-applied.
Ledger one_invoice() {
  const std::vector<Table> tables = {
      text_table("documents", {{"customer", {"A", "A", "A"}},
                               {"id", {"1", "advance", "late"}},
                               {"kind", {"invoice", "payment", "payment"}},
                               {"issue_date", {"2024-01-02", "2023-12-30", "2024-02-01"}},
                               {"posting_date", {"2024-01-02", "2023-12-30", "2024-02-03"}},
                               {"amount", {"100.00", "-20.00", "-80.00"}}}),
      text_table("applications", {{"credit_id", {"advance", "late", "late"}},
                                  {"debit_id", {"1", "1", "1"}},
                                  {"amount", {"20.00", "80.00", "-40.00"}},
                                  {"applied_on", {"2023-12-30", "2024-02-01", "2024-03-02"}}})};
  return build(tables);
}

void expect_same(const Result& actual, const Result& expected) {
  ASSERT_EQ(actual.tables().size(), expected.tables().size());
  for (const Table& table : expected.tables()) {
    const Table& other = actual.table(table.name());
    ASSERT_EQ(other.rows(), table.rows());
    for (const Column& column : table.columns()) {
      const Column& same = other.column(column.name());
      if (column.type() == ColumnType::float64) {
        const auto left = column.float64s(), right = same.float64s();
        EXPECT_TRUE(std::equal(left.begin(), left.end(), right.begin(), right.end())) << column.name();
        continue;
      }
      for (std::int64_t row = 0; row < table.rows(); ++row) {
        EXPECT_EQ(aging_test::cell_text(other, column.name(), row),
                  aging_test::cell_text(table, column.name(), row));
      }
    }
  }
}

Rows paid_by_age(const Ledger& ledger, const char* as_of, ApplicationClock clock) {
  CollectionCurveOptions options;
  options.clock = clock;
  options.ages = {0, 30, 31};
  const Result result = compute_collection_curves(ledger, Date(as_of), options);
  const Table& proof = result.table("proof");
  EXPECT_EQ(aging_test::figure(proof, "line", "difference", "amount"), 0);
  return cells(result.table("cells"), {"age", "paid", "paid_to_date"});
}

TEST(CollectionCurves, TheClockDecidesTheAge) {
  const Ledger ledger = one_invoice();
  // The advance counts once its invoice posts: age 0. The late payment was applied on day 30 and posted on day 32.
  EXPECT_EQ(paid_by_age(ledger, "2024-03-31", ApplicationClock::latest),
            (Rows{{"0", "2000", "2000"}, {"30", "0", "2000"}, {"31", "0", "2000"}, {"", "4000", "6000"}}));
  EXPECT_EQ(paid_by_age(ledger, "2024-02-29", ApplicationClock::applied_on),
            (Rows{{"0", "2000", "2000"}, {"30", "8000", "10000"}, {"31", "0", "10000"}, {"", "0", "10000"}}));
  EXPECT_EQ(paid_by_age(ledger, "2024-02-02", ApplicationClock::latest),
            (Rows{{"0", "2000", "2000"}, {"30", "0", "2000"}, {"31", "0", "2000"}, {"", "0", "2000"}}));
}

TEST(CollectionCurves, UnapplyingTakesAPaymentBack) {
  CollectionCurveOptions options;
  options.percents = {20, 50, 99};
  const Result result = compute_collection_curves(one_invoice(), Date("2024-03-31"), options);
  // By amount: 20 on day 0, 80 on day 32, -40 on day 60: of 60 in all 12 are reached on day 0, the others on day 32.
  // By count: two payments, one taken back: of 1 in all the first one is enough.
  EXPECT_EQ(
      cells(result.table("days_to_pay"), {"percent", "days_by_amount", "days_by_count", "payments", "paid"}),
      (Rows{{"20", "0", "0", "1", "6000"}, {"50", "32", "0", "1", "6000"}, {"99", "32", "0", "1", "6000"}}));
}

TEST(CollectionCurves, SameBytesForAnyNumberOfThreads) {
  const Result sample = sample_ledger(4000, 3, Date("2024-06-30"));
  const std::vector<Table> tables = {sample.table("documents"), sample.table("applications")};
  const TableViews views(tables);
  LedgerOptions minor;
  minor.money = MoneyForm::minor;
  const Ledger ledger = build_ledger(views.views(), minor);
  CollectionCurveOptions options;
  options.by = {"customer"};
  const Result once = compute_collection_curves(ledger, Date("2024-06-30"), options);
  EXPECT_GT(once.table("cells").rows(), 1000);
  for (const std::int32_t threads : {2, 7}) {
    options.threads = threads;
    expect_same(compute_collection_curves(ledger, Date("2024-06-30"), options), once);
  }
}

}  // namespace
}  // namespace openitem::collection_curves_test
