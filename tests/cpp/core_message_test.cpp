// Messages and UTF-8.

#include "core/message.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "core/utf8.hpp"

namespace openitem::core_message_test {
namespace {

std::string in_quotes(std::string_view value) { return std::string(Message().append_quoted(value)); }

TEST(Message, JoinsTextsAndNumbers) {
  EXPECT_EQ(Message().append("row ").append(7).append(" of ").append(std::size_t{9}).view(), "row 7 of 9");
  EXPECT_EQ(Message().append(std::numeric_limits<std::int64_t>::min()).view(), "-9223372036854775808");
  EXPECT_EQ(Message().append(std::numeric_limits<std::uint64_t>::max()).view(), "18446744073709551615");
}

TEST(Message, QuotesValues) {
  EXPECT_EQ(in_quotes("12.00"), "'12.00'");
  EXPECT_EQ(in_quotes(""), "''");
  EXPECT_EQ(in_quotes("O'Neil\\"), R"('O\'Neil\\')");
  EXPECT_EQ(in_quotes("M\xC3\xBCller"), "'M\xC3\xBCller'");
}

TEST(Message, EscapesWhatCannotBePrinted) {
  EXPECT_EQ(in_quotes("a\tb\n"), R"('a\x09b\x0a')");
  EXPECT_EQ(in_quotes(std::string_view("\0", 1)), R"('\x00')");
  EXPECT_EQ(in_quotes("\x7F"), R"('\x7f')");
  EXPECT_EQ(in_quotes("\xFF\xC3"), R"('\xff\xc3')");
}

TEST(Message, ShortensLongValues) {
  const std::string value(100, 'x');
  EXPECT_EQ(in_quotes(value), "'" + std::string(48, 'x') + "'... (100 bytes)");
}

TEST(Message, IsNeverLongerThanAnErrorCanHoldNorInvalid) {
  for (std::size_t before = 0; before <= 400; ++before) {
    Message message;
    message.append(std::string(before, 'x')).append("\xE2\x82\xAC").append("!");
    EXPECT_LE(message.view().size(), Message::capacity);
    EXPECT_TRUE(is_utf8(message.view()));
    if (before > Message::capacity - 3) {
      EXPECT_NE(message.view().back(), '!') << "a later piece is glued to a cut one";
    }
  }
}

TEST(Utf8, AcceptsEveryCodePointAndNoSurrogate) {
  for (std::uint32_t code = 0; code <= 0x10FFFF; ++code) {
    std::string text;
    const auto push = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
      push(code);
    } else if (code < 0x800) {
      push(0xC0 | (code >> 6));
      push(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      push(0xE0 | (code >> 12));
      push(0x80 | ((code >> 6) & 0x3F));
      push(0x80 | (code & 0x3F));
    } else {
      push(0xF0 | (code >> 18));
      push(0x80 | ((code >> 12) & 0x3F));
      push(0x80 | ((code >> 6) & 0x3F));
      push(0x80 | (code & 0x3F));
    }
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    ASSERT_EQ(is_utf8(text), !is_surrogate) << code;
    ASSERT_EQ(utf8_sequence_length(text), is_surrogate ? 0 : text.size()) << code;
    ASSERT_FALSE(text.size() > 1 && is_utf8(text.substr(0, text.size() - 1))) << code;
  }
}

TEST(Utf8, RefusesOverlongForms) {
  EXPECT_FALSE(is_utf8("\xC0\x80"));
  EXPECT_FALSE(is_utf8("\xC1\xBF"));
  EXPECT_FALSE(is_utf8("\xE0\x9F\xBF"));
  EXPECT_FALSE(is_utf8("\xF0\x8F\xBF\xBF"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(Utf8, FindsABadByteAnywhereInALongText) {
  for (std::size_t at = 0; at < 40; ++at) {
    std::string text(40, 'x');
    EXPECT_TRUE(is_utf8(text));
    text[at] = '\xFF';
    EXPECT_FALSE(is_utf8(text)) << at;
  }
}

}  // namespace
}  // namespace openitem::core_message_test
