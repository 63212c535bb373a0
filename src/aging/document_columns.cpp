#include "aging/document_columns.hpp"

#include <utility>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"

namespace openitem {
namespace {

Validity validity_of(std::vector<std::int32_t>& values, std::int32_t missing) {
  Validity validity;
  for (std::int32_t& value : values) {
    validity.add(value != missing);
    if (value == missing) value = 0;
  }
  return validity;
}

}  // namespace

Column optional_int32(std::string name, std::vector<std::int32_t> values, std::int32_t missing,
                      ColumnRole role) {
  const Validity validity = validity_of(values, missing);
  return validity.on(Column::int32(std::move(name), std::move(values), role));
}

Column optional_date(std::string name, std::vector<std::int32_t> days) {
  const Validity validity = validity_of(days, kNoDate);
  return validity.on(Column::date(std::move(name), std::move(days)));
}

DocumentColumns::DocumentColumns(const LedgerData& ledger, std::vector<std::uint32_t> documents, Table& table)
    : ledger_(ledger), documents_(std::move(documents)), table_(table) {}

template <typename Value>
std::vector<Value> DocumentColumns::picked(const std::vector<Value>& of_documents) const {
  std::vector<Value> values;
  values.reserve(documents_.size());
  for (const std::uint32_t document : documents_) values.push_back(of_documents[document]);
  return values;
}

void DocumentColumns::add_key(std::string name, const KeyColumn& column) {
  table_.add(key_column(std::move(name), column.dictionary, picked(column.codes)));
}

void DocumentColumns::add_parties() {
  table_.add(key_column("customer", ledger_.customers, picked(ledger_.documents.customer)));
  if (!ledger_.documents.entity.name.empty()) add_key("entity", ledger_.documents.entity);
}

void DocumentColumns::add_ids(std::span<const std::string_view> taken) {
  for (const KeyColumn& member : ledger_.documents.id) add_key(id_column_name(member.name, taken), member);
}

void DocumentColumns::add_kind() {
  std::vector<std::string_view> names;
  names.reserve(documents_.size());
  for (const std::uint32_t document : documents_)
    names.emplace_back(document_kind_name(static_cast<DocumentKind>(ledger_.documents.kind[document])));
  table_.add(Column::text("kind", names));
}

void DocumentColumns::add_currency() {
  table_.add(currency_column("currency", picked(ledger_.documents.currency)));
}

void DocumentColumns::add_date(const char* name, const std::vector<std::int32_t>& of_documents) {
  table_.add(optional_date(name, picked(of_documents)));
}

void DocumentColumns::add_source_row() {
  table_.add(Column::int64("source_row", picked(ledger_.documents.source_row)));
}

}  // namespace openitem
