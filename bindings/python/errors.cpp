#include <exception>
#include <new>
#include <string>

#include "module.hpp"
#include "openitem/core.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

/// Raises the Python exception for a record: its class is chosen by the hundred of the status, in openitem.errors.
void raise(const ErrorRecord& record) {
  // The facade cuts texts at character boundaries; what a caller's own bytes put there is replaced, never fatal.
  const auto text = [](const char* bytes) {
    return py::reinterpret_steal<py::object>(PyUnicode_DecodeUTF8(
        bytes, static_cast<Py_ssize_t>(std::char_traits<char>::length(bytes)), "replace"));
  };
  const py::object exception =
      py::module_::import("openitem.errors")
          .attr("error_of_record")(record.status, status_name(static_cast<Status>(record.status)),
                                   record.argument, record.row, record.rows_affected, text(record.column),
                                   text(record.message));
  PyErr_SetObject(py::type::handle_of(exception).ptr(), exception.ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const Error& error) {
    try {
      raise(error.record());
    } catch (py::error_already_set& failure) {
      failure.restore();
    }
  } catch (const std::bad_alloc&) {
    try {
      raise(
          Error(Status::out_of_memory, "not enough memory for this call; use fewer rows or a larger machine")
              .record());
    } catch (py::error_already_set& failure) {
      failure.restore();
    }
  }
}

}  // namespace

void bind_errors(py::module_& /*module*/) { py::register_local_exception_translator(&translate); }

}  // namespace openitem::python
