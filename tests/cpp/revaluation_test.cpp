// Revaluation: booked amounts, residues, rates and the proof (docs/methods/revaluation.md). Figures are worked out by
// hand beside each case.

#include "openitem/revaluation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::revaluation_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::text_table;
using aging_test::TextColumn;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Row = std::vector<std::string>;
using Rates = std::vector<TextColumn>;

LedgerOptions in_euros_booked() {
  LedgerOptions options;
  options.currency = "USD";
  options.base_currency = "EUR";
  return options;
}

// An invoice of USD 300 booked at 270, paid in three parts; each part takes its share of both sides.
Ledger paid_in_parts() {
  return build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                         {"id", {"INV", "P1", "P2"}},
                                         {"issue_date", {"2024-01-10", "2024-02-05", "2024-03-05"}},
                                         {"amount", {"300.00", "-100.00", "-200.00"}},
                                         {"base_amount", {"270.00", "-92.00", "-183.00"}}}),
                text_table("applications", {{"credit_id", {"P1", "P2"}},
                                            {"debit_id", {"INV", "INV"}},
                                            {"amount", {"100.00", "200.00"}},
                                            {"applied_on", {"2024-02-05", "2024-03-05"}}})},
               in_euros_booked());
}

Result revalue(const Ledger& ledger, const char* as_of, const Rates& rates,
               const RevaluationOptions& options = {}) {
  const Table table = text_table("rates", rates);
  const TableViews views({&table, 1});
  return compute_revaluation(ledger, Date(as_of), views.views(), options);
}

const Rates kDollar = {{"currency", {"USD"}}, {"rate", {"0.95"}}};
const std::vector<const char*> kFigures = {"currency", "base_currency", "open",      "booked",
                                           "revalued", "unrealised",    "open_items"};
const std::vector<const char*> kProof = {"line", "count", "amount"};

std::optional<Error> error_of(const Ledger& ledger, const Rates& rates,
                              const RevaluationOptions& options = {}) {
  try {
    revalue(ledger, "2024-06-30", rates, options);
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

// After the first payment USD 200 of 300 are open: two thirds of 270 = 180 stay booked; 200 x 0.95 = 190. The payment was
// booked at 92 where the invoice's third was 90: the account keeps 90 - 92 = -2, a gain.
TEST(Revaluation, ShowsBookedRevaluedAndUnrealised) {
  const Result result = revalue(paid_in_parts(), "2024-02-29", kDollar);
  EXPECT_THAT(cells(result.table("rows"), kFigures),
              ElementsAre(Row{"USD", "EUR", "20000", "18000", "19000", "1000", "1"}));
  EXPECT_THAT(cells(result.table("residues"), {"amount", "debit_base", "credit_base", "residue", "date"}),
              ElementsAre(Row{"10000", "9000", "-9200", "-200", "2024-02-05"}));
  EXPECT_THAT(
      cells(result.table("proof"), kProof),
      ElementsAre(Row{"documents", "2", "17800"}, Row{"residues", "1", "200"}, Row{"booked", "1", "18000"},
                  Row{"items", "1", "18000"}, Row{"difference", "0", "0"}));
}

// Complaint 6: a foreign-currency residue keeps paid invoices open (frappe/erpnext#45223, #34565). The invoice is closed; what
// the rates left over (270 - 92 - 183 = -5) is listed.
TEST(Complaint6, AnItemSettledInItsOwnCurrencyIsClosedWhateverItsBaseResidue) {
  const Result result = revalue(paid_in_parts(), "2024-06-30", {{"currency", {}}, {"rate", {}}});
  EXPECT_EQ(result.table("rows").rows(), 0);
  EXPECT_EQ(result.table("items").rows(), 0);
  EXPECT_THAT(cells(result.table("residues"), {"residue", "debit_row", "credit_row", "application_row"}),
              ElementsAre(Row{"-200", "0", "1", "0"}, Row{"-300", "0", "2", "1"}));
  EXPECT_THAT(cells(result.table("proof"), kProof),
              ElementsAre(Row{"documents", "3", "-500"}, Row{"residues", "2", "500"}, Row{"booked", "0", "0"},
                          Row{"items", "0", "0"}, Row{"difference", "0", "0"}));
}

// 100 booked cents over three payments of 1: 33, 34, 33 (each point rounded, no cent lost between them).
TEST(Revaluation, PartsOfABookedAmountLoseNoCent) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"id", {"INV", "P1", "P2", "P3"}},
                                {"issue_date", {"2024-01-10", "2024-02-01", "2024-03-01", "2024-04-01"}},
                                {"amount", {"3.00", "-1.00", "-1.00", "-1.00"}},
                                {"base_amount", {"1.00", "-0.30", "-0.30", "-0.30"}}}),
       text_table("applications", {{"credit_id", {"P3", "P1", "P2"}},
                                   {"debit_id", {"INV", "INV", "INV"}},
                                   {"amount", {"1.00", "1.00", "1.00"}},
                                   {"applied_on", {"2024-04-01", "2024-02-01", "2024-03-01"}}})},
      in_euros_booked());
  EXPECT_THAT(cells(revalue(ledger, "2024-12-31", kDollar).table("residues"), {"date", "debit_base"}),
              ElementsAre(Row{"2024-02-01", "33"}, Row{"2024-03-01", "34"}, Row{"2024-04-01", "33"}));
  EXPECT_THAT(cells(revalue(ledger, "2024-03-31", kDollar).table("rows"), kFigures),
              ElementsAre(Row{"USD", "EUR", "100", "33", "95", "62", "1"}));
}

// JPY has no decimals, the euro two: 10,000 yen at 0.62 for 100 are 62.00.
TEST(Revaluation, RatesMayBeForSeveralUnitsAndCurrenciesDifferInDecimals) {
  LedgerOptions options;
  options.base_currency = "EUR";
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "B"}},
                                      {"issue_date", {"2024-01-10", "2024-01-10", "2024-01-11"}},
                                      {"amount", {"10000", "50.00", "-20.00"}},
                                      {"currency", {"JPY", "EUR", "EUR"}},
                                      {"base_amount", {"61.50", "", ""}}})},
            options);
  const Result result = revalue(
      ledger, "2024-06-30", {{"currency", {"JPY", "USD"}}, {"rate", {"0.62", "7"}}, {"per", {"100", ""}}});
  EXPECT_THAT(cells(result.table("totals"), kFigures),
              ElementsAre(Row{"EUR", "EUR", "3000", "3000", "3000", "0", "2"},
                          Row{"JPY", "EUR", "10000", "6150", "6200", "50", "1"}));
  EXPECT_THAT(cells(result.table("rates"), {"currency", "rate"}),
              ElementsAre(Row{"EUR", "1"}, Row{"JPY", "0.62 per 100"}));
  RevaluationOptions by_customer;
  by_customer.by = {"customer"};
  EXPECT_THAT(cells(revalue(ledger, "2024-06-30", {{"currency", {"JPY"}}, {"rate", {"0.0062"}}}, by_customer)
                        .table("rows"),
                    {"customer", "currency", "revalued"}),
              ElementsAre(Row{"A", "EUR", "5000"}, Row{"A", "JPY", "6200"}, Row{"B", "EUR", "-2000"}));
}

// Without a booked amount there is no difference to show, and nothing is made up.
TEST(Revaluation, ItemsWithoutABookedAmountStandApart) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"issue_date", {"2024-01-10", "2024-01-11"}},
                                                        {"amount", {"100.00", "10.00"}},
                                                        {"base_amount", {"90.00", ""}}})},
                              in_euros_booked());
  const Result result = revalue(ledger, "2024-06-30", kDollar);
  EXPECT_THAT(cells(result.table("rows"), {"open", "booked", "revalued", "unrealised", "without_base_items",
                                           "without_base_revalued"}),
              ElementsAre(Row{"11000", "9000", "10450", "500", "1", "950"}));
  EXPECT_THAT(cells(result.table("items"), {"open", "booked", "revalued", "unrealised"}),
              ElementsAre(Row{"10000", "9000", "9500", "500"}, Row{"1000", "", "950", ""}));
  EXPECT_THAT(
      cells(result.table("proof"), kProof),
      ElementsAre(Row{"documents", "1", "9000"}, Row{"without_base", "1", "0"}, Row{"booked", "1", "9000"},
                  Row{"items", "1", "9000"}, Row{"difference", "0", "0"}));
}

TEST(Revaluation, BadRatesAreLocated) {
  struct Case {
    Rates rates;
    Status status;
    std::int64_t row;
    const char* column;
  };
  const std::vector<Case> cases = {
      {{{"currency", {"USD"}}, {"rate", {"0"}}}, Status::invalid_data, 0, "rates.rate"},
      {{{"currency", {"EUR", "USD"}}, {"rate", {"1", "-0.9"}}}, Status::invalid_data, 1, "rates.rate"},
      {{{"currency", {"USD"}}, {"rate", {""}}}, Status::missing_value, 0, "rates.rate"},
      {{{"currency", {"USD"}}, {"rate", {"0,95"}}}, Status::invalid_data, 0, "rates.rate"},
      {{{"currency", {"USD"}}, {"rate", {"0.1234567890123"}}}, Status::inexact_amount, 0, "rates.rate"},
      {{{"currency", {"USD", "USD"}}, {"rate", {"1", "1"}}}, Status::invalid_data, 1, "rates.currency"},
      {{{"currency", {"DOL"}}, {"rate", {"1"}}}, Status::unknown_name, 0, "rates.currency"},
      {{{"currency", {""}}, {"rate", {"1"}}}, Status::missing_value, 0, "rates.currency"},
      {{{"currency", {"EUR"}}, {"rate", {"1.1"}}}, Status::invalid_argument, 0, "rates.rate"},
      {{{"currency", {"GBP"}}, {"rate", {"1.1"}}}, Status::missing_value, -1, "rates.currency"},
      {{{"currency", {"USD"}}, {"rate", {"1"}}, {"per", {"0"}}}, Status::out_of_bounds, 0, "rates.per"},
      {{{"currency", {"USD"}}}, Status::missing_column, -1, "rates.rate"},
  };
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"issue_date", {"2024-01-10"}},
                                                        {"amount", {"100.00"}},
                                                        {"base_amount", {"90.00"}}})},
                              in_euros_booked());
  for (const Case& wrong : cases) {
    const std::optional<Error> error = error_of(ledger, wrong.rates);
    ASSERT_TRUE(error) << wrong.column << " " << static_cast<int>(wrong.status);
    EXPECT_EQ(error->status(), wrong.status) << error->what();
    EXPECT_EQ(error->row(), wrong.row) << error->what();
    EXPECT_EQ(error->column(), wrong.column) << error->what();
  }
}

TEST(Revaluation, TheBaseCurrencyIsTheLedgersOrStated) {
  const Ledger without = build({text_table(
      "documents",
      {{"customer", {"A"}}, {"issue_date", {"2024-01-10"}}, {"amount", {"100.00"}}, {"currency", {"EUR"}}})});
  EXPECT_EQ(error_of(without, kDollar)->status(), Status::not_set);
  RevaluationOptions in_pounds;
  in_pounds.base_currency = "GBP";
  EXPECT_EQ(error_of(paid_in_parts(), kDollar, in_pounds)->status(), Status::invalid_argument);
  const Result result =
      revalue(without, "2024-06-30", {{"currency", {"EUR"}}, {"rate", {"0.85"}}}, in_pounds);
  EXPECT_THAT(cells(result.table("rows"), {"base_currency", "revalued", "without_base_items"}),
              ElementsAre(Row{"GBP", "8500", "1"}));
}

TEST(Revaluation, AnEmptyLedgerHasNothingToRevalue) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}, {"base_amount", {}}})},
      in_euros_booked());
  const Result result = revalue(ledger, "2024-06-30", {{"currency", {}}, {"rate", {}}});
  EXPECT_THAT(cells(result.table("rows"), kFigures), IsEmpty());
  EXPECT_THAT(cells(result.table("proof"), kProof),
              ElementsAre(Row{"documents", "0", "0"}, Row{"booked", "0", "0"}, Row{"items", "0", "0"},
                          Row{"difference", "0", "0"}));
}

// 2^61 cents at a rate of 4 leave 64 bits: an error, never a wrapped figure.
TEST(Revaluation, AFigureThatLeavesTheRangeIsAnError) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"issue_date", {"2024-01-10"}},
                                                        {"amount", {"23058430092136939.52"}},
                                                        {"base_amount", {"1.00"}}})},
                              in_euros_booked());
  EXPECT_EQ(error_of(ledger, {{"currency", {"USD"}}, {"rate", {"4"}}})->status(), Status::overflow);
}

}  // namespace
}  // namespace openitem::revaluation_test
