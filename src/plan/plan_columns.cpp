#include "plan/plan_columns.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "money/currency_table.hpp"
#include "plan/checks.hpp"
#include "time/date_format.hpp"

namespace openitem::plan {
namespace {

constexpr std::array<std::string_view, 10> kPlanNames = {
    "plan",        "currency", "principal",    "start_date", "first_due_date",
    "instalments", "rate",     "down_payment", "balloon",    "charge"};
constexpr RateBounds kPlanRate{0, 100 * kPartsOfOne, "a fraction from 0 to 100 (0.06 = 6 %)"};

template <typename Value>
void require_plan_cells(const ChunkedColumn& column, const std::vector<Value>& values, Value missing,
                        std::string_view expected) {
  const auto found = std::find(values.begin(), values.end(), missing);
  if (found != values.end()) refuse_cell(Status::missing_value, column, found - values.begin(), expected);
}

std::vector<std::int32_t> plan_days(const ChunkedColumn& column, const std::string& format) {
  DateCells cells = read_dates(column, DateFormat(format.empty() ? "iso" : format), 1);
  require_readable(column, cells.problems);
  return std::move(cells.days);
}

/// Column of currencies to their places in the table of currencies; -1 where a key is none that counts money.
std::vector<std::int32_t> currencies_of(const KeyDictionary& dictionary) {
  std::vector<std::int32_t> index;
  for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
    const std::int32_t found = find_currency(dictionary.text_of(code));
    const bool counts_money =
        found >= 0 && currency_table()[static_cast<std::size_t>(found)].minor_units != kNoMinorUnit;
    index.push_back(counts_money ? found : -1);
  }
  return index;
}

class PlanReader {
 public:
  PlanReader(const ChunkedTable& table, const PlanOptions& options) : table_(table), options_(options) {}

  PlanColumns read() {
    require_known_columns(table_, kPlanNames);
    plans_.currency = read_plan_currencies(table_, options_.currency, options_.threads);
    plans_.principal =
        require_plan_amounts(require_column(table_, "principal"), plans_.currency, options_.money);
    plans_.start = require_plan_days(require_column(table_, "start_date"), options_.date_format);
    if (const ChunkedColumn* const first = table_.find("first_due_date")) {
      plans_.first_due = plan_days(*first, options_.date_format);
    }
    read_counts();
    read_rates();
    read_amounts("down_payment", plans_.down_payment, plans_.has_down_payment);
    read_amounts("balloon", plans_.balloon, plans_.has_balloon);
    read_amounts("charge", plans_.charge, plans_.has_charge);
    if (const ChunkedColumn* const plan = table_.find("plan")) {
      plans_.keys = read_keys(*plan, options_.threads);
      require_readable(*plan, plans_.keys->problems);
      require_plan_cells(*plan, plans_.keys->codes, kNoKey, "a key");
      require_distinct(*plan);
    }
    return std::move(plans_);
  }

 private:
  void require_distinct(const ChunkedColumn& column) const {
    std::vector<std::uint8_t> seen(plans_.keys->dictionary.size());
    for (std::size_t row = 0; row < plans_.keys->codes.size(); ++row) {
      std::uint8_t& is_seen = seen[plans_.keys->codes[row]];
      if (is_seen != 0) {
        refuse_cell(Status::inconsistent_data, column, static_cast<std::int64_t>(row),
                    "a key that no row before has");
      }
      is_seen = 1;
    }
  }

  void read_counts() {
    const ChunkedColumn* const column = table_.find("instalments");
    if (column == nullptr) return;
    IntegerCells cells = read_integers(*column, options_.threads);
    require_readable(*column, cells.problems);
    for (std::size_t row = 0; row < cells.values.size(); ++row) {
      const bool is_there = cells.is_null[row] == 0;
      plans_.has_instalments.push_back(is_there ? 1 : 0);
      if (is_there && (cells.values[row] < 1 || cells.values[row] > kMostInstalments)) {
        refuse_cell(Status::out_of_bounds, *column, static_cast<std::int64_t>(row), "1 to 2,000 instalments");
      }
    }
    plans_.instalments = std::move(cells.values);
  }

  void read_rates() {
    const ChunkedColumn* const column = table_.find("rate");
    if (column == nullptr) return;
    for (const std::optional<std::int64_t>& rate : openitem::read_rates(*column, kPlanRate)) {
      plans_.rate.push_back(rate.value_or(0));
      plans_.has_rate.push_back(rate ? 1 : 0);
    }
  }

  void read_amounts(std::string_view name, std::vector<std::int64_t>& amounts,
                    std::vector<std::uint8_t>& has_value) {
    const ChunkedColumn* const column = table_.find(name);
    if (column == nullptr) return;
    OptionalAmounts cells = read_plan_amounts(*column, plans_.currency, options_.money);
    amounts = std::move(cells.minor);
    has_value = std::move(cells.has_value);
  }

  const ChunkedTable& table_;
  const PlanOptions& options_;
  PlanColumns plans_;
};

}  // namespace

PlanTerms PlanColumns::terms_of(std::size_t row, const PlanTerms& shared) const {
  PlanTerms terms = shared;
  if (!first_due.empty() && first_due[row] != kNoDate) terms.first_due = Date(first_due[row]);
  if (!instalments.empty() && has_instalments[row] != 0) {
    terms.instalments = static_cast<std::int32_t>(instalments[row]);
  }
  if (!rate.empty() && has_rate[row] != 0) {
    terms.rate = rate[row];
    terms.rate_unit = kPartsOfOne;
  }
  if (!down_payment.empty() && has_down_payment[row] != 0) terms.down_payment = down_payment[row];
  if (!balloon.empty() && has_balloon[row] != 0) terms.balloon = balloon[row];
  if (!charge.empty() && has_charge[row] != 0) terms.charge = charge[row];
  return terms;
}

PlanColumns read_plan_columns(std::span<const TableView> tables, const PlanOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"plans"};
  const NamedTables given(tables, names);
  return PlanReader(given.require("plans"), options).read();
}

std::vector<std::uint16_t> read_plan_currencies(const ChunkedTable& table, const std::string& stated,
                                                std::int32_t threads) {
  const ChunkedColumn* const column = table.find("currency");
  if (column == nullptr) {
    if (stated.empty()) {
      throw Error(Status::not_set, "there is no column currency; state the currency the amounts are in")
          .at(-1, table.name() + ".currency");
    }
    return std::vector<std::uint16_t>(static_cast<std::size_t>(table.rows()), Currency(stated).index());
  }
  if (!stated.empty()) {
    throw Error(Status::invalid_argument, "there is a column currency; state no currency beside it");
  }
  const KeyCells cells = read_keys(*column, threads);
  require_readable(*column, cells.problems);
  require_plan_cells(*column, cells.codes, kNoKey, "an ISO 4217 currency such as EUR");
  const std::vector<std::int32_t> index = currencies_of(cells.dictionary);
  std::vector<std::uint16_t> currencies;
  for (std::size_t row = 0; row < cells.codes.size(); ++row) {
    const std::int32_t found = index[cells.codes[row]];
    if (found < 0) {
      refuse_cell(Status::unknown_name, *column, static_cast<std::int64_t>(row),
                  "an ISO 4217 currency such as EUR");
    }
    currencies.push_back(static_cast<std::uint16_t>(found));
  }
  return currencies;
}

OptionalAmounts read_plan_amounts(const ChunkedColumn& column, std::span<const std::uint16_t> currency,
                                  MoneyForm form) {
  if (currency.empty()) return {};
  std::vector<std::uint8_t> decimals;
  for (const std::uint16_t index : currency) {
    decimals.push_back(static_cast<std::uint8_t>(currency_table()[index].minor_units));
  }
  MoneyCells cells = read_money(column, decimals, form, 1);
  require_readable(column, cells.problems);
  std::vector<std::uint8_t> has_value;
  has_value.reserve(cells.is_null.size());
  for (const std::uint8_t is_null : cells.is_null) has_value.push_back(is_null == 0 ? 1 : 0);
  return {std::move(cells.minor), std::move(has_value)};
}

std::vector<std::int64_t> require_plan_amounts(const ChunkedColumn& column,
                                               std::span<const std::uint16_t> currency, MoneyForm form) {
  OptionalAmounts cells = read_plan_amounts(column, currency, form);
  require_plan_cells(column, cells.has_value, std::uint8_t{0}, "an amount");
  return std::move(cells.minor);
}

std::vector<std::int32_t> require_plan_days(const ChunkedColumn& column, const std::string& format) {
  std::vector<std::int32_t> days = plan_days(column, format);
  require_plan_cells(column, days, kNoDate, "a day");
  return days;
}

}  // namespace openitem::plan
