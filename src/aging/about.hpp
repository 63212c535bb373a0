#pragma once
/// \file
/// The table "about": everything needed to repeat the figure.

#include <cstdint>

#include "aging/buckets.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// What was aged: choices that do not apply to item columns stay empty there.
enum class AgingSource : std::uint8_t { ledger, items };

[[nodiscard]] Table about_table(AgingSource source, Date as_of, const AgingOptions& options,
                                const Buckets& buckets, std::int64_t missing_date_items);

}  // namespace openitem
