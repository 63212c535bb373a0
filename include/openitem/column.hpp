#pragma once
/// \file
/// Columns in, columns out: borrowed views over the caller's memory, and owned tables the library returns.
/// The physical layouts are those of Apache Arrow, so a view over Arrow memory costs no copy.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/core.hpp"
#include "openitem/time.hpp"

struct ArrowArrayStream;

namespace openitem {

/// Physical type of a column. What a column means (money, date, key) is decided by its role.
enum class ColumnType : std::int32_t {
  none = 0,  ///< not set: an error
  int8 = 1,
  int16 = 2,
  int32 = 3,
  int64 = 4,
  uint8 = 5,
  uint16 = 6,
  uint32 = 7,
  uint64 = 8,
  float32 = 9,
  float64 = 10,
  boolean = 11,     ///< bit-packed, LSB first
  decimal128 = 12,  ///< two's complement, little-endian 16 bytes; digits after the point in `scale`
  text = 13,        ///< UTF-8, int32 offsets
  large_text = 14,  ///< UTF-8, int64 offsets
  text_view = 15,   ///< UTF-8, Arrow 16-byte views; `offsets` points to the array of data buffers
  date32 = 16,      ///< int32 days since 1970-01-01
  date64 = 17,      ///< int64 milliseconds since 1970-01-01, whole days
  timestamp = 18,   ///< int64 since 1970-01-01 without time zone; `scale` 0 s, 3 ms, 6 us, 9 ns
  dictionary = 19,  ///< int32 codes into `dictionary` (text or integers)
  null = 20,        ///< every row is null; no buffers
  unreadable = 21,  ///< a type openitem does not read; `values` is its name, NUL-terminated UTF-8. An error
                    ///< (wrong_type) only when somebody reads the column
};

/// A borrowed column; the same bytes as C's `oi_column`. The caller keeps the memory alive during the call.
struct ColumnView {
  const char* name = nullptr;  ///< NUL-terminated UTF-8, unique within its table
  ColumnType type = ColumnType::none;
  std::int32_t scale = 0;         ///< see decimal128 and timestamp; else 0
  std::int64_t offset = 0;        ///< rows to skip at the front of every buffer (an Arrow slice)
  const void* values = nullptr;   ///< fixed-width values, bytes of texts, bits, views or dictionary codes
  const void* offsets = nullptr;  ///< texts: rows + 1 offsets; text_view: data buffers; else null
  const std::uint8_t* validity = nullptr;  ///< one bit per row, LSB first, 1 = value; null pointer = no nulls
  const ColumnView* dictionary = nullptr;  ///< the values of a dictionary column
  std::int64_t dictionary_rows = 0;        ///< rows of `dictionary`
};

/// A borrowed table, or one chunk of it: several views with the same `name`, one after the other, are chunks
/// of one table and must have the same columns in the same order. The same bytes as C's `oi_table`.
struct TableView {
  const char* name = nullptr;  ///< "documents", "applications" ...
  const ColumnView* columns = nullptr;
  std::int32_t column_count = 0;
  std::int32_t reserved = 0;  ///< must be 0
  std::int64_t rows = 0;
};

/// Meaning of an output column, for those who print or export it.
enum class ColumnRole : std::int32_t {
  plain = 0,  ///< the physical type says all
  money = 1,  ///< int64 minor units of the currency in the table's "currency" column of the same row
  days = 2,   ///< a number of days
  count = 3,  ///< a number of rows or items
  base_money =
      4,  ///< int64 minor units of the currency in the table's "base_currency" column of the same row
};

/// Name of the column that holds the currency of a money column; nullptr for roles that are no money.
[[nodiscard]] constexpr const char* currency_column_of(ColumnRole role) noexcept {
  if (role == ColumnRole::money) return "currency";
  return role == ColumnRole::base_money ? "base_currency" : nullptr;
}

/// An owned column: what results are made of, and a convenient way to build input from C++ containers.
/// Physical types used: int32, int64, float64, large_text, date32. Immutable: copies share their memory, which lives as
/// long as the last of them.
class Column {
 public:
  [[nodiscard]] static Column int64(std::string name, std::vector<std::int64_t> values,
                                    ColumnRole role = ColumnRole::plain);
  [[nodiscard]] static Column int32(std::string name, std::vector<std::int32_t> values,
                                    ColumnRole role = ColumnRole::plain);
  [[nodiscard]] static Column float64(std::string name, std::vector<double> values);
  [[nodiscard]] static Column date(std::string name, std::vector<std::int32_t> days);
  [[nodiscard]] static Column dates(std::string name, std::initializer_list<const char*> iso);
  [[nodiscard]] static Column text(std::string name, std::span<const std::string_view> values);
  [[nodiscard]] static Column text(std::string name, std::initializer_list<const char*> values);
  /// Texts that already lie one after the other: text i is bytes [offsets[i], offsets[i + 1]), offsets[0] = 0.
  /// \throws Error invalid_argument (offsets), invalid_text.
  [[nodiscard]] static Column text(std::string name, std::vector<std::int64_t> offsets,
                                   std::vector<char> bytes);
  /// Rows whose flag is false become null. \throws Error ragged_columns.
  [[nodiscard]] Column with_validity(std::span<const bool> valid) &&;
  [[nodiscard]] Column with_validity(const std::vector<std::uint8_t>& valid) &&;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] ColumnType type() const noexcept { return type_; }
  [[nodiscard]] ColumnRole role() const noexcept { return role_; }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
  [[nodiscard]] bool is_null(std::int64_t row) const noexcept;
  [[nodiscard]] bool has_nulls() const noexcept { return validity_ != nullptr; }
  /// Typed access. \throws Error wrong_type when the column has another type.
  [[nodiscard]] std::span<const std::int64_t> int64s() const;
  [[nodiscard]] std::span<const std::int32_t> int32s() const;  ///< int32 and date32
  [[nodiscard]] std::span<const double> float64s() const;
  [[nodiscard]] std::string_view text_at(std::int64_t row) const;
  [[nodiscard]] ColumnView view() const noexcept;

 private:
  friend struct ColumnParts;  // makes columns of any memory that can be shared

  std::string name_;
  ColumnType type_ = ColumnType::none;
  ColumnRole role_ = ColumnRole::plain;
  std::int64_t rows_ = 0;
  // Each points to the first value and shares in what owns it.
  std::shared_ptr<const void> values_;    // fixed-width values, or bytes of texts
  std::shared_ptr<const void> offsets_;   // rows + 1 int64 offsets of texts
  std::shared_ptr<const void> validity_;  // bit-packed; null = no nulls
};

/// An owned table with columns of one length. Copyable, immutable apart from `add`.
class Table {
 public:
  explicit Table(std::string name) : name_(std::move(name)) {}
  /// \throws Error ragged_columns, invalid_argument (a name twice).
  Table& add(Column column);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const Column> columns() const noexcept { return columns_; }
  /// \throws Error unknown_name, listing the names there are.
  [[nodiscard]] const Column& column(std::string_view name) const;
  [[nodiscard]] bool has_column(std::string_view name) const noexcept;
  /// Typed shortcuts: table.int64s("total").
  [[nodiscard]] std::span<const std::int64_t> int64s(std::string_view name) const {
    return column(name).int64s();
  }
  [[nodiscard]] std::span<const std::int32_t> int32s(std::string_view name) const {
    return column(name).int32s();
  }
  [[nodiscard]] std::string_view text_at(std::string_view name, std::int64_t row) const {
    return column(name).text_at(row);
  }

 private:
  std::string name_;
  std::int64_t rows_ = 0;
  std::vector<Column> columns_;
};

/// Borrowed views of an owned table; lives as long as the table stays where it is.
class TableViews {
 public:
  explicit TableViews(std::span<const Table> tables);
  [[nodiscard]] std::span<const TableView> views() const noexcept { return tables_; }

 private:
  std::vector<std::vector<ColumnView>> columns_;
  std::vector<TableView> tables_;
};

/// What every computation returns: named tables. Immutable; may be read by any number of threads.
class Result {
 public:
  Result() = default;
  explicit Result(std::vector<Table> tables) : tables_(std::move(tables)) {}
  [[nodiscard]] std::span<const Table> tables() const noexcept { return tables_; }
  /// \throws Error unknown_name, listing the names there are.
  [[nodiscard]] const Table& table(std::string_view name) const;
  [[nodiscard]] bool has_table(std::string_view name) const noexcept;
  /// The result with further tables, in order. \throws Error invalid_argument (a name twice).
  [[nodiscard]] Result with(const Result& other) const;

 private:
  std::vector<Table> tables_;
};

/// How money columns are to be read. Decimal and text columns are always decimal in major units.
enum class MoneyForm : std::int32_t {
  exact = 0,     ///< decimal and text columns; integer and float columns are refused with the choice to make
  minor = 1,     ///< integer columns hold minor units (cents)
  decimal = 2,   ///< integer columns hold whole major units
  floating = 3,  ///< float columns are read as their shortest round-trip decimal; surplus digits are
                 ///< rounded half up, counted and reported
};

/// How a table column is exported.
enum class MoneyOutput : std::int32_t {
  decimal = 0,   ///< Arrow decimal128 in major units; scale = the most decimals among the table's currencies
  minor = 1,     ///< int64 minor units
  floating = 2,  ///< float64 major units, for plots; inexact by nature
};

/// Exports a table as an Arrow C stream of one batch; `out` owns a copy and outlives the table.
void export_arrow(const Table& table, MoneyOutput money, ArrowArrayStream* out);

/// Tables imported from Arrow C streams: owns the batches, shows them as views (one per batch, no copy).
/// The stream is always consumed and released, also on failure.
/// \throws Error wrong_type (a column type we do not read, named), invalid_data (the producer's own message).
class ArrowTables {
 public:
  ArrowTables();
  ~ArrowTables();
  ArrowTables(ArrowTables&&) noexcept;
  ArrowTables& operator=(ArrowTables&&) noexcept;
  ArrowTables(const ArrowTables&) = delete;
  ArrowTables& operator=(const ArrowTables&) = delete;
  void add(std::string_view table_name, ArrowArrayStream* stream);
  [[nodiscard]] std::span<const TableView> views() const noexcept;

 private:
  struct State;
  State* state_;
};

}  // namespace openitem
