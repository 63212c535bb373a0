#include "ledger/daily_totals.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "ledger/ledger_data.hpp"

namespace openitem {
namespace {

// Places by currency, day and lag (due day less day); more of them are not worth their memory (4 bytes each).
constexpr std::int64_t kMaxPlaces = std::int64_t{1} << 23;

struct Range {
  std::int64_t low = std::numeric_limits<std::int64_t>::max(),
               high = std::numeric_limits<std::int64_t>::min();

  void include(std::int64_t value) noexcept { low = std::min(low, value), high = std::max(high, value); }
  [[nodiscard]] std::int64_t size() const noexcept { return high < low ? 0 : high - low + 1; }
};

struct DayEvent {
  std::uint16_t currency;
  std::int32_t day, due;  // due kNoDate = of a credit
};

// Calls back with (event, document) when a plain document is posted and when it is settled in full, and with
// (event, application) when one counts for a plain debit.
template <class Posted, class Settled, class Applied>
void for_each_event(const LedgerData& ledger, const Posted& posted, const Settled& settled,
                    const Applied& applied) {
  const Documents& documents = ledger.documents;
  const PlainDocuments& plain = ledger.plain;
  for (std::size_t row = 0; row < plain.closed_on.size(); ++row) {
    const std::int32_t closed_on = plain.closed_on[row];
    if (closed_on == kNotPlain) continue;
    DayEvent event{documents.currency[row], documents.posting[row],
                   documents.amount[row] > 0 ? documents.due[row] : kNoDate};
    posted(event, row);
    event.day = closed_on;
    if (closed_on != kNeverClosed) settled(event, row);
  }
  const std::uint16_t only = documents.currency.empty() ? std::uint16_t{0} : documents.currency.front();
  for (std::size_t row = 0; row < plain.debit_due.size(); ++row) {
    if (plain.debit_due[row] == kNotPlain) continue;
    applied(DayEvent{plain.currency.empty() ? only : plain.currency[row], plain.counts_on[row],
                     plain.debit_due[row]},
            row);
  }
}

// Currencies by rank: their indices lie far apart.
class UsedCurrencies {
 public:
  void include(std::uint16_t currency) {
    if (currency >= rank_.size()) rank_.resize(currency + std::size_t{1}, kUnused);
    if (rank_[currency] != kUnused) return;
    rank_[currency] = 0;
    used_.push_back(currency);
  }
  // Ranks in the order of the indices, once all are included.
  void rank() {
    std::sort(used_.begin(), used_.end());
    for (std::size_t at = 0; at < used_.size(); ++at) rank_[used_[at]] = static_cast<std::uint16_t>(at);
  }
  [[nodiscard]] std::int64_t size() const noexcept { return static_cast<std::int64_t>(used_.size()); }
  [[nodiscard]] std::int64_t rank_of(std::uint16_t currency) const noexcept { return rank_[currency]; }
  [[nodiscard]] const std::vector<std::uint16_t>& used() const noexcept { return used_; }

 private:
  static constexpr std::uint16_t kUnused = std::numeric_limits<std::uint16_t>::max();
  std::vector<std::uint16_t> rank_, used_;
};

// Where the rows of the totals are: lags of one day lie side by side, because documents of one day have few of them.
class DayPlaces {
 public:
  void include(const DayEvent& event) {
    days_.include(event.day);
    currencies_.include(event.currency);
    if (event.due != kNoDate) lags_.include(std::int64_t{event.due} - event.day);
  }
  // Before the places are asked for, after all events are included.
  void close() { currencies_.rank(); }
  // 0 where there are no events, or too many places.
  [[nodiscard]] std::int64_t count() const noexcept {
    // Days, currencies and lags are fewer than 2^33, 2^16 and 2^34.
    const std::int64_t days = days_.size(), a_day = currencies_.size() * (lags_.size() + 1);
    return a_day != 0 && days <= kMaxPlaces / a_day ? days * a_day : 0;
  }
  [[nodiscard]] std::size_t of(const DayEvent& event) const noexcept {
    const std::int64_t lag = event.due == kNoDate ? 0 : std::int64_t{event.due} - event.day - lags_.low + 1;
    const std::int64_t day = currencies_.rank_of(event.currency) * days_.size() + event.day - days_.low;
    return static_cast<std::size_t>(day * (lags_.size() + 1) + lag);
  }
  // Calls back with (place, event) in the order of the places.
  template <class Function>
  void for_each(const Function& function) const {
    std::size_t place = 0;
    for (const std::uint16_t currency : currencies_.used()) {
      for (std::int64_t day = days_.low; day <= days_.high; ++day) {
        const auto on = static_cast<std::int32_t>(day);
        function(place++, DayEvent{currency, on, kNoDate});
        for (std::int64_t lag = lags_.low; lag <= lags_.high; ++lag)
          function(place++, DayEvent{currency, on, static_cast<std::int32_t>(day + lag)});
      }
    }
  }

 private:
  Range days_, lags_;
  UsedCurrencies currencies_;
};

struct DaySums {
  std::int64_t amount = 0, applied = 0, opened = 0, closed = 0;
};

}  // namespace

DailyTotals sum_by_day(const LedgerData& ledger) {
  const std::int64_t events = ledger.documents.rows() + ledger.applications.rows();
  DayPlaces places;
  const auto include = [&](const DayEvent& event, std::size_t) { places.include(event); };
  for_each_event(ledger, include, include, include);
  places.close();

  std::vector<std::uint32_t> row_of(static_cast<std::size_t>(places.count()), kNoRow);
  if (row_of.empty()) return {};
  const auto most = static_cast<std::size_t>(events / DailyTotals::kEventsPerRow);
  // A row more than are kept, for all events that come when the rows have run out.
  std::vector<DaySums> sums;
  const auto at = [&](const DayEvent& event) -> DaySums& {
    std::uint32_t& row = row_of[places.of(event)];
    if (row == kNoRow) {
      row = static_cast<std::uint32_t>(std::min(sums.size(), most));
      if (sums.size() <= most) sums.emplace_back();
    }
    return sums[row];
  };
  for_each_event(
      ledger,
      [&](const DayEvent& event, std::size_t row) {
        DaySums& cell = at(event);
        cell.amount += ledger.documents.amount[row];
        ++cell.opened;
      },
      [&](const DayEvent& event, std::size_t) { ++at(event).closed; },
      [&](const DayEvent& event, std::size_t row) {
        at(event).applied += ledger.applications.debit_amount[row];
      });

  if (sums.size() > most) return {};
  DailyTotals totals;
  totals.is_kept = true;
  places.for_each([&](std::size_t place, const DayEvent& event) {
    if (row_of[place] == kNoRow) return;
    const DaySums& cell = sums[row_of[place]];
    totals.currency.push_back(event.currency);
    totals.day.push_back(event.day);
    totals.due.push_back(event.due);
    totals.amount.push_back(cell.amount);
    totals.applied.push_back(cell.applied);
    totals.opened.push_back(cell.opened);
    totals.closed.push_back(cell.closed);
  });
  return totals;
}

}  // namespace openitem
