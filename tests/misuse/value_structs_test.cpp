// Value structs, misused one member at a time: mappings, cells, columns and tables.

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "c/small_ledger.h"
#include "openitem/aging.h"

namespace openitem::misuse::value_structs_test {
namespace {

class ValueStructs : public testing::Test {
 protected:
  void SetUp() override {
    fill_small_ledger(&source_);
    ledger_ = build_small_ledger(&error_);
    ASSERT_NE(ledger_, nullptr) << error_.message;
  }
  void TearDown() override { oi_ledger_release(ledger_); }

  oi_status build(const oi_ledger_options& options) {
    oi_ledger* made = nullptr;
    const oi_status status = oi_ledger_build(source_.tables, 2, &options, &made, &error_);
    oi_ledger_release(made);
    return status;
  }

  oi_status list_items(const oi_aging_cell& cell) {
    oi_result* made = nullptr;
    const oi_status status = oi_aging_list_items(ledger_, 19904, nullptr, &cell, &made, &error_);
    oi_result_release(made);
    return status;
  }

  small_ledger source_ = {};
  oi_ledger_options defaults_ = OI_LEDGER_OPTIONS_INIT;
  oi_error error_ = {};
  oi_ledger* ledger_ = nullptr;
};

TEST_F(ValueStructs, MappingsNeedAllThreeNames) {
  const oi_column_mapping whole = {"documents", "customer", "customer"};
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_column_mapping map = whole;
  options.map = &map;
  options.map_count = 1;
  EXPECT_EQ(build(options), OI_OK) << error_.message;
  for (const char* oi_column_mapping::*member :
       {&oi_column_mapping::table, &oi_column_mapping::role, &oi_column_mapping::column}) {
    map = whole;
    map.*member = nullptr;
    EXPECT_EQ(build(options), OI_NULL_ARGUMENT);
    EXPECT_EQ(error_.argument, 2);
    map.*member = "nobody";
    EXPECT_EQ(build(options), OI_UNKNOWN_NAME) << error_.message;
  }
}

TEST_F(ValueStructs, CellsOfAReport) {
  const char* const adler[] = {"Adler", "Birke"};
  EXPECT_EQ(
      list_items({.group = adler, .group_count = 1, .reserved = 0, .currency = nullptr, .bucket = nullptr}),
      OI_OK);
  EXPECT_EQ(
      list_items({.group = adler, .group_count = 1, .reserved = 1, .currency = nullptr, .bucket = nullptr}),
      OI_INVALID_ARGUMENT);
  EXPECT_EQ(error_.argument, 3);
  for (const std::int32_t count : {-1, INT32_MIN, INT32_MAX}) {
    EXPECT_EQ(
        list_items(
            {.group = adler, .group_count = count, .reserved = 0, .currency = nullptr, .bucket = nullptr}),
        OI_OUT_OF_BOUNDS);
    EXPECT_EQ(error_.argument, 3);
  }
  EXPECT_EQ(
      list_items({.group = nullptr, .group_count = 1, .reserved = 0, .currency = nullptr, .bucket = nullptr}),
      OI_NULL_ARGUMENT);
  EXPECT_EQ(
      list_items({.group = nullptr, .group_count = 0, .reserved = 0, .currency = nullptr, .bucket = "d1_31"}),
      OI_UNKNOWN_NAME);
  // Two values for one group column.
  EXPECT_NE(
      list_items({.group = adler, .group_count = 2, .reserved = 0, .currency = nullptr, .bucket = nullptr}),
      OI_OK);
}

TEST_F(ValueStructs, EveryColumnTypeInEveryRole) {
  // 8 x 16 zero bytes are a readable buffer of any fixed-width type and offsets of empty texts.
  static const std::int64_t zeros[16] = {};
  static const void* const no_buffers[1] = {zeros};
  for (int role = 0; role < SMALL_DOCUMENT_COLUMNS; ++role) {
    for (oi_column_type type = -1; type <= 23; ++type) {
      SCOPED_TRACE(testing::Message() << "column " << role << " type " << type);
      fill_small_ledger(&source_);
      oi_column& column = source_.documents[role];
      oi_column values = {};
      values.name = "values";
      values.type = OI_COLUMN_INT64;
      values.values = zeros;
      const char* name = column.name;
      column = {};
      column.name = name;
      column.type = type;
      column.values = zeros;
      column.offsets = type == OI_COLUMN_TEXT_VIEW ? static_cast<const void*>(no_buffers) : zeros;
      column.dictionary = type == OI_COLUMN_DICTIONARY ? &values : nullptr;
      column.dictionary_rows = type == OI_COLUMN_DICTIONARY ? 1 : 0;
      const oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
      const oi_status status = build(options);
      EXPECT_NE(status, OI_INTERNAL) << error_.message;
      if (type < 0 || type > OI_COLUMN_UNREADABLE) {
        EXPECT_EQ(status, OI_INVALID_ARGUMENT);
      } else if (type == OI_COLUMN_NONE) {
        EXPECT_EQ(status, OI_NOT_SET);
      }
    }
  }
}

TEST_F(ValueStructs, ColumnsWithoutBuffers) {
  for (oi_column_type type = OI_COLUMN_INT8; type < OI_COLUMN_NULL; ++type) {
    SCOPED_TRACE(type);
    fill_small_ledger(&source_);
    oi_column& column = source_.documents[5];
    const char* name = column.name;
    column = {};
    column.name = name;
    column.type = type;
    EXPECT_EQ(build(defaults_), OI_NULL_ARGUMENT) << error_.message;
    EXPECT_STREQ(error_.column, "documents.amount");
  }
}

TEST_F(ValueStructs, OffsetsAndRowsThatLeaveTheRange) {
  for (const std::int64_t offset : {INT64_MIN, std::int64_t{-1}, std::int64_t{1} << 62, INT64_MAX}) {
    fill_small_ledger(&source_);
    source_.documents[5].offset = offset;
    EXPECT_EQ(build(defaults_), OI_OUT_OF_BOUNDS) << offset;
  }
  for (const std::int32_t count : {-1, INT32_MIN, INT32_MAX}) {
    fill_small_ledger(&source_);
    source_.tables[0].column_count = count;
    EXPECT_EQ(build(defaults_), OI_OUT_OF_BOUNDS) << count;
  }
}

}  // namespace
}  // namespace openitem::misuse::value_structs_test
