#include "aging/period.hpp"

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

OpenItemQuery query_of(Date day, std::optional<Date> known_at, ApplicationClock clock, std::int32_t threads) {
  OpenItemQuery query;
  query.as_of = day.days();
  if (known_at) query.known_at = known_at->days();
  query.clock = clock;
  query.threads = threads;
  return query;
}

}  // namespace

void check_period(Date from, Date to, std::optional<Date> known_at, std::optional<Date> known_at_from) {
  if (to < from) {
    throw Error(Status::invalid_argument, Message()
                                              .append("from is ")
                                              .append(from.iso())
                                              .append(", after to, ")
                                              .append(to.iso())
                                              .append("; the opening must not be after the closing"));
  }
  if (known_at && known_at_from && *known_at < *known_at_from) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("option known_at_from is ")
                    .append(known_at_from->iso())
                    .append(", after known_at, ")
                    .append(known_at->iso())
                    .append("; the closing must be known no earlier than the opening"));
  }
}

PeriodEnd::PeriodEnd(const LedgerData& ledger, Date day, std::optional<Date> known_at, ApplicationClock clock,
                     std::int32_t threads)
    : query(query_of(day, known_at, clock, threads)), books(ledger, query) {}

std::optional<Movement> movement_of(const Documents& documents, std::uint32_t row, const PeriodEnd& opening,
                                    const PeriodEnd& closing) {
  const bool is_in_opening = opening.books.place(row) == Place::in_books;
  const bool is_in_closing = closing.books.place(row) == Place::in_books;
  if (is_in_opening == is_in_closing) return std::nullopt;
  const std::int64_t amount = documents.amount[row];
  return Movement{is_in_closing ? amount : -amount, documents.posting[row] <= opening.query.as_of};
}

}  // namespace openitem
