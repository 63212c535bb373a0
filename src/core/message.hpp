#pragma once
/// \file
/// Builds the one sentence of an error in a fixed buffer: no allocation, no locale, never invalid UTF-8.

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace openitem {

/// The text of an error under construction: `throw Error(Status::invalid_data, Message().append("row ")...)`.
/// What does not fit is cut at a character boundary.
class Message {
 public:
  static constexpr std::size_t capacity = 391;     ///< bytes of an error's message without its NUL
  static constexpr std::size_t quoted_limit = 48;  ///< source bytes shown of a quoted value

  Message() noexcept = default;

  Message& append(std::string_view text) noexcept;

  template <std::integral Integer>
  requires(!std::same_as<Integer, bool> &&
           !std::same_as<Integer, char>) Message& append(Integer number) noexcept {
    char digits[24];
    const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, number);
    return append(std::string_view(digits, static_cast<std::size_t>(end.ptr - digits)));
  }

  /// Appends 'value': control characters, quotes, backslashes and bytes that are not UTF-8 are escaped,
  /// a long value is shortened and its length given. For cells, names and codes that came from outside.
  Message& append_quoted(std::string_view value) noexcept;

  [[nodiscard]] std::string_view view() const noexcept { return {text_, size_}; }
  operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)

 private:
  Message& append_escaped(unsigned char byte) noexcept;

  std::size_t size_ = 0;
  bool full_ = false;  // something was cut: later, shorter pieces must not be glued to the cut
  char text_[392] = {};
};

}  // namespace openitem
