#pragma once
/// \file
/// The options of roll rates: what is refused before anything is read, and the table that repeats them.

#include <cstdint>
#include <span>

#include "aging/buckets.hpp"
#include "openitem/roll_rates.hpp"
#include "roll_rates/loss_rates.hpp"

namespace openitem {

/// \throws Error out_of_bounds, invalid_argument.
void check_roll_rate_options(std::span<const Date> dates, const AgingOptions& options,
                             const RollRateOptions& roll_rate_options);

/// \throws Error unknown_name listing the buckets.
[[nodiscard]] TerminalLoss terminal_loss_of(const Buckets& buckets, const RollRateOptions& roll_rate_options);

[[nodiscard]] Table roll_rates_about(std::span<const Date> dates, const AgingOptions& options,
                                     const RollRateOptions& roll_rate_options, const Buckets& buckets,
                                     std::int64_t missing_date_items);

}  // namespace openitem
