#include <Python.h>
#include <datetime.h>

#include <algorithm>
#include <string>

#include "call.hpp"
#include "column/arrow_abi.h"
#include "columns.hpp"
#include "openitem/core.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem::python {
namespace {

template <typename Value>
py::array read_only_array(const py::object& owner, std::span<const Value> values) {
  py::array_t<Value> array(static_cast<py::ssize_t>(values.size()), values.data(), owner);
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

py::object text_object(std::string_view text) {
  auto object = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "strict"));
  if (!object) throw py::error_already_set();
  return object;
}

py::object date_object(std::int32_t days) {
  const Date date(days);
  auto object = py::reinterpret_steal<py::object>(PyDate_FromDate(date.year(), date.month(), date.day()));
  if (!object) throw py::error_already_set();
  return object;
}

/// Minor units to Decimals, by the currency in the same row of the table's column of that name.
class DecimalMaker {
 public:
  DecimalMaker(const Table& table, const char* currency)
      : currencies_(table.has_column(currency) ? &table.column(currency) : nullptr),
        decimal_(py::module_::import("decimal").attr("Decimal")) {}

  py::object make(std::int64_t minor, std::int64_t row) {
    const std::string_view code = currencies_ == nullptr || currencies_->is_null(row)
                                      ? std::string_view("XXX")
                                      : currencies_->text_at(row);
    if (code != last_.code()) last_ = Currency(code);
    return decimal_(format_money(minor, last_));
  }

 private:
  const Column* currencies_;
  py::object decimal_;
  Currency last_ = Currency("XXX");
};

template <typename Make>
py::list objects_of(const Column& column, std::int64_t start, std::int64_t stop, Make make) {
  py::list objects(static_cast<std::size_t>(stop - start));
  for (std::int64_t row = start; row < stop; ++row) {
    objects[static_cast<std::size_t>(row - start)] = column.is_null(row) ? py::object(py::none()) : make(row);
  }
  return objects;
}

bool bit_at(const void* bits, std::int64_t row) {
  return (static_cast<const std::uint8_t*>(bits)[row / 8] >> (row % 8) & 1) != 0;
}

void release_stream(PyObject* capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

}  // namespace

py::array column_array(const py::object& output_table, const Column& column) {
  switch (column.type()) {
    case ColumnType::int64: return read_only_array(output_table, column.int64s());
    case ColumnType::int32:
    case ColumnType::date32: return read_only_array(output_table, column.int32s());
    case ColumnType::float64: return read_only_array(output_table, column.float64s());
    default:
      throw Error(Status::wrong_type, "column '" + column.name() + "' is not numeric; read it as objects");
  }
}

py::list column_objects(const Table& table, const Column& column, std::int64_t start, std::int64_t stop) {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  start = std::clamp<std::int64_t>(start, 0, column.rows());
  stop = std::clamp<std::int64_t>(stop, start, column.rows());
  if (const char* const currency = currency_column_of(column.role())) {
    DecimalMaker maker(table, currency);
    const auto values = column.int64s();
    return objects_of(column, start, stop, [&](std::int64_t row) {
      return maker.make(values[static_cast<std::size_t>(row)], row);
    });
  }
  switch (column.type()) {
    case ColumnType::int64: {
      const auto values = column.int64s();
      return objects_of(column, start, stop, [&](std::int64_t row) -> py::object {
        return py::int_(values[static_cast<std::size_t>(row)]);
      });
    }
    case ColumnType::int32: {
      const auto values = column.int32s();
      return objects_of(column, start, stop, [&](std::int64_t row) -> py::object {
        return py::int_(values[static_cast<std::size_t>(row)]);
      });
    }
    case ColumnType::date32: {
      const auto values = column.int32s();
      return objects_of(column, start, stop,
                        [&](std::int64_t row) { return date_object(values[static_cast<std::size_t>(row)]); });
    }
    case ColumnType::float64: {
      const auto values = column.float64s();
      return objects_of(column, start, stop, [&](std::int64_t row) -> py::object {
        return py::float_(values[static_cast<std::size_t>(row)]);
      });
    }
    case ColumnType::boolean: {
      const ColumnView view = column.view();
      return objects_of(column, start, stop,
                        [&](std::int64_t row) -> py::object { return py::bool_(bit_at(view.values, row)); });
    }
    default:
      return objects_of(column, start, stop,
                        [&](std::int64_t row) { return text_object(column.text_at(row)); });
  }
}

py::object column_nulls(const Column& column) {
  if (!column.has_nulls()) return py::none();
  py::array_t<bool> nulls(static_cast<py::ssize_t>(column.rows()));
  bool* const flags = nulls.mutable_data();
  for (std::int64_t row = 0; row < column.rows(); ++row) flags[row] = column.is_null(row);
  return nulls;
}

py::capsule table_stream(const Table& table, std::string_view money) {
  const auto form = choose<MoneyOutput>("money", money, {"decimal", "minor", "float"});
  auto stream = std::make_unique<ArrowArrayStream>();
  stream->release = nullptr;
  export_arrow(table, form, stream.get());
  py::capsule capsule(stream.get(), "arrow_array_stream", &release_stream);
  stream.release();  // NOLINT(bugprone-unused-return-value): the capsule owns it now
  return capsule;
}

}  // namespace openitem::python
