#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "column/cells.hpp"
#include "column/read.hpp"
#include "core/checked.hpp"
#include "money/decimal_kernel.hpp"

namespace openitem {
namespace {

CellFault fault_of(DecimalStatus status) noexcept {
  switch (status) {
    case DecimalStatus::ok: return CellFault::none;
    case DecimalStatus::inexact: return CellFault::inexact;
    case DecimalStatus::overflow: return CellFault::overflow;
    case DecimalStatus::empty:
    case DecimalStatus::invalid: break;
  }
  return CellFault::not_an_amount;
}

/// What a float is: its shortest decimal that reads back as the same float, as digits * 10^-scale.
struct ShortestDecimal {
  std::int64_t digits = 0;
  std::int32_t scale = 0;
};

/// Requires a finite value. to_chars prints "-d.ddde+xx" with at most 17 digits.
template <typename Float>
ShortestDecimal shortest_decimal(Float value) noexcept {
  std::array<char, 32> text{};
  const char* const end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific).ptr;
  const char* at = text.data();
  const bool negative = *at == '-';
  if (negative) ++at;
  ShortestDecimal result;
  bool after_point = false;
  for (; at != end && *at != 'e'; ++at) {
    if (*at == '.') {
      after_point = true;
      continue;
    }
    result.digits = result.digits * 10 + (*at - '0');
    if (after_point) ++result.scale;
  }
  if (at != end) ++at;
  if (at != end && *at == '+') ++at;
  std::int32_t exponent = 0;
  std::from_chars(at, end, exponent);
  result.scale -= exponent;
  if (negative) result.digits = -result.digits;
  return result;
}

/// Minor units of an everyday double without printing it. Where digits / 10^decimals, with at most 15 digits, is
/// the double, it is also its shortest decimal: no two decimals of 15 digits share a double (DBL_DIG).
bool everyday_minor(double value, double power, std::int64_t& minor) noexcept {
  constexpr double limit = 1e15;
  const double scaled = value * power;
  // a NaN compares false, and so is refused with the rest
  const bool small = scaled > -limit && scaled < limit;
  if (!small) return false;
  const auto digits = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
  if (static_cast<double>(digits) / power != value) return false;
  minor = digits;
  return true;
}

constexpr std::array<double, 19> powers_of_ten = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                                  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

void check_decimals(const ChunkedColumn& column, std::span<const std::uint8_t> decimals) {
  if (decimals.size() != 1 && static_cast<std::int64_t>(decimals.size()) != column.rows()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("decimals of ")
                                            .append(decimals.size())
                                            .append(" rows for ")
                                            .append(column.name())
                                            .append(" of ")
                                            .append(column.rows()));
  }
  for (const std::uint8_t digits : decimals) {
    if (digits > kMaxPowerOfTen) {
      throw Error(Status::out_of_bounds,
                  Message().append("a currency has ").append(digits).append(" decimals"));
    }
  }
}

void check_form(const ChunkedColumn& column, MoneyForm form) {
  if (form < MoneyForm::exact || form > MoneyForm::floating) {
    throw Error(Status::invalid_argument,
                Message().append(static_cast<std::int32_t>(form)).append(" is not a form of money"));
  }
  const ColumnType type = column.type() == ColumnType::dictionary && !column.chunks().empty()
                              ? column.type_chunk().view.dictionary->type
                              : column.type();
  switch (type) {
    case ColumnType::null:
    case ColumnType::decimal128:
    case ColumnType::text:
    case ColumnType::large_text:
    case ColumnType::text_view: return;
    case ColumnType::float32:
    case ColumnType::float64:
      if (form == MoneyForm::floating) return;
      throw wrong_type_error(
          column,
          "floats carry no exact cents: give decimals, integer minor units or text, or ask "
          "for money form floating");
    default: break;
  }
  if (!is_integer(type)) {
    throw wrong_type_error(column,
                           "an amount is a decimal, text, an integer (minor or whole units) or a float");
  }
  if (form == MoneyForm::minor || form == MoneyForm::decimal) return;
  throw wrong_type_error(column,
                         "an integer may mean cents or whole units: say money form minor (cents) or decimal "
                         "(whole units)");
}

/// Reads the runs of one part.
class MoneyReader {
 public:
  MoneyReader(const ChunkedColumn& column, std::span<const std::uint8_t> decimals, MoneyForm form,
              MoneyCells& cells, std::vector<CellProblem>& problems)
      : column_(column),
        decimals_(decimals.data()),
        one_for_all_(decimals.size() == 1),
        form_(form),
        cells_(cells),
        problems_(problems) {}

  void read(const Run& run) {
    switch (run.view->type) {
      case ColumnType::null: read_nulls(run); return;
      case ColumnType::decimal128: read_decimals(run); return;
      case ColumnType::text:
      case ColumnType::large_text:
      case ColumnType::text_view: read_texts(run); return;
      case ColumnType::float32: read_floats<float>(run); return;
      case ColumnType::float64: read_floats<double>(run); return;
      case ColumnType::dictionary: read_dictionary(run); return;
      default: with_integer_type(run.view->type, [&](auto type) { read_integers<decltype(type)>(run); });
    }
  }

  [[nodiscard]] std::vector<std::int64_t> take_inexact() noexcept { return std::move(inexact_); }

 private:
  [[nodiscard]] std::int32_t decimals_of(std::int64_t row) const noexcept {
    return one_for_all_ ? decimals_[0] : decimals_[row];
  }
  [[nodiscard]] std::int64_t& minor_of(std::int64_t row) noexcept {
    return cells_.minor[static_cast<std::size_t>(row)];
  }
  void set_null(std::int64_t row) noexcept { cells_.is_null[static_cast<std::size_t>(row)] = 1; }
  void add_problem(const Run& run, std::int64_t index, CellFault fault) {
    const std::int64_t row = run.row_of(index);
    minor_of(row) = 0;
    set_null(row);
    problems_.push_back({row, fault, show_value(column_, run, index)});
  }

  void read_nulls(const Run& run) {
    for (std::int64_t index = run.begin; index < run.end; ++index) set_null(run.row_of(index));
  }

  /// store(index, minor) -> CellFault, for each cell with a value.
  template <typename Store>
  void for_each_value(const Run& run, Store&& store) {
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      const std::int64_t row = run.row_of(index);
      if (!has_value(*run.view, index)) {
        set_null(row);
        continue;
      }
      const CellFault fault = store(index, row, minor_of(row));
      if (fault != CellFault::none) add_problem(run, index, fault);
    }
  }

  void read_decimals(const Run& run) {
    const void* const values = run.view->values;
    const std::int32_t scale = run.view->scale;
    for_each_value(run, [&](std::int64_t index, std::int64_t row, std::int64_t& minor) {
      const Int128 value = load_decimal(values, index);
      const std::int32_t decimals = decimals_of(row);
      if (scale == decimals && fits_int64(value) && is_amount(to_int64(value))) {
        minor = to_int64(value);
        return CellFault::none;
      }
      return fault_of(decimal128_to_minor(value, scale, decimals, minor));
    });
  }

  void read_texts(const Run& run) {
    const TextSource texts(*run.view, column_, run.first_row - run.begin, false);
    for_each_value(run, [&](std::int64_t index, std::int64_t row, std::int64_t& minor) {
      return read_text(texts.at(index), row, minor);
    });
  }

  CellFault read_text(std::string_view text, std::int64_t row, std::int64_t& minor) noexcept {
    const DecimalStatus status = parse_minor(text, decimals_of(row), minor);
    if (status != DecimalStatus::empty) return fault_of(status);
    set_null(row);
    return CellFault::none;
  }

  template <typename Integer>
  CellFault read_integer(Integer stored, std::int64_t row, std::int64_t& minor) const noexcept {
    std::int64_t wide = 0;
    if (!widen(stored, wide)) return CellFault::overflow;
    if (form_ == MoneyForm::decimal &&
        mul_overflows(wide, kPowersOfTen[static_cast<std::size_t>(decimals_of(row))], wide)) {
      return CellFault::overflow;
    }
    if (!is_amount(wide)) return CellFault::overflow;
    minor = wide;
    return CellFault::none;
  }

  template <typename Integer>
  void read_integers(const Run& run) {
    for_each_value(run, [&](std::int64_t index, std::int64_t row, std::int64_t& minor) {
      return read_integer(load<Integer>(run.view->values, index), row, minor);
    });
  }

  template <typename Float>
  void read_floats(const Run& run) {
    for_each_value(run, [&](std::int64_t index, std::int64_t row, std::int64_t& minor) {
      return read_float(load<Float>(run.view->values, index), row, minor);
    });
  }

  template <typename Float>
  CellFault read_float(Float value, std::int64_t row, std::int64_t& minor) {
    if (std::isnan(value)) {
      set_null(row);
      return CellFault::none;
    }
    if (std::isinf(value)) return CellFault::not_finite;
    const std::int32_t decimals = decimals_of(row);
    if constexpr (std::is_same_v<Float, double>) {
      if (everyday_minor(value, powers_of_ten[static_cast<std::size_t>(decimals)], minor))
        return CellFault::none;
    }
    const ShortestDecimal decimal = shortest_decimal(value);
    const DecimalStatus status = decimal128_to_minor(decimal.digits, decimal.scale, decimals, minor);
    if (status != DecimalStatus::inexact) return fault_of(status);
    inexact_.push_back(row);
    return CellFault::none;
  }

  void read_dictionary(const Run& run) {
    const ColumnView& values = *run.view->dictionary;
    const TextSource texts(values, column_, 0, true);
    for_each_value(run, [&](std::int64_t index, std::int64_t row, std::int64_t& minor) {
      const std::int64_t entry = dictionary_index(column_, run, index);
      if (!has_value(values, entry)) {
        set_null(row);
        return CellFault::none;
      }
      if (is_text(values.type)) return read_text(texts.at(entry), row, minor);
      return with_integer_type(values.type, [&](auto type) {
        return read_integer(load<decltype(type)>(values.values, entry), row, minor);
      });
    });
  }

  const ChunkedColumn& column_;
  const std::uint8_t* decimals_;
  bool one_for_all_;
  MoneyForm form_;
  MoneyCells& cells_;
  std::vector<CellProblem>& problems_;
  std::vector<std::int64_t> inexact_;  // rows
};

}  // namespace

MoneyForm form_of_rates(const ChunkedColumn& column) noexcept {
  const ColumnType type = column.type();
  if (type == ColumnType::float32 || type == ColumnType::float64) return MoneyForm::floating;
  return is_integer(type) ? MoneyForm::decimal : MoneyForm::exact;
}

MoneyCells read_money(const ChunkedColumn& column, std::span<const std::uint8_t> decimals, MoneyForm form,
                      int threads) {
  check_form(column, form);
  check_decimals(column, decimals);
  MoneyCells cells;
  cells.minor.resize(static_cast<std::size_t>(column.rows()));
  cells.is_null.resize(static_cast<std::size_t>(column.rows()));
  PartProblems problems(column.rows());
  std::vector<std::vector<std::int64_t>> inexact(static_cast<std::size_t>(chunk_count(column.rows())));
  for_each_chunk(column.rows(), threads, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    MoneyReader reader(column, decimals, form, cells, problems.of(part));
    for_each_run(column, begin, end, [&](const Run& run) { reader.read(run); });
    inexact[static_cast<std::size_t>(part)] = reader.take_inexact();
  });
  cells.problems = std::move(problems).join();
  for (const std::vector<std::int64_t>& rows : inexact) {
    cells.inexact.insert(cells.inexact.end(), rows.begin(), rows.end());
  }
  cells.inexact_rows = static_cast<std::int64_t>(cells.inexact.size());
  return cells;
}

}  // namespace openitem
