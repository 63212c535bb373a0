#include "aging/about.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/options.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

std::string joined(std::span<const std::int32_t> days) {
  std::string text;
  for (const std::int32_t day : days) {
    if (!text.empty()) text += ',';
    text += std::to_string(day);
  }
  return text;
}

std::string joined(std::span<const std::string> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += ',';
    text += names[i];
  }
  return text;
}

std::string joined(std::span<const Date> dates) {
  std::string text;
  for (const Date date : dates) {
    if (!text.empty()) text += ',';
    text += date.iso();
  }
  return text;
}

// Empty where nothing is counted: the option was not given.
std::string count_text(std::int32_t count) { return count == 0 ? std::string() : std::to_string(count); }

// Name and value of each line.
class AboutLines {
 public:
  void add(const char* name, std::string value) {
    names_.emplace_back(name);
    values_.push_back(std::move(value));
  }
  void add_options(AgingSource source, const AgingOptions& options, const Buckets& buckets,
                   const std::string& base_currency) {
    const bool is_ledger = source == AgingSource::ledger;
    add("basis", basis_name(options.basis));
    add("date_column", options.date_column);
    add("missing_date", missing_date_name(options.missing_date));
    add("bounds", joined(buckets.bounds()));
    add("forward_bounds", joined(options.forward_bounds));
    add("months", count_text(options.months));
    add("forward_months", count_text(options.forward_months));
    add("credits", credit_mode_name(options.credits));
    add("disputes", is_ledger ? dispute_mode_name(options.disputes) : "");
    add("clock", is_ledger ? clock_name(options.clock) : "");
    add("future_payments", is_ledger ? std::to_string(options.future_payments) : "");
    add("by", joined(options.by));
    add("base_currency", base_currency);
    add("re_aged_column", options.re_aged_column);
  }
  [[nodiscard]] Table table() const {
    Table table("about");
    table.add(Column::text("name", names_));
    table.add(Column::text("value", std::vector<std::string_view>(values_.begin(), values_.end())));
    return table;
  }

 private:
  std::vector<std::string_view> names_;
  std::vector<std::string> values_;
};

std::string day_text(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

}  // namespace

Table about_table(AgingSource source, Date as_of, const AgingOptions& options, const Buckets& buckets,
                  std::int64_t missing_date_items, const std::string& base_currency) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis));
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add_options(source, options, buckets, base_currency);
  lines.add("missing_date_items", std::to_string(missing_date_items));
  lines.add("library", version());
  return lines.table();
}

Table hierarchy_about_table(Date as_of, const AgingOptions& options, const Buckets& buckets, const char* over,
                            std::int64_t missing_date_items) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis) + ".hierarchy");
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("over", over);
  lines.add_options(AgingSource::ledger, options, buckets, {});
  lines.add("missing_date_items", std::to_string(missing_date_items));
  lines.add("library", version());
  return lines.table();
}

Table series_about_table(const SeriesAbout& series, const AgingOptions& options, const Buckets& buckets) {
  AboutLines lines;
  lines.add("formula", std::string("aging.") + basis_name(options.basis) + ".series");
  lines.add("as_of", joined(series.as_of));
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_as_of", series.known_at_as_of ? "1" : "0");
  lines.add_options(AgingSource::ledger, options, buckets, series.base_currency);
  lines.add("missing_date_items", std::to_string(series.missing_date_items));
  lines.add("dates", std::to_string(series.as_of.size()));
  lines.add("document_passes", std::to_string(series.document_passes));
  lines.add("library", version());
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
  lines.add_options(AgingSource::ledger, options, buckets, {});
  lines.add("missing_date_items", std::to_string(statement.missing_date_items));
  lines.add("library", version());
  return lines.table();
}

}  // namespace openitem
