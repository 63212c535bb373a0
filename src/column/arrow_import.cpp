#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "column/arrow_abi.h"
#include "column/arrow_format.hpp"
#include "column/cells.hpp"
#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/column.hpp"

namespace openitem {
namespace {

/// Owns one struct of the C interfaces and calls its release callback; a struct of zeros owns nothing.
template <typename Struct>
class Released {
 public:
  Released() = default;
  explicit Released(const Struct& taken) noexcept : owned_(taken) {}
  Released(Released&& other) noexcept : owned_(std::exchange(other.owned_, Struct{})) {}
  Released& operator=(Released&& other) noexcept {
    std::swap(owned_, other.owned_);
    return *this;
  }
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    if (owned_.release != nullptr) owned_.release(&owned_);
  }
  [[nodiscard]] Struct* get() noexcept { return &owned_; }
  /// After a failed callback the struct's content means nothing.
  void forget() noexcept { owned_ = Struct{}; }
  [[nodiscard]] const Struct& operator*() const noexcept { return owned_; }
  [[nodiscard]] const Struct* operator->() const noexcept { return &owned_; }

 private:
  Struct owned_{};
};

using Stream = Released<ArrowArrayStream>;
using Schema = Released<ArrowSchema>;
using Array = Released<ArrowArray>;

/// Rows and offsets of imported arrays stay far below what could overflow a buffer position.
constexpr std::int64_t kMaxPosition = std::int64_t{1} << 56;

Error located(Status status, const std::string& column, const Message& message) {
  Error error(status, message);
  error.at(-1, column);
  return error;
}

[[noreturn]] void throw_malformed(const std::string& column, std::string_view what) {
  throw located(Status::invalid_data, column,
                Message().append(column).append(": malformed Arrow data: ").append(what));
}

/// One column of the schema.
struct ImportedColumn {
  std::string name;
  std::string qualified_name;
  ArrowFormat format;  ///< of the values, also where they are in a dictionary
  bool is_dictionary = false;
  std::int32_t index_bytes = 0;
  bool index_is_unsigned = false;
};

struct ImportedTable {
  std::string name;
  std::vector<ImportedColumn> columns;
};

ImportedColumn import_column(const std::string& table, const ArrowSchema* schema) {
  ImportedColumn column;
  if (schema == nullptr || schema->release == nullptr || schema->format == nullptr) {
    throw_malformed(table, "a column without a format");
  }
  column.name = schema->name == nullptr ? "" : schema->name;
  column.qualified_name = table + "." + column.name;
  if (schema->dictionary == nullptr) {
    column.format = parse_arrow_format(schema->format);
    return column;
  }
  const std::optional<std::int32_t> index_bytes = dictionary_index_bytes(schema->format);
  if (!index_bytes || schema->dictionary->format == nullptr || schema->dictionary->dictionary != nullptr) {
    throw_malformed(column.qualified_name, "a dictionary whose codes are no integers, or of dictionaries");
  }
  column.is_dictionary = true;
  column.index_bytes = *index_bytes;
  column.index_is_unsigned = schema->format[0] >= 'A' && schema->format[0] <= 'Z';
  column.format = parse_arrow_format(schema->dictionary->format);
  const ColumnType type = column.format.type;
  if (!is_integer(type) && !is_text(type) && type != ColumnType::null) {
    const std::string values = type == ColumnType::unreadable ? column.format.unreadable : type_name(type);
    column.format = {};
    column.format.unreadable = "dictionary of " + values;
  }
  return column;
}

ImportedTable import_schema(std::string_view table_name, const ArrowSchema& schema) {
  ImportedTable table;
  table.name = table_name;
  if (schema.format == nullptr) throw_malformed(table.name, "a schema without a format");
  if (std::string_view(schema.format) != "+s" || schema.dictionary != nullptr) {
    throw located(Status::wrong_type, table.name,
                  Message()
                      .append("table ")
                      .append_quoted(table_name)
                      .append(": the Arrow stream holds a single column (format ")
                      .append_quoted(schema.format)
                      .append("); expected a table with named columns"));
  }
  if (schema.n_children < 0 || schema.n_children > std::numeric_limits<std::int32_t>::max() ||
      (schema.n_children > 0 && schema.children == nullptr)) {
    throw_malformed(table.name, "the number of columns");
  }
  table.columns.reserve(static_cast<std::size_t>(schema.n_children));
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    table.columns.push_back(import_column(table.name, schema.children[i]));
  }
  return table;
}

/// Memory that has to stay where it is as long as views point to it.
struct Batch {
  Array array;
  std::deque<ColumnView> dictionaries;
  std::deque<std::vector<std::uint8_t>> owned_bytes;
  std::deque<std::vector<std::int32_t>> owned_codes;
  std::vector<ColumnView> columns;
};

/// Buffers that an array of this type has: validity bitmap included.
std::int64_t least_buffers(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::null: return 0;
    case ColumnType::text:
    case ColumnType::large_text:
    case ColumnType::text_view: return 3;
    default: return 2;
  }
}

const void* buffer_of(const ArrowArray& array, std::int64_t index) noexcept {
  return index < array.n_buffers ? array.buffers[index] : nullptr;
}

/// Checks the fixed part of an array, which holds at least `rows` rows after its offset.
void check_array(const ArrowArray* array, std::int64_t rows, ColumnType type, const std::string& name) {
  if (array == nullptr || array->release == nullptr) throw_malformed(name, "an array that is not there");
  if (array->offset < 0 || array->length < 0 || array->offset > kMaxPosition ||
      array->length > kMaxPosition) {
    throw_malformed(name, "a negative or huge length or offset");
  }
  if (array->length < rows) throw_malformed(name, "fewer rows than its table");
  const std::int64_t least = least_buffers(type);
  if (array->n_buffers < least || (least > 0 && array->buffers == nullptr)) {
    throw_malformed(name, "fewer buffers than its type has");
  }
  if (rows == 0 || type == ColumnType::null) return;
  if (buffer_of(*array, 1) == nullptr) throw_malformed(name, "a buffer that is NULL");
  if (buffer_of(*array, 0) == nullptr && array->null_count > 0)
    throw_malformed(name, "nulls without a bitmap");
}

/// The view of an array's rows [first, first + rows), without looking at its type's own layout.
ColumnView plain_view(const ArrowArray& array, const ArrowFormat& format, std::int64_t first) noexcept {
  ColumnView view;
  view.type = format.type;
  view.scale = format.scale;
  view.offset = array.offset + first;
  if (format.type == ColumnType::null) return view;
  view.validity = static_cast<const std::uint8_t*>(buffer_of(array, 0));
  view.values = buffer_of(array, 1);
  return view;
}

/// Every text of a view array must lie inside one of the array's buffers: the sizes of those are known only here.
void check_text_views(const ArrowArray& array, const ColumnView& view, std::int64_t rows,
                      const std::string& name) {
  constexpr std::int32_t inline_limit = 12;
  const std::int64_t data_buffers = array.n_buffers - 3;
  const void* const sizes = array.buffers[array.n_buffers - 1];
  if (data_buffers > 0 && sizes == nullptr) throw_malformed(name, "text buffers without their sizes");
  for (std::int64_t index = view.offset; index < view.offset + rows; ++index) {
    if (!has_value(view, index)) continue;
    const auto length = load<std::int32_t>(view.values, 4 * index);
    if (length >= 0 && length <= inline_limit) continue;
    const auto buffer = load<std::int32_t>(view.values, 4 * index + 2);
    const auto begin = load<std::int32_t>(view.values, 4 * index + 3);
    if (length < 0 || begin < 0 || buffer < 0 || buffer >= data_buffers ||
        std::int64_t{begin} + length > load<std::int64_t>(sizes, buffer)) {
      throw_malformed(name, "a text that lies outside its buffers");
    }
  }
}

/// Decimals of 4 or 8 bytes as decimals of 16, from row 0.
void widen_decimals(ColumnView& view, std::int32_t stored_bytes, std::int64_t rows, Batch& batch) {
  std::vector<std::uint8_t>& wide = batch.owned_bytes.emplace_back(static_cast<std::size_t>(rows) * 16);
  std::vector<std::uint8_t>& bits = batch.owned_bytes.emplace_back(static_cast<std::size_t>(rows + 7) / 8);
  for (std::int64_t row = 0; row < rows; ++row) {
    const std::int64_t index = view.offset + row;
    if (!has_value(view, index)) continue;
    const std::int64_t value =
        stored_bytes == 4 ? load<std::int32_t>(view.values, index) : load<std::int64_t>(view.values, index);
    const std::int64_t halves[] = {value, value < 0 ? -1 : 0};
    std::memcpy(wide.data() + row * 16, halves, sizeof halves);
    std::uint8_t& byte = bits[static_cast<std::size_t>(row / 8)];
    byte = static_cast<std::uint8_t>(byte | 1U << (row % 8));
  }
  view.values = wide.data();
  view.validity = bits.data();
  view.offset = 0;
}

/// Buffers of one array as a view; of a dictionary's values too.
ColumnView values_view(const ArrowArray* array, const ArrowFormat& format, std::int64_t first,
                       std::int64_t rows, const std::string& name, Batch& batch) {
  check_array(array, first + rows, format.type, name);
  ColumnView view = plain_view(*array, format, first);
  if (rows == 0) return view;
  switch (format.type) {
    case ColumnType::text:
    case ColumnType::large_text:
      view.offsets = view.values;
      view.values = array->buffers[2];
      break;
    case ColumnType::text_view:
      view.offsets = array->buffers + 2;
      check_text_views(*array, view, rows, name);
      break;
    case ColumnType::decimal128:
      if (format.decimal_bytes != 16) widen_decimals(view, format.decimal_bytes, rows, batch);
      break;
    default: break;
  }
  return view;
}

std::int64_t load_code(const void* codes, std::int64_t index, const ImportedColumn& column) noexcept {
  switch (column.index_bytes) {
    case 1:
      return column.index_is_unsigned ? load<std::uint8_t>(codes, index) : load<std::int8_t>(codes, index);
    case 2:
      return column.index_is_unsigned ? load<std::uint16_t>(codes, index) : load<std::int16_t>(codes, index);
    case 4:
      return column.index_is_unsigned ? load<std::uint32_t>(codes, index) : load<std::int32_t>(codes, index);
    default: return load<std::int64_t>(codes, index);
  }
}

/// Codes of any integer type as int32; what does not fit becomes -1, which no dictionary has.
const std::int32_t* widen_codes(const ColumnView& view, const ImportedColumn& column, std::int64_t rows,
                                Batch& batch) {
  std::vector<std::int32_t>& codes =
      batch.owned_codes.emplace_back(static_cast<std::size_t>(view.offset + rows));
  for (std::int64_t index = view.offset; index < view.offset + rows; ++index) {
    if (!has_value(view, index)) continue;
    const std::int64_t code = load_code(view.values, index, column);
    const bool fits = code >= 0 && code <= std::numeric_limits<std::int32_t>::max();
    codes[static_cast<std::size_t>(index)] = fits ? static_cast<std::int32_t>(code) : -1;
  }
  return codes.data();
}

ColumnView dictionary_view(const ArrowArray* array, const ImportedColumn& column, std::int64_t first,
                           std::int64_t rows, Batch& batch) {
  const std::string& name = column.qualified_name;
  check_array(array, first + rows, ColumnType::int32, name);
  if (array->dictionary == nullptr) throw_malformed(name, "a dictionary column without its dictionary");
  ColumnView view = plain_view(*array, {ColumnType::dictionary, 0, 0, {}}, first);
  if (rows > 0 && (column.index_bytes != 4 || column.index_is_unsigned)) {
    view.values = widen_codes(view, column, rows, batch);
  }
  view.dictionary_rows = array->dictionary->length;
  view.dictionary = &batch.dictionaries.emplace_back(values_view(
      array->dictionary, column.format, 0, std::max<std::int64_t>(0, view.dictionary_rows), name, batch));
  return view;
}

ColumnView unreadable_view(const ImportedColumn& column) noexcept {
  ColumnView view;
  view.type = ColumnType::unreadable;
  view.values = column.format.unreadable.c_str();
  return view;
}

ColumnView column_view(const ArrowArray* array, const ImportedColumn& column, std::int64_t first,
                       std::int64_t rows, Batch& batch) {
  if (column.format.type == ColumnType::unreadable) return unreadable_view(column);
  if (column.is_dictionary) return dictionary_view(array, column, first, rows, batch);
  return values_view(array, column.format, first, rows, column.qualified_name, batch);
}

/// A table's own rows cannot be null: whole rows would vanish.
void check_no_null_rows(const ArrowArray& array, const std::string& table) {
  if (array.n_buffers < 1 || array.buffers == nullptr || array.buffers[0] == nullptr) {
    if (array.null_count > 0) throw_malformed(table, "rows that are null as a whole");
    return;
  }
  const auto* const bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  for (std::int64_t row = 0; row < array.length; ++row) {
    if (!bit_at(bits, array.offset + row)) throw_malformed(table, "a row that is null as a whole");
  }
}

void check_batch(const ArrowArray& array, const ImportedTable& table) {
  if (array.offset < 0 || array.length < 0 || array.offset > kMaxPosition || array.length > kMaxPosition) {
    throw_malformed(table.name, "a negative or huge length or offset");
  }
  if (array.n_children != static_cast<std::int64_t>(table.columns.size()) ||
      (array.n_children > 0 && array.children == nullptr)) {
    throw_malformed(table.name, "a batch with other columns than its schema");
  }
  check_no_null_rows(array, table.name);
}

std::unique_ptr<Batch> import_batch(Array array, const ImportedTable& table) {
  check_batch(*array, table);
  auto batch = std::make_unique<Batch>();
  batch->array = std::move(array);
  batch->columns.reserve(table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    ColumnView view = column_view(batch->array->children[i], table.columns[i], batch->array->offset,
                                  batch->array->length, *batch);
    view.name = table.columns[i].name.c_str();
    batch->columns.push_back(view);
  }
  return batch;
}

/// A batch of no rows, for streams of no batches: the columns are there all the same.
std::unique_ptr<Batch> empty_batch(const ImportedTable& table) {
  auto batch = std::make_unique<Batch>();
  for (const ImportedColumn& column : table.columns) {
    ColumnView view;
    if (column.format.type == ColumnType::unreadable) {
      view = unreadable_view(column);
    } else {
      view.type = column.format.type;
      view.scale = column.format.scale;
      if (column.is_dictionary) {
        view.dictionary = &batch->dictionaries.emplace_back(view);
        view.type = ColumnType::dictionary;
      }
    }
    view.name = column.name.c_str();
    batch->columns.push_back(view);
  }
  return batch;
}

[[noreturn]] void throw_producer_error(Stream& stream, const std::string& table, int code) {
  const char* said = nullptr;
  if (stream->get_last_error != nullptr) said = stream->get_last_error(stream.get());
  Message message;
  message.append("table ").append_quoted(table).append(": the Arrow stream failed with code ").append(code);
  if (said != nullptr) {
    const std::string_view text(said);
    message.append(": ").append(is_utf8(text) ? text : std::string_view("(a message that is not UTF-8)"));
  }
  // The code is an errno: memory that ran out on the producer's side of the call is still memory, not data.
  throw located(code == ENOMEM ? Status::out_of_memory : Status::invalid_data, table, message);
}

ImportedTable read_schema(Stream& stream, const std::string& table) {
  Schema schema;
  if (const int code = stream->get_schema(stream.get(), schema.get()); code != 0) {
    schema.forget();
    throw_producer_error(stream, table, code);
  }
  if (schema->release == nullptr) throw_malformed(table, "a schema that is not there");
  return import_schema(table, *schema);
}

/// One batch at least, so that the columns of an empty stream are seen.
std::vector<std::unique_ptr<Batch>> read_batches(Stream& stream, const ImportedTable& table) {
  std::vector<std::unique_ptr<Batch>> batches;
  for (;;) {
    Array array;
    if (const int code = stream->get_next(stream.get(), array.get()); code != 0) {
      array.forget();
      throw_producer_error(stream, table.name, code);
    }
    if (array->release == nullptr) break;
    batches.push_back(import_batch(std::move(array), table));
  }
  if (batches.empty()) batches.push_back(empty_batch(table));
  return batches;
}

}  // namespace

struct ArrowTables::State {
  std::vector<std::shared_ptr<const ImportedTable>> tables;
  std::vector<std::unique_ptr<Batch>> batches;
  std::vector<TableView> views;
};

ArrowTables::ArrowTables() : state_(new State) {}
ArrowTables::~ArrowTables() { delete state_; }
ArrowTables::ArrowTables(ArrowTables&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
ArrowTables& ArrowTables::operator=(ArrowTables&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

std::span<const TableView> ArrowTables::views() const noexcept {
  if (state_ == nullptr) return {};
  return state_->views;
}

void ArrowTables::add(std::string_view table_name, ArrowArrayStream* stream) {
  if (stream == nullptr) throw Error(Status::null_argument, "the Arrow stream is NULL");
  if (stream->release == nullptr) {
    throw Error(Status::invalid_argument, Message()
                                              .append("table ")
                                              .append_quoted(table_name)
                                              .append(": the Arrow stream was consumed already"));
  }
  Stream source(std::exchange(*stream, ArrowArrayStream{}));
  if (source->get_schema == nullptr || source->get_next == nullptr) {
    throw Error(Status::null_argument, Message()
                                           .append("table ")
                                           .append_quoted(table_name)
                                           .append(": the Arrow stream has no get_schema or get_next"));
  }

  // Nothing of a failed stream stays behind: views appear when all of it is read.
  const auto table = std::make_shared<const ImportedTable>(read_schema(source, std::string(table_name)));
  std::vector<std::unique_ptr<Batch>> batches = read_batches(source, *table);
  if (state_ == nullptr) state_ = new State;
  state_->tables.reserve(state_->tables.size() + 1);
  state_->batches.reserve(state_->batches.size() + batches.size());
  state_->views.reserve(state_->views.size() + batches.size());
  state_->tables.push_back(table);
  for (std::unique_ptr<Batch>& batch : batches) {
    state_->views.push_back({table->name.c_str(), batch->columns.data(),
                             static_cast<std::int32_t>(batch->columns.size()), 0, batch->array->length});
    state_->batches.push_back(std::move(batch));
  }
}

}  // namespace openitem
