#include "discount/portfolio_items.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "discount/portfolio_cells.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::string_view, 10> kItemColumns = {
    "item",     "customer",    "segment",   "currency", "amount",
    "due_date", "likely_date", "days_late", "take_up",  "cost_of_capital"};
constexpr std::array<std::string_view, 5> kCustomerColumns = {"customer", "days_late", "take_up",
                                                              "cost_of_capital", "segment"};
constexpr std::int64_t kEarliestDays = -kFarthestDays;

void check_one_of(const ChunkedTable& table, std::string_view one, std::string_view other) {
  if (table.find(one) == nullptr || table.find(other) == nullptr) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(table.name())
                                            .append(" has the columns ")
                                            .append(one)
                                            .append(" and ")
                                            .append(other)
                                            .append(", which say the same; give one of them"));
}

/// The likely day of each item as its own row states it; kNoDate = it does not.
std::vector<std::int32_t> read_likely_days(const ChunkedTable& table, const std::vector<std::int32_t>& due,
                                           const PortfolioOptions& options) {
  if (const ChunkedColumn* const column = table.find("likely_date"))
    return read_row_days(*column, options.date_format, options.threads);
  const ChunkedColumn* const column = table.find("days_late");
  if (column == nullptr) return std::vector<std::int32_t>(due.size(), kNoDate);
  std::vector<std::int32_t> days = read_day_counts(*column, kEarliestDays, options.threads);
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (days[row] != kNoDate) days[row] += due[row];
  }
  return days;
}

CustomerDefaults no_customers(const PortfolioItems& items) {
  // Of the dictionary, not of the items: a ledger has customers on days without an open item.
  const std::size_t customers = items.customer.dictionary.size();
  return {.days_late = std::vector<std::int32_t>(customers, 0),
          .take_up = std::vector<std::int64_t>(customers, kNoRate),
          .capital = std::vector<std::int64_t>(customers, kNoRate)};
}

/// Codes of the table's customers among those of the items; each once, kUnknownKey = none of theirs.
std::vector<std::uint32_t> read_customer_codes(const ChunkedColumn& column, const KeyDictionary& customers) {
  (void)require_portfolio_keys(column, 1);
  const KeyIndex index(customers);
  KeyCodes cells = look_up_keys(column, index, 1);
  require_readable(column, cells.problems);
  return std::move(cells.codes);
}

void take_segments(const ChunkedColumn& column, const std::vector<std::uint32_t>& customers,
                   PortfolioItems& items) {
  if (!items.segment.codes.empty()) {
    throw Error(Status::invalid_argument,
                "segments stand in the items and in customers.segment; give one of the two")
        .at(-1, column.name());
  }
  KeyCells segments = require_keys(column);
  std::vector<std::uint32_t> of_customer(items.customer.dictionary.size(), kNoKey);
  for (std::size_t row = 0; row < customers.size(); ++row) {
    if (customers[row] != kUnknownKey) of_customer[customers[row]] = segments.codes[row];
  }
  items.segment.dictionary = std::move(segments.dictionary);
  for (const std::uint32_t customer : items.customer.codes)
    items.segment.codes.push_back(customer == kNoKey ? kNoKey : of_customer[customer]);
}

std::int64_t first_rate(std::int64_t own, std::int64_t of_customer,
                        const std::optional<std::int64_t>& otherwise) {
  if (own != kNoRate) return own;
  return of_customer != kNoRate ? of_customer : otherwise.value_or(kNoRate);
}

void require_capital(std::int64_t rate, std::size_t row) {
  if (rate != kNoRate) return;
  throw Error(Status::not_set, Message()
                                   .append("item of row ")
                                   .append(row)
                                   .append(" has no cost_of_capital: state it for all, or in a column of the "
                                           "items or of their customers"))
      .at(static_cast<std::int64_t>(row), "items.cost_of_capital");
}

}  // namespace

PortfolioItems read_portfolio_items(const NamedTables& tables, Date offered_on,
                                    const PortfolioOptions& options) {
  const ChunkedTable& table = tables.require("items");
  require_known_columns(table, kItemColumns);
  check_one_of(table, "likely_date", "days_late");
  PortfolioItems items;
  items.item = require_portfolio_keys(require_column(table, "item"), options.threads);
  items.currency = require_row_currencies(table, options.currency, options.threads);
  items.amount = require_amounts_from_zero(require_column(table, "amount"), items.currency, options.money,
                                           options.threads);
  items.due = require_row_days(require_column(table, "due_date"), options.date_format, options.threads);
  items.likely = read_likely_days(table, items.due, options);
  if (const ChunkedColumn* const column = table.find("customer"))
    items.customer = require_keys(*column, options.threads);
  if (const ChunkedColumn* const column = table.find("segment"))
    items.segment = require_keys(*column, options.threads);
  items.take_up = read_optional_rates(table, "take_up", kProbability);
  items.capital = read_optional_rates(table, "cost_of_capital", kYearlyRate);
  const CustomerDefaults customers = read_customer_defaults(tables, items);
  fill_defaults(items, customers, options);
  settle_likely_days(items, offered_on);
  return items;
}

CustomerDefaults read_customer_defaults(const NamedTables& tables, PortfolioItems& items) {
  CustomerDefaults customers = no_customers(items);
  const ChunkedTable* const table = tables.find("customers");
  if (table == nullptr) return customers;
  require_known_columns(*table, kCustomerColumns);
  if (items.customer.codes.empty() && items.rows() > 0) {
    throw Error(Status::missing_column, "there is a table customers, but items have no column customer")
        .at(-1, "items.customer");
  }
  const ChunkedColumn& key = require_column(*table, "customer");
  const std::vector<std::uint32_t> codes = read_customer_codes(key, items.customer.dictionary);
  const std::vector<std::int64_t> take_up = read_optional_rates(*table, "take_up", kProbability);
  const std::vector<std::int64_t> capital = read_optional_rates(*table, "cost_of_capital", kYearlyRate);
  std::vector<std::int32_t> days_late(codes.size(), 0);
  if (const ChunkedColumn* const column = table->find("days_late"))
    days_late = read_day_counts(*column, kEarliestDays, 1);
  if (const ChunkedColumn* const column = table->find("segment")) take_segments(*column, codes, items);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (codes[row] == kUnknownKey) continue;
    customers.days_late[codes[row]] = days_late[row] == kNoDate ? 0 : days_late[row];
    customers.take_up[codes[row]] = take_up[row];
    customers.capital[codes[row]] = capital[row];
  }
  return customers;
}

void fill_defaults(PortfolioItems& items, const CustomerDefaults& customers,
                   const PortfolioOptions& options) {
  for (std::size_t row = 0; row < items.rows(); ++row) {
    const std::uint32_t customer = items.customer.codes.empty() ? kNoKey : items.customer.codes[row];
    const bool is_known = customer != kNoKey;
    if (items.likely[row] == kNoDate)
      items.likely[row] = items.due[row] + (is_known ? customers.days_late[customer] : 0);
    (void)Date(items.likely[row]);  // within the range of dates
    items.take_up[row] =
        first_rate(items.take_up[row], is_known ? customers.take_up[customer] : kNoRate, options.take_up);
    items.capital[row] = first_rate(items.capital[row], is_known ? customers.capital[customer] : kNoRate,
                                    options.cost_of_capital);
    require_capital(items.capital[row], row);
  }
}

void settle_likely_days(PortfolioItems& items, Date offered_on) {
  for (std::int32_t& day : items.likely) day = std::max(day, offered_on.days());
}

}  // namespace openitem::discount
