#include <Python.h>
#include <datetime.h>
#include <pybind11/gil_safe_call_once.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <string>

#include "columns.hpp"
#include "openitem/core.hpp"

namespace openitem::python {
namespace {

enum class Family { missing, text, integer, real, decimal, date, timestamp, boolean, foreign };

const char* family_name(Family family) {
  switch (family) {
    case Family::missing: return "missing";
    case Family::text: return "text";
    case Family::integer: return "int";
    case Family::real: return "float";
    case Family::decimal: return "Decimal";
    case Family::date: return "date";
    case Family::timestamp: return "datetime";
    case Family::boolean: return "bool";
    case Family::foreign: break;
  }
  return "other";
}

/// Types of other modules that cells are compared with.
struct KnownTypes {
  py::object decimal = py::module_::import("decimal").attr("Decimal");
  py::object numpy_scalar = py::module_::import("numpy").attr("generic");
  py::object numpy_time = py::module_::import("numpy").attr("datetime64");
  py::object numpy_float = py::module_::import("numpy").attr("floating");
};

/// Looked up once a process; the interpreter's lock guards the first time.
const KnownTypes& known_types() {
  PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<KnownTypes> types;
  return types.call_once_and_store_result([] { return KnownTypes(); }).get_stored();
}

bool is_instance(PyObject* value, const py::object& type) {
  const int answer = PyObject_IsInstance(value, type.ptr());
  if (answer < 0) throw py::error_already_set();
  return answer != 0;
}

std::string type_name(PyObject* value) { return Py_TYPE(value)->tp_name; }

/// NumPy scalars as the Python objects they stand for; a float keeps its shortest digits.
py::object plain_object(PyObject* value, const KnownTypes& types) {
  const auto scalar = py::reinterpret_borrow<py::object>(value);
  if (PyFloat_Check(value) || PyUnicode_Check(value) || PyBytes_Check(value) ||
      !is_instance(value, types.numpy_scalar)) {
    return scalar;
  }
  if (is_instance(value, types.numpy_float)) {
    return py::reinterpret_steal<py::object>(PyFloat_FromString(py::str(scalar).ptr()));
  }
  if (is_instance(value, types.numpy_time)) return scalar.attr("astype")("datetime64[us]").attr("item")();
  return scalar.attr("item")();
}

/// pandas' NA and NaT, known by name: pandas itself is never imported.
bool is_pandas_missing(PyObject* value) {
  const std::string name = type_name(value);
  return name.ends_with("NAType") || name.ends_with("NaTType");
}

Family family_of_datetime(PyObject* value) {
  if (is_pandas_missing(value)) return Family::missing;
  return reinterpret_cast<PyDateTime_DateTime*>(value)->hastzinfo != 0 ? Family::foreign : Family::timestamp;
}

Family family_of(PyObject* value, const KnownTypes& types) {
  if (value == Py_None) return Family::missing;
  if (PyUnicode_Check(value) || PyBytes_Check(value)) return Family::text;
  if (PyBool_Check(value)) return Family::boolean;
  if (PyLong_Check(value)) return Family::integer;
  if (PyFloat_Check(value)) return std::isnan(PyFloat_AS_DOUBLE(value)) ? Family::missing : Family::real;
  if (PyDateTime_Check(value)) return family_of_datetime(value);
  if (PyDate_Check(value)) return Family::date;
  if (is_instance(value, types.decimal)) {
    return py::handle(value).attr("is_nan")().cast<bool>() ? Family::missing : Family::decimal;
  }
  return is_pandas_missing(value) ? Family::missing : Family::foreign;
}

std::string foreign_name(PyObject* value) {
  return PyDateTime_Check(value) ? "datetime with a time zone" : type_name(value);
}

/// The family that holds both, or `foreign` where there is none: an int among Decimals could be cents or units.
Family joined(Family a, Family b) {
  if (a == b || b == Family::missing) return a;
  if (a == Family::missing) return b;
  if ((a == Family::integer && b == Family::real) || (a == Family::real && b == Family::integer))
    return Family::real;
  if ((a == Family::date && b == Family::timestamp) || (a == Family::timestamp && b == Family::date)) {
    return Family::timestamp;
  }
  return Family::foreign;
}

/// Reads every cell once to find the family; false when the column has been made unreadable.
bool classify(HeldColumn& column, const std::vector<py::object>& cells, const KnownTypes& types,
              Family& family, std::vector<std::uint8_t>& missing) {
  family = Family::missing;
  std::int64_t first_row = -1;
  for (std::int64_t row = 0; row < column.rows; ++row) {
    PyObject* const cell = cells[static_cast<std::size_t>(row)].ptr();
    if (missing[static_cast<std::size_t>(row)] != 0) continue;
    const Family here = family_of(cell, types);
    if (here == Family::missing) {
      missing[static_cast<std::size_t>(row)] = 1;
      continue;
    }
    if (here == Family::foreign) {
      column.make_unreadable(foreign_name(cell) + " (row " + std::to_string(row) + ")");
      return false;
    }
    const Family both = joined(family, here);
    if (both == Family::foreign) {
      column.make_unreadable(std::string("mixed objects: ") + family_name(family) + " (row " +
                             std::to_string(first_row) + ") and " + family_name(here) + " (row " +
                             std::to_string(row) + ")");
      return false;
    }
    if (first_row < 0) first_row = row;
    family = both;
  }
  return true;
}

void append_text(HeldColumn& column, PyObject* value) {
  if (PyBytes_Check(value)) {
    column.bytes.insert(column.bytes.end(), PyBytes_AS_STRING(value),
                        PyBytes_AS_STRING(value) + PyBytes_GET_SIZE(value));
    return;
  }
  Py_ssize_t size = 0;
  const char* utf8 = PyUnicode_AsUTF8AndSize(value, &size);
  if (utf8 != nullptr) {
    column.bytes.insert(column.bytes.end(), utf8, utf8 + size);
    return;
  }
  // A lone surrogate has no UTF-8; its three bytes go in as they are, so that the reader reports the row.
  PyErr_Clear();
  const auto bytes =
      py::reinterpret_steal<py::bytes>(PyUnicode_AsEncodedString(value, "utf-8", "surrogatepass"));
  if (!bytes) throw py::error_already_set();
  append_text(column, bytes.ptr());
}

/// Digits without an exponent, unless there would be hundreds of them.
void append_decimal(HeldColumn& column, PyObject* value) {
  py::str text(py::reinterpret_borrow<py::object>(value));
  if (PyUnicode_FindChar(text.ptr(), 'E', 0, PyUnicode_GET_LENGTH(text.ptr()), 1) >= 0 &&
      std::abs(py::handle(value).attr("adjusted")().cast<long long>()) <= 60) {
    text = py::handle(value).attr("__format__")("f");
  }
  append_text(column, text.ptr());
}

template <typename Append>
void fill_texts(HeldColumn& column, const std::vector<py::object>& cells,
                const std::vector<std::uint8_t>& missing, Append append) {
  column.wide.reserve(cells.size() + 1);
  column.wide.push_back(0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] == 0) append(column, cells[row].ptr());
    column.wide.push_back(static_cast<std::int64_t>(column.bytes.size()));
  }
  column.view.type = ColumnType::large_text;
}

/// int64, or uint64 where one needs it and none is negative.
void fill_integers(HeldColumn& column, const std::vector<py::object>& cells,
                   const std::vector<std::uint8_t>& missing) {
  column.wide.assign(cells.size(), 0);
  std::int64_t too_large = -1;
  bool negative = false;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] != 0) continue;
    int overflow = 0;
    column.wide[row] = PyLong_AsLongLongAndOverflow(cells[row].ptr(), &overflow);
    negative = negative || overflow < 0 || (overflow == 0 && column.wide[row] < 0);
    if (overflow != 0 && too_large < 0) too_large = static_cast<std::int64_t>(row);
  }
  column.view.type = ColumnType::int64;
  if (too_large < 0) return;
  column.unsigned_wide.assign(cells.size(), 0);
  for (std::size_t row = 0; row < cells.size() && !negative; ++row) {
    if (missing[row] != 0) continue;
    column.unsigned_wide[row] = PyLong_AsUnsignedLongLong(cells[row].ptr());
    if (PyErr_Occurred() != nullptr) {
      PyErr_Clear();
      too_large = static_cast<std::int64_t>(row);
      negative = true;
    }
  }
  column.view.type = ColumnType::uint64;
  if (negative) column.make_unreadable("int beyond 64 bits (row " + std::to_string(too_large) + ")");
}

void fill_reals(HeldColumn& column, const std::vector<py::object>& cells,
                const std::vector<std::uint8_t>& missing) {
  constexpr double exact_limit = 9007199254740992.0;  // 2^53: the ints below are doubles
  column.real.assign(cells.size(), 0.0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] != 0) continue;
    const double value = PyFloat_AsDouble(cells[row].ptr());
    const bool failed = value == -1.0 && PyErr_Occurred() != nullptr;
    if (failed) PyErr_Clear();
    if (failed || (PyLong_Check(cells[row].ptr()) && std::abs(value) > exact_limit)) {
      return column.make_unreadable("int beyond 2^53 among floats (row " + std::to_string(row) + ")");
    }
    column.real[row] = value;
  }
  column.view.type = ColumnType::float64;
}

std::int64_t day_of(PyObject* value) {
  using namespace std::chrono;  // NOLINT(google-build-using-namespace): calendar literals
  const sys_days day = year{PyDateTime_GET_YEAR(value)} /
                       month{static_cast<unsigned>(PyDateTime_GET_MONTH(value))} /
                       std::chrono::day{static_cast<unsigned>(PyDateTime_GET_DAY(value))};
  return day.time_since_epoch().count();
}

void fill_dates(HeldColumn& column, const std::vector<py::object>& cells,
                const std::vector<std::uint8_t>& missing) {
  column.narrow.assign(cells.size(), 0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] == 0) column.narrow[row] = static_cast<std::int32_t>(day_of(cells[row].ptr()));
  }
  column.view.type = ColumnType::date32;
}

/// Whole seconds are enough: the day is what is read.
void fill_timestamps(HeldColumn& column, const std::vector<py::object>& cells,
                     const std::vector<std::uint8_t>& missing) {
  constexpr std::int64_t seconds_per_day = 86'400;
  column.wide.assign(cells.size(), 0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] != 0) continue;
    PyObject* const cell = cells[row].ptr();
    column.wide[row] = day_of(cell) * seconds_per_day;
    if (PyDateTime_Check(cell)) {
      column.wide[row] += PyDateTime_DATE_GET_HOUR(cell) * 3600 + PyDateTime_DATE_GET_MINUTE(cell) * 60 +
                          PyDateTime_DATE_GET_SECOND(cell);
    }
  }
  column.view.type = ColumnType::timestamp;
  column.view.scale = 0;
}

void fill_flags(HeldColumn& column, const std::vector<py::object>& cells,
                const std::vector<std::uint8_t>& missing) {
  column.bits.assign((cells.size() + 7) / 8, 0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (missing[row] == 0 && cells[row].ptr() == Py_True) {
      column.bits[row / 8] |= static_cast<std::uint8_t>(1U << (row % 8));
    }
  }
  column.view.type = ColumnType::boolean;
}

void fill_family(HeldColumn& column, const std::vector<py::object>& cells,
                 const std::vector<std::uint8_t>& missing, Family family) {
  switch (family) {
    case Family::text: return fill_texts(column, cells, missing, append_text);
    case Family::decimal: return fill_texts(column, cells, missing, append_decimal);
    case Family::integer: return fill_integers(column, cells, missing);
    case Family::real: return fill_reals(column, cells, missing);
    case Family::date: return fill_dates(column, cells, missing);
    case Family::timestamp: return fill_timestamps(column, cells, missing);
    case Family::boolean: return fill_flags(column, cells, missing);
    case Family::missing:
    case Family::foreign: break;
  }
  column.view.type = ColumnType::null;
}

std::vector<std::uint8_t> missing_of(const py::object& mask, std::size_t rows) {
  std::vector<std::uint8_t> missing(rows, 0);
  if (mask.is_none()) return missing;
  const py::sequence flags = mask.attr("tolist")();
  if (flags.size() != rows) throw Error(Status::ragged_columns, "a mask has another length than its values");
  for (std::size_t row = 0; row < rows; ++row) missing[row] = flags[row].cast<bool>() ? 1 : 0;
  return missing;
}

}  // namespace

void fill_from_objects(HeldColumn& column, const py::sequence& values, const py::object& mask) {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  const KnownTypes& types = known_types();
  std::vector<py::object> cells;
  cells.reserve(values.size());
  for (const py::handle value : values) cells.push_back(plain_object(value.ptr(), types));
  column.rows = static_cast<std::int64_t>(cells.size());
  std::vector<std::uint8_t> missing = missing_of(mask, cells.size());
  Family family = Family::missing;
  if (classify(column, cells, types, family, missing)) fill_family(column, cells, missing, family);
  if (column.view.type != ColumnType::null && column.view.type != ColumnType::unreadable) {
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (missing[row] != 0) column.clear(static_cast<std::int64_t>(row));
    }
  }
  column.settle();
}

}  // namespace openitem::python
