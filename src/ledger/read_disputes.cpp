#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/document_kinds.hpp"
#include "ledger/document_tables.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

// Reads the disputes table, role by role.
class DisputeReader {
 public:
  explicit DisputeReader(TableContext& context)
      : context_(context), size_(static_cast<std::size_t>(context.table.rows())) {}

  void read() {
    documents_ = context_.index.find(tuple(), context_.rules.threads);
    currencies_ = currencies_of(documents_, context_.ledger, context_.rules);
    read_amounts();
    context_.rows.set_money({impact_.data(), impact_null_.data(), currencies_.index.data()});
    check_references(context_.rows, tuple(), documents_, true);
    check_debits();
    check_amounts();
    reason_ = texts("reason");
    opened_ = days("opened");
    closed_ = days("closed");
    check_dates();
    outcome_ = texts("outcome");
    recorded_on_ = days("recorded_on");
    if (const ChunkedColumn* const column = context_.table.one("amount")) {
      report_inexact(context_.rows, *column, amounts_, currencies_.index);
    }
    store();
    context_.rows.set_money({});
  }

 private:
  std::span<const ChunkedColumn* const> tuple() const { return context_.table.all("document_id"); }

  // The money impact of a dispute of the whole document is the document's amount.
  void read_amounts() {
    amounts_.minor.assign(size_, 0);
    amounts_.is_null.assign(size_, 1);
    if (const ChunkedColumn* const column = context_.table.one("amount")) {
      amounts_ = read_row_money(*column, currencies_, context_.rules);
      check_money_total(*column, amounts_.minor, currencies_.index);
    }
    impact_ = amounts_.minor;
    impact_null_ = amounts_.is_null;
    for (std::size_t row = 0; row < size_; ++row) {
      if (impact_null_[row] == 0 || documents_.identity[row] == kNoRow) continue;
      impact_[row] = context_.ledger.documents.amount[document_of(row)];
      impact_null_[row] = 0;
    }
    for (const CellProblem& problem : amounts_.problems)
      impact_null_[static_cast<std::size_t>(problem.row)] = 1;
  }

  std::uint32_t document_of(std::size_t row) const {
    return context_.ledger.current_row[documents_.identity[row]];
  }

  void check_debits() {
    const Documents& documents = context_.ledger.documents;
    for (std::size_t row = 0; row < size_; ++row) {
      if (documents_.identity[row] == kNoRow || context_.rows.is_excluded(row)) continue;
      const std::uint32_t document = document_of(row);
      if (is_debit(static_cast<DocumentKind>(documents.kind[document]), documents.amount[document])) continue;
      context_.rows.exclude(
          row, Rule::dispute_of_credit, tuple()[0]->short_name(),
          {show_tuple(tuple(), row), show_money(documents.amount[document], documents.currency[document])});
    }
  }

  void check_amounts() {
    const ChunkedColumn* const column = context_.table.one("amount");
    if (column == nullptr) return;
    context_.rows.check_cells(*column, amounts_.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (amounts_.minor[row] >= 0) continue;
      context_.rows.exclude(row, Rule::negative_dispute, column->short_name(),
                            {show_cell(*column, static_cast<std::int64_t>(row))});
    }
  }

  void check_dates() {
    const ChunkedColumn& opened = *context_.table.one("opened");
    for (std::size_t row = 0; row < size_; ++row) {
      if (opened_[row] == kNoDate) context_.rows.miss(row, opened, "the day it was opened");
      if (context_.rows.is_excluded(row) || closed_[row] == kNoDate || closed_[row] >= opened_[row]) continue;
      context_.rows.exclude(row, Rule::dispute_dates, context_.table.one("closed")->short_name(),
                            {show_day(closed_[row]), show_day(opened_[row])});
    }
  }

  std::vector<std::int32_t> days(std::string_view role) {
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) return std::vector<std::int32_t>(size_, kNoDate);
    DateCells cells = read_day_column(*column, context_.rules);
    context_.rows.check_cells(*column, cells.problems);
    return std::move(cells.days);
  }

  std::vector<std::string_view> texts(std::string_view role) {
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) return std::vector<std::string_view>(size_);
    TextCells cells = read_texts(*column, context_.rules.threads);
    context_.rows.check_cells(*column, cells.problems);
    return std::move(cells.values);
  }

  void store() {
    const std::vector<std::uint32_t> order = kept_by_identity(context_.rows, documents_.identity);
    const std::int32_t threads = context_.rules.threads;
    Disputes& out = context_.ledger.disputes;
    out.offsets = group_offsets(reordered(documents_.identity, order, threads), context_.ledger.identities);
    out.amount = reordered(amounts_.minor, order, threads);
    out.whole = reordered(amounts_.is_null, order, threads);
    out.opened = reordered(opened_, order, threads);
    out.closed = reordered(closed_, order, threads);
    out.recorded_on = reordered(recorded_on_, order, threads);
    for (const std::uint32_t row : order) {
      out.reason.emplace_back(reason_[row]);
      out.outcome.emplace_back(outcome_[row]);
    }
    out.source_row.assign(order.begin(), order.end());
    const bool has_recorded_on = context_.table.one("recorded_on") != nullptr;
    context_.ledger.has_recorded_on = context_.ledger.has_recorded_on || has_recorded_on;
  }

  TableContext& context_;
  std::size_t size_;
  References documents_;
  CurrencyCells currencies_;
  MoneyCells amounts_;
  std::vector<std::int64_t> impact_;
  std::vector<std::uint8_t> impact_null_;
  std::vector<std::string_view> reason_, outcome_;
  std::vector<std::int32_t> opened_, closed_, recorded_on_;
};

}  // namespace

void read_disputes(TableContext& context) {
  if (context.table.is_given()) DisputeReader(context).read();
}

}  // namespace openitem
