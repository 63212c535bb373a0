#include "aging/about.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/options.hpp"
#include "ledger/counting_day.hpp"

namespace openitem {
namespace {

void add_options(AboutLines& lines, AgingSource source, const AgingOptions& options, const Buckets& buckets,
                 const std::string& base_currency) {
  const bool is_ledger = source == AgingSource::ledger;
  add_placing(lines, options, buckets);
  lines.add("credits", credit_mode_name(options.credits));
  lines.add("disputes", is_ledger ? dispute_mode_name(options.disputes) : "");
  lines.add("clock", is_ledger ? clock_name(options.clock) : "");
  lines.add("future_payments", is_ledger ? std::to_string(options.future_payments) : "");
  lines.add("by", joined(options.by));
  lines.add("base_currency", base_currency);
  lines.add("re_aged_column", options.re_aged_column);
}

}  // namespace

void add_placing(AboutLines& lines, const AgingOptions& options, const Buckets& buckets) {
  lines.add("basis", basis_name(options.basis));
  lines.add("date_column", options.date_column);
  lines.add("missing_date", missing_date_name(options.missing_date));
  lines.add("bounds", joined(buckets.bounds()));
  lines.add("forward_bounds", joined(options.forward_bounds));
  lines.add("months", count_text(options.months));
  lines.add("forward_months", count_text(options.forward_months));
  lines.add("day_unit", day_unit_text(options.calendar));
  lines.add("calendar", calendar_text(options.calendar));
}

Table about_table(AgingSource source, Date as_of, const AgingOptions& options, const Buckets& buckets,
                  std::int64_t missing_date_items, const std::string& base_currency) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis));
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  add_options(lines, source, options, buckets, base_currency);
  lines.add("missing_date_items", std::to_string(missing_date_items));
  return lines.table();
}

Table hierarchy_about_table(Date as_of, const AgingOptions& options, const Buckets& buckets, const char* over,
                            std::int64_t missing_date_items) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis) + ".hierarchy");
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("over", over);
  add_options(lines, AgingSource::ledger, options, buckets, {});
  lines.add("missing_date_items", std::to_string(missing_date_items));
  return lines.table();
}

Table series_about_table(const SeriesAbout& series, const AgingOptions& options, const Buckets& buckets) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis) + ".series");
  lines.add("as_of", joined(series.as_of));
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_as_of", series.known_at_as_of ? "1" : "0");
  add_options(lines, AgingSource::ledger, options, buckets, series.base_currency);
  lines.add("missing_date_items", std::to_string(series.missing_date_items));
  lines.add("dates", std::to_string(series.as_of.size()));
  lines.add("document_passes", std::to_string(series.document_passes));
  return lines.table();
}

Table statement_about_table(const StatementAbout& statement, const AgingOptions& options,
                            const Buckets& buckets) {
  AboutLines lines;
  lines.add("formula", "statement");
  lines.add("from", statement.from.iso());
  lines.add("to", statement.to.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_from", day_text(statement.known_at_from));
  for (const std::string& customer : statement.customers) lines.add("customer", customer);
  add_options(lines, AgingSource::ledger, options, buckets, {});
  lines.add("missing_date_items", std::to_string(statement.missing_date_items));
  return lines.table();
}

}  // namespace openitem
