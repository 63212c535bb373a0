// Tables "offers" and "budgets" of a portfolio of discounts.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"
#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "discount/portfolio_cells.hpp"
#include "discount/portfolio_items.hpp"
#include "money/currency_table.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 8> kOfferColumns = {"offer", "item",   "segment", "discount_rate",
                                                           "apr",   "pay_by", "days",    "take_up"};
constexpr std::array<std::string_view, 2> kBudgetColumns = {"currency", "budget"};

class OfferReader {
 public:
  OfferReader(const ChunkedTable& table, const PortfolioItems& items, Date offered_on,
              const PortfolioOptions& options)
      : table_(table),
        items_(items),
        first_day_(offered_on.days()),
        options_(options),
        rows_(static_cast<std::size_t>(table.rows())) {}

  PortfolioOffers read() {
    require_known_columns(table_, kOfferColumns);
    if (const ChunkedColumn* const name = table_.find("offer"))
      offers_.name = require_portfolio_keys(*name, options_.threads);
    offers_.item = read_targets("item", items_.item);
    offers_.segment = read_targets("segment", items_.segment);
    offers_.rate = read_optional_rates(table_, "discount_rate", kBelowOne);
    offers_.apr = read_optional_rates(table_, "apr", kYearlyRate);
    offers_.take_up = read_optional_rates(table_, "take_up", kProbability);
    read_last_days();
    for (std::size_t row = 0; row < rows_; ++row) {
      if (offers_.item[row] != kNoKey && offers_.segment[row] != kNoKey)
        refuse(row, "segment", "an item or a segment, not both");
      if ((offers_.rate[row] == kNoRate) == (offers_.apr[row] == kNoRate))
        refuse(row, table_.find("discount_rate") != nullptr ? "discount_rate" : "apr",
               "a discount_rate or an apr, one of the two");
    }
    check_named_items();
    return std::move(offers_);
  }

 private:
  [[noreturn]] void refuse(std::size_t row, std::string_view column, std::string_view expected) const {
    if (const ChunkedColumn* const found = table_.find(column))
      refuse_cell(Status::invalid_data, *found, static_cast<std::int64_t>(row), expected);
    throw Error(Status::missing_column, Message().append("offers: expected ").append(expected))
        .at(static_cast<std::int64_t>(row), "offers." + std::string(column));
  }

  [[nodiscard]] std::vector<std::uint32_t> read_targets(std::string_view name, const KeyCells& keys) const {
    const ChunkedColumn* const column = table_.find(name);
    if (column == nullptr) return std::vector<std::uint32_t>(rows_, kNoKey);
    const KeyIndex index(keys.dictionary);
    KeyCodes cells = look_up_keys(*column, index, options_.threads);
    require_readable(*column, cells.problems);
    const auto unknown = std::find(cells.codes.begin(), cells.codes.end(), kUnknownKey);
    if (unknown != cells.codes.end()) {
      refuse_cell(Status::unknown_reference, *column, unknown - cells.codes.begin(),
                  name == "item" ? "one of the items" : "a segment of the items");
    }
    return std::move(cells.codes);
  }

  void read_last_days() {
    offers_.pay_by.assign(rows_, kNoDate);
    std::vector<std::int32_t> counts(rows_, kNoDate);
    if (const ChunkedColumn* const column = table_.find("pay_by"))
      offers_.pay_by = read_row_days(*column, options_.date_format, options_.threads);
    if (const ChunkedColumn* const column = table_.find("days"))
      counts = read_day_counts(*column, 0, options_.threads);
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::string_view where = table_.find("pay_by") != nullptr ? "pay_by" : "days";
      if ((offers_.pay_by[row] == kNoDate) == (counts[row] == kNoDate))
        refuse(row, where, "a day pay_by or a number of days, one of the two");
      if (counts[row] != kNoDate) offers_.pay_by[row] = Date(first_day_ + counts[row]).days();
      if (offers_.pay_by[row] < first_day_) refuse(row, where, "no day before the offer is made");
    }
  }

  /// An offer that names its item must fit it.
  void check_named_items() const {
    if (table_.find("item") == nullptr) return;
    std::vector<std::uint32_t> row_of(items_.item.dictionary.size(), kNoKey);
    std::vector<std::uint8_t> is_ambiguous(row_of.size(), 0);
    for (std::uint32_t row = 0; row < items_.rows(); ++row) {
      const std::uint32_t code = items_.item.codes[row];
      if (row_of[code] != kNoKey) is_ambiguous[code] = 1;
      row_of[code] = row;
    }
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::uint32_t code = offers_.item[row];
      if (code == kNoKey) continue;
      if (is_ambiguous[code] != 0) refuse(row, "item", "an item that is there once");
      if (offers_.pay_by[row] > items_.due[row_of[code]])
        refuse(row, table_.find("pay_by") != nullptr ? "pay_by" : "days", "no day after the item's due date");
    }
  }

  const ChunkedTable& table_;
  const PortfolioItems& items_;
  const std::int32_t first_day_;
  const PortfolioOptions& options_;
  const std::size_t rows_;
  PortfolioOffers offers_;
};

std::vector<std::uint8_t> currencies_of(const PortfolioItems& items) {
  std::vector<std::uint8_t> occurs(currency_table().size(), 0);
  for (const std::uint16_t index : items.currency) occurs[index] = 1;
  return occurs;
}

std::string code_of(std::size_t index) {
  return std::string(Currency::from_index(static_cast<std::uint16_t>(index)).code());
}

void check_budget_option(std::int64_t budget, const std::vector<std::uint8_t>& occurs) {
  check_bounds("budget", budget, 0, kAmountLimit - 1);
  if (std::count(occurs.begin(), occurs.end(), std::uint8_t{1}) <= 1) return;
  throw Error(Status::invalid_argument,
              "items are in several currencies; give each its budget in a table budgets");
}

}  // namespace

PortfolioOffers read_portfolio_offers(const NamedTables& tables, const PortfolioItems& items, Date offered_on,
                                      const PortfolioOptions& options) {
  return OfferReader(tables.require("offers"), items, offered_on, options).read();
}

std::vector<std::optional<std::int64_t>> read_budgets(const NamedTables& tables, const PortfolioItems& items,
                                                      const PortfolioOptions& options) {
  const std::vector<std::uint8_t> occurs = currencies_of(items);
  std::vector<std::optional<std::int64_t>> budgets(occurs.size());
  const ChunkedTable* const table = tables.find("budgets");
  if (options.budget) {
    if (table != nullptr)
      throw Error(Status::invalid_argument, "there is a table budgets; state no budget beside it");
    check_budget_option(*options.budget, occurs);
    for (std::size_t index = 0; index < occurs.size(); ++index) {
      if (occurs[index] != 0) budgets[index] = options.budget;
    }
    return budgets;
  }
  if (table == nullptr) return budgets;
  require_known_columns(*table, kBudgetColumns);
  const ChunkedColumn& key = require_column(*table, "currency");
  (void)require_portfolio_keys(key, 1);
  const std::vector<std::uint16_t> currencies = require_row_currencies(*table, {}, 1);
  const std::vector<std::int64_t> amounts =
      require_amounts_from_zero(require_column(*table, "budget"), currencies, options.money, 1);
  for (std::size_t row = 0; row < currencies.size(); ++row) {
    if (occurs[currencies[row]] == 0) {
      refuse_cell(Status::inconsistent_data, key, static_cast<std::int64_t>(row), "a currency of the items");
    }
    budgets[currencies[row]] = amounts[row];
  }
  for (std::size_t index = 0; index < occurs.size(); ++index) {
    if (occurs[index] == 0 || budgets[index]) continue;
    throw Error(Status::not_set, Message()
                                     .append("items in ")
                                     .append(code_of(index))
                                     .append(" have no budget; give one for each currency"))
        .at(-1, "budgets.currency");
  }
  return budgets;
}

}  // namespace openitem::discount
