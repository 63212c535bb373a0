// A plan beside waiting, writing off and an agency. Factors are kept to nine decimals, so that every amount is an integer's product.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "column/about_lines.hpp"
#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "core/checked.hpp"
#include "core/exponential.hpp"
#include "core/int128.hpp"
#include "money/rounding.hpp"
#include "plan/checks.hpp"
#include "plan/plan_tables.hpp"

namespace openitem::plan {
namespace {

constexpr std::array<std::string_view, 9> kInstalmentNames = {
    "plan", "instalment", "due_date", "principal", "interest", "fee", "payment", "balance", "currency"};
constexpr double kDaysOfYear = 365.0;

struct PlanFlows {
  std::size_t first_row = 0;
  std::int64_t claim = 0;
  std::vector<std::size_t> rows;
};

struct InstalmentColumns {
  std::optional<KeyCells> keys;
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> principal, payment;
  std::vector<std::int64_t> number;
  std::vector<std::int32_t> due;
};

InstalmentColumns read_instalments(std::span<const TableView> tables, const AlternativeOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"instalments"};
  const NamedTables given(tables, names);
  const ChunkedTable& table = given.require("instalments");
  require_known_columns(table, kInstalmentNames);
  InstalmentColumns columns;
  columns.currency = require_row_currencies(table, "", 1);
  columns.principal =
      require_row_amounts(require_column(table, "principal"), columns.currency, options.money, 1);
  columns.payment = require_row_amounts(require_column(table, "payment"), columns.currency, options.money, 1);
  columns.due = require_row_days(require_column(table, "due_date"), options.date_format, 1);
  const ChunkedColumn& number = require_column(table, "instalment");
  IntegerCells cells = read_integers(number, 1);
  require_readable(number, cells.problems);
  const auto missing = std::find(cells.is_null.begin(), cells.is_null.end(), std::uint8_t{1});
  if (missing != cells.is_null.end()) {
    refuse_cell(Status::missing_value, number, missing - cells.is_null.begin(),
                "the number of an instalment");
  }
  columns.number = std::move(cells.values);
  if (const ChunkedColumn* const plan = table.find("plan")) columns.keys = require_keys(*plan);
  return columns;
}

/// Plans in the order of their first rows.
std::vector<PlanFlows> flows_of(const InstalmentColumns& columns, Date as_of) {
  std::vector<PlanFlows> flows;
  std::map<std::uint32_t, std::size_t> place_of;
  for (std::size_t row = 0; row < columns.due.size(); ++row) {
    const std::uint32_t key = columns.keys ? columns.keys->codes[row] : 0;
    if (columns.keys && key == kNoKey) {
      throw Error(Status::missing_value, "an instalment has no plan; expected its key")
          .at(static_cast<std::int64_t>(row), "instalments.plan");
    }
    const auto [found, is_new] = place_of.try_emplace(key, flows.size());
    if (is_new) flows.push_back({row, 0, {}});
    PlanFlows& plan = flows[found->second];
    if (columns.currency[row] != columns.currency[plan.first_row]) {
      throw Error(Status::inconsistent_data, "a plan is of one currency; expected that of its rows before")
          .at(static_cast<std::int64_t>(row), "instalments.currency");
    }
    if (columns.due[row] < as_of.days()) {
      throw Error(Status::inconsistent_data,
                  "an instalment is due before the day of the comparison; expected a later one")
          .at(static_cast<std::int64_t>(row), "instalments.due_date");
    }
    plan.claim = checked_add(plan.claim, columns.principal[row]);
    plan.rows.push_back(row);
  }
  return flows;
}

struct ExpectedCash {
  std::int64_t cash = 0, present_value = 0;
};

class Valuation {
 public:
  Valuation(Date as_of, const AlternativeOptions& options)
      : as_of_(as_of),
        options_(options),
        log_growth_(log_of_one_plus(static_cast<double>(options.cost_of_capital) / 1e9)) {}

  [[nodiscard]] ExpectedCash plan(const InstalmentColumns& columns, const PlanFlows& flows) const {
    const auto count = std::count_if(flows.rows.begin(), flows.rows.end(),
                                     [&](std::size_t row) { return columns.number[row] != 0; });
    // Payments times parts per billion, rounded once at the end.
    Int128 cash, value;
    std::int64_t survival = kPartsOfOne, at = 0;
    for (const std::size_t row : flows.rows) {
      const bool is_certain = columns.number[row] == 0;
      if (!is_certain) survival = survival_after(++at, count, survival);
      const std::int64_t share = is_certain ? kPartsOfOne : survival;
      cash = cash + multiply(columns.payment[row], share);
      value = value + multiply(columns.payment[row], discounted(share, Date(columns.due[row])));
    }
    return {amount_of(cash), amount_of(value)};
  }

  /// A share of an amount on a day.
  [[nodiscard]] ExpectedCash of(std::int64_t amount, std::int64_t share, Date day) const {
    return {amount_of(multiply(amount, share)), amount_of(multiply(amount, discounted(share, day)))};
  }

 private:
  [[nodiscard]] std::int64_t survival_after(std::int64_t at, std::int64_t count, std::int64_t before) const {
    if (options_.default_share != 0) {
      return kPartsOfOne - multiply_divide(options_.default_share, at, count);
    }
    return multiply_divide(before, kPartsOfOne - options_.default_hazard, kPartsOfOne);
  }
  /// A share times the discount factor of its day, to nine decimals.
  [[nodiscard]] std::int64_t discounted(std::int64_t share, Date day) const {
    return multiply_divide(share, discount_factor(day), kPartsOfOne);
  }
  [[nodiscard]] static std::int64_t amount_of(const Int128& parts) {
    const Int128 amount = round_divide(parts, Int128(kPartsOfOne), Rounding::half_up);
    if (!fits_int64(amount))
      throw Error(Status::overflow, "the expected cash of a plan does not fit in 64 bits");
    return to_int64(amount);
  }
  [[nodiscard]] std::int64_t discount_factor(Date day) const {
    const double years = static_cast<double>(day - as_of_) / kDaysOfYear;
    return std::llround(exponential_of(0.0 - years * log_growth_) * 1e9);
  }

  Date as_of_;
  const AlternativeOptions& options_;
  double log_growth_;
};

struct AlternativeRows {
  std::vector<std::int64_t> rows, cash, present_value, advantage;
  std::vector<std::string_view> names, currency;

  void add(std::size_t row, std::string_view name, std::string_view code, const ExpectedCash& value,
           std::int64_t of_plan) {
    rows.push_back(static_cast<std::int64_t>(row));
    names.push_back(name);
    currency.push_back(code);
    cash.push_back(value.cash);
    present_value.push_back(value.present_value);
    advantage.push_back(checked_sub(of_plan, value.present_value));
  }
};

void add_alternatives(const InstalmentColumns& columns, const PlanFlows& flows, Date as_of,
                      const AlternativeOptions& options, AlternativeRows& rows) {
  const Valuation valuation(as_of, options);
  const std::string_view code = Currency::from_index(columns.currency[flows.first_row]).code();
  const ExpectedCash plan = valuation.plan(columns, flows);
  const auto add = [&](std::string_view name, const ExpectedCash& value) {
    rows.add(flows.first_row, name, code, value, plan.present_value);
  };
  add("plan", plan);
  if (options.wait_until) {
    add("wait", valuation.of(flows.claim, options.wait_probability, *options.wait_until));
  }
  if (options.recoverable_tax) add("write_off", valuation.of(flows.claim, *options.recoverable_tax, as_of));
  if (options.agency_pays) {
    const std::int64_t net =
        multiply_divide(options.agency_recovery, kPartsOfOne - options.agency_fee, kPartsOfOne);
    add("agency", valuation.of(flows.claim, net, *options.agency_pays));
  }
}

Table alternatives_about(Date as_of, const AlternativeOptions& options) {
  AboutLines about;
  about.add("report", "plan_alternatives");
  about.add("formula", "docs/methods/plans.md");
  about.add("as_of", as_of.iso());
  about.add("cost_of_capital", rate_text(options.cost_of_capital));
  about.add("default_hazard", rate_text(options.default_hazard));
  about.add("default_share", rate_text(options.default_share));
  about.add("wait_until", day_text(options.wait_until));
  about.add("wait_probability", rate_text(options.wait_probability));
  about.add("recoverable_tax", options.recoverable_tax ? rate_text(*options.recoverable_tax) : "");
  about.add("agency_pays", day_text(options.agency_pays));
  about.add("agency_recovery", rate_text(options.agency_recovery));
  about.add("agency_fee", rate_text(options.agency_fee));
  return about.table();
}

}  // namespace

Result compare_plan_alternatives(std::span<const TableView> tables, Date as_of,
                                 const AlternativeOptions& options) {
  check_alternatives(as_of, options);
  const InstalmentColumns columns = read_instalments(tables, options);
  AlternativeRows rows;
  for (const PlanFlows& flows : flows_of(columns, as_of)) {
    add_alternatives(columns, flows, as_of, options, rows);
  }
  Table table("alternatives");
  table.add(PlanKeys(columns.keys ? &*columns.keys : nullptr).column("plan", rows.rows));
  table.add(Column::text("alternative", rows.names));
  table.add(Column::int64("expected_cash", std::move(rows.cash), ColumnRole::money));
  table.add(Column::int64("present_value", std::move(rows.present_value), ColumnRole::money));
  table.add(Column::int64("plan_advantage", std::move(rows.advantage), ColumnRole::money));
  table.add(Column::text("currency", rows.currency));
  return Result({std::move(table), alternatives_about(as_of, options)});
}

}  // namespace openitem::plan
