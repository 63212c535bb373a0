// The made-up ledgers: the same for the same arguments, valid, and with all the trouble of real ones.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::datasets_sample_test {
namespace {

using aging_test::bytes_of;
using aging_test::error_of;
using testing::HasSubstr;

const Date kEnd("2024-12-31");

Ledger build_sample(const Result& sample, RowPolicy policy = RowPolicy::strict) {
  LedgerOptions options;
  options.money = MoneyForm::minor;
  options.row_policy = policy;
  options.map = {{"documents", "dimension", "region"}};
  const TableViews views(sample.tables());
  return build_ledger(views.views(), options);
}

std::set<std::string> rules_of(const Ledger& ledger, std::string_view severity) {
  const Result check = check_ledger(ledger);
  const Table& rules = check.table("rules");
  std::set<std::string> names;
  for (std::int64_t row = 0; row < rules.rows(); ++row) {
    if (rules.text_at("severity", row) == severity) names.emplace(rules.text_at("rule", row));
  }
  return names;
}

std::map<std::string, std::int64_t> count_by(const Table& table, std::string_view column) {
  std::map<std::string, std::int64_t> counts;
  for (std::int64_t row = 0; row < table.rows(); ++row) ++counts[aging_test::cell_text(table, column, row)];
  return counts;
}

TEST(SampleLedger, IsTheSameForAnyNumberOfThreads) {
  SampleOptions options;
  options.faults = 50;
  const std::string one = bytes_of(sample_ledger(200'000, 7, kEnd, options));
  for (const std::int32_t threads : {2, 3, 8}) {
    options.threads = threads;
    EXPECT_TRUE(one == bytes_of(sample_ledger(200'000, 7, kEnd, options))) << threads;
  }
}

TEST(SampleLedger, DependsOnTheSeed) {
  EXPECT_NE(bytes_of(sample_ledger(100, 1, kEnd)), bytes_of(sample_ledger(100, 2, kEnd)));
  EXPECT_EQ(bytes_of(sample_ledger(100, 1, kEnd)), bytes_of(sample_ledger(100, 1, kEnd)));
}

TEST(SampleLedger, ZeroMeansTheDefaults) {
  SampleOptions stated;
  stated.months = 24;
  stated.customers = 50;
  EXPECT_EQ(bytes_of(sample_ledger(2'000, 1, kEnd)), bytes_of(sample_ledger(2'000, 1, kEnd, stated)));
}

TEST(SampleLedger, HasAboutAsManyDocumentsAsAskedFor) {
  for (const std::int64_t documents : {100, 1'000, 50'000}) {
    for (const std::int32_t months : {1, 24, 240}) {
      SampleOptions options;
      options.months = months;
      const std::int64_t rows = sample_ledger(documents, 3, kEnd, options).table("documents").rows();
      EXPECT_GT(rows, documents * 8 / 10) << documents << " over " << months;
      EXPECT_LT(rows, documents * 12 / 10) << documents << " over " << months;
    }
  }
  SampleOptions flat;
  flat.flat = 1;
  EXPECT_EQ(sample_ledger(12'345, 3, kEnd, flat).table("documents").rows(), 12'345);
}

TEST(SampleLedger, IsAcceptedWithoutASingleImpossibleRow) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Ledger ledger = build_sample(sample_ledger(20'000, seed, kEnd));
    EXPECT_TRUE(rules_of(ledger, "impossible").empty());
    const Aging aging = compute_aging(ledger, kEnd);
    for (const char* const currency : {"EUR", "USD", "JPY"}) {
      EXPECT_EQ(aging_test::proof_amount(aging, "difference", currency), 0);
    }
  }
}

TEST(SampleLedger, TheFlatFormIsAcceptedToo) {
  SampleOptions options;
  options.flat = 1;
  const Result sample = sample_ledger(20'000, 5, kEnd, options);
  ASSERT_EQ(sample.tables().size(), 1U);
  const Ledger ledger = build_sample(sample);
  EXPECT_TRUE(rules_of(ledger, "impossible").empty());
  EXPECT_THAT(rules_of(ledger, "suspicion"), testing::Contains("overpaid"));
}

TEST(SampleLedger, HasTheTroubleOfRealOnes) {
  const Result sample = sample_ledger(50'000, 11, kEnd);
  const Table& documents = sample.table("documents");
  const auto kinds = count_by(documents, "kind");
  for (const char* const kind : {"invoice", "payment", "credit_note", "payment_return"}) {
    EXPECT_GT(kinds.at(kind), 100) << kind;
  }
  const auto currencies = count_by(documents, "currency");
  EXPECT_EQ(currencies.size(), 3U);
  EXPECT_GT(count_by(documents, "region").at(""), 0);
  // Late postings, partial payments and reversals.
  std::int64_t late = 0;
  const auto issue = documents.int32s("issue_date");
  const auto posting = documents.int32s("posting_date");
  for (std::size_t row = 0; row < issue.size(); ++row) late += posting[row] > issue[row] ? 1 : 0;
  EXPECT_GT(late, 1'000);
  const Table& applications = sample.table("applications");
  const auto amounts = applications.int64s("amount");
  EXPECT_GT(std::count_if(amounts.begin(), amounts.end(), [](std::int64_t amount) { return amount < 0; }),
            100);
  std::int64_t several = 0;
  for (const auto& [debit, count] : count_by(applications, "debit_id")) several += count > 1 ? 1 : 0;
  EXPECT_GT(several, 1'000);
  EXPECT_GT(sample.table("instalments").rows(), 1'000);
  EXPECT_GT(sample.table("disputes").rows(), 100);
  const AgingOptions options;
  const Aging aging = compute_aging(build_sample(sample), kEnd, options);
  for (const char* const column : {"not_due", "d1_30", "d31_60", "d61_90", "over_90"}) {
    EXPECT_GT(aging_test::total_figure(aging, column), 0) << column;
  }
  EXPECT_LT(aging_test::total_figure(aging, "unapplied"), 0);
}

TEST(SampleLedger, FewCustomersHaveManyOfTheDocuments) {
  SampleOptions options;
  options.customers = 1'000;
  const Result sample = sample_ledger(50'000, 13, kEnd, options);
  std::vector<std::int64_t> counts;
  std::int64_t all = 0;
  for (const auto& [customer, count] : count_by(sample.table("documents"), "customer")) {
    counts.push_back(count);
    all += count;
  }
  std::sort(counts.rbegin(), counts.rend());
  std::int64_t top = 0;
  for (std::size_t i = 0; i < 100; ++i) top += counts[i];
  EXPECT_GT(top * 10, all * 4);  // a tenth of the customers, more than four tenths of the documents
  EXPECT_LE(counts.size(), 1'000U);
  EXPECT_EQ(sample.table("customers").rows(), static_cast<std::int64_t>(counts.size()));
}

TEST(SampleLedger, FaultsAreFound) {
  SampleOptions options;
  options.faults = 100;
  const Ledger ledger = build_sample(sample_ledger(50'000, 17, kEnd, options), RowPolicy::mark);
  EXPECT_THAT(rules_of(ledger, "impossible"), testing::IsSupersetOf({"unknown_document", "unknown_kind"}));
  EXPECT_THAT(rules_of(ledger, "suspicion"), testing::IsSupersetOf({"duplicate_id", "missing_due_date"}));
  options.flat = 1;
  const Ledger flat = build_sample(sample_ledger(50'000, 17, kEnd, options), RowPolicy::mark);
  EXPECT_THAT(rules_of(flat, "impossible"), testing::Contains("paid_amount_without_date"));
  EXPECT_THAT(rules_of(flat, "suspicion"), testing::IsSupersetOf({"duplicate_id", "missing_due_date"}));
}

TEST(SampleLedger, NothingHappensAfterTheLastDay) {
  const Result sample = sample_ledger(20'000, 19, kEnd);
  for (const std::int32_t day : sample.table("documents").int32s("issue_date")) ASSERT_LE(day, kEnd.days());
  for (const std::int32_t day : sample.table("disputes").int32s("opened")) ASSERT_LE(day, kEnd.days());
}

TEST(SampleLedger, BoundsAreNamed) {
  const auto message_of = [](std::int64_t documents, Date end, const SampleOptions& options) {
    const auto error = error_of([&] { (void)sample_ledger(documents, 1, end, options); });
    return error ? std::string(status_name(error->status())) + ": " + error->what() : std::string("no error");
  };
  const auto with = [](auto&& change) {
    SampleOptions options;
    change(options);
    return options;
  };
  EXPECT_THAT(message_of(99, kEnd, {}),
              HasSubstr("out_of_bounds: documents is 99; expected 100 to 100000000"));
  EXPECT_THAT(message_of(100'000'001, kEnd, {}), HasSubstr("documents is 100000001"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.months = -1; })),
              HasSubstr("months is -1"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.months = 241; })),
              HasSubstr("months is 241"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.flat = 2; })), HasSubstr("flat is 2"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.faults = -1; })),
              HasSubstr("faults is -1"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.customers = -1; })),
              HasSubstr("customers is -1"));
  EXPECT_THAT(message_of(100, kEnd, with([](SampleOptions& o) { o.threads = 257; })),
              HasSubstr("threads is 257"));
  EXPECT_THAT(message_of(100, Date("9999-12-31"), {}), HasSubstr("date_out_of_range"));
  EXPECT_THAT(message_of(100, Date("1901-01-01"), {}), HasSubstr("date_out_of_range"));
}

}  // namespace
}  // namespace openitem::datasets_sample_test
