#include "collection_curves/settlements.hpp"

#include "ledger/counting_day.hpp"
#include "ledger/document_kinds.hpp"

namespace openitem::collection_curves {
namespace {

Settled settled_by(const Documents& documents, std::uint32_t credit) noexcept {
  if (credit == kNoRow) return Settled::other;
  const auto kind = static_cast<DocumentKind>(documents.kind[credit]);
  if (is_payment(kind, documents.amount[credit])) return Settled::paid;
  switch (kind) {
    case DocumentKind::credit_note: return Settled::credited;
    case DocumentKind::discount: return Settled::discounted;
    case DocumentKind::write_off: return Settled::written_off;
    default: return Settled::other;
  }
}

}  // namespace

bool is_invoiced(const LedgerData& ledger, const Books& books, std::uint32_t document) noexcept {
  const auto kind = static_cast<DocumentKind>(ledger.documents.kind[document]);
  return (kind == DocumentKind::invoice || kind == DocumentKind::debit_note) &&
         books.place(document) == Place::in_books;
}

std::vector<Settlement> read_settlements(const LedgerData& ledger, const Books& books,
                                         ApplicationClock clock) {
  const Applications& applications = ledger.applications;
  std::vector<Settlement> settlements;
  settlements.reserve(static_cast<std::size_t>(applications.rows()));
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(applications.rows()); ++row) {
    const std::uint32_t debit = books.row_of(applications.debit_identity[row]);
    if (debit == kNoRow || !is_invoiced(ledger, books, debit)) continue;
    if (!books.counts(row, applications.credit_identity[row])) continue;
    const std::uint32_t credit = books.row_of(applications.credit_identity[row]);
    const std::int32_t day = counting_day(ledger, clock, row, debit, credit);
    settlements.push_back({debit, day - ledger.documents.issue[debit], settled_by(ledger.documents, credit),
                           applications.debit_amount[row]});
  }
  return settlements;
}

}  // namespace openitem::collection_curves
