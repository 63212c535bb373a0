#pragma once
// What stands in the books on many dates at once: every question is answered with ranges of dates, so that a
// document or application is looked at once whatever their number. For one date these are the answers of Books.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/ledger_data.hpp"

namespace openitem {

struct OpenItemSeriesQuery {
  std::vector<std::int32_t> as_of;       // days, strictly ascending
  std::optional<std::int32_t> known_at;  // days; one for all dates
  bool known_at_as_of = false;           // each date as known on that date; without known_at
  ApplicationClock clock = ApplicationClock::latest;
  std::int32_t threads = 1;
  bool with_later_payments = false;
};

// Positions [begin, end) among the dates.
struct DateRange {
  std::int32_t begin, end;
  [[nodiscard]] bool is_empty() const noexcept { return begin >= end; }
  [[nodiscard]] DateRange meet(DateRange other) const noexcept {
    return {std::max(begin, other.begin), std::min(end, other.end)};
  }
};

// Refers to the ledger and the query, which must outlive it.
class SeriesBooks {
 public:
  SeriesBooks(const LedgerData& ledger, const OpenItemSeriesQuery& query);

  [[nodiscard]] std::int32_t dates() const noexcept { return static_cast<std::int32_t>(query_.as_of.size()); }
  // Position of the first date on or after the day; dates() where all are before it.
  [[nodiscard]] std::int32_t first_on(std::int32_t day) const noexcept {
    return static_cast<std::int32_t>(std::lower_bound(query_.as_of.begin(), query_.as_of.end(), day) -
                                     query_.as_of.begin());
  }

  // Before it the row is not known, after it it is superseded.
  // One version of every document, known on all dates.
  [[nodiscard]] bool knows_all() const noexcept { return is_quick_; }
  [[nodiscard]] DateRange known(std::uint32_t document) const noexcept {
    return is_quick_ ? DateRange{0, dates()}
                     : between(documents_.recorded_on[document], documents_.superseded_on[document]);
  }
  [[nodiscard]] DateRange in_books(std::uint32_t document) const noexcept {
    return known(document).meet({first_on(documents_.posting[document]), dates()});
  }
  // Whether applications, instalments and disputes of the id belong to this row while its version is the known one.
  [[nodiscard]] bool leads_version(std::uint32_t document) const noexcept;

  // The dates on which an application counts, as far as the other side has no say.
  [[nodiscard]] DateRange counts(std::uint32_t application) const noexcept;
  // Whether the other side must be in the books for it to count.
  [[nodiscard]] bool needs_other_side() const noexcept {
    return query_.clock == ApplicationClock::latest || query_.clock == ApplicationClock::payment_posting;
  }
  // Whether what applications take from one side can differ from what they take from the other.
  [[nodiscard]] bool can_differ() const noexcept {
    return !is_quick_ || ledger_.has_cross_currency || !needs_other_side();
  }
  // fn(row, range) for every version of the id and the dates on which it is in the books.
  template <typename Function>
  void for_each_version(std::uint32_t identity, Function&& fn) const {
    if (is_quick_) {
      const std::uint32_t row = ledger_.current_row[identity];
      const DateRange range = in_books(row);
      if (!range.is_empty()) fn(row, range);
      return;
    }
    for (std::uint32_t at = ledger_.identity_offsets[identity]; at < ledger_.identity_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.identity_rows[at];
      if (at > ledger_.identity_offsets[identity] &&
          documents_.recorded_on[ledger_.identity_rows[at - 1]] == documents_.recorded_on[row])
        continue;
      const DateRange range = in_books(row);
      if (!range.is_empty()) fn(row, range);
    }
  }
  [[nodiscard]] DateRange is_active(std::uint32_t dispute) const noexcept;

 private:
  // What is recorded on one day and superseded on another.
  [[nodiscard]] DateRange between(std::int32_t recorded_on, std::int32_t superseded_on) const noexcept;

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItemSeriesQuery& query_;
  bool is_quick_;  // one version of everything, all of it known
};

}  // namespace openitem
