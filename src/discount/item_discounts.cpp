// Dynamic discounts of many items: columns in, tables out.

#include <map>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "core/checked.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"
#include "discount/item_columns.hpp"
#include "discount/sliding_scale.hpp"
#include "money/currency_table.hpp"
#include "money/rounding.hpp"

namespace openitem::discount {
namespace {

struct Priced {
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> discount, payment;
};

Priced price(const ItemColumns& items, const ItemDiscountOptions& options) {
  Priced priced;
  for (std::vector<std::int64_t>* column : {&priced.discount, &priced.payment}) column->resize(items.rows());
  priced.days.resize(items.rows());
  for_each_chunk(static_cast<std::int64_t>(items.rows()), options.threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   for (std::int64_t at = begin; at < end; ++at) {
                     const auto row = static_cast<std::size_t>(at);
                     const std::int32_t due = items.due[row];
                     const std::int32_t pay = items.pay[row] == kNoDate ? due : items.pay[row];
                     priced.days[row] = days_accelerated(due, pay);
                     try {
                       const DynamicDiscount found = dynamic_discount(
                           items.amount[row], items.apr[row],
                           discounted_days(due, pay, items.scale_ends[row], options.minimum_days),
                           options.year_days, options.rounding);
                       priced.discount[row] = found.discount;
                       priced.payment[row] = found.payment;
                     } catch (Error& failure) {
                       throw failure.at(at, failure.status() == Status::invalid_argument ? "items.pay_date"
                                                                                         : "items.amount");
                     }
                   }
                 });
  return priced;
}

struct CurrencyTotal {
  std::int64_t items = 0, discounted = 0, amount = 0, discount = 0, payment = 0;
};

std::map<std::string_view, CurrencyTotal> totals_of(const ItemColumns& items, const Priced& priced) {
  std::vector<CurrencyTotal> by_index(currency_table().size());
  for (std::size_t row = 0; row < items.rows(); ++row) {
    CurrencyTotal& total = by_index[items.currency[row]];
    ++total.items;
    total.discounted += priced.discount[row] != 0 ? 1 : 0;
    total.amount = checked_add(total.amount, items.amount[row]);
    total.discount = checked_add(total.discount, priced.discount[row]);
    total.payment = checked_add(total.payment, priced.payment[row]);
  }
  std::map<std::string_view, CurrencyTotal> totals;
  for (std::size_t index = 0; index < by_index.size(); ++index) {
    if (by_index[index].items == 0) continue;
    totals[Currency::from_index(static_cast<std::uint16_t>(index)).code()] = by_index[index];
  }
  return totals;
}

Column item_column(const ItemColumns& items) {
  if (!items.keys) {
    std::vector<std::int64_t> rows(items.rows());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = static_cast<std::int64_t>(row);
    return Column::int64("item", std::move(rows));
  }
  const KeyDictionary& keys = items.keys->dictionary;
  if (keys.is_integer()) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(items.rows());
    for (const std::uint32_t code : items.keys->codes) numbers.push_back(keys.integer_of(code));
    return Column::int64("item", std::move(numbers));
  }
  std::vector<std::string_view> texts;
  texts.reserve(items.rows());
  for (const std::uint32_t code : items.keys->codes) texts.push_back(keys.view_of(code));
  return Column::text("item", texts);
}

Table items_table(const ItemColumns& items, Priced&& priced) {
  std::vector<std::string_view> currencies;
  currencies.reserve(items.rows());
  for (const std::uint16_t index : items.currency) currencies.push_back(Currency::from_index(index).code());
  std::vector<std::uint8_t> has_pay;
  has_pay.reserve(items.rows());
  for (const std::int32_t day : items.pay) has_pay.push_back(day != kNoDate ? 1 : 0);
  std::vector<double> rates;
  rates.reserve(items.rows());
  for (const std::int64_t apr : items.apr)
    rates.push_back(static_cast<double>(apr) / static_cast<double>(kPartsPerUnit));
  Table table("items");
  table.add(item_column(items));
  table.add(Column::text("currency", currencies));
  table.add(Column::int64("amount", items.amount, ColumnRole::money));
  table.add(Column::date("due_date", items.due));
  table.add(Column::date("pay_date", items.pay).with_validity(has_pay));
  table.add(Column::int32("days_accelerated", std::move(priced.days), ColumnRole::days));
  table.add(Column::float64("apr", std::move(rates)));
  table.add(Column::int64("discount", std::move(priced.discount), ColumnRole::money));
  table.add(Column::int64("payment", std::move(priced.payment), ColumnRole::money));
  return table;
}

Table totals_table(const std::map<std::string_view, CurrencyTotal>& totals) {
  std::vector<std::string_view> currencies;
  std::vector<std::int64_t> items, discounted, amount, discount, payment;
  for (const auto& [currency, total] : totals) {
    currencies.push_back(currency);
    items.push_back(total.items);
    discounted.push_back(total.discounted);
    amount.push_back(total.amount);
    discount.push_back(total.discount);
    payment.push_back(total.payment);
  }
  Table table("totals");
  table.add(Column::text("currency", currencies));
  table.add(Column::int64("items", std::move(items), ColumnRole::count));
  table.add(Column::int64("discounted_items", std::move(discounted), ColumnRole::count));
  table.add(Column::int64("amount", std::move(amount), ColumnRole::money));
  table.add(Column::int64("discount", std::move(discount), ColumnRole::money));
  table.add(Column::int64("payment", std::move(payment), ColumnRole::money));
  return table;
}

Table proof_table(const std::map<std::string_view, CurrencyTotal>& totals) {
  std::vector<std::string_view> currencies, lines;
  std::vector<std::int64_t> amounts;
  const auto add = [&](std::string_view currency, std::string_view line, std::int64_t amount) {
    currencies.push_back(currency);
    lines.push_back(line);
    amounts.push_back(amount);
  };
  for (const auto& [currency, total] : totals) {
    add(currency, "amount", total.amount);
    add(currency, "discount", -total.discount);
    add(currency, "payment", -total.payment);
    add(currency, "difference", checked_sub(checked_sub(total.amount, total.discount), total.payment));
  }
  Table table("proof");
  table.add(Column::text("currency", currencies));
  table.add(Column::text("line", lines));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  return table;
}

}  // namespace

ItemDiscounts compute_item_discounts(std::span<const TableView> tables, const ItemDiscountOptions& options) {
  check_threads(options.threads);
  check_year_days(options.year_days);
  check_days("minimum_days", options.minimum_days);
  check_rounding(options.rounding);
  if (options.apr) check_apr(*options.apr);
  const ItemColumns items = read_item_columns(tables, options);
  Priced priced = price(items, options);
  const std::map<std::string_view, CurrencyTotal> totals = totals_of(items, priced);
  AboutLines about;
  about.add("report", "item_discounts");
  about.add("formula", "docs/methods/discounts.md");
  about.add("apr_ppb", options.apr ? std::to_string(*options.apr) : "");
  about.add("year_days", std::to_string(options.year_days));
  about.add("minimum_days", std::to_string(options.minimum_days));
  about.add("rounding", std::string(name_of(options.rounding)));
  return Result(
      {items_table(items, std::move(priced)), totals_table(totals), proof_table(totals), about.table()});
}

}  // namespace openitem::discount
