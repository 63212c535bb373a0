// Provision through the facade: threads, invariants over a made-up ledger, large amounts (docs/methods/provision.md).

#include "openitem/provision.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::provision_test {
namespace {

using aging_test::bytes_of;
using testing::HasSubstr;

const Date as_of("2024-06-30");
const std::vector<std::string_view> kBuckets = {"not_due", "d1_30", "d31_60", "d61_90", "over_90"};

Ledger made_up() {
  const Result sample = sample_ledger(2000, 7, Date("2024-07-31"), {.faults = 100});
  LedgerOptions options;
  options.row_policy = RowPolicy::mark;
  options.money = MoneyForm::minor;
  const TableViews views(sample.tables());
  return build_ledger(views.views(), options);
}

Table rates_table() {
  Table rates("rates");
  rates.add(Column::text("bucket", kBuckets));
  rates.add(Column::text("rate", {"0.003", "0.016", "0.036", "0.066", "0.106"}));
  return rates;
}

Provision provide(const Ledger& ledger, const AgingOptions& aging, const ProvisionOptions& options = {}) {
  const Table rates = rates_table();
  const TableViews views({&rates, 1});
  return compute_provision(ledger, as_of, views.views(), aging, options);
}

TEST(Provision, IsTheSameForAnyThreads) {
  const Ledger ledger = made_up();
  ProvisionOptions options;
  options.offset = OffsetRight::every_customer;
  const std::string alone = bytes_of(provide(ledger, {}, options));
  for (const std::int32_t threads : {2, 3, 7}) {
    AgingOptions aging;
    aging.threads = threads;
    EXPECT_EQ(bytes_of(provide(ledger, aging, options)), alone) << threads;
  }
}

TEST(Provision, GrossIsTheBucketOfTheAging) {
  const Ledger ledger = made_up();
  const Provision provision = provide(ledger, {});
  const Table& rows = provision.table("rows");
  std::map<std::pair<std::string, std::string>, std::int64_t> gross;
  for (std::int64_t row = 0; row < rows.rows(); ++row) {
    gross[{std::string(rows.text_at("currency", row)), std::string(rows.text_at("bucket", row))}] +=
        rows.int64s("gross")[static_cast<std::size_t>(row)];
  }
  const Aging aging = compute_aging(ledger, as_of);
  const Table& totals = aging.table("totals");
  ASSERT_GT(totals.rows(), 1);
  for (std::int64_t row = 0; row < totals.rows(); ++row) {
    for (const std::string_view bucket : kBuckets) {
      const std::int64_t amount = totals.int64s(bucket)[static_cast<std::size_t>(row)];
      const std::int64_t provided =
          gross[{std::string(totals.text_at("currency", row)), std::string(bucket)}];
      EXPECT_EQ(provided, amount) << bucket;
    }
  }
}

TEST(Provision, ItemsSumToRowsAndProofsToZero) {
  const Ledger ledger = made_up();
  for (const ProvisionRounding round_by : {ProvisionRounding::bucket, ProvisionRounding::total}) {
    ProvisionOptions options;
    options.round_by = round_by;
    const Provision provision = provide(ledger, {}, options);
    const Table& rows = provision.table("rows");
    const Table& items = provision.table("items");
    std::vector<std::int64_t> sums(static_cast<std::size_t>(rows.rows()), 0);
    for (std::size_t item = 0; item < static_cast<std::size_t>(items.rows()); ++item) {
      sums[static_cast<std::size_t>(items.int64s("row")[item])] += items.int64s("allowance")[item];
    }
    for (std::size_t row = 0; row < sums.size(); ++row) {
      EXPECT_EQ(sums[row], rows.int64s("allowance")[row]);
      EXPECT_LE(rows.int64s("allowance")[row], rows.int64s("base")[row]);
    }
    const Table& proof = provision.table("proof");
    for (std::int64_t row = 0; row < proof.rows(); ++row) {
      if (!proof.text_at("line", row).ends_with("difference")) continue;
      EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0);
    }
  }
}

TEST(ProvisionMatrix, RoundsTheTotalOnceAndSharesItOut) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> balances;
    std::vector<std::int64_t> rates;
    for (int bucket = 0; bucket < 7; ++bucket) {
      balances.push_back(static_cast<std::int64_t>(random() % 100'000));
      rates.push_back(static_cast<std::int64_t>(random() % 1'000'000'001));
    }
    ProvisionMatrixOptions options;
    options.round_by = ProvisionRounding::total;
    const ProvisionMatrix matrix = compute_provision_matrix(balances, rates, options);
    std::int64_t exact = 0;  // below 2^63: 7 x 10^5 x 10^9
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < balances.size(); ++i) {
      const std::int64_t product = balances[i] * rates[i];
      exact += product;
      sum += matrix.by_bucket[i];
      EXPECT_GE(matrix.by_bucket[i], product / kWholeRate);
      EXPECT_LE(matrix.by_bucket[i], product / kWholeRate + 1);
    }
    EXPECT_EQ(sum, matrix.total);
    EXPECT_EQ(matrix.total, (exact + kWholeRate / 2) / kWholeRate);
  }
}

TEST(ProvisionMatrix, IsExactForLargeAmountsAndRefusesWhatDoesNotFit) {
  const std::int64_t large = (std::int64_t{1} << 62) - 1;
  const std::vector<std::int64_t> one = {large};
  EXPECT_EQ(compute_provision_matrix(one, std::vector<std::int64_t>{kWholeRate}).total, large);
  EXPECT_EQ(compute_provision_matrix(one, std::vector<std::int64_t>{kWholeRate / 2}).total, large / 2 + 1);
  const std::vector<std::int64_t> three = {large, large, large};
  const std::vector<std::int64_t> rates(3, kWholeRate);
  try {
    static_cast<void>(compute_provision_matrix(three, rates));
    FAIL() << "the sum does not fit";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Status::overflow);
  }
}

TEST(Provision, RefusesOptionsOfAgingsThatWouldHideAnExposure) {
  const Ledger ledger = made_up();
  AgingOptions netted;
  netted.credits = CreditMode::netted;
  AgingOptions apart;
  apart.disputes = DisputeMode::own_column;
  for (const AgingOptions& aging : {netted, apart}) {
    try {
      static_cast<void>(provide(ledger, aging));
      FAIL() << "accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.status(), Status::invalid_argument);
      EXPECT_THAT(error.what(), HasSubstr("default"));
    }
  }
}

}  // namespace
}  // namespace openitem::provision_test
