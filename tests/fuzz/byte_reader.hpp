#pragma once
/// \file
/// Decisions, numbers and texts from the bytes of a fuzzer. When they end, everything is 0 and empty.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "harness.hpp"

namespace openitem::fuzz {

class ByteReader {
 public:
  explicit ByteReader(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }
  template <class Number>
  Number number() {
    Number value = 0;
    const std::size_t size = std::min(sizeof value, bytes_.size());
    if (size != 0) std::memcpy(&value, bytes_.data(), size);  // an empty span may have no address
    bytes_ = bytes_.subspan(size);
    return value;
  }
  /// 0 .. bound - 1.
  std::size_t below(std::size_t bound) { return number<std::uint8_t>() % bound; }
  /// Up to the next newline, at most 255 bytes.
  std::string text() {
    const std::size_t most = std::min<std::size_t>(bytes_.size(), 255);
    const auto end = std::find(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(most), '\n');
    std::string text(bytes_.begin(), end);
    bytes_ = bytes_.subspan(std::min(bytes_.size(), text.size() + 1));
    return text;
  }

 private:
  Bytes bytes_;
};

}  // namespace openitem::fuzz
