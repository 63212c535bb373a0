#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "column/cells.hpp"
#include "column/read.hpp"
#include "core/utf8.hpp"

namespace openitem {
namespace {

/// What a cell turned out to be.
struct Outcome {
  bool is_null = false;
  CellFault fault = CellFault::none;
};

/// The loop all three readers share: read(run, index) -> Outcome for cells with a value, `missing(row)` for nulls
/// and cells with a problem.
template <typename Read, typename Missing>
std::vector<CellProblem> read_cells(const ChunkedColumn& column, int threads, Read&& read,
                                    Missing&& missing) {
  PartProblems problems(column.rows());
  for_each_chunk(column.rows(), threads, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    for_each_run(column, begin, end, [&](const Run& run) {
      for (std::int64_t index = run.begin; index < run.end; ++index) {
        const Outcome outcome =
            has_value(*run.view, index) ? read(run, index) : Outcome{true, CellFault::none};
        if (outcome.fault != CellFault::none) {
          problems.of(part).push_back({run.row_of(index), outcome.fault, show_value(column, run, index)});
        }
        if (outcome.is_null || outcome.fault != CellFault::none) missing(run.row_of(index));
      }
    });
  });
  return std::move(problems).join();
}

/// A cell with its dictionary, if it has one, looked through.
struct PlainCell {
  const ColumnView* view;
  std::int64_t index;
  bool in_dictionary;
};

PlainCell look_through(const ChunkedColumn& column, const Run& run, std::int64_t index) {
  if (run.view->type != ColumnType::dictionary) return {run.view, index, false};
  return {run.view->dictionary, dictionary_index(column, run, index), true};
}

std::string_view text_of(const ChunkedColumn& column, const Run& run, const PlainCell& cell) {
  return TextSource(*cell.view, column, cell.in_dictionary ? 0 : run.first_row - run.begin,
                    cell.in_dictionary)
      .at(cell.index);
}

TypeFamily column_family(const ChunkedColumn& column) noexcept {
  return column.chunks().empty() ? TypeFamily::null : family_of(column.type_chunk().view);
}

template <typename Allowed>
void check_family(const ChunkedColumn& column, const Allowed& allowed, std::string_view advice) {
  const TypeFamily family = column_family(column);
  if (family == TypeFamily::null) return;
  if (std::find(allowed.begin(), allowed.end(), family) == allowed.end())
    throw wrong_type_error(column, advice);
}

// ---- integers ----------------------------------------------------------------------------------------

CellFault parse_integer(std::string_view text, std::int64_t& value) noexcept {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return CellFault::overflow;
  if (error != std::errc{} || end != text.data() + text.size()) return CellFault::not_an_integer;
  return CellFault::none;
}

/// The decimal as an integer; inexact or out of range is a fault.
CellFault whole_decimal(Int128 value, std::int32_t scale, std::int64_t& whole) noexcept {
  const bool negative = is_negative(value);
  UInt128 rest = magnitude(value);
  for (; scale > 0 && rest != UInt128{}; --scale) {
    const Division128 divided = int128::divide(rest, UInt128{0, 10});
    if (divided.remainder != UInt128{}) return CellFault::not_an_integer;
    rest = divided.quotient;
  }
  for (; scale < 0 && rest != UInt128{}; ++scale) {
    if (rest.high != 0) return CellFault::overflow;
    rest = int128::multiply(rest.low, 10);
  }
  const Int128 result = negative ? -from_bits(rest) : from_bits(rest);
  if (is_negative(result) != (negative && rest != UInt128{}) || !fits_int64(result))
    return CellFault::overflow;
  whole = to_int64(result);
  return CellFault::none;
}

Outcome read_integer(const ChunkedColumn& column, const Run& run, std::int64_t index, std::int64_t& value) {
  const PlainCell cell = look_through(column, run, index);
  if (!has_value(*cell.view, cell.index)) return {true, CellFault::none};
  if (is_text(cell.view->type)) {
    const std::string_view text = text_of(column, run, cell);
    if (text.empty()) return {true, CellFault::none};
    return {false, parse_integer(text, value)};
  }
  if (cell.view->type == ColumnType::decimal128) {
    return {false, whole_decimal(load_decimal(cell.view->values, cell.index), cell.view->scale, value)};
  }
  const bool fits = with_integer_type(cell.view->type, [&](auto type) {
    return widen(load<decltype(type)>(cell.view->values, cell.index), value);
  });
  return {false, fits ? CellFault::none : CellFault::overflow};
}

// ---- flags -------------------------------------------------------------------------------------------

bool equals_ignoring_case(std::string_view text, std::string_view lower) noexcept {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

CellFault parse_flag(std::string_view text, std::uint8_t& flag) noexcept {
  constexpr std::array<std::string_view, 3> yes = {"true", "yes", "1"};
  constexpr std::array<std::string_view, 3> no = {"false", "no", "0"};
  const auto is_text_of = [text](std::string_view word) { return equals_ignoring_case(text, word); };
  if (std::any_of(yes.begin(), yes.end(), is_text_of)) {
    flag = 1;
    return CellFault::none;
  }
  flag = 0;
  return std::any_of(no.begin(), no.end(), is_text_of) ? CellFault::none : CellFault::not_a_flag;
}

Outcome read_flag(const ChunkedColumn& column, const Run& run, std::int64_t index, std::uint8_t& flag) {
  const PlainCell cell = look_through(column, run, index);
  if (!has_value(*cell.view, cell.index)) return {true, CellFault::none};
  if (cell.view->type == ColumnType::boolean) {
    flag = bit_at(static_cast<const std::uint8_t*>(cell.view->values), cell.index) ? 1 : 0;
    return {};
  }
  if (is_text(cell.view->type)) {
    const std::string_view text = text_of(column, run, cell);
    if (text.empty()) return {true, CellFault::none};
    return {false, parse_flag(text, flag)};
  }
  std::int64_t value = 0;
  const bool fits = with_integer_type(cell.view->type, [&](auto type) {
    return widen(load<decltype(type)>(cell.view->values, cell.index), value);
  });
  if (!fits || (value != 0 && value != 1)) return {false, CellFault::not_a_flag};
  flag = static_cast<std::uint8_t>(value);
  return {};
}

}  // namespace

IntegerCells read_integers(const ChunkedColumn& column, int threads) {
  check_family(
      column, std::array{TypeFamily::integer, TypeFamily::decimal, TypeFamily::text},
      "a whole number is expected: convert it to integers (integers with missing values often arrive as "
      "floats)");
  IntegerCells cells;
  cells.values.resize(static_cast<std::size_t>(column.rows()));
  cells.is_null.resize(static_cast<std::size_t>(column.rows()));
  cells.problems = read_cells(
      column, threads,
      [&](const Run& run, std::int64_t index) {
        return read_integer(column, run, index, cells.values[static_cast<std::size_t>(run.row_of(index))]);
      },
      [&](std::int64_t row) {
        cells.values[static_cast<std::size_t>(row)] = 0;
        cells.is_null[static_cast<std::size_t>(row)] = 1;
      });
  return cells;
}

BooleanCells read_booleans(const ChunkedColumn& column, int threads) {
  check_family(column, std::array{TypeFamily::boolean, TypeFamily::integer, TypeFamily::text},
               "a flag is a boolean, the integers 0 and 1, or text such as true and false");
  BooleanCells cells;
  cells.values.resize(static_cast<std::size_t>(column.rows()));
  cells.is_null.resize(static_cast<std::size_t>(column.rows()));
  cells.problems = read_cells(
      column, threads,
      [&](const Run& run, std::int64_t index) {
        return read_flag(column, run, index, cells.values[static_cast<std::size_t>(run.row_of(index))]);
      },
      [&](std::int64_t row) {
        cells.values[static_cast<std::size_t>(row)] = 0;
        cells.is_null[static_cast<std::size_t>(row)] = 1;
      });
  return cells;
}

TextCells read_texts(const ChunkedColumn& column, int threads) {
  check_family(column, std::array{TypeFamily::text}, "text is expected: convert it");
  TextCells cells;
  cells.values.resize(static_cast<std::size_t>(column.rows()));
  cells.problems = read_cells(
      column, threads,
      [&](const Run& run, std::int64_t index) -> Outcome {
        const PlainCell cell = look_through(column, run, index);
        if (!has_value(*cell.view, cell.index)) return {true, CellFault::none};
        const std::string_view text = text_of(column, run, cell);
        if (!is_utf8(text)) return {false, CellFault::not_utf8};
        cells.values[static_cast<std::size_t>(run.row_of(index))] = text;
        return {};
      },
      [](std::int64_t) {});
  return cells;
}

}  // namespace openitem
