#include "provision/input_cells.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "aging/required_columns.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::uint8_t kRateDecimals = 9;

std::string list_of(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

}  // namespace

ProvisionTables::ProvisionTables(std::span<const TableView> tables, std::span<const std::string_view> names)
    : tables_(gather_tables(tables)) {
  for (const ChunkedTable& table : tables_) {
    if (std::find(names.begin(), names.end(), table.name()) != names.end()) continue;
    throw Error(Status::unknown_name, Message()
                                          .append("there is no table ")
                                          .append_quoted(table.name())
                                          .append(" here; tables are ")
                                          .append(list_of(names)));
  }
}

const ChunkedTable* ProvisionTables::find(std::string_view name) const noexcept {
  const auto found = std::find_if(tables_.begin(), tables_.end(),
                                  [&](const ChunkedTable& table) { return table.name() == name; });
  return found == tables_.end() ? nullptr : &*found;
}

const ChunkedTable& ProvisionTables::require(std::string_view name) const {
  if (const ChunkedTable* const table = find(name)) return *table;
  throw Error(Status::missing_column,
              Message().append("table ").append(name).append(" is required; give it, be it without rows"))
      .at(-1, name);
}

void refuse_other_columns(const ChunkedTable& table, std::span<const std::string_view> names) {
  for (const ChunkedColumn& column : table.columns()) {
    if (std::find(names.begin(), names.end(), column.short_name()) != names.end()) continue;
    throw Error(
        Status::unknown_name,
        Message().append(column.name()).append(" has no meaning here; columns are ").append(list_of(names)))
        .at(-1, column.name());
  }
}

std::vector<std::optional<std::int64_t>> read_rates(const ChunkedColumn& column, const RateBounds& bounds) {
  const std::array<std::uint8_t, 1> decimals = {kRateDecimals};
  const MoneyCells cells = read_money(column, decimals, form_of_rates(column), 1);
  require_readable(column, cells.problems);
  std::vector<std::optional<std::int64_t>> rates(cells.minor.size());
  for (std::size_t row = 0; row < rates.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.minor[row] < bounds.low || cells.minor[row] > bounds.high) {
      refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row), bounds.expected);
    }
    rates[row] = cells.minor[row];
  }
  return rates;
}

std::vector<std::int64_t> require_rates(const ChunkedColumn& column, const RateBounds& bounds) {
  std::vector<std::int64_t> all;
  for (const std::optional<std::int64_t>& rate : read_rates(column, bounds)) {
    if (!rate) {
      refuse_cell(Status::missing_value, column, static_cast<std::int64_t>(all.size()), bounds.expected);
    }
    all.push_back(*rate);
  }
  return all;
}

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

std::string rate_text(std::int64_t rate) {
  const std::int64_t unit = kPowersOfTen[kRateDecimals];
  const std::int64_t size = rate < 0 ? -rate : rate;
  std::string text = (rate < 0 ? "-" : "") + std::to_string(size / unit);
  std::string digits = std::to_string(size % unit);
  digits.insert(0, kRateDecimals - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? text : text + "." + digits;
}

}  // namespace openitem
