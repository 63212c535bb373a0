#include "column/named_tables.hpp"

#include <algorithm>

#include "core/message.hpp"

namespace openitem {
namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

}  // namespace

NamedTables::NamedTables(std::span<const TableView> tables, std::span<const std::string_view> names)
    : tables_(gather_tables(tables)) {
  for (const ChunkedTable& table : tables_) {
    if (std::find(names.begin(), names.end(), table.name()) != names.end()) continue;
    throw Error(Status::unknown_name, Message()
                                          .append("there is no table ")
                                          .append_quoted(table.name())
                                          .append(" here; tables are ")
                                          .append(listed(names)))
        .at(-1, table.name());
  }
}

const ChunkedTable* NamedTables::find(std::string_view name) const noexcept {
  const auto found = std::find_if(tables_.begin(), tables_.end(),
                                  [&](const ChunkedTable& table) { return table.name() == name; });
  return found == tables_.end() ? nullptr : &*found;
}

const ChunkedTable& NamedTables::require(std::string_view name) const {
  if (const ChunkedTable* const table = find(name)) return *table;
  throw Error(Status::missing_column,
              Message().append("table ").append(name).append(" is required; give it, be it without rows"))
      .at(-1, name);
}

void require_known_columns(const ChunkedTable& table, std::span<const std::string_view> names,
                           std::span<const std::string> also) {
  for (const ChunkedColumn& column : table.columns()) {
    if (std::find(names.begin(), names.end(), column.short_name()) != names.end()) continue;
    if (std::find(also.begin(), also.end(), column.short_name()) != also.end()) continue;
    throw Error(Status::unknown_name, Message()
                                          .append(column.name())
                                          .append(" has no meaning here; columns are ")
                                          .append(listed(names))
                                          .append(also.empty() ? "" : ", and those named in by"))
        .at(-1, column.name());
  }
}

}  // namespace openitem
