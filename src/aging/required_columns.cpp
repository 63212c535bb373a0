#include "aging/required_columns.hpp"

#include <string>
#include <utility>

#include "column/plain_cells.hpp"
#include "core/message.hpp"

namespace openitem {

ChunkedTable require_table(std::span<const TableView> tables, std::string_view name) {
  std::vector<ChunkedTable> gathered = gather_tables(tables);
  for (const ChunkedTable& table : gathered) {
    if (table.name() == name) continue;
    throw Error(Status::unknown_name, Message()
                                          .append("there is no table ")
                                          .append_quoted(table.name())
                                          .append(" in this comparison; the table is called ")
                                          .append(name));
  }
  if (gathered.empty()) {
    throw Error(Status::missing_column,
                Message().append("table ").append(name).append(" is required; give it, be it without rows"))
        .at(-1, name);
  }
  return std::move(gathered.front());
}

std::vector<std::optional<std::uint16_t>> require_currencies(const ChunkedColumn* column, std::int64_t rows) {
  std::vector<std::optional<std::uint16_t>> currencies(static_cast<std::size_t>(rows));
  if (column == nullptr) return currencies;
  const CurrencyCells cells = read_currencies(column, rows, ReadingRules(LedgerOptions{}));
  require_readable(*column, cells.problems);
  for (std::size_t row = 0; row < currencies.size(); ++row) {
    if (cells.state[row] == CurrencyState::unreadable) {
      throw Error(Status::unknown_name, Message()
                                            .append(column->name())
                                            .append(" of row ")
                                            .append(row)
                                            .append(" is ")
                                            .append_quoted(show_cell(*column, static_cast<std::int64_t>(row)))
                                            .append("; expected an ISO 4217 currency such as EUR"))
          .at(static_cast<std::int64_t>(row), column->name());
    }
    if (cells.state[row] == CurrencyState::known) currencies[row] = cells.index[row];
  }
  return currencies;
}

std::vector<std::int64_t> require_amounts(const ChunkedColumn& column,
                                          std::span<const std::uint16_t> currencies, MoneyForm form) {
  std::vector<std::int64_t> amounts = require_row_amounts(column, currencies, form, 1);
  check_money_total(column, amounts, {currencies.begin(), currencies.end()});
  return amounts;
}

}  // namespace openitem
