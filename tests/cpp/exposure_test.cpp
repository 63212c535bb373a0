// Exposure against limits (docs/methods/exposure.md). Figures are worked out by hand beside each case.

#include "openitem/exposure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::exposure_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::text_table;
using aging_test::TextColumn;
using testing::ElementsAre;

using Row = std::vector<std::string>;

const Date kDay("2024-06-30");

// Adler: 800 due on 31 May, 200 due later, 50 not applied. Birke, below Adler: 300 due on 20 June, dunned at level 2, a broken promise.
Ledger two_customers() {
  LedgerOptions options;
  options.currency = "EUR";
  return build(
      {text_table("documents", {{"customer", {"Adler", "Adler", "Adler", "Birke"}},
                                {"id", {"1", "2", "3", "4"}},
                                {"issue_date", {"2024-05-01", "2024-06-10", "2024-06-20", "2024-06-01"}},
                                {"due_date", {"2024-05-31", "2024-07-10", "", "2024-06-20"}},
                                {"amount", {"800.00", "200.00", "-50.00", "300.00"}}}),
       text_table("promises", {{"customer", {"Birke"}},
                               {"document_id", {"4"}},
                               {"promised_on", {"2024-06-21"}},
                               {"due_date", {"2024-06-25"}}}),
       text_table(
           "dunning",
           {{"customer", {"Birke"}}, {"document_id", {"4"}}, {"sent_on", {"2024-06-28"}}, {"level", {"2"}}}),
       text_table("customers", {{"customer", {"Birke"}}, {"parent", {"Adler"}}})},
      options);
}

Result ask(const std::vector<Table>& tables, const ExposureOptions& options = {}) {
  const TableViews views(tables);
  return compute_exposure(two_customers(), kDay, views.views(), options);
}

Table limits(const char* adler, const char* birke) {
  return text_table("limits", {{"customer", {"Adler", "Birke"}}, {"limit", {adler, birke}}});
}

const std::vector<const char*> kParts = {"customer", "open_gross", "orders",   "deliveries", "unapplied",
                                         "cover",    "exposure",   "headroom", "decision"};
const std::vector<const char*> kReasons = {"customer", "reason", "level", "value", "threshold", "group"};

TEST(Exposure, PartsOfAnExposure) {
  ExposureOptions options;
  options.group_limits = 0;
  options.horizon_days = 10;
  const Result found = ask(
      {limits("1100.00", "290.00"),
       text_table("orders", {{"customer", {"Adler", "Adler"}},
                             {"amount", {"100.00", "70.00"}},
                             {"expected_on", {"2024-07-10", "2024-07-11"}}}),
       text_table("deliveries", {{"customer", {"Birke", "Birke"}},
                                 {"amount", {"20.00", "5.00"}},
                                 {"delivered_on", {"2024-06-30", "2024-07-01"}}}),
       text_table("covers", {{"customer", {"Birke"}}, {"limit", {"1000.00"}}, {"insured_share", {"0.1"}}})},
      options);
  EXPECT_THAT(cells(found.table("rows"), kParts),
              ElementsAre(Row{"Adler", "100000", "10000", "0", "5000", "0", "105000", "5000", "release"},
                          Row{"Birke", "30000", "0", "2000", "0", "3000", "29000", "0", "release"}));
  EXPECT_THAT(cells(found.table("proof"), {"line", "amount"}),
              ElementsAre(Row{"open_items", "125000"}, Row{"items", "-125000"}, Row{"items_difference", "0"},
                          Row{"debits", "130000"}, Row{"disputed", "0"}, Row{"debits_not_counted", "0"},
                          Row{"credits", "-5000"}, Row{"credits_not_counted", "0"}, Row{"credit_left", "0"},
                          Row{"orders", "17000"}, Row{"orders_beyond_horizon", "-7000"},
                          Row{"orders_not_counted", "0"}, Row{"deliveries", "2500"},
                          Row{"deliveries_later", "-500"}, Row{"deliveries_not_counted", "0"},
                          Row{"cover", "-3000"}, Row{"exposure", "-134000"}, Row{"difference", "0"}));
}

TEST(Exposure, EveryReasonIsListed) {
  ExposureOptions options;
  options.watch_use = 500'000'000;
  options.watch_overdue_days = 10;
  options.hold_overdue_days = 30;
  options.watch_overdue_share = 1'000'000'000;
  options.hold_dunning_level = 2;
  options.watch_broken_promises = 1;
  const Result found = ask({limits("2400.00", "300.00")}, options);
  EXPECT_THAT(cells(found.table("groups"), {"customer", "members", "exposure", "headroom", "limit_use"}),
              ElementsAre(Row{"Adler", "2", "125000", "115000", "0.5208333333333334"}));
  EXPECT_THAT(cells(found.table("reasons"), kReasons),
              ElementsAre(Row{"Adler", "group_limit_use", "watch", "0.5208333333333334", "0.5", "Adler"},
                          Row{"Adler", "overdue_days", "hold", "30", "30", ""},
                          Row{"Birke", "limit_use", "watch", "1", "0.5", ""},
                          Row{"Birke", "group_limit_use", "watch", "0.5208333333333334", "0.5", "Adler"},
                          Row{"Birke", "overdue_days", "watch", "10", "10", ""},
                          Row{"Birke", "overdue_share", "watch", "1", "1", ""},
                          Row{"Birke", "dunning_level", "hold", "2", "2", ""},
                          Row{"Birke", "broken_promises", "watch", "1", "1", ""}));
}

TEST(Exposure, OrdersOnTrialReachTheGroup) {
  const Result found =
      ask({limits("1300.00", "9000.00"),
           text_table("what_if", {{"customer", {"Birke", "Birke"}}, {"amount", {"50.00", "50.01"}}})});
  EXPECT_THAT(
      cells(found.table("what_if"), {"exposure_after", "headroom_after", "decision_after", "reasons_after"}),
      ElementsAre(Row{"35000", "0", "release", ""}, Row{"35001", "-1", "hold", "group_limit_use"}));
}

TEST(Exposure, NothingIsThereForNobody) {
  LedgerOptions options;
  options.currency = "EUR";
  const Ledger empty =
      build({text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}})}, options);
  const Result found = compute_exposure(empty, kDay);
  for (const char* const name : {"rows", "reasons", "groups", "sub_limits", "what_if", "review_due", "proof"})
    EXPECT_EQ(found.table(name).rows(), 0) << name;
}

void refused(const std::vector<Table>& tables, Status status, std::int64_t row, const char* column,
             const ExposureOptions& options = {}) {
  try {
    (void)ask(tables, options);
    ADD_FAILURE() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), status) << error.what();
    EXPECT_EQ(error.row(), row) << error.what();
    EXPECT_EQ(error.column(), column) << error.what();
  }
}

TEST(Exposure, WhatItRefuses) {
  refused({text_table("orders", {{"customer", {"Adler", "Nobody"}}, {"amount", {"1", "1"}}})},
          Status::unknown_reference, 1, "orders.customer");
  refused({text_table("orders", {{"customer", {"Adler"}}, {"amount", {"-1"}}})}, Status::invalid_data, 0,
          "orders.amount");
  refused({text_table("limits", {{"customer", {"Adler", "Adler"}}, {"limit", {"1", "2"}}})},
          Status::inconsistent_data, 1, "limits.customer");
  refused({text_table("prices", {{"customer", {"Adler"}}})}, Status::unknown_name, -1, "prices");
  ExposureOptions options;
  options.expired_limit = CreditDecision::not_set;
  refused({}, Status::out_of_bounds, -1, "", options);
  options = {};
  options.watch_overdue_days = 2;
  options.hold_overdue_days = 1;
  refused({}, Status::invalid_argument, -1, "", options);
}

}  // namespace
}  // namespace openitem::exposure_test
