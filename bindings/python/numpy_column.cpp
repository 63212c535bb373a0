#include <cstring>
#include <limits>

#include "columns.hpp"
#include "openitem/core.hpp"

namespace openitem::python {
namespace {

constexpr std::int64_t not_a_time = std::numeric_limits<std::int64_t>::min();

py::module_ numpy() { return py::module_::import("numpy"); }

/// Contiguous, aligned and in the machine's byte order; the array itself where it is all that already.
py::array plain_layout(const py::array& values) {
  const py::object native = values.dtype().attr("newbyteorder")("=");
  return numpy().attr("require")(values, native, py::make_tuple("C", "A"));
}

void borrow(HeldColumn& column, const py::array& values, ColumnType type) {
  const py::array plain = plain_layout(values);
  column.owner = plain;
  column.view.type = type;
  column.view.values = plain.data();
}

ColumnType integer_type(char kind, py::ssize_t bytes) {
  switch (bytes) {
    case 1: return kind == 'i' ? ColumnType::int8 : ColumnType::uint8;
    case 2: return kind == 'i' ? ColumnType::int16 : ColumnType::uint16;
    case 4: return kind == 'i' ? ColumnType::int32 : ColumnType::uint32;
    case 8: return kind == 'i' ? ColumnType::int64 : ColumnType::uint64;
    default: return ColumnType::unreadable;
  }
}

std::string dtype_name(const py::array& values) { return py::str(values.dtype()).cast<std::string>(); }

void fill_floats(HeldColumn& column, const py::array& values) {
  switch (values.itemsize()) {
    case 2: return borrow(column, values.attr("astype")("float32"), ColumnType::float32);
    case 4: return borrow(column, values, ColumnType::float32);
    case 8: return borrow(column, values, ColumnType::float64);
    default: return column.make_unreadable(dtype_name(values));
  }
}

void fill_booleans(HeldColumn& column, const py::array& values) {
  const py::array plain = plain_layout(values);
  const auto* const flags = static_cast<const std::uint8_t*>(plain.data());
  column.bits.assign(static_cast<std::size_t>((column.rows + 7) / 8), 0);
  for (std::int64_t row = 0; row < column.rows; ++row) {
    if (flags[row] != 0)
      column.bits[static_cast<std::size_t>(row / 8)] |= static_cast<std::uint8_t>(1U << (row % 8));
  }
  column.view.type = ColumnType::boolean;
}

/// int64 days to date32. A day that int32 cannot hold is moved to one that is out of every range as well.
void fill_days(HeldColumn& column, const std::int64_t* days) {
  constexpr std::int64_t far = std::numeric_limits<std::int32_t>::max() - 1;
  column.narrow.resize(static_cast<std::size_t>(column.rows));
  for (std::int64_t row = 0; row < column.rows; ++row) {
    const std::int64_t day = days[row] > far ? far : days[row] < -far ? -far : days[row];
    column.narrow[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(day);
  }
  column.view.type = ColumnType::date32;
}

void mark_missing_times(HeldColumn& column, const std::int64_t* times) {
  for (std::int64_t row = 0; row < column.rows; ++row) {
    if (times[row] == not_a_time) column.clear(row);
  }
}

/// Units that name one day are read; months and years are not days, units below the nanosecond are nobody's dates.
void fill_datetimes(HeldColumn& column, const py::array& values) {
  const auto unit = numpy().attr("datetime_data")(values.dtype()).cast<py::tuple>();
  const std::string name = unit[0].cast<std::string>();
  const bool multiple = unit[1].cast<int>() != 1;
  if (name == "W" || (name == "D" && multiple)) {
    return fill_datetimes(column, values.attr("astype")("datetime64[D]"));
  }
  if (name == "h" || name == "m") return fill_datetimes(column, values.attr("astype")("datetime64[s]"));
  const std::int32_t scale = name == "s" ? 0 : name == "ms" ? 3 : name == "us" ? 6 : name == "ns" ? 9 : -1;
  if ((scale < 0 && name != "D") || multiple) return column.make_unreadable(dtype_name(values));
  const py::array plain = plain_layout(values).attr("view")("int64");
  const auto* const times = static_cast<const std::int64_t*>(plain.data());
  mark_missing_times(column, times);
  if (name == "D") return fill_days(column, times);
  column.owner = plain;
  column.view.values = times;
  column.view.type = ColumnType::timestamp;
  column.view.scale = scale;
}

void apply_mask(HeldColumn& column, const py::object& mask) {
  if (mask.is_none()) return;
  const py::array flags = numpy().attr("require")(mask, "bool", py::make_tuple("C", "A"));
  if (flags.size() != column.rows) {
    throw Error(Status::ragged_columns,
                "the mask of column '" + column.name + "' has another length than its values");
  }
  const auto* const missing = static_cast<const std::uint8_t*>(flags.data());
  for (std::int64_t row = 0; row < column.rows; ++row) {
    if (missing[row] != 0) column.clear(row);
  }
}

}  // namespace

void fill_from_array(HeldColumn& column, const py::array& values, const py::object& mask) {
  if (values.ndim() != 1) {
    throw Error(Status::invalid_argument, "column '" + column.name + "' has " +
                                              std::to_string(values.ndim()) +
                                              " dimensions; a column has one");
  }
  column.rows = values.size();
  const char kind = values.dtype().kind();
  if (kind == 'O' || kind == 'U' || kind == 'S' || kind == 'T') {
    const py::object objects = kind == 'O' ? py::object(values) : py::object(values.attr("astype")("object"));
    return fill_from_objects(column, objects.attr("tolist")().cast<py::sequence>(), mask);
  }
  if (kind == 'i' || kind == 'u') {
    borrow(column, values, integer_type(kind, values.itemsize()));
  } else if (kind == 'f') {
    fill_floats(column, values);
  } else if (kind == 'b') {
    fill_booleans(column, values);
  } else if (kind == 'M') {
    fill_datetimes(column, values);
  } else {
    column.make_unreadable(dtype_name(values));
  }
  apply_mask(column, mask);
  column.settle();
}

}  // namespace openitem::python
