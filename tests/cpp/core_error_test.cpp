// The error record: fixed size, cut at characters, never invalid UTF-8.

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <type_traits>

#include "core/utf8.hpp"
#include "openitem/core.hpp"

namespace openitem::core_error_test {
namespace {

static_assert(std::is_nothrow_copy_constructible_v<Error>);
static_assert(std::is_trivially_copyable_v<ErrorRecord>);

TEST(Status, NumbersArePinned) {
  EXPECT_EQ(static_cast<int>(Status::ok), 0);
  EXPECT_EQ(static_cast<int>(Status::invalid_argument), 100);
  EXPECT_EQ(static_cast<int>(Status::invalid_data), 200);
  EXPECT_EQ(static_cast<int>(Status::overflow), 300);
  EXPECT_EQ(static_cast<int>(Status::out_of_memory), 400);
  EXPECT_EQ(static_cast<int>(Status::unsupported_version), 500);
  EXPECT_EQ(static_cast<int>(Status::internal), 900);
}

TEST(Status, NamesAreThoseOfTheDocumentation) {
  EXPECT_STREQ(status_name(Status::ok), "ok");
  EXPECT_STREQ(status_name(Status::invalid_data), "invalid_data");
  EXPECT_STREQ(status_name(Status::date_out_of_range), "date_out_of_range");
  EXPECT_STREQ(status_name(Status::internal), "internal");
  EXPECT_STREQ(status_name(static_cast<Status>(7)), "unknown");
}

TEST(Error, CarriesWhatItWasGiven) {
  const Error error =
      Error(Status::invalid_data, "no such day").at(7, "documents.due_date").affecting(3).of_argument(1);
  EXPECT_EQ(error.status(), Status::invalid_data);
  EXPECT_STREQ(error.what(), "no such day");
  EXPECT_EQ(error.row(), 7);
  EXPECT_EQ(error.rows_affected(), 3);
  EXPECT_EQ(error.column(), "documents.due_date");
  EXPECT_EQ(error.record().argument, 1);
}

TEST(Error, StartsWithoutAPlace) {
  const Error error(Status::overflow, "x");
  EXPECT_EQ(error.row(), -1);
  EXPECT_EQ(error.rows_affected(), 0);
  EXPECT_EQ(error.record().argument, -1);
  EXPECT_TRUE(error.column().empty());
}

TEST(Error, CutsLongTextsAtACharacter) {
  const std::string euro = "\xE2\x82\xAC";
  for (std::size_t before = 380; before < 396; ++before) {
    std::string text(before, 'x');
    for (int i = 0; i < 8; ++i) text += euro;
    const Error error(Status::invalid_data, text);
    const std::string kept = error.what();
    EXPECT_LE(kept.size(), 391U);
    EXPECT_GE(kept.size(), 389U);
    EXPECT_TRUE(is_utf8(kept));
    EXPECT_EQ(text.compare(0, kept.size(), kept), 0);
  }
}

TEST(Error, CutsLongColumnNamesAtACharacter) {
  std::string name = "documents.";
  for (int i = 0; i < 60; ++i) name += "\xC3\xA4";
  const Error error = Error(Status::invalid_data, "x").at(0, name);
  EXPECT_EQ(error.column().size(), 94U);  // 10 + 42 * 2; one more character would need the NUL's place
  EXPECT_TRUE(is_utf8(error.column()));
}

TEST(Error, AShorterColumnLeavesNothingOfALongerOne) {
  Error once(Status::invalid_data, "x");
  once.at(0, "a long column name").at(0, "b");
  const Error fresh = Error(Status::invalid_data, "x").at(0, "b");
  EXPECT_EQ(std::memcmp(&once.record(), &fresh.record(), sizeof(ErrorRecord)), 0);
}

TEST(Error, EndsAtANulInTheText) {
  EXPECT_STREQ(Error(Status::invalid_data, std::string_view("ab\0cd", 5)).what(), "ab");
}

TEST(Version, IsThatOfTheBuild) { EXPECT_STREQ(version(), OPENITEM_VERSION); }

}  // namespace
}  // namespace openitem::core_error_test
