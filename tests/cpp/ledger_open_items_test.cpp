// Applications and open items: docs/methods/ledger.md, sections 4 and 5. Expected values are worked out by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpp/ledger_fixture.hpp"
#include "ledger/rules.hpp"

namespace openitem::ledger_test::ledger_open_items_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A document: id, posting date, amount.
struct Doc {
  const char* id;
  const char* posted;
  const char* amount;
  const char* currency = "EUR";
  const char* due = "";
};

Table documents(const std::vector<Doc>& docs) {
  std::vector<TextColumn> columns = {{"customer", {}}, {"id", {}},       {"issue_date", {}},
                                     {"amount", {}},   {"currency", {}}, {"due_date", {}}};
  for (const Doc& doc : docs) {
    columns[0].cells.emplace_back("C");
    columns[1].cells.emplace_back(doc.id);
    columns[2].cells.emplace_back(doc.posted);
    columns[3].cells.emplace_back(doc.amount);
    columns[4].cells.emplace_back(doc.currency);
    columns[5].cells.emplace_back(doc.due);
  }
  return text_table("documents", columns);
}

struct App {
  const char* credit;
  const char* debit;
  const char* amount;
  const char* on;
  const char* instalment = "";
  const char* recorded_on = "";
  const char* credit_amount = "";
};

Table applications(const std::vector<App>& apps) {
  std::vector<TextColumn> columns = {{"credit_id", {}},    {"debit_id", {}},   {"amount", {}},
                                     {"applied_on", {}},   {"instalment", {}}, {"recorded_on", {}},
                                     {"credit_amount", {}}};
  for (const App& app : apps) {
    columns[0].cells.emplace_back(app.credit);
    columns[1].cells.emplace_back(app.debit);
    columns[2].cells.emplace_back(app.amount);
    columns[3].cells.emplace_back(app.on);
    columns[4].cells.emplace_back(app.instalment);
    columns[5].cells.emplace_back(app.recorded_on);
    columns[6].cells.emplace_back(app.credit_amount);
  }
  return text_table("applications", columns);
}

struct Instalment {
  const char* document;
  const char* number;
  const char* due;
  const char* amount;
};

Table instalments(const std::vector<Instalment>& rows) {
  std::vector<TextColumn> columns = {{"document_id", {}}, {"number", {}}, {"due_date", {}}, {"amount", {}}};
  for (const Instalment& row : rows) {
    columns[0].cells.emplace_back(row.document);
    columns[1].cells.emplace_back(row.number);
    columns[2].cells.emplace_back(row.due);
    columns[3].cells.emplace_back(row.amount);
  }
  return text_table("instalments", columns);
}

// Open amounts in the order of source rows (and of instalments), "with closed".
std::vector<std::int64_t> opens(const Ledger& ledger, const char* as_of, const char* known_at = nullptr,
                                ApplicationClock clock = ApplicationClock::latest) {
  std::vector<std::int64_t> amounts;
  for (const Item& item : items_of(ledger, open_items(ledger, as_of, known_at, clock, true)))
    amounts.push_back(item.open);
  return amounts;
}

TEST(OpenItems, AreAmountLessApplied) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-60.00"}}),
                               applications({{"P", "A", "50.00", "2024-02-03"}})});
  EXPECT_THAT(opens(ledger, "2024-01-31"), ElementsAre(10000));
  EXPECT_THAT(opens(ledger, "2024-02-02"), ElementsAre(10000, -6000));
  EXPECT_THAT(opens(ledger, "2024-02-03"), ElementsAre(5000, -1000));
  const OpenItemSet set = open_items(ledger, "2024-02-03");
  EXPECT_EQ(amount_of(set.totals.control), 4000);
  EXPECT_EQ(amount_of(set.totals.open), 4000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-01-31").totals.posted_later), -6000);
}

TEST(OpenItems, ClocksDecideWhenAnApplicationCounts) {
  // Applied on 5 March and recorded on 10 March; the invoice posts on 10 January, the payment on 1 March.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-03-01", "-60.00"}}),
                               applications({{"P", "A", "60.00", "2024-03-05", "", "2024-03-10"}})});
  using Clock = ApplicationClock;
  EXPECT_THAT(opens(ledger, "2024-03-04", nullptr, Clock::latest), ElementsAre(10000, -6000));
  EXPECT_THAT(opens(ledger, "2024-03-05", nullptr, Clock::latest), ElementsAre(4000, 0));
  EXPECT_THAT(opens(ledger, "2024-02-29", nullptr, Clock::payment_posting), ElementsAre(10000));
  EXPECT_THAT(opens(ledger, "2024-03-01", nullptr, Clock::payment_posting), ElementsAre(4000, 0));
  EXPECT_THAT(opens(ledger, "2024-03-05", nullptr, Clock::applied_on), ElementsAre(4000, 0));
  EXPECT_THAT(opens(ledger, "2024-03-09", nullptr, Clock::recorded_on), ElementsAre(10000, -6000));
  EXPECT_THAT(opens(ledger, "2024-03-10", nullptr, Clock::recorded_on), ElementsAre(4000, 0));
}

TEST(OpenItems, RecordedOnClockFallsBackToAppliedOn) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-60.00"}}),
                               applications({{"P", "A", "60.00", "2024-03-05"}})});
  EXPECT_THAT(opens(ledger, "2024-03-04", nullptr, ApplicationClock::recorded_on), ElementsAre(10000, -6000));
  EXPECT_THAT(opens(ledger, "2024-03-05", nullptr, ApplicationClock::recorded_on), ElementsAre(4000, 0));
}

TEST(OpenItems, AppliedBeforePostingIsALine) {
  // Applied on 1 February, but the payment posts only on 1 March.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-03-01", "-60.00"}}),
                               applications({{"P", "A", "60.00", "2024-02-01"}})});
  const OpenItemSet set = open_items(ledger, "2024-02-01", nullptr, ApplicationClock::applied_on);
  EXPECT_THAT(items_of(ledger, set), ElementsAre(Item{0, false, whole, false, 4000, 0}));
  EXPECT_EQ(amount_of(set.totals.control), 10000);
  EXPECT_EQ(amount_of(set.totals.applied_before_posting), -6000);
  EXPECT_EQ(amount_of(set.totals.open), 4000);
  EXPECT_THAT(open_items(ledger, "2024-02-01").totals.applied_before_posting, IsEmpty());
}

TEST(OpenItems, AnApplicationBetweenCurrenciesTakesBothAmounts) {
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00", "EUR"}, {"P", "2024-02-01", "-110.00", "USD"}}),
             applications({{"P", "A", "90.00", "2024-02-01", "", "", "99.00"}})});
  const OpenItemSet set = open_items(ledger, "2024-02-01");
  EXPECT_THAT(items_of(ledger, set),
              ElementsAre(Item{0, false, whole, false, 1000, 0}, Item{1, false, whole, false, -1100, 0}));
  EXPECT_EQ(amount_of(set.totals.cross_currency, "EUR"), -9000);
  EXPECT_EQ(amount_of(set.totals.cross_currency, "USD"), 9900);
  EXPECT_EQ(amount_of(set.totals.open, "EUR"), 1000);
  EXPECT_EQ(amount_of(set.totals.open, "USD"), -1100);
}

TEST(OpenItems, UnapplyingRestores) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-60.00"}}),
                               applications({{"P", "A", "60.00", "2024-02-03"},
                                             {"P", "A", "-60.00", "2024-02-10"},
                                             {"P", "A", "25.00", "2024-02-12"}})});
  EXPECT_THAT(opens(ledger, "2024-02-09"), ElementsAre(4000, 0));
  EXPECT_THAT(opens(ledger, "2024-02-10"), ElementsAre(10000, -6000));
  EXPECT_THAT(opens(ledger, "2024-02-12"), ElementsAre(7500, -3500));
}

TEST(OverApplication, RowsOfOneDayAreTakenTogether) {
  // The reversal stands after the second application in the source: the end of the day is in range.
  const std::vector<Table> tables = {
      documents(
          {{"A", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-100.00"}, {"Q", "2024-02-01", "-100.00"}}),
      applications({{"P", "A", "100.00", "2024-02-03"},
                    {"Q", "A", "100.00", "2024-02-05"},
                    {"P", "A", "-100.00", "2024-02-05"}})};
  const Ledger ledger = build(tables);
  EXPECT_THAT(opens(ledger, "2024-02-05"), ElementsAre(0, -10000, 0));
}

TEST(OverApplication, LaterRowsAreJudgedWithoutTheExcludedOne) {
  // 70 fits, 50 does not (120 of 100), 30 does.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-200.00"}}),
                               applications({{"P", "A", "70.00", "2024-02-03"},
                                             {"P", "A", "50.00", "2024-02-04"},
                                             {"P", "A", "30.00", "2024-02-05"}})},
                              euros(RowPolicy::mark));
  EXPECT_THAT(opens(ledger, "2024-02-05"), ElementsAre(0, -10000));
  ASSERT_EQ(ledger.data().summary[1].excluded, 1);
}

TEST(OverApplication, OrderIsByDateNotBySourceRow) {
  // The row of 50 stands first in the source but counts later.
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-200.00"}}),
             applications({{"P", "A", "50.00", "2024-02-04"}, {"P", "A", "70.00", "2024-02-03"}})},
            euros(RowPolicy::mark));
  EXPECT_THAT(opens(ledger, "2024-02-05"), ElementsAre(3000, -13000));
}

TEST(OverApplication, TheCreditSideIsMeasuredToo) {
  const Ledger ledger = build(
      {documents(
           {{"A", "2024-01-10", "100.00"}, {"B", "2024-01-10", "100.00"}, {"P", "2024-02-01", "-100.00"}}),
       applications({{"P", "A", "60.00", "2024-02-03"}, {"P", "B", "60.00", "2024-02-03"}})},
      euros(RowPolicy::mark));
  EXPECT_THAT(opens(ledger, "2024-02-05"), ElementsAre(4000, 10000, -4000));
}

TEST(OverApplication, OtherDocumentsOfTheDayAreUntouched) {
  // A is over-applied; B, which no row of the day links with A, is un-applied before it is applied in the source.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "10.00"},
                                          {"P", "2024-01-10", "-20.00"},
                                          {"B", "2024-01-10", "10.00"},
                                          {"Q", "2024-01-10", "-20.00"}}),
                               applications({{"P", "A", "15.00", "2024-02-03"},
                                             {"Q", "B", "-5.00", "2024-02-03"},
                                             {"Q", "B", "8.00", "2024-02-03"}})},
                              euros(RowPolicy::mark));
  EXPECT_THAT(opens(ledger, "2024-02-05"), ElementsAre(1000, -2000, 700, -1700));
}

const std::vector<Instalment> kThree = {
    {"A", "1", "2024-02-01", "30.00"}, {"A", "2", "2024-03-01", "30.00"}, {"A", "3", "2024-04-01", "40.00"}};

TEST(Instalments, AreSettledInTheOrderOfDueDateAndNumber) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-50.00"}}),
                               instalments(kThree), applications({{"P", "A", "50.00", "2024-01-11"}})});
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-01-31", nullptr, ApplicationClock::latest, true)),
              ElementsAre(Item{0, false, 1, false, 0, 0}, Item{0, false, 2, false, 1000, 0},
                          Item{0, false, 3, false, 4000, 0}, Item{1, false, whole, false, 0, 0}));
}

TEST(Instalments, ANamedOneIsSettledFirstAndItsExcessFillsTheOthers) {
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-80.00"}}), instalments(kThree),
             applications({{"P", "A", "50.00", "2024-01-11", "3"}, {"P", "A", "5.00", "2024-01-12"}})});
  // 40 of the 50 settle number 3; the other 10 and the 5 go to number 1.
  EXPECT_THAT(opens(ledger, "2024-01-31"), ElementsAre(1500, 3000, 0, -2500));
}

TEST(Instalments, WhatIsUnappliedBeyondANamedOneIsTakenBackFromTheLast) {
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-80.00"}}), instalments(kThree),
             applications({{"P", "A", "40.00", "2024-01-11"},
                           {"P", "A", "30.00", "2024-01-12", "3"},
                           {"P", "A", "-50.00", "2024-01-13"}})});
  // 20 remain applied, 30 are named for number 3: 10 of them are taken back.
  EXPECT_THAT(opens(ledger, "2024-01-31"), ElementsAre(3000, 3000, 2000, -6000));
}

TEST(Instalments, TiesInDueDateGoByNumberNotBySourceRow) {
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-60.00"}}),
             instalments({{"A", "10", "2024-02-01", "50.00"}, {"A", "9", "2024-02-01", "50.00"}}),
             applications({{"P", "A", "60.00", "2024-01-11"}})});
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-01-31")),
              ElementsAre(Item{0, false, 10, false, 4000, 0}));
}

TEST(Instalments, ExcludedOnesLeaveTheDocumentWholeAndNamingThemIsNoFault) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-60.00"}}),
                               instalments({{"A", "1", "2024-02-01", "50.00"}}),
                               applications({{"P", "A", "20.00", "2024-01-11", "1"}})},
                              euros(RowPolicy::mark));
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-01-31")),
              ElementsAre(Item{0, false, whole, false, 8000, 0}, Item{1, false, whole, false, -4000, 0}));
}

TEST(Instalments, ACreditMayHaveThemToo) {
  const Ledger ledger =
      build({documents({{"A", "2024-01-10", "100.00"}, {"N", "2024-01-11", "-60.00"}}),
             instalments({{"N", "1", "2024-02-01", "-20.00"}, {"N", "2", "2024-03-01", "-40.00"}}),
             applications({{"N", "A", "25.00", "2024-01-11"}})});
  EXPECT_THAT(opens(ledger, "2024-01-31"), ElementsAre(7500, 0, -3500));
}

TEST(Excess, IsAnItemOfItsOwn) {
  // By recorded-on the reversal of 10 February comes after the second application: 160 of 100 are applied on the 5th.
  const Ledger ledger = build(
      {documents(
           {{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-100.00"}, {"Q", "2024-01-11", "-60.00"}}),
       applications({{"P", "A", "100.00", "2024-02-01", "", "2024-02-01"},
                     {"P", "A", "-100.00", "2024-02-03", "", "2024-02-10"},
                     {"Q", "A", "60.00", "2024-02-04", "", "2024-02-05"}})});
  const OpenItemSet set = open_items(ledger, "2024-02-05", nullptr, ApplicationClock::recorded_on);
  EXPECT_THAT(items_of(ledger, set), ElementsAre(Item{0, false, whole, true, -6000, 0}));
  EXPECT_EQ(amount_of(set.totals.open), -6000);
  EXPECT_EQ(amount_of(set.totals.control), -6000);
  EXPECT_EQ(set.items.amount[0], 0);
}

TEST(Excess, StandsOnEitherSideOfTheAmount) {
  // Only the reversal is recorded by the 5th: the invoice is open for its amount and 30 more, the payment likewise.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-100.00"}}),
                               applications({{"P", "A", "30.00", "2024-02-01", "", "2024-02-10"},
                                             {"P", "A", "-30.00", "2024-02-03", "", "2024-02-05"}})});
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-02-05", "2024-02-05")),
              ElementsAre(Item{0, false, whole, false, 10000, 0}, Item{0, false, whole, true, 3000, 0},
                          Item{1, false, whole, false, -10000, 0}, Item{1, false, whole, true, -3000, 0}));
}

Table disputes(const std::vector<std::vector<std::string>>& rows) {
  std::vector<TextColumn> columns = {
      {"document_id", {}}, {"amount", {}}, {"opened", {}}, {"closed", {}}, {"recorded_on", {}}};
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t at = 0; at < columns.size(); ++at) columns[at].cells.push_back(row[at]);
  }
  return text_table("disputes", columns);
}

TEST(Disputes, AreActiveFromOpenedUntilTheDayBeforeClosed) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "100.00"}}),
                               disputes({{"A", "30.00", "2024-02-01", "2024-02-10", ""},
                                         {"A", "5.00", "2024-02-05", "", "2024-03-01"}})});
  const auto disputed = [&ledger](const char* as_of, const char* known_at = nullptr) {
    return items_of(ledger, open_items(ledger, as_of, known_at)).at(0).disputed;
  };
  EXPECT_EQ(disputed("2024-01-31"), 0);
  EXPECT_EQ(disputed("2024-02-01"), 3000);
  EXPECT_EQ(disputed("2024-02-05"), 3500);
  EXPECT_EQ(disputed("2024-02-05", "2024-02-28"), 3000);
  EXPECT_EQ(disputed("2024-02-10"), 500);
}

TEST(Disputes, TakeAtMostTheOpenAmountFromTheInstalmentsInOrder) {
  const std::vector<Table> base = {documents({{"A", "2024-01-10", "100.00"}, {"P", "2024-01-11", "-20.00"}}),
                                   instalments(kThree), applications({{"P", "A", "20.00", "2024-01-11"}})};
  std::vector<Table> part = base;
  part.push_back(disputes({{"A", "35.00", "2024-01-12", "", ""}}));
  // Open: 10, 30, 40. Disputed 35: 10 and 25.
  const Ledger ledger = build(part);
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-01-31")),
              ElementsAre(Item{0, false, 1, false, 1000, 1000}, Item{0, false, 2, false, 3000, 2500},
                          Item{0, false, 3, false, 4000, 0}));
  std::vector<Table> all = base;
  all.push_back(disputes({{"A", "", "2024-01-12", "", ""}, {"A", "35.00", "2024-01-12", "", ""}}));
  const Ledger whole_disputed = build(all);
  EXPECT_THAT(items_of(whole_disputed, open_items(whole_disputed, "2024-01-31")),
              ElementsAre(Item{0, false, 1, false, 1000, 1000}, Item{0, false, 2, false, 3000, 3000},
                          Item{0, false, 3, false, 4000, 4000}));
}

LedgerOptions oldest_due() {
  LedgerOptions options = euros();
  options.unreferenced_credits = UnreferencedCredits::oldest_due;
  return options;
}

TEST(UnreferencedCredits, FillTheOldestDueDebitsPostedSoFar) {
  // The payment of 25 January meets A and B, of which B is due first; what is left waits for C.
  const Ledger ledger = build({documents({{"A", "2024-01-10", "50.00", "EUR", "2024-03-10"},
                                          {"B", "2024-01-20", "50.00", "EUR", "2024-02-20"},
                                          {"P", "2024-01-25", "-120.00"},
                                          {"C", "2024-02-01", "50.00", "EUR", "2024-02-05"}})},
                              oldest_due());
  EXPECT_THAT(opens(ledger, "2024-01-24"), ElementsAre(5000, 5000));
  EXPECT_THAT(opens(ledger, "2024-01-25"), ElementsAre(0, 0, -2000));
  EXPECT_THAT(opens(ledger, "2024-02-01"), ElementsAre(0, 0, 0, 3000));
}

TEST(UnreferencedCredits, TakeWhatApplicationRowsLeaveAndStayWithinEntityAndCurrency) {
  const Ledger ledger = build({documents({{"A", "2024-01-10", "50.00"},
                                          {"B", "2024-01-11", "50.00", "USD"},
                                          {"P", "2024-01-25", "-30.00"},
                                          {"Q", "2024-01-25", "-40.00"}}),
                               applications({{"P", "A", "20.00", "2024-06-01"}})},
                              oldest_due());
  // Q fills 30 of A at once, though the row of P counts in June only; P is named and stays.
  EXPECT_THAT(opens(ledger, "2024-01-25"), ElementsAre(2000, 5000, -3000, -1000));
  EXPECT_THAT(opens(ledger, "2024-06-01"), ElementsAre(0, 5000, -1000, -1000));
}

TEST(UnreferencedCredits, WaitingOnesAreUsedInTheirOrder) {
  const Ledger ledger = build(
      {documents(
          {{"P", "2024-01-01", "-30.00"}, {"Q", "2024-01-02", "-40.00"}, {"A", "2024-01-10", "50.00"}})},
      oldest_due());
  EXPECT_THAT(opens(ledger, "2024-01-10"), ElementsAre(0, -2000, 0));
}

TEST(UnreferencedCredits, AreRefusedWithVersions) {
  const Table table = text_table("documents", {{"customer", {"C", "C"}},
                                               {"id", {"A", "A"}},
                                               {"issue_date", {"2024-01-01", "2024-01-01"}},
                                               {"amount", {"1.00", "2.00"}},
                                               {"recorded_on", {"2024-01-01", "2024-01-02"}}});
  const std::optional<Error> error = error_of_build({table}, oldest_due());
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->status(), Status::invalid_argument);
}

TEST(KnownAt, AnApplicationToAnUnknownVersionIsOneSided) {
  // Invoice A is recorded on 1 April only, its settlement on 1 March.
  const Table table = text_table("documents", {{"customer", {"C", "C"}},
                                               {"id", {"A", "P"}},
                                               {"issue_date", {"2024-01-01", "2024-01-02"}},
                                               {"amount", {"10.00", "-10.00"}},
                                               {"recorded_on", {"2024-04-01", "2024-01-02"}}});
  const Ledger ledger = build({table, applications({{"P", "A", "10.00", "2024-01-05", "", "2024-03-01"}})});
  const OpenItemSet latest = open_items(ledger, "2024-06-30", "2024-03-31");
  EXPECT_THAT(items_of(ledger, latest), ElementsAre(Item{1, false, whole, false, -1000, 0}));
  const OpenItemSet applied = open_items(ledger, "2024-06-30", "2024-03-31", ApplicationClock::applied_on);
  EXPECT_THAT(items_of(ledger, applied), IsEmpty());
  EXPECT_EQ(amount_of(applied.totals.applied_before_posting), 1000);
  EXPECT_EQ(amount_of(applied.totals.open), 0);
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-06-30")), IsEmpty());
}

}  // namespace
}  // namespace openitem::ledger_test::ledger_open_items_test
