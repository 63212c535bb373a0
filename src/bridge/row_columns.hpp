#pragma once
/// \file
/// Columns of the tables of a bridge, whose rows are written one after the other.

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"
#include "bridge/group_bridges.hpp"
#include "column/output_columns.hpp"
#include "openitem/column.hpp"

namespace openitem {

class RowColumns {
 public:
  void add_place(std::uint32_t group, std::uint16_t currency) {
    groups_.push_back(group);
    currencies_.push_back(currency);
  }
  void add_date(const char* name, std::int32_t day) { dates_[name].push_back(day); }
  void add_text(const char* name, std::string_view text) { texts_[name].push_back(text); }
  void add_number(const char* name, std::int64_t number) { numbers_[name].push_back(number); }

  void add_groups_to(Table& table, const GroupBridges& bridges) const {
    for (std::size_t level = 0; level < bridges.keys.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(groups_.size());
      for (const std::uint32_t group : groups_) codes.push_back(bridges.groups.code(group, level));
      table.add(bridges.keys[level].column(codes));
    }
    add_currency_to(table);
  }
  void add_currency_to(Table& table) const { table.add(currency_column("currency", currencies_)); }
  [[nodiscard]] Column date(const char* name) { return Column::date(name, std::move(dates_[name])); }
  [[nodiscard]] Column text(const char* name) const {
    const auto found = texts_.find(name);
    return Column::text(name, found == texts_.end() ? std::vector<std::string_view>() : found->second);
  }
  [[nodiscard]] Column number(const char* name, ColumnRole role) {
    return Column::int64(name, std::move(numbers_[name]), role);
  }
  [[nodiscard]] const std::vector<std::int64_t>& numbers(const char* name) { return numbers_[name]; }

 private:
  std::vector<std::uint32_t> groups_;
  std::vector<std::uint16_t> currencies_;
  std::map<std::string_view, std::vector<std::int32_t>> dates_;
  std::map<std::string_view, std::vector<std::string_view>> texts_;
  std::map<std::string_view, std::vector<std::int64_t>> numbers_;
};

/// Millionths of a day as days.
[[nodiscard]] inline std::vector<double> days_of_millionths(std::span<const std::int64_t> millionths) {
  std::vector<double> days;
  days.reserve(millionths.size());
  for (const std::int64_t value : millionths) days.push_back(static_cast<double>(value) / 1e6);
  return days;
}

}  // namespace openitem
