#include "ledger/books.hpp"

namespace openitem {

Books::Books(const LedgerData& ledger, const OpenItemQuery& query)
    : ledger_(ledger),
      documents_(ledger.documents),
      query_(query),
      is_quick_(!ledger.has_versions && !(query.known_at && ledger.has_recorded_on)) {
  if (!is_quick_) find_rows();
}

bool Books::is_known(std::uint32_t application) const noexcept {
  const Applications& applications = ledger_.applications;
  if (query_.known_at && applications.recorded_on[application] > *query_.known_at) return false;
  return applications.superseded_on.empty() || !is_superseded(applications.superseded_on[application]);
}

// The first row, by source, of the version that is the latest known one.
void Books::find_rows() {
  row_of_identity_.assign(static_cast<std::size_t>(ledger_.identities), kNoRow);
  for (std::size_t identity = 0; identity < row_of_identity_.size(); ++identity) {
    for (std::uint32_t at = ledger_.identity_offsets[identity]; at < ledger_.identity_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.identity_rows[at];
      if (query_.known_at && documents_.recorded_on[row] > *query_.known_at) continue;
      if (is_superseded(documents_.superseded_on[row])) continue;
      row_of_identity_[identity] = row;
      break;
    }
  }
}

}  // namespace openitem
