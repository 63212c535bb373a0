/// \file
/// Structs that C and the facade share byte for byte. A change on one side alone does not compile.

#include <cstddef>
#include <type_traits>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/openitem.h"

namespace openitem::c_abi {
namespace {

#define OPENITEM_SAME_FIELD(c_type, cxx_type, field)                   \
  static_assert(offsetof(c_type, field) == offsetof(cxx_type, field)); \
  static_assert(sizeof(decltype(c_type::field)) == sizeof(decltype(cxx_type::field)))

static_assert(sizeof(oi_error) == sizeof(ErrorRecord) && alignof(oi_error) == alignof(ErrorRecord));
static_assert(std::is_trivially_copyable_v<ErrorRecord>);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, status);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, argument);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, row);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, rows_affected);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, column);
OPENITEM_SAME_FIELD(oi_error, ErrorRecord, message);

static_assert(sizeof(oi_column) == sizeof(ColumnView) && alignof(oi_column) == alignof(ColumnView));
static_assert(std::is_trivially_copyable_v<ColumnView>);
OPENITEM_SAME_FIELD(oi_column, ColumnView, name);
OPENITEM_SAME_FIELD(oi_column, ColumnView, type);
OPENITEM_SAME_FIELD(oi_column, ColumnView, scale);
OPENITEM_SAME_FIELD(oi_column, ColumnView, offset);
OPENITEM_SAME_FIELD(oi_column, ColumnView, values);
OPENITEM_SAME_FIELD(oi_column, ColumnView, offsets);
OPENITEM_SAME_FIELD(oi_column, ColumnView, validity);
OPENITEM_SAME_FIELD(oi_column, ColumnView, dictionary);
OPENITEM_SAME_FIELD(oi_column, ColumnView, dictionary_rows);

static_assert(sizeof(oi_table) == sizeof(TableView) && alignof(oi_table) == alignof(TableView));
static_assert(std::is_trivially_copyable_v<TableView>);
OPENITEM_SAME_FIELD(oi_table, TableView, name);
OPENITEM_SAME_FIELD(oi_table, TableView, columns);
OPENITEM_SAME_FIELD(oi_table, TableView, column_count);
OPENITEM_SAME_FIELD(oi_table, TableView, reserved);
OPENITEM_SAME_FIELD(oi_table, TableView, rows);

#undef OPENITEM_SAME_FIELD

#define OPENITEM_SAME_STATUS(c_name, cxx_name) \
  static_assert((c_name) == static_cast<oi_status>(Status::cxx_name))

OPENITEM_SAME_STATUS(OI_OK, ok);
OPENITEM_SAME_STATUS(OI_INVALID_ARGUMENT, invalid_argument);
OPENITEM_SAME_STATUS(OI_NULL_ARGUMENT, null_argument);
OPENITEM_SAME_STATUS(OI_OUT_OF_BOUNDS, out_of_bounds);
OPENITEM_SAME_STATUS(OI_NOT_SET, not_set);
OPENITEM_SAME_STATUS(OI_UNKNOWN_NAME, unknown_name);
OPENITEM_SAME_STATUS(OI_BUFFER_TOO_SMALL, buffer_too_small);
OPENITEM_SAME_STATUS(OI_INVALID_DATA, invalid_data);
OPENITEM_SAME_STATUS(OI_MISSING_COLUMN, missing_column);
OPENITEM_SAME_STATUS(OI_WRONG_TYPE, wrong_type);
OPENITEM_SAME_STATUS(OI_RAGGED_COLUMNS, ragged_columns);
OPENITEM_SAME_STATUS(OI_MISSING_VALUE, missing_value);
OPENITEM_SAME_STATUS(OI_DATE_OUT_OF_RANGE, date_out_of_range);
OPENITEM_SAME_STATUS(OI_UNKNOWN_REFERENCE, unknown_reference);
OPENITEM_SAME_STATUS(OI_INCONSISTENT_DATA, inconsistent_data);
OPENITEM_SAME_STATUS(OI_INVALID_TEXT, invalid_text);
OPENITEM_SAME_STATUS(OI_INEXACT_AMOUNT, inexact_amount);
OPENITEM_SAME_STATUS(OI_OVERFLOW, overflow);
OPENITEM_SAME_STATUS(OI_DIVISION_BY_ZERO, division_by_zero);
OPENITEM_SAME_STATUS(OI_OUT_OF_MEMORY, out_of_memory);
OPENITEM_SAME_STATUS(OI_CANCELLED, cancelled);
OPENITEM_SAME_STATUS(OI_UNSUPPORTED_VERSION, unsupported_version);
OPENITEM_SAME_STATUS(OI_INTERNAL, internal);

#undef OPENITEM_SAME_STATUS

#define OPENITEM_SAME_TYPE(c_name, cxx_name) \
  static_assert((c_name) == static_cast<oi_column_type>(ColumnType::cxx_name))

OPENITEM_SAME_TYPE(OI_COLUMN_NONE, none);
OPENITEM_SAME_TYPE(OI_COLUMN_INT8, int8);
OPENITEM_SAME_TYPE(OI_COLUMN_INT16, int16);
OPENITEM_SAME_TYPE(OI_COLUMN_INT32, int32);
OPENITEM_SAME_TYPE(OI_COLUMN_INT64, int64);
OPENITEM_SAME_TYPE(OI_COLUMN_UINT8, uint8);
OPENITEM_SAME_TYPE(OI_COLUMN_UINT16, uint16);
OPENITEM_SAME_TYPE(OI_COLUMN_UINT32, uint32);
OPENITEM_SAME_TYPE(OI_COLUMN_UINT64, uint64);
OPENITEM_SAME_TYPE(OI_COLUMN_FLOAT32, float32);
OPENITEM_SAME_TYPE(OI_COLUMN_FLOAT64, float64);
OPENITEM_SAME_TYPE(OI_COLUMN_BOOLEAN, boolean);
OPENITEM_SAME_TYPE(OI_COLUMN_DECIMAL128, decimal128);
OPENITEM_SAME_TYPE(OI_COLUMN_TEXT, text);
OPENITEM_SAME_TYPE(OI_COLUMN_LARGE_TEXT, large_text);
OPENITEM_SAME_TYPE(OI_COLUMN_TEXT_VIEW, text_view);
OPENITEM_SAME_TYPE(OI_COLUMN_DATE32, date32);
OPENITEM_SAME_TYPE(OI_COLUMN_DATE64, date64);
OPENITEM_SAME_TYPE(OI_COLUMN_TIMESTAMP, timestamp);
OPENITEM_SAME_TYPE(OI_COLUMN_DICTIONARY, dictionary);
OPENITEM_SAME_TYPE(OI_COLUMN_NULL, null);
OPENITEM_SAME_TYPE(OI_COLUMN_UNREADABLE, unreadable);

#undef OPENITEM_SAME_TYPE

}  // namespace
}  // namespace openitem::c_abi
