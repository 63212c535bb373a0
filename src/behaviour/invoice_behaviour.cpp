// compute_invoice_behaviour: every invoice as of the day before it was issued (docs/methods/behaviour.md, 1).

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "behaviour/account_rows.hpp"
#include "behaviour/checked_options.hpp"
#include "behaviour/document_fates.hpp"
#include "column/output_columns.hpp"
#include "core/parallel.hpp"
#include "ledger/document_kinds.hpp"
#include "openitem/behaviour.hpp"

namespace openitem {
namespace behaviour {
namespace {

constexpr std::array<std::string_view, 9> kInvoiceColumns = {
    "customer", "currency", "kind", "issue_date", "due_date", "as_of", "amount", "terms_days", "source_row"};

/// An invoice and the day its row looks back from.
struct InvoiceRow {
  std::uint32_t row;
  std::int32_t as_of, due;
};

struct InvoicePart {
  std::vector<InvoiceRow> rows;
  std::unique_ptr<FeatureRows> features;
};

class InvoicePartReader {
 public:
  InvoicePartReader(const BehaviourQuery& query, InvoicePart& part)
      : query_(query), part_(part), reader_(query, query.known_at()) {}

  void read(AccountKey key, bool is_one_view) {
    AccountSweep& sweep = reader_.start(key);
    find_invoices();
    if (is_one_view) {
      for (const InvoiceRow& invoice : invoices_) add(sweep, key, invoice);
      return;
    }
    for (std::size_t begin = 0; begin < invoices_.size();) {
      AccountReader then(query_, invoices_[begin].as_of);
      AccountSweep& known = then.start(key);
      std::size_t end = begin;
      for (; end < invoices_.size() && invoices_[end].as_of == invoices_[begin].as_of; ++end)
        add(known, key, invoices_[end]);
      begin = end;
    }
  }

 private:
  void find_invoices() {
    const Documents& documents = query_.ledger.documents;
    invoices_.clear();
    for (const AccountDocument& document : reader_.account().documents()) {
      if (!document.is_invoice) continue;
      const std::int32_t begins = std::min(documents.issue[document.row], documents.posting[document.row]);
      invoices_.push_back({document.row, begins - 1, document.due});
    }
    std::sort(invoices_.begin(), invoices_.end(), [](const InvoiceRow& a, const InvoiceRow& b) {
      return std::pair(a.as_of, a.row) < std::pair(b.as_of, b.row);
    });
  }

  void add(AccountSweep& sweep, AccountKey key, const InvoiceRow& invoice) {
    sweep.advance(invoice.as_of);
    RowSubject subject{key.currency, std::nullopt, query_.ledger.documents.amount[invoice.row]};
    if (query_.segment != nullptr) subject.segment = query_.segment->codes[invoice.row];
    part_.rows.push_back(invoice);
    part_.features->add(sweep, subject);
  }

  const BehaviourQuery& query_;
  InvoicePart& part_;
  AccountReader reader_;
  std::vector<InvoiceRow> invoices_;
};

std::vector<InvoicePart> read_invoices(const BehaviourQuery& query) {
  const std::vector<CustomerRange> ranges = parts_of_customers(query.ledger);
  std::vector<InvoicePart> parts(ranges.size());
  for_each_part(static_cast<std::int64_t>(parts.size()), query.options.threads, [&](std::int64_t at) {
    InvoicePart& part = parts[static_cast<std::size_t>(at)];
    part.features = std::make_unique<FeatureRows>(query.plan, query.parents);
    InvoicePartReader reader(query, part);
    const CustomerRange range = ranges[static_cast<std::size_t>(at)];
    for (std::uint32_t customer = range.first; customer < range.end; ++customer) {
      const bool is_one = is_one_view(query, customer);
      for (const std::uint16_t currency : currencies_of_customer(query.ledger, customer))
        reader.read({customer, currency}, is_one);
    }
  });
  return parts;
}

/// Positions of the rows of all parts in the order of the documents.
std::vector<std::uint32_t> order_of_documents(const LedgerData& ledger,
                                              const std::vector<InvoicePart>& parts) {
  std::vector<std::uint32_t> place(static_cast<std::size_t>(ledger.documents.rows()), kNoRow);
  std::uint32_t at = 0;
  for (const InvoicePart& part : parts) {
    for (const InvoiceRow& invoice : part.rows) place[invoice.row] = at++;
  }
  std::erase(place, kNoRow);
  return place;
}

std::vector<InvoiceRow> in_order(const std::vector<InvoicePart>& parts,
                                 const std::vector<std::uint32_t>& order) {
  std::vector<InvoiceRow> all;
  for (const InvoicePart& part : parts) all.insert(all.end(), part.rows.begin(), part.rows.end());
  std::vector<InvoiceRow> ordered;
  ordered.reserve(order.size());
  for (const std::uint32_t at : order) ordered.push_back(all[at]);
  return ordered;
}

template <typename Value, typename Of>
std::vector<Value> values_of(const std::vector<InvoiceRow>& rows, Of&& of) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const InvoiceRow& invoice : rows) values.push_back(of(invoice));
  return values;
}

std::vector<std::uint32_t> codes_of(const std::vector<InvoiceRow>& rows,
                                    const std::vector<std::uint32_t>& by_document) {
  return values_of<std::uint32_t>(rows, [&](const InvoiceRow& invoice) { return by_document[invoice.row]; });
}

void add_own_columns(const BehaviourQuery& query, const std::vector<InvoiceRow>& rows, Table& table) {
  const Documents& documents = query.ledger.documents;
  table.add(currency_column("currency", values_of<std::uint16_t>(rows, [&](const InvoiceRow& invoice) {
                              return documents.currency[invoice.row];
                            })));
  table.add(Column::text("kind", values_of<std::string_view>(rows, [&](const InvoiceRow& invoice) {
                           return document_kind_name(static_cast<DocumentKind>(documents.kind[invoice.row]));
                         })));
  table.add(Column::date("issue_date", values_of<std::int32_t>(rows, [&](const InvoiceRow& invoice) {
                           return documents.issue[invoice.row];
                         })));
  table.add(Column::date(
      "due_date", values_of<std::int32_t>(rows, [](const InvoiceRow& invoice) { return invoice.due; })));
  // The day before 1900-01-01 is none.
  table.add(Column::date("as_of", values_of<std::int32_t>(rows,
                                                          [](const InvoiceRow& invoice) {
                                                            return std::max(invoice.as_of, Date::min_days);
                                                          }))
                .with_validity(values_of<std::uint8_t>(rows, [](const InvoiceRow& invoice) -> std::uint8_t {
                  return invoice.as_of >= Date::min_days ? 1 : 0;
                })));
  table.add(Column::int64(
      "amount",
      values_of<std::int64_t>(rows, [&](const InvoiceRow& invoice) { return documents.amount[invoice.row]; }),
      ColumnRole::money));
  table.add(Column::int64("terms_days",
                          values_of<std::int64_t>(rows,
                                                  [&](const InvoiceRow& invoice) {
                                                    return std::int64_t{invoice.due} -
                                                           documents.issue[invoice.row];
                                                  }),
                          ColumnRole::days));
  table.add(Column::int64("source_row", values_of<std::int64_t>(rows, [&](const InvoiceRow& invoice) {
                            return documents.source_row[invoice.row];
                          })));
}

Table rows_of_invoices(const BehaviourQuery& query, std::vector<InvoicePart>& parts) {
  const Documents& documents = query.ledger.documents;
  const std::vector<std::uint32_t> order = order_of_documents(query.ledger, parts);
  const std::vector<InvoiceRow> rows = in_order(parts, order);
  Table table("rows");
  table.add(key_column("customer", query.ledger.customers, codes_of(rows, documents.customer)));
  for (const KeyColumn& id : documents.id) {
    const bool is_free = !is_taken(id.name, kInvoiceColumns, query.plan) &&
                         (query.segment == nullptr || query.segment->name != id.name);
    table.add(key_column(is_free ? id.name : "document_" + id.name, id.dictionary, codes_of(rows, id.codes)));
  }
  if (query.segment != nullptr)
    table.add(
        key_column(query.segment->name, query.segment->dictionary, codes_of(rows, query.segment->codes)));
  add_own_columns(query, rows, table);
  std::vector<FeatureRows*> features;
  features.reserve(parts.size());
  for (const InvoicePart& part : parts) features.push_back(part.features.get());
  for (Column& column : FeatureRows::columns(query.plan, features, order)) table.add(std::move(column));
  return table;
}

struct FateSums {
  std::int64_t count = 0, amount = 0;
};

Table proof_of_invoices(const BehaviourQuery& query, const std::vector<InvoicePart>& parts) {
  const LedgerData& ledger = query.ledger;
  const Documents& documents = ledger.documents;
  const KnownRows known(ledger, query.options.clock, query.known_at());
  const auto rank_of = [&](std::uint32_t row) {
    return static_cast<std::size_t>(
        std::lower_bound(ledger.currencies.begin(), ledger.currencies.end(), documents.currency[row]) -
        ledger.currencies.begin());
  };
  // By currency: all documents, and of them by their fate; what became rows is counted from the rows.
  std::vector<std::array<FateSums, 6>> sums(ledger.currencies.size());
  const auto add = [&](std::uint32_t row, std::size_t line) {
    FateSums& to = sums[rank_of(row)][line];
    ++to.count;
    to.amount += documents.amount[row];
  };
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(documents.rows()); ++row) {
    add(row, 0);
    const Fate fate = fate_of(known, row);
    if (fate != Fate::row) add(row, 1 + static_cast<std::size_t>(fate));
  }
  for (const InvoicePart& part : parts) {
    for (const InvoiceRow& invoice : part.rows) add(invoice.row, 1 + static_cast<std::size_t>(Fate::row));
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> lines;
  std::vector<std::int64_t> counts, amounts;
  const auto say = [&](std::size_t rank, std::string_view line, FateSums value) {
    currencies.push_back(ledger.currencies[rank]);
    lines.push_back(line);
    counts.push_back(value.count);
    amounts.push_back(value.amount);
  };
  for (std::size_t rank = 0; rank < sums.size(); ++rank) {
    FateSums rest = sums[rank][0];
    say(rank, "documents", rest);
    for (std::size_t line = 1; line < sums[rank].size(); ++line) {
      const FateSums& part = sums[rank][line];
      say(rank, kFateNames[line - 1], {-part.count, -part.amount});
      rest.count -= part.count;
      rest.amount -= part.amount;
    }
    say(rank, "difference", rest);
  }
  Table table("proof");
  table.add(currency_column("currency", currencies));
  table.add(Column::text("line", lines));
  table.add(Column::int64("count", std::move(counts), ColumnRole::count));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  return table;
}

Table about_invoices(const BehaviourQuery& query, std::int64_t promises_left_out) {
  AboutLines lines;
  lines.add("formula", "invoice_behaviour");
  add_options(query.options, lines);
  lines.add("promises_left_out", std::to_string(promises_left_out));
  return lines.table();
}

}  // namespace
}  // namespace behaviour

Result compute_invoice_behaviour(const Ledger& ledger, const BehaviourOptions& options) {
  using namespace behaviour;
  check_options(options);
  const LedgerData& data = ledger.data();
  const BehaviourPlan plan = plan_features(options, true);
  const PromiseIndex promises(data);
  BehaviourQuery query{
      data, options, plan, promises, find_segment(data, options.segment, kInvoiceColumns, plan), nullptr};
  Parents parents;
  if (options.shrink != 0) {
    parents = find_parents(query);
    query.parents = &parents;
  }
  std::vector<InvoicePart> parts = read_invoices(query);
  std::vector<Table> tables;
  tables.push_back(rows_of_invoices(query, parts));
  tables.push_back(features_table(plan));
  tables.push_back(proof_of_invoices(query, parts));
  tables.push_back(about_invoices(query, plan.needs_promises ? count_promises_left_out(query) : 0));
  return Result(std::move(tables));
}

}  // namespace openitem
