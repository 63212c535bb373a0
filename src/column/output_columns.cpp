#include "column/output_columns.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "column/column_parts.hpp"
#include "core/large_pages.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

Column with_missing(Column column, std::span<const std::uint32_t> codes) {
  if (std::find(codes.begin(), codes.end(), kNoKey) == codes.end()) return column;
  std::vector<std::uint8_t> valid(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) valid[i] = codes[i] != kNoKey ? 1 : 0;
  return std::move(column).with_validity(valid);
}

}  // namespace

Column key_column(std::string name, const KeyDictionary& dictionary, std::span<const std::uint32_t> codes) {
  if (dictionary.is_integer()) {
    UnwrittenVector<std::int64_t> values(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      values[i] = codes[i] == kNoKey ? 0 : dictionary.integer_of(codes[i]);
    }
    const auto rows = static_cast<std::int64_t>(values.size());
    return with_missing(ColumnParts{shared_memory(std::move(values)), nullptr, nullptr}.column(
                            std::move(name), ColumnType::int64, rows),
                        codes);
  }
  UnwrittenVector<std::int64_t> offsets(codes.size() + 1);
  offsets[0] = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::size_t length = codes[i] == kNoKey ? 0 : dictionary.view_of(codes[i]).size();
    offsets[i + 1] = offsets[i] + static_cast<std::int64_t>(length);
  }
  UnwrittenVector<char> bytes(static_cast<std::size_t>(offsets.back()));
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == kNoKey) continue;
    const std::string_view text = dictionary.view_of(codes[i]);
    std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offsets[i]));
  }
  const auto rows = static_cast<std::int64_t>(codes.size());
  return with_missing(
      ColumnParts{shared_memory(std::move(bytes)), shared_memory(std::move(offsets)), nullptr}.column(
          std::move(name), ColumnType::large_text, rows),
      codes);
}

Column currency_column(std::string name, std::span<const std::uint16_t> currencies) {
  std::vector<std::string_view> codes;
  codes.reserve(currencies.size());
  for (const std::uint16_t currency : currencies) codes.push_back(currency_table()[currency].code);
  return Column::text(std::move(name), codes);
}

}  // namespace openitem
