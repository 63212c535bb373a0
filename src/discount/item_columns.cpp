#include "discount/item_columns.hpp"

#include <array>
#include <string_view>

#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "discount/checks.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"item",     "currency", "amount",    "due_date",
                                                    "pay_date", "apr",      "scale_ends"};
constexpr RateBounds kApr{0, kLargestApr, "a fraction from 0 to 100 (0.12 = 12 %)"};

class ItemReader {
 public:
  ItemReader(const ChunkedTable& table, const ItemDiscountOptions& options)
      : table_(table), options_(options), rows_(static_cast<std::size_t>(table.rows())) {}

  ItemColumns read() {
    require_known_columns(table_, kNames);
    items_.currency = require_row_currencies(table_, options_.currency, options_.threads);
    items_.amount = require_row_amounts(require_column(table_, "amount"), items_.currency, options_.money,
                                        options_.threads);
    read_all_days();
    read_rates();
    if (const ChunkedColumn* const item = table_.find("item")) {
      items_.keys = require_row_keys(*item, options_.threads);
    }
    return std::move(items_);
  }

 private:
  void read_all_days() {
    items_.due = require_row_days(require_column(table_, "due_date"), options_.date_format, options_.threads);
    items_.pay = read_row_days(require_column(table_, "pay_date"), options_.date_format, options_.threads);
    items_.scale_ends = items_.due;
    const ChunkedColumn* const ends = table_.find("scale_ends");
    if (ends == nullptr) return;
    const std::vector<std::int32_t> days = read_row_days(*ends, options_.date_format, options_.threads);
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
