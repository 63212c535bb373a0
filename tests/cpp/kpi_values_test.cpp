// Values alone, by the two fast ways, against the same figures one by one: docs/methods/kpis.md, 6.

#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "kpi/figure_sums.hpp"
#include "kpi/ledger_figures.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/datasets.hpp"
#include "openitem/kpis.hpp"
#include "random_books.hpp"

namespace openitem {
namespace {

using aging_test::bytes_of;
using aging_test::RandomBooks;

const std::vector<KpiPeriod> kYear = calendar_periods(Date("2024-01-01"), Date("2024-12-31"));

Ledger sample(std::int64_t documents, std::int32_t customers, std::uint64_t seed) {
  const Result sample =
      sample_ledger(documents, seed, Date("2024-12-20"), {.customers = customers, .months = 14});
  LedgerOptions options;
  options.money = MoneyForm::minor;
  options.map = {{"documents", "dimension", "region"}};
  return aging_test::build(std::vector<Table>(sample.tables().begin(), sample.tables().end()), options);
}

// Every figure that needs nothing beside a ledger of documents and applications.
std::vector<std::string> all_figures() {
  std::vector<std::string> ids;
  for (const LedgerFigure& figure : ledger_figures()) {
    if (figure.id != "billing_lag") ids.emplace_back(figure.id);
  }
  for (const char* const figure : {"dso_sales_weighted", "dso_true_netted", "dso_true_open_and_paid",
                                   "deductions_outstanding_period_average", "disputed_item_share"})
    ids.emplace_back(figure);
  return ids;
}

void expect_same_values(const Table& values, const Table& wide, const std::vector<std::string>& figures) {
  ASSERT_EQ(values.rows(), wide.rows());
  for (const std::string& figure : figures) {
    const Column& given = values.column(figure);
    const Column& expected = wide.column(figure);
    for (std::int64_t row = 0; row < values.rows(); ++row) {
      ASSERT_EQ(given.is_null(row), expected.is_null(row)) << figure << " in row " << row;
      if (given.is_null(row)) continue;
      const auto at = static_cast<std::size_t>(row);
      ASSERT_EQ(std::bit_cast<std::uint64_t>(given.float64s()[at]),
                std::bit_cast<std::uint64_t>(expected.float64s()[at]))
          << figure << " in row " << row;
    }
  }
}

void expect_values_of(const Ledger& ledger, KpiOptions options) {
  options.layout = KpiLayout::wide_form;
  const Kpis wide = compute_kpis(ledger, kYear, options);
  options.layout = KpiLayout::value_form;
  const Kpis values = compute_kpis(ledger, kYear, options);
  expect_same_values(values.table("figures"), wide.table("figures"), options.figures);
  options.threads = 3;
  EXPECT_EQ(bytes_of(compute_kpis(ledger, kYear, options)), bytes_of(values));
}

TEST(KpiValues, AreThoseOfTheWideLayoutForEveryFigure) {
  const Ledger ledger = sample(6'000, 300, 3);
  for (const std::vector<std::string>& by :
       {std::vector<std::string>{}, {"customer"}, {"region"}, {"customer", "region"}}) {
    for (const KpiReceivable receivable : {KpiReceivable::net, KpiReceivable::debits}) {
      for (const std::int32_t sales_months : {0, 3}) {
        KpiOptions options;
        options.figures = all_figures();
        options.by = by;
        options.receivable = receivable;
        options.sales_months = sales_months;
        expect_values_of(ledger, options);
      }
    }
  }
}

// Straight from the rows of customers, where amounts near 2^53 come one by one.
TEST(KpiValues, OfLargeAmountsOfManyCustomers) {
  std::vector<std::int64_t> customer, amount;
  std::vector<std::int32_t> issue, due;
  for (std::int64_t row = 0; row < 1'200; ++row) {
    customer.push_back(row % 100);
    amount.push_back(row % 100 == 77 ? 9'007'199'254'740'993 + row : 12'345 + row);
    issue.push_back(Date("2023-12-01").days() + static_cast<std::int32_t>(row / 4));
    due.push_back(issue.back() + 30);
  }
  Table documents("documents");
  documents.add(Column::int64("customer", customer))
      .add(Column::date("issue_date", issue))
      .add(Column::date("due_date", due))
      .add(Column::int64("amount", amount));
  LedgerOptions books;
  books.currency = "EUR";
  books.money = MoneyForm::minor;
  KpiOptions options;
  options.by = {"customer"};
  options.components = 0;
  options.figures = {"dso_simple_ending", "cei_period_total", "past_due_share", "turnover_average"};
  expect_values_of(build_ledger(documents, books), options);
}

// Amounts near 2^53 leave what a double holds: such rows come one by one.
TEST(KpiValues, OfAmountsThatNoDoubleHolds) {
  Table documents("documents");
  documents.add(Column::text("customer", {"A", "A", "B", "B"}))
      .add(Column::text("id", {"1", "2", "3", "4"}))
      .add(Column::dates("issue_date", {"2024-01-05", "2024-02-03", "2024-01-05", "2024-03-01"}))
      .add(Column::dates("due_date", {"2024-02-05", "2024-02-28", "2024-01-31", "2024-03-31"}))
      .add(Column::int64("amount", {9'007'199'254'740'993, 7, 12'345, 9'007'199'254'740'991}));
  LedgerOptions books;
  books.currency = "EUR";
  books.money = MoneyForm::minor;
  KpiOptions options;
  options.by = {"customer"};
  options.figures = {"dso_simple_ending", "cei_period_total", "past_due_share", "turnover_average"};
  expect_values_of(build_ledger(documents, books), options);
}

// Receivable, past due and sales alone have a pass of their own; one figure more, and the general one reads them.
void expect_same_in_both_passes(const Ledger& ledger) {
  KpiOptions options;
  options.by = {"customer"};
  options.layout = KpiLayout::wide_form;
  options.components = 0;
  options.figures = {"dso_simple_ending", "cei_period_total", "dso_delinquent_ending"};
  const std::vector<std::string> few = options.figures;
  for (const std::int32_t threads : {1, 3}) {
    options.threads = threads;
    options.figures = few;
    const Kpis alone = compute_kpis(ledger, kYear, options);
    options.layout = KpiLayout::value_form;
    const Kpis values = compute_kpis(ledger, kYear, options);
    options.layout = KpiLayout::wide_form;
    expect_same_values(values.table("figures"), alone.table("figures"), few);
    EXPECT_EQ(bytes_of(Result({values.table("proof")})), bytes_of(Result({alone.table("proof")})));
    options.figures.emplace_back("over_30_share");
    const Kpis with_another = compute_kpis(ledger, kYear, options);
    EXPECT_EQ(bytes_of(Result({alone.table("proof")})), bytes_of(Result({with_another.table("proof")})));
    expect_same_values(alone.table("figures"), with_another.table("figures"), few);
    for (const std::string& figure : few) {
      for (const char* const part : {"_numerator", "_denominator"}) {
        const std::span<const std::int64_t> a = alone.table("figures").int64s(figure + part);
        const std::span<const std::int64_t> b = with_another.table("figures").int64s(figure + part);
        EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << figure << part;
      }
    }
  }
}

TEST(KpiValues, PassesAgreeOnASampleLedger) {
  expect_same_in_both_passes(sample(200'000, 3'000, 5));  // several parts
}

// Plain documents, and if wanted an id that a late and an early customer share: the application to it lies with the early one
// and settles the document of the late one, which was given first.
Ledger plain_books(bool has_shared_id) {
  std::vector<std::int64_t> customer, id, amount, credit, debit, applied;
  std::vector<std::int32_t> issue, due, applied_on;
  const std::int32_t first = Date("2023-11-01").days();
  for (std::int64_t invoice = 0; invoice < 90'000; ++invoice) {
    const auto day = static_cast<std::int32_t>(first + invoice * 7 % 400);
    customer.push_back(invoice / 30);
    id.push_back(invoice);
    amount.push_back(1'000 + invoice * 37 % 5'000);
    issue.push_back(day);
    due.push_back(day + 14 + static_cast<std::int32_t>(invoice % 3) * 16);
  }
  for (std::int64_t invoice = 0; invoice < 90'000; ++invoice) {
    if (invoice % 5 == 0) continue;
    const auto at = static_cast<std::size_t>(invoice);
    credit.push_back(static_cast<std::int64_t>(id.size()));
    debit.push_back(invoice);
    applied.push_back(amount[at] - (invoice % 4 == 0 ? 300 : 0));
    applied_on.push_back(issue[at] + static_cast<std::int32_t>(invoice % 90));
    customer.push_back(customer[at]);
    id.push_back(credit.back());
    amount.push_back(-applied.back());
    issue.push_back(applied_on.back());
    due.push_back(applied_on.back());
  }
  if (has_shared_id) {
    for (const std::int64_t sharing : {2'998, 1}) {
      customer.push_back(sharing);
      id.push_back(1'000'000);
      amount.push_back(700);
      issue.push_back(first + 60);
      due.push_back(first + 90);
    }
    customer.push_back(2'998);
    id.push_back(1'000'001);
    amount.push_back(-500);
    issue.push_back(first + 120);
    due.push_back(first + 120);
    credit.push_back(1'000'001);
    debit.push_back(1'000'000);
    applied.push_back(500);
    applied_on.push_back(first + 120);
  }
  Table documents("documents"), applications("applications");
  documents.add(Column::int64("customer", customer))
      .add(Column::int64("id", id))
      .add(Column::date("issue_date", issue))
      .add(Column::date("due_date", due))
      .add(Column::int64("amount", amount));
  applications.add(Column::int64("credit_id", credit))
      .add(Column::int64("debit_id", debit))
      .add(Column::int64("amount", applied))
      .add(Column::date("applied_on", applied_on));
  LedgerOptions books;
  books.currency = "EUR";
  books.money = MoneyForm::minor;
  const std::vector<Table> tables = {documents, applications};
  return build_ledger(TableViews(tables).views(), books);
}

TEST(KpiValues, PassesAgreeHoweverApplicationsLie) {
  for (const bool has_shared_id : {false, true}) {
    const Ledger ledger = plain_books(has_shared_id);
    ASSERT_EQ(ledger.data().customer_rows.applications.empty(), has_shared_id);
    ASSERT_EQ(ledger.data().plain.others.empty(), !has_shared_id);
    expect_same_in_both_passes(ledger);
  }
}

TEST(KpiValues, PassesAgreeOnRandomLedgers) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) expect_same_in_both_passes(RandomBooks(seed).make());
}

TEST(KpiValues, SumsOfFiguresNameFiguresOfALedger) {
  std::size_t with_sums = 0;
  for (const LedgerFigure& figure : ledger_figures())
    with_sums += find_figure_sums(figure.id) != nullptr ? 1 : 0;
  EXPECT_EQ(with_sums, 24U);  // every row of figure_sums.cpp
}

}  // namespace
}  // namespace openitem
