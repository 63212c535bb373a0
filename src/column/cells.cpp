#include "column/cells.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace openitem {

const char* type_name(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::none: return "none";
    case ColumnType::int8: return "int8";
    case ColumnType::int16: return "int16";
    case ColumnType::int32: return "int32";
    case ColumnType::int64: return "int64";
    case ColumnType::uint8: return "uint8";
    case ColumnType::uint16: return "uint16";
    case ColumnType::uint32: return "uint32";
    case ColumnType::uint64: return "uint64";
    case ColumnType::float32: return "float32";
    case ColumnType::float64: return "float64";
    case ColumnType::boolean: return "boolean";
    case ColumnType::decimal128: return "decimal128";
    case ColumnType::text: return "text";
    case ColumnType::large_text: return "large_text";
    case ColumnType::text_view: return "text_view";
    case ColumnType::date32: return "date32";
    case ColumnType::date64: return "date64";
    case ColumnType::timestamp: return "timestamp";
    case ColumnType::dictionary: return "dictionary";
    case ColumnType::null: return "null";
    case ColumnType::unreadable: return "unreadable";
  }
  return "unknown";
}

TypeFamily family_of(const ColumnView& view) noexcept {
  switch (view.type) {
    case ColumnType::int8:
    case ColumnType::int16:
    case ColumnType::int32:
    case ColumnType::int64:
    case ColumnType::uint8:
    case ColumnType::uint16:
    case ColumnType::uint32:
    case ColumnType::uint64: return TypeFamily::integer;
    case ColumnType::float32:
    case ColumnType::float64: return TypeFamily::floating;
    case ColumnType::boolean: return TypeFamily::boolean;
    case ColumnType::decimal128: return TypeFamily::decimal;
    case ColumnType::text:
    case ColumnType::large_text:
    case ColumnType::text_view: return TypeFamily::text;
    case ColumnType::date32:
    case ColumnType::date64: return TypeFamily::date;
    case ColumnType::timestamp: return TypeFamily::timestamp;
    case ColumnType::dictionary:
      return view.dictionary == nullptr ? TypeFamily::unknown : family_of(*view.dictionary);
    case ColumnType::null: return TypeFamily::null;
    case ColumnType::unreadable: return TypeFamily::unreadable;
    case ColumnType::none: break;
  }
  return TypeFamily::unknown;
}

std::string_view described_type(const ChunkedColumn& column) noexcept {
  if (column.type() == ColumnType::unreadable) {
    return static_cast<const char*>(column.type_chunk().view.values);
  }
  if (column.type() != ColumnType::dictionary) return type_name(column.type());
  return family_of(column.type_chunk().view) == TypeFamily::text ? "dictionary of text"
                                                                 : "dictionary of integers";
}

Error wrong_type_error(const ChunkedColumn& column, std::string_view advice) {
  Error error(Status::wrong_type, Message()
                                      .append(column.name())
                                      .append(" is ")
                                      .append(described_type(column))
                                      .append("; ")
                                      .append(advice));
  error.at(-1, column.name());
  return error;
}

std::size_t chunk_of(const ChunkedColumn& column, std::int64_t row) noexcept {
  const auto chunks = column.chunks();
  const auto after = std::upper_bound(
      chunks.begin(), chunks.end(), row,
      [](std::int64_t wanted, const ColumnChunk& chunk) { return wanted < chunk.first_row; });
  return static_cast<std::size_t>(std::distance(chunks.begin(), after)) - 1;
}

// The layout of Arrow's Utf8View: 4 bytes length, then 12 bytes of text, or 4 bytes prefix, 4 bytes buffer, 4 bytes
// offset (https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout).
std::string_view TextSource::from_view(std::int64_t index) const {
  constexpr std::int32_t inline_limit = 12;
  const auto* const bytes = static_cast<const char*>(view_->values) + index * 16;
  const auto length = load<std::int32_t>(bytes, 0);
  if (length < 0) throw_malformed(index);
  if (length <= inline_limit) return {bytes + 4, static_cast<std::size_t>(length)};
  const auto buffer = load<std::int32_t>(bytes, 2);
  const auto begin = load<std::int32_t>(bytes, 3);
  if (buffer < 0 || begin < 0 || view_->offsets == nullptr) throw_malformed(index);
  const auto* const data = load<const char*>(view_->offsets, buffer);
  if (data == nullptr) throw_malformed(index);
  return {data + begin, static_cast<std::size_t>(length)};
}

void TextSource::throw_malformed(std::int64_t index) const {
  Error error(Status::invalid_data, Message()
                                        .append(column_->name())
                                        .append(in_dictionary_ ? ": entry " : ": row ")
                                        .append(in_dictionary_ ? index - view_->offset : index + row_shift_)
                                        .append(in_dictionary_ ? " of its dictionary" : "")
                                        .append(": the text's offsets are malformed (negative, running "
                                                "backwards or without bytes); the column cannot be trusted"));
  error.at(in_dictionary_ ? -1 : index + row_shift_, column_->name());
  throw error;
}

void throw_bad_code(const ChunkedColumn& column, std::int64_t row, std::int32_t code,
                    std::int64_t dictionary_rows) {
  Error error(Status::invalid_data, Message()
                                        .append(column.name())
                                        .append(": row ")
                                        .append(row)
                                        .append(": dictionary code ")
                                        .append(code)
                                        .append(" is outside its dictionary of ")
                                        .append(dictionary_rows)
                                        .append(" values"));
  error.at(row, column.name());
  throw error;
}

std::vector<CellProblem> PartProblems::join() && {
  std::size_t count = 0;
  for (const auto& part : parts_) count += part.size();
  std::vector<CellProblem> all;
  all.reserve(count);
  for (auto& part : parts_) std::move(part.begin(), part.end(), std::back_inserter(all));
  return all;
}

}  // namespace openitem
