#pragma once
/// \file
/// The text of terms as words, numbers and signs, each with its place.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openitem {

enum class TermsTokenKind : std::uint8_t { word, number, sign, end };

struct TermsToken {
  TermsTokenKind kind = TermsTokenKind::end;
  std::string text;          ///< a word in small letters, the digits of a number, a sign such as "/" or ".."
  std::string_view written;  ///< as it stands in the source
  std::size_t position = 0;  ///< byte in the source, from 0
  bool is_glued = false;     ///< nothing between it and the token before
};

/// Full stops after words are dropped ("prox."). The last token is the end. Views point into `text`.
/// \throws Error invalid_data (a character that no terms have), out_of_bounds (too long).
[[nodiscard]] std::vector<TermsToken> terms_tokens(std::string_view text);

}  // namespace openitem
