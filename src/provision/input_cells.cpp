#include "provision/input_cells.hpp"

#include "aging/required_columns.hpp"
#include "money/currency_table.hpp"

namespace openitem {

std::vector<std::optional<std::int64_t>> read_amounts(
    const ChunkedColumn& column, std::span<const std::optional<std::uint16_t>> currencies, MoneyForm form) {
  const std::uint16_t no_currency = Currency("XXX").index();
  std::vector<std::uint8_t> decimals;
  decimals.reserve(currencies.size());
  for (const std::optional<std::uint16_t>& currency : currencies) {
    decimals.push_back(
        static_cast<std::uint8_t>(currency_table()[currency.value_or(no_currency)].minor_units));
  }
  const MoneyCells cells = read_money(column, decimals, form, 1);
  require_readable(column, cells.problems);
  std::vector<std::optional<std::int64_t>> amounts(currencies.size());
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    const auto at = static_cast<std::int64_t>(row);
    if (!currencies[row]) {
      refuse_cell(Status::missing_value, column, at, "a currency beside the amount: the ledger has several");
    }
    if (cells.minor[row] < 0) refuse_cell(Status::invalid_data, column, at, "0 or more");
    amounts[row] = cells.minor[row];
  }
  return amounts;
}

std::vector<std::string> require_names(const ChunkedColumn& column) {
  const KeyCells cells = require_keys(column);
  std::vector<std::string> names;
  names.reserve(cells.codes.size());
  for (const std::uint32_t code : cells.codes) {
    if (code == kNoKey) {
      refuse_cell(Status::missing_value, column, static_cast<std::int64_t>(names.size()), "a name");
    }
    names.push_back(cells.dictionary.text_of(code));
  }
  return names;
}

}  // namespace openitem
