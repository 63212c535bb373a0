#include "outcome/outcome_query.hpp"

#include <algorithm>
#include <string_view>

#include "behaviour/known_rows.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "outcome/materiality.hpp"

namespace openitem::outcome {
namespace {

constexpr std::int32_t kMostDaysPastDue = 3'650;
constexpr std::int32_t kMostMonths = 120;
constexpr std::int32_t kMostDays = 3'660;
constexpr std::int64_t kWhole = 1'000'000'000;

void check_outcome_options(const OutcomeOptions& options) {
  check_threads(options.threads);
  check_bounds("clock", static_cast<std::int64_t>(options.clock), 0,
               static_cast<std::int64_t>(ApplicationClock::recorded_on));
  check_bounds("window_unit", static_cast<std::int64_t>(options.window_unit), 0,
               static_cast<std::int64_t>(OutcomeWindow::days));
  check_bounds("money", static_cast<std::int64_t>(options.money), 0,
               static_cast<std::int64_t>(MoneyForm::floating));
  check_bounds("days_past_due", options.days_past_due, 1, kMostDaysPastDue);
  if (options.window_unit == OutcomeWindow::months) {
    check_bounds("window in months", options.window, 1, kMostMonths);
  } else {
    check_bounds("window in days", options.window, 1, kMostDays);
  }
  check_bounds("count_write_offs", options.count_write_offs, 0, 1);
  check_bounds("exclude_disputed", options.exclude_disputed, 0, 1);
  check_bounds("exclude_already_bad", options.exclude_already_bad, 0, 1);
  check_bounds("exclude_no_exposure", options.exclude_no_exposure, 0, 1);
  check_bounds("materiality_share", options.materiality_share, 0, kWhole);
  if (!options.end_of_data || !options.known_at || *options.end_of_data <= *options.known_at) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("end_of_data is ")
                                            .append(options.end_of_data->iso())
                                            .append(", after known_at ")
                                            .append(options.known_at->iso())
                                            .append(": what came later is not known; give an earlier day"));
}

void refuse_of_invoices(std::string_view option, std::int32_t value) {
  if (value != 0) return;
  throw Error(Status::invalid_argument,
              Message().append(option).append(" is 0, but is an option of accounts; leave it at 1 for "
                                              "invoices, whose windows begin before they are open"));
}

// The last day on which something is dated that has happened.
std::optional<std::int32_t> last_dated(const LedgerData& ledger, std::optional<std::int32_t> known_at) {
  const behaviour::KnownRows known(ledger, ApplicationClock::latest, known_at);
  std::optional<std::int32_t> last;
  const auto reach = [&last](std::int32_t day) { last = std::max(last.value_or(day), day); };
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(ledger.documents.rows()); ++row) {
    if (known.knows_document(row)) reach(ledger.documents.posting[row]);
  }
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(ledger.applications.rows()); ++row) {
    if (known.knows_application(row)) reach(ledger.applications.applied_on[row]);
  }
  if (last && known_at) last = std::min(*last, *known_at);
  return last;
}

}  // namespace

OutcomeQuery outcome_query(const LedgerData& ledger, const OutcomeOptions& options,
                           std::span<const TableView> tables, OutcomeOf rows) {
  check_outcome_options(options);
  if (rows == OutcomeOf::invoices) {
    refuse_of_invoices("exclude_already_bad", options.exclude_already_bad);
    refuse_of_invoices("exclude_no_exposure", options.exclude_no_exposure);
  }
  OutcomeQuery query{ledger, options, read_materiality(tables, ledger, options.money), std::nullopt};
  query.end_of_data =
      options.end_of_data ? std::optional(options.end_of_data->days()) : last_dated(ledger, query.known_at());
  return query;
}

std::int32_t window_end(const OutcomeOptions& options, std::int32_t begin) {
  const Date last(Date::max_days);
  if (options.window_unit == OutcomeWindow::days) return std::min(begin + options.window, Date::max_days + 1);
  if (begin > add_months(last, -options.window).days()) return Date::max_days + 1;
  return add_months(Date(begin), options.window).days();
}

}  // namespace openitem::outcome
