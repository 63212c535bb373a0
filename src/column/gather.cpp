#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>

#include "column/cells.hpp"
#include "column/read.hpp"
#include "core/message.hpp"
#include "core/utf8.hpp"

namespace openitem {
namespace {

/// A name that came from outside, checked. `what` is "table" or "column".
std::string_view checked_name(const char* name, std::string_view what) {
  if (name == nullptr) {
    throw Error(Status::null_argument, Message().append("the name of a ").append(what).append(" is NULL"));
  }
  const std::string_view text(name);
  if (!is_utf8(text)) {
    throw Error(
        Status::invalid_text,
        Message().append("the name of a ").append(what).append(" is not UTF-8: ").append_quoted(text));
  }
  return text;
}

Error error_at(Status status, const std::string& column, const Message& message) {
  Error error(status, message);
  error.at(-1, column);
  return error;
}

bool known_type(ColumnType type) noexcept {
  return type >= ColumnType::int8 && type <= ColumnType::unreadable;
}

bool known_scale(ColumnType type, std::int32_t scale) noexcept {
  switch (type) {
    case ColumnType::decimal128: return scale >= -38 && scale <= 38;
    case ColumnType::timestamp: return scale == 0 || scale == 3 || scale == 6 || scale == 9;
    default: return scale == 0;
  }
}

void check_type(const ColumnView& view, const std::string& name) {
  if (view.type == ColumnType::none) {
    throw error_at(Status::not_set, name, Message().append(name).append(": the type is not set"));
  }
  if (!known_type(view.type)) {
    throw error_at(Status::wrong_type, name,
                   Message()
                       .append(name)
                       .append(": type ")
                       .append(static_cast<std::int32_t>(view.type))
                       .append(" is not a column type"));
  }
  if (!known_scale(view.type, view.scale)) {
    throw error_at(Status::out_of_bounds, name,
                   Message()
                       .append(name)
                       .append(": scale ")
                       .append(view.scale)
                       .append(" does not go with type ")
                       .append(type_name(view.type))
                       .append("; expected -38..38 for decimals, 0, 3, 6 or 9 for timestamps, else 0"));
  }
}

void check_offset(const ColumnView& view, const std::string& name) {
  // Far above any memory, and small enough that rows * 16 bytes cannot leave int64.
  constexpr std::int64_t limit = std::int64_t{1} << 56;
  if (view.offset >= 0 && view.offset <= limit) return;
  throw error_at(Status::out_of_bounds, name,
                 Message().append(name).append(": offset ").append(view.offset).append(" is out of bounds"));
}

void check_buffers(const ColumnView& view, std::int64_t rows, const std::string& name) {
  if (rows == 0 || view.type == ColumnType::null || view.type == ColumnType::unreadable) return;
  const bool by_offsets = view.type == ColumnType::text || view.type == ColumnType::large_text;
  if (by_offsets ? view.offsets != nullptr : view.values != nullptr) return;
  throw error_at(Status::null_argument, name,
                 Message()
                     .append(name)
                     .append(": the buffer of ")
                     .append(by_offsets ? "offsets" : "values")
                     .append(" is NULL"));
}

void check_dictionary(const ColumnView& view, const std::string& name) {
  if (view.dictionary == nullptr) {
    throw error_at(Status::null_argument, name, Message().append(name).append(": the dictionary is NULL"));
  }
  const ColumnView& values = *view.dictionary;
  if (view.dictionary_rows < 0 || view.dictionary_rows > kMaxTableRows) {
    throw error_at(Status::out_of_bounds, name,
                   Message()
                       .append(name)
                       .append(": dictionary_rows is ")
                       .append(view.dictionary_rows)
                       .append("; expected 0 to ")
                       .append(kMaxTableRows));
  }
  check_type(values, name);
  if (!is_integer(values.type) && !is_text(values.type) && values.type != ColumnType::null) {
    throw error_at(Status::wrong_type, name,
                   Message()
                       .append(name)
                       .append(": a dictionary of ")
                       .append(type_name(values.type))
                       .append(" is not read; expected text or integers"));
  }
  check_offset(values, name);
  check_buffers(values, view.dictionary_rows, name);
}

void check_column(const ColumnView& view, std::int64_t rows, const std::string& name) {
  check_type(view, name);
  check_offset(view, name);
  check_buffers(view, rows, name);
  if (view.type == ColumnType::dictionary) check_dictionary(view, name);
  if (view.type == ColumnType::unreadable && view.values == nullptr) {
    throw error_at(Status::null_argument, name,
                   Message().append(name).append(": the name of the unreadable type is NULL"));
  }
}

void check_table(const TableView& view, const std::string& name) {
  if (view.column_count < 0) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("table ")
                                           .append_quoted(name)
                                           .append(": column_count is ")
                                           .append(view.column_count)
                                           .append("; expected 0 or more"));
  }
  if (view.columns == nullptr && view.column_count > 0) {
    throw Error(Status::null_argument,
                Message().append("table ").append_quoted(name).append(": columns is NULL"));
  }
  if (view.reserved != 0) {
    throw Error(Status::invalid_argument,
                Message().append("table ").append_quoted(name).append(": reserved must be 0"));
  }
  if (view.rows < 0 || view.rows > kMaxTableRows) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("table ")
                                           .append_quoted(name)
                                           .append(": rows is ")
                                           .append(view.rows)
                                           .append("; expected 0 to ")
                                           .append(kMaxTableRows));
  }
}

}  // namespace

/// Puts the chunks of each table together.
class TableGatherer {
 public:
  void add(const TableView& view) {
    const std::string name(checked_name(view.name, "table"));
    check_table(view, name);
    const auto [found, is_new] = by_name_.try_emplace(name, tables_.size());
    if (is_new) {
      tables_.emplace_back();
      tables_.back().name_ = name;
      begin_columns(tables_.back(), view);
    }
    add_chunk(tables_[found->second], view, is_new);
  }

  [[nodiscard]] std::vector<ChunkedTable> take() && { return std::move(tables_); }

 private:
  static void begin_columns(ChunkedTable& table, const TableView& view) {
    const std::size_t count = static_cast<std::size_t>(view.column_count);
    table.columns_.resize(count);
    table.by_name_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view name = checked_name(view.columns[i].name, "column");
      ChunkedColumn& column = table.columns_[i];
      column.name_.reserve(table.name_.size() + 1 + name.size());
      column.name_.append(table.name_).append(".").append(name);
      column.short_size_ = name.size();
      if (!table.by_name_.try_emplace(std::string(name), i).second) {
        throw error_at(Status::invalid_argument, column.name_,
                       Message()
                           .append("table ")
                           .append_quoted(table.name_)
                           .append(" has two columns named ")
                           .append_quoted(name)
                           .append("; rename one of them"));
      }
    }
  }

  static void add_chunk(ChunkedTable& table, const TableView& view, bool is_first) {
    if (static_cast<std::size_t>(view.column_count) != table.columns_.size()) {
      throw Error(Status::invalid_argument, Message()
                                                .append("chunks of table ")
                                                .append_quoted(table.name_)
                                                .append(" differ: one has ")
                                                .append(table.columns_.size())
                                                .append(" columns, another ")
                                                .append(view.column_count));
    }
    if (table.rows_ > kMaxTableRows - view.rows) {
      throw Error(Status::out_of_bounds, Message()
                                             .append("table ")
                                             .append_quoted(table.name_)
                                             .append(" has more than ")
                                             .append(kMaxTableRows)
                                             .append(" rows in all its chunks"));
    }
    for (std::size_t i = 0; i < table.columns_.size(); ++i) {
      ChunkedColumn& column = table.columns_[i];
      if (!is_first) check_same_name(column, checked_name(view.columns[i].name, "column"));
      check_column(view.columns[i], view.rows, column.name_);
      append(column, view.columns[i], view.rows);
    }
    table.rows_ += view.rows;
  }

  static void check_same_name(const ChunkedColumn& column, std::string_view name) {
    if (column.short_name() == name) return;
    throw error_at(Status::invalid_argument, column.name_,
                   Message()
                       .append("chunks of one table must have the same columns in the same order: expected ")
                       .append_quoted(column.short_name())
                       .append(", got ")
                       .append_quoted(name));
  }

  static void check_same_family(const ChunkedColumn& column, const ColumnView& view) {
    const ColumnView& first = column.type_chunk().view;
    if (family_of(view) == family_of(first)) return;
    throw error_at(Status::wrong_type, column.name_,
                   Message()
                       .append(column.name_)
                       .append(": its chunks differ in type: ")
                       .append(type_name(first.type))
                       .append(" and ")
                       .append(type_name(view.type)));
  }

  static void append(ChunkedColumn& column, const ColumnView& view, std::int64_t rows) {
    const TypeFamily family = family_of(view);
    const bool is_first = column.type_ == ColumnType::null && family != TypeFamily::null;
    if (is_first || family == TypeFamily::unreadable) {
      column.type_ = view.type;
      column.scale_ = view.scale;
      column.type_chunk_ = column.chunks_.size();
    } else if (family != TypeFamily::null && column.type_ != ColumnType::unreadable) {
      check_same_family(column, view);
    }
    column.chunks_.push_back({view, rows, column.rows_});
    column.rows_ += rows;
  }

  std::vector<ChunkedTable> tables_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

const ChunkedColumn* ChunkedTable::find(std::string_view name) const noexcept {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &columns_[found->second];
}

std::vector<ChunkedTable> gather_tables(std::span<const TableView> tables) {
  TableGatherer gatherer;
  for (const TableView& table : tables) gatherer.add(table);
  return std::move(gatherer).take();
}

}  // namespace openitem
