#include "plan/cash_columns.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "plan/checks.hpp"
#include "plan/plan_columns.hpp"

namespace openitem::plan {
namespace {

constexpr std::array<std::string_view, 5> kCashPlanNames = {"plan", "currency", "principal", "start_date",
                                                            "rate"};
constexpr std::array<std::string_view, 4> kCashNames = {"plan", "date", "amount", "currency"};

class CashReader {
 public:
  CashReader(const NamedTables& tables, const CashPlanOptions& options)
      : plan_table_(tables.require("plans")), cash_table_(tables.require("cash")), options_(options.plan) {}

  CashColumns read() {
    read_plans();
    read_cash();
    return std::move(columns_);
  }

 private:
  void read_plans() {
    require_known_columns(plan_table_, kCashPlanNames);
    columns_.currency = require_row_currencies(plan_table_, options_.currency, options_.threads);
    const ChunkedColumn& principal = require_column(plan_table_, "principal");
    columns_.principal = require_row_amounts(principal, columns_.currency, options_.money, options_.threads);
    for (std::size_t row = 0; row < columns_.principal.size(); ++row) {
      if (columns_.principal[row] < 1 || columns_.principal[row] >= kAmountLimit) {
        refuse_cell(Status::out_of_bounds, principal, static_cast<std::int64_t>(row),
                    "a principal above 0 and below 2^62 minor units");
      }
    }
    columns_.start =
        require_row_days(require_column(plan_table_, "start_date"), options_.date_format, options_.threads);
    if (const ChunkedColumn* const rate = plan_table_.find("rate")) {
      columns_.rate = read_rates(*rate, kPlanRate);
    }
    if (const ChunkedColumn* const plan = plan_table_.find("plan")) {
      columns_.keys = require_row_keys(*plan, options_.threads);
      require_distinct_keys(*plan, *columns_.keys, "a key that no row before has");
    } else if (columns_.rows() > 1) {
      throw Error(Status::missing_column,
                  "several plans need the column plan, which says whose cash is whose")
          .at(-1, "plans.plan");
    }
  }

  void read_cash() {
    require_known_columns(cash_table_, kCashNames);
    const std::vector<std::size_t> plans = plans_of_cash();
    check_currencies(plans);
    const std::vector<std::int32_t> days =
        require_row_days(require_column(cash_table_, "date"), options_.date_format, options_.threads);
    const std::vector<std::int64_t> amounts = amounts_of_cash(plans);
    columns_.cash.resize(columns_.rows());
    for (std::size_t row = 0; row < plans.size(); ++row) {
      const std::int32_t start = columns_.start[plans[row]];
      if (days[row] <= start) {
        refuse_cell(Status::invalid_data, require_column(cash_table_, "date"), static_cast<std::int64_t>(row),
                    "a day after the start of its plan, " + Date(start).iso());
      }
      columns_.cash[plans[row]].push_back({days[row], amounts[row]});
    }
    for (std::vector<CashDay>& cash : columns_.cash) gather_days(cash);
  }

  /// The row of the plan of each row of cash.
  [[nodiscard]] std::vector<std::size_t> plans_of_cash() const {
    const auto rows = static_cast<std::size_t>(cash_table_.rows());
    if (!columns_.keys) {
      if (rows > 0 && columns_.rows() == 0) {
        throw Error(Status::unknown_reference, "there is cash, but no plan").at(0, "cash");
      }
      if (cash_table_.find("plan") == nullptr) return std::vector<std::size_t>(rows, 0);
      throw Error(Status::missing_column, "the cash names plans, but the plans have no column plan")
          .at(-1, "plans.plan");
    }
    std::vector<std::size_t> row_of(columns_.keys->dictionary.size());
    for (std::size_t row = 0; row < columns_.keys->codes.size(); ++row)
      row_of[columns_.keys->codes[row]] = row;
    const ChunkedColumn& plan = require_column(cash_table_, "plan");
    const KeyIndex index(columns_.keys->dictionary);
    const KeyCodes cells = look_up_keys(plan, index, options_.threads);
    require_readable(plan, cells.problems);
    std::vector<std::size_t> plans;
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t code = cells.codes[row];
      const auto at = static_cast<std::int64_t>(row);
      if (code == kNoKey) refuse_cell(Status::missing_value, plan, at, "a key");
      if (code == kUnknownKey) refuse_cell(Status::unknown_reference, plan, at, "a plan of the table plans");
      plans.push_back(row_of[code]);
    }
    return plans;
  }

  void check_currencies(const std::vector<std::size_t>& plans) const {
    const ChunkedColumn* const column = cash_table_.find("currency");
    if (column == nullptr) return;
    const std::vector<std::uint16_t> currencies = require_row_currencies(cash_table_, {}, options_.threads);
    for (std::size_t row = 0; row < plans.size(); ++row) {
      const std::uint16_t expected = columns_.currency[plans[row]];
      if (currencies[row] == expected) continue;
      refuse_cell(Status::inconsistent_data, *column, static_cast<std::int64_t>(row),
                  std::string(Currency::from_index(expected).code()) + ", the currency of its plan");
    }
  }

  [[nodiscard]] std::vector<std::int64_t> amounts_of_cash(const std::vector<std::size_t>& plans) const {
    std::vector<std::uint16_t> currencies;
    currencies.reserve(plans.size());
    for (const std::size_t plan : plans) currencies.push_back(columns_.currency[plan]);
    const ChunkedColumn& column = require_column(cash_table_, "amount");
    std::vector<std::int64_t> amounts =
        require_row_amounts(column, currencies, options_.money, options_.threads);
    for (std::size_t row = 0; row < amounts.size(); ++row) {
      if (amounts[row] < 0 || amounts[row] >= kAmountLimit) {
        refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row),
                    "an amount of 0 or more, below 2^62 minor units");
      }
    }
    return amounts;
  }

  /// Ascending, with one row a day.
  static void gather_days(std::vector<CashDay>& cash) {
    std::stable_sort(cash.begin(), cash.end(),
                     [](const CashDay& one, const CashDay& other) { return one.day < other.day; });
    std::vector<CashDay> gathered;
    for (const CashDay& day : cash) {
      if (gathered.empty() || gathered.back().day != day.day) {
        gathered.push_back(day);
      } else {
        gathered.back().free = checked_add(gathered.back().free, day.free);
      }
    }
    cash = std::move(gathered);
  }

  const ChunkedTable& plan_table_;
  const ChunkedTable& cash_table_;
  const PlanOptions& options_;
  CashColumns columns_;
};

}  // namespace

CashColumns read_cash_columns(std::span<const TableView> tables, const CashPlanOptions& options) {
  constexpr std::array<std::string_view, 2> names = {"plans", "cash"};
  const NamedTables given(tables, names);
  return CashReader(given, options).read();
}

}  // namespace openitem::plan
