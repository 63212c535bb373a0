#pragma once
/// \file
/// Key figures, roll rates, curves, bridge, provision and loss rates of the scenario.

#include <cstdint>
#include <string_view>
#include <vector>

#include "openitem/openitem.hpp"

namespace openitem::determinism {

/// A result and how those of several ledgers, to which the customers were dealt, make that of the whole.
struct KeyFigures {
  Result result;
  std::vector<std::string_view> rows;  ///< tables whose rows are of one customer each
  std::vector<std::string_view> sums;  ///< tables whose integers add up
};

[[nodiscard]] std::vector<KeyFigures> key_figures_of(const Ledger& ledger, Date opening, Date as_of,
                                                     std::int32_t threads);

/// What is of the whole ledger alone: its quotients do not add.
[[nodiscard]] std::vector<Result> key_figures_of_the_whole(const Ledger& ledger, Date opening, Date as_of,
                                                           std::int32_t threads);

}  // namespace openitem::determinism
