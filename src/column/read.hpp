#pragma once
/// \file
/// From borrowed columns to plain vectors: the one place where cells of any physical type become minor units,
/// days, key codes, integers, flags and texts. A cell that cannot be read is a `CellProblem` and never a number;
/// a column whose type cannot carry the meaning is an `Error` (wrong_type) located at the column.
///
/// Every reader returns one entry per row of the column. Cells with a problem also count as null: go through
/// `problems` first, then look for missing values. Results are equal for any number of threads.

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"

namespace openitem {

class DateFormat;

/// Rows of one table over all its chunks: rows and key codes are counted in 32 bits.
inline constexpr std::int64_t kMaxTableRows = 4'000'000'000;

/// A day that is not there (or could not be read).
inline constexpr std::int32_t kNoDate = std::numeric_limits<std::int32_t>::min();
/// A key that is not there (or could not be read).
inline constexpr std::uint32_t kNoKey = std::numeric_limits<std::uint32_t>::max();
/// A key that is there but not in the dictionary it was looked up in.
inline constexpr std::uint32_t kUnknownKey = kNoKey - 1;

/// One chunk of a column. `view.offset` counts from the start of its buffers, `first_row` from that of the table.
struct ColumnChunk {
  ColumnView view;
  std::int64_t rows = 0;
  std::int64_t first_row = 0;
};

/// All chunks of one column of one table, checked to be of one type family. Row numbers run through all chunks.
/// Borrows the caller's memory.
class ChunkedColumn {
 public:
  /// "documents.amount": how errors name it.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// "amount".
  [[nodiscard]] std::string_view short_name() const noexcept {
    return std::string_view(name_).substr(name_.size() - short_size_);
  }
  /// Type of the first chunk that is not null throughout; chunks may differ within a family (text, large_text).
  [[nodiscard]] ColumnType type() const noexcept { return type_; }
  /// Of the same chunk as `type()`; chunks of decimals may differ in scale.
  [[nodiscard]] std::int32_t scale() const noexcept { return scale_; }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const ColumnChunk> chunks() const noexcept { return chunks_; }
  /// The chunk that `type()` and `scale()` are those of; requires at least one chunk.
  [[nodiscard]] const ColumnChunk& type_chunk() const noexcept { return chunks_[type_chunk_]; }

 private:
  friend class TableGatherer;
  std::string name_;
  std::size_t short_size_ = 0;
  ColumnType type_ = ColumnType::null;
  std::int32_t scale_ = 0;
  std::int64_t rows_ = 0;
  std::size_t type_chunk_ = 0;  // the chunk that type() and scale() are those of
  std::vector<ColumnChunk> chunks_;
};

/// One table over all its chunks. Borrows the caller's memory.
class ChunkedTable {
 public:
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
  /// In the caller's order.
  [[nodiscard]] std::span<const ChunkedColumn> columns() const noexcept { return columns_; }
  /// nullptr when there is none of that name. O(1).
  [[nodiscard]] const ChunkedColumn* find(std::string_view name) const noexcept;

 private:
  friend class TableGatherer;
  std::string name_;
  std::int64_t rows_ = 0;
  struct NameHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view name) const noexcept {
      return std::hash<std::string_view>{}(name);
    }
  };
  std::vector<ChunkedColumn> columns_;
  std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>> by_name_;
};

/// Groups the views by table, in the order of first appearance, and checks what can be checked without reading
/// cells: names (not NULL, UTF-8, no column twice), known types and scales, counts and offsets (not negative, at
/// most kMaxTableRows), required buffers, chunks of a table agreeing in columns and type families.
/// Linear in the number of columns. \throws Error null_argument, not_set, invalid_argument, out_of_bounds,
/// invalid_text, wrong_type, ragged_columns.
[[nodiscard]] std::vector<ChunkedTable> gather_tables(std::span<const TableView> tables);

/// Why a cell cannot be read.
enum class CellFault : std::uint8_t {
  none = 0,
  not_an_amount,
  inexact,       ///< more non-zero digits than the currency has decimals
  not_finite,    ///< an infinite float
  overflow,      ///< |minor units| >= 2^62, or an integer beyond int64
  not_a_date,    ///< does not read by the format, or no such day
  out_of_range,  ///< a date outside 1900-01-01 .. 9999-12-31
  not_an_integer,
  not_a_flag,
  not_utf8,
};

struct CellProblem {
  std::int64_t row = 0;  ///< of the table, from 0
  CellFault fault = CellFault::none;
  std::string shown;  ///< the value as text: shortened, escaped, always valid UTF-8
};

/// Status of an Error for this fault.
[[nodiscard]] Status status_of(CellFault fault) noexcept;
/// What is wrong and what was expected, to follow the value in a sentence: "is not an amount; expected ..."; never null.
[[nodiscard]] const char* fault_text(CellFault fault) noexcept;
/// The Error of a strict reader: names column, row, value and what was expected. `rows_affected` counts the rows
/// with the same fault.
[[nodiscard]] Error error_of(const ChunkedColumn& column, const CellProblem& problem,
                             std::int64_t rows_affected);
/// One cell as text, for findings: shortened to about 40 characters, escaped, "" for null. Dates as ISO, decimals
/// exactly, floats shortest. Requires 0 <= row < rows. O(log chunks).
[[nodiscard]] std::string show_cell(const ChunkedColumn& column, std::int64_t row);

struct MoneyCells {
  std::vector<std::int64_t> minor;    ///< minor units; 0 where null
  std::vector<std::uint8_t> is_null;  ///< 1 = no value
  std::vector<CellProblem> problems;  ///< by row
  std::int64_t inexact_rows = 0;      ///< MoneyForm::floating: rows rounded half up
  std::vector<std::int64_t> inexact;  ///< these rows, ascending
};
/// `decimals`: minor-unit digits of each row's currency, or one entry for all rows.
/// Decimal and text columns hold major units under every `form`; empty text is null. Integers: by `form`.
/// Floats: only under MoneyForm::floating, where NaN is null.
/// \throws Error wrong_type, invalid_data (malformed text offsets), ragged_columns (length of `decimals`).
[[nodiscard]] MoneyCells read_money(const ChunkedColumn& column, std::span<const std::uint8_t> decimals,
                                    MoneyForm form, int threads);

/// Rates are no money: a float is read as its shortest decimal without being asked, a whole number is itself.
[[nodiscard]] MoneyForm form_of_rates(const ChunkedColumn& column) noexcept;

struct DateCells {
  std::vector<std::int32_t> days;     ///< kNoDate = no value
  std::vector<CellProblem> problems;  ///< by row
};
/// Dates, timestamps without zone (floored to their day) and text by `format` (empty text is null). Integers only
/// where `format` is stated and not ISO: 20240630 under "%Y%m%d" is read as its digits.
/// \throws Error wrong_type, invalid_data (malformed text offsets).
[[nodiscard]] DateCells read_dates(const ChunkedColumn& column, const DateFormat& format, int threads);

/// Distinct keys: integers in numerical or texts in bytewise order; a key's code is its position. Owns its bytes.
class KeyDictionary {
 public:
  [[nodiscard]] bool is_integer() const noexcept { return is_integer_; }
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(is_integer_ ? integers_.size() : offsets_.size() - 1);
  }
  /// The key as text; integers printed. Requires code < size().
  [[nodiscard]] std::string text_of(std::uint32_t code) const;
  /// Requires an integer dictionary and code < size().
  [[nodiscard]] std::int64_t integer_of(std::uint32_t code) const noexcept { return integers_[code]; }
  /// The key without a copy. Requires a text dictionary and code < size().
  [[nodiscard]] std::string_view view_of(std::uint32_t code) const noexcept {
    return {bytes_.data() + offsets_[code], static_cast<std::size_t>(offsets_[code + 1] - offsets_[code])};
  }
  /// Code of a key; nothing where it is not there or the dictionary is of the other kind. O(log n).
  [[nodiscard]] std::optional<std::uint32_t> find(std::int64_t key) const noexcept;
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const noexcept;

 private:
  friend struct KeyDictionaryParts;
  bool is_integer_ = false;
  std::vector<std::int64_t> integers_;
  std::vector<std::int64_t> offsets_ = {0};
  std::vector<char> bytes_;
};

struct KeyCells {
  std::vector<std::uint32_t> codes;   ///< kNoKey = no value
  KeyDictionary dictionary;           ///< of the keys that occur
  std::vector<CellProblem> problems;  ///< by row
};
/// Integers of any width, decimals of scale 0, texts, and dictionaries of these. Empty text is no value. A column
/// of type null gives an empty dictionary of texts.
/// \throws Error wrong_type (floats, booleans, dates ...), invalid_data (malformed text offsets).
[[nodiscard]] KeyCells read_keys(const ChunkedColumn& column, int threads);

/// Codes of one column in a dictionary that is held elsewhere.
struct KeyCodes {
  std::vector<std::uint32_t> codes;   ///< kNoKey = no value; kUnknownKey only from look_up_keys
  std::vector<CellProblem> problems;  ///< by row
};
/// Several columns (of any tables) that share one dictionary, e.g. every column that names a customer.
struct SharedKeyCells {
  KeyDictionary dictionary;
  std::vector<KeyCodes> columns;  ///< as given
};
/// \throws Error as read_keys; wrong_type also when some columns hold integers and others text.
[[nodiscard]] SharedKeyCells read_shared_keys(std::span<const ChunkedColumn* const> columns, int threads);

class HashSlots;

/// Hash index for looking up many keys. Refers to the dictionary, which must outlive it and stay where it is.
class KeyIndex {
 public:
  explicit KeyIndex(const KeyDictionary& dictionary);
  ~KeyIndex();
  KeyIndex(const KeyIndex&) = delete;
  KeyIndex& operator=(const KeyIndex&) = delete;

  [[nodiscard]] const KeyDictionary& dictionary() const noexcept { return *dictionary_; }
  /// kUnknownKey where the key is not there. Requires a dictionary of that kind. O(1).
  [[nodiscard]] std::uint32_t find(std::int64_t key) const noexcept;
  [[nodiscard]] std::uint32_t find(std::string_view key) const noexcept;
  /// codes[i] = find(keys[i]) for up to 64 keys at once, hiding the latency of memory.
  void find_batch(std::span<const std::string_view> keys, std::uint32_t* codes) const noexcept;

 private:
  const KeyDictionary* dictionary_;
  std::unique_ptr<HashSlots> slots_;
  std::vector<std::uint32_t> dense_;  // integers close together: code by key - lowest key
};
/// Codes of the column's keys in the index's dictionary; kUnknownKey where they are not there.
/// \throws Error as read_keys; wrong_type also when the column holds integers and the dictionary texts, or the
/// other way round (an empty dictionary knows no key of either kind).
[[nodiscard]] KeyCodes look_up_keys(const ChunkedColumn& column, const KeyIndex& index, int threads);

struct IntegerCells {
  std::vector<std::int64_t> values;   ///< 0 where null
  std::vector<std::uint8_t> is_null;  ///< 1 = no value
  std::vector<CellProblem> problems;  ///< by row
};
/// Integers of any width, decimals with whole values, and text of a decimal integer (empty text is null).
/// \throws Error wrong_type, invalid_data (malformed text offsets).
[[nodiscard]] IntegerCells read_integers(const ChunkedColumn& column, int threads);

struct BooleanCells {
  std::vector<std::uint8_t> values;   ///< 0 or 1; 0 where null
  std::vector<std::uint8_t> is_null;  ///< 1 = no value
  std::vector<CellProblem> problems;  ///< by row
};
/// Booleans, integers 0 and 1, and text true, false, yes, no, 1, 0 in any case (empty text is null).
/// \throws Error wrong_type, invalid_data (malformed text offsets).
[[nodiscard]] BooleanCells read_booleans(const ChunkedColumn& column, int threads);

struct TextCells {
  std::vector<std::string_view> values;  ///< into the caller's memory; empty = no value
  std::vector<CellProblem> problems;     ///< by row
};
/// Texts and dictionaries of texts. Empty text and null are both "no value".
/// \throws Error wrong_type, invalid_data (malformed text offsets).
[[nodiscard]] TextCells read_texts(const ChunkedColumn& column, int threads);

}  // namespace openitem
