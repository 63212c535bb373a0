#include "openitem/plan_life.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "column/about_lines.hpp"
#include "column/rate_cells.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/rounding.hpp"
#include "plan_life/plan_view.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 5> kPlanLifeTables = {"instalments", "receipts", "costs", "plans",
                                                             "items"};
constexpr std::array<const char*, 4> kOrders = {"not_set", "costs_interest_principal",
                                                "costs_principal_interest", "principal_interest_costs"};
constexpr std::array<const char*, 2> kFills = {"instalment", "part"};
constexpr std::array<const char*, 3> kInstalmentOrders = {"oldest", "current", "newest"};
constexpr std::array<const char*, 3> kOverpayments = {"held", "next", "from_end"};
constexpr std::array<const char*, 2> kCures = {"never", "arrears_paid"};
constexpr std::array<const char*, 3> kAccelerations = {"none", "principal", "all"};
constexpr std::array<const char*, 5> kSettlements = {"none", "period_share", "accrued", "rule_of_78",
                                                     "without_rebate"};
constexpr std::array<const char*, 3> kItemOrders = {"oldest_due", "priority", "proportional"};

/// Plans told by one thread before it asks for more.
constexpr std::size_t kPlansOfPart = 128;

template <std::size_t Count, typename Choice>
const char* plan_choice(const std::array<const char*, Count>& names, Choice choice) {
  return names[static_cast<std::size_t>(choice)];
}

template <std::size_t Count, typename Choice>
void check_plan_choice(std::string_view option, const std::array<const char*, Count>&, Choice choice) {
  check_bounds(option, static_cast<std::int32_t>(choice), 0, static_cast<std::int32_t>(Count) - 1);
}

void check_choices(const PlanLifeOptions& options) {
  check_plan_choice("option order", kOrders, options.order);
  check_plan_choice("option fill", kFills, options.fill);
  check_plan_choice("option instalment_order", kInstalmentOrders, options.instalment_order);
  check_plan_choice("option overpayment", kOverpayments, options.overpayment);
  check_plan_choice("option cure", kCures, options.cure);
  check_plan_choice("option acceleration", kAccelerations, options.acceleration);
  check_plan_choice("option settlement", kSettlements, options.settlement);
  check_plan_choice("option item_order", kItemOrders, options.item_order);
  check_rounding(options.rounding);
}

void check_day_count(const PlanLifeOptions& options) {
  if (options.settlement != SettlementMethod::accrued) {
    if (options.day_count == DayCount::act_365_fixed) return;
    throw Error(Status::invalid_argument,
                "day_count serves settlement accrued; leave it out of other methods");
  }
  // Conventions that need more than two dates say so here.
  (void)year_fraction(Date(0), Date(1), options.day_count);
}

void check_plan_life_options(const PlanLifeOptions& options) {
  check_threads(options.threads);
  check_choices(options);
  check_bounds("option grace_days", options.grace_days, 0, 3'650);
  check_bounds("option tolerance", options.tolerance, 0, std::int64_t{1} << 60);
  check_bounds("option break_after_missed", options.break_after_missed, 0, 1'000'000);
  check_bounds("option break_after_days", options.break_after_days, 0, 36'500);
  check_bounds("option settlement_fee_rate", options.settlement_fee_rate, 0, 1'000'000'000);
  check_day_count(options);
  const bool breaks = options.break_after_missed > 0 || options.break_after_days > 0;
  if (!breaks && (options.cure != BreakCure::never || options.acceleration != Acceleration::none)) {
    throw Error(Status::invalid_argument,
                "cure and acceleration follow a break; state break_after_missed or break_after_days");
  }
  if (options.cure != BreakCure::never && options.acceleration != Acceleration::none) {
    throw Error(Status::invalid_argument,
                "after acceleration all is due and a break cannot be cured by paying arrears; choose one");
  }
  if (options.settlement == SettlementMethod::none && options.settlement_fee_rate != 0) {
    throw Error(Status::invalid_argument, "settlement_fee_rate needs a settlement method");
  }
  if (options.order == ReceiptOrder::not_set) {
    throw Error(Status::not_set,
                "laws and contracts differ on what a receipt pays first; state the order, such as "
                "costs_interest_principal");
  }
}

void check_days(std::span<const Date> as_of) {
  if (as_of.empty()) throw Error(Status::invalid_argument, "as_of is empty; give at least one day");
  for (std::size_t at = 1; at < as_of.size(); ++at) {
    if (as_of[at - 1] < as_of[at]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("as_of of row ")
                                              .append(at)
                                              .append(" is ")
                                              .append(as_of[at].iso())
                                              .append("; expected days in ascending order, each once"))
        .at(static_cast<std::int64_t>(at), "as_of");
  }
}

std::vector<PlanView> view_plans(const PlanBook& book, std::span<const Date> as_of,
                                 const PlanLifeOptions& options) {
  const std::size_t plans = book.plans.size();
  std::vector<PlanView> views(plans * as_of.size());
  const std::size_t parts = (plans + kPlansOfPart - 1) / kPlansOfPart;
  for_each_part(static_cast<std::int64_t>(parts), options.threads, [&](std::int64_t part) {
    const std::size_t begin = static_cast<std::size_t>(part) * kPlansOfPart;
    for (std::size_t plan = begin; plan < std::min(plans, begin + kPlansOfPart); ++plan) {
      for (std::size_t day = 0; day < as_of.size(); ++day) {
        views[day * plans + plan] = view_plan(book.plans[plan], book.keys, as_of[day].days(), options);
      }
    }
  });
  return views;
}

Table plan_life_about(std::span<const Date> as_of, const PlanLifeOptions& options) {
  AboutLines lines;
  lines.add("formula", "plan_life");
  lines.add("as_of", joined(as_of));
  lines.add("order", plan_choice(kOrders, options.order));
  lines.add("fill", plan_choice(kFills, options.fill));
  lines.add("instalment_order", plan_choice(kInstalmentOrders, options.instalment_order));
  lines.add("overpayment", plan_choice(kOverpayments, options.overpayment));
  lines.add("grace_days", std::to_string(options.grace_days));
  lines.add("grace_unit", day_unit_text(options.calendar));
  lines.add("calendar", calendar_text(options.calendar));
  lines.add("tolerance", std::to_string(options.tolerance));
  lines.add("break_after_missed", count_text(options.break_after_missed));
  lines.add("break_after_days", count_text(options.break_after_days));
  lines.add("cure", plan_choice(kCures, options.cure));
  lines.add("acceleration", plan_choice(kAccelerations, options.acceleration));
  lines.add("settlement", plan_choice(kSettlements, options.settlement));
  lines.add("day_count", std::string(name_of(options.day_count)));
  lines.add("settlement_fee_rate", rate_text(options.settlement_fee_rate));
  lines.add("item_order", plan_choice(kItemOrders, options.item_order));
  lines.add("rounding", std::string(name_of(options.rounding)));
  return lines.table();
}

}  // namespace

PlanLife compute_plan_life(std::span<const TableView> tables, std::span<const Date> as_of,
                           const PlanLifeOptions& options) {
  check_plan_life_options(options);
  check_days(as_of);
  const NamedTables given(tables, kPlanLifeTables);
  const PlanBook book = read_plan_book(given, options);
  const std::vector<PlanView> views = view_plans(book, as_of, options);
  std::vector<Table> result = plan_tables(book, views, options);
  result.push_back(plan_life_about(as_of, options));
  return PlanLife(std::move(result));
}

}  // namespace openitem
