#pragma once
/// \file
/// Cells as they lie in memory: validity bits, fixed-width values, texts and runs of rows inside one chunk. What
/// every reader of columns is made of. Values are loaded bytewise, so no alignment is expected of the caller.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "column/read.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/core.hpp"

namespace openitem {

/// Types that may follow each other in chunks of one column; a dictionary belongs to the family of its values.
enum class TypeFamily : std::uint8_t {
  null,
  integer,
  floating,
  boolean,
  decimal,
  text,
  date,
  timestamp,
  unreadable,
  unknown,
};
[[nodiscard]] TypeFamily family_of(const ColumnView& view) noexcept;
/// "int64", "text" ...; never null.
[[nodiscard]] const char* type_name(ColumnType type) noexcept;
/// The column's type as a reader would say it, for messages: "float64", "dictionary of text", "list<int32>".
[[nodiscard]] std::string_view described_type(const ChunkedColumn& column) noexcept;
/// The Error of a column whose type cannot carry the meaning: "documents.amount is float64; " + `advice`.
[[nodiscard]] Error wrong_type_error(const ChunkedColumn& column, std::string_view advice);

template <typename T>
[[nodiscard]] inline T load(const void* values, std::int64_t index) noexcept {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  std::memcpy(&value,
              static_cast<const unsigned char*>(values) + index * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

[[nodiscard]] inline bool bit_at(const std::uint8_t* bits, std::int64_t index) noexcept {
  return ((bits[index >> 3] >> (index & 7)) & 1U) != 0;
}

/// Whether the cell at `index` (counted from the start of the buffers) has a value.
[[nodiscard]] inline bool has_value(const ColumnView& view, std::int64_t index) noexcept {
  return view.type != ColumnType::null && (view.validity == nullptr || bit_at(view.validity, index));
}

/// A run of rows inside one chunk: buffer indices [begin, end), the first of them being row `first_row` of the
/// table.
struct Run {
  const ColumnView* view = nullptr;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t first_row = 0;
  [[nodiscard]] std::int64_t row_of(std::int64_t index) const noexcept { return first_row + (index - begin); }
};

/// Position of the chunk that holds `row`. Requires 0 <= row < rows.
[[nodiscard]] std::size_t chunk_of(const ChunkedColumn& column, std::int64_t row) noexcept;

/// fn(Run) for the runs that make up rows [begin, end) of the column, in order.
template <typename Function>
void for_each_run(const ChunkedColumn& column, std::int64_t begin, std::int64_t end, Function&& fn) {
  if (begin >= end) return;
  for (std::size_t at = chunk_of(column, begin); begin < end; ++at) {
    const ColumnChunk& chunk = column.chunks()[at];
    const std::int64_t stop = std::min(end, chunk.first_row + chunk.rows);
    if (stop <= begin) continue;
    const std::int64_t shift = chunk.view.offset - chunk.first_row;
    fn(Run{&chunk.view, begin + shift, stop + shift, begin});
    begin = stop;
  }
}

/// Calls fn(T{}) with the C++ type of a fixed-width integer column.
template <typename Function>
decltype(auto) with_integer_type(ColumnType type, Function&& fn) {
  switch (type) {
    case ColumnType::int8: return fn(std::int8_t{});
    case ColumnType::int16: return fn(std::int16_t{});
    case ColumnType::int32: return fn(std::int32_t{});
    case ColumnType::uint8: return fn(std::uint8_t{});
    case ColumnType::uint16: return fn(std::uint16_t{});
    case ColumnType::uint32: return fn(std::uint32_t{});
    case ColumnType::uint64: return fn(std::uint64_t{});
    default: return fn(std::int64_t{});
  }
}

/// Stores the integer and returns whether it fits in int64 (only uint64 may not).
template <typename T>
[[nodiscard]] inline bool widen(T value, std::int64_t& out) noexcept {
  out = static_cast<std::int64_t>(value);  // NOLINT(bugprone-signed-char-misuse): int8 is a number here
  return !std::is_same_v<T, std::uint64_t> || out >= 0;
}

/// Texts of one view, whichever of the three layouts it has. Malformed offsets are an Error at the row: the memory
/// behind them cannot be trusted.
class TextSource {
 public:
  /// `row_shift`: what to add to an index to get the row of the table; `in_dictionary`: no row is named.
  TextSource(const ColumnView& view, const ChunkedColumn& column, std::int64_t row_shift, bool in_dictionary)
      : view_(&view), column_(&column), row_shift_(row_shift), in_dictionary_(in_dictionary) {}

  [[nodiscard]] std::string_view at(std::int64_t index) const {
    switch (view_->type) {
      case ColumnType::text: return between<std::int32_t>(index);
      case ColumnType::large_text: return between<std::int64_t>(index);
      default: return from_view(index);
    }
  }

 private:
  template <typename Offset>
  [[nodiscard]] std::string_view between(std::int64_t index) const {
    const std::int64_t begin = load<Offset>(view_->offsets, index);
    const std::int64_t end = load<Offset>(view_->offsets, index + 1);
    if (begin < 0 || end < begin || (end > begin && view_->values == nullptr)) throw_malformed(index);
    return {static_cast<const char*>(view_->values) + begin, static_cast<std::size_t>(end - begin)};
  }
  [[nodiscard]] std::string_view from_view(std::int64_t index) const;
  [[noreturn]] void throw_malformed(std::int64_t index) const;

  const ColumnView* view_;
  const ChunkedColumn* column_;
  std::int64_t row_shift_;
  bool in_dictionary_;
};

[[nodiscard]] inline bool is_text(ColumnType type) noexcept {
  return type == ColumnType::text || type == ColumnType::large_text || type == ColumnType::text_view;
}
[[nodiscard]] inline bool is_integer(ColumnType type) noexcept {
  return type >= ColumnType::int8 && type <= ColumnType::uint64;
}

/// Little-endian decimal128 as it lies in memory.
[[nodiscard]] inline Int128 load_decimal(const void* values, std::int64_t index) noexcept {
  return {load<std::int64_t>(values, 2 * index + 1), load<std::uint64_t>(values, 2 * index)};
}

/// The Error of a dictionary code that points outside its dictionary.
[[noreturn]] void throw_bad_code(const ChunkedColumn& column, std::int64_t row, std::int32_t code,
                                 std::int64_t dictionary_rows);

/// Index into the buffers of the dictionary of the cell at `index` of a dictionary column; the cell has a value.
[[nodiscard]] inline std::int64_t dictionary_index(const ChunkedColumn& column, const Run& run,
                                                   std::int64_t index) {
  const auto code = load<std::int32_t>(run.view->values, index);
  if (code < 0 || code >= run.view->dictionary_rows) {
    throw_bad_code(column, run.row_of(index), code, run.view->dictionary_rows);
  }
  return run.view->dictionary->offset + code;
}

/// Remembers what became of the entries of a dictionary, where that is less work than asking anew for each row.
template <typename Value>
class DictionaryMemo {
 public:
  explicit DictionaryMemo(const Run& run) : values_(*run.view->dictionary) {
    if (run.view->dictionary_rows > run.end - run.begin) return;
    made_.resize(static_cast<std::size_t>(run.view->dictionary_rows));
    is_made_.resize(made_.size());
  }
  /// make(values, entry) for an entry seen for the first time; `entry` as dictionary_index gives it.
  template <typename Make>
  Value get(std::int64_t entry, Make&& make) {
    if (made_.empty()) return make(values_, entry);
    const auto place = static_cast<std::size_t>(entry - values_.offset);
    if (is_made_[place] == 0) {
      made_[place] = make(values_, entry);
      is_made_[place] = 1;
    }
    return made_[place];
  }

 private:
  const ColumnView& values_;
  std::vector<Value> made_;
  std::vector<std::uint8_t> is_made_;
};

/// The cell at `index` as text for people: shortened, escaped, valid UTF-8.
[[nodiscard]] std::string show_value(const ColumnView& view, const ChunkedColumn& column, std::int64_t index,
                                     std::int64_t row_shift, bool in_dictionary = false);
/// The same of a run's cell.
[[nodiscard]] inline std::string show_value(const ChunkedColumn& column, const Run& run, std::int64_t index) {
  return show_value(*run.view, column, index, run.first_row - run.begin);
}

/// Problems found by the parts of a parallel loop, put together in the order of rows.
class PartProblems {
 public:
  explicit PartProblems(std::int64_t rows) : parts_(static_cast<std::size_t>(chunk_count(rows))) {}
  [[nodiscard]] std::vector<CellProblem>& of(std::int64_t part) noexcept {
    return parts_[static_cast<std::size_t>(part)];
  }
  [[nodiscard]] std::vector<CellProblem> join() &&;

 private:
  std::vector<std::vector<CellProblem>> parts_;
};

}  // namespace openitem
