#include "column/plain_cells.hpp"

#include <algorithm>
#include <utility>

#include "column/required_cells.hpp"
#include "money/currency_table.hpp"
#include "openitem/money.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

constexpr std::string_view kSomeCurrency = "an ISO 4217 currency such as EUR";

template <typename Value>
void require_values(const ChunkedColumn& column, const std::vector<Value>& values, Value missing,
                    std::string_view expected) {
  const auto found = std::find(values.begin(), values.end(), missing);
  if (found != values.end()) refuse_cell(Status::missing_value, column, found - values.begin(), expected);
}

KeyCells require_keys_of_rows(const ChunkedColumn& column, std::int32_t threads, std::string_view expected) {
  KeyCells cells = read_keys(column, threads);
  require_readable(column, cells.problems);
  require_values(column, cells.codes, kNoKey, expected);
  return cells;
}

/// By code: the place of a currency that counts money; -1 where the key is none.
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

}  // namespace

KeyCells require_row_keys(const ChunkedColumn& column, std::int32_t threads) {
  return require_keys_of_rows(column, threads, "a key");
}

void require_distinct_keys(const ChunkedColumn& column, const KeyCells& keys, std::string_view expected) {
  std::vector<std::uint8_t> seen(keys.dictionary.size());
  for (std::size_t row = 0; row < keys.codes.size(); ++row) {
    if (std::exchange(seen[keys.codes[row]], std::uint8_t{1}) != 0) {
      refuse_cell(Status::inconsistent_data, column, static_cast<std::int64_t>(row), expected);
    }
  }
}

std::vector<std::uint16_t> require_row_currencies(const ChunkedTable& table, std::string_view stated,
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
  const KeyCells cells = require_keys_of_rows(*column, threads, kSomeCurrency);
  const std::vector<std::int32_t> index = currencies_of(cells.dictionary);
  std::vector<std::uint16_t> currencies;
  currencies.reserve(cells.codes.size());
  for (std::size_t row = 0; row < cells.codes.size(); ++row) {
    const std::int32_t found = index[cells.codes[row]];
    if (found < 0) {
      refuse_cell(Status::unknown_name, *column, static_cast<std::int64_t>(row), kSomeCurrency);
    }
    currencies.push_back(static_cast<std::uint16_t>(found));
  }
  return currencies;
}

MoneyCells read_row_amounts(const ChunkedColumn& column, std::span<const std::uint16_t> currencies,
                            MoneyForm form, std::int32_t threads) {
  std::vector<std::uint8_t> decimals;
  decimals.reserve(currencies.size());
  for (const std::uint16_t index : currencies) {
    decimals.push_back(static_cast<std::uint8_t>(currency_table()[index].minor_units));
  }
  MoneyCells cells = read_money(column, decimals, form, threads);
  require_readable(column, cells.problems);
  return cells;
}

std::vector<std::int64_t> require_row_amounts(const ChunkedColumn& column,
                                              std::span<const std::uint16_t> currencies, MoneyForm form,
                                              std::int32_t threads) {
  MoneyCells cells = read_row_amounts(column, currencies, form, threads);
  require_values(column, cells.is_null, std::uint8_t{1}, "an amount, 0 where there is none");
  return std::move(cells.minor);
}

std::vector<std::int32_t> read_row_days(const ChunkedColumn& column, std::string_view format,
                                        std::int32_t threads) {
  DateCells cells = read_dates(column, DateFormat(format.empty() ? "iso" : format), threads);
  require_readable(column, cells.problems);
  return std::move(cells.days);
}

std::vector<std::int32_t> require_row_days(const ChunkedColumn& column, std::string_view format,
                                           std::int32_t threads) {
  std::vector<std::int32_t> days = read_row_days(column, format, threads);
  require_values(column, days, kNoDate, "a day");
  return days;
}

}  // namespace openitem
