#include "plan/item_columns.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"

namespace openitem::plan {
namespace {

constexpr std::array<std::string_view, 7> kItemNames = {"item", "plan",     "amount",  "due_date",
                                                        "tax",  "disputed", "currency"};

class ItemsOfPlans {
 public:
  ItemsOfPlans(const ChunkedTable& table, const PlanOptions& options) : table_(table), options_(options) {}

  PlanItems read() {
    require_known_columns(table_, kItemNames);
    read_keys_of_rows();
    read_currencies();
    const ChunkedColumn& amount = require_column(table_, "amount");
    const std::vector<std::int64_t> open = require_row_amounts(amount, items_.currency, options_.money, 1);
    refuse_where(
        amount, [&](std::size_t row) { return open[row] <= 0; },
        "an open amount above 0: an item that is settled, or a credit, is in no plan");
    const std::vector<std::int64_t> disputed = part_of("disputed", open);
    const std::vector<std::int64_t> tax = part_of("tax", open);
    for (std::size_t row = 0; row < open.size(); ++row) {
      const std::int64_t planned = open[row] - disputed[row];
      if (planned == 0) {
        refuse_cell(Status::inconsistent_data, require_column(table_, "disputed"),
                    static_cast<std::int64_t>(row),
                    "less than the amount: an item disputed as a whole is in no plan");
      }
      items_.planned.push_back(planned);
      items_.tax.push_back(multiply_divide(tax[row], planned, open[row]));
    }
    items_.due = require_row_days(require_column(table_, "due_date"), options_.date_format, 1);
    return std::move(items_);
  }

 private:
  template <class Fault>
  void refuse_where(const ChunkedColumn& column, const Fault& is_fault, std::string_view expected) const {
    for (std::size_t row = 0; row < items_.plans.codes.size(); ++row) {
      if (is_fault(row)) {
        refuse_cell(Status::inconsistent_data, column, static_cast<std::int64_t>(row), expected);
      }
    }
  }

  void read_keys_of_rows() {
    const ChunkedColumn& item = require_column(table_, "item");
    items_.items = require_row_keys(item, options_.threads);
    items_.plans = require_row_keys(require_column(table_, "plan"), options_.threads);
    require_distinct_keys(item, items_.items,
                          "an item that no row before has: one can be in one plan only, and once");
  }

  void read_currencies() {
    items_.currency = require_row_currencies(table_, options_.currency, options_.threads);
    const ChunkedColumn* const column = table_.find("currency");
    if (column == nullptr) return;
    constexpr std::int32_t none = -1;
    std::vector<std::int32_t> of_plan(items_.plans.dictionary.size(), none);
    refuse_where(
        *column,
        [&](std::size_t row) {
          std::int32_t& currency = of_plan[items_.plans.codes[row]];
          if (currency == none) currency = items_.currency[row];
          return currency != items_.currency[row];
        },
        "the currency of the items before in this plan: a plan is of one currency");
  }

  /// A part of the amount, 0 where there is no column or no value.
  [[nodiscard]] std::vector<std::int64_t> part_of(std::string_view name,
                                                  const std::vector<std::int64_t>& open) const {
    const ChunkedColumn* const column = table_.find(name);
    if (column == nullptr || open.empty()) return std::vector<std::int64_t>(open.size(), 0);
    MoneyCells cells = read_row_amounts(*column, items_.currency, options_.money, 1);
    for (std::size_t row = 0; row < open.size(); ++row) {
      if (cells.minor[row] < 0 || cells.minor[row] > open[row]) {
        refuse_cell(Status::out_of_bounds, *column, static_cast<std::int64_t>(row),
                    "a part of the amount, from 0 to all of it");
      }
    }
    return std::move(cells.minor);
  }

  const ChunkedTable& table_;
  const PlanOptions& options_;
  PlanItems items_;
};

}  // namespace

PlanItems read_plan_items(std::span<const TableView> tables, const PlanOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"items"};
  const NamedTables given(tables, names);
  return ItemsOfPlans(given.require("items"), options).read();
}

}  // namespace openitem::plan
