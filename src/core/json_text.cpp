#include "core/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

[[nodiscard]] bool is_space(char byte) noexcept {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}
[[nodiscard]] bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

[[noreturn]] void refuse_json(Status status, std::size_t at, std::string_view why) {
  throw Error(status, Message().append("at byte ").append(at).append(": ").append(why));
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  JsonValue run() {
    JsonValue value = read_value(0);
    skip_space();
    if (at_ < text_.size()) refuse("this is not JSON: the text should end here");
    return value;
  }

 private:
  [[noreturn]] void refuse(std::string_view why) const { refuse_json(Status::invalid_data, at_, why); }

  [[nodiscard]] bool is_at(char byte) const noexcept { return at_ < text_.size() && text_[at_] == byte; }
  void skip_space() noexcept {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char byte) noexcept {
    skip_space();
    if (!is_at(byte)) return false;
    ++at_;
    return true;
  }

  JsonValue read_value(std::size_t depth) {
    skip_space();
    if (at_ == text_.size()) refuse("this is not JSON: the text ends where a value should begin");
    JsonValue value;
    value.begin = at_;
    switch (text_[at_]) {
      case '{': read_object(value, depth); break;
      case '[': read_array(value, depth); break;
      case '"':
        value.kind = JsonKind::text;
        value.text = read_text();
        break;
      case 't': read_word(value, "true", JsonKind::boolean); break;
      case 'f': read_word(value, "false", JsonKind::boolean); break;
      case 'n': read_word(value, "null", JsonKind::null); break;
      default: read_number(value);
    }
    value.end = at_;
    return value;
  }

  void enter(std::size_t depth) {
    if (depth == kMostJsonDepth) {
      refuse_json(Status::out_of_bounds, at_, "arrays and objects are nested deeper than 32");
    }
    ++at_;
  }

  void read_array(JsonValue& value, std::size_t depth) {
    value.kind = JsonKind::array;
    enter(depth);
    if (take(']')) return;
    do value.items.push_back(read_value(depth + 1));
    while (take(','));
    if (!take(']')) refuse("this is not JSON: ',' or ']' should stand here");
  }

  void read_object(JsonValue& value, std::size_t depth) {
    value.kind = JsonKind::object;
    enter(depth);
    if (take('}')) return;
    do {
      skip_space();
      if (!is_at('"')) refuse("this is not JSON: the name of a member should stand here, in quotes");
      value.names.push_back(read_text());
      if (!take(':')) refuse("this is not JSON: ':' should stand here");
      value.items.push_back(read_value(depth + 1));
    } while (take(','));
    if (!take('}')) refuse("this is not JSON: ',' or '}' should stand here");
    require_distinct(value);
  }

  /// Of two members of one name readers take either: no file may leave that open.
  void require_distinct(const JsonValue& object) const {
    std::vector<std::string_view> names(object.names.begin(), object.names.end());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    refuse(Message().append("member ").append_quoted(*twice).append(
        " stands twice in the object that ends here"));
  }

  void read_word(JsonValue& value, std::string_view word, JsonKind kind) {
    if (text_.substr(at_, word.size()) != word) refuse("this is not JSON: no value begins like this");
    at_ += word.size();
    value.kind = kind;
    value.is_true = word == "true";
  }

  void take_digits(std::string_view expected) {
    if (at_ == text_.size() || !is_digit(text_[at_])) refuse(expected);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  }

  void read_number(JsonValue& value) {
    const std::size_t begin = at_;
    if (is_at('-')) ++at_;
    if (is_at('0')) {
      ++at_;
    } else {
      take_digits("this is not JSON: no value begins like this");
    }
    if (is_at('.')) {
      ++at_;
      take_digits("this is not JSON: digits should follow the point");
    }
    if (is_at('e') || is_at('E')) {
      ++at_;
      if (is_at('+') || is_at('-')) ++at_;
      take_digits("this is not JSON: digits of an exponent should follow");
    }
    value.kind = JsonKind::number;
    const auto read = std::from_chars(text_.data() + begin, text_.data() + at_, value.number);
    if (read.ec == std::errc()) return;
    refuse_json(Status::invalid_data, begin, "the number is beyond what doubles hold");
  }

  std::string read_text() {
    const std::size_t begin = ++at_;  // behind the quote
    std::string text;
    for (std::size_t plain = begin;;) {
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20U)
        ++at_;
      text.append(text_.substr(plain, at_ - plain));
      if (at_ == text_.size()) refuse("this is not JSON: a text has no end");
      if (text_[at_] == '"') break;
      if (text_[at_] != '\\') refuse("this is not JSON: a control character stands in a text");
      ++at_;
      read_escape(text);
      plain = at_;
    }
    ++at_;
    if (!is_utf8(text)) refuse_json(Status::invalid_text, begin, "the text is not UTF-8");
    return text;
  }

  void read_escape(std::string& text) {
    constexpr std::string_view signs = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    if (at_ == text_.size()) refuse("this is not JSON: a text has no end");
    if (text_[at_] == 'u') return read_code_point(text);
    const std::size_t sign = signs.find(text_[at_]);
    if (sign == std::string_view::npos) refuse("this is not JSON: no escape is written like this");
    ++at_;
    text.push_back(meanings[sign]);
  }

  /// Four digits behind 'u'.
  std::uint32_t read_unit() {
    ++at_;
    std::uint32_t unit = 0;
    const char* const begin = text_.data() + at_;
    const char* const end = begin + std::min<std::size_t>(4, text_.size() - at_);
    const auto read = std::from_chars(begin, end, unit, 16);
    if (read.ec != std::errc() || read.ptr != begin + 4)
      refuse("this is not JSON: four digits should follow \\u");
    at_ += 4;
    return unit;
  }

  void read_code_point(std::string& text) {
    std::uint32_t point = read_unit();
    if (point >= 0xD800U && point < 0xDC00U) {
      if (text_.substr(at_, 2) != "\\u") refuse("this is not JSON: half a pair of surrogates");
      ++at_;
      const std::uint32_t low = read_unit();
      if (low < 0xDC00U || low > 0xDFFFU) refuse("this is not JSON: half a pair of surrogates");
      point = 0x10000U + ((point - 0xD800U) << 10U) + (low - 0xDC00U);
    } else if (point >= 0xDC00U && point <= 0xDFFFU) {
      refuse("this is not JSON: half a pair of surrogates");
    }
    append_utf8(text, point);
  }

  static void append_utf8(std::string& text, std::uint32_t point) {
    const auto add = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    const auto follow = [&](unsigned shift) { add(0x80U | ((point >> shift) & 0x3FU)); };
    if (point < 0x80U) {
      add(point);
    } else if (point < 0x800U) {
      add(0xC0U | (point >> 6U));
      follow(0);
    } else if (point < 0x10000U) {
      add(0xE0U | (point >> 12U));
      follow(6);
      follow(0);
    } else {
      add(0xF0U | (point >> 18U));
      follow(12);
      follow(6);
      follow(0);
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view described(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "a truth value";
    case JsonKind::number: return "a number";
    case JsonKind::text: return "a text";
    case JsonKind::array: return "an array";
    case JsonKind::object: return "an object";
  }
  return "";
}

const JsonValue* JsonValue::find(std::string_view name) const noexcept {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

JsonValue read_json(std::string_view text) {
  if (text.size() > kMostJsonBytes) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("the JSON text has ")
                                           .append(text.size())
                                           .append(" bytes; at most 67108864 are read"));
  }
  return JsonReader(text).run();
}

void append_json_text(std::string& to, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  to.push_back('"');
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') to.push_back('\\');
    if (code < 0x20U) {
      to.append("\\u00").push_back(digits[code >> 4U]);
      to.push_back(digits[code & 0xFU]);
    } else {
      to.push_back(byte);
    }
  }
  to.push_back('"');
}

void append_json_number(std::string& to, double number) {
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  to.append(digits.data(), end.ptr);
}

std::uint64_t json_checksum(std::string_view text, std::size_t skip_begin, std::size_t skip_end) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV's offset basis
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    const bool is_escaped = is_quoted && byte == '\\';
    if (byte == '"') is_quoted = !is_quoted;
    const auto add = [&](std::size_t place) {
      if (place >= skip_begin && place < skip_end) return;
      hash = (hash ^ static_cast<unsigned char>(text[place])) * 0x100000001b3U;  // FNV's prime
    };
    if (is_quoted || !is_space(byte)) add(at);
    if (is_escaped && at + 1 < text.size()) add(++at);
  }
  return hash;
}

}  // namespace openitem
