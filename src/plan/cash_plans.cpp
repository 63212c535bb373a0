// Plans that follow a customer's cash rhythm: options checked, plans made, tables out.

#include <algorithm>
#include <string>
#include <utility>

#include "column/rate_cells.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/rounding.hpp"
#include "plan/cash_checks.hpp"
#include "plan/cash_columns.hpp"
#include "plan/checks.hpp"
#include "plan/plan_tables.hpp"

namespace openitem::plan {
namespace {

constexpr std::int64_t kCashPlansInPart = 64;

struct CashPlan {
  FinishedPlan plan;
  CashRows cash;
  std::int64_t free = 0, cash_days = 0;
};

/// What the rooms of schedules want to know of interest by days.
PlanTerms terms_of(const CashPlanOptions& options) {
  PlanTerms terms;
  terms.rate = options.rate;
  terms.rate_unit = options.rate_unit;
  terms.rate_basis = PlanRateBasis::day_count;
  terms.day_count = options.day_count;
  terms.calendar = options.calendar;
  terms.unit = PeriodUnit::days;
  return terms;
}

[[noreturn]] void refuse_cash(const CashRows& rows, std::uint16_t currency, std::int32_t last_day) {
  const Currency money = Currency::from_index(currency);
  throw Error(Status::invalid_argument,
              Message()
                  .append("the free cash does not repay this plan: ")
                  .append(format_money(rows.missing, money))
                  .append(" ")
                  .append(money.code())
                  .append(" are owed after the last day, ")
                  .append(Date(last_day).iso())
                  .append("; expected more cash, further days or a larger most_share"));
}

CashPlan make_cash_plan(const CashColumns& columns, std::size_t row, const CashPlanOptions& options) {
  const std::vector<CashDay>& days = columns.cash[row];
  if (days.empty()) {
    throw Error(Status::invalid_argument,
                "this plan has no day of free cash; expected rows in the table cash");
  }
  PlanTerms terms = terms_of(options);
  if (!columns.rate.empty() && columns.rate[row]) {
    terms.rate = *columns.rate[row];
    terms.rate_unit = kPartsOfOne;
  }
  const Date start(columns.start[row]);
  std::vector<std::int32_t> ends;
  CashPlan made;
  for (const CashDay& day : days) {
    ends.push_back(day.day);
    made.free = checked_add(made.free, day.free);
  }
  made.cash_days = static_cast<std::int64_t>(days.size());
  made.cash = cash_rows(columns.principal[row], days, rates_between(start, ends, terms),
                        {options.use, options.most_share, options.payment_unit, options.interest_rounding});
  if (made.cash.missing != 0) refuse_cash(made.cash, columns.currency[row], ends.back());
  made.plan.currency = columns.currency[row];
  made.plan.rows = made.cash.instalments;
  made.plan.figures = plan_figures(made.plan.rows, columns.principal[row], start, terms, options.plan.apr);
  return made;
}

std::vector<CashPlan> make_cash_plans(const CashColumns& columns, const CashPlanOptions& options) {
  std::vector<CashPlan> plans(columns.rows());
  const auto rows = static_cast<std::int64_t>(plans.size());
  for_each_part((rows + kCashPlansInPart - 1) / kCashPlansInPart, options.plan.threads,
                [&](std::int64_t part) {
                  const std::int64_t end = std::min(rows, (part + 1) * kCashPlansInPart);
                  for (std::int64_t at = part * kCashPlansInPart; at < end; ++at) {
                    try {
                      plans[static_cast<std::size_t>(at)] =
                          make_cash_plan(columns, static_cast<std::size_t>(at), options);
                    } catch (Error& failure) {
                      failure.at(at, "plans");
                      throw;
                    }
                  }
                });
  return plans;
}

Table shares_table(std::span<const CashPlan> plans, const PlanKeys& keys) {
  std::vector<std::int64_t> places, free, payments, unused, cash_days, instalments;
  std::vector<double> share;
  std::vector<std::string_view> currency;
  for (const CashPlan& plan : plans) {
    places.push_back(static_cast<std::int64_t>(places.size()));
    share.push_back(static_cast<double>(plan.cash.share) / static_cast<double>(kPartsOfOne));
    free.push_back(plan.free);
    payments.push_back(plan.plan.figures.payments);
    unused.push_back(plan.free - plan.plan.figures.payments);
    cash_days.push_back(plan.cash_days);
    instalments.push_back(plan.plan.figures.instalments);
    currency.push_back(Currency::from_index(plan.plan.currency).code());
  }
  Table table("shares");
  table.add(keys.column("plan", places));
  table.add(Column::float64("share", std::move(share)));
  table.add(Column::int64("free_cash", std::move(free), ColumnRole::money));
  table.add(Column::int64("payments", std::move(payments), ColumnRole::money));
  table.add(Column::int64("unused", std::move(unused), ColumnRole::money));
  table.add(Column::int64("cash_days", std::move(cash_days), ColumnRole::count));
  table.add(Column::int64("instalments", std::move(instalments), ColumnRole::count));
  table.add(Column::text("currency", currency));
  return table;
}

Table cash_table(std::span<const CashPlan> plans, const PlanKeys& keys) {
  std::vector<std::int64_t> places, free, payment, unused, owed, balance;
  std::vector<std::int32_t> day;
  std::vector<std::string_view> currency;
  for (std::size_t place = 0; place < plans.size(); ++place) {
    for (const CashUsed& used : plans[place].cash.days) {
      places.push_back(static_cast<std::int64_t>(place));
      day.push_back(used.day);
      free.push_back(used.free);
      payment.push_back(used.payment);
      unused.push_back(used.free - used.payment);
      owed.push_back(used.owed);
      balance.push_back(used.balance);
      currency.push_back(Currency::from_index(plans[place].plan.currency).code());
    }
  }
  Table table("cash");
  table.add(keys.column("plan", places));
  table.add(Column::date("date", std::move(day)));
  table.add(Column::int64("free_cash", std::move(free), ColumnRole::money));
  table.add(Column::int64("payment", std::move(payment), ColumnRole::money));
  table.add(Column::int64("unused", std::move(unused), ColumnRole::money));
  table.add(Column::int64("interest_owed", std::move(owed), ColumnRole::money));
  table.add(Column::int64("balance", std::move(balance), ColumnRole::money));
  table.add(Column::text("currency", currency));
  return table;
}

Table about_cash_plans(const CashPlanOptions& options) {
  AboutLines about;
  about.add("report", "cash_plans");
  about.add("formula", "docs/methods/cash_plans.md");
  about.add("use", options.use == CashUse::soonest ? "soonest" : "smallest_share");
  about.add("most_share", rate_text(options.most_share));
  about.add("rate", rate_in_words(options.rate, options.rate_unit));
  about.add("day_count", std::string(name_of(options.day_count)));
  about.add("calendar", calendar_text(options.calendar));
  about.add("payment_unit_minor", std::to_string(options.payment_unit));
  about.add("interest_rounding", std::string(name_of(options.interest_rounding)));
  about.add("apr_method", options.plan.apr == PlanRateMethod::none ? "none" : "eu");
  about.add("payments", "principal + interest");
  return about.table();
}

}  // namespace

Plans compute_cash_plans(std::span<const TableView> tables, const CashPlanOptions& options) {
  check_cash_options(options);
  const CashColumns columns = read_cash_columns(tables, options);
  const std::vector<CashPlan> made = make_cash_plans(columns, options);
  const PlanKeys keys(columns.keys ? &*columns.keys : nullptr);
  std::vector<FinishedPlan> plans;
  plans.reserve(made.size());
  for (const CashPlan& plan : made) plans.push_back(plan.plan);
  std::vector<Table> result = plan_tables(plans, keys, options.plan.apr);
  std::vector<Table> of_cash = {shares_table(made, keys), cash_table(made, keys)};
  result.insert(result.begin() + 2, of_cash.begin(), of_cash.end());
  result.push_back(about_cash_plans(options));
  return Result(std::move(result));
}

}  // namespace openitem::plan
