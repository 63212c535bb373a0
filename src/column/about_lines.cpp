#include "column/about_lines.hpp"

#include "openitem/core.hpp"

namespace openitem {
namespace {

template <typename Value, typename TextOf>
std::string joined_by_commas(std::span<const Value> values, TextOf&& text_of) {
  std::string text;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (at > 0) text += ',';
    text += text_of(values[at]);
  }
  return text;
}

}  // namespace

Table AboutLines::table() {
  add("library", version());
  Table table("about");
  table.add(Column::text("name", names_));
  table.add(Column::text("value", std::vector<std::string_view>(values_.begin(), values_.end())));
  return table;
}

std::string joined(std::span<const std::int32_t> numbers) {
  return joined_by_commas(numbers, [](std::int32_t number) { return std::to_string(number); });
}
std::string joined(std::span<const std::string> names) {
  return joined_by_commas(names, [](const std::string& name) { return std::string_view(name); });
}
std::string joined(std::span<const std::string_view> names) {
  return joined_by_commas(names, [](std::string_view name) { return name; });
}
std::string joined(std::span<const Date> dates) {
  return joined_by_commas(dates, [](Date date) { return date.iso(); });
}

std::string day_text(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }
std::string day_unit_text(const std::optional<Calendar>& calendar) {
  return calendar ? "business_days" : "calendar_days";
}

std::string calendar_text(const std::optional<Calendar>& calendar) {
  if (!calendar) return {};
  return calendar->name().empty() ? std::string("of the caller") : std::string(calendar->name());
}

std::string count_text(std::int32_t count) { return count == 0 ? std::string() : std::to_string(count); }

}  // namespace openitem
