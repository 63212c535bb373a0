#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "column/cells.hpp"
#include "core/message.hpp"
#include "core/utf8.hpp"
#include "openitem/column.hpp"

namespace openitem {
namespace {

std::string checked_column_name(std::string name) {
  if (name.empty()) throw Error(Status::invalid_argument, "the name of a column is empty");
  if (name.find('\0') != std::string::npos) {
    throw Error(Status::invalid_argument, Message().append("a column name holds NUL: ").append_quoted(name));
  }
  if (!is_utf8(name)) {
    throw Error(Status::invalid_text, Message().append("a column name is not UTF-8: ").append_quoted(name));
  }
  return name;
}

Error at_column(Error error, std::int64_t row, std::string_view column) {
  error.at(row, column);
  return error;
}

void check_column_type(const Column& column, bool fits, std::string_view wanted) {
  if (fits) return;
  throw at_column(Error(Status::wrong_type, Message()
                                                .append("column ")
                                                .append_quoted(column.name())
                                                .append(" is ")
                                                .append(type_name(column.type()))
                                                .append(", not ")
                                                .append(wanted)),
                  -1, column.name());
}

void check_row(const Column& column, std::int64_t row) {
  if (row >= 0 && row < column.rows()) return;
  throw at_column(Error(Status::out_of_bounds, Message()
                                                   .append("column ")
                                                   .append_quoted(column.name())
                                                   .append(" has ")
                                                   .append(column.rows())
                                                   .append(" rows; there is no row ")
                                                   .append(row)),
                  row, column.name());
}

template <typename Named>
[[noreturn]] void throw_unknown_name(std::string_view what, std::string_view name, std::string_view owner,
                                     std::span<const Named> there_are) {
  Message message;
  message.append("there is no ").append(what).append(" ").append_quoted(name);
  if (!owner.empty()) message.append(" in table ").append_quoted(owner);
  message.append("; there are: ");
  std::string_view separator;
  for (const Named& named : there_are) {
    message.append(separator).append(named.name());
    separator = ", ";
  }
  if (there_are.empty()) message.append("none");
  throw Error(Status::unknown_name, message);
}

template <typename Named>
const Named* find_named(std::span<const Named> there_are, std::string_view name) noexcept {
  const auto found = std::find_if(there_are.begin(), there_are.end(),
                                  [name](const Named& named) { return named.name() == name; });
  return found == there_are.end() ? nullptr : &*found;
}

}  // namespace

// ---- Column ------------------------------------------------------------------------------------------

Column Column::int64(std::string name, std::vector<std::int64_t> values, ColumnRole role) {
  Column column;
  column.name_ = checked_column_name(std::move(name));
  column.type_ = ColumnType::int64;
  column.role_ = role;
  column.rows_ = static_cast<std::int64_t>(values.size());
  column.wide_ = std::move(values);
  return column;
}

Column Column::int32(std::string name, std::vector<std::int32_t> values, ColumnRole role) {
  if (currency_column_of(role) != nullptr) {
    throw Error(Status::invalid_argument,
                Message().append("money column ").append_quoted(name).append(" must be int64"));
  }
  Column column;
  column.name_ = checked_column_name(std::move(name));
  column.type_ = ColumnType::int32;
  column.role_ = role;
  column.rows_ = static_cast<std::int64_t>(values.size());
  column.narrow_ = std::move(values);
  return column;
}

Column Column::float64(std::string name, std::vector<double> values) {
  Column column;
  column.name_ = checked_column_name(std::move(name));
  column.type_ = ColumnType::float64;
  column.rows_ = static_cast<std::int64_t>(values.size());
  column.real_ = std::move(values);
  return column;
}

Column Column::date(std::string name, std::vector<std::int32_t> days) {
  Column column = int32(std::move(name), std::move(days));
  column.type_ = ColumnType::date32;
  return column;
}

Column Column::dates(std::string name, std::initializer_list<const char*> iso) {
  std::vector<std::int32_t> days;
  std::vector<std::uint8_t> valid;
  for (const char* const text : iso) {
    const bool is_there = text != nullptr && *text != '\0';
    valid.push_back(is_there ? 1 : 0);
    try {
      days.push_back(is_there ? Date(text).days() : 0);
    } catch (Error& error) {
      error.at(static_cast<std::int64_t>(days.size()), name);
      throw;
    }
  }
  return date(std::move(name), std::move(days)).with_validity(valid);
}

Column Column::text(std::string name, std::span<const std::string_view> values) {
  Column column;
  column.name_ = checked_column_name(std::move(name));
  column.type_ = ColumnType::large_text;
  column.rows_ = static_cast<std::int64_t>(values.size());
  column.wide_.reserve(values.size() + 1);
  column.wide_.push_back(0);
  std::size_t bytes = 0;
  for (const std::string_view value : values) bytes += value.size();
  column.bytes_.reserve(bytes);
  for (const std::string_view value : values) {
    if (!is_utf8(value)) {
      const auto row = static_cast<std::int64_t>(column.wide_.size()) - 1;
      throw at_column(Error(Status::invalid_text, Message().append_quoted(value).append(" is not UTF-8")),
                      row, column.name_);
    }
    column.bytes_.insert(column.bytes_.end(), value.begin(), value.end());
    column.wide_.push_back(static_cast<std::int64_t>(column.bytes_.size()));
  }
  return column;
}

Column Column::text(std::string name, std::vector<std::int64_t> offsets, std::vector<char> bytes) {
  Column column;
  column.name_ = checked_column_name(std::move(name));
  const bool covers = !offsets.empty() && offsets.front() == 0 &&
                      offsets.back() == static_cast<std::int64_t>(bytes.size()) &&
                      std::is_sorted(offsets.begin(), offsets.end());
  if (!covers) {
    throw at_column(Error(Status::invalid_argument,
                          "offsets of texts must begin with 0, ascend, and end with the number of bytes"),
                    -1, column.name_);
  }
  column.type_ = ColumnType::large_text;
  column.rows_ = static_cast<std::int64_t>(offsets.size()) - 1;
  column.wide_ = std::move(offsets);
  column.bytes_ = std::move(bytes);
  for (std::int64_t row = 0; row < column.rows_; ++row) {
    if (is_utf8(column.text_at(row))) continue;
    throw at_column(
        Error(Status::invalid_text, Message().append_quoted(column.text_at(row)).append(" is not UTF-8")),
        row, column.name_);
  }
  return column;
}

Column Column::text(std::string name, std::initializer_list<const char*> values) {
  std::vector<std::string_view> texts;
  std::vector<std::uint8_t> valid;
  for (const char* const value : values) {
    texts.emplace_back(value == nullptr ? "" : value);
    valid.push_back(value == nullptr ? 0 : 1);
  }
  return text(std::move(name), texts).with_validity(valid);
}

namespace {

template <typename Flags>
std::vector<std::uint8_t> packed_validity(const Column& column, const Flags& valid) {
  if (static_cast<std::int64_t>(valid.size()) != column.rows()) {
    throw at_column(Error(Status::ragged_columns, Message()
                                                      .append("column ")
                                                      .append_quoted(column.name())
                                                      .append(" has ")
                                                      .append(column.rows())
                                                      .append(" rows, its validity ")
                                                      .append(valid.size())),
                    -1, column.name());
  }
  if (std::all_of(valid.begin(), valid.end(), [](auto flag) { return flag != 0; })) return {};
  std::vector<std::uint8_t> bits((valid.size() + 7) / 8);
  for (std::size_t row = 0; row < valid.size(); ++row) {
    if (valid[row] != 0) bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | 1U << (row % 8));
  }
  return bits;
}

}  // namespace

Column Column::with_validity(std::span<const bool> valid) && {
  validity_ = packed_validity(*this, valid);
  return std::move(*this);
}

Column Column::with_validity(const std::vector<std::uint8_t>& valid) && {
  validity_ = packed_validity(*this, valid);
  return std::move(*this);
}

bool Column::is_null(std::int64_t row) const noexcept {
  return row >= 0 && row < rows_ && !validity_.empty() && !bit_at(validity_.data(), row);
}

std::span<const std::int64_t> Column::int64s() const {
  check_column_type(*this, type_ == ColumnType::int64, "int64");
  return wide_;
}

std::span<const std::int32_t> Column::int32s() const {
  check_column_type(*this, type_ == ColumnType::int32 || type_ == ColumnType::date32, "int32 or date32");
  return narrow_;
}

std::span<const double> Column::float64s() const {
  check_column_type(*this, type_ == ColumnType::float64, "float64");
  return real_;
}

std::string_view Column::text_at(std::int64_t row) const {
  check_column_type(*this, type_ == ColumnType::large_text, "text");
  check_row(*this, row);
  const auto begin = static_cast<std::size_t>(wide_[static_cast<std::size_t>(row)]);
  const auto end = static_cast<std::size_t>(wide_[static_cast<std::size_t>(row) + 1]);
  return {bytes_.data() + begin, end - begin};
}

ColumnView Column::view() const noexcept {
  ColumnView view;
  view.name = name_.c_str();
  view.type = type_;
  view.validity = validity_.empty() ? nullptr : validity_.data();
  switch (type_) {
    case ColumnType::int64: view.values = wide_.data(); break;
    case ColumnType::float64: view.values = real_.data(); break;
    case ColumnType::large_text:
      view.values = bytes_.data();
      view.offsets = wide_.data();
      break;
    default: view.values = narrow_.data(); break;
  }
  return view;
}

// ---- Table -------------------------------------------------------------------------------------------

Table& Table::add(Column column) {
  if (has_column(column.name())) {
    throw Error(Status::invalid_argument, Message()
                                              .append("table ")
                                              .append_quoted(name_)
                                              .append(" has a column ")
                                              .append_quoted(column.name())
                                              .append(" already"));
  }
  if (!columns_.empty() && column.rows() != rows_) {
    throw at_column(Error(Status::ragged_columns, Message()
                                                      .append("column ")
                                                      .append_quoted(column.name())
                                                      .append(" has ")
                                                      .append(column.rows())
                                                      .append(" rows, table ")
                                                      .append_quoted(name_)
                                                      .append(" has ")
                                                      .append(rows_)),
                    -1, name_ + "." + column.name());
  }
  rows_ = column.rows();
  columns_.push_back(std::move(column));
  return *this;
}

const Column& Table::column(std::string_view name) const {
  const Column* const found = find_named(columns(), name);
  if (found == nullptr) throw_unknown_name("column", name, name_, columns());
  return *found;
}

bool Table::has_column(std::string_view name) const noexcept {
  return find_named(columns(), name) != nullptr;
}

// ---- TableViews --------------------------------------------------------------------------------------

TableViews::TableViews(std::span<const Table> tables) {
  columns_.reserve(tables.size());
  for (const Table& table : tables) {
    std::vector<ColumnView>& views = columns_.emplace_back();
    views.reserve(table.columns().size());
    for (const Column& column : table.columns()) views.push_back(column.view());
    tables_.push_back(
        {table.name().c_str(), views.data(), static_cast<std::int32_t>(views.size()), 0, table.rows()});
  }
}

// ---- Result ------------------------------------------------------------------------------------------

const Table& Result::table(std::string_view name) const {
  const Table* const found = find_named(tables(), name);
  if (found == nullptr) throw_unknown_name("table", name, {}, tables());
  return *found;
}

bool Result::has_table(std::string_view name) const noexcept { return find_named(tables(), name) != nullptr; }

Result Result::with(const Result& other) const {
  Result both = *this;
  for (const Table& table : other.tables_) {
    if (both.has_table(table.name())) {
      throw Error(Status::invalid_argument,
                  Message().append("there are two tables named ").append_quoted(table.name()));
    }
    both.tables_.push_back(table);
  }
  return both;
}

}  // namespace openitem
