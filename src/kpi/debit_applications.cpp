#include "kpi/debit_applications.hpp"

#include <algorithm>
#include <tuple>

#include "ledger/counting_day.hpp"
#include "ledger/document_kinds.hpp"

namespace openitem {

std::span<const DebitApplication> DebitApplications::of(std::uint32_t document) {
  events_.clear();
  const Documents& documents = ledger_.documents;
  const std::uint32_t identity = documents.identity[document];
  for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
    if (series_.counts(at).is_empty()) continue;
    const std::uint32_t credit = books_.row_of(ledger_.applications.credit_identity[at]);
    if (credit == kNoRow) {
      if (series_.needs_other_side()) continue;
      events_.push_back({counting_day(ledger_, clock_, at, document, kNoRow), at, false});
      continue;
    }
    const auto kind = static_cast<DocumentKind>(documents.kind[credit]);
    events_.push_back({counting_day(ledger_, clock_, at, document, credit), at,
                       openitem::is_payment(kind, documents.amount[credit])});
  }
  std::sort(events_.begin(), events_.end(), [](const DebitApplication& a, const DebitApplication& b) {
    return std::tie(a.day, a.application) < std::tie(b.day, b.application);
  });
  return events_;
}

}  // namespace openitem
