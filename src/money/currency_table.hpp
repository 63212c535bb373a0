#pragma once
/// \file
/// ISO 4217 as data.

#include <cstdint>
#include <span>
#include <string_view>

namespace openitem {

/// Metals, bond market units, test codes: they are in the list but count no money.
inline constexpr std::int8_t kNoMinorUnit = -1;

struct CurrencyRow {
  char code[4];             ///< three capital letters and NUL
  char numeric[4];          ///< three digits and NUL
  std::int8_t minor_units;  ///< decimals, or kNoMinorUnit
};

/// Every code of the list, ascending by code.
[[nodiscard]] std::span<const CurrencyRow> currency_table() noexcept;

/// Index in the table, or -1. Codes without a minor unit are found too. Exact match, O(log n).
[[nodiscard]] std::int32_t find_currency(std::string_view code) noexcept;

}  // namespace openitem
