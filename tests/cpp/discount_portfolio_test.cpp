// Which discounts to offer: the choice within a budget against every plan, and the facade (docs/methods/discount_portfolio.md).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "discount/portfolio_search.hpp"
#include "openitem/discount_portfolio.hpp"

namespace openitem::discount_portfolio_test {
namespace {

using namespace discount;
using testing::HasSubstr;

PortfolioProblem random_problem(std::mt19937& chance, int items, int most_choices, std::int64_t most) {
  PortfolioProblem problem;
  problem.search_limit = 1'000'000;
  problem.offsets.push_back(0);
  std::int64_t costs = 0;
  for (int item = 0; item < items; ++item) {
    const int choices = static_cast<int>(chance() % static_cast<unsigned>(most_choices + 1));
    for (int at = 0; at < choices; ++at) {
      const auto cost = static_cast<std::int64_t>(chance()) % most;
      problem.choices.push_back({cost, static_cast<std::int64_t>(chance()) % most + 1,
                                 static_cast<std::uint32_t>(problem.choices.size())});
      costs += cost;
    }
    problem.offsets.push_back(problem.choices.size());
  }
  problem.budget = costs == 0 ? 0 : static_cast<std::int64_t>(chance()) % (costs + 1);
  return problem;
}

/// The greatest gain of all plans of the items from `item` on.
std::int64_t best_of_all(const PortfolioProblem& problem, std::size_t item, std::int64_t budget) {
  if (item == problem.items()) return 0;
  std::int64_t best = best_of_all(problem, item + 1, budget);
  for (const PortfolioChoice& choice : problem.of(item)) {
    if (choice.cost > budget) continue;
    best = std::max(best, choice.gain + best_of_all(problem, item + 1, budget - choice.cost));
  }
  return best;
}

void expect_consistent(const PortfolioProblem& problem, const PortfolioPlan& plan) {
  std::int64_t cost = 0, gain = 0;
  ASSERT_EQ(plan.chosen.size(), problem.items());
  for (std::size_t item = 0; item < problem.items(); ++item) {
    if (plan.chosen[item] == kNoChoice) continue;
    const auto choices = problem.of(item);
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const PortfolioChoice& choice) {
      return choice.number == plan.chosen[item];
    });
    ASSERT_NE(found, choices.end());
    cost += found->cost;
    gain += found->gain;
  }
  EXPECT_EQ(cost, plan.cost);
  EXPECT_EQ(gain, plan.value);
  EXPECT_LE(plan.value, plan.bound);
  if (problem.budget) {
    EXPECT_LE(plan.cost, *problem.budget);
  }
}

TEST(PortfolioSearch, EqualsTheBestOfAllPlans) {
  std::mt19937 chance(7);
  for (int round = 0; round < 3'000; ++round) {
    const std::int64_t most = round % 3 == 0 ? 4 : round % 3 == 1 ? 60 : 1'000'000;
    const PortfolioProblem problem = random_problem(chance, 1 + round % 7, 3, most);
    const PortfolioPlan plan = choose_offers(problem);
    expect_consistent(problem, plan);
    EXPECT_TRUE(plan.is_exact);
    EXPECT_EQ(plan.value, best_of_all(problem, 0, *problem.budget)) << "round " << round;
  }
}

TEST(PortfolioSearch, ManyItemsAreExactAndQuick) {
  std::mt19937 chance(11);
  const PortfolioProblem problem = random_problem(chance, 20'000, 4, 1'000'000'000);
  const PortfolioPlan plan = choose_offers(problem);
  expect_consistent(problem, plan);
  EXPECT_TRUE(plan.is_exact);
}

TEST(PortfolioSearch, AnEarlyEndLeavesAValidPlanAndItsGap) {
  std::mt19937 chance(13);
  for (std::int64_t limit = 1; limit < 200; limit += 7) {
    PortfolioProblem problem = random_problem(chance, 40, 3, 10'000);
    problem.search_limit = limit;
    const PortfolioPlan plan = choose_offers(problem);
    expect_consistent(problem, plan);
    EXPECT_LE(plan.states, limit);
    problem.search_limit = 1'000'000;
    const PortfolioPlan whole = choose_offers(problem);
    EXPECT_LE(plan.value, whole.value);
    EXPECT_TRUE(!plan.is_exact || plan.value == whole.value);
  }
}

TEST(PortfolioSearch, HugeAmountsDoNotWrap) {
  const std::int64_t huge = (std::int64_t{1} << 60) - 1;
  PortfolioProblem problem;
  problem.choices = {{huge, huge, 0}, {huge - 1, huge - 2, 1}, {huge, huge - 1, 2}};
  problem.offsets = {0, 2, 3};
  problem.search_limit = 1'000;
  problem.budget = 2 * huge - 1;
  const PortfolioPlan plan = choose_offers(problem);
  expect_consistent(problem, plan);
  EXPECT_EQ(plan.value, 2 * huge - 3);
  EXPECT_TRUE(plan.is_exact);
}

TEST(PortfolioSearch, NothingToChooseAndNoBudget) {
  PortfolioProblem problem;
  problem.offsets = {0};
  EXPECT_EQ(choose_offers(problem).value, 0);
  problem.choices = {{5, 7, 0}, {4, 7, 1}, {9, 6, 2}};
  problem.offsets = {0, 3};
  EXPECT_THAT(choose_offers(problem).chosen,
              testing::ElementsAre(1U));  // of equal gains the one that costs less
  problem.budget = 0;
  problem.search_limit = 10;
  EXPECT_THAT(choose_offers(problem).chosen, testing::ElementsAre(kNoChoice));
}

Table worked_items() {
  Table items("items");
  items.add(Column::text("item", {"a", "b"}));
  items.add(Column::int64("amount", {1'000'000, 500'000}));
  items.add(Column::dates("due_date", {"2026-03-31", "2026-03-31"}));
  items.add(Column::int64("days_late", {20, 0}));
  return items;
}

Table worked_offers() {
  Table offers("offers");
  offers.add(Column::text("discount_rate", {"0.01", "0.005"}));
  offers.add(Column::int64("days", {10, 10}));
  return offers;
}

PortfolioOptions worked_options() {
  PortfolioOptions options;
  options.side = PortfolioSide::seller;
  options.budget_basis = BudgetBasis::worst_case;
  options.compounding = Compounding::simple;
  options.year_days = 365;
  options.cost_of_capital = 120'000'000;
  options.take_up = 500'000'000;
  options.budget = 5'000;
  options.money = MoneyForm::minor;
  options.currency = "EUR";
  return options;
}

TEST(DiscountPortfolio, WorkedByHand) {
  const std::vector<Table> tables = {worked_items(), worked_offers()};
  const Result found =
      compute_discount_portfolio(TableViews(tables).views(), Date("2026-03-01"), worked_options());
  EXPECT_THAT(found.table("items").int64s("gain"), testing::ElementsAre(3'956, 0));
  EXPECT_EQ(found.table("items").text_at("reason", 1), "budget");
  EXPECT_THAT(found.table("offers").int64s("gain_if_taken"), testing::ElementsAre(2'929, 7'912, -1'739, 753));
  EXPECT_EQ(found.table("bound").int64s("value")[0], 3'956);
}

TEST(DiscountPortfolio, RequiredChoicesHaveNoDefault) {
  const std::vector<Table> tables = {worked_items(), worked_offers()};
  const TableViews views(tables);
  const auto status_of = [&](const auto& change) {
    PortfolioOptions options = worked_options();
    change(options);
    try {
      (void)compute_discount_portfolio(views.views(), Date("2026-03-01"), options);
    } catch (const Error& error) {
      return error.status();
    }
    return Status::ok;
  };
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.side = PortfolioSide::not_set; }), Status::not_set);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.budget_basis = BudgetBasis::not_set; }), Status::not_set);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.compounding = Compounding::not_set; }), Status::not_set);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.year_days = 0; }), Status::not_set);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.side = static_cast<PortfolioSide>(3); }),
            Status::invalid_argument);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.budget = -1; }), Status::out_of_bounds);
  EXPECT_EQ(status_of([](PortfolioOptions& o) { o.budget = std::int64_t{1} << 62; }), Status::out_of_bounds);
  EXPECT_EQ(status_of([](PortfolioOptions&) {}), Status::ok);
}

}  // namespace
}  // namespace openitem::discount_portfolio_test
