// Roll rates, worked by hand: docs/methods/roll_rates.md.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/roll_rates.hpp"

namespace openitem::roll_rates_test {
namespace {

using aging_test::build;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::text_table;
using Rows = std::vector<std::vector<std::string>>;

const std::vector<Date> kJuneToJuly = {Date("2024-06-30"), Date("2024-07-30")};

// One invoice of 100 for every way to leave; due on 10 June, 20 days past due on the first date, 50 on the second.
Ledger ways_out() {
  return build(
      {text_table(
           "documents",
           {{"customer", std::vector<std::string>(13, "A")},
            {"id", {"1", "2", "3", "4", "5", "6", "p", "c", "d", "w", "u", "x", "r"}},
            {"kind",
             {"invoice", "invoice", "invoice", "invoice", "invoice", "invoice", "payment", "credit_note",
              "discount", "write_off", "unclassified_credit", "payment", "payment_return"}},
            {"issue_date",
             {"2024-05-10", "2024-05-10", "2024-05-10", "2024-05-10", "2024-05-10", "2024-07-01",
              "2024-07-10", "2024-07-10", "2024-07-10", "2024-07-10", "2024-07-10", "2024-07-10",
              "2024-07-15"}},
            {"due_date",
             {"2024-06-10", "2024-06-10", "2024-06-10", "2024-06-10", "2024-06-10", "2024-08-01", "", "", "",
              "", "", "", "2024-07-15"}},
            {"amount",
             {"100", "100", "100", "100", "100", "40", "-130", "-20", "-3", "-17", "-25", "-50", "60"}},
            {"currency",
             {"EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "USD", "EUR"}}}),
       text_table("applications", {{"credit_id", {"p", "p", "c", "d", "w", "u", "x"}},
                                   {"debit_id", {"1", "2", "2", "2", "3", "4", "4"}},
                                   {"amount", {"100", "30", "20", "3", "17", "25", "45"}},
                                   {"credit_amount", {"", "", "", "", "", "", "50"}},
                                   {"applied_on", std::vector<std::string>(7, "2024-07-20")}})});
}

TEST(RollRates, EveryWayOutHasItsOutcome) {
  const RollRates result = compute_roll_rates(ways_out(), kJuneToJuly);
  EXPECT_EQ(cells(result.table("transitions"), {"from_date", "to_date", "currency", "from_bucket", "outcome",
                                                "to_bucket", "amount", "items"}),
            (Rows{{"2024-06-30", "2024-07-30", "EUR", "d1_30", "rolls", "d31_60", "26000", "4"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "paid", "", "13000", "1"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "currency", "", "4500", "0"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "credited", "", "2000", "0"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "discounted", "", "300", "0"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "written_off", "", "1700", "0"},
                  {"2024-06-30", "2024-07-30", "EUR", "d1_30", "unclassified", "", "2500", "0"}}));
  EXPECT_EQ(cells(result.table("inflows"), {"bucket", "source", "amount", "items"}),
            (Rows{{"not_due", "new", "4000", "1"}, {"d1_30", "returned", "6000", "1"}}));
  EXPECT_EQ(cells(result.table("rates"), {"outcome", "amount", "opening", "items", "opening_items"})[1],
            (std::vector<std::string>{"paid", "13000", "50000", "1", "5"}));
  EXPECT_EQ(result.table("rates").column("amount_rate").float64s()[0], 0.52);
  EXPECT_EQ(result.table("rates").column("items_rate").float64s()[0], 0.8);
}

TEST(RollRates, ProofOfAPeriod) {
  const RollRates result = compute_roll_rates(ways_out(), kJuneToJuly);
  EXPECT_EQ(cells(result.table("proof"), {"bucket", "line", "amount", "items"}),
            (Rows{{"not_due", "opening", "0", "0"},
                  {"not_due", "outcomes", "0", "0"},
                  {"not_due", "opening_difference", "0", "0"},
                  {"not_due", "arrived", "0", "0"},
                  {"not_due", "inflows", "4000", "1"},
                  {"not_due", "closing", "-4000", "-1"},
                  {"not_due", "closing_difference", "0", "0"},
                  {"d1_30", "opening", "50000", "5"},
                  {"d1_30", "outcomes", "-50000", "-5"},
                  {"d1_30", "opening_difference", "0", "0"},
                  {"d1_30", "arrived", "0", "0"},
                  {"d1_30", "inflows", "6000", "1"},
                  {"d1_30", "closing", "-6000", "-1"},
                  {"d1_30", "closing_difference", "0", "0"},
                  {"d31_60", "opening", "0", "0"},
                  {"d31_60", "outcomes", "0", "0"},
                  {"d31_60", "opening_difference", "0", "0"},
                  {"d31_60", "arrived", "26000", "4"},
                  {"d31_60", "inflows", "0", "0"},
                  {"d31_60", "closing", "-26000", "-4"},
                  {"d31_60", "closing_difference", "0", "0"}}));
}

// A payment that is taken back brings the money back into the bucket of its age.
TEST(RollRates, WhatIsUnappliedIsReopened) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "p"}},
                                                        {"kind", {"invoice", "payment"}},
                                                        {"issue_date", {"2024-05-01", "2024-06-01"}},
                                                        {"due_date", {"2024-06-10", ""}},
                                                        {"amount", {"100", "-80"}}}),
                               text_table("applications", {{"credit_id", {"p", "p"}},
                                                           {"debit_id", {"1", "1"}},
                                                           {"amount", {"80", "-50"}},
                                                           {"applied_on", {"2024-06-05", "2024-07-05"}}})});
  const RollRates result = compute_roll_rates(ledger, kJuneToJuly);
  EXPECT_EQ(cells(result.table("transitions"), {"from_bucket", "outcome", "to_bucket", "amount", "items"}),
            (Rows{{"d1_30", "rolls", "d31_60", "2000", "1"}}));
  EXPECT_EQ(cells(result.table("inflows"), {"bucket", "source", "amount", "items"}),
            (Rows{{"d31_60", "reopened", "5000", "0"}}));
}

// A write-off that names the first instalment and a payment that names the second.
TEST(RollRates, AnInstalmentTakesWhatNamesItFirst) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"1", "p", "w"}},
                                      {"kind", {"invoice", "payment", "write_off"}},
                                      {"issue_date", {"2024-05-01", "2024-07-01", "2024-07-01"}},
                                      {"due_date", {"", "", ""}},
                                      {"amount", {"100", "-60", "-40"}}}),
             text_table("applications", {{"credit_id", {"p", "w"}},
                                         {"debit_id", {"1", "1"}},
                                         {"instalment", {"2", "1"}},
                                         {"amount", {"60", "40"}},
                                         {"applied_on", {"2024-07-05", "2024-07-05"}}}),
             text_table("instalments", {{"document_id", {"1", "1"}},
                                        {"number", {"1", "2"}},
                                        {"due_date", {"2024-05-10", "2024-06-20"}},
                                        {"amount", {"40", "60"}}})});
  const RollRates result = compute_roll_rates(ledger, kJuneToJuly);
  EXPECT_EQ(cells(result.table("transitions"), {"from_bucket", "outcome", "to_bucket", "amount", "items"}),
            (Rows{{"d1_30", "paid", "", "6000", "1"}, {"d31_60", "written_off", "", "4000", "1"}}));
}

TEST(RollRates, DisputesAreAStateOfTheirOwn) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "2"}},
                                                        {"issue_date", {"2024-05-01", "2024-05-01"}},
                                                        {"due_date", {"2024-06-10", "2024-06-10"}},
                                                        {"amount", {"100", "50"}}}),
                               text_table("disputes", {{"document_id", {"1", "2"}},
                                                       {"amount", {"30", ""}},
                                                       {"opened", {"2024-07-10", "2024-06-20"}},
                                                       {"closed", {"", "2024-07-15"}}})});
  const RollRates result =
      compute_roll_rates(ledger, kJuneToJuly, {.disputes = DisputeMode::own_column, .by = {}});
  EXPECT_EQ(cells(result.table("transitions"), {"from_bucket", "outcome", "to_bucket", "amount", "items"}),
            (Rows{{"d1_30", "rolls", "d31_60", "7000", "1"},
                  {"d1_30", "disputed", "disputed", "3000", "0"},
                  {"disputed", "dispute_closed", "d31_60", "5000", "1"}}));
}

// A new version gives the invoice another due date: seen where each date is as it was known then.
TEST(RollRates, ALaterDueDateCures) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "1"}},
                                                        {"issue_date", {"2024-05-01", "2024-05-01"}},
                                                        {"due_date", {"2024-06-10", "2024-09-10"}},
                                                        {"amount", {"100", "90"}},
                                                        {"recorded_on", {"2024-05-01", "2024-07-10"}}})});
  const RollRates result = compute_roll_rates(ledger, kJuneToJuly, {.by = {}}, {.known_at_as_of = 1});
  EXPECT_EQ(cells(result.table("transitions"), {"from_bucket", "outcome", "to_bucket", "amount", "items"}),
            (Rows{{"d1_30", "re_dated", "not_due", "9000", "1"}, {"d1_30", "corrected", "", "1000", "0"}}));
}

// 100 in each bucket; of d1_30 half rolls, of d31_60 a quarter, of d61_90 everything.
Ledger chain_ledger() {
  return build(
      {text_table("documents",
                  {{"customer", std::vector<std::string>(6, "A")},
                   {"id", {"1", "2", "3", "p", "q", "w"}},
                   {"kind", {"invoice", "invoice", "invoice", "payment", "payment", "write_off"}},
                   {"issue_date",
                    {"2024-01-01", "2024-01-01", "2024-01-01", "2024-07-01", "2024-07-01", "2024-07-01"}},
                   {"due_date", {"2024-06-10", "2024-05-10", "2024-04-10", "", "", ""}},
                   {"amount", {"100", "100", "100", "-50", "-65", "-10"}}}),
       text_table("applications", {{"credit_id", {"p", "q", "w"}},
                                   {"debit_id", {"1", "2", "2"}},
                                   {"amount", {"50", "65", "10"}},
                                   {"applied_on", std::vector<std::string>(3, "2024-07-05")}})});
}

TEST(RollRates, LossRatesAreProductsToTheTerminalLoss) {
  const RollRates result =
      compute_roll_rates(chain_ledger(), kJuneToJuly, {.by = {}}, {.terminal_loss = 0.5});
  const Table& losses = result.table("loss_rates");
  EXPECT_EQ(cells(losses, {"bucket", "periods", "opening", "decided", "rolled", "written_off", "warning"}),
            (Rows{{"not_due", "0", "0", "0", "0", "0", "zero_denominator"},
                  {"d1_30", "1", "10000", "10000", "5000", "0", ""},
                  {"d31_60", "1", "10000", "10000", "2500", "1000", ""},
                  {"d61_90", "1", "10000", "10000", "10000", "0", ""},
                  {"over_90", "0", "0", "0", "0", "0", "zero_denominator"}}));
  EXPECT_TRUE(losses.column("loss_rate").is_null(0));
  const std::span<const double> rates = losses.column("loss_rate").float64s();
  EXPECT_EQ(rates[1], 0.0625);
  EXPECT_EQ(rates[2], 0.125);
  EXPECT_EQ(rates[3], 0.5);
  EXPECT_EQ(rates[4], 0.5);
  const std::span<const double> with_write_offs = losses.column("loss_rate_with_write_offs").float64s();
  EXPECT_EQ(with_write_offs[2], 0.1 + 0.25 * 0.5);
  EXPECT_EQ(with_write_offs[1], 0.5 * (0.1 + 0.25 * 0.5));
}

TEST(RollRates, TheChainEndsAtTheTerminalBucket) {
  const RollRates result =
      compute_roll_rates(chain_ledger(), kJuneToJuly, {.by = {}}, {.terminal_bucket = "d31_60"});
  const std::span<const double> rates = result.table("loss_rates").column("loss_rate").float64s();
  EXPECT_EQ(rates[1], 0.5);
  EXPECT_EQ(rates[2], 1.0);
  EXPECT_EQ(rates[3], 1.0);
}

// 30 days from 30 June to 30 July: buckets of 30 days fit.
TEST(RollRates, NetFlowWhereTheBucketIsAsWideAsThePeriod) {
  const RollRates result = compute_roll_rates(chain_ledger(), kJuneToJuly);
  EXPECT_EQ(cells(result.table("net_flow"),
                  {"from_bucket", "to_bucket", "numerator", "denominator", "width", "step", "warning"}),
            (Rows{{"not_due", "d1_30", "0", "0", "", "30", "unbounded_bucket"},
                  {"d1_30", "d31_60", "5000", "10000", "30", "30", ""},
                  {"d31_60", "d61_90", "2500", "10000", "30", "30", ""},
                  {"d61_90", "over_90", "10000", "10000", "30", "30", ""}}));
  EXPECT_EQ(result.table("net_flow").column("rate").float64s()[2], 0.25);
  const std::vector<Date> month = {Date("2024-06-30"), Date("2024-07-31")};
  const RollRates strict = compute_roll_rates(chain_ledger(), month);
  EXPECT_EQ(cell_text(strict.table("net_flow"), "warning", 1), "step_is_not_width");
  EXPECT_TRUE(strict.table("net_flow").column("rate").is_null(1));
  const RollRates loose = compute_roll_rates(chain_ledger(), month, {.by = {}}, {.step_tolerance = 1});
  EXPECT_EQ(loose.table("net_flow").column("rate").float64s()[1], 0.5);
}

// What stays in the oldest bucket is no inflow of it.
TEST(RollRates, TheLastBucketsInflowIsKnownFromItems) {
  const std::vector<Date> days = {Date("2024-06-30"), Date("2024-07-30"), Date("2024-08-29")};
  const RollRates result = compute_roll_rates(chain_ledger(), days);
  const Rows rows = cells(result.table("net_flow"), {"from_date", "to_bucket", "numerator", "denominator"});
  EXPECT_EQ(rows.back(), (std::vector<std::string>{"2024-07-30", "over_90", "2500", "2500"}));
}

// Months at month ends: the dates of m1 in June are those of m2 in July.
TEST(RollRates, MonthsFitAtMonthEnds) {
  const std::vector<Date> days = {Date("2024-06-30"), Date("2024-07-31")};
  const RollRates result =
      compute_roll_rates(chain_ledger(), days, {.basis = AgingBasis::due, .months = 3, .by = {}});
  EXPECT_EQ(cells(result.table("net_flow"), {"from_bucket", "width", "warning"}),
            (Rows{{"not_due", "", "unbounded_bucket"},
                  {"m0", "29", "step_is_not_width"},
                  {"m1", "31", ""},
                  {"m2", "30", ""}}));
}

TEST(RollRates, AboutNamesEveryChoice) {
  const RollRates result = compute_roll_rates(chain_ledger(), kJuneToJuly, {.by = {"customer"}},
                                              {.step_tolerance = 3, .terminal_loss = 0.45});
  const Table& about = result.table("about");
  const auto value = [&about](const char* name) {
    for (std::int64_t row = 0; row < about.rows(); ++row) {
      if (about.text_at("name", row) == name) return std::string(about.text_at("value", row));
    }
    return std::string("none");
  };
  EXPECT_EQ(value("formula"), "roll_rates");
  EXPECT_EQ(value("dates"), "2024-06-30,2024-07-30");
  EXPECT_EQ(value("bounds"), "0,30,60,90");
  EXPECT_EQ(value("by"), "customer");
  EXPECT_EQ(value("step_tolerance"), "3");
  EXPECT_EQ(value("terminal_bucket"), "over_90");
  EXPECT_EQ(value("terminal_loss"), "0.45");
}

TEST(RollRates, AnEmptyLedgerHasNoRows) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}})});
  const RollRates result = compute_roll_rates(ledger, kJuneToJuly);
  for (const char* const name :
       {"transitions", "rates", "average", "inflows", "net_flow", "loss_rates", "proof"})
    EXPECT_EQ(result.table(name).rows(), 0) << name;
}

TEST(RollRates, WhatIsRefused) {
  const Ledger ledger = chain_ledger();
  const auto status = [&](const std::vector<Date>& dates, const AgingOptions& options,
                          const RollRateOptions& roll_rates = {}) {
    return error_of([&] { return compute_roll_rates(ledger, dates, options, roll_rates); }).value().status();
  };
  const AgingOptions none = {.by = {}};
  EXPECT_EQ(status({Date("2024-06-30")}, none), Status::out_of_bounds);
  EXPECT_EQ(status({}, none), Status::out_of_bounds);
  EXPECT_EQ(status(std::vector<Date>(4097, Date("2024-06-30")), none), Status::out_of_bounds);
  EXPECT_EQ(status({Date("2024-06-30"), Date("2024-06-30")}, none), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.credits = CreditMode::own_age}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.disputes = DisputeMode::excluded}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.future_payments = 1}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.base_amounts = 1}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.re_aged_column = "planned"}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.by = {"outcome"}}), Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, {.by = {"nobody"}}), Status::unknown_name);
  EXPECT_EQ(status(kJuneToJuly, {.known_at = Date("2024-07-01")}, {.known_at_as_of = 1}),
            Status::invalid_argument);
  EXPECT_EQ(status(kJuneToJuly, none, {.known_at_as_of = 2}), Status::out_of_bounds);
  EXPECT_EQ(status(kJuneToJuly, none, {.step_tolerance = 32}), Status::out_of_bounds);
  EXPECT_EQ(status(kJuneToJuly, none, {.terminal_bucket = "over_9"}), Status::unknown_name);
  EXPECT_EQ(status(kJuneToJuly, none, {.terminal_loss = 1.5}), Status::out_of_bounds);
  EXPECT_EQ(status(kJuneToJuly, none, {.terminal_loss = std::nan("")}), Status::out_of_bounds);
}

TEST(PlainRollRates, RateOfTwoBuckets) {
  EXPECT_EQ(roll_rate(100, 20), 0.2);
  EXPECT_EQ(roll_rate(100, 130), 1.3);
  EXPECT_EQ(roll_rate(0, 20), std::nullopt);
  EXPECT_EQ(error_of([] { return roll_rate(-1, 20); }).value().status(), Status::out_of_bounds);
  EXPECT_EQ(error_of([] { return roll_rate(1, -20); }).value().status(), Status::out_of_bounds);
}

TEST(PlainRollRates, ChainIsTheProductOfTheRemainingRates) {
  EXPECT_EQ(loss_rate_chain(std::vector<double>{0.5, 0.25, 1.0}, 0.5),
            (std::vector<double>{0.0625, 0.125, 0.5}));
  EXPECT_TRUE(loss_rate_chain({}, 1.0).empty());
  const auto status = [](double rate, double loss) {
    return error_of([&] { return loss_rate_chain(std::vector<double>{rate}, loss); }).value().status();
  };
  EXPECT_EQ(status(1.01, 1.0), Status::out_of_bounds);
  EXPECT_EQ(status(-0.5, 1.0), Status::out_of_bounds);
  EXPECT_EQ(status(std::nan(""), 1.0), Status::out_of_bounds);
  EXPECT_EQ(status(0.5, std::numeric_limits<double>::infinity()), Status::out_of_bounds);
}

}  // namespace
}  // namespace openitem::roll_rates_test
