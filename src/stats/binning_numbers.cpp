#include "stats/binning_numbers.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "column/cells.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"

namespace openitem::stats {
namespace {

constexpr double kMissingNumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kGreatestWhole = std::int64_t{1} << 53;  // doubles hold every integer up to here

[[noreturn]] void refuse_integer(const ChunkedColumn& column, std::int64_t row) {
  throw Error(Status::invalid_data,
              Message()
                  .append(column.name())
                  .append(" of row ")
                  .append(row)
                  .append(" is ")
                  .append(show_cell(column, row))
                  .append(", beyond 2^53, which doubles do not hold; make it categorical or smaller"))
      .at(row, column.name());
}

/// numbers[0] .. = the value at each index of a run.
template <typename ValueAt>
void fill_run(const Run& run, double* numbers, ValueAt&& value_at) {
  if (run.view->validity == nullptr && run.view->type != ColumnType::null) {
    for (std::int64_t index = run.begin; index < run.end; ++index) *numbers++ = value_at(index);
    return;
  }
  for (std::int64_t index = run.begin; index < run.end; ++index) {
    *numbers++ = has_value(*run.view, index) ? value_at(index) : kMissingNumber;
  }
}

/// The decimal printed and read again: the nearest double.
double decimal_at(const ChunkedColumn& column, const Run& run, std::int64_t index) {
  const std::string text = show_value(column, run, index);
  double value = kMissingNumber;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void read_run(const ChunkedColumn& column, const Run& run, double* numbers) {
  const ColumnView& view = *run.view;
  switch (view.type) {
    // x + 0 is x, but 0 for a negative zero.
    case ColumnType::float64:
      return fill_run(run, numbers,
                      [&](std::int64_t index) { return load<double>(view.values, index) + 0.0; });
    case ColumnType::float32:
      return fill_run(run, numbers, [&](std::int64_t index) {
        return static_cast<double>(load<float>(view.values, index)) + 0.0;
      });
    case ColumnType::boolean:
      return fill_run(run, numbers, [&](std::int64_t index) {
        return bit_at(static_cast<const std::uint8_t*>(view.values), index) ? 1.0 : 0.0;
      });
    case ColumnType::decimal128:
      return fill_run(run, numbers, [&](std::int64_t index) { return decimal_at(column, run, index); });
    default: break;
  }
  if (!is_integer(view.type)) return fill_run(run, numbers, [](std::int64_t) { return kMissingNumber; });
  with_integer_type(view.type, [&](auto type) {
    fill_run(run, numbers, [&](std::int64_t index) {
      std::int64_t value = 0;
      const bool fits = widen(load<decltype(type)>(view.values, index), value);
      if (!fits || value > kGreatestWhole || value < -kGreatestWhole)
        refuse_integer(column, run.row_of(index));
      return static_cast<double>(value);
    });
  });
}

}  // namespace

bool holds_numbers(const ChunkedColumn& column) noexcept {
  if (column.chunks().empty() || column.type() == ColumnType::dictionary) return false;
  switch (family_of(column.type_chunk().view)) {
    case TypeFamily::integer:
    case TypeFamily::floating:
    case TypeFamily::boolean:
    case TypeFamily::decimal: return true;
    default: return false;
  }
}

void require_numbers(const ChunkedColumn& column) {
  const bool is_null = column.chunks().empty() || column.type() == ColumnType::null;
  if (is_null || holds_numbers(column)) return;
  throw wrong_type_error(column, "numbers are expected: floats, integers, decimals or booleans");
}

void read_feature_numbers(const ChunkedColumn& column, std::int64_t begin, std::int64_t end,
                          double* numbers) {
  for_each_run(column, begin, end,
               [&](const Run& run) { read_run(column, run, numbers + (run.first_row - begin)); });
}

std::vector<double> feature_numbers(const ChunkedColumn& column, int threads) {
  require_numbers(column);
  std::vector<double> numbers(static_cast<std::size_t>(column.rows()), kMissingNumber);
  for_each_chunk(column.rows(), threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
    read_feature_numbers(column, begin, end, numbers.data() + begin);
  });
  return numbers;
}

}  // namespace openitem::stats
