#include "provision/keyed_rows.hpp"

#include <algorithm>

#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "core/message.hpp"
#include "provision/input_cells.hpp"

namespace openitem {

KeyedRows::KeyedRows(const ChunkedTable& table, std::span<const GroupKey> keys,
                     std::span<const std::string> buckets, std::span<const std::string_view> values)
    : bucket_(table.find("bucket")), currency_(table.find("currency")) {
  std::vector<std::string_view> names(values.begin(), values.end());
  names.insert(names.end(), {"bucket", "currency"});
  for (const GroupKey& key : keys) names.push_back(key.name);
  require_known_columns(table, names);
  std::vector<Key> rows(static_cast<std::size_t>(table.rows()));
  read_bucket(buckets, rows);
  read_currency(rows);
  for (std::size_t level = 0; level < keys.size(); ++level) {
    const ChunkedColumn* const column = table.find(keys[level].name);
    if (column == nullptr) continue;
    levels_.push_back(level);
    read_group(*column, keys[level], rows);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto [first, is_new] = rows_.try_emplace(std::move(rows[row]), row);
    if (is_new) continue;
    throw Error(Status::invalid_data, Message()
                                          .append(table.name())
                                          .append(" of row ")
                                          .append(row)
                                          .append(" names the same place as row ")
                                          .append(first->second)
                                          .append("; give one row a bucket and segment"))
        .at(static_cast<std::int64_t>(row), table.name());
  }
}

void KeyedRows::read_bucket(std::span<const std::string> buckets, std::vector<Key>& rows) {
  if (bucket_ == nullptr) return;
  const std::vector<std::string> names = require_names(*bucket_);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto found = std::find(buckets.begin(), buckets.end(), names[row]);
    if (found == buckets.end()) {
      std::string list = "one of ";
      for (const std::string& label : buckets) list += (&label == &buckets[0] ? "" : ", ") + label;
      refuse_cell(Status::unknown_name, *bucket_, static_cast<std::int64_t>(row), list);
    }
    rows[row].push_back(static_cast<std::uint32_t>(found - buckets.begin()));
  }
}

void KeyedRows::read_currency(std::vector<Key>& rows) {
  if (currency_ == nullptr) return;
  const auto currencies = require_currencies(currency_, static_cast<std::int64_t>(rows.size()));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!currencies[row]) {
      refuse_cell(Status::missing_value, *currency_, static_cast<std::int64_t>(row), "an ISO 4217 currency");
    }
    rows[row].push_back(*currencies[row]);
  }
}

// A key that no document has gets a code behind those of the ledger: its row is used by nothing.
void KeyedRows::read_group(const ChunkedColumn& column, const GroupKey& key, std::vector<Key>& rows) {
  const KeyCells cells = require_keys(column);
  std::vector<std::uint32_t> codes(cells.dictionary.size());
  for (std::uint32_t code = 0; code < codes.size(); ++code) {
    codes[code] = key.find(cells.dictionary.text_of(code)).value_or(key.keys() + code);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows[row].push_back(cells.codes[row] == kNoKey ? kNoKey : codes[cells.codes[row]]);
  }
}

std::optional<std::size_t> KeyedRows::find(const Segment& segment) const {
  Key key;
  if (bucket_ != nullptr) key.push_back(static_cast<std::uint32_t>(segment.bucket));
  if (currency_ != nullptr) key.push_back(segment.currency);
  for (const std::size_t level : levels_) key.push_back(segment.group[level]);
  const auto found = rows_.find(key);
  return found == rows_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace openitem
