#include <string>
#include <string_view>

#include "column/about_lines.hpp"
#include "ledger/counting_day.hpp"
#include "outcome/outcome_query.hpp"

namespace openitem::outcome {
namespace {

std::string window_text(const OutcomeOptions& options) {
  return std::to_string(options.window) +
         (options.window_unit == OutcomeWindow::months ? " months" : " days");
}

std::string definition_text(const OutcomeOptions& options, OutcomeOf rows) {
  std::string text =
      "bad: " + std::to_string(options.days_past_due) + " or more days past due for more than the threshold";
  if (options.exclude_disputed != 0) text += ", disputed parts left out,";
  if (options.count_write_offs != 0) text += " or written off for more than the materiality,";
  text += " on a day after as_of, up to " + window_text(options);
  text += rows == OutcomeOf::accounts ? " after it" : " after the issue date";
  return text + "; threshold: the greater of the materiality and the materiality_share of " +
         (rows == OutcomeOf::accounts ? "what is open" : "the amount of the invoice");
}

}  // namespace

Table about_outcome(const OutcomeQuery& query, OutcomeOf rows, std::span<const Date> as_of) {
  const OutcomeOptions& options = query.options;
  AboutLines lines;
  lines.add("formula", rows == OutcomeOf::accounts ? "outcome" : "invoice_outcome");
  if (rows == OutcomeOf::accounts) lines.add("as_of", joined(as_of));
  lines.add("definition", definition_text(options, rows));
  lines.add("days_past_due", std::to_string(options.days_past_due));
  lines.add("window", window_text(options));
  lines.add("count_write_offs", std::to_string(options.count_write_offs));
  lines.add("materiality", query.materiality.text);
  lines.add("materiality_share", std::to_string(options.materiality_share));
  lines.add("exclude_disputed", std::to_string(options.exclude_disputed));
  if (rows == OutcomeOf::accounts) {
    lines.add("exclude_already_bad", std::to_string(options.exclude_already_bad));
    lines.add("exclude_no_exposure", std::to_string(options.exclude_no_exposure));
  }
  lines.add("end_of_data", query.end_of_data ? Date(*query.end_of_data).iso() : std::string());
  lines.add("end_of_data_from", options.end_of_data ? "option" : "ledger");
  lines.add("clock", clock_name(options.clock));
  lines.add("known_at", day_text(options.known_at));
  return lines.table();
}

}  // namespace openitem::outcome
