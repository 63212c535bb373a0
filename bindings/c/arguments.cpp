#include "arguments.hpp"

#include <cstring>

#include "core/message.hpp"

namespace openitem::c_abi {

void require(const void* pointer, const char* name, std::int32_t argument) {
  if (pointer != nullptr) return;
  throw Error(Status::null_argument, Message()
                                         .append("argument ")
                                         .append(argument)
                                         .append(": ")
                                         .append(name)
                                         .append(" is NULL; expected a valid pointer"))
      .of_argument(argument);
}

void require_count(std::int64_t count, std::int64_t smallest, std::int64_t largest, const char* name,
                   std::int32_t argument) {
  if (count >= smallest && count <= largest) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("argument ")
                                         .append(argument)
                                         .append(": ")
                                         .append(name)
                                         .append(" is ")
                                         .append(count)
                                         .append("; expected ")
                                         .append(smallest)
                                         .append(" to ")
                                         .append(largest))
      .of_argument(argument);
}

void require_array(const void* array, std::int64_t count, const char* name, std::int32_t argument,
                   std::int64_t largest) {
  require_count(count, 0, largest, name, argument);
  if (count > 0) require(array, name, argument);
}

void require_zero(std::int32_t reserved, const char* name, std::int32_t argument) {
  if (reserved == 0) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("argument ")
                                            .append(argument)
                                            .append(": ")
                                            .append(name)
                                            .append(" is ")
                                            .append(reserved)
                                            .append("; expected 0"))
      .of_argument(argument);
}

void require_choice(std::int32_t value, std::int32_t last, const char* name, const char* constants,
                    std::int32_t argument) {
  if (value >= 0 && value <= last) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("argument ")
                                            .append(argument)
                                            .append(": ")
                                            .append(name)
                                            .append(" is ")
                                            .append(value)
                                            .append("; expected one of ")
                                            .append(constants)
                                            .append(", 0 to ")
                                            .append(last))
      .of_argument(argument);
}

std::string_view read_text(const char* text, const char* name, std::int32_t argument) {
  require(text, name, argument);
  return text;
}

std::vector<std::string> read_names(const char* const* names, std::int32_t count, const char* name,
                                    std::int32_t argument) {
  require_array(names, count, name, argument);
  const std::string entry = std::string(name) + "[i]";
  std::vector<std::string> read;
  read.reserve(static_cast<std::size_t>(count));
  for (const char* given : std::span(names, static_cast<std::size_t>(count))) {
    read.emplace_back(read_text(given, entry.c_str(), argument));
  }
  return read;
}

std::vector<std::string> read_by_names(const char* const* by, std::int32_t count, std::int32_t argument) {
  return read_names(by, count, "options.by", argument);
}

std::string read_optional_text(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

Currency read_currency(const char* code, const char* name, std::int32_t argument) {
  const std::string_view text = read_text(code, name, argument);
  return blaming(argument, [&] { return Currency(text); });
}

Rounding read_rounding(oi_rounding rounding, std::int32_t argument) {
  return read_choice(rounding, Rounding::floor, "rounding", "OI_ROUND_*", argument);
}

Date read_day(oi_day day, const char* name, std::int32_t argument) {
  if (day >= Date::min_days && day <= Date::max_days) return Date(day);
  throw Error(Status::date_out_of_range,
              Message()
                  .append("argument ")
                  .append(argument)
                  .append(": ")
                  .append(name)
                  .append(" is day ")
                  .append(day)
                  .append("; expected 1900-01-01 (day -25567) to 9999-12-31 (day 2932896)"))
      .of_argument(argument);
}

std::optional<Date> read_optional_day(const oi_day* day, const char* name, std::int32_t argument) {
  if (day == nullptr) return std::nullopt;
  return read_day(*day, name, argument);
}

void write_text(std::string_view text, char* buffer, std::int64_t capacity, std::int32_t capacity_argument) {
  const std::int64_t needed = static_cast<std::int64_t>(text.size()) + 1;
  if (capacity < needed) {
    throw Error(Status::buffer_too_small, Message()
                                              .append("argument ")
                                              .append(capacity_argument)
                                              .append(": capacity is ")
                                              .append(capacity)
                                              .append(" bytes; expected at least ")
                                              .append(needed)
                                              .append(" with the NUL"))
        .of_argument(capacity_argument);
  }
  std::memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = '\0';
}

}  // namespace openitem::c_abi
