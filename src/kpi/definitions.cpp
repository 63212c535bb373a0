#include <algorithm>
#include <array>

#include "core/message.hpp"
#include "openitem/kpi.hpp"

namespace openitem::kpi {
namespace {

using enum Unit;
using enum Kind;

constexpr PartUnit no_part = PartUnit::none;
constexpr PartUnit money = PartUnit::amount;
constexpr PartUnit money_days = PartUnit::amount_days;
constexpr PartUnit items = PartUnit::count;
constexpr PartUnit item_days = PartUnit::count_days;

constexpr std::string_view crf = "Credit Research Foundation";
constexpr std::string_view nacm = "National Association of Credit Management";
constexpr std::string_view trade = "common practice";

constexpr Definition table[] = {
    {"dso_simple_ending", "Days of sales in the ending receivables",
     "ending receivables x days / credit sales", days, ratio, money_days, money, "ending receivables x days",
     "credit sales", crf},
    {"dso_simple_average", "Days of sales in the average receivables",
     "sum of balances x days / (balances x credit sales)", days, ratio, money_days, money,
     "sum of balances x days", "number of balances x credit sales", trade},
    {"dso_best_possible_ending", "Days of sales in the ending receivables that are not past due",
     "ending current receivables x days / credit sales", days, ratio, money_days, money,
     "ending current receivables x days", "credit sales", crf},
    {"dso_best_possible_average", "Days of sales in the average receivables that are not past due",
     "sum of current balances x days / (balances x credit sales)", days, ratio, money_days, money,
     "sum of current balances x days", "number of balances x credit sales", trade},
    {"dso_delinquent_ending", "Days of sales in the ending receivables past due: DSO - best possible DSO",
     "ending past-due receivables x days / credit sales", days, ratio, money_days, money,
     "ending past-due receivables x days", "credit sales", crf},
    {"dso_delinquent_average", "Days of sales in the average receivables past due",
     "sum of past-due balances x days / (balances x credit sales)", days, ratio, money_days, money,
     "sum of past-due balances x days", "number of balances x credit sales", trade},
    {"dso_countback_skipped",
     "Days of the latest sales that the receivables use up; months without sales skipped",
     "full days + rest of the balance / sales of the month it falls in x its days", days, not_additive,
     money_days, money, "full days x sales of the last month + rest x its days", "sales of the last month",
     trade},
    {"dso_countback_counted",
     "Days of the latest sales that the receivables use up; months without sales counted",
     "full days + rest of the balance / sales of the month it falls in x its days", days, not_additive,
     money_days, money, "full days x sales of the last month + rest x its days", "sales of the last month",
     trade},
    {"dso_sales_weighted", "Receivables of each month against the sales that created them",
     "sum of receivables of a month / its sales x its days", days, not_additive, no_part, no_part, "", "",
     trade},
    {"dso_true_netted", "Amount-weighted days outstanding; credits with their sign",
     "sum of amount x days outstanding / sum of amounts", days, ratio, money_days, money,
     "sum of amount x days outstanding", "sum of amounts", nacm},
    {"dso_true_dropped", "Amount-weighted days outstanding; credits left out",
     "sum of amount x days outstanding / sum of amounts", days, ratio, money_days, money,
     "sum of amount x days outstanding", "sum of amounts", nacm},
    {"add_difference", "Average days delinquent by difference", "DSO - best possible DSO", days, not_additive,
     no_part, no_part, "", "", crf},
    {"add_weighted", "Average days delinquent over all items",
     "sum of past-due amount x days past due / sum of all amounts", days, ratio, money_days, money,
     "sum of past-due amount x days past due", "sum of all amounts", trade},
    {"severity", "How late the past-due money is",
     "sum of past-due amount x days past due / sum of past-due amounts", days, ratio, money_days, money,
     "sum of past-due amount x days past due", "sum of past-due amounts", trade},
    {"days_to_pay", "Amount-weighted days from issue to payment", "sum of amount x days / sum of amounts",
     days, ratio, money_days, money, "sum of amount x days to pay", "sum of amounts", trade},
    {"days_late", "Amount-weighted days from due date to payment, early payment negative",
     "sum of amount x days / sum of amounts", days, ratio, money_days, money, "sum of amount x days late",
     "sum of amounts", trade},
    {"terms", "Amount-weighted days from issue to due date", "sum of amount x days / sum of amounts", days,
     ratio, money_days, money, "sum of amount x days of terms", "sum of amounts", trade},
    {"billing_lag", "Amount-weighted days from delivery to issue", "sum of amount x days / sum of amounts",
     days, ratio, money_days, money, "sum of amount x days to bill", "sum of amounts", trade},
    {"cei_period_total", "Share collected of what could be collected; all sales of the period",
     "(beginning + sales - ending total) / (beginning + sales - ending current)", fraction, ratio, money,
     money, "beginning + sales - ending total", "beginning + sales - ending current", crf},
    {"cei_period_average", "Share collected of what could be collected; average sales of N periods",
     "(beginning + sales / N - ending total) / (beginning + sales / N - ending current)", fraction, ratio,
     money, money, "N x beginning + sales - N x ending total", "N x beginning + sales - N x ending current",
     crf},
    {"turnover_ending", "How often sales turn the ending receivables over",
     "credit sales / ending receivables", times, ratio, money, money, "credit sales", "ending receivables",
     trade},
    {"turnover_average", "How often sales turn the average receivables over",
     "credit sales / average receivables", times, ratio, money, money, "number of balances x credit sales",
     "sum of balances", trade},
    {"collection_period_ending", "Days of the period / turnover of the ending receivables",
     "days x ending receivables / credit sales", days, ratio, money_days, money, "days x ending receivables",
     "credit sales", trade},
    {"collection_period_average", "Days of the period / turnover of the average receivables",
     "days x average receivables / credit sales", days, ratio, money_days, money, "days x sum of balances",
     "number of balances x credit sales", trade},
    {"promise_kept_count", "Share of promises kept in full and in time", "kept promises / promises", fraction,
     ratio, items, items, "kept promises", "promises", trade},
    {"promise_kept_count_partial", "Share of promises kept in time at least in part",
     "kept promises / promises", fraction, ratio, items, items, "promises kept at least in part", "promises",
     trade},
    {"promise_kept_amount", "Share of the promised amount whose promise was kept in full and in time",
     "amount of kept promises / amount promised", fraction, ratio, money, money, "amount of kept promises",
     "amount promised", trade},
    {"promise_kept_amount_partial", "Share of the promised amount that was paid in time",
     "paid in time, at most what was promised / amount promised", fraction, ratio, money, money,
     "paid in time, at most what was promised", "amount promised", trade},
    {"operating_cost_to_sales", "Cost of the credit department for a unit of sales", "cost / credit sales",
     fraction, ratio, money, money, "cost", "credit sales", crf},
    {"cost_to_collect", "Cost of the credit department for a unit collected", "cost / cash collected",
     fraction, ratio, money, money, "cost", "cash collected", trade},
    {"bad_debt_ratio_gross", "Bad debt before recoveries to sales", "bad debt / credit sales", fraction,
     ratio, money, money, "bad debt", "credit sales", crf},
    {"bad_debt_ratio_net", "Bad debt after recoveries to sales", "(bad debt - recovered) / credit sales",
     fraction, ratio, money, money, "bad debt - recovered", "credit sales", crf},
    {"write_off_ratio_sales_gross", "Write-offs before recoveries to sales", "written off / credit sales",
     fraction, ratio, money, money, "written off", "credit sales", trade},
    {"write_off_ratio_sales_net", "Write-offs after recoveries to sales",
     "(written off - recovered) / credit sales", fraction, ratio, money, money, "written off - recovered",
     "credit sales", trade},
    {"write_off_ratio_receivables_gross", "Write-offs before recoveries to receivables",
     "written off / receivables", fraction, ratio, money, money, "written off", "receivables", trade},
    {"write_off_ratio_receivables_net", "Write-offs after recoveries to receivables",
     "(written off - recovered) / receivables", fraction, ratio, money, money, "written off - recovered",
     "receivables", trade},
    {"recovery_rate", "Share of what was written off that came back", "recovered / written off", fraction,
     ratio, money, money, "recovered", "written off", trade},
    {"deductions_outstanding_value", "Days of deductions that are open, by amount",
     "open deductions x days / deductions of those days", days, ratio, money_days, money,
     "open deductions x days", "deductions of those days", trade},
    {"deductions_outstanding_count", "Days of deductions that are open, by number",
     "open deductions x days / deductions of those days", days, ratio, item_days, items,
     "open deductions x days", "deductions of those days", trade},
    {"deductions_outstanding_period_average",
     "Days of deductions that are open, against the average of a period",
     "open deductions x days of a period / average deductions of a period", days, ratio, money_days, money,
     "open deductions x days of a period", "average deductions of a period", trade},
    {"dispute_share", "Share of receivables in dispute", "disputed / receivables", fraction, ratio, money,
     money, "disputed", "receivables", trade},
    {"aging_share", "Share of receivables in an age bucket", "bucket / receivables", fraction, ratio, money,
     money, "bucket", "receivables", crf},
    {"past_due_share", "Share of receivables past due", "past due / receivables", fraction, ratio, money,
     money, "past due", "receivables", crf},
    {"hhi_fraction", "Herfindahl-Hirschman index of positive balances, 0 to 1", "sum of squared shares",
     fraction, not_additive, no_part, no_part, "", "", "US Department of Justice"},
    {"hhi_points", "Herfindahl-Hirschman index of positive balances, 0 to 10,000",
     "10,000 x sum of squared shares", points, not_additive, no_part, no_part, "", "",
     "US Department of Justice"},
    {"hhi_fraction_signed", "Herfindahl-Hirschman index of all balances, credit balances with their sign",
     "sum of squared shares of the net total", fraction, not_additive, no_part, no_part, "", "", trade},
    {"hhi_points_signed", "Herfindahl-Hirschman index of all balances, credit balances with their sign",
     "10,000 x sum of squared shares of the net total", points, not_additive, no_part, no_part, "", "",
     trade},
    {"top_n_share", "Share of the n largest of the positive balances",
     "sum of the n largest / sum of positive balances", fraction, not_additive, money, money,
     "sum of the n largest balances", "sum of positive balances", trade},
    {"top_n_share_signed", "Share of the n largest balances in the net total",
     "sum of the n largest / sum of balances", fraction, not_additive, money, money,
     "sum of the n largest balances", "sum of all balances", trade},
    {"gini", "Gini coefficient of positive and zero balances",
     "sum of (2 i - n - 1) x balance i, ascending / (n x sum of balances)", fraction, not_additive, no_part,
     no_part, "", "", "Gini (1912)"},
};

}  // namespace

std::span<const Definition> definitions() noexcept { return table; }

const Definition& definition_of(std::string_view figure) {
  const Definition* const found = std::find_if(std::begin(table), std::end(table),
                                               [&](const Definition& row) { return row.figure == figure; });
  if (found != std::end(table)) return *found;
  throw Error(Status::unknown_name, Message().append_quoted(figure).append(" is no figure of the library"));
}

std::string_view name_of(Unit unit) noexcept {
  constexpr std::array<std::string_view, 7> names = {"",       "days",   "fraction", "times",
                                                     "points", "amount", "count"};
  return names[static_cast<std::size_t>(unit)];
}

std::string_view name_of(Kind kind) noexcept {
  constexpr std::array<std::string_view, 4> names = {"", "additive", "ratio", "not_additive"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Warning warning) noexcept {
  constexpr std::array<std::string_view, 8> names = {
      "",         "no_sales",       "zero_denominator", "history_exhausted",
      "no_items", "negative_sales", "negative_balance", "short_window"};
  return names[static_cast<std::size_t>(warning)];
}

std::string_view name_of(PartUnit unit) noexcept {
  constexpr std::array<std::string_view, 6> names = {"",      "amount",     "amount_days",
                                                     "count", "count_days", "days"};
  return names[static_cast<std::size_t>(unit)];
}

}  // namespace openitem::kpi
