#include "ledger/row_cells.hpp"

#include <algorithm>
#include <utility>

#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"

namespace openitem {

std::vector<std::int32_t> days_of_column(const ChunkedColumn& column, const ReadingRules& rules) {
  DateCells cells = read_day_column(column, rules);
  require_readable(column, cells.problems);
  return std::move(cells.days);
}

std::vector<std::int32_t> required_days(const ChunkedColumn& column, const ReadingRules& rules) {
  std::vector<std::int32_t> days = days_of_column(column, rules);
  const auto missing = std::find(days.begin(), days.end(), kNoDate);
  if (missing != days.end()) refuse_cell(Status::missing_value, column, missing - days.begin(), "a day");
  return days;
}

std::vector<std::uint16_t> required_currencies(const ChunkedTable& table, const ReadingRules& rules) {
  const ChunkedColumn* const column = table.find("currency");
  CurrencyCells cells = read_currencies(column, table.rows(), rules);
  if (column != nullptr) require_readable(*column, cells.problems);
  for (std::size_t row = 0; row < cells.index.size(); ++row) {
    if (cells.is_known(row)) continue;
    const auto at = static_cast<std::int64_t>(row);
    if (column == nullptr) {
      throw Error(Status::missing_value,
                  Message()
                      .append("table ")
                      .append(table.name())
                      .append(" has no column currency; add it, or state the option currency"))
          .at(at, table.name() + ".currency");
    }
    refuse_cell(cells.state[row] == CurrencyState::missing ? Status::missing_value : Status::unknown_name,
                *column, at, "an ISO 4217 currency such as EUR");
  }
  return std::move(cells.index);
}

std::vector<std::optional<std::int64_t>> amounts_of_column(const ChunkedColumn& column,
                                                           const std::vector<std::uint16_t>& currencies,
                                                           MoneyForm form, std::int32_t threads) {
  const MoneyCells cells = read_row_amounts(column, currencies, form, threads);
  check_money_total(column, cells.minor, currencies);
  std::vector<std::optional<std::int64_t>> amounts(cells.minor.size());
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (cells.is_null[row] == 0) amounts[row] = cells.minor[row];
  }
  return amounts;
}

std::vector<std::int64_t> required_amounts(const ChunkedColumn& column,
                                           const std::vector<std::uint16_t>& currencies, MoneyForm form,
                                           std::int32_t threads) {
  std::vector<std::int64_t> all;
  all.reserve(currencies.size());
  for (const std::optional<std::int64_t>& amount : amounts_of_column(column, currencies, form, threads)) {
    if (!amount) {
      refuse_cell(Status::missing_value, column, static_cast<std::int64_t>(all.size()),
                  "an amount, 0 where there is none");
    }
    all.push_back(*amount);
  }
  return all;
}

}  // namespace openitem
