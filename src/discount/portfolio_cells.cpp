#include "discount/portfolio_cells.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "column/required_cells.hpp"
#include "money/currency_table.hpp"
#include "time/date_format.hpp"

namespace openitem::discount {
namespace {

constexpr std::string_view kSomeCurrency = "an ISO 4217 currency such as EUR";

std::int32_t money_currency(std::string_view code) {
  const std::int32_t found = find_currency(code);
  if (found < 0 || currency_table()[static_cast<std::size_t>(found)].minor_units == kNoMinorUnit) return -1;
  return found;
}

}  // namespace

PortfolioKeys read_portfolio_keys(const ChunkedColumn& column, std::int32_t threads) {
  KeyCells cells = read_keys(column, threads);
  require_readable(column, cells.problems);
  return {std::move(cells.codes), std::move(cells.dictionary)};
}

PortfolioKeys require_distinct_keys(const ChunkedColumn& column, std::int32_t threads) {
  PortfolioKeys keys = read_portfolio_keys(column, threads);
  std::vector<std::uint8_t> seen(keys.dictionary.size(), 0);
  for (std::size_t row = 0; row < keys.codes.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (keys.codes[row] == kNoKey) refuse_cell(Status::missing_value, column, at, "a key");
    std::uint8_t& mark = seen[keys.codes[row]];
    if (mark != 0) refuse_cell(Status::inconsistent_data, column, at, "each key once; an earlier row has it");
    mark = 1;
  }
  return keys;
}

std::vector<std::uint16_t> read_portfolio_currencies(const ChunkedTable& table, std::string_view stated,
                                                     std::int32_t threads) {
  const ChunkedColumn* const column = table.find("currency");
  const auto rows = static_cast<std::size_t>(table.rows());
  if (column == nullptr) {
    if (stated.empty()) {
      throw Error(Status::not_set, "items have no column currency; state the currency they are in")
          .at(-1, table.name() + ".currency");
    }
    return std::vector<std::uint16_t>(rows, Currency(stated).index());
  }
  if (!stated.empty()) {
    throw Error(Status::invalid_argument, "items have a column currency; state no currency beside it");
  }
  const PortfolioKeys keys = read_portfolio_keys(*column, threads);
  std::vector<std::int32_t> index;
  index.reserve(keys.dictionary.size());
  for (std::uint32_t code = 0; code < keys.dictionary.size(); ++code)
    index.push_back(money_currency(keys.dictionary.text_of(code)));
  std::vector<std::uint16_t> currencies;
  currencies.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (keys.codes[row] == kNoKey) refuse_cell(Status::missing_value, *column, at, kSomeCurrency);
    const std::int32_t found = index[keys.codes[row]];
    if (found < 0) refuse_cell(Status::unknown_name, *column, at, kSomeCurrency);
    currencies.push_back(static_cast<std::uint16_t>(found));
  }
  return currencies;
}

std::vector<std::int64_t> require_amounts(const ChunkedColumn& column,
                                          const std::vector<std::uint16_t>& currencies, MoneyForm form,
                                          std::int32_t threads) {
  if (currencies.empty()) return {};
  std::vector<std::uint8_t> decimals;
  decimals.reserve(currencies.size());
  for (const std::uint16_t index : currencies)
    decimals.push_back(static_cast<std::uint8_t>(currency_table()[index].minor_units));
  MoneyCells cells = read_money(column, decimals, form, threads);
  require_readable(column, cells.problems);
  for (std::size_t row = 0; row < cells.minor.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (cells.is_null[row] != 0) refuse_cell(Status::missing_value, column, at, "an amount");
    if (cells.minor[row] < 0) refuse_cell(Status::invalid_data, column, at, "an amount of 0 or more");
  }
  return std::move(cells.minor);
}

std::vector<std::int32_t> read_portfolio_days(const ChunkedColumn& column, std::string_view format,
                                              std::int32_t threads) {
  DateCells cells = read_dates(column, DateFormat(format.empty() ? "iso" : format), threads);
  require_readable(column, cells.problems);
  return std::move(cells.days);
}

std::vector<std::int32_t> read_day_counts(const ChunkedColumn& column, std::int64_t low,
                                          std::int32_t threads) {
  const IntegerCells cells = read_integers(column, threads);
  require_readable(column, cells.problems);
  std::vector<std::int32_t> days(cells.values.size(), kNoDate);
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.values[row] < low || cells.values[row] > kFarthestDays) {
      refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row),
                  low == 0 ? "a whole number of days from 0 to 36,600"
                           : "a whole number of days from -36,600 to 36,600");
    }
    days[row] = static_cast<std::int32_t>(cells.values[row]);
  }
  return days;
}

std::vector<std::int64_t> read_optional_rates(const ChunkedTable& table, std::string_view name,
                                              const RateBounds& bounds) {
  std::vector<std::int64_t> rates(static_cast<std::size_t>(table.rows()), kNoRate);
  const ChunkedColumn* const column = table.find(name);
  if (column == nullptr) return rates;
  const std::vector<std::optional<std::int64_t>> given = read_rates(*column, bounds);
  std::transform(given.begin(), given.end(), rates.begin(),
                 [](const std::optional<std::int64_t>& rate) { return rate.value_or(kNoRate); });
  return rates;
}

}  // namespace openitem::discount
