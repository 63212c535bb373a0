// The series of agings against the aging of each of its dates: docs/methods/aging_series.md.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging/ledger_aging.hpp"
#include "aging/plain_series.hpp"
#include "aging_fixture.hpp"
#include "ledger/open_item_sweep.hpp"
#include "openitem/datasets.hpp"
#include "random_books.hpp"
#include "series_against_agings.hpp"

namespace openitem::aging_series_test {
namespace {

using aging_test::about;
using aging_test::error_of;
using aging_test::expect_every_date_is_its_aging;
using aging_test::RandomBooks;

// Every value of every option at least once, and every pair of credit and dispute mode.
std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list;
  for (const CreditMode credits :
       {CreditMode::own_column, CreditMode::own_age, CreditMode::netted, CreditMode::excluded}) {
    for (const DisputeMode disputes : {DisputeMode::inside, DisputeMode::own_column, DisputeMode::excluded}) {
      AgingOptions options;
      options.credits = credits;
      options.disputes = disputes;
      options.threads = static_cast<std::int32_t>(list.size() % 3);
      list.push_back(options);
    }
  }
  list[1].by = {"region", "customer"};
  list[2].basis = AgingBasis::issue;
  list[3].forward_bounds = {7, 30};
  list[4].by = {"kind"};
  list[5].basis = AgingBasis::posting;
  list[6].basis = AgingBasis::column;
  list[6].date_column = "planned";
  list[7].missing_date = MissingDate::not_due;
  list[8].missing_date = MissingDate::posting;
  list[9].future_payments = 1;
  list[7].calendar = Calendar::named("TARGET");
  list[10].by = {};
  list[10].calendar = Calendar::of_holidays({}, friday_saturday);
  list[11].bounds = {5, 10};
  list[11].future_payments = 1;
  return list;
}

const std::vector<const char*> kDates = {"2023-12-31", "2024-01-01", "2024-01-15", "2024-01-31",
                                         "2024-02-01", "2024-02-10", "2024-02-29", "2024-03-15",
                                         "2024-03-31", "2024-12-31"};

class AgingSeriesOracle : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AgingSeriesOracle, EveryDateIsItsAgingWhateverTheOptions) {
  const Ledger ledger = RandomBooks(GetParam()).make();
  ASSERT_TRUE(ledger.data().has_versions && ledger.data().has_cross_currency);
  ASSERT_GT(ledger.data().applications.rows(), 40);
  ASSERT_GT(ledger.data().disputes.amount.size(), 10U);
  ASSERT_GT(ledger.data().instalments.amount.size(), 10U);
  const ApplicationClock clocks[] = {ApplicationClock::latest, ApplicationClock::payment_posting,
                                     ApplicationClock::applied_on, ApplicationClock::recorded_on};
  for (AgingOptions options : many_options()) {
    for (const ApplicationClock clock : clocks) {
      options.clock = clock;
      options.known_at.reset();
      expect_every_date_is_its_aging(ledger, kDates, options, {});
      expect_every_date_is_its_aging(ledger, kDates, options, {.known_at_as_of = 1});
      options.known_at = Date("2024-02-05");
      expect_every_date_is_its_aging(ledger, kDates, options, {});
      if (HasFatalFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgingSeriesOracle, testing::Range(1U, 7U));

Ledger sample(std::int64_t documents, std::uint64_t seed, std::int32_t faults = 0, bool flat = false) {
  SampleOptions options;
  options.faults = faults;
  options.flat = flat ? 1 : 0;
  LedgerOptions reading;
  reading.money = MoneyForm::minor;
  reading.row_policy = RowPolicy::mark;
  reading.map = {{"documents", "dimension", "region"}};
  const Result tables = sample_ledger(documents, seed, Date("2024-12-31"), options);
  const TableViews views(tables.tables());
  return build_ledger(views.views(), reading);
}

TEST(AgingSeriesOfSample, EveryDateIsItsAging) {
  const std::vector<const char*> dates = {"2023-06-30", "2024-02-29", "2024-06-30", "2024-12-31"};
  for (const bool flat : {false, true}) {
    const Ledger ledger = sample(3'000, 7, 200, flat);
    AgingOptions options;
    options.credits = CreditMode::netted;
    options.future_payments = 1;
    expect_every_date_is_its_aging(ledger, dates, options, {});
    options.by = {"region"};
    expect_every_date_is_its_aging(ledger, dates, options, {.known_at_as_of = 1});
  }
}

// Whether the series takes the way of sums.
bool is_summed(const Ledger& ledger, const std::vector<const char*>& as_of, const AgingOptions& options) {
  std::vector<Date> dates;
  for (const char* const date : as_of) dates.emplace_back(date);
  const LedgerAging way(ledger.data(), options, dates.front());
  return is_plain_series({ledger.data(), options, way.columns(), way.ranks(), dates, false});
}

// Documents that are summed as events stand beside others, in several currencies, with due days far out of the dates.
TEST(AgingSeriesOfSample, PlainDocumentsAreSummedToTheSameTables) {
  const std::vector<const char*> dates = {"2021-12-31", "2023-06-30", "2023-07-01", "2024-02-29",
                                          "2024-06-30", "2024-12-31", "2025-12-31"};
  for (const bool flat : {false, true}) {
    const Ledger ledger = sample(4'000, flat ? 11 : 12, flat ? 0 : 100, flat);
    const PlainDocuments& plain = ledger.data().plain;
    ASSERT_TRUE(plain.is_usable);
    ASSERT_EQ(plain.others.empty(), flat);
    ASSERT_LT(plain.others.size(), plain.closed_on.size() / 2);
    for (const DisputeMode disputes : {DisputeMode::inside, DisputeMode::own_column, DisputeMode::excluded}) {
      AgingOptions options;
      options.by = {};
      options.disputes = disputes;
      ASSERT_TRUE(is_summed(ledger, dates, options));
      expect_every_date_is_its_aging(ledger, dates, options, {});
      options.bounds = {0};
      options.forward_bounds = {0, 1, 400};
      options.missing_date = MissingDate::not_due;
      options.threads = 3;
      ASSERT_TRUE(is_summed(ledger, dates, options));
      expect_every_date_is_its_aging(ledger, dates, options, {});
      options.forward_bounds = {};
      options.bounds = {7, 2'000'000'000};
      ASSERT_TRUE(is_summed(ledger, dates, options));
      expect_every_date_is_its_aging(ledger, dates, options, {});
      options.bounds = {};
      options.months = 4;
      ASSERT_TRUE(is_summed(ledger, dates, options));
      expect_every_date_is_its_aging(ledger, dates, options, {});
      options.months = 0;
      options.bounds = {0, 5, 20};
      options.forward_bounds = {1, 10};
      options.calendar = Calendar::named("TARGET");
      ASSERT_TRUE(is_summed(ledger, dates, options));
      expect_every_date_is_its_aging(ledger, dates, options, {});
    }
  }
}

// A reversal makes its two documents be looked at by themselves; the documents that each of them settles with are summed.
TEST(AgingSeries, AppliesBetweenDocumentsThatAreSummedAndDocumentsThatAreNot) {
  const Ledger ledger = aging_test::build(
      {aging_test::text_table("documents",
                              {{"customer", {"C", "C", "C", "C"}},
                               {"id", {"summed invoice", "invoice", "payment", "summed payment"}},
                               {"issue_date", {"2024-01-05", "2024-01-10", "2024-02-01", "2024-02-20"}},
                               {"due_date", {"2024-02-05", "2024-02-10", "2024-02-01", "2024-02-20"}},
                               {"amount", {"100", "400", "-300", "-80"}}}),
       aging_test::text_table("applications",
                              {{"credit_id", {"payment", "payment", "payment", "summed payment"}},
                               {"debit_id", {"summed invoice", "invoice", "invoice", "invoice"}},
                               {"amount", {"70", "200", "-50", "60"}},
                               {"applied_on", {"2024-02-10", "2024-02-15", "2024-03-15", "2024-03-05"}}})});
  ASSERT_EQ(ledger.data().plain.others.size(), 2U);
  ASSERT_EQ(ledger.data().plain.one_sided.size(), 2U);
  const std::vector<const char*> dates = {"2024-01-31", "2024-02-10", "2024-02-29", "2024-03-31"};
  AgingOptions options;
  options.by = {};
  ASSERT_TRUE(is_summed(ledger, dates, options));
  expect_every_date_is_its_aging(ledger, dates, options, {});
}

std::vector<Date> month_ends(int count) {
  std::vector<Date> dates;
  for (int month = 0; month < count; ++month)
    dates.push_back(month_end(add_months(Date("2022-01-01"), month)));
  return dates;
}

TEST(AgingSeriesOfSample, SameBytesForAnyNumberOfThreads) {
  const Ledger ledger = sample(150'000, 3);
  const std::vector<Date> dates = month_ends(14);
  AgingOptions options;
  options.future_payments = 1;
  const std::string one = aging_test::bytes_of(compute_aging_series(ledger, dates, options));
  for (const std::int32_t threads : {2, 3, 8}) {
    options.threads = threads;
    EXPECT_EQ(aging_test::bytes_of(compute_aging_series(ledger, dates, options)), one);
  }
}

TEST(AgingSeriesOfSample, SumsOfPlainDocumentsAreTheSameForAnyNumberOfThreads) {
  const Ledger ledger = sample(150'000, 3);
  const std::vector<Date> dates = month_ends(5);
  AgingOptions options;
  options.by = {};
  const std::string one = aging_test::bytes_of(compute_aging_series(ledger, dates, options));
  for (const std::int32_t threads : {2, 3, 8}) {
    options.threads = threads;
    EXPECT_EQ(aging_test::bytes_of(compute_aging_series(ledger, dates, options)), one);
  }
}

SweepVisits visits_of(const Ledger& ledger, int dates, ApplicationClock clock) {
  OpenItemSeriesQuery query;
  for (const Date date : month_ends(dates)) query.as_of.push_back(date.days());
  query.clock = clock;
  OpenItemSweep sweep(ledger.data(), query);
  for (int date = 0; date < dates; ++date) (void)sweep.next();
  return sweep.visits();
}

TEST(AgingSeriesSweep, LooksAtEveryRowAsOftenForManyDatesAsForOne) {
  const Ledger ledger = sample(2'000, 11);
  const std::int64_t documents = ledger.data().documents.rows();
  const std::int64_t applications = ledger.data().applications.rows();
  ASSERT_GT(applications, 0);
  for (const int dates : {1, 2, 36, 400}) {
    const SweepVisits visits = visits_of(ledger, dates, ApplicationClock::latest);
    EXPECT_EQ(visits.documents, documents);
    EXPECT_LE(visits.application_sides, 2 * applications);
    EXPECT_LE(visits.application_pairs, applications);
    const SweepVisits one_sided = visits_of(ledger, dates, ApplicationClock::applied_on);
    EXPECT_EQ(one_sided.documents, documents);
    EXPECT_EQ(one_sided.application_pairs, applications);
  }
  // On dates that hold every document, each application is looked at from both sides, once.
  EXPECT_EQ(visits_of(ledger, 400, ApplicationClock::latest).application_sides, 2 * applications);
}

TEST(AgingSeriesSweep, AboutStatesWhatWasCounted) {
  const std::vector<Date> dates = month_ends(36);
  const AgingSeries series = compute_aging_series(sample(1'000, 5), dates);
  EXPECT_EQ(about(series, "formula"), "aging.due.series");
  EXPECT_EQ(about(series, "dates"), "36");
  EXPECT_EQ(about(series, "document_passes"), "1");
  EXPECT_EQ(about(series, "known_at_as_of"), "0");
  EXPECT_EQ(about(series, "as_of").substr(0, 22), "2022-01-31,2022-02-28,");
}

TEST(AgingSeriesErrors, AreLocated) {
  const Ledger ledger = sample(100, 1);
  const auto error = [&](const std::vector<Date>& dates, const AgingOptions& options = {},
                         const AgingSeriesOptions& series = {}) {
    return error_of([&] { (void)compute_aging_series(ledger, dates, options, series); });
  };
  const auto expect = [](const std::optional<Error>& found, Status status, const std::string& part) {
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->status(), status);
    EXPECT_NE(std::string(found->what()).find(part), std::string::npos) << found->what();
  };
  expect(error({}), Status::out_of_bounds, "as_of has 0 dates; expected 1 to 4096");
  std::vector<Date> many;
  for (int day = 0; day <= 4096; ++day) many.push_back(add_days(Date("2010-01-01"), day));
  expect(error(many), Status::out_of_bounds, "as_of has 4097 dates");
  expect(error({Date("2024-01-31"), Date("2024-01-31")}), Status::invalid_argument,
         "as_of[1] is 2024-01-31 after 2024-01-31; expected strictly ascending dates");
  AgingOptions known;
  known.known_at = Date("2024-01-31");
  expect(error({Date("2024-01-31")}, known, {.known_at_as_of = 1}), Status::invalid_argument,
         "known_at is 2024-01-31 beside known_at_as_of");
  expect(error({Date("2024-01-31")}, {}, {.known_at_as_of = 2}), Status::out_of_bounds,
         "known_at_as_of is 2");
  AgingOptions by_as_of;
  by_as_of.by = {"as_of"};
  expect(error({Date("2024-01-31")}, by_as_of), Status::invalid_argument, "as_of");
  AgingOptions unknown;
  unknown.by = {"colour"};
  expect(error({Date("2024-01-31")}, unknown), Status::unknown_name, "colour");
}

}  // namespace
}  // namespace openitem::aging_series_test
