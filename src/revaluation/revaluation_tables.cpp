#include "revaluation/revaluation_tables.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

template <typename Row, typename ValueOf>
Column wide_column(const char* name, std::span<const Row> rows, ColumnRole role, ValueOf&& value_of) {
  std::vector<std::int64_t> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(value_of(row));
  return Column::int64(name, std::move(values), role);
}

Column base_currency_column(std::size_t rows, std::uint16_t base_currency) {
  return currency_column("base_currency", std::vector<std::uint16_t>(rows, base_currency));
}

constexpr std::string_view kItemColumns[] = {
    "customer", "entity", "instalment",    "excess",   "kind",       "due_date",  "currency",
    "open",     "booked", "base_currency", "revalued", "unrealised", "source_row"};

class RevaluedItems {
 public:
  explicit RevaluedItems(const RevaluationView& view)
      : view_(view), items_(view.items), size_(items_.open.size()) {}

  Table write() && {
    DocumentColumns of_documents(view_.ledger, items_.document, table_);
    of_documents.add_parties();
    of_documents.add_ids(kItemColumns);
    table_.add(optional_int32("instalment", items_.instalment, kNoInstalment));
    table_.add(Column::int32("excess", {items_.excess.begin(), items_.excess.end()}));
    of_documents.add_kind();
    table_.add(optional_date("due_date", items_.due));
    of_documents.add_currency();
    table_.add(base_currency_column(size_, view_.base_currency));
    table_.add(Column::int64("open", items_.open, ColumnRole::money));
    add_base_amounts();
    of_documents.add_source_row();
    return std::move(table_);
  }

 private:
  void add_base_amounts() {
    Validity booked;
    std::vector<std::int64_t> unrealised;
    unrealised.reserve(size_);
    for (std::size_t item = 0; item < size_; ++item) {
      const bool is_booked = view_.booked.is_missing[item] == 0;
      booked.add(is_booked);
      unrealised.push_back(is_booked ? checked_sub(view_.revalued[item], view_.booked.amount[item]) : 0);
    }
    table_.add(booked.on(Column::int64("booked", view_.booked.amount, ColumnRole::base_money)));
    table_.add(Column::int64("revalued", view_.revalued, ColumnRole::base_money));
    table_.add(booked.on(Column::int64("unrealised", std::move(unrealised), ColumnRole::base_money)));
  }

  const RevaluationView& view_;
  const OpenItems& items_;
  const std::size_t size_;
  Table table_{"items"};
};

// What one application leaves over.
std::int64_t residue_of(const BaseParts& parts, std::size_t application) {
  return checked_add(parts.debit[application], parts.credit[application]);
}
bool has_both(const BaseParts& parts, std::size_t application) noexcept {
  return parts.has_debit[application] != 0 && parts.has_credit[application] != 0;
}

}  // namespace

void RevaluationFigures::add(std::int64_t open_amount, std::int64_t booked_amount, std::int64_t worth,
                             bool is_unbooked) {
  open = checked_add(open, open_amount);
  booked = checked_add(booked, booked_amount);
  revalued = checked_add(revalued, worth);
  ++open_items;
  if (is_unbooked) {
    ++without_base_items;
    without_base_revalued = checked_add(without_base_revalued, worth);
  } else {
    unrealised = checked_add(unrealised, checked_sub(worth, booked_amount));
  }
}

void RevaluationFigures::add(const RevaluationFigures& other) {
  open = checked_add(open, other.open);
  booked = checked_add(booked, other.booked);
  revalued = checked_add(revalued, other.revalued);
  unrealised = checked_add(unrealised, other.unrealised);
  open_items += other.open_items;
  without_base_items += other.without_base_items;
  without_base_revalued = checked_add(without_base_revalued, other.without_base_revalued);
}

std::vector<RevaluationFigures> by_currency(std::span<const RevaluationFigures> figures) {
  std::map<std::uint16_t, RevaluationFigures> totals;
  for (const RevaluationFigures& row : figures) {
    RevaluationFigures& total = totals[row.currency];
    total.currency = row.currency;
    total.add(row);
  }
  std::vector<RevaluationFigures> list;
  list.reserve(totals.size());
  for (const auto& [currency, total] : totals) list.push_back(total);
  return list;
}

void add_figures(Table& table, std::span<const RevaluationFigures> figures, std::uint16_t base_currency) {
  using Figures = RevaluationFigures;
  std::vector<std::uint16_t> currencies;
  currencies.reserve(figures.size());
  for (const Figures& row : figures) currencies.push_back(row.currency);
  table.add(currency_column("currency", currencies));
  table.add(base_currency_column(figures.size(), base_currency));
  const auto add = [&](const char* name, ColumnRole role, std::int64_t Figures::*member) {
    table.add(wide_column(name, figures, role, [member](const Figures& row) { return row.*member; }));
  };
  add("open", ColumnRole::money, &Figures::open);
  add("booked", ColumnRole::base_money, &Figures::booked);
  add("revalued", ColumnRole::base_money, &Figures::revalued);
  add("unrealised", ColumnRole::base_money, &Figures::unrealised);
  add("open_items", ColumnRole::count, &Figures::open_items);
  add("without_base_items", ColumnRole::count, &Figures::without_base_items);
  add("without_base_revalued", ColumnRole::base_money, &Figures::without_base_revalued);
}

Table revalued_items_table(const RevaluationView& view) { return RevaluedItems(view).write(); }

Table residues_table(const RevaluationView& view) {
  const Applications& applications = view.ledger.applications;
  const Documents& documents = view.ledger.documents;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(applications.rows()); ++at) {
    if (has_both(view.parts, at) && residue_of(view.parts, at) != 0) rows.push_back(at);
  }
  const auto debit_of = [&](std::uint32_t at) { return view.books.row_of(applications.debit_identity[at]); };
  const auto credit_of = [&](std::uint32_t at) {
    return view.books.row_of(applications.credit_identity[at]);
  };
  std::vector<std::uint32_t> customers;
  std::vector<std::uint16_t> currencies;
  std::vector<std::int32_t> dates;
  std::vector<std::int64_t> source_rows;
  Validity from_row;
  for (const std::uint32_t at : rows) {
    customers.push_back(documents.customer[debit_of(at)]);
    currencies.push_back(documents.currency[debit_of(at)]);
    dates.push_back(view.parts.date[at]);
    source_rows.push_back(std::max<std::int64_t>(applications.source_row[at], 0));
    from_row.add(applications.source_row[at] >= 0);
  }
  const std::span<const std::uint32_t> listed(rows);
  Table table("residues");
  table.add(key_column("customer", view.ledger.customers, customers));
  table.add(currency_column("currency", currencies));
  table.add(base_currency_column(rows.size(), view.base_currency));
  table.add(wide_column("amount", listed, ColumnRole::money,
                        [&](std::uint32_t at) { return applications.debit_amount[at]; }));
  table.add(wide_column("debit_base", listed, ColumnRole::base_money,
                        [&](std::uint32_t at) { return view.parts.debit[at]; }));
  table.add(wide_column("credit_base", listed, ColumnRole::base_money,
                        [&](std::uint32_t at) { return view.parts.credit[at]; }));
  table.add(wide_column("residue", listed, ColumnRole::base_money,
                        [&](std::uint32_t at) { return residue_of(view.parts, at); }));
  table.add(Column::date("date", std::move(dates)));
  table.add(wide_column("debit_row", listed, ColumnRole::plain,
                        [&](std::uint32_t at) { return documents.source_row[debit_of(at)]; }));
  table.add(wide_column("credit_row", listed, ColumnRole::plain,
                        [&](std::uint32_t at) { return documents.source_row[credit_of(at)]; }));
  table.add(from_row.on(Column::int64("application_row", std::move(source_rows))));
  return table;
}

Table revaluation_proof(const RevaluationView& view) {
  const BaseBridge bridge = base_bridge(view.ledger, view.base, view.books, view.parts);
  BaseLine items;
  for (std::size_t item = 0; item < view.items.open.size(); ++item) {
    if (view.booked.is_missing[item] == 0) items.add(view.booked.amount[item]);
  }
  const std::int64_t booked = bridge.booked();
  struct Line {
    std::string_view name;
    BaseLine figures;
  };
  std::vector<Line> lines = {{"documents", bridge.documents}};
  for (const Line& line : {Line{"without_base", bridge.without_base},
                           {"without_amount", bridge.without_amount},
                           {"residues", bridge.residues},
                           {"without_counterpart", bridge.without_counterpart}}) {
    if (line.figures.count != 0) lines.push_back(line);
  }
  lines.insert(lines.end(), {{"booked", {items.count, booked}},
                             {"items", items},
                             {"difference", {0, checked_sub(booked, items.amount)}}});
  const std::span<const Line> listed(lines);
  std::vector<std::string_view> names;
  names.reserve(lines.size());
  for (const Line& line : lines) names.push_back(line.name);
  Table table("proof");
  table.add(base_currency_column(lines.size(), view.base_currency));
  table.add(Column::text("line", names));
  table.add(
      wide_column("count", listed, ColumnRole::count, [](const Line& line) { return line.figures.count; }));
  table.add(wide_column("amount", listed, ColumnRole::base_money,
                        [](const Line& line) { return line.figures.amount; }));
  return table;
}

}  // namespace openitem
