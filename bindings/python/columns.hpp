#pragma once
/// \file
/// Columns between Python and the facade: everything that is converted is converted here.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"

namespace openitem::python {

namespace py = pybind11;

/// A column made from NumPy or from Python objects: the view, and whatever keeps its buffers alive.
struct HeldColumn {
  std::string name;
  std::int64_t rows = 0;
  ColumnView view;
  py::object owner;                ///< the array whose memory is borrowed
  std::vector<std::int64_t> wide;  ///< int64 values, timestamps or text offsets
  std::vector<std::uint64_t> unsigned_wide;
  std::vector<std::int32_t> narrow;  ///< days
  std::vector<double> real;
  std::vector<char> bytes;             ///< texts, or the name of a type nobody reads
  std::vector<std::uint8_t> bits;      ///< booleans
  std::vector<std::uint8_t> validity;  ///< empty = no nulls

  /// The row becomes null.
  void clear(std::int64_t row);
  /// A column that is an error only when somebody reads it.
  void make_unreadable(std::string_view type_name);
  /// Points the view at the buffers, once they are filled.
  void settle();
};

/// Fills a column from a one-dimensional array, without a copy where the layout allows it. `column.name` is set.
/// `mask`: None, or booleans with true = null.
void fill_from_array(HeldColumn& column, const py::array& values, const py::object& mask);
/// Fills a column from Python objects (a list, a tuple, an object array): text, bytes, int, float, Decimal, date, datetime
/// without zone, bool, NumPy scalars; None, NaN, NaT and pandas' NA are missing. Objects of different families make
/// the column unreadable.
void fill_from_objects(HeldColumn& column, const py::sequence& values, const py::object& mask);

/// Tables on their way into one call. Holds what it borrows from; not for use from several threads at once.
class InputTables {
 public:
  /// `stream`: what `__arrow_c_stream__` returned. It is read to its end.
  void add_stream(const std::string& table, const py::object& stream);
  /// `schema`, `array`: what `__arrow_c_array__` returned, one record batch.
  void add_array(const std::string& table, const py::object& schema, const py::object& array);
  /// `columns`: tuples (name, values, mask); values are a NumPy array or a list.
  void add_columns(const std::string& table, const py::list& columns);
  /// A table of a result; money columns are read as minor units.
  void add_table(const std::string& table, std::shared_ptr<const Result> result, const Table& source);

  /// Every table so far, Arrow first. Valid until the next `add`.
  [[nodiscard]] std::vector<TableView> views() const;

 private:
  struct HeldTable {
    std::string name;
    std::deque<HeldColumn> columns;
    std::shared_ptr<const Result> result;
    std::vector<ColumnView> views;
    std::int64_t rows = 0;
  };
  static void add_column(HeldTable& table, const py::tuple& column);

  ArrowTables arrow_;
  std::deque<HeldTable> held_;
};

/// One table of a result, which it keeps alive.
struct OutputTable {
  std::shared_ptr<const Result> result;
  const Table* table = nullptr;
};

/// A column without a copy, read-only: int64, int32, float64; dates as days since 1970-01-01 in int32.
[[nodiscard]] py::array column_array(const py::object& output_table, const Column& column);
/// Rows [start, stop) as Python objects: str, int, float, bool, datetime.date; money as Decimal with the decimals of the row's
/// currency; None where null.
[[nodiscard]] py::list column_objects(const Table& table, const Column& column, std::int64_t start,
                                      std::int64_t stop);
/// True where null, or None when nothing is.
[[nodiscard]] py::object column_nulls(const Column& column);
/// A capsule as `__arrow_c_stream__` returns it.
[[nodiscard]] py::capsule table_stream(const Table& table, std::string_view money);

[[nodiscard]] MoneyForm money_form(std::string_view name);

}  // namespace openitem::python
