// compute_invoice_outcomes: every invoice after its issue (docs/methods/outcome.md).

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "behaviour/account_rows.hpp"
#include "behaviour/document_fates.hpp"
#include "column/output_columns.hpp"
#include "core/parallel.hpp"
#include "openitem/outcome.hpp"
#include "outcome/outcome_columns.hpp"
#include "outcome/outcome_query.hpp"

namespace openitem {
namespace outcome {
namespace {

using behaviour::Account;
using behaviour::AccountKey;
using behaviour::CustomerRange;
using behaviour::KnownRows;

constexpr std::array<std::string_view, 8> kOwnColumns = {"customer", "currency", "kind",   "issue_date",
                                                         "due_date", "as_of",    "amount", "source_row"};

struct InvoiceRow {
  std::uint32_t row;
  std::int32_t as_of, due;
  Judged judged;
};

/// The invoices of a part of the customers, account by account.
class InvoiceJudge {
 public:
  InvoiceJudge(const OutcomeQuery& query, std::vector<InvoiceRow>& rows)
      : query_(query),
        rows_(rows),
        known_(query.ledger, query.options.clock, query.known_at()),
        account_(known_, nullptr, query.options.days_past_due),
        timeline_(known_, query.options.days_past_due, query.options.exclude_disputed != 0) {}

  void read(AccountKey key) {
    account_.load(key);
    events_.assign(account_.events().begin(), account_.events().end());
    // By document, and within it still by day.
    std::stable_sort(events_.begin(), events_.end(),
                     [](const AccountEvent& a, const AccountEvent& b) { return a.slot < b.slot; });
    std::size_t begin = 0;
    const std::span<const AccountDocument> documents = account_.documents();
    for (std::uint32_t slot = 0; slot < documents.size(); ++slot) {
      std::size_t end = begin;
      for (; end < events_.size() && events_[end].slot == slot; ++end) events_[end].slot = 0;
      if (documents[slot].is_invoice)
        judge_invoice(documents[slot], std::span(events_).subspan(begin, end - begin), key);
      begin = end;
    }
  }

 private:
  void judge_invoice(const AccountDocument& invoice, std::span<const AccountEvent> events, AccountKey key) {
    const Documents& documents = query_.ledger.documents;
    const std::int32_t issue = documents.issue[invoice.row], posting = documents.posting[invoice.row];
    const std::int32_t as_of = std::min(issue, posting) - 1;
    const std::int32_t end = window_end(query_.options, issue);
    InvoiceRow row{invoice.row, as_of, invoice.due, {end, RowFate::good, {}}};
    if (end > *query_.end_of_data) {
      row.judged.fate = RowFate::window_incomplete;
    } else if (earliest_due(invoice) + query_.options.days_past_due > end) {
      row.judged.fate = RowFate::window_too_short;
    } else {
      row.judged.verdict = verdict_of(invoice, events, key, {as_of, end});
      if (row.judged.verdict.trigger != Trigger::none) {
        row.judged.fate = RowFate::bad;
      } else if (posting > end) {
        row.judged.fate = RowFate::no_exposure;
      }
    }
    rows_.push_back(row);
  }

  struct Window {
    std::int32_t as_of, end;
  };
  Verdict verdict_of(const AccountDocument& invoice, std::span<const AccountEvent> events, AccountKey key,
                     Window window) {
    const std::int64_t materiality = query_.materiality.of(key.currency);
    timeline_.read(
        std::span(&invoice, 1), events,
        {materiality, query_.options.materiality_share, query_.ledger.documents.amount[invoice.row]});
    find_write_offs(invoice);
    judge_.start(timeline_.days(), write_offs_,
                 query_.options.count_write_offs != 0 ? std::optional(materiality) : std::nullopt);
    return judge_.judge(window.as_of, window.end);
  }

  [[nodiscard]] std::int32_t earliest_due(const AccountDocument& invoice) const {
    if (!invoice.has_instalments) return invoice.due;
    // Instalments of an id stand by due date.
    const Instalments& instalments = query_.ledger.instalments;
    return instalments.due[instalments.offsets[query_.ledger.documents.identity[invoice.row]]];
  }

  void find_write_offs(const AccountDocument& invoice) {
    const LedgerData& ledger = query_.ledger;
    const Applications& applications = ledger.applications;
    write_offs_.clear();
    if (!invoice.is_settled) return;
    const std::uint32_t identity = ledger.documents.identity[invoice.row];
    for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
      if (!known_.knows_application(at)) continue;
      const std::uint32_t credit = known_.row_of(applications.credit_identity[at]);
      if (credit == kNoRow ||
          static_cast<DocumentKind>(ledger.documents.kind[credit]) != DocumentKind::write_off)
        continue;
      const std::int32_t day = known_.effective_day(at, invoice.row, applications.credit_identity[at]);
      write_offs_.push_back({day, applications.debit_amount[at]});
    }
    std::sort(write_offs_.begin(), write_offs_.end(),
              [](const WriteOff& a, const WriteOff& b) { return a.day < b.day; });
  }

  const OutcomeQuery& query_;
  std::vector<InvoiceRow>& rows_;
  KnownRows known_;
  Account account_;
  PastDueTimeline timeline_;
  std::vector<AccountEvent> events_;
  std::vector<WriteOff> write_offs_;
  Judge judge_;
};

/// In the order of the documents.
std::vector<InvoiceRow> judge_invoices(const OutcomeQuery& query) {
  const std::vector<CustomerRange> ranges = behaviour::parts_of_customers(query.ledger);
  std::vector<std::vector<InvoiceRow>> parts(ranges.size());
  for_each_part(static_cast<std::int64_t>(parts.size()), query.options.threads, [&](std::int64_t at) {
    InvoiceJudge judge(query, parts[static_cast<std::size_t>(at)]);
    const CustomerRange range = ranges[static_cast<std::size_t>(at)];
    for (std::uint32_t customer = range.first; customer < range.end; ++customer) {
      for (const std::uint16_t currency : behaviour::currencies_of_customer(query.ledger, customer))
        judge.read({customer, currency});
    }
  });
  std::vector<InvoiceRow> rows;
  for (std::vector<InvoiceRow>& part : parts) {
    rows.insert(rows.end(), part.begin(), part.end());
    part = {};
  }
  std::sort(rows.begin(), rows.end(), [](const InvoiceRow& a, const InvoiceRow& b) { return a.row < b.row; });
  return rows;
}

template <typename Value, typename Of>
std::vector<Value> values_of_rows(const std::vector<InvoiceRow>& rows, Of&& of) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const InvoiceRow& row : rows) values.push_back(of(row));
  return values;
}

bool is_own_column(std::string_view name) {
  return std::find(kOwnColumns.begin(), kOwnColumns.end(), name) != kOwnColumns.end() ||
         std::find(kOutcomeColumns.begin(), kOutcomeColumns.end(), name) != kOutcomeColumns.end();
}

void add_days(const char* name, const std::vector<std::int32_t>& by_document,
              const std::vector<InvoiceRow>& rows, Table& table) {
  table.add(Column::date(
      name, values_of_rows<std::int32_t>(rows, [&](const InvoiceRow& row) { return by_document[row.row]; })));
}

Table rows_of_invoices(const OutcomeQuery& query, const std::vector<InvoiceRow>& rows) {
  const Documents& documents = query.ledger.documents;
  const auto codes = [&rows](const std::vector<std::uint32_t>& by_document) {
    return values_of_rows<std::uint32_t>(rows, [&](const InvoiceRow& row) { return by_document[row.row]; });
  };
  Table table("rows");
  table.add(key_column("customer", query.ledger.customers, codes(documents.customer)));
  for (const KeyColumn& id : documents.id)
    table.add(
        key_column(is_own_column(id.name) ? "document_" + id.name : id.name, id.dictionary, codes(id.codes)));
  table.add(currency_column("currency", values_of_rows<std::uint16_t>(rows, [&](const InvoiceRow& row) {
                              return documents.currency[row.row];
                            })));
  table.add(Column::text("kind", values_of_rows<std::string_view>(rows, [&](const InvoiceRow& row) {
                           return document_kind_name(static_cast<DocumentKind>(documents.kind[row.row]));
                         })));
  add_days("issue_date", documents.issue, rows, table);
  table.add(Column::date("due_date",
                         values_of_rows<std::int32_t>(rows, [](const InvoiceRow& row) { return row.due; })));
  // The day before 1900-01-01 is none.
  table.add(Column::date("as_of",
                         values_of_rows<std::int32_t>(
                             rows, [](const InvoiceRow& row) { return std::max(row.as_of, Date::min_days); }))
                .with_validity(values_of_rows<std::uint8_t>(rows, [](const InvoiceRow& row) -> std::uint8_t {
                  return row.as_of >= Date::min_days ? 1 : 0;
                })));
  table.add(Column::int64(
      "amount",
      values_of_rows<std::int64_t>(rows, [&](const InvoiceRow& row) { return documents.amount[row.row]; }),
      ColumnRole::money));
  add_outcome_columns(values_of_rows<Judged>(rows, [](const InvoiceRow& row) { return row.judged; }), table);
  table.add(Column::int64("source_row", values_of_rows<std::int64_t>(rows, [&](const InvoiceRow& row) {
                            return documents.source_row[row.row];
                          })));
  return table;
}

struct ProofSums {
  std::int64_t count = 0, amount = 0;
};

/// Where every document of the ledger went, by currency.
class InvoiceProof {
 public:
  explicit InvoiceProof(const OutcomeQuery& query) : query_(query), sums_(query.ledger.currencies.size()) {}

  void count_documents() {
    const KnownRows known(query_.ledger, query_.options.clock, query_.known_at());
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(query_.ledger.documents.rows()); ++row) {
      add(row, 0);
      const behaviour::Fate fate = behaviour::fate_of(known, row);
      if (fate != behaviour::Fate::row) add(row, 1 + static_cast<std::size_t>(fate));
    }
  }
  void count(const InvoiceRow& row) {
    if (row.judged.fate != RowFate::already_bad)
      add(row.row, kFirstFate + static_cast<std::size_t>(row.judged.fate));
  }

  Table table() {
    for (std::size_t rank = 0; rank < sums_.size(); ++rank) say_all(rank);
    Table table("proof");
    table.add(currency_column("currency", currencies_));
    table.add(Column::text("line", lines_));
    table.add(Column::int64("count", std::move(counts_), ColumnRole::count));
    table.add(Column::int64("amount", std::move(amounts_), ColumnRole::money));
    return table;
  }

 private:
  // Lines: all documents, those that are no rows, rows by their fate.
  static constexpr std::size_t kOthers = behaviour::kFateNames.size() - 1;
  static constexpr std::size_t kFirstFate = 1 + kOthers;
  using Lines = std::array<ProofSums, kFirstFate + kRowFateNames.size()>;

  void add(std::uint32_t row, std::size_t line) {
    const std::vector<std::uint16_t>& known = query_.ledger.currencies;
    const std::uint16_t currency = query_.ledger.documents.currency[row];
    const auto rank = std::lower_bound(known.begin(), known.end(), currency) - known.begin();
    ProofSums& to = sums_[static_cast<std::size_t>(rank)][line];
    ++to.count;
    to.amount += query_.ledger.documents.amount[row];
  }

  void say_all(std::size_t rank) {
    ProofSums rest = sums_[rank][0];
    say(rank, "documents", rest);
    for (std::size_t line = 1; line < sums_[rank].size(); ++line) {
      const bool is_other = line < kFirstFate;
      if (!is_other && static_cast<RowFate>(line - kFirstFate) == RowFate::already_bad) continue;
      const ProofSums& part = sums_[rank][line];
      say(rank, is_other ? behaviour::kFateNames[line - 1] : kRowFateNames[line - kFirstFate],
          {-part.count, -part.amount});
      rest.count -= part.count;
      rest.amount -= part.amount;
    }
    say(rank, "difference", rest);
  }
  void say(std::size_t rank, std::string_view line, ProofSums value) {
    currencies_.push_back(query_.ledger.currencies[rank]);
    lines_.push_back(line);
    counts_.push_back(value.count);
    amounts_.push_back(value.amount);
  }

  const OutcomeQuery& query_;
  std::vector<Lines> sums_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string_view> lines_;
  std::vector<std::int64_t> counts_, amounts_;
};

}  // namespace
}  // namespace outcome

Result compute_invoice_outcomes(const Ledger& ledger, const OutcomeOptions& options,
                                std::span<const TableView> tables) {
  using namespace outcome;
  const OutcomeQuery query = outcome_query(ledger.data(), options, tables, OutcomeOf::invoices);
  const std::vector<InvoiceRow> rows = judge_invoices(query);
  InvoiceProof proof(query);
  proof.count_documents();
  for (const InvoiceRow& row : rows) proof.count(row);
  return Result(
      {rows_of_invoices(query, rows), proof.table(), about_outcome(query, OutcomeOf::invoices, {})});
}

}  // namespace openitem
