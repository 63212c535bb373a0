// The documents in their final order: by customer, issue date, source row; a flat settlement after its document.

#include <algorithm>
#include <utility>

#include "core/message.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/identities.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

// A document to be: a source row, or the settlement of one.
struct Entries {
  std::vector<std::uint32_t> row;
  std::vector<std::uint8_t> is_settlement;
};

Entries kept_entries(const DocumentRows& rows, const TableRows& kept) {
  Entries entries;
  const auto size = static_cast<std::size_t>(rows.rows);
  entries.row.reserve(size);
  entries.is_settlement.reserve(size);
  for (std::size_t row = 0; row < size; ++row) {
    if (kept.is_excluded(row)) continue;
    entries.row.push_back(static_cast<std::uint32_t>(row));
    entries.is_settlement.push_back(0);
    if (rows.settlement.empty() || rows.settlement[row] == 0) continue;
    entries.row.push_back(static_cast<std::uint32_t>(row));
    entries.is_settlement.push_back(1);
  }
  if (entries.row.size() >= kNoRow) {
    throw Error(Status::overflow, Message()
                                      .append("the ledger would hold ")
                                      .append(entries.row.size())
                                      .append(" documents; at most ")
                                      .append(kNoRow - 1)
                                      .append(" fit, split it"));
  }
  return entries;
}

// A settlement is issued on the day it was paid.
std::int32_t issue_of(const DocumentRows& rows, const Entries& entries, std::size_t entry) noexcept {
  const std::uint32_t row = entries.row[entry];
  return entries.is_settlement[entry] != 0 ? rows.paid_date[row] : rows.issue[row];
}

std::vector<std::uint32_t> output_order(const DocumentRows& rows, const Entries& entries) {
  const std::size_t size = entries.row.size();
  std::int32_t first = Date::max_days, last = Date::min_days;
  for (std::size_t entry = 0; entry < size; ++entry) {
    const std::int32_t issue = issue_of(rows, entries, entry);
    first = std::min(first, issue);
    last = std::max(last, issue);
  }
  const auto days = static_cast<std::uint64_t>(std::max(last - first, 0)) + 1;
  std::vector<std::uint64_t> keys(size);
  for (std::size_t entry = 0; entry < size; ++entry) {
    keys[entry] = rows.customer.codes[entries.row[entry]] * days +
                  static_cast<std::uint64_t>(issue_of(rows, entries, entry) - first);
  }
  return stable_order(std::move(keys));
}

// Fills columns of the ledger from source rows, position by position.
class Assembler {
 public:
  Assembler(const DocumentRows& rows, Entries entries, std::int32_t threads)
      : rows_(rows), entries_(std::move(entries)), threads_(threads) {}

  void fill(Documents& out) const {
    out.customer = gather(rows_.customer.codes);
    out.currency = gather(rows_.currency);
    out.recorded_on = rows_.recorded_on.empty() ? same(kAlwaysKnown) : gather(rows_.recorded_on);
    out.superseded_on = same(kNeverSuperseded);
    out.due = rows_.due.empty() ? same(kNoDate) : gather(rows_.due, kNoDate);
    out.tax_amount = gather(rows_.tax_amount, std::int64_t{0});
    out.base_amount = gather(rows_.base_amount, std::int64_t{0});
    out.base_amount_null = gather(rows_.base_amount_null, std::uint8_t{1});
    fill_source(out);
    fill_settlements(out);
  }

  KeyColumn keys(NamedKeys& source) const {
    return {source.name, gather(source.cells.codes), std::move(source.cells.dictionary)};
  }
  // Keys that a settlement does not have.
  KeyColumn own_keys(NamedKeys& source) const {
    return {source.name, gather(source.cells.codes, kNoKey), std::move(source.cells.dictionary)};
  }
  DateColumn dates(const DateColumn& source) const { return {source.name, gather(source.days, kNoDate)}; }

 private:
  template <typename Value>
  std::vector<Value> gather(const std::vector<Value>& source) const {
    return reordered(source, entries_.row, threads_);
  }
  // `otherwise` stands in settlements.
  template <typename Value>
  std::vector<Value> gather(const std::vector<Value>& source, Value otherwise) const {
    std::vector<Value> values = reordered(source, entries_.row, threads_);
    if (!rows_.is_flat() || values.empty()) return values;
    for (std::size_t at = 0; at < values.size(); ++at) {
      if (entries_.is_settlement[at] != 0) values[at] = otherwise;
    }
    return values;
  }
  std::vector<std::int32_t> same(std::int32_t value) const {
    return std::vector<std::int32_t>(entries_.row.size(), value);
  }

  void fill_source(Documents& out) const {
    out.kind = gather(rows_.kind);
    out.issue = gather(rows_.issue);
    out.posting = gather(rows_.posting);
    out.amount = gather(rows_.amount);
    out.origin.assign(entries_.row.size(), Origin::documents_table);
    out.source_row.assign(entries_.row.begin(), entries_.row.end());
  }

  void fill_settlements(Documents& out) const {
    if (!rows_.is_flat()) return;
    for (std::size_t at = 0; at < entries_.row.size(); ++at) {
      if (entries_.is_settlement[at] == 0) continue;
      const std::uint32_t row = entries_.row[at];
      out.origin[at] = Origin::flat_settlement;
      out.issue[at] = out.posting[at] = rows_.paid_date[row];
      out.amount[at] = rows_.settlement[row];
      out.kind[at] =
          static_cast<std::uint8_t>(out.amount[at] < 0 ? DocumentKind::payment : DocumentKind::refund);
    }
  }

  const DocumentRows& rows_;
  Entries entries_;
  std::int32_t threads_;
};

std::vector<FlatLink> links_of(const Entries& entries, const std::vector<std::uint32_t>& order) {
  if (std::find(entries.is_settlement.begin(), entries.is_settlement.end(), 1) == entries.is_settlement.end())
    return {};
  std::vector<std::uint32_t> position(order.size());
  for (std::size_t at = 0; at < order.size(); ++at) position[order[at]] = static_cast<std::uint32_t>(at);
  std::vector<FlatLink> links;
  for (std::size_t entry = 1; entry < entries.row.size(); ++entry) {
    if (entries.is_settlement[entry] != 0) links.push_back({position[entry - 1], position[entry]});
  }
  return links;
}

std::vector<std::uint16_t> occurring(const std::vector<std::uint16_t>& currencies) {
  std::vector<std::uint16_t> found;
  for (const std::uint16_t currency : currencies) {
    if (!found.empty() && found.back() == currency) continue;  // long runs of one are the rule
    const auto at = std::find(found.begin(), found.end(), currency);
    if (at == found.end()) {
      found.push_back(currency);
    } else {
      std::iter_swap(at, found.end() - 1);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::int64_t distinct(const std::vector<std::uint32_t>& sorted) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < sorted.size(); ++at) count += at == 0 || sorted[at] != sorted[at - 1] ? 1 : 0;
  return count;
}

}  // namespace

std::vector<FlatLink> assemble_documents(DocumentRows& rows, const TableRows& kept, std::int32_t threads,
                                         LedgerData& ledger) {
  Entries entries = kept_entries(rows, kept);
  const std::vector<std::uint32_t> order = output_order(rows, entries);
  std::vector<FlatLink> links = links_of(entries, order);
  const Assembler assembler(
      rows, {reordered(entries.row, order, threads), reordered(entries.is_settlement, order, threads)},
      threads);
  entries = {};
  Documents& documents = ledger.documents;
  assembler.fill(documents);
  for (NamedKeys& member : rows.id) documents.id.push_back(assembler.own_keys(member));
  if (!rows.entity.name.empty()) documents.entity = assembler.keys(rows.entity);
  if (!rows.terms.name.empty()) documents.terms = assembler.own_keys(rows.terms);
  for (NamedKeys& dimension : rows.dimensions) documents.dimensions.push_back(assembler.keys(dimension));
  for (const DateColumn& dates : rows.dates) documents.dates.push_back(assembler.dates(dates));
  ledger.customer_count = distinct(documents.customer);
  ledger.currencies = occurring(documents.currency);
  ledger.has_recorded_on = !rows.recorded_on.empty();
  return links;
}

}  // namespace openitem
