#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "column/arrow_abi.h"
#include "column/cells.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "openitem/column.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kDecimalPrecision = 38;
/// Of a decimal column without any currency to take it from.
constexpr std::int32_t kUsualMinorUnits = 2;

Error located(Status status, std::int64_t row, const std::string& column, const Message& message) {
  Error error(status, message);
  error.at(row, column);
  return error;
}

/// Minor units of each row's currency, -1 where the row has none.
struct RowCurrencies {
  std::vector<std::int8_t> minor_units;
  std::int32_t most = kUsualMinorUnits;
};

RowCurrencies read_currencies(const Table& table, const char* name) {
  if (!table.has_column(name)) {
    throw located(Status::missing_column, -1, table.name() + "." + name,
                  Message()
                      .append("table ")
                      .append_quoted(table.name())
                      .append(" has money but no column ")
                      .append_quoted(name)
                      .append(" to take its decimals from"));
  }
  const Column& column = table.column(name);
  RowCurrencies currencies;
  currencies.minor_units.assign(static_cast<std::size_t>(table.rows()), -1);
  std::int32_t most = -1;
  std::string_view last_code;
  std::int8_t last_units = -1;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (column.is_null(row)) continue;
    const std::string_view code = column.text_at(row);
    if (last_units < 0 || code != last_code) {
      last_units = static_cast<std::int8_t>(Currency(code).minor_units());
      last_code = code;
    }
    currencies.minor_units[static_cast<std::size_t>(row)] = last_units;
    most = std::max<std::int32_t>(most, last_units);
  }
  if (most >= 0) currencies.most = most;
  return currencies;
}

std::int32_t minor_units_of(const RowCurrencies& currencies, const Table& table, const Column& column,
                            std::int64_t row) {
  const std::int8_t units = currencies.minor_units[static_cast<std::size_t>(row)];
  if (units >= 0) return units;
  throw located(Status::missing_value, row, table.name() + "." + column.name(),
                Message()
                    .append("table ")
                    .append_quoted(table.name())
                    .append(", row ")
                    .append(row)
                    .append(": an amount without a currency"));
}

/// One column as Arrow sees it.
struct ExportedColumn {
  std::string format;
  std::string name;
  std::array<const void*, 3> buffers{};
  std::int64_t buffer_count = 2;
  std::int64_t null_count = 0;
  std::vector<std::int64_t> decimals;  // low and high half of each
  std::vector<double> floats;
};

/// Everything a stream, its schemas and its batch point to; each of them shares it.
struct Exported {
  explicit Exported(const Table& source) : table(source) {}
  Table table;
  std::vector<ExportedColumn> columns;
};

std::vector<std::int64_t> to_decimals(const Table& table, const Column& column,
                                      const RowCurrencies& currencies) {
  const std::span<const std::int64_t> minor = column.int64s();
  std::vector<std::int64_t> halves(minor.size() * 2);
  for (std::size_t i = 0; i < minor.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (column.is_null(row)) continue;
    const std::int32_t surplus = currencies.most - minor_units_of(currencies, table, column, row);
    const Int128 value = multiply(minor[i], kPowersOfTen[static_cast<std::size_t>(surplus)]);
    std::memcpy(&halves[2 * i], &value.low, sizeof value.low);
    halves[2 * i + 1] = value.high;
  }
  return halves;
}

std::vector<double> to_floats(const Table& table, const Column& column, const RowCurrencies& currencies) {
  const std::span<const std::int64_t> minor = column.int64s();
  std::vector<double> major(minor.size());
  for (std::size_t i = 0; i < minor.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (column.is_null(row)) continue;
    const std::int32_t units = minor_units_of(currencies, table, column, row);
    major[i] =
        static_cast<double>(minor[i]) / static_cast<double>(kPowersOfTen[static_cast<std::size_t>(units)]);
  }
  return major;
}

std::string plain_format(const Column& column) {
  switch (column.type()) {
    case ColumnType::int32: return "i";
    case ColumnType::float64: return "g";
    case ColumnType::large_text: return "U";
    case ColumnType::date32: return "tdD";
    default: return "l";
  }
}

/// Read once a table, for the columns that need them.
using CurrenciesByColumn = std::map<std::string_view, RowCurrencies>;

ExportedColumn export_column(const Table& table, const Column& column, MoneyOutput money,
                             const CurrenciesByColumn& all_currencies) {
  const ColumnView view = column.view();
  ExportedColumn out;
  out.name = column.name();
  out.format = plain_format(column);
  out.buffers = {view.validity, view.values, nullptr};
  if (column.has_nulls()) {
    for (std::int64_t row = 0; row < column.rows(); ++row) out.null_count += column.is_null(row) ? 1 : 0;
  }
  if (view.type == ColumnType::large_text) {
    out.buffers = {view.validity, view.offsets, view.values};
    out.buffer_count = 3;
  }
  const char* const currency_column = currency_column_of(column.role());
  if (currency_column == nullptr || money == MoneyOutput::minor) return out;
  const RowCurrencies& currencies = all_currencies.at(currency_column);
  if (money == MoneyOutput::decimal) {
    out.decimals = to_decimals(table, column, currencies);
    out.buffers[1] = out.decimals.data();
    out.format = "d:" + std::to_string(kDecimalPrecision) + "," + std::to_string(currencies.most);
  } else if (money == MoneyOutput::floating) {
    out.floats = to_floats(table, column, currencies);
    out.buffers[1] = out.floats.data();
    out.format = "g";
  }
  return out;
}

std::shared_ptr<Exported> export_columns(const Table& source, MoneyOutput money) {
  auto exported = std::make_shared<Exported>(source);
  const Table& table = exported->table;
  const auto columns = table.columns();
  CurrenciesByColumn currencies;
  for (const Column& column : columns) {
    const char* const name = currency_column_of(column.role());
    if (name == nullptr || money == MoneyOutput::minor || currencies.contains(name)) continue;
    currencies.emplace(name, read_currencies(table, name));
  }
  exported->columns.reserve(columns.size());
  for (const Column& column : columns) {
    exported->columns.push_back(export_column(table, column, money, currencies));
  }
  return exported;
}

using Shared = std::shared_ptr<Exported>;

/// What a struct with children owns beside the shared columns.
template <typename Struct>
struct Children {
  explicit Children(Shared columns) : shared(std::move(columns)), structs(shared->columns.size()) {
    for (Struct& child : structs) pointers.push_back(&child);
  }
  Shared shared;
  std::vector<Struct> structs;
  std::vector<Struct*> pointers;
  std::array<const void*, 1> no_validity{};  // of a batch: rows as a whole are never null
};

/// Children may have been moved out by the consumer; those have no release callback any more.
template <typename Struct>
void release_with_children(Struct* parent) noexcept {
  for (std::int64_t i = 0; i < parent->n_children; ++i) {
    Struct* const child = parent->children[i];
    if (child->release != nullptr) child->release(child);
  }
  delete static_cast<Children<Struct>*>(parent->private_data);
  parent->release = nullptr;
}

template <typename Struct>
void release_child(Struct* child) noexcept {
  delete static_cast<Shared*>(child->private_data);
  child->release = nullptr;
}

/// Children that each hold a share, so that a consumer may keep one and release the rest.
template <typename Struct, typename Fill>
std::unique_ptr<Children<Struct>> make_children(const Shared& shared, Fill&& fill) {
  auto children = std::make_unique<Children<Struct>>(shared);
  std::vector<std::unique_ptr<Shared>> shares;
  shares.reserve(children->structs.size());
  for (std::size_t i = 0; i < children->structs.size(); ++i)
    shares.push_back(std::make_unique<Shared>(shared));
  for (std::size_t i = 0; i < children->structs.size(); ++i) {
    Struct& child = children->structs[i];
    fill(child, shared->columns[i]);
    child.release = [](Struct* released) { release_child(released); };
    child.private_data = shares[i].release();
  }
  return children;
}

void fill_schema(const Shared& shared, ArrowSchema* out) {
  auto children = make_children<ArrowSchema>(shared, [](ArrowSchema& child, const ExportedColumn& column) {
    child.format = column.format.c_str();
    child.name = column.name.c_str();
    child.flags = ARROW_FLAG_NULLABLE;
  });
  *out = {};
  out->format = "+s";
  out->name = "";
  out->n_children = static_cast<std::int64_t>(children->structs.size());
  out->children = children->pointers.data();
  out->release = [](ArrowSchema* schema) { release_with_children(schema); };
  out->private_data = children.release();
}

void fill_batch(const Shared& shared, ArrowArray* out) {
  auto children = make_children<ArrowArray>(shared, [&](ArrowArray& child, ExportedColumn& column) {
    child.length = shared->table.rows();
    child.null_count = column.null_count;
    child.n_buffers = column.buffer_count;
    child.buffers = column.buffers.data();
  });
  *out = {};
  out->length = shared->table.rows();
  out->n_buffers = 1;
  out->buffers = children->no_validity.data();
  out->n_children = static_cast<std::int64_t>(children->structs.size());
  out->children = children->pointers.data();
  out->release = [](ArrowArray* array) { release_with_children(array); };
  out->private_data = children.release();
}

/// What a stream owns.
struct StreamState {
  Shared shared;
  bool is_done = false;
  const char* error = nullptr;
};

StreamState& state_of(ArrowArrayStream* stream) noexcept {
  return *static_cast<StreamState*>(stream->private_data);
}

/// Runs a step that can only fail for want of memory.
template <typename Step>
int guarded(ArrowArrayStream* stream, Step&& step) noexcept {
  try {
    step();
    state_of(stream).error = nullptr;
    return 0;
  } catch (...) {
    state_of(stream).error = "out of memory";
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded(stream, [&] { fill_schema(state_of(stream).shared, out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded(stream, [&] {
    StreamState& state = state_of(stream);
    if (state.is_done) {
      *out = {};
      return;
    }
    fill_batch(state.shared, out);
    state.is_done = true;
  });
}

const char* get_last_error(ArrowArrayStream* stream) { return state_of(stream).error; }

void release_stream(ArrowArrayStream* stream) {
  delete &state_of(stream);
  stream->private_data = nullptr;
  stream->release = nullptr;
}

}  // namespace

void export_arrow(const Table& table, MoneyOutput money, ArrowArrayStream* out) {
  if (out == nullptr) throw Error(Status::null_argument, "the Arrow stream to export to is NULL");
  if (money < MoneyOutput::decimal || money > MoneyOutput::floating) {
    throw Error(Status::invalid_argument,
                Message().append(static_cast<std::int32_t>(money)).append(" is not a form of money output"));
  }
  auto state = std::make_unique<StreamState>();
  state->shared = export_columns(table, money);
  *out = {&get_schema, &get_next, &get_last_error, &release_stream, state.release()};
}

}  // namespace openitem
