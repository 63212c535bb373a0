#pragma once
/// \file
/// Which versions of documents exist in the books as known on a day (docs/methods/ledger.md, 3).

#include <cstddef>
#include <optional>

#include "ledger/ledger_data.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Without `known_at` the latest versions exist, with it those that were the latest at the end of that day.
[[nodiscard]] inline bool is_known(const Documents& documents, std::size_t row,
                                   std::optional<Date> known_at) noexcept {
  if (!known_at) return documents.superseded_on[row] == kNeverSuperseded;
  return documents.recorded_on[row] <= known_at->days() && known_at->days() < documents.superseded_on[row];
}

}  // namespace openitem
