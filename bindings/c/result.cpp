#include <bit>
#include <cstddef>
#include <span>
#include <string_view>

#include "arguments.hpp"
#include "column/arrow_abi.h"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/openitem.h"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

const Table* find_table(const oi_result* result, const char* name) noexcept {
  if (result == nullptr || name == nullptr) return nullptr;
  const std::string_view wanted(name);
  for (const Table& table : result->tables.tables()) {
    if (table.name() == wanted) return &table;
  }
  return nullptr;
}

bool is_index_of(std::int32_t index, std::size_t size) noexcept {
  return index >= 0 && static_cast<std::size_t>(index) < size;
}

const Table& read_table(const oi_result* result, const char* name) {
  require(result, "result", 0);
  const std::string_view table = read_text(name, "table", 1);
  return blaming(1, [&]() -> const Table& { return result->tables.table(table); });
}

}  // namespace

const char* oi_version(void) { return version(); }

const char* oi_status_name(oi_status status) { return status_name(static_cast<Status>(status)); }

int32_t oi_result_table_count(const oi_result* result) {
  return result == nullptr ? 0 : static_cast<std::int32_t>(result->tables.tables().size());
}

const char* oi_result_table_name(const oi_result* result, int32_t index) {
  if (result == nullptr || !is_index_of(index, result->tables.tables().size())) return nullptr;
  return result->tables.tables()[static_cast<std::size_t>(index)].name().c_str();
}

int32_t oi_result_column_count(const oi_result* result, const char* table) {
  const Table* found = find_table(result, table);
  return found == nullptr ? -1 : static_cast<std::int32_t>(found->columns().size());
}

const char* oi_result_column_name(const oi_result* result, const char* table, int32_t index) {
  const Table* found = find_table(result, table);
  if (found == nullptr || !is_index_of(index, found->columns().size())) return nullptr;
  return found->columns()[static_cast<std::size_t>(index)].name().c_str();
}

oi_status oi_result_column(const oi_result* result, const char* table, const char* column, oi_column* view,
                           int64_t* rows, oi_error* error) {
  return guard(error, [&] {
    const Table& found = read_table(result, table);
    const std::string_view name = read_text(column, "column", 2);
    require(view, "view", 3);
    const Column& source = blaming(2, [&]() -> const Column& { return found.column(name); });
    *view = std::bit_cast<oi_column>(source.view());
    if (rows != nullptr) *rows = source.rows();
  });
}

oi_status oi_result_to_arrow(const oi_result* result, const char* table, oi_money_output money,
                             struct ArrowArrayStream* out, oi_error* error) {
  return guard(error, [&] {
    const Table& source = read_table(result, table);
    const MoneyOutput form = read_choice(money, MoneyOutput::floating, "money", "OI_MONEY_AS_*", 2);
    require(out, "out", 3);
    ArrowArrayStream stream = {};
    export_arrow(source, form, &stream);
    *out = stream;
  });
}

void oi_result_release(oi_result* result) { delete result; }
