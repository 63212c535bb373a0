#pragma once
/// \file
/// The two ends of a period and what moves between them (docs/methods/roll_forward.md).

#include <cstdint>
#include <optional>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// \throws Error invalid_argument unless from <= to and known_at_from <= known_at.
void check_period(Date from, Date to, std::optional<Date> known_at, std::optional<Date> known_at_from);

/// The books at one end. Stays where it is made: the books refer to the query.
struct PeriodEnd {
  PeriodEnd(const LedgerData& ledger, Date day, std::optional<Date> known_at, ApplicationClock clock,
            std::int32_t threads);

  OpenItemQuery query;
  Books books;
};

/// What a document row adds to the balance between the two ends.
struct Movement {
  std::int64_t amount;  ///< negative of the document's where a version left
  bool is_late;         ///< posted by the opening day, and in one of the two books only
};

/// Nothing where the row is in both books or in neither.
[[nodiscard]] std::optional<Movement> movement_of(const Documents& documents, std::uint32_t row,
                                                  const PeriodEnd& opening, const PeriodEnd& closing);

}  // namespace openitem
