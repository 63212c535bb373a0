#pragma once
/// \file
/// Loss rates by the roll-rate chain (docs/methods/roll_rates.md, 8).

#include <cstddef>
#include <span>
#include <string>

#include "openitem/column.hpp"
#include "roll_rates/flows.hpp"
#include "roll_rates/rate_tables.hpp"

namespace openitem {

/// Where the chain ends.
struct TerminalLoss {
  std::size_t bucket;
  double rate;
};

/// `labels`: of the buckets alone. \throws Error overflow.
[[nodiscard]] Table loss_rates_table(const PooledMoves& pooled, const TerminalLoss& terminal,
                                     const FlowKeys& keys, std::span<const std::string> labels);

}  // namespace openitem
