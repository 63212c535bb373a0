#pragma once
/// \file
/// The steps of a bridge by name, summed over its rows.

#include <cstdint>
#include <map>
#include <string>

#include "aging_fixture.hpp"
#include "openitem/bridge.hpp"

namespace openitem::bridge_steps {

using Steps = std::map<std::string, std::int64_t>;

inline Steps steps(const Bridge& bridge, const char* table, const char* amount) {
  Steps found;
  const Table& rows = bridge.table(table);
  for (std::int64_t row = 0; row < rows.rows(); ++row)
    found[aging_test::cell_text(rows, "step", row)] += rows.int64s(amount)[static_cast<std::size_t>(row)];
  return found;
}

}  // namespace openitem::bridge_steps
