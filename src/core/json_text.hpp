#pragma once
/// \file
/// JSON (RFC 8259) as the files of models are written and read: strict, whatever the locale, doubles to the bit.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openitem {

enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };
/// "null", "a number", "an object" ...: what a message says of it.
[[nodiscard]] std::string_view described(JsonKind kind) noexcept;

/// A value of a JSON text. Owns what it holds.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  bool is_true = false;
  double number = 0.0;
  std::string text = {};
  std::vector<std::string> names = {};  ///< of the members of an object, in their order; each once
  std::vector<JsonValue> items = {};    ///< of an array, or the members' values
  std::size_t begin = 0, end = 0;       ///< its bytes in the text

  /// The member of this name; null where there is none.
  [[nodiscard]] const JsonValue* find(std::string_view name) const noexcept;
};

/// Arrays and objects within one another, and bytes of a text, that are read.
inline constexpr std::size_t kMostJsonDepth = 32;
inline constexpr std::size_t kMostJsonBytes = std::size_t{64} << 20U;

/// \throws Error naming the byte: invalid_data (not JSON, a member twice, a number that doubles do not hold), invalid_text (not UTF-8),
/// out_of_bounds (nested deeper, longer).
[[nodiscard]] JsonValue read_json(std::string_view text);

/// Appends a text in quotes: control characters, quotes and backslashes escaped, the rest as it is. Requires UTF-8.
void append_json_text(std::string& to, std::string_view text);
/// Appends the fewest digits that read back as the same double. Requires a finite one.
void append_json_number(std::string& to, double number);

/// FNV-1a, 64 bits, of the bytes of a JSON text less its white space outside of quotes and less bytes [skip_begin, skip_end): the
/// same however the text is laid out. Requires JSON.
[[nodiscard]] std::uint64_t json_checksum(std::string_view text, std::size_t skip_begin,
                                          std::size_t skip_end) noexcept;

}  // namespace openitem
