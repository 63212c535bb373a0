#include "aging/about.hpp"

#include <span>
#include <string>
#include <string_view>
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

}  // namespace

Table about_table(AgingSource source, Date as_of, const AgingOptions& options, const Buckets& buckets,
                  std::int64_t missing_date_items) {
  const bool is_ledger = source == AgingSource::ledger;
  std::vector<std::string> names;
  std::vector<std::string> values;
  const auto add = [&](const char* name, std::string value) {
    names.emplace_back(name);
    values.push_back(std::move(value));
  };
  add("formula", std::string("aging.") + basis_name(options.basis));
  add("as_of", as_of.iso());
  add("known_at", options.known_at ? options.known_at->iso() : "");
  add("basis", basis_name(options.basis));
  add("date_column", options.date_column);
  add("missing_date", missing_date_name(options.missing_date));
  add("bounds", joined(buckets.bounds()));
  add("forward_bounds", joined(options.forward_bounds));
  add("credits", credit_mode_name(options.credits));
  add("disputes", is_ledger ? dispute_mode_name(options.disputes) : "");
  add("clock", is_ledger ? clock_name(options.clock) : "");
  add("future_payments", is_ledger ? std::to_string(options.future_payments) : "");
  add("by", joined(options.by));
  add("missing_date_items", std::to_string(missing_date_items));
  add("library", version());
  Table table("about");
  table.add(Column::text("name", std::vector<std::string_view>(names.begin(), names.end())));
  table.add(Column::text("value", std::vector<std::string_view>(values.begin(), values.end())));
  return table;
}

}  // namespace openitem
