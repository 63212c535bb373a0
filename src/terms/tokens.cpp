#include "terms/tokens.hpp"

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::size_t kLongestText = 1'048'576;  // room for the text of any value

bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }
bool is_capital(char letter) noexcept { return letter >= 'A' && letter <= 'Z'; }
bool is_letter(char letter) noexcept { return (letter >= 'a' && letter <= 'z') || is_capital(letter); }
bool is_space(char letter) noexcept {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

// End of the number that begins at `begin`: digits, and a point with digits behind it.
std::size_t end_of_number(std::string_view text, std::size_t begin) noexcept {
  std::size_t at = begin;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
  }
  return at;
}

std::size_t end_of_word(std::string_view text, std::size_t begin) noexcept {
  std::size_t at = begin;
  while (at < text.size() && is_letter(text[at])) ++at;
  return at;
}

std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (char& letter : small) {
    if (is_capital(letter)) letter = static_cast<char>(letter - 'A' + 'a');
  }
  return small;
}

}  // namespace

std::vector<TermsToken> terms_tokens(std::string_view text) {
  if (text.size() > kLongestText) {
    throw Error(
        Status::out_of_bounds,
        Message().append("the terms have ").append(text.size()).append(" bytes; expected at most 1048576"));
  }
  std::vector<TermsToken> tokens;
  tokens.reserve(text.size() / 3 + 2);
  std::size_t end_before = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    TermsToken token;
    std::size_t end = at + 1;
    if (is_letter(text[at])) {
      token.kind = TermsTokenKind::word;
      end = end_of_word(text, at);
    } else if (is_digit(text[at]) || (text[at] == '.' && end < text.size() && is_digit(text[end]))) {
      token.kind = TermsTokenKind::number;
      end = end_of_number(text, at);
    } else if (text.substr(at, 2) == "..") {
      token.kind = TermsTokenKind::sign;
      end = at + 2;
    } else if (std::string_view("/%+,;-&").find(text[at]) != std::string_view::npos) {
      token.kind = TermsTokenKind::sign;
    } else if (text[at] == '.') {
      ++at;
      continue;
    } else {
      throw Error(Status::invalid_data,
                  Message()
                      .append("terms ")
                      .append_quoted(text)
                      .append(", position ")
                      .append(at + 1)
                      .append(": ")
                      .append_quoted(text.substr(at, 1))
                      .append(" is no part of terms; expected words, numbers, % / + , - .."));
    }
    token.written = text.substr(at, end - at);
    token.text = in_small_letters(token.written);
    token.position = at;
    token.is_glued = !tokens.empty() && at == end_before;
    tokens.push_back(std::move(token));
    at = end;
    end_before = end;
  }
  TermsToken last;
  last.position = text.size();
  tokens.push_back(std::move(last));
  return tokens;
}

}  // namespace openitem
