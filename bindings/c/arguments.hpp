#pragma once
/// \file
/// Single arguments of C calls, checked: pointers, enums, counts, days, buffers. Every message names the argument
/// or option, what was given and what is expected. Indices count the function's arguments from 0.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/core.hpp"
#include "openitem/money.h"
#include "openitem/money.hpp"
#include "openitem/openitem.h"
#include "openitem/time.hpp"

namespace openitem::c_abi {

/// Entries of an array a caller may hand over in one call; a larger count is refused before memory is touched.
inline constexpr std::int64_t largest_count = std::int64_t{1} << 24;
/// Rows of columns that a caller may hand over in one call.
inline constexpr std::int64_t largest_row_count = 4'000'000'000;

/// \throws Error null_argument.
void require(const void* pointer, const char* name, std::int32_t argument);
/// 0 <= count <= largest, and with count > 0 the array is there. \throws Error out_of_bounds, null_argument.
void require_array(const void* array, std::int64_t count, const char* name, std::int32_t argument,
                   std::int64_t largest = largest_count);
/// \throws Error out_of_bounds.
void require_count(std::int64_t count, std::int64_t smallest, std::int64_t largest, const char* name,
                   std::int32_t argument);
/// Reserved members must be 0. \throws Error invalid_argument.
void require_zero(std::int32_t reserved, const char* name, std::int32_t argument);
/// 0 <= value <= last. \throws Error invalid_argument naming the constants.
void require_choice(std::int32_t value, std::int32_t last, const char* name, const char* constants,
                    std::int32_t argument);

/// The facade's enumerator for a C constant; `last` is the greatest one.
template <class Enum>
[[nodiscard]] Enum read_choice(std::int32_t value, Enum last, const char* name, const char* constants,
                               std::int32_t argument) {
  require_choice(value, static_cast<std::int32_t>(last), name, constants, argument);
  return static_cast<Enum>(value);
}

/// \throws Error null_argument.
[[nodiscard]] std::string_view read_text(const char* text, const char* name, std::int32_t argument);
/// A list of names. \throws Error out_of_bounds, null_argument.
[[nodiscard]] std::vector<std::string> read_names(const char* const* names, std::int32_t count,
                                                  const char* name, std::int32_t argument);
/// The same, "options.by" in messages. \throws Error out_of_bounds, null_argument.
[[nodiscard]] std::vector<std::string> read_by_names(const char* const* by, std::int32_t count,
                                                     std::int32_t argument);
/// NULL = not given = "".
[[nodiscard]] std::string read_optional_text(const char* text);
/// \throws Error null_argument, unknown_name.
[[nodiscard]] Currency read_currency(const char* code, const char* name, std::int32_t argument);
[[nodiscard]] Rounding read_rounding(oi_rounding rounding, std::int32_t argument);
/// \throws Error date_out_of_range.
[[nodiscard]] Date read_day(oi_day day, const char* name, std::int32_t argument);
/// NULL = not given.
[[nodiscard]] std::optional<Date> read_optional_day(const oi_day* day, const char* name,
                                                    std::int32_t argument);

/// Writes `text` and its NUL into the caller's buffer, or nothing. \throws Error buffer_too_small with the size.
void write_text(std::string_view text, char* buffer, std::int64_t capacity, std::int32_t capacity_argument);

/// Runs `body`; an error of the facade that blames no argument yet is one of `argument`.
template <class Body>
decltype(auto) blaming(std::int32_t argument, const Body& body) {
  try {
    return body();
  } catch (Error& failure) {
    if (failure.record().argument < 0) failure.of_argument(argument);
    throw;
  }
}

}  // namespace openitem::c_abi
