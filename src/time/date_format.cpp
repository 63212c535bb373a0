#include "time/date_format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/message.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::string_view iso_format = "%Y-%m-%d";

constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr bool is_digit(char character) noexcept { return character >= '0' && character <= '9'; }

constexpr char to_lower(char letter) noexcept {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Takes `least` to `most` digits from the front; false when there are fewer.
bool take_number(std::string_view& text, std::size_t least, std::size_t most, std::int32_t& number) noexcept {
  std::size_t length = 0;
  std::int32_t value = 0;
  while (length < most && length < text.size() && is_digit(text[length])) {
    value = value * 10 + (text[length] - '0');
    ++length;
  }
  if (length < least) return false;
  text.remove_prefix(length);
  number = value;
  return true;
}

bool take_month_name(std::string_view& text, std::int32_t& month) noexcept {
  if (text.size() < 3) return false;
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    const std::string_view name = month_names[i];
    if (to_lower(text[0]) == to_lower(name[0]) && to_lower(text[1]) == name[1] &&
        to_lower(text[2]) == name[2]) {
      text.remove_prefix(3);
      month = static_cast<std::int32_t>(i) + 1;
      return true;
    }
  }
  return false;
}

DateStatus to_days(CivilDay civil, std::int32_t& days) noexcept {
  if (civil.month < 1 || civil.month > 12) return DateStatus::no_such_day;
  if (civil.day < 1 || civil.day > days_in_month(civil.year, civil.month)) return DateStatus::no_such_day;
  if (civil.year < kMinYear || civil.year > kMaxYear) return DateStatus::out_of_range;
  days = days_from_civil(civil);
  return DateStatus::ok;
}

void append_padded(std::string& text, std::int32_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  text.append(width - std::min(width, digits.size()), '0').append(digits);
}

[[noreturn]] void throw_bad_format(std::string_view format, std::string_view fault) {
  throw Error(Status::invalid_argument, Message()
                                            .append("date format ")
                                            .append_quoted(format)
                                            .append(": ")
                                            .append(fault)
                                            .append("; expected a format such as %Y-%m-%d or %d.%m.%Y"));
}

}  // namespace

struct DateFormat::Fields {
  CivilDay civil;
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
};

DateFormat::Field DateFormat::field_of(char letter, std::string_view format) {
  switch (letter) {
    case 'Y': return Field::year;
    case 'm': return Field::month;
    case 'd': return Field::day;
    case 'b': return Field::month_name;
    case 'H': return Field::hour;
    case 'M': return Field::minute;
    case 'S': return Field::second;
    case '%': return Field::literal;
    case 'y': throw_bad_format(format, "%y is a year without its century, which is never guessed");
    default: throw_bad_format(format, "it has a field that is none of %Y %m %d %b %H %M %S %%");
  }
}

DateFormat::DateFormat(std::string_view format, DateFormatUse use)
    : text_(format.empty() || format == "iso" ? iso_format : format), is_iso_(text_ == iso_format) {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] != '%') {
      pieces_.push_back({Field::literal, text_[at]});
      continue;
    }
    ++at;
    if (at == text_.size()) throw_bad_format(text_, "it ends in a lone %");
    pieces_.push_back({field_of(text_[at], text_), text_[at]});
  }
  if (use == DateFormatUse::reading) require_whole_date();
  mark_two_digits();
}

void DateFormat::require_whole_date() const {
  const auto count = [this](Field field) {
    return std::count_if(pieces_.begin(), pieces_.end(),
                         [field](const Piece& piece) { return piece.field == field; });
  };
  if (count(Field::year) != 1) throw_bad_format(text_, "to read dates it needs the year (%Y) once");
  if (count(Field::month) + count(Field::month_name) != 1) {
    throw_bad_format(text_, "to read dates it needs the month (%m or %b) once");
  }
  if (count(Field::day) != 1) throw_bad_format(text_, "to read dates it needs the day (%d) once");
}

bool DateFormat::is_digits(const Piece& piece) noexcept {
  if (piece.field == Field::literal) return is_digit(piece.literal);
  return piece.field != Field::month_name;
}

void DateFormat::mark_two_digits() noexcept {
  for (std::size_t i = 1; i < pieces_.size(); ++i) {
    if (!is_digits(pieces_[i - 1]) || !is_digits(pieces_[i])) continue;
    pieces_[i - 1].two_digits = true;
    pieces_[i].two_digits = true;
  }
}

DateStatus DateFormat::parse_iso(std::string_view text, std::int32_t& days) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return DateStatus::invalid;
  constexpr std::array<std::size_t, 8> places = {0, 1, 2, 3, 5, 6, 8, 9};
  std::array<std::int32_t, 8> digits{};
  std::uint32_t highest = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    digits[i] = text[places[i]] - '0';
    highest = std::max(highest, static_cast<std::uint32_t>(digits[i]));
  }
  if (highest > 9) return DateStatus::invalid;
  return to_days({digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3], digits[4] * 10 + digits[5],
                  digits[6] * 10 + digits[7]},
                 days);
}

bool DateFormat::read_piece(const Piece& piece, std::string_view& text, Fields& fields) noexcept {
  const std::size_t least = piece.two_digits ? 2 : 1;
  switch (piece.field) {
    case Field::literal:
      if (text.empty() || text.front() != piece.literal) return false;
      text.remove_prefix(1);
      return true;
    case Field::year: return take_number(text, 4, 4, fields.civil.year);
    case Field::month: return take_number(text, least, 2, fields.civil.month);
    case Field::day: return take_number(text, least, 2, fields.civil.day);
    case Field::month_name: return take_month_name(text, fields.civil.month);
    case Field::hour: return take_number(text, least, 2, fields.hour);
    case Field::minute: return take_number(text, least, 2, fields.minute);
    case Field::second: return take_number(text, least, 2, fields.second);
  }
  return false;
}

DateStatus DateFormat::parse(std::string_view text, std::int32_t& days) const noexcept {
  if (text.empty()) return DateStatus::empty;
  // The common form, eight digits and two dashes, needs no walk over the pieces.
  if (is_iso_ && parse_iso(text, days) == DateStatus::ok) return DateStatus::ok;
  Fields fields;
  for (const Piece& piece : pieces_) {
    if (!read_piece(piece, text, fields)) return DateStatus::invalid;
  }
  if (!text.empty()) return DateStatus::invalid;
  // A leap second is a time of its day.
  if (fields.hour > 23 || fields.minute > 59 || fields.second > 60) return DateStatus::no_such_day;
  return to_days(fields.civil, days);
}

std::string DateFormat::print(std::int32_t days) const {
  const CivilDay civil = civil_from_days(days);
  std::string text;
  text.reserve(text_.size() + 8);
  for (const Piece& piece : pieces_) {
    switch (piece.field) {
      case Field::literal: text.push_back(piece.literal); break;
      case Field::year: append_padded(text, civil.year, 4); break;
      case Field::month: append_padded(text, civil.month, 2); break;
      case Field::day: append_padded(text, civil.day, 2); break;
      case Field::month_name: text.append(month_names[static_cast<std::size_t>(civil.month - 1)]); break;
      case Field::hour:
      case Field::minute:
      case Field::second: text.append("00"); break;
    }
  }
  return text;
}

}  // namespace openitem
