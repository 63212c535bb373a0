#include "discount/settled_documents.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/document_kinds.hpp"

namespace openitem::discount {
namespace {

bool is_looked_at(const Documents& documents, const Books& books, std::uint32_t row) {
  const auto kind = static_cast<DocumentKind>(documents.kind[row]);
  return (kind == DocumentKind::invoice || kind == DocumentKind::debit_note) && documents.amount[row] > 0 &&
         books.place(row) == Place::in_books;
}

void add_to_sum(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

}  // namespace

std::vector<SettledDocument> read_settled_documents(const LedgerData& ledger, const Books& books,
                                                    ApplicationClock clock) {
  const Documents& documents = ledger.documents;
  const Applications& applications = ledger.applications;
  std::vector<SettledDocument> found;
  std::vector<std::uint32_t> position(static_cast<std::size_t>(documents.rows()), kNoRow);
  for (std::uint32_t row = 0; row < position.size(); ++row) {
    if (!is_looked_at(documents, books, row)) continue;
    position[row] = static_cast<std::uint32_t>(found.size());
    found.push_back({.document = row});
  }
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(applications.rows()); ++row) {
    const std::uint32_t debit = books.row_of(applications.debit_identity[row]);
    if (debit == kNoRow || position[debit] == kNoRow) continue;
    if (!books.counts(row, applications.credit_identity[row])) continue;
    const std::uint32_t credit = books.row_of(applications.credit_identity[row]);
    SettledDocument& document = found[position[debit]];
    const std::int64_t amount = applications.debit_amount[row];
    if (credit == kNoRow) {
      add_to_sum(document.other, amount);
      continue;
    }
    const auto kind = static_cast<DocumentKind>(documents.kind[credit]);
    if (is_payment(kind, documents.amount[credit])) {
      add_to_sum(document.paid, amount);
      if (amount > 0)
        document.paid_on = std::max(document.paid_on, counting_day(ledger, clock, row, debit, credit));
    } else {
      add_to_sum(kind == DocumentKind::discount ? document.discounted : document.other, amount);
    }
  }
  return found;
}

}  // namespace openitem::discount
