#pragma once
/// \file
/// Walking through the tokens of terms: what stands next, and located errors.

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/message.hpp"
#include "openitem/core.hpp"
#include "terms/tokens.hpp"

namespace openitem {

class TermsTokenReader {
 public:
  explicit TermsTokenReader(std::string_view text) : text_(text), tokens_(terms_tokens(text)) {}

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] const TermsToken& peek(std::size_t ahead = 0) const noexcept {
    return tokens_[at_ + ahead < tokens_.size() ? at_ + ahead : tokens_.size() - 1];
  }
  [[nodiscard]] bool is_end() const noexcept { return peek().kind == TermsTokenKind::end; }
  [[nodiscard]] bool is_number(std::size_t ahead = 0) const noexcept {
    return peek(ahead).kind == TermsTokenKind::number;
  }
  [[nodiscard]] bool is_sign(std::string_view sign, std::size_t ahead = 0) const noexcept {
    return peek(ahead).kind == TermsTokenKind::sign && peek(ahead).text == sign;
  }
  /// Whether one of `words` stands `ahead` tokens on.
  [[nodiscard]] bool is_word(std::initializer_list<std::string_view> words,
                             std::size_t ahead = 0) const noexcept;
  /// Whether these words stand next, one after the other.
  [[nodiscard]] bool is_phrase(std::initializer_list<std::string_view> words) const noexcept;

  void advance(std::size_t count = 1) noexcept { at_ += count; }
  /// Steps over what is asked for and says whether it stood there.
  bool skip_sign(std::string_view sign) noexcept;
  bool skip_word(std::initializer_list<std::string_view> words) noexcept;
  bool skip_phrase(std::initializer_list<std::string_view> words) noexcept;

  /// A whole number, 0 .. 999,999. \throws Error invalid_data.
  std::int32_t read_integer(std::string_view expected);
  /// A decimal with at most `decimals` digits after the point, times 10^decimals. \throws Error invalid_data.
  std::int64_t read_decimal(std::int32_t decimals, std::string_view expected);

  /// invalid_data: "terms '...', position 7: 'xyz'; expected ...".
  [[noreturn]] void refuse(std::string_view expected) const { refuse_at(at_, expected); }
  /// not_set: the text from token `first` up to the next one has several readings.
  [[noreturn]] void refuse_reading(std::size_t first, std::string_view readings) const;
  [[nodiscard]] std::size_t place() const noexcept { return at_; }

 private:
  [[noreturn]] void refuse_at(std::size_t token, std::string_view expected) const;

  std::string_view text_;
  std::vector<TermsToken> tokens_;
  std::size_t at_ = 0;
};

}  // namespace openitem
