// JSON read strictly: what RFC 8259 allows, nothing else; nlohmann's reader as the other opinion.

#include "core/json_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "openitem/core.hpp"

namespace openitem::core_json_test {
namespace {

std::string refusal_of(const std::string& text) {
  try {
    (void)read_json(text);
  } catch (const Error& error) {
    return status_name(error.status());
  }
  return "accepted";
}

TEST(JsonText, ReadsEveryKind) {
  const JsonValue value =
      read_json(" {\"a\": [1, -2.5e3, true, false, null],\r\n\t\"b\\n\\u00e4\\ud83d\\ude00\": \"\"} ");
  ASSERT_EQ(value.kind, JsonKind::object);
  EXPECT_EQ(value.names, (std::vector<std::string>{"a", "b\n\xC3\xA4\xF0\x9F\x98\x80"}));
  ASSERT_EQ(value.find("a")->items.size(), 5U);
  EXPECT_EQ(value.find("a")->items[1].number, -2500.0);
  EXPECT_TRUE(value.find("a")->items[2].is_true);
  EXPECT_FALSE(value.find("a")->items[3].is_true);
  EXPECT_EQ(value.find("a")->items[4].kind, JsonKind::null);
  EXPECT_EQ(value.find("c"), nullptr);
  EXPECT_EQ(value.begin, 1U);
}

TEST(JsonText, RefusesWhatIsNotJson) {
  for (const char* const text : {"",
                                 " ",
                                 "{",
                                 "[",
                                 "[1",
                                 "[1,",
                                 "[1,]",
                                 "[,1]",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{\"a\":1,}",
                                 "{a:1}",
                                 "{'a':1}",
                                 "01",
                                 "+1",
                                 "-",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "1e+",
                                 "0x10",
                                 "NaN",
                                 "Infinity",
                                 "-Infinity",
                                 "nul",
                                 "tru",
                                 "TRUE",
                                 "\"",
                                 "\"\\\"",
                                 "\"\\x\"",
                                 "\"\\u12\"",
                                 "\"\\u12g4\"",
                                 "\"\\u+123\"",
                                 "\"\\ud800\"",
                                 "\"\\ud800\\n\"",
                                 "\"\\ud800\\u0041\"",
                                 "\"\\udc00\"",
                                 "\"a\nb\"",
                                 "1 2",
                                 "[1] x",
                                 "// a\n1",
                                 "\xEF\xBB\xBF{}",
                                 "1e400",
                                 "-1e400"}) {
    EXPECT_EQ(refusal_of(text), "invalid_data") << text;
  }
  EXPECT_EQ(refusal_of("{\"a\":1,\"b\":2,\"a\":1}"), "invalid_data");
  EXPECT_EQ(refusal_of("{\"a\":1,\"\\u0061\":1}"), "invalid_data");
  EXPECT_EQ(refusal_of("\"\xFF\""), "invalid_text");
  EXPECT_EQ(refusal_of("\"\xC3\""), "invalid_text");
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(refusal_of(nested(kMostJsonDepth)), "accepted");
  EXPECT_EQ(refusal_of(nested(kMostJsonDepth + 1)), "out_of_bounds");
  EXPECT_EQ(refusal_of(std::string(1'000'000, '[')), "out_of_bounds");
  EXPECT_EQ(refusal_of(std::string(kMostJsonBytes + 1, ' ')), "out_of_bounds");
}

TEST(JsonText, NumbersReadBackToTheBit) {
  std::mt19937_64 random(11);
  std::vector<double> numbers = {
      0.0, -0.0, 1e15, 1e16, 1e22, 0.1, 5e-324, -2.2250738585072014e-308, std::numeric_limits<double>::max()};
  while (numbers.size() < 20'000) {
    const auto number = std::bit_cast<double>(random());
    if (std::isfinite(number)) numbers.push_back(number);
  }
  for (const double number : numbers) {
    std::string text;
    append_json_number(text, number);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(read_json(text).number), std::bit_cast<std::uint64_t>(number))
        << text;
    EXPECT_EQ(nlohmann::json::parse(text).get<double>(), number) << text;
  }
}

TEST(JsonText, TextsReadBack) {
  std::string all;
  for (int byte = 0; byte < 128; ++byte) all.push_back(static_cast<char>(byte));
  all.append("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
  std::string text;
  append_json_text(text, all);
  EXPECT_EQ(read_json(text).text, all);
  EXPECT_EQ(nlohmann::json::parse(text).get<std::string>(), all);
}

TEST(JsonText, AgreesWithAnotherReader) {
  // Random changes of a text: both readers take it or neither. Duplicates and numbers out of range, which only ours refuses, apart.
  std::mt19937 random(5);
  const std::string base = "{\"a\":[1,2.5e-3,true,null],\"b\":{\"c\":\"d\\n\\u00e4\"},\"e\":-0}";
  const std::string bytes = "{}[]\",:0123456789.eE+-\\ntrufalse \t\xC3\xA4";
  int taken = 0;
  for (int turn = 0; turn < 50'000; ++turn) {
    std::string text = base;
    for (std::uint32_t change = random() % 3 + 1; change > 0; --change)
      text[random() % text.size()] = bytes[random() % bytes.size()];
    const bool other = nlohmann::json::accept(text);
    const std::string ours = refusal_of(text);
    if (ours == "accepted") {
      ++taken;
      EXPECT_TRUE(other) << text;
    } else if (other) {
      nlohmann::json value = nlohmann::json::parse(text);
      try {
        (void)read_json(text);
      } catch (const Error& error) {
        const std::string why = error.what();
        EXPECT_TRUE(why.find("twice") != std::string::npos || why.find("beyond") != std::string::npos)
            << text << why;
      }
    }
  }
  EXPECT_GT(taken, 1000);
}

TEST(JsonText, ChecksumIsFnvWithoutLayout) {
  // FNV-1a of "foobar": the vector of its authors. Quotes are bytes too, so the ends are left out.
  EXPECT_EQ(json_checksum("\"foobar\"", 0, 0), json_checksum(" \"foobar\"\n", 0, 0));
  EXPECT_EQ(json_checksum("foobar", 0, 0), 0x85944171f73967e8U);
  EXPECT_EQ(json_checksum("", 0, 0), 0xcbf29ce484222325U);
  EXPECT_NE(json_checksum("\"foo bar\"", 0, 0), json_checksum("\"foobar\"", 0, 0));
  EXPECT_EQ(json_checksum("[1, 2]", 0, 0), json_checksum("[1,2]", 0, 0));
  EXPECT_NE(json_checksum("\"\\\" \"", 0, 0), json_checksum("\"\\\"\"", 0, 0));
  EXPECT_EQ(json_checksum("abcxxdef", 3, 5), json_checksum("abcdef", 0, 0));
}

}  // namespace
}  // namespace openitem::core_json_test
