#include "kpi/account_groups.hpp"

#include <algorithm>

#include "ledger/document_kinds.hpp"

namespace openitem {

template <typename Function>
void AccountGroups::for_each_document(std::uint32_t customer, std::uint16_t currency, Function&& fn) const {
  const Documents& documents = query_.ledger.documents;
  const auto [begin, end] = std::equal_range(documents.customer.begin(), documents.customer.end(), customer);
  for (auto at = begin; at != end; ++at) {
    const auto row = static_cast<std::uint32_t>(at - documents.customer.begin());
    const Place place = books_.place(row);
    const bool is_known = place == Place::in_books || place == Place::posted_later;
    if (documents.currency[row] == currency && is_known) fn(row);
  }
}

std::uint32_t AccountGroups::group_of(std::uint32_t customer, std::uint16_t currency) const {
  std::uint32_t found = kNoGroup;
  for_each_document(customer, currency, [&](std::uint32_t row) {
    const std::uint32_t group = query_.groups.of_document[row];
    found = found == kNoGroup || found == group ? group : kSeveralGroups;
  });
  return found;
}

std::vector<Receipt> AccountGroups::receipts_of(std::uint32_t customer, std::uint16_t currency) const {
  const Documents& documents = query_.ledger.documents;
  std::vector<Receipt> receipts;
  for_each_document(customer, currency, [&](std::uint32_t row) {
    const auto kind = static_cast<DocumentKind>(documents.kind[row]);
    if (!is_payment(kind, documents.amount[row]) && kind != DocumentKind::payment_return) return;
    receipts.push_back({documents.posting[row], -documents.amount[row]});
  });
  std::stable_sort(receipts.begin(), receipts.end(),
                   [](const Receipt& a, const Receipt& b) { return a.day < b.day; });
  return receipts;
}

}  // namespace openitem
