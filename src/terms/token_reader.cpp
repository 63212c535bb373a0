#include "terms/token_reader.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "money/rounding.hpp"

namespace openitem {

bool TermsTokenReader::is_word(std::initializer_list<std::string_view> words,
                               std::size_t ahead) const noexcept {
  const TermsToken& token = peek(ahead);
  return token.kind == TermsTokenKind::word &&
         std::find(words.begin(), words.end(), token.text) != words.end();
}

bool TermsTokenReader::is_phrase(std::initializer_list<std::string_view> words) const noexcept {
  std::size_t ahead = 0;
  for (const std::string_view word : words) {
    if (!is_word({word}, ahead)) return false;
    ++ahead;
  }
  return true;
}

bool TermsTokenReader::skip_sign(std::string_view sign) noexcept {
  if (!is_sign(sign)) return false;
  advance();
  return true;
}

bool TermsTokenReader::skip_word(std::initializer_list<std::string_view> words) noexcept {
  if (!is_word(words)) return false;
  advance();
  return true;
}

bool TermsTokenReader::skip_phrase(std::initializer_list<std::string_view> words) noexcept {
  if (!is_phrase(words)) return false;
  advance(words.size());
  return true;
}

std::int32_t TermsTokenReader::read_integer(std::string_view expected) {
  constexpr std::size_t most_digits = 6;
  if (!is_number()) refuse(expected);
  const std::string& digits = peek().text;
  if (digits.find('.') != std::string::npos || digits.size() > most_digits) refuse(expected);
  std::int32_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  advance();
  return value;
}

std::int64_t TermsTokenReader::read_decimal(std::int32_t decimals, std::string_view expected) {
  if (!is_number()) refuse(expected);
  std::string digits = peek().text;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::size_t behind = digits.size() - std::min(digits.size(), point + 1);
  if (point < digits.size()) digits.erase(point, 1);
  while (behind > static_cast<std::size_t>(decimals) && digits.back() == '0') {
    digits.pop_back();
    --behind;
  }
  if (behind > static_cast<std::size_t>(decimals)) refuse(expected);
  digits.append(static_cast<std::size_t>(decimals) - behind, '0');
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (mul_overflows(value, 10, value) || add_overflows(value, digit - '0', value) || !is_amount(value)) {
      refuse(expected);
    }
  }
  advance();
  return value;
}

void TermsTokenReader::refuse_at(std::size_t token, std::string_view expected) const {
  const TermsToken& found = tokens_[std::min(token, tokens_.size() - 1)];
  Message message;
  message.append("terms ").append_quoted(text_);
  if (found.kind == TermsTokenKind::end) {
    message.append(", position ").append(found.position + 1).append(": the text ends; expected ");
  } else {
    message.append(", position ").append(found.position + 1).append(": ").append_quoted(found.written);
    message.append(" cannot stand here; expected ");
  }
  throw Error(Status::invalid_data, message.append(expected));
}

void TermsTokenReader::refuse_reading(std::size_t first, std::string_view readings) const {
  const std::size_t begin = tokens_[first].position;
  const TermsToken& last = tokens_[at_ > first ? at_ - 1 : first];
  const std::size_t end = last.position + last.written.size();
  throw Error(Status::not_set, Message()
                                   .append("terms ")
                                   .append_quoted(text_)
                                   .append(", position ")
                                   .append(begin + 1)
                                   .append(": ")
                                   .append_quoted(text_.substr(begin, end - begin))
                                   .append(" has several readings: ")
                                   .append(readings));
}

}  // namespace openitem
