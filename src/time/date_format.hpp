#pragma once
/// \file
/// Date formats, compiled once and applied to a cell at a time: no allocation, no exception, no locale.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/time.hpp"

namespace openitem {

enum class DateStatus : std::uint8_t {
  ok,
  empty,         ///< no text at all
  invalid,       ///< the text does not follow the format
  no_such_day,   ///< it does, but there is no such day (30 February) or time
  out_of_range,  ///< a day before 1900-01-01 or after 9999-12-31
};

/// What a format may be used for. Printing may leave fields out ("%b %Y"); reading needs a whole date.
enum class DateFormatUse : std::uint8_t { reading, printing };

/// A compiled format; immutable, may be shared between threads. The fields are those of `parse_date`.
class DateFormat {
 public:
  /// \throws Error invalid_argument: an unknown field; when reading, year, month or day missing or twice.
  explicit DateFormat(std::string_view format, DateFormatUse use = DateFormatUse::reading);

  /// Reads the whole text; `days` (since 1970-01-01) is written only on ok. Requires DateFormatUse::reading.
  [[nodiscard]] DateStatus parse(std::string_view text, std::int32_t& days) const noexcept;

  /// Prints; fields of the time of day print as 00. Requires is_date(days).
  [[nodiscard]] std::string print(std::int32_t days) const;

  /// The format as a text: what was given, "%Y-%m-%d" for "" and "iso".
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

 private:
  enum class Field : std::uint8_t { literal, year, month, day, month_name, hour, minute, second };
  struct Piece {
    Field field = Field::literal;
    char literal = 0;
    bool two_digits = false;  // beside other digits one digit would leave open which is meant
  };
  struct Fields;

  static Field field_of(char letter, std::string_view format);
  static bool is_digits(const Piece& piece) noexcept;
  void require_whole_date() const;
  void mark_two_digits() noexcept;
  static DateStatus parse_iso(std::string_view text, std::int32_t& days) noexcept;
  static bool read_piece(const Piece& piece, std::string_view& text, Fields& fields) noexcept;

  std::string text_;
  std::vector<Piece> pieces_;
  bool is_iso_ = false;
};

}  // namespace openitem
