// Key figures that look beyond documents: promises, dunning letters, months of origin, amounts given.
// docs/methods/kpis.md, sections 3 and 5.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"
#include "random_books.hpp"

namespace openitem {
namespace {

using aging_test::build;
using aging_test::bytes_of;
using aging_test::cells;
using aging_test::error_of;
using aging_test::RandomBooks;
using aging_test::text_table;

const std::vector<KpiPeriod> kJune = {{Date("2024-06-01"), Date("2024-06-30")}};
const std::vector<KpiPeriod> kMonths = calendar_periods(Date("2024-01-01"), Date("2024-04-30"));

// One invoice of 100 in June, half of it paid on the 10th.
std::vector<Table> small_books() {
  return {text_table("documents", {{"customer", {"A", "A"}},
                                   {"id", {"1", "P"}},
                                   {"kind", {"invoice", "payment"}},
                                   {"issue_date", {"2024-06-01", "2024-06-10"}},
                                   {"amount", {"100.00", "-50.00"}}}),
          text_table("applications", {{"credit_id", {"P"}},
                                      {"debit_id", {"1"}},
                                      {"amount", {"50.00"}},
                                      {"applied_on", {"2024-06-10"}}})};
}

Kpis june(const std::vector<Table>& books, std::vector<std::string> figures) {
  KpiOptions options;
  options.figures = std::move(figures);
  return compute_kpis(build(books), kJune, options);
}

TEST(KpisOfEveryItem, TrueDsoJoinsWhatIsOpenAndWhatWasPaid) {
  const Kpis kpis = june(small_books(), {"dso_true_open_and_paid", "dso_true_dropped", "days_to_pay"});
  const Table& figures = kpis.table("figures");
  // 50 open for 29 days, 50 paid after 9.
  EXPECT_EQ(figures.int64s("numerator")[0], 5'000 * 29 + 5'000 * 9);
  EXPECT_EQ(figures.int64s("denominator")[0], 10'000);
  EXPECT_EQ(figures.int64s("numerator")[0], figures.int64s("numerator")[1] + figures.int64s("numerator")[2]);
}

TEST(KpisOfPromises, TheTableOfTheLedgerIsRequired) {
  const auto refused = error_of([] { june(small_books(), {"promise_kept_count"}); });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status(), Status::not_set);
}

TEST(KpisOfPromises, WithoutAnAmountWhatWasOpenIsPromised) {
  std::vector<Table> books = small_books();
  books.push_back(text_table("promises", {{"customer", {"A", "A"}},
                                          {"document_id", {"1", "1"}},
                                          {"promised_on", {"2024-06-05", "2024-06-11"}},
                                          {"due_date", {"2024-06-10", "2024-06-20"}}}));
  const Kpis kpis = june(books, {"promise_kept_amount", "promise_kept_amount_partial"});
  // 100 on the 5th, of which 50 came; 50 on the 11th, of which nothing came.
  EXPECT_EQ(cells(kpis.table("figures"), {"numerator", "denominator", "count"}),
            (std::vector<std::vector<std::string>>{{"0", "15000", "2"}, {"5000", "15000", "2"}}));
}

TEST(KpisOfPromises, OneMadeBeforeTheDeadlineOfAnotherTakesItsPlace) {
  std::vector<Table> books = small_books();
  books.push_back(text_table("promises", {{"customer", {"A", "A", "A"}},
                                          {"document_id", {"", "", ""}},
                                          {"promised_on", {"2024-06-05", "2024-06-08", "2024-06-21"}},
                                          {"due_date", {"2024-06-08", "2024-06-20", "2024-06-25"}},
                                          {"amount", {"20.00", "50.00", "1.00"}}}));
  const Kpis kpis = june(books, {"promise_kept_count"});
  EXPECT_EQ(kpis.table("components").int64s("promises_superseded")[0], 1);
  EXPECT_EQ(kpis.table("components").int64s("promises")[0], 2);
  EXPECT_EQ(kpis.table("components").int64s("promises_kept")[0], 1);
}

TEST(KpisOfDunning, TheLastLetterGivesTheLevel) {
  std::vector<Table> books = small_books();
  books.push_back(text_table("dunning", {{"customer", {"A", "A", "A"}},
                                         {"document_id", {"1", "", "1"}},
                                         {"sent_on", {"2024-06-02", "2024-06-20", "2024-07-01"}},
                                         {"level", {"3", "1", "5"}}}));
  const Kpis kpis = june(books, {"dunned_share"});
  EXPECT_EQ(cells(kpis.table("dunning_levels"), {"level", "open", "items", "open_share"}),
            (std::vector<std::vector<std::string>>{{"1", "5000", "1", "1"}}));
}

TEST(KpisOfGivenAmounts, CountInTheWindowsOfTheirDates) {
  const std::vector<Table> given = {text_table(
      "bad_debts",
      {{"date", {"2024-06-30", "2024-06-01", "2024-05-31"}}, {"amount", {"4.00", "-1.00", "7.00"}}})};
  const TableViews views(given);
  KpiOptions options;
  options.figures = {"bad_debt_ratio_gross"};
  const Kpis kpis = compute_kpis(build(small_books()), kJune, views.views(), options);
  const kpi::Figure plain = kpi::bad_debt_ratio(300, 0, 10'000, kpi::Recoveries::gross);
  EXPECT_EQ(kpis.table("figures").column("value").float64s()[0], plain.value);
}

TEST(KpisOfGivenAmounts, AnotherTableIsRefused) {
  const std::vector<Table> given = {text_table("income", {{"date", {}}, {"amount", {}}})};
  const TableViews views(given);
  const auto refused = error_of([&] { return compute_kpis(build(small_books()), kJune, views.views(), {}); });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status(), Status::unknown_name);
}

class FurtherRandomBooks : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(FurtherRandomBooks, SumsOfMonthsAndItemsAreThoseOfTheBalances) {
  const Ledger ledger = RandomBooks(GetParam()).make();
  KpiOptions options;
  options.by = {"customer"};
  options.figures = {"dso_sales_weighted", "dso_true_netted", "disputed_item_share"};
  const Kpis one = compute_kpis(ledger, kMonths, options);
  options.threads = 4;
  EXPECT_EQ(bytes_of(compute_kpis(ledger, kMonths, options)), bytes_of(one));
  const Table& components = one.table("components");
  const Table& figures = one.table("figures");
  for (std::int64_t row = 0; row < components.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const std::int64_t open_and_unapplied =
        components.int64s("closing_debits")[at] + components.int64s("closing_unapplied")[at];
    EXPECT_EQ(components.int64s("closing_receivable")[at], open_and_unapplied);
    EXPECT_EQ(figures.int64s("denominator")[3 * at + 1], open_and_unapplied);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FurtherRandomBooks, ::testing::Range(1U, 9U));

}  // namespace
}  // namespace openitem
