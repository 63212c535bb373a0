#pragma once
/// \file
/// UTF-8 validity (RFC 3629): what every text column is checked with.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace openitem {

/// Bytes of the well-formed UTF-8 sequence at the front of `text` (1..4); 0 = not well-formed or empty.
/// Overlong forms, surrogates and code points above U+10FFFF are not well-formed.
[[nodiscard]] inline std::size_t utf8_sequence_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto is_continuation = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return text.size() >= 2 && is_continuation(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (text.size() < 3 || !is_continuation(1) || !is_continuation(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead > 0xF4 || text.size() < 4) return 0;
  if (!is_continuation(1) || !is_continuation(2) || !is_continuation(3)) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return 4;
}

/// Whether the whole text is well-formed UTF-8. O(bytes), eight ASCII bytes a step.
[[nodiscard]] inline bool is_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8) {
      std::uint64_t block = 0;
      std::memcpy(&block, text.data() + at, sizeof block);
      if ((block & 0x8080808080808080U) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t length = utf8_sequence_length(text.substr(at));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/// Bytes of the longest prefix of `text` that is at most `limit` bytes and cuts no UTF-8 sequence.
[[nodiscard]] inline std::size_t utf8_prefix(std::string_view text, std::size_t limit) noexcept {
  if (text.size() <= limit) return text.size();
  std::size_t end = limit;
  // A sequence has at most three continuation bytes; more of them in a row are not UTF-8 anyway.
  for (int step = 0; step < 3 && end > 0; ++step) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) break;
    --end;
  }
  return end;
}

}  // namespace openitem
