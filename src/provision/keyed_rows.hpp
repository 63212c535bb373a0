#pragma once
/// \file
/// Rows of an input table found by bucket, currency and group: rates and overlays.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aging/group_keys.hpp"
#include "column/read.hpp"

namespace openitem {

/// The place of an exposure: codes of its group in the order of the keys, currency, bucket.
struct Segment {
  std::span<const std::uint32_t> group;
  std::uint16_t currency = 0;
  std::int32_t bucket = 0;
};

/// A table whose rows apply to the places its key columns name; a column that is not there restricts nothing.
class KeyedRows {
 public:
  /// `values`: the columns that are no keys. \throws Error unknown_name (a column that is neither a value, nor bucket,
  /// currency or one of `keys`; a bucket there is not), invalid_data (a key twice), missing_value (bucket, currency).
  KeyedRows(const ChunkedTable& table, std::span<const GroupKey> keys, std::span<const std::string> buckets,
            std::span<const std::string_view> values);
  /// Row of the table; nothing where none applies. O(log rows).
  [[nodiscard]] std::optional<std::size_t> find(const Segment& segment) const;
  [[nodiscard]] bool has_bucket() const noexcept { return bucket_ != nullptr; }

 private:
  using Key = std::vector<std::uint32_t>;
  void read_bucket(std::span<const std::string> buckets, std::vector<Key>& rows);
  void read_currency(std::vector<Key>& rows);
  void read_group(const ChunkedColumn& column, const GroupKey& key, std::vector<Key>& rows);

  const ChunkedColumn* bucket_ = nullptr;
  const ChunkedColumn* currency_ = nullptr;
  std::vector<std::size_t> levels_;  // of the keys that the table has a column for
  std::map<Key, std::size_t> rows_;
};

}  // namespace openitem
