// Sliding scales, schedules, offers of terms and batches: docs/methods/discounts.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "openitem/discount.hpp"

namespace openitem::discount_scale_test {
namespace {

using namespace discount;
using testing::HasSubstr;

constexpr std::int64_t kPercent = 10'000'000;

template <class Call>
Error error_of_call(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error;
  }
  return Error(Status::ok, "no error");
}

SlidingScale scale_of(std::int64_t percent, std::int32_t year_days) {
  SlidingScale scale;
  scale.apr = percent * kPercent;
  scale.year_days = year_days;
  return scale;
}

TEST(DynamicDiscount, IsExactAndRoundedOnce) {
  // Oracle's examples: 10,000.00 at 18 % for 7 days and at 24 % for 14 days of 360.
  EXPECT_EQ(dynamic_discount(1'000'000, 18 * kPercent, 7, 360).discount, 3500);
  EXPECT_EQ(dynamic_discount(1'000'000, 24 * kPercent, 14, 360).discount, 9333);
  EXPECT_EQ(dynamic_discount(1'000'000, 24 * kPercent, 14, 360, Rounding::up).discount, 9334);
  EXPECT_EQ(dynamic_discount(-1'000'000, 24 * kPercent, 14, 360).payment, -990'667);
  // 1.00 at 1 % for 180 of 360 days is half a cent: a tie.
  EXPECT_EQ(dynamic_discount(100, kPercent, 180, 360).discount, 1);
  EXPECT_EQ(dynamic_discount(100, kPercent, 180, 360, Rounding::half_even).discount, 0);
  // 2^62 - 1 cents at 100 % for 1 day of 2: (2^62 - 1) / 2 rounded.
  const std::int64_t most = (std::int64_t{1} << 62) - 1;
  EXPECT_EQ(dynamic_discount(most, 100 * kPercent, 1, 2).discount, std::int64_t{1} << 61);
  EXPECT_EQ(dynamic_discount(12345, 0, 30, 365).discount, 0);
}

TEST(DynamicDiscount, RefusesWhatIsNoDiscount) {
  const auto status = [](std::int64_t amount, std::int64_t apr, std::int32_t days, std::int32_t year) {
    return error_of_call([&] { return dynamic_discount(amount, apr, days, year); }).status();
  };
  EXPECT_EQ(status(100, -1, 10, 365), Status::out_of_bounds);
  EXPECT_EQ(status(100, 100'000'000'001, 1, 365), Status::out_of_bounds);
  EXPECT_EQ(status(100, kPercent, -1, 365), Status::out_of_bounds);
  EXPECT_EQ(status(100, kPercent, 4'000'001, 365), Status::out_of_bounds);
  EXPECT_EQ(status(100, kPercent, 10, 0), Status::not_set);
  EXPECT_EQ(status(100, kPercent, 10, 367), Status::out_of_bounds);
  EXPECT_EQ(status(100, 100 * kPercent, 365, 365), Status::invalid_argument);
  EXPECT_EQ(status(std::int64_t{1} << 62, kPercent, 1, 365), Status::out_of_bounds);
}

TEST(SlidingScale, NeverRisesAndAlwaysAddsUp) {
  std::mt19937_64 engine(3);
  const Date due("2026-06-30");
  for (int round = 0; round < 200; ++round) {
    SlidingScale scale;
    scale.apr = std::uniform_int_distribution<std::int64_t>(0, 60 * kPercent)(engine);
    scale.year_days = round % 2 == 0 ? 360 : 365;
    scale.minimum_days = std::uniform_int_distribution<std::int32_t>(0, 10)(engine);
    scale.rounding = static_cast<Rounding>(round % 10);
    if (round % 3 == 0) scale.scale_ends = add_days(due, -(round % 20));
    const std::int64_t amount = std::uniform_int_distribution<std::int64_t>(1, 1'000'000'000)(engine);
    const Result result = discount_schedule(amount, Currency("EUR"), due, add_days(due, -90), scale);
    const Table& schedule = result.table("schedule");
    ASSERT_EQ(schedule.rows(), 91);
    std::int64_t before = amount;
    for (std::size_t row = 0; row < 91; ++row) {
      const std::int64_t discount = schedule.int64s("discount")[row];
      EXPECT_EQ(discount + schedule.int64s("payment")[row], amount);
      EXPECT_LE(discount, before);
      before = discount;
      const Date pay(schedule.int32s("pay_date")[row]);
      EXPECT_EQ(schedule.int32s("days_accelerated")[row], due - pay);
      if (due - pay < scale.minimum_days || (scale.scale_ends && pay > *scale.scale_ends)) {
        EXPECT_EQ(discount, 0);
      }
    }
    EXPECT_EQ(before, 0);
    EXPECT_EQ(price_pay_date(amount, due, add_days(due, 5), scale).discount, 0);
  }
}

TEST(SlidingScale, AScheduleByHand) {
  // 10,000.00 due 30 June at 18 % of 360 days: 5.00 a day.
  const Result result = discount_schedule(1'000'000, Currency("USD"), Date("2026-06-30"), Date("2026-06-26"),
                                          scale_of(18, 360));
  const Table& schedule = result.table("schedule");
  const std::vector<std::int64_t> discounts = {2000, 1500, 1000, 500, 0};
  EXPECT_TRUE(std::equal(discounts.begin(), discounts.end(), schedule.int64s("discount").begin()));
  EXPECT_NEAR(schedule.column("apr").float64s()[0], 0.18, 1e-15);
  EXPECT_NEAR(schedule.column("nominal").float64s()[0], 0.18 / 0.998, 1e-15);
  EXPECT_TRUE(schedule.column("apr").is_null(4));
  EXPECT_EQ(schedule.text_at("currency", 0), "USD");
}

TEST(SlidingScale, RefusesImpossibleDates) {
  const Error late = error_of_call([] {
    return discount_schedule(100, Currency("EUR"), Date("2026-06-30"), Date("2026-07-01"), scale_of(12, 365));
  });
  EXPECT_EQ(late.status(), Status::invalid_argument);
  EXPECT_STREQ(late.what(), "first is 2026-07-01; expected the due date, 2026-06-30, or a day before it");
  EXPECT_EQ(error_of_call([] {
              return price_pay_date(100, Date("2026-06-30"), Date("2026-06-01"), SlidingScale());
            }).status(),
            Status::not_set);
}

TEST(Offer, OfTermsInAllConventions) {
  OfferOptions options;
  options.rate = 0.10;
  options.compounding = Compounding::simple;
  const Offer offer = price_offer(parse_terms("5/10 net 30"), std::nullopt, options);
  const Table& table = offer.table("offer");
  ASSERT_EQ(table.rows(), 2);
  EXPECT_EQ(table.int32s("days_early")[0], 20);
  EXPECT_EQ(table.int32s("year_days")[0], 365);
  EXPECT_NEAR(table.column("nominal").float64s()[0], 0.960526316, 5e-10);
  EXPECT_NEAR(table.column("effective").float64s()[0], 1.550023622, 5e-10);
  EXPECT_NEAR(table.column("face").float64s()[1], 0.9, 1e-15);
  EXPECT_NEAR(table.column("breakeven").float64s()[0], 0.0054495913, 5e-11);
  EXPECT_NEAR(table.column("net_benefit").float64s()[0], 0.05 - 0.1 * 20 / 365, 1e-15);
  EXPECT_EQ(table.int32s("take")[0], 1);
  EXPECT_EQ(table.int32s("offer")[0], 0);  // the seller would pay 96 % for money at 10 %
}

TEST(Offer, TiersStretchedPaymentAndDates) {
  const Offer tiers = price_offer(parse_terms("3/10, 2/20, net 45"), std::nullopt, {.payment_day = 60});
  const Table& table = tiers.table("offer");
  ASSERT_EQ(table.rows(), 4);
  EXPECT_EQ(table.int32s("days_early")[0], 50);
  EXPECT_EQ(table.int32s("days_early")[2], 40);
  EXPECT_FALSE(table.has_column("breakeven"));
  const PaymentTerms month_end = parse_terms("2% by EOM + 10 days, net 20 after discount");
  EXPECT_EQ(error_of_call([&] { return price_offer(month_end, std::nullopt); }).status(),
            Status::missing_value);
  // Issued on 5 March: discount until 10 April, day 36; net on 30 April, day 56.
  const Offer dated = price_offer(month_end, TermsDates{.issue = Date("2026-03-05")});
  EXPECT_EQ(dated.table("offer").int32s("discount_days")[0], 36);
  EXPECT_EQ(dated.table("offer").int32s("payment_day")[0], 56);
}

TEST(Offer, RefusesTermsWithoutAPrice) {
  const auto error = [](const char* text, const OfferOptions& options) {
    return error_of_call([&] { return price_offer(parse_terms(text), std::nullopt, options); });
  };
  EXPECT_EQ(error("net 30", {}).status(), Status::invalid_argument);
  EXPECT_THAT(error("net 30", {}).what(), HasSubstr("offers no discount"));
  EXPECT_EQ(error("2/10, 3 instalments 30/60/90", {}).status(), Status::invalid_argument);
  EXPECT_EQ(error("2/10 net 30", {.rate = 0.1}).status(), Status::not_set);
  EXPECT_EQ(error("2/10 net 30", {.compounding = Compounding::simple}).status(), Status::invalid_argument);
  EXPECT_EQ(error("2/10 net 30", {.payment_day = 10}).status(), Status::out_of_bounds);
}

TEST(OfferColumns, AreTheFigureOfEveryRow) {
  const std::size_t rows = 200'000;
  std::vector<std::int64_t> amounts;
  std::vector<double> rates;
  std::vector<std::int32_t> days, payment_days;
  std::mt19937_64 engine(9);
  for (std::size_t row = 0; row < rows; ++row) {
    amounts.push_back(std::uniform_int_distribution<std::int64_t>(-1'000'000, 1'000'000)(engine));
    rates.push_back(std::uniform_real_distribution<double>(0, 0.1)(engine));
    days.push_back(std::uniform_int_distribution<std::int32_t>(0, 30)(engine));
    payment_days.push_back(days.back() + std::uniform_int_distribution<std::int32_t>(1, 90)(engine));
  }
  const double capital = 0.08;
  const OfferColumns columns{amounts, rates, days, payment_days, std::span(&capital, 1)};
  std::vector<double> costs(rows), costs_4(rows), savings(rows);
  std::vector<OfferValue> values(rows), values_4(rows);
  costs_of_trade_credit(columns, TradeCreditMethod::effective, 365, 1, costs);
  costs_of_trade_credit(columns, TradeCreditMethod::effective, 365, 4, costs_4);
  npvs_of_offers(columns, Compounding::effective, 365, 1, values, savings);
  npvs_of_offers(columns, Compounding::effective, 365, 4, values_4);
  EXPECT_EQ(costs, costs_4);
  for (std::size_t row = 0; row < rows; ++row) {
    ASSERT_EQ(values[row].gain, values_4[row].gain);
    if (row % 1000 != 0) continue;
    EXPECT_EQ(costs[row], cost_of_trade_credit(rates[row], days[row], payment_days[row],
                                               TradeCreditMethod::effective, 365));
    EXPECT_EQ(savings[row], saving_of_taking(amounts[row], rates[row], days[row], payment_days[row], capital,
                                             Compounding::effective, 365));
  }
  rates[150'000] = 1.5;
  const Error bad = error_of_call([&] {
    costs_of_trade_credit(columns, TradeCreditMethod::face, 360, 4, costs);
    return 0;
  });
  EXPECT_EQ(bad.status(), Status::out_of_bounds);
  EXPECT_EQ(bad.row(), 150'000);
  const OfferColumns short_columns{amounts, std::span(rates).first(3), days, payment_days, {}};
  EXPECT_EQ(error_of_call([&] {
              costs_of_trade_credit(short_columns, TradeCreditMethod::face, 360, 4, costs);
              return 0;
            }).status(),
            Status::ragged_columns);
  EXPECT_EQ(error_of_call([&] {
              npvs_of_offers({amounts, rates, days, payment_days, {}}, Compounding::simple, 360, 4, values);
              return 0;
            }).status(),
            Status::missing_column);
}

Table items_table() {
  Table items("items");
  items.add(Column::text("item", {"A", "B", "C", "D"}));
  items.add(Column::text("currency", {"USD", "EUR", "USD", "JPY"}));
  items.add(Column::text("amount", {"10000.00", "100000.00", "-10000.00", "100000"}));
  items.add(Column::dates("due_date", {"2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30"}));
  items.add(Column::dates("pay_date", {"2026-06-23", "2026-06-05", "2026-06-23", "2026-07-15"}));
  return items;
}

ItemDiscountOptions item_options(std::int64_t percent, std::int32_t year_days) {
  ItemDiscountOptions options;
  options.apr = percent * kPercent;
  options.year_days = year_days;
  return options;
}

Error error_of_items(const std::vector<Table>& tables, const ItemDiscountOptions& options) {
  return error_of_call([&] { return compute_item_discounts(TableViews(tables).views(), options); });
}

TEST(ItemDiscounts, SumToTheWhole) {
  const std::vector<Table> tables = {items_table()};
  const ItemDiscounts result = compute_item_discounts(TableViews(tables).views(), item_options(18, 360));
  const Table& items = result.table("items");
  // 18 % of 360: 5.00 a day on 10,000.00; 50.00 a day on 100,000.00; paid after the due date: nothing.
  const std::vector<std::int64_t> discounts = {3500, 125'000, -3500, 0};
  EXPECT_TRUE(std::equal(discounts.begin(), discounts.end(), items.int64s("discount").begin()));
  EXPECT_EQ(items.int32s("days_accelerated")[3], 0);
  EXPECT_EQ(items.text_at("item", 1), "B");
  const Table& totals = result.table("totals");
  ASSERT_EQ(totals.rows(), 3);
  EXPECT_EQ(totals.text_at("currency", 0), "EUR");
  EXPECT_EQ(totals.int64s("discount")[0], 125'000);
  EXPECT_EQ(totals.int64s("payment")[0], 9'875'000);
  EXPECT_EQ(totals.int64s("discount")[2], 0);  // the credit cancels the debit
  EXPECT_EQ(totals.int64s("discounted_items")[2], 2);
  const Table& proof = result.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) == "difference") {
      EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0);
    }
  }
}

TEST(ItemDiscounts, RatesAndScalesOfTheirOwn) {
  Table items = items_table();
  items.add(Column::float64("apr", {0.18, 0.36, 0.1, 0.2}));
  items.add(Column::dates("scale_ends", {"2026-06-22", "2026-06-30", "2026-06-30", "2026-06-30"}));
  const std::vector<Table> tables = {items};
  ItemDiscountOptions options;
  options.year_days = 365;
  options.minimum_days = 8;
  const ItemDiscounts result = compute_item_discounts(TableViews(tables).views(), options);
  // Only B: 100,000.00 at 36 % for 25 days of 365 is 2,465.75 (remmihq.com).
  const std::vector<std::int64_t> discounts = {0, 246'575, 0, 0};
  EXPECT_TRUE(
      std::equal(discounts.begin(), discounts.end(), result.table("items").int64s("discount").begin()));
}

TEST(ItemDiscounts, TheSameForAnyThreads) {
  const std::size_t rows = 150'000;
  std::vector<std::int64_t> amounts;
  std::vector<std::int32_t> due, pay;
  std::mt19937_64 engine(4);
  for (std::size_t row = 0; row < rows; ++row) {
    amounts.push_back(std::uniform_int_distribution<std::int64_t>(-1'000'000, 1'000'000)(engine));
    due.push_back(std::uniform_int_distribution<std::int32_t>(20'000, 20'100)(engine));
    pay.push_back(due.back() - std::uniform_int_distribution<std::int32_t>(-10, 60)(engine));
  }
  Table items("items");
  items.add(Column::int64("amount", amounts)).add(Column::date("due_date", due));
  items.add(Column::date("pay_date", pay));
  const std::vector<Table> tables = {items};
  ItemDiscountOptions options = item_options(12, 365);
  options.money = MoneyForm::minor;
  options.currency = "EUR";
  const ItemDiscounts one = compute_item_discounts(TableViews(tables).views(), options);
  options.threads = 8;
  const ItemDiscounts eight = compute_item_discounts(TableViews(tables).views(), options);
  const auto of_one = one.table("items").int64s("discount");
  const auto of_eight = eight.table("items").int64s("discount");
  EXPECT_TRUE(std::equal(of_one.begin(), of_one.end(), of_eight.begin(), of_eight.end()));
  for (std::size_t row = 0; row < rows; row += 997) {
    SlidingScale scale = scale_of(12, 365);
    EXPECT_EQ(of_one[row], price_pay_date(amounts[row], Date(due[row]), Date(pay[row]), scale).discount);
  }
}

TEST(ItemDiscounts, NameWhatIsWrong) {
  EXPECT_EQ(error_of_items({}, item_options(12, 365)).status(), Status::missing_column);
  EXPECT_EQ(error_of_items({items_table()}, item_options(12, 0)).status(), Status::not_set);
  ItemDiscountOptions without_rate;
  without_rate.year_days = 365;
  EXPECT_EQ(error_of_items({items_table()}, without_rate).status(), Status::not_set);
  Table with_rate = items_table();
  with_rate.add(Column::float64("apr", {0.18, -0.1, 0.1, 0.2}));
  EXPECT_EQ(error_of_items({with_rate}, item_options(12, 365)).status(), Status::invalid_argument);
  const Error negative = error_of_items({with_rate}, without_rate);
  EXPECT_EQ(negative.status(), Status::invalid_data);
  EXPECT_EQ(negative.row(), 1);
  EXPECT_EQ(negative.column(), "items.apr");
  Table unknown = items_table();
  unknown.add(Column::int64("ap", {1, 2, 3, 4}));
  EXPECT_EQ(error_of_items({unknown}, item_options(12, 365)).status(), Status::unknown_name);
  const Error whole = error_of_items({items_table()}, item_options(9000, 365));
  EXPECT_EQ(whole.status(), Status::invalid_argument);
  EXPECT_EQ(whole.row(), 0);
  Table no_amount("items");
  no_amount.add(Column::text("currency", {"EUR"})).add(Column::dates("due_date", {"2026-06-30"}));
  const Error missing = error_of_items({no_amount}, item_options(12, 365));
  EXPECT_EQ(missing.status(), Status::missing_column);
  EXPECT_EQ(missing.column(), "items.amount");
  Table no_due("items");
  no_due.add(Column::text("amount", {"1.00", "2.00"})).add(Column::text("due_date", {"2026-06-30", ""}));
  no_due.add(Column::text("pay_date", {"2026-06-20", ""}));
  ItemDiscountOptions euro = item_options(12, 365);
  euro.currency = "EUR";
  const Error no_day = error_of_items({no_due}, euro);
  EXPECT_EQ(no_day.status(), Status::missing_value);
  EXPECT_EQ(no_day.row(), 1);
  EXPECT_EQ(no_day.column(), "items.due_date");
  EXPECT_EQ(error_of_items({no_due}, item_options(12, 365)).status(), Status::not_set);
}

}  // namespace
}  // namespace openitem::discount_scale_test
