#include "core/message.hpp"

#include <cstring>

#include "core/utf8.hpp"

namespace openitem {

Message& Message::append(std::string_view text) noexcept {
  if (full_ || text.empty()) return *this;
  const std::size_t length = utf8_prefix(text, capacity - size_);
  std::memcpy(text_ + size_, text.data(), length);
  size_ += length;
  full_ = length < text.size();
  return *this;
}

Message& Message::append_escaped(unsigned char byte) noexcept {
  constexpr char hex[] = "0123456789abcdef";
  const char escape[] = {'\\', 'x', hex[byte >> 4], hex[byte & 15U]};
  return append(std::string_view(escape, sizeof escape));
}

Message& Message::append_quoted(std::string_view value) noexcept {
  const std::string_view shown = value.substr(0, utf8_prefix(value, quoted_limit));
  append("'");
  std::size_t at = 0;
  while (at < shown.size()) {
    const unsigned char byte = static_cast<unsigned char>(shown[at]);
    const std::size_t length = utf8_sequence_length(shown.substr(at));
    if (length == 0 || byte < 0x20 || byte == 0x7F) {
      append_escaped(byte);
      ++at;
      continue;
    }
    if (byte == '\'' || byte == '\\') append("\\");
    append(shown.substr(at, length));
    at += length;
  }
  append("'");
  if (shown.size() < value.size()) append("... (").append(value.size()).append(" bytes)");
  return *this;
}

}  // namespace openitem
