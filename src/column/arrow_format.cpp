#include "column/arrow_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "core/message.hpp"

namespace openitem {
namespace {

struct SimpleFormat {
  std::string_view format;
  ColumnType type;
  std::int32_t scale;
};

constexpr std::array simple_formats = {
    SimpleFormat{"n", ColumnType::null, 0},         SimpleFormat{"b", ColumnType::boolean, 0},
    SimpleFormat{"c", ColumnType::int8, 0},         SimpleFormat{"C", ColumnType::uint8, 0},
    SimpleFormat{"s", ColumnType::int16, 0},        SimpleFormat{"S", ColumnType::uint16, 0},
    SimpleFormat{"i", ColumnType::int32, 0},        SimpleFormat{"I", ColumnType::uint32, 0},
    SimpleFormat{"l", ColumnType::int64, 0},        SimpleFormat{"L", ColumnType::uint64, 0},
    SimpleFormat{"f", ColumnType::float32, 0},      SimpleFormat{"g", ColumnType::float64, 0},
    SimpleFormat{"u", ColumnType::text, 0},         SimpleFormat{"U", ColumnType::large_text, 0},
    SimpleFormat{"vu", ColumnType::text_view, 0},   SimpleFormat{"tdD", ColumnType::date32, 0},
    SimpleFormat{"tdm", ColumnType::date64, 0},     SimpleFormat{"tss:", ColumnType::timestamp, 0},
    SimpleFormat{"tsm:", ColumnType::timestamp, 3}, SimpleFormat{"tsu:", ColumnType::timestamp, 6},
    SimpleFormat{"tsn:", ColumnType::timestamp, 9},
};

struct UnreadableFormat {
  std::string_view prefix;
  std::string_view name;
};

/// By prefix, the longer one first.
constexpr std::array unreadable_formats = {
    UnreadableFormat{"vz", "binary view"},
    UnreadableFormat{"vn", "view"},
    UnreadableFormat{"z", "binary"},
    UnreadableFormat{"Z", "large binary"},
    UnreadableFormat{"w:", "fixed-size binary"},
    UnreadableFormat{"e", "float16"},
    UnreadableFormat{"+vl", "list view"},
    UnreadableFormat{"+vL", "large list view"},
    UnreadableFormat{"+l", "list"},
    UnreadableFormat{"+L", "large list"},
    UnreadableFormat{"+w:", "fixed-size list"},
    UnreadableFormat{"+s", "struct"},
    UnreadableFormat{"+m", "map"},
    UnreadableFormat{"+u", "union"},
    UnreadableFormat{"+r", "run-end encoded"},
    UnreadableFormat{"tt", "time of day"},
    UnreadableFormat{"tD", "duration"},
    UnreadableFormat{"ti", "interval"},
};

ArrowFormat unreadable(std::string name) {
  ArrowFormat format;
  format.unreadable = std::move(name);
  return format;
}

std::string quoted(std::string_view text) { return std::string(Message().append_quoted(text).view()); }

/// The comma-separated integers of "19,10,128"; nothing where one is none.
std::optional<std::vector<std::int32_t>> parse_numbers(std::string_view text) {
  std::vector<std::int32_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (;;) {
    std::int32_t number = 0;
    const std::from_chars_result read = std::from_chars(at, end, number);
    if (read.ec != std::errc{}) return std::nullopt;
    numbers.push_back(number);
    if (read.ptr == end) return numbers;
    if (*read.ptr != ',') return std::nullopt;
    at = read.ptr + 1;
  }
}

/// "precision,scale" or "precision,scale,bits".
ArrowFormat parse_decimal(std::string_view format, std::string_view parameters) {
  const std::optional<std::vector<std::int32_t>> numbers = parse_numbers(parameters);
  if (!numbers || numbers->size() < 2 || numbers->size() > 3)
    return unreadable("Arrow format " + quoted(format));
  const std::int32_t bits = numbers->size() == 3 ? (*numbers)[2] : 128;
  const std::int32_t scale = (*numbers)[1];
  if (bits != 32 && bits != 64 && bits != 128)
    return unreadable("decimal of " + std::to_string(bits) + " bits");
  if (scale < -38 || scale > 38) return unreadable("decimal with scale " + std::to_string(scale));
  return {ColumnType::decimal128, scale, bits / 8, {}};
}

bool is_timestamp(std::string_view format) noexcept {
  return format.size() > 4 && format.substr(0, 2) == "ts" && format[3] == ':';
}

}  // namespace

ArrowFormat parse_arrow_format(std::string_view format) {
  const auto simple = std::find_if(simple_formats.begin(), simple_formats.end(),
                                   [format](const SimpleFormat& known) { return known.format == format; });
  if (simple != simple_formats.end()) return {simple->type, simple->scale, 0, {}};
  if (format.substr(0, 2) == "d:") return parse_decimal(format, format.substr(2));
  if (is_timestamp(format)) {
    return unreadable("timestamp with time zone " + quoted(format.substr(4)) +
                      " (convert it to the business's local date)");
  }
  const auto known = std::find_if(unreadable_formats.begin(), unreadable_formats.end(),
                                  [format](const UnreadableFormat& candidate) {
                                    return format.substr(0, candidate.prefix.size()) == candidate.prefix;
                                  });
  if (known != unreadable_formats.end()) return unreadable(std::string(known->name));
  return unreadable("Arrow format " + quoted(format));
}

std::optional<std::int32_t> dictionary_index_bytes(std::string_view format) noexcept {
  if (format.size() != 1) return std::nullopt;
  switch (format.front()) {
    case 'c':
    case 'C': return 1;
    case 's':
    case 'S': return 2;
    case 'i':
    case 'I': return 4;
    case 'l':
    case 'L': return 8;
    default: return std::nullopt;
  }
}

}  // namespace openitem
