#include "behaviour/document_fates.hpp"

namespace openitem::behaviour {

Fate fate_of(const KnownRows& known, std::uint32_t row) {
  const Documents& documents = known.ledger().documents;
  if (!known.is_recorded(documents.recorded_on[row])) return Fate::not_known;
  if (known.is_superseded(documents.superseded_on[row])) return Fate::superseded;
  const auto kind = static_cast<DocumentKind>(documents.kind[row]);
  if (kind != DocumentKind::invoice && kind != DocumentKind::debit_note) return Fate::other_kinds;
  return documents.amount[row] > 0 ? Fate::row : Fate::not_above_zero;
}

}  // namespace openitem::behaviour
