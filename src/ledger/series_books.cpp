#include "ledger/series_books.hpp"

namespace openitem {

SeriesBooks::SeriesBooks(const LedgerData& ledger, const OpenItemSeriesQuery& query)
    : ledger_(ledger),
      documents_(ledger.documents),
      query_(query),
      is_quick_(!ledger.has_versions &&
                !((query.known_at || query.known_at_as_of) && ledger.has_recorded_on)) {}

DateRange SeriesBooks::between(std::int32_t recorded_on, std::int32_t superseded_on) const noexcept {
  if (query_.known_at_as_of) {
    return {recorded_on == kAlwaysKnown ? 0 : first_on(recorded_on),
            superseded_on == kNeverSuperseded ? dates() : first_on(superseded_on)};
  }
  if (!query_.known_at) return {0, superseded_on == kNeverSuperseded ? dates() : 0};
  if (recorded_on > *query_.known_at) return {dates(), dates()};
  return {0, superseded_on <= *query_.known_at ? 0 : dates()};
}

bool SeriesBooks::leads_version(std::uint32_t document) const noexcept {
  const std::uint32_t identity = documents_.identity[document];
  if (is_quick_) return ledger_.current_row[identity] == document;
  const auto begin = ledger_.identity_rows.begin() + ledger_.identity_offsets[identity];
  const auto end = ledger_.identity_rows.begin() + ledger_.identity_offsets[identity + 1];
  return *std::lower_bound(begin, end, documents_.recorded_on[document],
                           [this](std::uint32_t row, std::int32_t recorded_on) {
                             return documents_.recorded_on[row] < recorded_on;
                           }) == document;
}

DateRange SeriesBooks::counts(std::uint32_t application) const noexcept {
  const Applications& applications = ledger_.applications;
  const std::int32_t recorded_on = applications.recorded_on[application];
  DateRange range{0, dates()};
  if (!is_quick_) {
    range =
        between(recorded_on, applications.superseded_on.empty() ? kNeverSuperseded
                                                                : applications.superseded_on[application]);
  }
  std::int32_t day = applications.applied_on[application];
  if (query_.clock == ApplicationClock::payment_posting) return range;
  if (query_.clock == ApplicationClock::recorded_on) day = applications.recorded_day(application);
  return range.meet({first_on(day), dates()});
}

DateRange SeriesBooks::is_active(std::uint32_t dispute) const noexcept {
  const Disputes& disputes = ledger_.disputes;
  const DateRange days{first_on(disputes.opened[dispute]),
                       disputes.closed[dispute] == kNoDate ? dates() : first_on(disputes.closed[dispute])};
  if (!query_.known_at && !query_.known_at_as_of) return days;
  return between(disputes.recorded_on[dispute], kNeverSuperseded).meet(days);
}

}  // namespace openitem
