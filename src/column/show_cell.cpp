#include <array>
#include <charconv>
#include <string>

#include "column/cells.hpp"
#include "column/read.hpp"
#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/time.hpp"

namespace openitem {
namespace {

constexpr std::size_t shown_bytes = 40;
constexpr std::int64_t milliseconds_per_day = 86'400'000;

/// Shortened at a character boundary; control characters and bytes that are not UTF-8 as \xNN.
std::string escape(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  const std::string_view kept = text.substr(0, utf8_prefix(text, shown_bytes));
  std::string shown;
  for (std::size_t at = 0; at < kept.size();) {
    const auto byte = static_cast<unsigned char>(kept[at]);
    const std::size_t length = utf8_sequence_length(kept.substr(at));
    if (length == 0 || byte < 0x20 || byte == 0x7F) {
      shown.append("\\x").push_back(hex[byte >> 4]);
      shown.push_back(hex[byte & 15U]);
      ++at;
    } else {
      shown.append(kept.substr(at, length));
      at += length;
    }
  }
  if (kept.size() < text.size()) shown.append("...");
  return shown;
}

template <typename Number>
std::string print(Number number) {
  std::array<char, 40> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

/// A decimal128 without any rounding: 12345 with scale 2 is 123.45, with scale -2 it is 1234500.
std::string print_decimal(Int128 value, std::int32_t scale) {
  UInt128 rest = magnitude(value);
  std::string digits;
  do {
    const Division128 divided = int128::divide(rest, UInt128{0, 10});
    digits.insert(digits.begin(), static_cast<char>('0' + divided.remainder.low));
    rest = divided.quotient;
  } while (rest != UInt128{});
  if (scale < 0 && digits != "0") digits.append(static_cast<std::size_t>(-scale), '0');
  if (scale > 0) {
    const auto decimals = static_cast<std::size_t>(scale);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  return is_negative(value) ? "-" + digits : digits;
}

/// ISO where it is a day we know, else the stored number and its unit.
std::string print_day(std::int64_t day, std::int64_t stored, std::string_view unit) {
  if (day >= Date::min_days && day <= Date::max_days) return Date(static_cast<std::int32_t>(day)).iso();
  return print(stored).append(" ").append(unit).append(" since 1970-01-01");
}

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) noexcept {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

std::string print_timestamp(std::int64_t value, std::int32_t scale) {
  switch (scale) {
    case 0: return print_day(floor_divide(value, 86'400), value, "seconds");
    case 3: return print_day(floor_divide(value, milliseconds_per_day), value, "milliseconds");
    case 6: return print_day(floor_divide(value, 86'400'000'000), value, "microseconds");
    default: return print_day(floor_divide(value, 86'400'000'000'000), value, "nanoseconds");
  }
}

std::string show_dictionary_value(const ColumnView& view, const ChunkedColumn& column, std::int64_t index) {
  const auto code = load<std::int32_t>(view.values, index);
  if (view.dictionary == nullptr || code < 0 || code >= view.dictionary_rows) return {};
  return show_value(*view.dictionary, column, view.dictionary->offset + code, 0, true);
}

}  // namespace

std::string show_value(const ColumnView& view, const ChunkedColumn& column, std::int64_t index,
                       std::int64_t row_shift, bool in_dictionary) {
  if (!has_value(view, index)) return {};
  switch (view.type) {
    case ColumnType::float32: return print(load<float>(view.values, index));
    case ColumnType::float64: return print(load<double>(view.values, index));
    case ColumnType::boolean:
      return bit_at(static_cast<const std::uint8_t*>(view.values), index) ? "true" : "false";
    case ColumnType::decimal128: return print_decimal(load_decimal(view.values, index), view.scale);
    case ColumnType::text:
    case ColumnType::large_text:
    case ColumnType::text_view: return escape(TextSource(view, column, row_shift, in_dictionary).at(index));
    case ColumnType::date32: {
      const auto day = load<std::int32_t>(view.values, index);
      return print_day(day, day, "days");
    }
    case ColumnType::date64: {
      const auto stored = load<std::int64_t>(view.values, index);
      return print_day(floor_divide(stored, milliseconds_per_day), stored, "milliseconds");
    }
    case ColumnType::timestamp: return print_timestamp(load<std::int64_t>(view.values, index), view.scale);
    case ColumnType::dictionary: return show_dictionary_value(view, column, index);
    case ColumnType::none:
    case ColumnType::null:
    case ColumnType::unreadable: return {};
    default:
      return with_integer_type(view.type,
                               [&](auto type) { return print(load<decltype(type)>(view.values, index)); });
  }
}

std::string show_cell(const ChunkedColumn& column, std::int64_t row) {
  std::string shown;
  for_each_run(column, row, row + 1, [&](const Run& run) { shown = show_value(column, run, run.begin); });
  return shown;
}

Status status_of(CellFault fault) noexcept {
  switch (fault) {
    case CellFault::none: return Status::ok;
    case CellFault::not_an_amount:
    case CellFault::not_finite:
    case CellFault::not_a_date:
    case CellFault::not_an_integer:
    case CellFault::not_a_flag: return Status::invalid_data;
    case CellFault::inexact: return Status::inexact_amount;
    case CellFault::overflow: return Status::overflow;
    case CellFault::out_of_range: return Status::date_out_of_range;
    case CellFault::not_utf8: return Status::invalid_text;
  }
  return Status::internal;
}

const char* fault_text(CellFault fault) noexcept {
  switch (fault) {
    case CellFault::none: return "is readable";
    case CellFault::not_an_amount:
      return "is not an amount; expected digits with '.' as the decimal point, such as -1234.50";
    case CellFault::inexact: return "has more digits than its currency; round it, or correct the currency";
    case CellFault::not_finite: return "is not a finite number";
    case CellFault::overflow: return "is too large: it leaves the range of 64-bit integers";
    case CellFault::not_a_date:
      return "is not a date; expected a day of the calendar in the stated date format";
    case CellFault::out_of_range: return "is outside 1900-01-01 .. 9999-12-31";
    case CellFault::not_an_integer: return "is not a whole number";
    case CellFault::not_a_flag: return "is not a flag; expected true or false, yes or no, 1 or 0";
    case CellFault::not_utf8: return "is not UTF-8; re-encode the text";
  }
  return "is not readable";
}

Error error_of(const ChunkedColumn& column, const CellProblem& problem, std::int64_t rows_affected) {
  Error error(status_of(problem.fault), Message()
                                            .append(column.name())
                                            .append(", row ")
                                            .append(problem.row)
                                            .append(": '")
                                            .append(problem.shown)
                                            .append("' ")
                                            .append(fault_text(problem.fault)));
  error.at(problem.row, column.name()).affecting(rows_affected);
  return error;
}

}  // namespace openitem
