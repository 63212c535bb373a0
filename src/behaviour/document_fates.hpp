#pragma once
/// \file
/// Which documents of a ledger are the rows of tables of invoices, and why the others are none.

#include <array>
#include <cstdint>
#include <string_view>

#include "behaviour/known_rows.hpp"

namespace openitem::behaviour {

/// The lines of a proof, in order.
enum class Fate : std::uint8_t { not_known, superseded, other_kinds, not_above_zero, row };
inline constexpr std::array<std::string_view, 5> kFateNames = {"not_known", "superseded", "other_kinds",
                                                               "not_above_zero", "rows"};

[[nodiscard]] Fate fate_of(const KnownRows& known, std::uint32_t row);

}  // namespace openitem::behaviour
