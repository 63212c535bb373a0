#include "aging/plain_series.hpp"

#include <algorithm>
#include <utility>

#include "core/instruction_set.hpp"
#include "core/parallel.hpp"

namespace openitem {
namespace {

// Due days between two neighbours of these fall in the same bucket, and are late or not together, on every date. A bound may
// reach beyond all dates: it parts nothing.
std::vector<std::int32_t> interval_begins(std::span<const Date> as_of, std::span<const Buckets> buckets) {
  std::vector<std::int32_t> begins;
  for (std::size_t at = 0; at < as_of.size(); ++at) {
    const Buckets& of_date = buckets[buckets.size() == 1 ? 0 : at];
    begins.push_back(as_of[at].days() - of_date.late_above());  // from here on nothing is late
    for (const std::int32_t upper : of_date.uppers()) {
      const std::int64_t day = std::int64_t{as_of[at].days()} - upper;
      begins.push_back(static_cast<std::int32_t>(
          std::clamp(day, std::int64_t{Date::min_days}, std::int64_t{Date::max_days} + 1)));
    }
  }
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  return begins;
}

std::vector<Buckets> buckets_by_date(const PlainSeriesRequest& request) {
  std::vector<Buckets> buckets;
  const std::size_t different = Buckets::move_with_date(request.options) ? request.as_of.size() : 1;
  buckets.reserve(different);
  for (const Date date : request.as_of.first(different)) buckets.emplace_back(request.options, date);
  return buckets;
}

// Whether days can be counted for every plain document; where not, a look at items says which one is in the way.
bool knows_dates(const PlainSeriesRequest& request, const DayScale& days) {
  const Documents& documents = request.ledger.documents;
  const std::vector<std::int32_t>& closed_on = request.ledger.plain.closed_on;
  for (std::size_t row = 0; row < closed_on.size(); ++row) {
    const std::int32_t date = documents.amount[row] < 0 ? documents.posting[row] : documents.due[row];
    if (closed_on[row] != kNotPlain && !days.knows(date)) return false;
  }
  return true;
}

// Cells that a first-level or second-level cache holds; more of them are no gain over looking at items.
constexpr std::uint64_t kMaxCells = std::uint64_t{1} << 17;

}  // namespace

bool is_plain_series(const PlainSeriesRequest& request) {
  const AgingOptions& options = request.options;
  const bool is_plain_aging = options.by.empty() && options.basis == AgingBasis::due &&
                              options.credits == CreditMode::own_column &&
                              options.clock == ApplicationClock::latest && options.future_payments == 0 &&
                              options.base_amounts == 0 && options.re_aged_column.empty();
  const bool has_knowledge = options.known_at || request.known_at_as_of;
  if (!is_plain_aging || !request.ledger.plain.is_usable || (has_knowledge && request.ledger.has_recorded_on))
    return false;
  const std::vector<Buckets> buckets = buckets_by_date(request);
  const std::size_t intervals = interval_begins(request.as_of, buckets).size() + 2;
  if (intervals * (request.as_of.size() + 2) * request.ranks.size() > kMaxCells) return false;
  return !options.calendar || knows_dates(request, buckets.front().days().scale());
}

PlainSeries::PlainSeries(const PlainSeriesRequest& request)
    : request_(request), buckets_(buckets_by_date(request)) {
  place_days();
  if (request_.ledger.plain.daily.is_kept) {
    add_daily_totals();
  } else {
    add_events();
  }
  standing_.resize(request_.ranks.size() * intervals());
}

void PlainSeries::place_days() {
  begins_ = interval_begins(request_.as_of, buckets_);
  // The position after all others is nowhere.
  placing_.cells_of_currency = static_cast<std::uint32_t>((positions() + 1) * intervals());
  placing_.currencies = request_.ranks.size();
  for (const std::uint16_t currency : request_.ranks.currencies()) {
    placing_.currency_ranks.resize(
        std::max<std::size_t>(placing_.currency_ranks.size(), currency + std::size_t{1}));
    placing_.currency_ranks[currency] = request_.ranks.rank(currency);
  }
  DayTable& dues = placing_.intervals;
  dues.first = begins_.front() - 1;
  std::uint32_t interval = 0;
  for (std::int32_t day = dues.first; day <= begins_.back(); ++day) {
    if (interval < begins_.size() && begins_[interval] == day) ++interval;
    dues.values.push_back(interval);
  }
  dues.values.push_back(static_cast<std::uint32_t>(credit_interval()));
  DayTable& events = placing_.positions;
  events.first = request_.as_of.front().days();
  std::uint32_t position = 0;
  for (std::int32_t day = events.first; day <= request_.as_of.back().days() + 1; ++day) {
    if (position < request_.as_of.size() && request_.as_of[position].days() < day) ++position;
    events.values.push_back(position * static_cast<std::uint32_t>(intervals()));
  }
  events.values.push_back(static_cast<std::uint32_t>(positions() * intervals()));
}

std::vector<EventCell> PlainSeries::cells_of(std::int64_t part, std::int64_t parts) const {
  const auto slice = [part, parts](const auto& column) {
    const auto size = static_cast<std::int64_t>(column.size());
    const auto begin = static_cast<std::size_t>(size * part / parts);
    return std::span(column).subspan(begin, static_cast<std::size_t>(size * (part + 1) / parts) - begin);
  };
  const Documents& documents = request_.ledger.documents;
  const PlainDocuments& plain = request_.ledger.plain;
  DocumentEvents opened{
      slice(documents.posting), slice(documents.due), slice(plain.closed_on), slice(documents.amount), {}};
  ApplicationEvents applied{
      slice(plain.counts_on), slice(plain.debit_due), slice(request_.ledger.applications.debit_amount), {}};
  if (request_.ranks.size() > 1) {
    opened.currency = slice(documents.currency);
    applied.currency = slice(plain.currency);
  }
  const InstructionSet instructions = best_instruction_set();
  EventSums sums(placing_);
  sums.add(opened, instructions);
  sums.add(applied, instructions);
  std::vector<EventCell> cells = sums.cells();
  give_to_credits(slice(plain.one_sided), cells);
  return cells;
}

std::uint32_t PlainSeries::rank_of(std::uint16_t currency) const noexcept {
  return request_.ranks.size() > 1 ? placing_.currency_ranks[currency] : std::uint32_t{0};
}

void PlainSeries::add_daily_totals() {
  const DailyTotals& daily = request_.ledger.plain.daily;
  cells_.resize(placing_.cells());
  for (std::size_t row = 0; row < daily.rows(); ++row) {
    const bool is_credit = daily.due[row] == kNoDate;
    const std::size_t interval = is_credit ? credit_interval() : placing_.intervals.at(daily.due[row]);
    cells_[rank_of(daily.currency[row]) * placing_.cells_of_currency + placing_.positions.at(daily.day[row]) +
           interval]
        .add({daily.amount[row], -daily.applied[row], daily.opened[row], daily.closed[row]});
  }
  give_to_credits(request_.ledger.plain.one_sided, cells_);
}

// What is taken from debits is given to credits, but where one of the two is looked at by itself.
void PlainSeries::give_to_credits(std::span<const std::uint32_t> one_sided,
                                  std::vector<EventCell>& cells) const {
  for (std::size_t first = 0; first < cells.size(); first += intervals()) {
    std::int64_t taken = 0;
    for (std::size_t interval = 0; interval < credit_interval(); ++interval)
      taken += cells[first + interval].applied;
    cells[first + credit_interval()].applied -= taken;
  }
  const PlainDocuments& plain = request_.ledger.plain;
  for (const std::uint32_t row : one_sided) {
    const std::uint32_t rank = plain.currency.empty() ? 0 : rank_of(plain.currency[row]);
    const std::size_t first = rank * placing_.cells_of_currency + placing_.positions.at(plain.counts_on[row]);
    const std::int64_t amount = request_.ledger.applications.debit_amount[row];
    cells[first + credit_interval()].applied += plain.debit_due[row] == kNotPlain ? amount : -amount;
  }
}

void PlainSeries::add_events() {
  const auto cells = static_cast<std::int64_t>(placing_.cells());
  const std::int64_t rows = std::max(request_.ledger.documents.rows(), request_.ledger.applications.rows());
  // A part is worth its cells where it has more rows than they are.
  const std::int64_t parts =
      std::max<std::int64_t>(1, std::min<std::int64_t>(request_.options.threads, rows / (cells + 1)));
  std::vector<std::vector<EventCell>> sums(static_cast<std::size_t>(parts));
  for_each_part(parts, request_.options.threads,
                [&](std::int64_t part) { sums[static_cast<std::size_t>(part)] = cells_of(part, parts); });
  cells_ = std::move(sums.front());
  for (std::size_t part = 1; part < sums.size(); ++part) {
    for (std::size_t at = 0; at < cells_.size(); ++at) cells_[at].add(sums[part][at]);
  }
}

PlainPart PlainSeries::part() const {
  PlainPart part;
  part.changes.resize(request_.as_of.size());
  for (std::size_t rank = 0; rank < request_.ranks.size(); ++rank) {
    const std::uint16_t currency = request_.ranks.currency(static_cast<std::uint32_t>(rank));
    for (std::size_t position = 0; position < positions(); ++position) {
      EventCell sum;
      for (std::size_t interval = 0; interval < intervals(); ++interval) {
        sum.add(cells_[cell(rank, position, interval)]);
      }
      if (!request_.ledger.plain.daily.is_kept) part.documents += sum.opened;
      if (position > 0) part.changes.front().place(currency, Place::posted_later, sum.opened, sum.amount);
      if (position == request_.as_of.size()) continue;
      OpenSums& changes = part.changes[position];
      if (position > 0) changes.place(currency, Place::posted_later, -sum.opened, -sum.amount);
      changes.place(currency, Place::in_books, sum.opened, sum.amount);
      changes.count_open(currency, sum.opened - sum.closed);
    }
  }
  return part;
}

std::vector<CurrencyFigures> PlainSeries::next() {
  const std::int32_t as_of = request_.as_of[at_].days();
  const Buckets& buckets = buckets_of(at_);
  std::vector<CurrencyFigures> figures(request_.ranks.size());
  for (std::size_t rank = 0; rank < figures.size(); ++rank) {
    CurrencyFigures& sums = figures[rank];
    sums.currency = request_.ranks.currency(static_cast<std::uint32_t>(rank));
    sums.cells.resize(static_cast<std::size_t>(request_.columns.money_cells()), 0);
    for (std::size_t interval = 0; interval < intervals(); ++interval) {
      Standing& standing = standing_[rank * intervals() + interval];
      const EventCell& change = cells_[cell(rank, at_, interval)];
      standing.amount += change.amount + change.applied;
      standing.open_items += change.opened - change.closed;
      sums.open_items += standing.open_items;
      if (interval == credit_interval()) {
        sums.cells[static_cast<std::size_t>(request_.columns.credit_cell)] += standing.amount;
        continue;
      }
      const std::int32_t due = interval == 0 ? begins_.front() - 1 : begins_[interval - 1];
      sums.cells[static_cast<std::size_t>(buckets.of(as_of - due))] += standing.amount;
      sums.overdue_documents += as_of - due > buckets.late_above() ? standing.open_items : 0;
    }
  }
  ++at_;
  return figures;
}

}  // namespace openitem
