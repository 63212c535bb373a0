#pragma once
/// \file
/// Tables cut into borrowed chunks.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/openitem.hpp"

namespace openitem::determinism {

/// The tables have to outlive it. `chunk_rows`: 0 = whole.
struct Chunks {
  Chunks(std::span<const Table> tables, std::int64_t chunk_rows) {
    for (const Table& table : tables) add(table, chunk_rows);
  }
  void add(const Table& table, std::int64_t chunk_rows) {
    const std::int64_t step = chunk_rows == 0 ? std::max<std::int64_t>(table.rows(), 1) : chunk_rows;
    std::int64_t begin = 0;
    do {
      std::vector<ColumnView>& views = columns.emplace_back();
      for (const Column& column : table.columns()) {
        views.push_back(column.view());
        views.back().offset += begin;
      }
      TableView& view = chunks.emplace_back();
      view.name = table.name().c_str();
      view.column_count = static_cast<std::int32_t>(views.size());
      view.rows = std::min(step, table.rows() - begin);
      begin += step;
    } while (begin < table.rows());
    for (std::size_t i = 0; i < chunks.size(); ++i) chunks[i].columns = columns[i].data();
  }
  std::vector<std::vector<ColumnView>> columns;
  std::vector<TableView> chunks;
};

}  // namespace openitem::determinism
