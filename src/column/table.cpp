#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "column/cells.hpp"
#include "column/column_parts.hpp"
#include "core/large_pages.hpp"
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

template <typename Values>
Column fixed_width(std::string name, ColumnType type, Values&& values, ColumnRole role = ColumnRole::plain) {
  const auto rows = static_cast<std::int64_t>(values.size());
  return ColumnParts{shared_memory(std::forward<Values>(values)), nullptr, nullptr}.column(std::move(name),
                                                                                           type, rows, role);
}

template <typename Offsets, typename Bytes>
Column text_column(std::string name, Offsets&& offsets, Bytes&& bytes) {
  const auto rows = static_cast<std::int64_t>(offsets.size()) - 1;
  return ColumnParts{shared_memory(std::forward<Bytes>(bytes)), shared_memory(std::forward<Offsets>(offsets)),
                     nullptr}
      .column(std::move(name), ColumnType::large_text, rows);
}

void check_flags(const Column& column, std::size_t flags) {
  if (static_cast<std::int64_t>(flags) == column.rows()) return;
  throw at_column(Error(Status::ragged_columns, Message()
                                                    .append("column ")
                                                    .append_quoted(column.name())
                                                    .append(" has ")
                                                    .append(column.rows())
                                                    .append(" rows, its validity ")
                                                    .append(flags)),
                  -1, column.name());
}

}  // namespace

// ---- Column ------------------------------------------------------------------------------------------

Column ColumnParts::column(std::string name, ColumnType type, std::int64_t rows, ColumnRole role) && {
  Column column;
  column.name_ = checked_column_name(std::move(name));
  column.type_ = type;
  column.role_ = role;
  column.rows_ = rows;
  column.values_ = std::move(values);
  column.offsets_ = std::move(offsets);
  column.validity_ = std::move(validity);
  return column;
}

Column Column::int64(std::string name, std::vector<std::int64_t> values, ColumnRole role) {
  return fixed_width(std::move(name), ColumnType::int64, std::move(values), role);
}

Column Column::int32(std::string name, std::vector<std::int32_t> values, ColumnRole role) {
  if (currency_column_of(role) != nullptr) {
    throw Error(Status::invalid_argument,
                Message().append("money column ").append_quoted(name).append(" must be int64"));
  }
  return fixed_width(std::move(name), ColumnType::int32, std::move(values), role);
}

Column Column::float64(std::string name, std::vector<double> values) {
  return fixed_width(std::move(name), ColumnType::float64, std::move(values));
}

Column Column::date(std::string name, std::vector<std::int32_t> days) {
  return fixed_width(std::move(name), ColumnType::date32, std::move(days));
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
  std::vector<std::int64_t> offsets;
  std::vector<char> bytes;
  offsets.reserve(values.size() + 1);
  offsets.push_back(0);
  std::size_t size = 0;
  for (const std::string_view value : values) size += value.size();
  bytes.reserve(size);
  for (const std::string_view value : values) {
    if (!is_utf8(value)) {
      const auto row = static_cast<std::int64_t>(offsets.size()) - 1;
      throw at_column(Error(Status::invalid_text, Message().append_quoted(value).append(" is not UTF-8")),
                      row, name);
    }
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return text_column(std::move(name), std::move(offsets), std::move(bytes));
}

Column Column::text(std::string name, std::vector<std::int64_t> offsets, std::vector<char> bytes) {
  const bool covers = !offsets.empty() && offsets.front() == 0 &&
                      offsets.back() == static_cast<std::int64_t>(bytes.size()) &&
                      std::is_sorted(offsets.begin(), offsets.end());
  if (!covers) {
    throw at_column(Error(Status::invalid_argument,
                          "offsets of texts must begin with 0, ascend, and end with the number of bytes"),
                    -1, name);
  }
  Column column = text_column(std::move(name), std::move(offsets), std::move(bytes));
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

Column repeated_text(std::string name, std::string_view text, std::size_t rows) {
  UnwrittenVector<char> bytes(text.size() * rows);
  UnwrittenVector<std::int64_t> offsets(rows + 1);
  offsets[0] = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(row * text.size()));
    offsets[row + 1] = static_cast<std::int64_t>((row + 1) * text.size());
  }
  return text_column(std::move(name), std::move(offsets), std::move(bytes));
}

std::shared_ptr<const void> packed_bits(const std::uint8_t* flags, std::size_t count) {
  if (std::all_of(flags, flags + count, [](std::uint8_t flag) { return flag != 0; })) return nullptr;
  std::vector<std::uint8_t> bits((count + 7) / 8);
  for (std::size_t byte = 0; byte < bits.size(); ++byte) {
    const std::size_t end = std::min<std::size_t>(8, count - byte * 8);
    std::uint32_t packed = 0;
    for (std::size_t bit = 0; bit < end; ++bit)
      packed |= static_cast<std::uint32_t>(flags[byte * 8 + bit] != 0) << bit;
    bits[byte] = static_cast<std::uint8_t>(packed);
  }
  return shared_memory(std::move(bits));
}

Column Column::with_validity(std::span<const bool> valid) && {
  check_flags(*this, valid.size());
  const std::vector<std::uint8_t> flags(valid.begin(), valid.end());
  validity_ = packed_bits(flags.data(), flags.size());
  return std::move(*this);
}

Column Column::with_validity(const std::vector<std::uint8_t>& valid) && {
  check_flags(*this, valid.size());
  validity_ = packed_bits(valid.data(), valid.size());
  return std::move(*this);
}

bool Column::is_null(std::int64_t row) const noexcept {
  return row >= 0 && row < rows_ && has_nulls() &&
         !bit_at(static_cast<const std::uint8_t*>(validity_.get()), row);
}

std::span<const std::int64_t> Column::int64s() const {
  check_column_type(*this, type_ == ColumnType::int64, "int64");
  return {static_cast<const std::int64_t*>(values_.get()), static_cast<std::size_t>(rows_)};
}

std::span<const std::int32_t> Column::int32s() const {
  check_column_type(*this, type_ == ColumnType::int32 || type_ == ColumnType::date32, "int32 or date32");
  return {static_cast<const std::int32_t*>(values_.get()), static_cast<std::size_t>(rows_)};
}

std::span<const double> Column::float64s() const {
  check_column_type(*this, type_ == ColumnType::float64, "float64");
  return {static_cast<const double*>(values_.get()), static_cast<std::size_t>(rows_)};
}

std::string_view Column::text_at(std::int64_t row) const {
  check_column_type(*this, type_ == ColumnType::large_text, "text");
  check_row(*this, row);
  const std::int64_t* const offsets = static_cast<const std::int64_t*>(offsets_.get()) + row;
  return {static_cast<const char*>(values_.get()) + offsets[0],
          static_cast<std::size_t>(offsets[1] - offsets[0])};
}

ColumnView Column::view() const noexcept {
  ColumnView view;
  view.name = name_.c_str();
  view.type = type_;
  view.values = values_.get();
  view.offsets = offsets_.get();
  view.validity = static_cast<const std::uint8_t*>(validity_.get());
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
