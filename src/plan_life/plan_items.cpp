// Items that a plan pays.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "column/required_cells.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "plan_life/plan_book_reader.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 8> kItemColumns = {"plan", "item",     "amount",   "due_date",
                                                          "tax",  "priority", "disputed", "currency"};
constexpr std::int64_t kLargestPriority = 1'000'000;

void check_items_once(const PlanLifeColumns& columns, const PaymentPlan& plan) {
  std::vector<std::pair<std::uint32_t, std::int64_t>> keys;
  keys.reserve(plan.items.size());
  for (const PlanItem& item : plan.items) keys.emplace_back(item.key, item.row);
  std::sort(keys.begin(), keys.end());
  for (std::size_t at = 1; at < keys.size(); ++at) {
    if (keys[at].first != keys[at - 1].first) continue;
    columns.refuse(Status::invalid_data, "item", keys[at].second, "each item once in a plan");
  }
}

}  // namespace

void PlanBookReader::read_items() {
  const PlanLifeColumns columns = columns_of(kItemTable, kItemColumns);
  const std::vector<std::uint16_t> currencies = currencies_of(kItemTable);
  columns.check_currencies(currencies);
  KeyCells keys = require_keys(require_column(tables_.require("items"), "item"));
  const auto due = columns.required_days("due_date");
  const auto amounts = columns.required_amounts("amount", currencies);
  const auto taxes = columns.amounts("tax", currencies);
  const auto priorities = columns.integers("priority", -kLargestPriority, kLargestPriority);
  const std::vector<std::uint8_t> disputed = read_disputed(columns);
  if (options_.item_order == PlanItemOrder::priority) {
    (void)columns.required_integers("priority", -kLargestPriority, kLargestPriority);
  }
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (keys.codes[row] == kNoKey) columns.refuse(Status::missing_value, "item", at, "the key of an item");
    if (amounts[row] <= 0) {
      columns.refuse(
          Status::invalid_data, "amount", at,
          "what was open when the plan was made, above 0: an item settled before is no part of it");
    }
    const std::int64_t tax = taxes[row].value_or(0);
    if (tax < 0 || tax > amounts[row]) {
      columns.refuse(Status::inconsistent_data, "tax", at, "0 or more, and no more than the amount");
    }
    plan_of(kItemTable, row)
        .items.push_back({at, keys.codes[row], due[row], priorities[row].value_or(0), amounts[row], tax,
                          disputed[row] != 0});
  }
  book_.item_keys = std::move(keys.dictionary);
  for (PaymentPlan& plan : book_.plans) arrange_items(columns, plan);
}

std::vector<std::uint8_t> PlanBookReader::read_disputed(const PlanLifeColumns& columns) const {
  const ChunkedColumn* const column = columns.find("disputed");
  if (column == nullptr) return std::vector<std::uint8_t>(static_cast<std::size_t>(columns.rows()), 0);
  BooleanCells cells = read_booleans(*column, options_.threads);
  require_readable(*column, cells.problems);
  return std::move(cells.values);
}

// Items and plan are one debt: both sums are the same.
void PlanBookReader::arrange_items(const PlanLifeColumns& columns, PaymentPlan& plan) const {
  const bool by_priority = options_.item_order == PlanItemOrder::priority;
  std::sort(plan.items.begin(), plan.items.end(), [&](const PlanItem& a, const PlanItem& b) {
    const std::int64_t first = by_priority ? a.priority : 0, second = by_priority ? b.priority : 0;
    return std::tuple(first, a.due, a.key) < std::tuple(second, b.due, b.key);
  });
  check_items_once(columns, plan);
  std::int64_t total = 0, last_row = -1;
  for (const PlanItem& item : plan.items) {
    total = checked_add(total, item.amount);
    last_row = std::max(last_row, item.row);
  }
  const std::int64_t principal = plan.versions.front().principal;
  if (plan.items.empty() || total == principal) return;
  throw Error(Status::inconsistent_data,
              Message()
                  .append("items of plan ")
                  .append_quoted(book_.keys.text_of(plan.key))
                  .append(" come to ")
                  .append(show_money(total, plan.currency))
                  .append(", its principal to ")
                  .append(show_money(principal, plan.currency))
                  .append("; give every item with what was open when the plan was made"))
      .at(last_row, "items.amount");
}

}  // namespace openitem
