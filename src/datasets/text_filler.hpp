#pragma once
/// \file
/// A text column written in pieces: every piece knows beforehand at which row and byte it begins.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "openitem/column.hpp"

namespace openitem {

class TextFiller {
 public:
  TextFiller(std::int64_t rows, std::int64_t bytes)
      : offsets_(static_cast<std::size_t>(rows) + 1, 0), bytes_(static_cast<std::size_t>(bytes)) {}

  /// Where the next text goes.
  struct Place {
    std::int64_t row = 0;
    std::int64_t byte = 0;
  };
  void write(Place& place, std::string_view text) noexcept {
    std::memcpy(bytes_.data() + place.byte, text.data(), text.size());
    place.byte += static_cast<std::int64_t>(text.size());
    ++place.row;
    offsets_[static_cast<std::size_t>(place.row)] = place.byte;
  }
  [[nodiscard]] Column column(std::string name) && {
    return Column::text(std::move(name), std::move(offsets_), std::move(bytes_));
  }

 private:
  std::vector<std::int64_t> offsets_;
  std::vector<char> bytes_;
};

}  // namespace openitem
