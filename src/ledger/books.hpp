#pragma once
// What stands in the books as of a day and as known at a day: documents and applications.

#include <cstdint>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"

namespace openitem {

// Where a document row stands for a query.
enum class Place : std::uint8_t { in_books, superseded, not_known, posted_later };

// Refers to the ledger and the query, which must outlive it.
class Books {
 public:
  Books(const LedgerData& ledger, const OpenItemQuery& query);

  [[nodiscard]] Place place(std::uint32_t document) const noexcept {
    if (is_quick_)
      return documents_.posting[document] <= query_.as_of ? Place::in_books : Place::posted_later;
    if (query_.known_at && documents_.recorded_on[document] > *query_.known_at) return Place::not_known;
    if (is_superseded(documents_.superseded_on[document])) return Place::superseded;
    return documents_.posting[document] <= query_.as_of ? Place::in_books : Place::posted_later;
  }

  // The row that applications, instalments and disputes of the identity belong to; kNoRow = none is known.
  [[nodiscard]] std::uint32_t row_of(std::uint32_t identity) const noexcept {
    return is_quick_ ? ledger_.current_row[identity] : row_of_identity_[identity];
  }
  [[nodiscard]] bool is_in_books(std::uint32_t identity) const noexcept {
    const std::uint32_t row = row_of(identity);
    return row != kNoRow && documents_.posting[row] <= query_.as_of;
  }

  // Whether an application can count on one side while the other is not in the books.
  [[nodiscard]] bool can_be_one_sided() const noexcept {
    return !is_quick_ || query_.clock == ApplicationClock::applied_on ||
           query_.clock == ApplicationClock::recorded_on;
  }

  // Whether the application counts on a side that is in the books, the other side being `other` (an identity).
  [[nodiscard]] bool counts(std::uint32_t application, std::uint32_t other) const noexcept {
    const Applications& applications = ledger_.applications;
    if (!is_quick_ && !is_known(application)) return false;
    switch (query_.clock) {
      case ApplicationClock::latest:
        return applications.applied_on[application] <= query_.as_of && is_in_books(other);
      case ApplicationClock::payment_posting: return is_in_books(other);
      case ApplicationClock::applied_on: return applications.applied_on[application] <= query_.as_of;
      case ApplicationClock::recorded_on: break;
    }
    return applications.recorded_day(application) <= query_.as_of;
  }

 private:
  [[nodiscard]] bool is_superseded(std::int32_t superseded_on) const noexcept {
    return query_.known_at ? superseded_on <= *query_.known_at : superseded_on != kNeverSuperseded;
  }
  [[nodiscard]] bool is_known(std::uint32_t application) const noexcept;
  void find_rows();

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItemQuery& query_;
  bool is_quick_;                               // one version of everything, all of it known
  std::vector<std::uint32_t> row_of_identity_;  // empty on the quick way
};

}  // namespace openitem
