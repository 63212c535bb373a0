#include "plan_life/plan_columns.hpp"

#include <string>

#include "column/required_cells.hpp"
#include "ledger/row_cells.hpp"

namespace openitem {

ReadingRules plan_reading_rules(const PlanLifeOptions& options) {
  LedgerOptions rules;
  rules.threads = options.threads;
  rules.money = options.money;
  rules.currency = options.currency;
  rules.date_format = options.date_format;
  return ReadingRules(rules);
}

std::vector<std::int32_t> PlanLifeColumns::days(std::string_view name) const {
  const ChunkedColumn* const column = table_.find(name);
  if (column == nullptr) return std::vector<std::int32_t>(static_cast<std::size_t>(rows()), kNoDate);
  return days_of_column(*column, rules_);
}

std::vector<std::int32_t> PlanLifeColumns::required_days(std::string_view name) const {
  return openitem::required_days(require_column(table_, name), rules_);
}

std::vector<std::optional<std::int64_t>> PlanLifeColumns::amounts(
    std::string_view name, const std::vector<std::uint16_t>& currencies) const {
  const ChunkedColumn* const column = table_.find(name);
  if (column == nullptr) return std::vector<std::optional<std::int64_t>>(static_cast<std::size_t>(rows()));
  return amounts_of_column(*column, currencies, rules_.money, rules_.threads);
}

std::vector<std::int64_t> PlanLifeColumns::required_amounts(
    std::string_view name, const std::vector<std::uint16_t>& currencies) const {
  return openitem::required_amounts(require_column(table_, name), currencies, rules_.money, rules_.threads);
}

std::vector<std::optional<std::int64_t>> PlanLifeColumns::integers(std::string_view name, std::int64_t low,
                                                                   std::int64_t high) const {
  std::vector<std::optional<std::int64_t>> all(static_cast<std::size_t>(rows()));
  const ChunkedColumn* const column = table_.find(name);
  if (column == nullptr) return all;
  const IntegerCells cells = read_integers(*column, rules_.threads);
  require_readable(*column, cells.problems);
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.values[row] < low || cells.values[row] > high) {
      refuse(Status::invalid_data, name, static_cast<std::int64_t>(row),
             "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    }
    all[row] = cells.values[row];
  }
  return all;
}

std::vector<std::int64_t> PlanLifeColumns::required_integers(std::string_view name, std::int64_t low,
                                                             std::int64_t high) const {
  (void)require_column(table_, name);
  std::vector<std::int64_t> all;
  for (const std::optional<std::int64_t>& number : integers(name, low, high)) {
    if (!number) refuse(Status::missing_value, name, static_cast<std::int64_t>(all.size()), "a whole number");
    all.push_back(*number);
  }
  return all;
}

std::vector<std::uint16_t> PlanLifeColumns::required_currencies() const {
  return openitem::required_currencies(table_, rules_);
}

void PlanLifeColumns::check_currencies(const std::vector<std::uint16_t>& of_plans) const {
  const ChunkedColumn* const column = table_.find("currency");
  if (column == nullptr) return;
  const CurrencyCells cells = read_currencies(column, rows(), rules_);
  require_readable(*column, cells.problems);
  for (std::size_t row = 0; row < of_plans.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (cells.state[row] == CurrencyState::unreadable) {
      refuse(Status::unknown_name, "currency", at, "an ISO 4217 currency such as EUR");
    }
    if (cells.state[row] != CurrencyState::known || cells.index[row] == of_plans[row]) continue;
    refuse(Status::inconsistent_data, "currency", at,
           std::string(Currency::from_index(of_plans[row]).code()) + ", the currency of its plan");
  }
}

void PlanLifeColumns::refuse(Status status, std::string_view name, std::int64_t row,
                             std::string_view expected) const {
  refuse_cell(status, require_column(table_, name), row, expected);
}

}  // namespace openitem
