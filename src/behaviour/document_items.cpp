#include "behaviour/document_items.hpp"

namespace openitem::behaviour {
namespace {

void clear(OpenItems& items) noexcept {
  items.document.clear();
  items.instalment.clear();
  items.excess.clear();
  items.due.clear();
  items.amount.clear();
  items.open.clear();
  items.disputed.clear();
}

}  // namespace

void DocumentItems::write(const AccountDocument& document, std::int64_t rest, std::int32_t day) {
  const std::uint32_t identity = known_.ledger().documents.identity[document.row];
  clear(items_);
  named_.start(identity);
  if (document.has_instalments) name_instalments(document, day);
  const std::int64_t disputed = document.has_disputes ? known_.disputed_on(identity, day) : 0;
  writer_.write({document.row, document.is_settled, rest, named_.sums(), disputed});
}

void DocumentItems::name_instalments(const AccountDocument& document, std::int32_t day) {
  const LedgerData& ledger = known_.ledger();
  const Applications& applications = ledger.applications;
  const std::uint32_t identity = ledger.documents.identity[document.row];
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (applications.instalment[at] == kNoInstalment || !known_.knows_application(at)) continue;
    if (known_.effective_day(at, document.row, applications.credit_identity[at]) <= day)
      named_.add(applications.instalment[at], applications.debit_amount[at]);
  }
}

}  // namespace openitem::behaviour
