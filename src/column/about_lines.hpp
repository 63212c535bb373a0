#pragma once
/// \file
/// Lines of a table "about": the name and value of everything that is needed to repeat a figure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/time.hpp"

namespace openitem {

class AboutLines {
 public:
  /// `name` must outlive the table that is made.
  void add(std::string_view name, std::string value) {
    names_.push_back(name);
    values_.push_back(std::move(value));
  }
  /// Ends with the version of the library.
  [[nodiscard]] Table table();

 private:
  std::vector<std::string_view> names_;
  std::vector<std::string> values_;
};

/// "0,30,60", "customer,region", "2024-01-31,2024-02-29".
[[nodiscard]] std::string joined(std::span<const std::int32_t> numbers);
[[nodiscard]] std::string joined(std::span<const std::string> names);
[[nodiscard]] std::string joined(std::span<const std::string_view> names);
[[nodiscard]] std::string joined(std::span<const Date> dates);

/// Empty where no day was given.
[[nodiscard]] std::string day_text(const std::optional<Date>& day);
/// "business_days", "calendar_days".
[[nodiscard]] std::string day_unit_text(const std::optional<Calendar>& calendar);
/// Its name, "of the caller" where it has none; empty where none was given.
[[nodiscard]] std::string calendar_text(const std::optional<Calendar>& calendar);
/// Empty where nothing is counted: the option was not given.
[[nodiscard]] std::string count_text(std::int32_t count);

}  // namespace openitem
