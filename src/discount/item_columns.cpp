#include "discount/item_columns.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "column/named_tables.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "discount/checks.hpp"
#include "money/currency_table.hpp"
#include "time/date_format.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"item",     "currency", "amount",    "due_date",
                                                    "pay_date", "apr",      "scale_ends"};
constexpr RateBounds kApr{0, kLargestApr, "a fraction from 0 to 100 (0.12 = 12 %)"};

template <typename Value>
void require_values(const ChunkedColumn& column, const std::vector<Value>& values, Value missing,
                    std::string_view expected) {
  const auto found = std::find(values.begin(), values.end(), missing);
  if (found != values.end()) refuse_cell(Status::missing_value, column, found - values.begin(), expected);
}

class ItemReader {
 public:
  ItemReader(const ChunkedTable& table, const ItemDiscountOptions& options)
      : table_(table), options_(options), rows_(static_cast<std::size_t>(table.rows())) {}

  ItemColumns read() {
    require_known_columns(table_, kNames);
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
        refuse_cell(Status::unknown_name, *column, static_cast<std::int64_t>(row),
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
    const ChunkedColumn& column = require_column(table_, "amount");
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
    const ChunkedColumn& due = require_column(table_, "due_date");
    items_.due = days_of(due);
    require_values(due, items_.due, kNoDate, "a day");
    items_.pay = days_of(require_column(table_, "pay_date"));
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
    items_.apr = require_rates(*column, kApr);
  }

  const ChunkedTable& table_;
  const ItemDiscountOptions& options_;
  std::size_t rows_;
  ItemColumns items_;
};

}  // namespace

ItemColumns read_item_columns(std::span<const TableView> tables, const ItemDiscountOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"items"};
  const NamedTables given(tables, names);
  return ItemReader(given.require("items"), options).read();
}

}  // namespace openitem::discount
