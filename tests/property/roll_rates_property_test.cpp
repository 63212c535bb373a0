// What must hold for the roll rates of every ledger, tried on made-up ones: docs/methods/roll_rates.md.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cpp/random_books.hpp"
#include "openitem/roll_rates.hpp"

namespace openitem::roll_rates_property_test {
namespace {

using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::RandomBooks;

constexpr std::uint32_t kLedgers = 25;
const std::vector<Date> kDays = {Date("2024-01-20"), Date("2024-02-01"), Date("2024-02-29"),
                                 Date("2024-03-31"), Date("2024-05-31")};
using Sums = std::map<std::string, std::int64_t>;

struct Choice {
  AgingOptions aging;
  RollRateOptions roll_rates;
};

std::vector<Choice> many_choices() {
  std::vector<Choice> list;
  for (std::int32_t i = 0; i < 16; ++i) {
    Choice choice;
    choice.aging.by = {};
    choice.aging.threads = i % 3;
    choice.aging.disputes = i % 2 == 0 ? DisputeMode::own_column : DisputeMode::inside;
    choice.aging.clock = static_cast<ApplicationClock>(i % 4);
    if (i % 3 == 1) choice.roll_rates.known_at_as_of = 1;
    if (i % 5 == 2) choice.aging.known_at = Date("2024-03-01");
    if (choice.roll_rates.known_at_as_of != 0) choice.aging.known_at.reset();
    if (i % 4 == 3) choice.aging.by = {"region", "customer"};
    if (i % 7 == 3) choice.aging.basis = AgingBasis::posting;
    if (i % 7 == 4) {
      choice.aging.basis = AgingBasis::column;
      choice.aging.date_column = "planned";
    }
    if (i % 7 == 5) choice.aging.months = 2;
    if (i % 7 == 6) choice.aging.missing_date = MissingDate::not_due;
    list.push_back(choice);
  }
  return list;
}

void add(Sums& sums, const Table& table, std::int64_t row, std::string key, std::string_view bucket,
         std::string_view measure, const std::vector<std::string>& by) {
  for (const std::string& name : by) key += cell_text(table, name, row) + "|";
  key += cell_text(table, "currency", row) + "|" + std::string(bucket);
  sums[key] += table.int64s(measure)[static_cast<std::size_t>(row)];
}

// A measure summed by a date, the groups and a bucket; rows without bucket are left out.
Sums sums_of(const Table& table, const char* date, const char* bucket, const char* measure,
             const std::vector<std::string>& by) {
  Sums sums;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (table.column(bucket).is_null(row)) continue;
    add(sums, table, row, cell_text(table, date, row) + "|", table.text_at(bucket, row), measure, by);
  }
  std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
  return sums;
}

void merge(Sums& sums, const Sums& others) {
  for (const auto& [key, amount] : others) sums[key] += amount;
  std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
}

// The buckets of the agings of these days, credits apart.
Sums agings_of(const Ledger& ledger, std::size_t first, std::size_t last, const Choice& choice) {
  Sums sums;
  for (std::size_t day = first; day < last; ++day) {
    AgingOptions options = choice.aging;
    if (choice.roll_rates.known_at_as_of != 0) options.known_at = kDays[day];
    const Aging aging = compute_aging(ledger, kDays[day], options);
    const Table& rows = aging.table("rows");
    for (const Column& column : rows.columns()) {
      if (column.role() != ColumnRole::money || column.name() == "unapplied" || column.name() == "total")
        continue;
      for (std::int64_t row = 0; row < rows.rows(); ++row)
        add(sums, rows, row, kDays[day].iso() + "|", column.name(), column.name(), options.by);
    }
  }
  std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
  return sums;
}

void expect_differences_of_zero(const RollRates& result, const std::string& what) {
  const Table& proof = result.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (!proof.text_at("line", row).ends_with("_difference")) continue;
    EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0) << what;
    EXPECT_EQ(proof.int64s("items")[static_cast<std::size_t>(row)], 0) << what;
  }
}

TEST(RollRatesOfEveryLedger, LeadFromOneAgingToTheNext) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    std::size_t at = 0;
    for (const Choice& choice : many_choices()) {
      const std::string what = "seed " + std::to_string(seed) + " choice " + std::to_string(at++);
      const RollRates result = compute_roll_rates(ledger, kDays, choice.aging, choice.roll_rates);
      const Table& moves = result.table("transitions");
      EXPECT_EQ(sums_of(moves, "from_date", "from_bucket", "amount", choice.aging.by),
                agings_of(ledger, 0, kDays.size() - 1, choice))
          << what;
      Sums closing = sums_of(moves, "to_date", "to_bucket", "amount", choice.aging.by);
      merge(closing, sums_of(result.table("inflows"), "to_date", "bucket", "amount", choice.aging.by));
      EXPECT_EQ(closing, agings_of(ledger, 1, kDays.size(), choice)) << what;
      expect_differences_of_zero(result, what);
    }
  }
}

// Where all dates see the same books and nothing is applied beyond an amount, applications explain everything.
TEST(RollRatesOfEveryLedger, NothingIsCorrectedWhereNothingIsRecordedAnew) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const Choice& choice : many_choices()) {
      if (choice.roll_rates.known_at_as_of != 0 || choice.aging.known_at ||
          choice.aging.clock != ApplicationClock::latest)
        continue;
      const RollRates result = compute_roll_rates(ledger, kDays, choice.aging, choice.roll_rates);
      const Table& moves = result.table("transitions");
      for (std::int64_t row = 0; row < moves.rows(); ++row) {
        EXPECT_NE(moves.text_at("outcome", row), "corrected") << seed;
        EXPECT_NE(moves.text_at("outcome", row), "re_dated") << seed;
      }
      const Table& inflows = result.table("inflows");
      for (std::int64_t row = 0; row < inflows.rows(); ++row) {
        EXPECT_NE(inflows.text_at("source", row), "corrected") << seed;
        EXPECT_NE(inflows.text_at("source", row), "late") << seed;
      }
    }
  }
}

TEST(RollRatesOfEveryLedger, RatesOfABucketSumToOneAndTheAverageIsTheSum) {
  const Ledger ledger = RandomBooks(3).make();
  for (const Choice& choice : many_choices()) {
    const RollRates result = compute_roll_rates(ledger, kDays, choice.aging, choice.roll_rates);
    for (const char* const name : {"rates", "average"}) {
      const Table& table = result.table(name);
      std::map<std::string, double> sums;
      std::map<std::string, double> counts;
      for (std::int64_t row = 0; row < table.rows(); ++row) {
        std::string key = table.has_column("from_date") ? cell_text(table, "from_date", row) : "";
        for (const std::string& by : choice.aging.by) key += cell_text(table, by, row) + "|";
        key += cell_text(table, "currency", row) + cell_text(table, "from_bucket", row);
        const auto at = static_cast<std::size_t>(row);
        if (!table.column("amount_rate").is_null(row))
          sums[key] += table.column("amount_rate").float64s()[at];
        if (!table.column("items_rate").is_null(row))
          counts[key] += table.column("items_rate").float64s()[at];
      }
      for (const auto& [key, sum] : sums) EXPECT_NEAR(sum, 1.0, 1e-12) << name << key;
      for (const auto& [key, sum] : counts) EXPECT_NEAR(sum, 1.0, 1e-12) << name << key;
    }
    Sums periods;
    Sums pooled;
    for (const char* const measure : {"amount", "items"}) {
      const Table& moves = result.table("transitions");
      for (std::int64_t row = 0; row < moves.rows(); ++row)
        add(periods, moves, row, measure, cell_text(moves, "outcome", row), measure, choice.aging.by);
      const Table& average = result.table("average");
      for (std::int64_t row = 0; row < average.rows(); ++row)
        add(pooled, average, row, measure, cell_text(average, "outcome", row), measure, choice.aging.by);
    }
    std::erase_if(periods, [](const auto& sum) { return sum.second == 0; });
    std::erase_if(pooled, [](const auto& sum) { return sum.second == 0; });
    EXPECT_EQ(periods, pooled);
  }
}

// Groups add up to the whole, whatever they are.
TEST(RollRatesOfEveryLedger, GroupsAddUp) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    const Result whole = compute_roll_rates(ledger, kDays);
    const Result parts = compute_roll_rates(ledger, kDays, {.by = {"customer", "region", "kind"}});
    for (const char* const measure : {"amount", "items"}) {
      for (const char* const column : {"outcome", "from_bucket", "to_bucket"}) {
        EXPECT_EQ(sums_of(whole.table("transitions"), "from_date", column, measure, {}),
                  sums_of(parts.table("transitions"), "from_date", column, measure, {}));
      }
      EXPECT_EQ(sums_of(whole.table("inflows"), "from_date", "source", measure, {}),
                sums_of(parts.table("inflows"), "from_date", "source", measure, {}));
    }
    EXPECT_EQ(sums_of(whole.table("net_flow"), "from_date", "from_bucket", "numerator", {}),
              sums_of(parts.table("net_flow"), "from_date", "from_bucket", "numerator", {}));
    EXPECT_EQ(sums_of(whole.table("net_flow"), "from_date", "from_bucket", "denominator", {}),
              sums_of(parts.table("net_flow"), "from_date", "from_bucket", "denominator", {}));
  }
}

TEST(RollRatesOfEveryLedger, AnyNumberOfThreadsGivesTheSameBytes) {
  const Ledger ledger = RandomBooks(9).make();
  for (Choice choice : many_choices()) {
    choice.aging.threads = 1;
    const RollRates alone = compute_roll_rates(ledger, kDays, choice.aging, choice.roll_rates);
    choice.aging.threads = 7;
    const RollRates together = compute_roll_rates(ledger, kDays, choice.aging, choice.roll_rates);
    EXPECT_EQ(bytes_of(alone), bytes_of(together));
  }
}

}  // namespace
}  // namespace openitem::roll_rates_property_test
