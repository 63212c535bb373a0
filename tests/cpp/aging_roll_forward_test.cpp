// The roll-forward and its comparison with the control account: docs/methods/roll_forward.md.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"
#include "random_books.hpp"

namespace openitem::aging_roll_forward_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::text_table;

using Lines = std::vector<std::vector<std::string>>;

Lines lines_of(const Result& result, const char* table = "totals") {
  return cells(result.table(table), {"currency", "line", "count", "amount"});
}

// Customer A: an invoice of January and one of February, part-paid by B in February; B overpays.
Ledger two_customers() {
  return build(
      {text_table("documents", {{"customer", {"A", "A", "B", "B"}},
                                {"id", {"1", "2", "3", "4"}},
                                {"kind", {"invoice", "invoice", "payment", "write_off"}},
                                {"issue_date", {"2024-01-10", "2024-02-10", "2024-02-20", "2024-03-05"}},
                                {"amount", {"100.00", "50.00", "-70.00", "-5.00"}}}),
       text_table("applications", {{"credit_id", {"3", "3"}},
                                   {"debit_id", {"1", "2"}},
                                   {"amount", {"40.00", "10.00"}},
                                   {"applied_on", {"2024-02-20", "2024-03-01"}}})});
}

TEST(RollForward, HasALineForEachKindThatMoved) {
  const RollForward february = compute_roll_forward(two_customers(), Date("2024-01-31"), Date("2024-02-29"));
  const Lines expected = {{"EUR", "opening", "1", "10000"},
                          {"EUR", "invoice", "1", "5000"},
                          {"EUR", "payment", "1", "-7000"},
                          {"EUR", "closing", "3", "8000"},
                          {"EUR", "difference", "0", "0"}};
  EXPECT_EQ(lines_of(february), expected);
  EXPECT_EQ(lines_of(february, "rows"), expected);
  EXPECT_EQ(cells(february.table("about"), {"name", "value"})[0],
            (std::vector<std::string>{"formula", "roll_forward"}));
}

TEST(RollForward, ApplicationsBetweenGroupsAreALineOfEachGroupAndNotOfTheTotals) {
  RollForwardOptions options;
  options.by = {"customer"};
  const RollForward march =
      compute_roll_forward(two_customers(), Date("2024-01-31"), Date("2024-03-31"), options);
  EXPECT_EQ(cells(march.table("rows"), {"customer", "line", "count", "amount"}),
            (Lines{{"A", "opening", "1", "10000"},
                   {"A", "invoice", "1", "5000"},
                   {"A", "applied_between_groups", "2", "-5000"},
                   {"A", "closing", "2", "10000"},
                   {"A", "difference", "0", "0"},
                   {"B", "opening", "0", "0"},
                   {"B", "payment", "1", "-7000"},
                   {"B", "write_off", "1", "-500"},
                   {"B", "applied_between_groups", "2", "5000"},
                   {"B", "closing", "2", "-2500"},
                   {"B", "difference", "0", "0"}}));
  EXPECT_EQ(lines_of(march), (Lines{{"EUR", "opening", "1", "10000"},
                                    {"EUR", "invoice", "1", "5000"},
                                    {"EUR", "payment", "1", "-7000"},
                                    {"EUR", "write_off", "1", "-500"},
                                    {"EUR", "closing", "4", "7500"},
                                    {"EUR", "difference", "0", "0"}}));
}

TEST(RollForward, OnOneDayNothingMoves) {
  const RollForward still = compute_roll_forward(two_customers(), Date("2024-01-31"), Date("2024-01-31"));
  EXPECT_EQ(lines_of(still), (Lines{{"EUR", "opening", "1", "10000"},
                                    {"EUR", "closing", "1", "10000"},
                                    {"EUR", "difference", "0", "0"}}));
  EXPECT_EQ(
      compute_roll_forward(two_customers(), Date("2023-01-01"), Date("2023-12-31")).table("rows").rows(), 0);
}

// Invoice 2 of January is recorded in February; invoice 1 is raised from 100 to 120 in February.
TEST(RollForward, LatePostingsLeadFromThePrintedClosingToTheNextOne) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"id", {"1", "1", "2", "3"}},
                                {"issue_date", {"2024-01-10", "2024-01-10", "2024-01-20", "2024-02-05"}},
                                {"amount", {"100.00", "120.00", "30.00", "7.00"}},
                                {"recorded_on", {"2024-01-10", "2024-02-03", "2024-02-02", "2024-02-05"}}})});
  RollForwardOptions options;
  options.known_at_from = Date("2024-01-31");
  options.known_at = Date("2024-02-29");
  const RollForward february = compute_roll_forward(ledger, Date("2024-01-31"), Date("2024-02-29"), options);
  EXPECT_EQ(lines_of(february), (Lines{{"EUR", "opening", "1", "10000"},
                                       {"EUR", "invoice", "1", "700"},
                                       {"EUR", "late_postings", "3", "5000"},
                                       {"EUR", "closing", "3", "15700"},
                                       {"EUR", "difference", "0", "0"}}));
  options.known_at_from.reset();
  EXPECT_EQ(lines_of(compute_roll_forward(ledger, Date("2024-01-31"), Date("2024-02-29"), options))[0],
            (std::vector<std::string>{"EUR", "opening", "2", "15000"}));
}

TEST(RollForward, ApplicationsBetweenCurrenciesAndBeforePostingAreLines) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"1", "2", "3"}},
                                      {"kind", {"invoice", "payment", "payment"}},
                                      {"issue_date", {"2024-01-10", "2024-02-10", "2024-03-10"}},
                                      {"amount", {"100.00", "-60.00", "-20.00"}},
                                      {"currency", {"EUR", "USD", "EUR"}}}),
             text_table("applications", {{"credit_id", {"2", "3"}},
                                         {"debit_id", {"1", "1"}},
                                         {"amount", {"50.00", "20.00"}},
                                         {"credit_amount", {"55.00", "20.00"}},
                                         {"applied_on", {"2024-02-11", "2024-02-12"}}})});
  RollForwardOptions options;
  options.clock = ApplicationClock::applied_on;
  const RollForward february = compute_roll_forward(ledger, Date("2024-01-31"), Date("2024-02-29"), options);
  EXPECT_EQ(lines_of(february), (Lines{{"EUR", "opening", "1", "10000"},
                                       {"EUR", "cross_currency", "1", "-5000"},
                                       {"EUR", "applied_before_posting", "1", "-2000"},
                                       {"EUR", "closing", "1", "3000"},
                                       {"EUR", "difference", "0", "0"},
                                       {"USD", "opening", "0", "0"},
                                       {"USD", "payment", "1", "-6000"},
                                       {"USD", "cross_currency", "1", "5500"},
                                       {"USD", "closing", "1", "-500"},
                                       {"USD", "difference", "0", "0"}}));
  const RollForward march = compute_roll_forward(ledger, Date("2024-02-29"), Date("2024-03-31"), options);
  EXPECT_EQ(lines_of(march)[1], (std::vector<std::string>{"EUR", "payment", "1", "-2000"}));
  EXPECT_EQ(lines_of(march)[2], (std::vector<std::string>{"EUR", "applied_before_posting", "1", "2000"}));
}

// ---- what must hold for every ledger -------------------------------------------------------------------------

// Key of a row: its cells before the column `end`.
std::string key_of(const Table& table, std::int64_t row, const char* end) {
  std::string key;
  for (const Column& column : table.columns()) {
    if (column.name() == end) break;
    key += (column.is_null(row) ? "\\N" : aging_test::cell_text(table, column.name(), row)) + "|";
  }
  return key;
}

using Amounts = std::map<std::string, std::int64_t>;

Amounts amounts_of(const Table& table, const char* line) {
  Amounts amounts;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (table.text_at("line", row) != line) continue;
    amounts[key_of(table, row, "line")] = table.int64s("amount")[static_cast<std::size_t>(row)];
  }
  return amounts;
}

// Lines between opening and closing, by key and line.
Amounts movements_of(const Table& table) {
  Amounts amounts;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    const std::string line(table.text_at("line", row));
    if (line == "opening" || line == "closing" || line == "difference") continue;
    amounts[key_of(table, row, "line") + line] += table.int64s("amount")[static_cast<std::size_t>(row)];
  }
  return amounts;
}

Amounts without_zeros(Amounts amounts) {
  std::erase_if(amounts, [](const auto& entry) { return entry.second == 0; });
  return amounts;
}

Amounts aged_totals(const Ledger& ledger, Date as_of, const RollForwardOptions& options,
                    const std::optional<Date>& known_at) {
  AgingOptions aging;
  aging.by = options.by;
  aging.clock = options.clock;
  aging.known_at = known_at;
  const Aging aged = compute_aging(ledger, as_of, aging);
  const Table& rows = aged.table("rows");
  Amounts amounts;
  for (std::int64_t row = 0; row < rows.rows(); ++row) {
    std::string key;
    for (const std::string& name : options.by)
      key += (rows.column(name).is_null(row) ? "\\N" : aging_test::cell_text(rows, name, row)) + "|";
    amounts[key + std::string(rows.text_at("currency", row)) + "|"] =
        rows.int64s("total")[static_cast<std::size_t>(row)];
  }
  return amounts;
}

void add(Amounts& to, const Amounts& from) {
  for (const auto& [key, amount] : from) to[key] += amount;
}

// Three adjacent periods: each closes, ties to the agings of its ends and to its neighbour, and they add up.
void expect_periods_to_chain(const Ledger& ledger, const RollForwardOptions& given, bool as_printed) {
  const std::vector<const char*> ends = {"2023-12-31", "2024-01-31", "2024-02-29", "2024-06-30"};
  Amounts moved;
  Amounts closing;
  for (std::size_t at = 1; at < ends.size(); ++at) {
    const Date from(ends[at - 1]);
    const Date to(ends[at]);
    RollForwardOptions options = given;
    if (as_printed) {
      options.known_at_from = from;
      options.known_at = to;
    }
    const RollForward period = compute_roll_forward(ledger, from, to, options);
    for (const char* const name : {"rows", "totals"}) {
      for (const auto& [key, difference] : amounts_of(period.table(name), "difference"))
        ASSERT_EQ(difference, 0) << name << key;
    }
    const Table& rows = period.table("rows");
    const Amounts opening = amounts_of(rows, "opening");
    ASSERT_EQ(without_zeros(opening),
              without_zeros(
                  aged_totals(ledger, from, options, as_printed ? options.known_at_from : options.known_at)));
    if (at > 1) {
      ASSERT_EQ(without_zeros(opening), without_zeros(closing));
    }
    closing = amounts_of(rows, "closing");
    ASSERT_EQ(without_zeros(closing), without_zeros(aged_totals(ledger, to, options, options.known_at)));
    add(moved, movements_of(rows));
  }
  if (as_printed) return;
  const RollForward whole = compute_roll_forward(ledger, Date(ends.front()), Date(ends.back()), given);
  EXPECT_EQ(without_zeros(moved), without_zeros(movements_of(whole.table("rows"))));
}

class RollForwardProperties : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RollForwardProperties, EveryGroupClosesAndPeriodsChain) {
  const Ledger ledger = aging_test::RandomBooks(GetParam()).make();
  const std::vector<std::vector<std::string>> groups = {{}, {"customer"}, {"kind"}, {"region", "customer"}};
  for (const std::vector<std::string>& by : groups) {
    for (const ApplicationClock clock : {ApplicationClock::latest, ApplicationClock::payment_posting,
                                         ApplicationClock::applied_on, ApplicationClock::recorded_on}) {
      RollForwardOptions options;
      options.by = by;
      options.clock = clock;
      options.threads = static_cast<std::int32_t>(GetParam() % 3);
      expect_periods_to_chain(ledger, options, false);
      expect_periods_to_chain(ledger, options, true);
      options.known_at = Date("2024-02-10");
      expect_periods_to_chain(ledger, options, false);
      if (HasFatalFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RollForwardProperties, testing::Range(1U, 7U));

TEST(RollForward, OfAFaultyLedgerClosesWithTheSameBytesForAnyNumberOfThreads) {
  SampleOptions faulty;
  faulty.faults = 300;
  const Result tables = sample_ledger(150'000, 5, Date("2024-12-31"), faulty);
  const TableViews views(tables.tables());
  LedgerOptions reading;
  reading.money = MoneyForm::minor;
  reading.row_policy = RowPolicy::mark;
  const Ledger ledger = build_ledger(views.views(), reading);
  RollForwardOptions options;
  options.by = {"customer"};
  const auto run = [&] {
    return compute_roll_forward(ledger, Date("2024-02-29"), Date("2024-11-30"), options);
  };
  const RollForward one = run();
  ASSERT_GT(one.table("rows").rows(), 1'000);
  for (const auto& [key, difference] : amounts_of(one.table("rows"), "difference"))
    ASSERT_EQ(difference, 0) << key;
  options.threads = 3;
  EXPECT_EQ(aging_test::bytes_of(run()), aging_test::bytes_of(one));
}

// ---- control account -----------------------------------------------------------------------------------------

Result compared(const RollForward& roll_forward, const Table& control) {
  const std::vector<Table> tables = {control};
  return compare_control_account(roll_forward, TableViews(tables).views());
}

TEST(ControlAccount, BothEndsAreCompared) {
  RollForwardOptions options;
  options.by = {"customer"};
  const RollForward march =
      compute_roll_forward(two_customers(), Date("2024-01-31"), Date("2024-03-31"), options);
  const Result result =
      compared(march, text_table("control_account", {{"customer", {"A", "C", "D"}},
                                                     {"closing", {"99.00", "1.00", "0.00"}},
                                                     {"opening", {"100.00", "0.00", "0.00"}}}));
  EXPECT_EQ(cells(result.table("control_account"),
                  {"customer", "currency", "line", "computed", "given", "difference", "status"}),
            (Lines{{"A", "EUR", "opening", "10000", "10000", "0", "equal"},
                   {"A", "EUR", "closing", "10000", "9900", "100", "unequal"},
                   {"B", "EUR", "opening", "0", "0", "0", "equal"},
                   {"B", "EUR", "closing", "-2500", "0", "-2500", "missing_right"},
                   {"C", "EUR", "opening", "0", "0", "0", "equal"},
                   {"C", "EUR", "closing", "0", "100", "-100", "missing_left"},
                   {"D", "EUR", "opening", "0", "0", "0", "equal"},
                   {"D", "EUR", "closing", "0", "0", "0", "equal"}}));
  const Result closing =
      compared(march, text_table("control_account", {{"customer", {"A"}}, {"closing", {"100.00"}}}));
  EXPECT_EQ(cells(closing.table("control_account"), {"customer", "line", "status"}),
            (Lines{{"A", "closing", "equal"}, {"B", "closing", "missing_right"}}));
}

void expect_error(const std::optional<Error>& found, Status status, const std::string& part) {
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->status(), status);
  EXPECT_NE(std::string(found->what()).find(part), std::string::npos) << found->what();
}

TEST(ControlAccount, FaultsAreLocated) {
  const RollForward february = compute_roll_forward(two_customers(), Date("2024-01-31"), Date("2024-02-29"));
  const auto error = [&](const Table& control) {
    return error_of([&] { (void)compared(february, control); });
  };
  expect_error(error(text_table("control_account", {{"balance", {"1.00"}}})), Status::missing_column,
               "neither the column opening nor closing");
  const auto unreadable = error(text_table("control_account", {{"closing", {"1.00", "much"}}}));
  expect_error(unreadable, Status::invalid_data, "much");
  EXPECT_EQ(unreadable->row(), 1);
  const auto missing = error(text_table("control_account", {{"closing", {"1.00"}}, {"opening", {""}}}));
  expect_error(missing, Status::missing_value, "control_account.opening");
}

TEST(RollForwardErrors, NameTheOption) {
  const Ledger ledger = two_customers();
  const auto error = [&](const char* from, const char* to, const RollForwardOptions& options = {}) {
    return error_of([&] { (void)compute_roll_forward(ledger, Date(from), Date(to), options); });
  };
  expect_error(error("2024-02-01", "2024-01-31"), Status::invalid_argument,
               "from is 2024-02-01, after to, 2024-01-31");
  RollForwardOptions options;
  options.known_at = Date("2024-01-01");
  options.known_at_from = Date("2024-01-02");
  expect_error(error("2024-01-01", "2024-01-31", options), Status::invalid_argument,
               "known_at_from is 2024-01-02");
  options = {};
  options.by = {"colour"};
  expect_error(error("2024-01-01", "2024-01-31", options), Status::unknown_name, "colour");
  options.by = {"line"};
  expect_error(error("2024-01-01", "2024-01-31", options), Status::invalid_argument, "line");
  options = {};
  options.threads = 257;
  expect_error(error("2024-01-01", "2024-01-31", options), Status::out_of_bounds, "threads");
  options = {};
  options.clock = static_cast<ApplicationClock>(9);
  expect_error(error("2024-01-01", "2024-01-31", options), Status::out_of_bounds, "clock");
}

}  // namespace
}  // namespace openitem::aging_roll_forward_test
