#include "aging/item_table.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"

namespace openitem {
namespace {

// Days past due of the document's earliest open instalment, by item; kNoDate where it is a credit or has no
// date.
std::vector<std::int32_t> document_days_past_due(const AgedItems& aged, std::int32_t as_of) {
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
      if (items.open[item] > 0 && earliest != kNoDate) days[item] = as_of - earliest;
    }
    first = last;
  }
  return days;
}

// Writes the table.
class ItemTable {
 public:
  ItemTable(std::string name, const LedgerData& ledger, const AgedItems& aged, const FigureColumns& columns,
            std::span<const ItemPart> parts, Date as_of, const ItemsBeside& beside)
      : ledger_(ledger),
        documents_(ledger.documents),
        items_(aged.set.items),
        aged_(aged),
        columns_(columns),
        parts_(parts),
        base_(beside.base),
        re_aged_(beside.re_aged),
        as_of_(as_of.days()),
        table_(std::move(name)) {}

  Table write() && {
    table_.add(key_column("customer", ledger_.customers, document_codes(documents_.customer)));
    if (!documents_.entity.name.empty()) add_key("entity", documents_.entity);
    for (const KeyColumn& member : documents_.id) add_key(id_name(member.name), member);
    add_optional("instalment", ColumnRole::plain, kNoInstalment,
                 [&](const ItemPart& part) { return items_.instalment[part.item]; });
    add_excess();
    add_kind();
    add_date("issue_date", [&](const ItemPart& part) { return documents_.issue[document(part)]; });
    add_date("posting_date", [&](const ItemPart& part) { return documents_.posting[document(part)]; });
    add_date("due_date", [&](const ItemPart& part) { return items_.due[part.item]; });
    add_date("basis_date", [&](const ItemPart& part) { return aged_.basis_date[part.item]; });
    add_optional("days", ColumnRole::days, kNoDate, [&](const ItemPart& part) {
      const std::int32_t date = aged_.basis_date[part.item];
      return date == kNoDate ? kNoDate : as_of_ - date;
    });
    add_text("bucket", [&](const ItemPart& part) -> std::string_view {
      return columns_.labels[static_cast<std::size_t>(part.cell)];
    });
    if (re_aged_ != nullptr) add_re_aged();
    std::vector<std::uint16_t> currencies;
    currencies.reserve(parts_.size());
    for (const ItemPart& part : parts_) currencies.push_back(documents_.currency[document(part)]);
    table_.add(currency_column("currency", currencies));
    add_wide("amount", ColumnRole::money, [&](const ItemPart& part) { return items_.amount[part.item]; });
    add_wide("open", ColumnRole::money, [](const ItemPart& part) { return part.open; });
    if (base_ != nullptr) add_base();
    const std::vector<std::int32_t> past_due = document_days_past_due(aged_, as_of_);
    add_optional("document_days_past_due", ColumnRole::days, kNoDate,
                 [&](const ItemPart& part) { return past_due[part.item]; });
    add_wide("source_row", ColumnRole::plain,
             [&](const ItemPart& part) { return documents_.source_row[document(part)]; });
    return std::move(table_);
  }

 private:
  [[nodiscard]] std::size_t document(const ItemPart& part) const noexcept {
    return items_.document[part.item];
  }

  [[nodiscard]] std::string id_name(const std::string& name) const {
    const bool is_of_base = name == "base_currency" || name == "base_open";
    const bool is_re_aged = name == "re_aged_date" || name == "re_aged_days" || name == "re_aged_bucket";
    if ((base_ != nullptr && is_of_base) || (re_aged_ != nullptr && is_re_aged)) return "document_" + name;
    constexpr std::string_view taken[] = {
        "customer",   "entity", "instalment",   "excess",   "kind",
        "issue_date", "days",   "posting_date", "due_date", "basis_date",
        "bucket",     "open",   "currency",     "amount",   "document_days_past_due",
        "source_row"};
    return id_column_name(name, taken);
  }

  [[nodiscard]] std::vector<std::uint32_t> document_codes(const std::vector<std::uint32_t>& codes) const {
    std::vector<std::uint32_t> of_parts;
    of_parts.reserve(parts_.size());
    for (const ItemPart& part : parts_) of_parts.push_back(codes[document(part)]);
    return of_parts;
  }
  void add_key(std::string name, const KeyColumn& column) {
    table_.add(key_column(std::move(name), column.dictionary, document_codes(column.codes)));
  }

  template <typename ValueOf>
  void add_wide(const char* name, ColumnRole role, ValueOf&& value_of) {
    std::vector<std::int64_t> values;
    values.reserve(parts_.size());
    for (const ItemPart& part : parts_) values.push_back(value_of(part));
    table_.add(Column::int64(name, std::move(values), role));
  }

  template <typename ValueOf>
  void add_text(const char* name, ValueOf&& value_of) {
    std::vector<std::string_view> values;
    values.reserve(parts_.size());
    for (const ItemPart& part : parts_) values.push_back(value_of(part));
    table_.add(Column::text(name, values));
  }

  // Values and which of them are there; `missing` marks those that are not.
  struct Optionals {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> valid;
    bool has_missing = false;
  };
  template <typename ValueOf>
  Optionals optionals(std::int32_t missing, ValueOf&& value_of) const {
    Optionals column;
    column.values.reserve(parts_.size());
    column.valid.reserve(parts_.size());
    for (const ItemPart& part : parts_) {
      const std::int32_t value = value_of(part);
      column.values.push_back(value == missing ? 0 : value);
      column.valid.push_back(value != missing ? 1 : 0);
      column.has_missing |= value == missing;
    }
    return column;
  }
  void add_valid(Column column, const Optionals& cells) {
    table_.add(cells.has_missing ? std::move(column).with_validity(cells.valid) : std::move(column));
  }
  template <typename ValueOf>
  void add_optional(const char* name, ColumnRole role, std::int32_t missing, ValueOf&& value_of) {
    Optionals cells = optionals(missing, value_of);
    add_valid(Column::int32(name, std::move(cells.values), role), cells);
  }
  template <typename ValueOf>
  void add_date(const char* name, ValueOf&& value_of) {
    Optionals cells = optionals(kNoDate, value_of);
    add_valid(Column::date(name, std::move(cells.values)), cells);
  }

  void add_re_aged() {
    add_date("re_aged_date", [&](const ItemPart& part) { return re_aged_->date[part.item]; });
    add_optional("re_aged_days", ColumnRole::days, kNoDate, [&](const ItemPart& part) {
      const std::int32_t date = re_aged_->date[part.item];
      return date == kNoDate ? kNoDate : as_of_ - date;
    });
    add_text("re_aged_bucket", [&](const ItemPart& part) -> std::string_view {
      const bool is_disputed = part.cell == columns_.disputed_cell;
      return columns_.labels[is_disputed ? static_cast<std::size_t>(part.cell) : re_aged_->cell[part.item]];
    });
  }

  void add_base() {
    table_.add(currency_column("base_currency", std::vector<std::uint16_t>(parts_.size(), base_->currency)));
    std::vector<std::int64_t> values;
    std::vector<std::uint8_t> valid;
    bool has_missing = false;
    for (const ItemPart& part : parts_) {
      values.push_back(part.cell == columns_.disputed_cell ? base_->disputed[part.item]
                                                           : base_->main[part.item]);
      valid.push_back(base_->is_missing[part.item] == 0 ? 1 : 0);
      has_missing |= base_->is_missing[part.item] != 0;
    }
    Column column = Column::int64("base_open", std::move(values), ColumnRole::base_money);
    table_.add(has_missing ? std::move(column).with_validity(valid) : std::move(column));
  }

  void add_excess() {
    std::vector<std::int32_t> values;
    values.reserve(parts_.size());
    for (const ItemPart& part : parts_) values.push_back(items_.excess[part.item]);
    table_.add(Column::int32("excess", std::move(values)));
  }
  void add_kind() {
    add_text("kind", [&](const ItemPart& part) -> std::string_view {
      return document_kind_name(static_cast<DocumentKind>(documents_.kind[document(part)]));
    });
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItems& items_;
  const AgedItems& aged_;
  const FigureColumns& columns_;
  const std::span<const ItemPart> parts_;
  const BaseItems* const base_;
  const ReAgedItems* const re_aged_;
  const std::int32_t as_of_;
  Table table_;
};

}  // namespace

Table item_table(std::string name, const LedgerData& ledger, const AgedItems& aged,
                 const FigureColumns& columns, std::span<const ItemPart> parts, Date as_of,
                 const ItemsBeside& beside) {
  return ItemTable(std::move(name), ledger, aged, columns, parts, as_of, beside).write();
}

}  // namespace openitem
