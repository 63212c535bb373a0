#include "discount/item_columns.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/message.hpp"
#include "discount/checks.hpp"
#include "money/currency_table.hpp"
#include "time/date_format.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"item",     "currency", "amount",    "due_date",
                                                    "pay_date", "apr",      "scale_ends"};
constexpr std::uint8_t kFractionDecimals = 9;

void require_readable(const ChunkedColumn& column, const std::vector<CellProblem>& problems) {
  if (problems.empty()) return;
  const CellFault fault = problems.front().fault;
  const auto affected = std::count_if(problems.begin(), problems.end(),
                                      [fault](const CellProblem& problem) { return problem.fault == fault; });
  throw error_of(column, problems.front(), affected);
}

[[noreturn]] void refuse(Status status, const ChunkedColumn& column, std::ptrdiff_t row,
                         std::string_view expected) {
  throw Error(status, Message()
                          .append(column.name())
                          .append(" of row ")
                          .append(row)
                          .append(" is ")
                          .append_quoted(show_cell(column, row))
                          .append("; expected ")
                          .append(expected))
      .at(row, column.name());
}

template <typename Value>
void require_values(const ChunkedColumn& column, const std::vector<Value>& values, Value missing,
                    std::string_view expected) {
  const auto found = std::find(values.begin(), values.end(), missing);
  if (found != values.end()) refuse(Status::missing_value, column, found - values.begin(), expected);
}

class ItemReader {
 public:
  ItemReader(const ChunkedTable& table, const ItemDiscountOptions& options)
      : table_(table), options_(options), rows_(static_cast<std::size_t>(table.rows())) {}

  ItemColumns read() {
    require_known_columns();
    read_currencies();
    read_amounts();
    read_all_days();
    read_rates();
    if (const ChunkedColumn* const item = table_.find("item")) {
      items_.keys = read_keys(*item, options_.threads);
      require_readable(*item, items_.keys->problems);
      require_values(*item, items_.keys->codes, kNoKey, "a key");
    }
    return std::move(items_);
  }

 private:
  void require_known_columns() const {
    for (const ChunkedColumn& column : table_.columns()) {
      if (std::find(kNames.begin(), kNames.end(), column.short_name()) != kNames.end()) continue;
      throw Error(Status::unknown_name, Message()
                                            .append(column.name())
                                            .append(" has no meaning here; columns are item, currency, "
                                                    "amount, due_date, pay_date, apr, scale_ends"))
          .at(-1, column.name());
    }
  }

  [[nodiscard]] const ChunkedColumn& require(std::string_view name) const {
    if (const ChunkedColumn* const column = table_.find(name)) return *column;
    const std::string where = "items." + std::string(name);
    throw Error(Status::missing_column, Message().append(where).append(" is required")).at(-1, where);
  }

  void read_currencies() {
    const ChunkedColumn* const column = table_.find("currency");
    if (column == nullptr) {
      if (options_.currency.empty()) {
        throw Error(Status::not_set, "items have no column currency; state the currency they are in")
            .at(-1, "items.currency");
      }
      items_.currency.assign(rows_, Currency(options_.currency).index());
      return;
    }
    if (!options_.currency.empty()) {
      throw Error(Status::invalid_argument, "items have a column currency; state no currency beside it");
    }
    const KeyCells cells = read_keys(*column, options_.threads);
    require_readable(*column, cells.problems);
    require_values(*column, cells.codes, kNoKey, "an ISO 4217 currency such as EUR");
    std::vector<std::int32_t> index;
    for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code) {
      const std::int32_t found = find_currency(cells.dictionary.text_of(code));
      const bool counts_money =
          found >= 0 && currency_table()[static_cast<std::size_t>(found)].minor_units != kNoMinorUnit;
      index.push_back(counts_money ? found : -1);
    }
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::int32_t found = index[cells.codes[row]];
      if (found < 0) {
        refuse(Status::unknown_name, *column, static_cast<std::ptrdiff_t>(row),
               "an ISO 4217 currency such as EUR");
      }
      items_.currency.push_back(static_cast<std::uint16_t>(found));
    }
  }

  void read_amounts() {
    std::vector<std::uint8_t> decimals;
    decimals.reserve(rows_);
    for (const std::uint16_t index : items_.currency) {
      decimals.push_back(static_cast<std::uint8_t>(currency_table()[index].minor_units));
    }
    const ChunkedColumn& column = require("amount");
    if (rows_ == 0) return;
    MoneyCells cells = read_money(column, decimals, options_.money, options_.threads);
    require_readable(column, cells.problems);
    require_values(column, cells.is_null, std::uint8_t{1}, "an amount");
    items_.amount = std::move(cells.minor);
  }

  [[nodiscard]] std::vector<std::int32_t> days_of(const ChunkedColumn& column) const {
    const std::string_view format = options_.date_format;
    DateCells cells = read_dates(column, DateFormat(format.empty() ? "iso" : format), options_.threads);
    require_readable(column, cells.problems);
    return std::move(cells.days);
  }

  void read_all_days() {
    const ChunkedColumn& due = require("due_date");
    items_.due = days_of(due);
    require_values(due, items_.due, kNoDate, "a day");
    items_.pay = days_of(require("pay_date"));
    items_.scale_ends = items_.due;
    const ChunkedColumn* const ends = table_.find("scale_ends");
    if (ends == nullptr) return;
    const std::vector<std::int32_t> days = days_of(*ends);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (days[row] != kNoDate) items_.scale_ends[row] = days[row];
    }
  }

  void read_rates() {
    const ChunkedColumn* const column = table_.find("apr");
    if (column == nullptr) {
      if (!options_.apr) {
        throw Error(Status::not_set, "no apr is set: state a target rate a year, or give a column apr")
            .at(-1, "items.apr");
      }
      items_.apr.assign(rows_, *options_.apr);
      return;
    }
    if (options_.apr) {
      throw Error(Status::invalid_argument, "items have a column apr; state no apr beside it");
    }
    const std::array<std::uint8_t, 1> decimals = {kFractionDecimals};
    MoneyCells cells = read_money(*column, decimals, form_of_rates(*column), options_.threads);
    require_readable(*column, cells.problems);
    require_values(*column, cells.is_null, std::uint8_t{1}, "a fraction a year (0.12 = 12 %)");
    const auto outside = std::find_if(cells.minor.begin(), cells.minor.end(),
                                      [](std::int64_t apr) { return apr < 0 || apr > kLargestApr; });
    if (outside != cells.minor.end()) {
      refuse(Status::invalid_data, *column, outside - cells.minor.begin(),
             "a fraction from 0 to 100 (0.12 = 12 %)");
    }
    items_.apr = std::move(cells.minor);
  }

  const ChunkedTable& table_;
  const ItemDiscountOptions& options_;
  std::size_t rows_;
  ItemColumns items_;
};

}  // namespace

ItemColumns read_item_columns(std::span<const TableView> tables, const ItemDiscountOptions& options) {
  const std::vector<ChunkedTable> gathered = gather_tables(tables);
  const ChunkedTable* items = nullptr;
  for (const ChunkedTable& table : gathered) {
    if (table.name() != "items") {
      throw Error(
          Status::unknown_name,
          Message().append("there is no table ").append_quoted(table.name()).append(" here; expected items"))
          .at(-1, table.name());
    }
    items = &table;
  }
  if (items == nullptr) {
    throw Error(Status::missing_column, "table items is required; give it, be it without rows")
        .at(-1, "items");
  }
  return ItemReader(*items, options).read();
}

}  // namespace openitem::discount
