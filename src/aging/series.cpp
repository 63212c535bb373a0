// compute_aging_series: the aging of many dates from one pass (docs/methods/aging_series.md).

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/aged_items.hpp"
#include "aging/group_keys.hpp"
#include "aging/ledger_aging.hpp"
#include "aging/options.hpp"
#include "aging/plain_series.hpp"
#include "aging/table_stack.hpp"
#include "core/message.hpp"
#include "ledger/open_item_sweep.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

constexpr std::size_t kMaxDates = 4096;

void check_dates(std::span<const Date> as_of) {
  if (as_of.empty() || as_of.size() > kMaxDates) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("as_of has ")
                                           .append(as_of.size())
                                           .append(" dates; expected 1 to ")
                                           .append(kMaxDates));
  }
  for (std::size_t at = 1; at < as_of.size(); ++at) {
    if (as_of[at - 1] < as_of[at]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("as_of[")
                                              .append(at)
                                              .append("] is ")
                                              .append(as_of[at].iso())
                                              .append(" after ")
                                              .append(as_of[at - 1].iso())
                                              .append("; expected strictly ascending dates"));
  }
}

void check_series_options(const AgingOptions& options, const AgingSeriesOptions& series) {
  check_aging_options(options);
  check_choice("known_at_as_of", series.known_at_as_of, 1);
  if (series.known_at_as_of != 0 && options.known_at) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("option known_at is ")
                    .append(options.known_at->iso())
                    .append(" beside known_at_as_of; give one day for all dates or each date its own"));
  }
  constexpr std::array<std::string_view, 1> own = {"as_of"};
  refuse_own_columns(options.by, own, "every series");
}

OpenItemSeriesQuery query_of(std::span<const Date> as_of, const AgingOptions& options,
                             const AgingSeriesOptions& series) {
  OpenItemSeriesQuery query;
  query.as_of.reserve(as_of.size());
  for (const Date date : as_of) query.as_of.push_back(date.days());
  if (options.known_at) query.known_at = options.known_at->days();
  query.known_at_as_of = series.known_at_as_of != 0;
  query.clock = options.clock;
  query.threads = options.threads;
  query.with_later_payments = options.future_payments != 0;
  return query;
}

OpenItemQuery query_of_date(Date date, const AgingOptions& options, const AgingSeriesOptions& series) {
  OpenItemQuery query = open_item_query(date, options);
  if (series.known_at_as_of != 0) query.known_at = date.days();
  return query;
}

// The tables of one date after the other; plain documents as sums of events where the options allow it.
class SeriesDays {
 public:
  SeriesDays(const LedgerAging& way, const LedgerData& ledger, std::span<const Date> as_of,
             const AgingOptions& options, const AgingSeriesOptions& series)
      : way_(way) {
    const PlainSeriesRequest request{ledger,      options, way.columns(),
                                     way.ranks(), as_of,   series.known_at_as_of != 0};
    if (is_plain_series(request)) {
      plain_.emplace(request);
      sweep_.emplace(ledger, query_of(as_of, options, series), plain_->part());
    } else {
      sweep_.emplace(ledger, query_of(as_of, options, series));
    }
  }

  [[nodiscard]] AgingTables next(const OpenItemQuery& query) {
    if (plain_) return way_.on(query, sweep_->next(), plain_->next());
    return way_.on(query, sweep_->next());
  }
  [[nodiscard]] std::int64_t document_visits() const { return sweep_->visits().documents; }

 private:
  const LedgerAging& way_;
  std::optional<PlainSeries> plain_;
  std::optional<OpenItemSweep> sweep_;
};

// Visits a document; an empty ledger is not passed over at all.
std::int64_t passes(std::int64_t visits, std::int64_t documents) noexcept {
  return documents == 0 ? 0 : (visits + documents - 1) / documents;
}

}  // namespace

AgingSeries compute_aging_series(const Ledger& ledger, std::span<const Date> as_of,
                                 const AgingOptions& options, const AgingSeriesOptions& series_options) {
  check_series_options(options, series_options);
  check_dates(as_of);
  const LedgerAging way(ledger.data(), options, as_of.front());
  const std::string base_currency = way.base_currency();
  SeriesDays days(way, ledger.data(), as_of, options, series_options);
  std::vector<TableStack> stacks;
  std::int64_t missing_date_items = 0;
  std::int64_t document_visits = days.document_visits();
  for (const Date date : as_of) {
    const AgingTables day = days.next(query_of_date(date, options, series_options));
    stacks.resize(day.tables.size());
    for (std::size_t at = 0; at < stacks.size(); ++at) stacks[at].add(date, day.tables[at]);
    missing_date_items += day.missing_date_items;
    document_visits += day.document_visits;
  }
  std::vector<Table> tables;
  tables.reserve(stacks.size() + 1);
  for (TableStack& stack : stacks) tables.push_back(stack.take());
  tables.push_back(
      series_about_table({as_of, series_options.known_at_as_of != 0, missing_date_items,
                          passes(document_visits, ledger.data().documents.rows()), base_currency},
                         options, way.buckets()));
  return AgingSeries(std::move(tables));
}

}  // namespace openitem
