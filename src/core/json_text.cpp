#include "core/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

using Library = nlohmann::json;  // its lexer and parser; values are ours, which keep the order of members

[[nodiscard]] bool is_space(char byte) noexcept {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

[[noreturn]] void refuse_json(Status status, std::size_t at, std::string_view why) {
  throw Error(status, Message().append("at byte ").append(at).append(": ").append(why));
}

/// Values as the parser comes upon them.
class ValueBuilder final : public nlohmann::json_sax<Library> {
 public:
  bool null() override { return add({.kind = JsonKind::null}); }
  bool boolean(bool is_true) override { return add({.kind = JsonKind::boolean, .is_true = is_true}); }
  bool number_integer(number_integer_t number) override { return add_number(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) override { return add_number(static_cast<double>(number)); }
  bool number_float(number_float_t number, const string_t& /*digits*/) override { return add_number(number); }
  bool string(string_t& text) override { return add({.kind = JsonKind::text, .text = std::move(text)}); }
  bool binary(binary_t& /*bytes*/) override { return false; }  // JSON has none
  bool start_object(std::size_t /*members*/) override { return open(JsonKind::object); }
  bool start_array(std::size_t /*items*/) override { return open(JsonKind::array); }
  bool key(string_t& name) override {
    open_.back()->names.push_back(std::move(name));
    return true;
  }
  bool end_object() override {
    require_distinct(*open_.back());
    open_.pop_back();
    return true;
  }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t byte, const std::string& last_token,
                   const nlohmann::detail::exception& why) override {
    const std::size_t at = byte > 0 ? byte - 1 : 0;  // the library counts from 1
    if (why.id == kNumberBeyondDoubles)
      refuse_json(Status::invalid_data, at, "the number is beyond what doubles hold");
    if (!is_utf8(last_token)) refuse_json(Status::invalid_text, at, "the text is not UTF-8");
    refuse_json(Status::invalid_data, at, "this is not JSON");
  }

  [[nodiscard]] JsonValue take() { return std::move(root_); }

 private:
  static constexpr int kNumberBeyondDoubles = 406;

  bool add_number(double number) { return add({.kind = JsonKind::number, .number = number}); }

  bool add(JsonValue value) {
    place(std::move(value));
    return true;
  }

  bool open(JsonKind kind) {
    if (open_.size() == kMostJsonDepth) {
      throw Error(Status::out_of_bounds, "arrays and objects of the JSON text are nested deeper than 32");
    }
    open_.push_back(place({.kind = kind}));
    return true;
  }

  /// Where the value now is: an item list grows only after the values it holds are closed, so open values stay in place.
  JsonValue* place(JsonValue value) {
    JsonValue& to = open_.empty() ? root_ : open_.back()->items.emplace_back();
    to = std::move(value);
    return &to;
  }

  /// Of two members of one name readers take either: no file may leave that open.
  static void require_distinct(const JsonValue& object) {
    std::vector<std::string_view> names(object.names.begin(), object.names.end());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    throw Error(Status::invalid_data,
                Message().append("member ").append_quoted(*twice).append(" stands twice in one object"));
  }

  JsonValue root_;
  std::vector<JsonValue*> open_;
};

/// Bytes of a text in quotes that begins at `at`.
[[nodiscard]] std::size_t end_of_text(std::string_view json, std::size_t at) noexcept {
  for (++at; at < json.size() && json[at] != '"'; ++at) at += json[at] == '\\' ? 1 : 0;
  return std::min(at + 1, json.size());
}

[[nodiscard]] std::size_t behind_space(std::string_view json, std::size_t at) noexcept {
  while (at < json.size() && is_space(json[at])) ++at;
  return at;
}

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
  if (text.starts_with("\xEF\xBB\xBF")) {
    refuse_json(Status::invalid_data, 0,
                "this is not JSON: a byte order mark stands before it");  // the library skips it
  }
  ValueBuilder builder;
  static_cast<void>(Library::sax_parse(text.begin(), text.end(), &builder));
  return builder.take();
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
  // "-0" would be read as the integer, which has no sign.
  if (number == 0.0) return void(to.append(std::signbit(number) ? "-0.0" : "0"));
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  to.append(digits.data(), end.ptr);
}

JsonBytes json_member_bytes(std::string_view json, std::string_view name) noexcept {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < json.size(); ++at) {
    depth += json[at] == '{' || json[at] == '[' ? 1 : 0;
    depth -= json[at] == '}' || json[at] == ']' ? 1 : 0;
    if (json[at] != '"') continue;
    const std::size_t end = end_of_text(json, at);
    const std::size_t colon = behind_space(json, end);
    const bool is_member = depth == 1 && colon < json.size() && json[colon] == ':';
    if (is_member && json.substr(at + 1, end - at - 2) == name) {
      const std::size_t begin = behind_space(json, colon + 1);
      if (begin == json.size() || json[begin] != '"') return {};
      return {begin + 1, end_of_text(json, begin) - 1};
    }
    at = end - 1;
  }
  return {};
}

std::uint64_t json_checksum(std::string_view text, JsonBytes skipped) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV's offset basis
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    const bool is_escaped = is_quoted && byte == '\\';
    if (byte == '"') is_quoted = !is_quoted;
    const auto add = [&](std::size_t place) {
      if (place >= skipped.begin && place < skipped.end) return;
      hash = (hash ^ static_cast<unsigned char>(text[place])) * 0x100000001b3U;  // FNV's prime
    };
    if (is_quoted || !is_space(byte)) add(at);
    if (is_escaped && at + 1 < text.size()) add(++at);
  }
  return hash;
}

}  // namespace openitem
