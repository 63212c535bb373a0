#include "aging/item_table.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"

namespace openitem {
namespace {

// Days past due of the document's earliest open instalment, by item; kNoDate where it is a credit or has no
// date.
std::vector<std::int32_t> document_days_past_due(const AgedItems& aged, const AgeDays& age) {
  const OpenItems& items = aged.set.items;
  std::vector<std::int32_t> days(items.open.size(), kNoDate);
  for (std::size_t first = 0; first < days.size();) {
    std::size_t last = first;
    std::int32_t earliest = kNoDate;
    for (; last < days.size() && items.document[last] == items.document[first]; ++last) {
      if (items.open[last] <= 0 || aged.due[last] == kNoDate) continue;
      if (earliest == kNoDate || aged.due[last] < earliest) earliest = aged.due[last];
    }
    for (std::size_t item = first; item < last; ++item) {
      if (items.open[item] > 0 && earliest != kNoDate) days[item] = age.since(earliest);
    }
    first = last;
  }
  return days;
}

// Names of the columns that an id may not take.
std::vector<std::string_view> taken_names(const ItemsBeside& beside) {
  std::vector<std::string_view> taken = {
      "customer",   "entity", "instalment",   "excess",   "kind",
      "issue_date", "days",   "posting_date", "due_date", "basis_date",
      "bucket",     "open",   "currency",     "amount",   "document_days_past_due",
      "source_row"};
  if (beside.base != nullptr) taken.insert(taken.end(), {"base_currency", "base_open"});
  if (beside.re_aged != nullptr)
    taken.insert(taken.end(), {"re_aged_date", "re_aged_days", "re_aged_bucket"});
  return taken;
}

std::vector<std::uint32_t> documents_of(const AgedItems& aged, std::span<const ItemPart> parts) {
  std::vector<std::uint32_t> documents;
  documents.reserve(parts.size());
  for (const ItemPart& part : parts) documents.push_back(aged.set.items.document[part.item]);
  return documents;
}

// Writes the table.
class ItemTable {
 public:
  ItemTable(std::string name, const LedgerData& ledger, const AgedItems& aged, const FigureColumns& columns,
            std::span<const ItemPart> parts, const AgeDays& days, const ItemsBeside& beside)
      : ledger_(ledger),
        items_(aged.set.items),
        aged_(aged),
        columns_(columns),
        parts_(parts),
        beside_(beside),
        days_(days),
        table_(std::move(name)) {}

  Table write() && {
    DocumentColumns of_documents(ledger_, documents_of(aged_, parts_), table_);
    of_documents.add_parties();
    of_documents.add_ids(taken_names(beside_));
    add_optional("instalment", ColumnRole::plain, kNoInstalment, items_.instalment);
    table_.add(Column::int32("excess", values<std::int32_t>([&](const ItemPart& part) {
                               return std::int32_t{items_.excess[part.item]};
                             })));
    of_documents.add_kind();
    of_documents.add_date("issue_date", ledger_.documents.issue);
    of_documents.add_date("posting_date", ledger_.documents.posting);
    add_date("due_date", items_.due);
    add_date("basis_date", aged_.basis_date);
    add_days("days", aged_.basis_date);
    add_label("bucket", [](const ItemPart& part) { return static_cast<std::size_t>(part.cell); });
    if (beside_.re_aged != nullptr) add_re_aged(*beside_.re_aged);
    of_documents.add_currency();
    add_money("amount", [&](const ItemPart& part) { return items_.amount[part.item]; });
    add_money("open", [](const ItemPart& part) { return part.open; });
    if (beside_.base != nullptr) add_base(*beside_.base);
    add_optional("document_days_past_due", ColumnRole::days, kNoDate, document_days_past_due(aged_, days_));
    of_documents.add_source_row();
    return std::move(table_);
  }

 private:
  template <typename Value, typename ValueOf>
  [[nodiscard]] std::vector<Value> values(ValueOf&& value_of) const {
    std::vector<Value> list;
    list.reserve(parts_.size());
    for (const ItemPart& part : parts_) list.push_back(value_of(part));
    return list;
  }
  [[nodiscard]] std::vector<std::int32_t> picked(const std::vector<std::int32_t>& of_items) const {
    return values<std::int32_t>([&](const ItemPart& part) { return of_items[part.item]; });
  }

  void add_optional(const char* name, ColumnRole role, std::int32_t missing,
                    const std::vector<std::int32_t>& of_items) {
    table_.add(optional_int32(name, picked(of_items), missing, role));
  }
  void add_date(const char* name, const std::vector<std::int32_t>& of_items) {
    table_.add(optional_date(name, picked(of_items)));
  }
  // As the days of an item are counted.
  void add_days(const char* name, const std::vector<std::int32_t>& dates) {
    std::vector<std::int32_t> days = picked(dates);
    for (std::int32_t& day : days) day = day == kNoDate ? kNoDate : days_.since(day);
    table_.add(optional_int32(name, std::move(days), kNoDate, ColumnRole::days));
  }
  template <typename ValueOf>
  void add_money(const char* name, ValueOf&& value_of) {
    table_.add(Column::int64(name, values<std::int64_t>(value_of), ColumnRole::money));
  }
  template <typename LabelOf>
  void add_label(const char* name, LabelOf&& label_of) {
    table_.add(Column::text(name, values<std::string_view>([&](const ItemPart& part) {
                              return std::string_view(columns_.labels[label_of(part)]);
                            })));
  }

  void add_re_aged(const ReAgedItems& re_aged) {
    add_date("re_aged_date", re_aged.date);
    add_days("re_aged_days", re_aged.date);
    add_label("re_aged_bucket", [&](const ItemPart& part) {
      return part.cell == columns_.disputed_cell ? static_cast<std::size_t>(part.cell)
                                                 : std::size_t{re_aged.cell[part.item]};
    });
  }

  void add_base(const BaseItems& base) {
    table_.add(currency_column("base_currency", std::vector<std::uint16_t>(parts_.size(), base.currency)));
    Validity validity;
    for (const ItemPart& part : parts_) validity.add(base.is_missing[part.item] == 0);
    table_.add(validity.on(Column::int64("base_open", values<std::int64_t>([&](const ItemPart& part) {
                                           return part.cell == columns_.disputed_cell
                                                      ? base.disputed[part.item]
                                                      : base.main[part.item];
                                         }),
                                         ColumnRole::base_money)));
  }

  const LedgerData& ledger_;
  const OpenItems& items_;
  const AgedItems& aged_;
  const FigureColumns& columns_;
  const std::span<const ItemPart> parts_;
  const ItemsBeside& beside_;
  const AgeDays& days_;
  Table table_;
};

}  // namespace

Table item_table(std::string name, const LedgerData& ledger, const AgedItems& aged,
                 const FigureColumns& columns, std::span<const ItemPart> parts, const AgeDays& days,
                 const ItemsBeside& beside) {
  return ItemTable(std::move(name), ledger, aged, columns, parts, days, beside).write();
}

}  // namespace openitem
