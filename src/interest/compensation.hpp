#pragma once
/// \file
/// The fixed sum for a debt by its size (docs/methods/late_interest.md, 8).

#include <cstdint>
#include <span>

namespace openitem {

/// \throws Error ragged_columns, invalid_data with its row.
void check_bands(std::span<const std::int64_t> from_amounts, std::span<const std::int64_t> compensations);

/// Of checked bands; 0 below the first one.
[[nodiscard]] std::int64_t band_of(std::int64_t amount, std::span<const std::int64_t> from_amounts,
                                   std::span<const std::int64_t> compensations) noexcept;

}  // namespace openitem
