#include "provision/provision_tables.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "aging/document_columns.hpp"
#include "aging/required_columns.hpp"
#include "column/output_columns.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

// A figure of each entry as a column.
template <typename Range, typename ValueOf>
Column wide_column(const char* name, const Range& entries, ColumnRole role, ValueOf&& value_of) {
  std::vector<std::int64_t> values;
  values.reserve(entries.size());
  for (const auto& entry : entries) values.push_back(value_of(entry));
  return Column::int64(name, std::move(values), role);
}

// The double nearest to parts per billion / 10^9, which prints as that decimal.
double fraction(std::int64_t rate) noexcept {
  return static_cast<double>(rate) / static_cast<double>(kWholeRate);
}

template <typename Range, typename RateOf>
Column rate_column(const char* name, const Range& entries, RateOf&& rate_of) {
  std::vector<double> values;
  values.reserve(entries.size());
  for (const auto& entry : entries) values.push_back(fraction(rate_of(entry)));
  return Column::float64(name, std::move(values));
}

template <typename Range, typename AmountsOf>
void add_amounts_down_to_base(Table& table, const Range& entries, AmountsOf&& amounts_of) {
  const auto add = [&](const char* name, std::int64_t ProvisionAmounts::*member) {
    table.add(wide_column(name, entries, ColumnRole::money,
                          [&](const auto& entry) { return amounts_of(entry).*member; }));
  };
  add("gross", &ProvisionAmounts::gross);
  add("specific", &ProvisionAmounts::specific);
  add("offset", &ProvisionAmounts::offset);
  add("tax", &ProvisionAmounts::tax);
  add("insured", &ProvisionAmounts::insured);
  add("base", &ProvisionAmounts::base);
}

template <typename Range, typename AmountsOf>
void add_allowances(Table& table, const Range& entries, AmountsOf&& amounts_of) {
  const auto add = [&](const char* name, auto&& value_of) {
    table.add(wide_column(name, entries, ColumnRole::money,
                          [&](const auto& entry) { return value_of(amounts_of(entry)); }));
  };
  add("matrix_allowance", [](const ProvisionAmounts& amounts) { return amounts.matrix_allowance; });
  add("specific_allowance", [](const ProvisionAmounts& amounts) { return amounts.specific_allowance; });
  add("allowance", [](const ProvisionAmounts& amounts) { return amounts.allowance(); });
  add("covered", [](const ProvisionAmounts& amounts) { return amounts.covered; });
  add("reimbursement", [](const ProvisionAmounts& amounts) { return amounts.reimbursement; });
  table.add(wide_column("open_items", entries, ColumnRole::count,
                        [&](const auto& entry) { return amounts_of(entry).open_items; }));
}

constexpr std::string_view kItemColumns[] = {"customer",
                                             "entity",
                                             "instalment",
                                             "excess",
                                             "kind",
                                             "due_date",
                                             "bucket",
                                             "currency",
                                             "open",
                                             "specific",
                                             "offset",
                                             "tax",
                                             "insured",
                                             "base",
                                             "rate_applied",
                                             "days_to_collection",
                                             "discount_factor",
                                             "undiscounted",
                                             "discount",
                                             "specific_base",
                                             "covered",
                                             "matrix_allowance",
                                             "specific_allowance",
                                             "allowance",
                                             "reimbursement",
                                             "row",
                                             "source_row"};

// What the losses of these rows are discounted by; `row_of` an entry.
template <typename Range, typename RowOf>
void add_discount_factors(Table& table, const Range& entries, RowOf&& row_of) {
  Validity has_days;
  for (const auto& entry : entries) has_days.add(row_of(entry).days_to_collection.has_value());
  table.add(has_days.on(wide_column("days_to_collection", entries, ColumnRole::days, [&](const auto& entry) {
    return row_of(entry).days_to_collection.value_or(0);
  })));
  table.add(has_days.on(rate_column("discount_factor", entries,
                                    [&](const auto& entry) { return row_of(entry).discount_factor; })));
}

template <typename Range, typename AmountsOf>
void add_discounts(Table& table, const Range& entries, AmountsOf&& amounts_of) {
  table.add(wide_column("undiscounted", entries, ColumnRole::money,
                        [&](const auto& entry) { return amounts_of(entry).undiscounted; }));
  table.add(wide_column("discount", entries, ColumnRole::money,
                        [&](const auto& entry) { return amounts_of(entry).discount(); }));
}

struct ProofLine {
  std::uint16_t currency;
  std::string_view name;
  std::int64_t count, amount;
};

// By currency index, beside what the rows say.
struct ProofSums {
  std::vector<std::int64_t> credits, credit_items, debit_items, allowances, discounts;
};

ProofSums proof_sums(const ProvisionView& view) {
  const OpenItems& open = view.request.aged.set.items;
  const std::vector<std::uint16_t>& currencies = view.request.ledger.documents.currency;
  const std::vector<std::int64_t> zeros(currency_table().size(), 0);
  ProofSums sums{zeros, zeros, zeros, zeros, zeros};
  for (std::size_t item = 0; item < open.open.size(); ++item) {
    if (open.open[item] >= 0) continue;
    const std::uint16_t currency = currencies[open.document[item]];
    ++sums.credit_items[currency];
    sums.credits[currency] -= open.open[item];
  }
  for (const Exposure& exposure : view.exposures.items) {
    const std::uint16_t currency = currencies[open.document[exposure.item]];
    ++sums.debit_items[currency];
    sums.allowances[currency] += exposure.allowance();
    sums.discounts[currency] += exposure.discount();
  }
  return sums;
}

}  // namespace

Table provision_rows_table(const ProvisionView& view) {
  const std::vector<ProvisionRow>& rows = view.figures.rows;
  Table table("rows");
  for (std::size_t level = 0; level < view.request.keys.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(rows.size());
    for (const ProvisionRow& row : rows) codes.push_back(row.group[level]);
    table.add(view.request.keys[level].column(codes));
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> buckets;
  Validity has_rate;
  for (const ProvisionRow& row : rows) {
    currencies.push_back(row.currency);
    buckets.emplace_back(view.request.buckets[static_cast<std::size_t>(row.bucket)]);
    has_rate.add(row.rate.source_row.has_value());
  }
  table.add(currency_column("currency", currencies));
  table.add(Column::text("bucket", buckets));
  const auto amounts_of = [](const ProvisionRow& row) -> const ProvisionAmounts& { return row.amounts; };
  add_amounts_down_to_base(table, rows, amounts_of);
  table.add(has_rate.on(rate_column("rate", rows, [](const ProvisionRow& row) { return row.rate.rate; })));
  table.add(rate_column("overlay_factor", rows, [](const ProvisionRow& row) { return row.rate.factor; }));
  table.add(rate_column("overlay_points", rows, [](const ProvisionRow& row) { return row.rate.points; }));
  table.add(has_rate.on(
      rate_column("rate_overlaid", rows, [](const ProvisionRow& row) { return row.rate.overlaid; })));
  table.add(has_rate.on(
      rate_column("rate_applied", rows, [](const ProvisionRow& row) { return row.rate.applied; })));
  if (view.request.discounting.is_asked_for()) {
    add_discount_factors(table, rows, std::identity());
    add_discounts(table, rows, amounts_of);
  }
  add_allowances(table, rows, amounts_of);
  table.add(has_rate.on(wide_column("rate_row", rows, ColumnRole::plain, [](const ProvisionRow& row) {
    return static_cast<std::int64_t>(row.rate.source_row.value_or(0));
  })));
  return table;
}

Table provision_totals_table(const ProvisionView& view) {
  const auto totals = provision_totals(view.figures.rows);
  std::vector<std::uint16_t> currencies;
  currencies.reserve(totals.size());
  for (const auto& [currency, amounts] : totals) currencies.push_back(currency);
  Table table("totals");
  table.add(currency_column("currency", currencies));
  const auto amounts_of = [](const auto& entry) -> const ProvisionAmounts& { return entry.second; };
  add_amounts_down_to_base(table, totals, amounts_of);
  if (view.request.discounting.is_asked_for()) add_discounts(table, totals, amounts_of);
  add_allowances(table, totals, amounts_of);
  return table;
}

Table provision_items_table(const ProvisionView& view) {
  const std::vector<Exposure>& exposures = view.exposures.items;
  const OpenItems& open = view.request.aged.set.items;
  std::vector<std::uint32_t> documents;
  std::vector<std::int32_t> instalments;
  std::vector<std::int32_t> excess;
  std::vector<std::int32_t> due;
  std::vector<std::string_view> buckets;
  for (const Exposure& exposure : exposures) {
    documents.push_back(open.document[exposure.item]);
    instalments.push_back(open.instalment[exposure.item]);
    excess.push_back(open.excess[exposure.item]);
    due.push_back(open.due[exposure.item]);
    buckets.emplace_back(view.request.buckets[view.request.aged.cell[exposure.item]]);
  }
  Table table("items");
  DocumentColumns of_documents(view.request.ledger, std::move(documents), table);
  of_documents.add_parties();
  of_documents.add_ids(kItemColumns);
  table.add(optional_int32("instalment", std::move(instalments), kNoInstalment));
  table.add(Column::int32("excess", std::move(excess)));
  of_documents.add_kind();
  table.add(optional_date("due_date", std::move(due)));
  table.add(Column::text("bucket", buckets));
  of_documents.add_currency();
  const auto add = [&](const char* name, std::int64_t Exposure::*member) {
    table.add(wide_column(name, exposures, ColumnRole::money,
                          [member](const Exposure& exposure) { return exposure.*member; }));
  };
  add("open", &Exposure::open);
  add("specific", &Exposure::specific);
  add("offset", &Exposure::offset);
  add("tax", &Exposure::tax);
  add("insured", &Exposure::insured);
  add("base", &Exposure::base);
  table.add(rate_column("rate_applied", exposures, [&](const Exposure& exposure) {
    return view.figures.rows[exposure.row].rate.applied;
  }));
  if (view.request.discounting.is_asked_for()) {
    add_discount_factors(table, exposures, [&](const Exposure& exposure) -> const ProvisionRow& {
      return view.figures.rows[exposure.row];
    });
    add_discounts(table, exposures, std::identity());
  }
  add("specific_base", &Exposure::specific_base);
  add("matrix_allowance", &Exposure::matrix_allowance);
  add("specific_allowance", &Exposure::specific_allowance);
  table.add(wide_column("allowance", exposures, ColumnRole::money,
                        [](const Exposure& exposure) { return exposure.allowance(); }));
  add("covered", &Exposure::covered);
  add("reimbursement", &Exposure::reimbursement);
  table.add(wide_column("row", exposures, ColumnRole::plain,
                        [](const Exposure& exposure) { return static_cast<std::int64_t>(exposure.row); }));
  of_documents.add_source_row();
  return table;
}

Table provision_specific_table(const ProvisionView& view) {
  const std::vector<SpecificLine>& lines = view.exposures.specific;
  const std::uint16_t no_currency = Currency("XXX").index();
  std::vector<std::string_view> matched;
  std::vector<std::uint16_t> currencies;
  Validity has_currency;
  for (const SpecificLine& line : lines) {
    matched.emplace_back(line.is_document ? "document" : "customer");
    currencies.push_back(line.currency.value_or(no_currency));
    has_currency.add(line.currency.has_value());
  }
  Table table("specific");
  table.add(
      wide_column("row", lines, ColumnRole::plain, [](const SpecificLine& line) { return line.source_row; }));
  table.add(Column::text("matched", matched));
  table.add(currency_column("currency", currencies));
  table.add(wide_column("open_items", lines, ColumnRole::count,
                        [](const SpecificLine& line) { return line.open_items; }));
  table.add(has_currency.on(
      wide_column("open", lines, ColumnRole::money, [](const SpecificLine& line) { return line.open; })));
  table.add(has_currency.on(
      wide_column("base", lines, ColumnRole::money, [](const SpecificLine& line) { return line.base; })));
  table.add(has_currency.on(wide_column("allowance", lines, ColumnRole::money,
                                        [](const SpecificLine& line) { return line.allowance; })));
  return table;
}

Table provision_rates_table(const ProvisionView& view) {
  const RatesInForce& rates = view.request.rates;
  const auto size = static_cast<std::size_t>(rates.table().rows());
  std::vector<std::int64_t> positions(size);
  std::vector<std::int64_t> used(size, 0);
  std::vector<std::int64_t> items(size, 0);
  for (const ProvisionRow& row : view.figures.rows) {
    if (!row.rate.source_row) continue;
    ++used[*row.rate.source_row];
    items[*row.rate.source_row] += row.amounts.open_items;
  }
  for (std::size_t row = 0; row < size; ++row) positions[row] = static_cast<std::int64_t>(row);
  const std::vector<std::string> buckets = require_names(require_column(rates.table(), "bucket"));
  Table table("rates");
  table.add(Column::int64("row", std::move(positions)));
  table.add(Column::text("bucket", std::vector<std::string_view>(buckets.begin(), buckets.end())));
  table.add(rate_column("rate", rates.rates(), [](std::int64_t rate) { return rate; }));
  table.add(Column::int64("used_in_rows", std::move(used), ColumnRole::count));
  table.add(Column::int64("open_items", std::move(items), ColumnRole::count));
  return table;
}

Table provision_scenarios_table(const ProvisionView& view) {
  const std::vector<ScenarioLine>& lines = view.figures.scenarios;
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> names;
  Validity has_weight;
  for (const ScenarioLine& line : lines) {
    currencies.push_back(line.currency);
    names.emplace_back(line.name);
    has_weight.add(line.weight.has_value());
  }
  Table table("scenarios");
  table.add(currency_column("currency", currencies));
  table.add(Column::text("scenario", names));
  table.add(has_weight.on(
      rate_column("weight", lines, [](const ScenarioLine& line) { return line.weight.value_or(0); })));
  table.add(wide_column("matrix_allowance", lines, ColumnRole::money,
                        [](const ScenarioLine& line) { return line.matrix_allowance; }));
  table.add(wide_column("specific_allowance", lines, ColumnRole::money,
                        [](const ScenarioLine& line) { return line.specific_allowance; }));
  table.add(wide_column("allowance", lines, ColumnRole::money, [](const ScenarioLine& line) {
    return line.matrix_allowance + line.specific_allowance;
  }));
  return table;
}

Table provision_proof(const ProvisionView& view) {
  const ProofSums sums = proof_sums(view);
  const auto totals = provision_totals(view.figures.rows);
  std::vector<ProofLine> lines;
  for (const OpenItemTotals::Line& open : view.request.aged.set.totals.open) {
    const std::uint16_t currency = open.currency;
    const auto found = std::find_if(totals.begin(), totals.end(),
                                    [&](const auto& total) { return total.first == currency; });
    const ProvisionAmounts rows = found == totals.end() ? ProvisionAmounts{} : found->second;
    const std::int64_t debits = open.amount + sums.credits[currency];
    const std::int64_t parts = rows.specific + rows.offset + rows.tax + rows.insured + rows.base;
    lines.insert(lines.end(),
                 {{currency, "open_items", open.count, open.amount},
                  {currency, "credits", sums.credit_items[currency], sums.credits[currency]},
                  {currency, "open_debits", open.count - sums.credit_items[currency], debits},
                  {currency, "gross", rows.open_items, rows.gross},
                  {currency, "difference", 0, debits - rows.gross},
                  {currency, "parts", rows.open_items, parts},
                  {currency, "parts_difference", 0, rows.gross - parts},
                  {currency, "allowance", rows.open_items, rows.allowance()},
                  {currency, "item_allowances", sums.debit_items[currency], sums.allowances[currency]},
                  {currency, "allowance_difference", 0, rows.allowance() - sums.allowances[currency]}});
    if (!view.request.discounting.is_asked_for()) continue;
    lines.insert(lines.end(),
                 {{currency, "undiscounted", rows.open_items, rows.undiscounted},
                  {currency, "item_discounts", sums.debit_items[currency], -sums.discounts[currency]},
                  {currency, "discounted", rows.open_items, rows.matrix_allowance},
                  {currency, "discount_difference", 0,
                   rows.undiscounted - sums.discounts[currency] - rows.matrix_allowance}});
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> names;
  for (const ProofLine& line : lines) {
    currencies.push_back(line.currency);
    names.push_back(line.name);
  }
  Table table("proof");
  table.add(currency_column("currency", currencies));
  table.add(Column::text("line", names));
  table.add(wide_column("count", lines, ColumnRole::count, [](const ProofLine& line) { return line.count; }));
  table.add(
      wide_column("amount", lines, ColumnRole::money, [](const ProofLine& line) { return line.amount; }));
  return table;
}

}  // namespace openitem
