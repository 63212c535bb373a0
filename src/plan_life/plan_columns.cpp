#include "plan_life/plan_columns.hpp"

#include <string>

#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"

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
  DateCells cells = read_day_column(*column, rules_);
  require_readable(*column, cells.problems);
  return std::move(cells.days);
}

std::vector<std::int32_t> PlanLifeColumns::required_days(std::string_view name) const {
  (void)require_column(table_, name);
  std::vector<std::int32_t> all = days(name);
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (all[row] == kNoDate) refuse(Status::missing_value, name, static_cast<std::int64_t>(row), "a day");
  }
  return all;
}

std::vector<std::optional<std::int64_t>> PlanLifeColumns::amounts(
    std::string_view name, const std::vector<std::uint16_t>& currencies) const {
  std::vector<std::optional<std::int64_t>> all(static_cast<std::size_t>(rows()));
  const ChunkedColumn* const column = table_.find(name);
  if (column == nullptr) return all;
  std::vector<std::uint8_t> decimals;
  decimals.reserve(currencies.size());
  for (const std::uint16_t currency : currencies) {
    decimals.push_back(static_cast<std::uint8_t>(currency_table()[currency].minor_units));
  }
  const MoneyCells cells = read_money(*column, decimals, rules_.money, rules_.threads);
  require_readable(*column, cells.problems);
  check_money_total(*column, cells.minor, currencies);
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (cells.is_null[row] == 0) all[row] = cells.minor[row];
  }
  return all;
}

std::vector<std::int64_t> PlanLifeColumns::required_amounts(
    std::string_view name, const std::vector<std::uint16_t>& currencies) const {
  (void)require_column(table_, name);
  std::vector<std::int64_t> all;
  all.reserve(currencies.size());
  for (const std::optional<std::int64_t>& amount : amounts(name, currencies)) {
    if (!amount) {
      refuse(Status::missing_value, name, static_cast<std::int64_t>(all.size()),
             "an amount, 0 where there is none");
    }
    all.push_back(*amount);
  }
  return all;
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
  const ChunkedColumn* const column = table_.find("currency");
  CurrencyCells cells = read_currencies(column, rows(), rules_);
  if (column != nullptr) require_readable(*column, cells.problems);
  for (std::size_t row = 0; row < cells.index.size(); ++row) {
    if (cells.is_known(row)) continue;
    const auto at = static_cast<std::int64_t>(row);
    if (column == nullptr) {
      throw Error(Status::missing_value,
                  Message()
                      .append("table ")
                      .append(table_.name())
                      .append(" has no column currency; add it, or state the option currency"))
          .at(at, table_.name() + ".currency");
    }
    refuse(cells.state[row] == CurrencyState::missing ? Status::missing_value : Status::unknown_name,
           "currency", at, "an ISO 4217 currency such as EUR");
  }
  return std::move(cells.index);
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
