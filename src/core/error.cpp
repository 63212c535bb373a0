#include <algorithm>
#include <cstddef>
#include <cstring>
#include <type_traits>

#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

static_assert(std::is_nothrow_copy_constructible_v<Error>, "copying an error must not fail");
static_assert(Message::capacity + 1 == sizeof(ErrorRecord::message));

/// Copies what fits, cut at a UTF-8 boundary and at the first NUL, and fills the rest with NULs so that
/// equal errors are equal bytes.
template <std::size_t Size>
void store_text(char (&target)[Size], std::string_view text) noexcept {
  const std::string_view until_nul = text.substr(0, text.find('\0'));
  const std::size_t length = utf8_prefix(until_nul, Size - 1);
  std::memset(target, 0, Size);
  std::copy_n(until_nul.begin(), length, target);
}

}  // namespace

Error::Error(Status status, std::string_view message) noexcept {
  record_.status = static_cast<std::int32_t>(status);
  store_text(record_.message, message);
}

Error& Error::at(std::int64_t row, std::string_view column) noexcept {
  record_.row = row;
  store_text(record_.column, column);
  return *this;
}

Error& Error::affecting(std::int64_t rows) noexcept {
  record_.rows_affected = rows;
  return *this;
}

Error& Error::of_argument(std::int32_t index) noexcept {
  record_.argument = index;
  return *this;
}

}  // namespace openitem
