#include "columns.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "call.hpp"
#include "column/arrow_abi.h"
#include "module.hpp"
#include "openitem/core.hpp"

namespace openitem::python {
namespace {

/// The structure in a capsule. \throws Error invalid_argument.
template <typename Structure>
Structure* structure_in(const py::object& capsule, const char* name) {
  if (!PyCapsule_IsValid(capsule.ptr(), name)) {
    throw Error(Status::invalid_argument,
                std::string("the frame gave no capsule named '") + name + "'; its Arrow export is at fault");
  }
  return static_cast<Structure*>(PyCapsule_GetPointer(capsule.ptr(), name));
}

/// A stream of the one batch that `__arrow_c_array__` gives.
struct OneBatch {
  ArrowSchema schema{};
  ArrowArray array{};
  bool delivered = false;

  ~OneBatch() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto* const self = static_cast<OneBatch*>(stream->private_data);
    if (self->schema.release == nullptr) return EINVAL;  // asked twice
    *out = self->schema;
    self->schema.release = nullptr;
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto* const self = static_cast<OneBatch*>(stream->private_data);
    *out = self->delivered ? ArrowArray{} : self->array;
    self->array.release = nullptr;
    self->delivered = true;
    return 0;
  }
  static const char* get_last_error(ArrowArrayStream* /*stream*/) { return "the schema was asked for twice"; }
  static void release(ArrowArrayStream* stream) {
    delete static_cast<OneBatch*>(stream->private_data);
    stream->release = nullptr;
  }
};

std::string utf8_name(const py::handle& name, const std::string& table) {
  Py_ssize_t size = 0;
  const char* utf8 = PyUnicode_Check(name.ptr()) ? PyUnicode_AsUTF8AndSize(name.ptr(), &size) : nullptr;
  if (utf8 == nullptr) {
    PyErr_Clear();
    throw Error(Status::invalid_text,
                "a column name of '" + table + "' is not a Unicode text; rename the column");
  }
  if (std::memchr(utf8, '\0', static_cast<std::size_t>(size)) != nullptr) {
    throw Error(Status::invalid_argument,
                "a column name of '" + table + "' holds a NUL character; rename the column");
  }
  return {utf8, static_cast<std::size_t>(size)};
}

void fill(HeldColumn& column, const py::object& values, const py::object& mask) {
  if (py::isinstance<py::array>(values)) return fill_from_array(column, values.cast<py::array>(), mask);
  fill_from_objects(column, values.cast<py::list>(), mask);
}

}  // namespace

void HeldColumn::clear(std::int64_t row) {
  if (validity.empty()) validity.assign(static_cast<std::size_t>((rows + 7) / 8), 0xFF);
  validity[static_cast<std::size_t>(row / 8)] &= static_cast<std::uint8_t>(~(1U << (row % 8)));
}

void HeldColumn::make_unreadable(std::string_view type_name) {
  bytes.assign(type_name.begin(), type_name.end());
  bytes.push_back('\0');
  view.type = ColumnType::unreadable;
}

void HeldColumn::settle() {
  view.name = name.c_str();
  view.validity = validity.empty() ? nullptr : validity.data();
  // An empty vector has no address, and a buffer that is required must have one.
  bytes.reserve(1);
  bits.reserve(1);
  narrow.reserve(1);
  wide.reserve(1);
  real.reserve(1);
  switch (view.type) {
    case ColumnType::large_text: view.offsets = wide.data(); [[fallthrough]];
    case ColumnType::unreadable: view.values = bytes.data(); break;
    case ColumnType::boolean: view.values = bits.data(); break;
    case ColumnType::date32: view.values = narrow.data(); break;
    case ColumnType::null: break;
    default:
      if (view.values != nullptr) break;  // borrowed
      if (!unsigned_wide.empty()) {
        view.values = unsigned_wide.data();
      } else if (!real.empty()) {
        view.values = real.data();
      } else {
        view.values = wide.data();
      }
  }
}

void InputTables::add_stream(const std::string& table, const py::object& stream) {
  auto* const source = structure_in<ArrowArrayStream>(stream, "arrow_array_stream");
  // The producer may run Python code on other threads to fill its batches.
  const py::gil_scoped_release unlocked;
  arrow_.add(table, source);
}

void InputTables::add_array(const std::string& table, const py::object& schema, const py::object& array) {
  auto* const source_schema = structure_in<ArrowSchema>(schema, "arrow_schema");
  auto* const source_array = structure_in<ArrowArray>(array, "arrow_array");
  auto batch = std::make_unique<OneBatch>();
  batch->schema = *source_schema;
  batch->array = *source_array;
  source_schema->release = nullptr;
  source_array->release = nullptr;
  ArrowArrayStream stream{&OneBatch::get_schema, &OneBatch::get_next, &OneBatch::get_last_error,
                          &OneBatch::release, batch.release()};
  arrow_.add(table, &stream);
}

void InputTables::add_column(HeldTable& table, const py::tuple& column) {
  HeldColumn& held = table.columns.emplace_back();
  held.name = utf8_name(column[0], table.name);
  fill(held, column[1], column[2]);
  if (table.columns.size() == 1) table.rows = held.rows;
  if (held.rows == table.rows) return;
  const std::string place = table.name + "." + held.name;
  throw Error(Status::ragged_columns, "column " + place + " has " + std::to_string(held.rows) +
                                          " rows where '" + table.columns.front().name + "' has " +
                                          std::to_string(table.rows) +
                                          "; all columns of a table need the same number")
      .at(std::min(held.rows, table.rows), place);
}

void InputTables::add_columns(const std::string& table, const py::list& columns) {
  HeldTable& held = held_.emplace_back();
  held.name = table;
  for (const py::handle column : columns) add_column(held, column.cast<py::tuple>());
  for (const HeldColumn& column : held.columns) held.views.push_back(column.view);
}

void InputTables::add_table(const std::string& table, std::shared_ptr<const Result> result,
                            const Table& source) {
  HeldTable& held = held_.emplace_back();
  held.name = table;
  held.rows = source.rows();
  held.result = std::move(result);
  for (const Column& column : source.columns()) held.views.push_back(column.view());
}

std::vector<TableView> InputTables::views() const {
  std::vector<TableView> all(arrow_.views().begin(), arrow_.views().end());
  for (const HeldTable& table : held_) {
    TableView view;
    view.name = table.name.c_str();
    view.columns = table.views.data();
    view.column_count = static_cast<std::int32_t>(table.views.size());
    view.rows = table.rows;
    all.push_back(view);
  }
  return all;
}

MoneyForm money_form(std::string_view name) {
  return choose<MoneyForm>("money", name, {"exact", "minor", "decimal", "float"});
}

namespace {

const char* type_text(ColumnType type) {
  switch (type) {
    case ColumnType::int32: return "int32";
    case ColumnType::int64: return "int64";
    case ColumnType::float64: return "float64";
    case ColumnType::date32: return "date";
    case ColumnType::boolean: return "boolean";
    case ColumnType::large_text: return "text";
    default: return "other";
  }
}

const char* role_text(ColumnRole role) {
  switch (role) {
    case ColumnRole::plain: return "plain";
    case ColumnRole::money: return "money";
    case ColumnRole::days: return "days";
    case ColumnRole::count: return "count";
    case ColumnRole::base_money: return "base_money";
  }
  return "plain";
}

py::list column_descriptions(const OutputTable& self) {
  py::list columns;
  for (const Column& column : self.table->columns()) {
    columns.append(py::make_tuple(column.name(), type_text(column.type()), role_text(column.role())));
  }
  return columns;
}

OutputTable table_of(const std::shared_ptr<Result>& result, const std::string& name) {
  return {result, &result->table(name)};
}

std::vector<std::string> table_names(const Result& result) {
  std::vector<std::string> names;
  for (const Table& table : result.tables()) names.push_back(table.name());
  return names;
}

void bind_output(py::module_& module) {
  py::class_<Result, std::shared_ptr<Result>>(module, "Result",
                                              "The tables one computation returned. Immutable.")
      .def("table_names", &table_names, "Names of the tables, in order.")
      .def("table", &table_of, py::arg("name"), "The table of this name.");
  py::class_<OutputTable>(module, "Table", "One table of a result. Immutable.")
      .def_property_readonly("name", [](const OutputTable& self) { return self.table->name(); })
      .def("__len__", [](const OutputTable& self) { return self.table->rows(); })
      .def("columns", &column_descriptions, "Name, type and role of each column.")
      .def(
          "array",
          [](const py::object& self, const std::string& column) {
            return column_array(self, self.cast<const OutputTable&>().table->column(column));
          },
          py::arg("column"),
          "A numeric column without a copy, read-only; dates as int32 days since 1970-01-01.")
      .def(
          "nulls",
          [](const OutputTable& self, const std::string& column) {
            return column_nulls(self.table->column(column));
          },
          py::arg("column"), "True where the column is null; None when nothing is.")
      .def(
          "objects",
          [](const OutputTable& self, const std::string& column, std::int64_t start, std::int64_t stop) {
            return column_objects(*self.table, self.table->column(column), start, stop);
          },
          py::arg("column"), py::arg("start"), py::arg("stop"), "Rows [start, stop) as Python objects.")
      .def(
          "stream",
          [](const OutputTable& self, const std::string& money) { return table_stream(*self.table, money); },
          py::arg("money"), "A capsule with an Arrow C stream of one batch.");
}

}  // namespace

void bind_columns(py::module_& module) {
  bind_output(module);
  py::class_<InputTables>(module, "InputTables", "Tables on their way into one call.")
      .def(py::init<>())
      .def("add_stream", &InputTables::add_stream, py::arg("table"), py::arg("stream"),
           "Adds what __arrow_c_stream__ returned, reading it to its end.")
      .def("add_array", &InputTables::add_array, py::arg("table"), py::arg("schema"), py::arg("array"),
           "Adds what __arrow_c_array__ returned.")
      .def("add_columns", &InputTables::add_columns, py::arg("table"), py::arg("columns"),
           "Adds tuples (name, array or list, mask or None); a mask is true where null.")
      .def(
          "add_table",
          [](InputTables& self, const std::string& table, const OutputTable& source) {
            self.add_table(table, source.result, *source.table);
          },
          py::arg("table"), py::arg("source"), "Adds a table of a result, money as minor units.");
}

}  // namespace openitem::python
