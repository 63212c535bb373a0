// Keys: codes are positions in the sorted list of distinct keys, compared with std::map over the same keys.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "column/key_dictionary.hpp"
#include "column_samples.hpp"

namespace openitem::column_test::column_keys_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> texts_of(const KeyDictionary& dictionary) {
  std::vector<std::string> texts;
  for (std::uint32_t code = 0; code < dictionary.size(); ++code) texts.push_back(dictionary.text_of(code));
  return texts;
}

/// Codes by the definition: position among the sorted distinct keys.
template <typename Key>
std::vector<std::uint32_t> expected_codes(const Cells<Key>& cells) {
  std::map<Key, std::uint32_t> code_of;
  for (const auto& cell : cells) {
    if (cell) code_of[*cell] = 0;
  }
  std::uint32_t next = 0;
  for (auto& [key, code] : code_of) code = next++;
  std::vector<std::uint32_t> codes;
  for (const auto& cell : cells) codes.push_back(cell ? code_of[*cell] : kNoKey);
  return codes;
}

TEST(ColumnKeys, IntegersAreSortedByValue) {
  const SampleColumn column(Sample::fixed<std::int64_t>(
      ColumnType::int64, {10, -3, std::nullopt, 9, 10, std::numeric_limits<std::int64_t>::min(), 100}, 3));
  const KeyCells cells = read_keys(*column, 1);
  EXPECT_TRUE(cells.dictionary.is_integer());
  EXPECT_THAT(cells.codes, ElementsAre(3, 1, kNoKey, 2, 3, 0, 4));
  EXPECT_THAT(texts_of(cells.dictionary), ElementsAre("-9223372036854775808", "-3", "9", "10", "100"));
  EXPECT_EQ(cells.dictionary.find(std::int64_t{9}), 2U);
  EXPECT_EQ(cells.dictionary.find(std::int64_t{11}), std::nullopt);
  EXPECT_EQ(cells.dictionary.find("9"), std::nullopt);
}

TEST(ColumnKeys, IntegersOfEveryTypeGiveTheSameCodes) {
  const auto expect = [](Sample sample, const char* what) {
    const SampleColumn column(std::move(sample));
    const KeyCells cells = read_keys(*column, 2);
    EXPECT_THAT(cells.codes, ElementsAre(1, 0, kNoKey, 1, 2)) << what;
    EXPECT_THAT(texts_of(cells.dictionary), ElementsAre("3", "10", "100")) << what;
  };
  for (const std::int64_t padding : {0, 3, 8}) {
    expect(Sample::fixed<std::int8_t>(ColumnType::int8, {10, 3, std::nullopt, 10, 100}, padding), "int8");
    expect(Sample::fixed<std::int16_t>(ColumnType::int16, {10, 3, std::nullopt, 10, 100}, padding), "int16");
    expect(Sample::fixed<std::int32_t>(ColumnType::int32, {10, 3, std::nullopt, 10, 100}, padding), "int32");
    expect(Sample::fixed<std::int64_t>(ColumnType::int64, {10, 3, std::nullopt, 10, 100}, padding), "int64");
    expect(Sample::fixed<std::uint8_t>(ColumnType::uint8, {10, 3, std::nullopt, 10, 100}, padding), "uint8");
    expect(Sample::fixed<std::uint16_t>(ColumnType::uint16, {10, 3, std::nullopt, 10, 100}, padding),
           "uint16");
    expect(Sample::fixed<std::uint32_t>(ColumnType::uint32, {10, 3, std::nullopt, 10, 100}, padding),
           "uint32");
    expect(Sample::fixed<std::uint64_t>(ColumnType::uint64, {10, 3, std::nullopt, 10, 100}, padding),
           "uint64");
    expect(Sample::decimal({10, 3, std::nullopt, 10, 100}, 0, padding), "decimal");
    expect(
        Sample::dictionary({0, 1, std::nullopt, 0, 2},
                           Sample::fixed<std::int16_t>(ColumnType::int16, {10, 3, 100, 7}, padding), padding),
        "dictionary");
  }
}

TEST(ColumnKeys, TextsAreSortedBytewise) {
  const Cells<std::string> keys = {
      "b", "", "ä", "a", std::nullopt, "B", "a", "aa", "a longer key than twelve bytes", "10", "9"};
  for (const ColumnType type : {ColumnType::text, ColumnType::large_text, ColumnType::text_view}) {
    for (const std::int64_t padding : {0, 3, 8}) {
      const SampleColumn column(Sample::text(type, keys, padding));
      const KeyCells cells = read_keys(*column, 1);
      EXPECT_FALSE(cells.dictionary.is_integer());
      EXPECT_THAT(texts_of(cells.dictionary),
                  ElementsAre("10", "9", "B", "a", "a longer key than twelve bytes", "aa", "b", "ä"));
      EXPECT_THAT(cells.codes, ElementsAre(6, kNoKey, 7, 3, kNoKey, 2, 3, 5, 4, 0, 1));
      EXPECT_EQ(cells.dictionary.find("aa"), 5U);
      EXPECT_EQ(cells.dictionary.find("ab"), std::nullopt);
      EXPECT_EQ(cells.dictionary.find(std::int64_t{9}), std::nullopt);
    }
  }
}

TEST(ColumnKeys, DictionariesKeepOnlyKeysThatOccur) {
  const SampleColumn column(
      Sample::dictionary({2, 0, std::nullopt, 2, 4, 3},
                         Sample::text(ColumnType::text, {"z", "unused", "a", std::nullopt, ""}, 2), 5),
      Sample::dictionary({0, 1}, Sample::text(ColumnType::text_view, {"m", "z"})),
      Sample::text(ColumnType::large_text, {"a", "n"}));
  const KeyCells cells = read_keys(*column, 1);
  EXPECT_THAT(texts_of(cells.dictionary), ElementsAre("a", "m", "n", "z"));
  EXPECT_THAT(cells.codes, ElementsAre(0, 3, kNoKey, 0, kNoKey, kNoKey, 1, 3, 0, 2));
}

TEST(ColumnKeys, LargeDictionariesWithFewRows) {
  Cells<std::string> values;
  for (int i = 0; i < 1'000; ++i) values.push_back("key " + std::to_string(i));
  const SampleColumn column(Sample::dictionary({999, 5, 999}, Sample::text(ColumnType::text, values)));
  const KeyCells cells = read_keys(*column, 1);
  EXPECT_THAT(texts_of(cells.dictionary), ElementsAre("key 5", "key 999"));
  EXPECT_THAT(cells.codes, ElementsAre(1, 0, 1));
}

TEST(ColumnKeys, NullColumnsAndNoRows) {
  const SampleColumn nulls(Sample::nulls(2));
  const KeyCells cells = read_keys(*nulls, 1);
  EXPECT_THAT(cells.codes, ElementsAre(kNoKey, kNoKey));
  EXPECT_EQ(cells.dictionary.size(), 0U);
  const SampleColumn empty(Sample::text(ColumnType::text, {}));
  EXPECT_TRUE(read_keys(*empty, 3).codes.empty());
  const SampleColumn integers(Sample::fixed<std::int64_t>(ColumnType::int64, {std::nullopt}));
  EXPECT_EQ(read_keys(*integers, 1).dictionary.size(), 0U);
}

TEST(ColumnKeys, Problems) {
  const SampleColumn text(Sample::text(ColumnType::text, {"a", "\xff", "b", "\xed\xa0\x80"}),
                          Sample::dictionary({0, 1, 0}, Sample::text(ColumnType::text, {"\xc3\x28", "a"})));
  const KeyCells cells = read_keys(*text, 1);
  EXPECT_THAT(cells.codes, ElementsAre(0, kNoKey, 1, kNoKey, kNoKey, 0, kNoKey));
  ASSERT_EQ(cells.problems.size(), 4U);
  EXPECT_EQ(cells.problems[0].row, 1);
  EXPECT_EQ(cells.problems[0].fault, CellFault::not_utf8);
  EXPECT_EQ(cells.problems[0].shown, "\\xff");
  EXPECT_EQ(cells.problems[2].row, 4);
  EXPECT_EQ(cells.problems[3].row, 6);
  const SampleColumn huge(Sample::fixed<std::uint64_t>(ColumnType::uint64, {~std::uint64_t{0}, 5}));
  const KeyCells huge_cells = read_keys(*huge, 1);
  EXPECT_THAT(huge_cells.codes, ElementsAre(kNoKey, 0));
  ASSERT_EQ(huge_cells.problems.size(), 1U);
  EXPECT_EQ(huge_cells.problems[0].fault, CellFault::overflow);
}

TEST(ColumnKeys, OtherTypesAreNoKeys) {
  const SampleColumn floats(Sample::fixed<double>(ColumnType::float64, {1.0}));
  const SampleColumn flags(Sample::boolean({true}));
  const SampleColumn dates(Sample::fixed<std::int32_t>(ColumnType::date32, {1}));
  const SampleColumn decimals(Sample::decimal({1}, 2));
  for (const SampleColumn* column : {&floats, &flags, &dates, &decimals}) {
    const Error error = error_from([&] { (void)read_keys(**column, 1); });
    EXPECT_EQ(error.status(), Status::wrong_type);
    EXPECT_EQ(error.column(), "t.c");
  }
  EXPECT_THAT(error_from([&] { (void)read_keys(*floats, 1); }).what(),
              HasSubstr("convert it to integers or text"));
}

/// Keys that are hard on a sorter by prefixes: zeros inside and at the end, long common beginnings, one inside the
/// other.
Cells<std::string> hard_texts(std::size_t count) {
  std::mt19937 random(20240630);
  Cells<std::string> cells;
  for (std::size_t i = 0; i < count; ++i) {
    std::string key(random() % 4 * 7, 'x');
    const std::size_t length = random() % 12;
    for (std::size_t at = 0; at < length; ++at) key.push_back("\0\0ab\x7f"[random() % 5]);
    if (random() % 50 == 0 || key.empty()) {
      cells.push_back(std::nullopt);
    } else {
      cells.push_back(key);
    }
  }
  return cells;
}

TEST(ColumnKeys, CodesFollowTheDefinitionForHardTexts) {
  const Cells<std::string> cells = hard_texts(150'000);
  const SampleColumn column(Sample::text(ColumnType::text, cells));
  const std::vector<std::uint32_t> expected = expected_codes(cells);
  for (const int threads : {1, 2, 5}) EXPECT_EQ(read_keys(*column, threads).codes, expected);
}

TEST(ColumnKeys, TextsOfZerosDifferByLengthOnly) {
  Cells<std::string> cells;
  for (std::size_t length = 300; length > 0; --length) cells.push_back(std::string(length, '\0'));
  const SampleColumn column(Sample::text(ColumnType::text, cells));
  EXPECT_EQ(read_keys(*column, 1).codes, expected_codes(cells));
}

TEST(ColumnKeys, CodesFollowTheDefinitionForIntegersNearAndFar) {
  std::mt19937_64 random(7);
  for (const std::int64_t spread : {std::int64_t{1'000}, std::int64_t{1} << 40, std::int64_t{0}}) {
    Cells<std::int64_t> cells;
    for (int i = 0; i < 150'000; ++i) {
      const auto bits = static_cast<std::int64_t>(random());
      cells.push_back(i % 13 == 0 ? std::nullopt : std::optional(spread == 0 ? bits : bits % spread));
    }
    const SampleColumn column(Sample::fixed(ColumnType::int64, cells));
    const std::vector<std::uint32_t> expected = expected_codes(cells);
    for (const int threads : {1, 3}) EXPECT_EQ(read_keys(*column, threads).codes, expected) << spread;
  }
}

TEST(ColumnKeys, ColumnsMayShareADictionary) {
  const SampleColumn documents(Sample::text(ColumnType::text, {"c", "a", std::nullopt}));
  const SampleColumn promises(Sample::text(ColumnType::text_view, {"b", "a"}));
  const SampleColumn nulls(Sample::nulls(1));
  const ChunkedColumn* const columns[] = {&*documents, &*promises, &*nulls};
  const SharedKeyCells shared = read_shared_keys(columns, 1);
  EXPECT_THAT(texts_of(shared.dictionary), ElementsAre("a", "b", "c"));
  EXPECT_THAT(shared.columns[0].codes, ElementsAre(2, 0, kNoKey));
  EXPECT_THAT(shared.columns[1].codes, ElementsAre(1, 0));
  EXPECT_THAT(shared.columns[2].codes, ElementsAre(kNoKey));

  const SampleColumn integers(Sample::fixed<std::int32_t>(ColumnType::int32, {1}));
  const ChunkedColumn* const mixed[] = {&*documents, &*integers};
  const Error error = error_from([&] { (void)read_shared_keys(mixed, 1); });
  EXPECT_EQ(error.status(), Status::wrong_type);
  EXPECT_THAT(error.what(), HasSubstr("all be integers or all be text"));

  const SampleColumn near(Sample::fixed<std::int32_t>(ColumnType::int32, {3, 1}));
  const ChunkedColumn* const numbers[] = {&*integers, &*near};
  const SharedKeyCells shared_numbers = read_shared_keys(numbers, 2);
  EXPECT_THAT(texts_of(shared_numbers.dictionary), ElementsAre("1", "3"));
  EXPECT_THAT(shared_numbers.columns[1].codes, ElementsAre(1, 0));
}

TEST(ColumnKeys, LookingUpFindsTheSameCodes) {
  const Cells<std::string> texts = hard_texts(100'000);
  const SampleColumn column(Sample::text(ColumnType::text, texts));
  const KeyCells cells = read_keys(*column, 1);
  const KeyIndex index(cells.dictionary);
  for (const int threads : {1, 4}) EXPECT_EQ(look_up_keys(*column, index, threads).codes, cells.codes);

  for (const std::int64_t spread : {std::int64_t{50'000}, std::int64_t{1} << 40}) {
    std::mt19937_64 random(11);
    Cells<std::int64_t> numbers;
    for (int i = 0; i < 100'000; ++i) numbers.push_back(static_cast<std::int64_t>(random()) % spread);
    const SampleColumn number_column(Sample::fixed(ColumnType::int64, numbers));
    const KeyCells number_cells = read_keys(*number_column, 1);
    const KeyIndex number_index(number_cells.dictionary);
    EXPECT_EQ(look_up_keys(*number_column, number_index, 2).codes, number_cells.codes);
    const std::int64_t beyond = number_cells.dictionary.integer_of(number_cells.dictionary.size() - 1) + 1;
    EXPECT_EQ(number_index.find(beyond), kUnknownKey);
    EXPECT_EQ(number_index.find(std::numeric_limits<std::int64_t>::min()), kUnknownKey);
  }
}

TEST(ColumnKeys, LookingUpTellsUnknownFromMissing) {
  const SampleColumn known(Sample::text(ColumnType::text, {"a", "b"}));
  const KeyCells cells = read_keys(*known, 1);
  const KeyIndex index(cells.dictionary);
  const SampleColumn column(
      Sample::text(ColumnType::large_text, {"b", "z", std::nullopt, "", "a", "\xff"}, 1),
      Sample::dictionary({1, 0, 1, 2, 3}, Sample::text(ColumnType::text, {"b", "y", std::nullopt, "\xff"})),
      Sample::nulls(1));
  const KeyCodes codes = look_up_keys(*column, index, 1);
  EXPECT_THAT(codes.codes, ElementsAre(1, kUnknownKey, kNoKey, kNoKey, 0, kNoKey, kUnknownKey, 1, kUnknownKey,
                                       kNoKey, kNoKey, kNoKey));
  ASSERT_EQ(codes.problems.size(), 2U);
  EXPECT_EQ(codes.problems[0].row, 5);
  EXPECT_EQ(codes.problems[1].row, 10);
}

TEST(ColumnKeys, LookingUpTheOtherKindIsAnError) {
  const SampleColumn texts(Sample::text(ColumnType::text, {"1"}));
  const SampleColumn integers(Sample::fixed<std::int64_t>(ColumnType::int64, {1}));
  const SampleColumn none(Sample::nulls(1));
  const KeyCells text_cells = read_keys(*texts, 1);
  const KeyCells integer_cells = read_keys(*integers, 1);
  const KeyCells no_cells = read_keys(*none, 1);
  EXPECT_EQ(error_from([&] { (void)look_up_keys(*texts, KeyIndex(integer_cells.dictionary), 1); }).status(),
            Status::wrong_type);
  EXPECT_EQ(error_from([&] { (void)look_up_keys(*integers, KeyIndex(text_cells.dictionary), 1); }).status(),
            Status::wrong_type);
  const KeyIndex empty(no_cells.dictionary);
  EXPECT_THAT(look_up_keys(*texts, empty, 1).codes, ElementsAre(kUnknownKey));
  EXPECT_THAT(look_up_keys(*integers, empty, 1).codes, ElementsAre(kUnknownKey));
  EXPECT_THAT(look_up_keys(*none, KeyIndex(text_cells.dictionary), 1).codes, ElementsAre(kNoKey));
}

TEST(ColumnKeys, SortedOrderOfKeysThatAreSortedAlready) {
  const std::string_view sorted[] = {"a", "b", "c"};
  EXPECT_THAT(sorted_order(sorted), ElementsAre(0, 1, 2));
  EXPECT_THAT(sorted_order(std::span<const std::string_view>()), IsEmpty());
  const std::int64_t numbers[] = {5, -5, 0};
  EXPECT_THAT(sorted_order(numbers), ElementsAre(1, 2, 0));
}

}  // namespace
}  // namespace openitem::column_test::column_keys_test
