#pragma once
/// \file
/// The table "about": everything needed to repeat the figure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "aging/buckets.hpp"
#include "column/about_lines.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// What was aged: choices that do not apply to item columns stay empty there.
enum class AgingSource : std::uint8_t { ledger, items };

/// How items are placed in buckets.
void add_placing(AboutLines& lines, const AgingOptions& options, const Buckets& buckets);

/// `base_currency`: code; empty where no base amounts are shown.
[[nodiscard]] Table about_table(AgingSource source, Date as_of, const AgingOptions& options,
                                const Buckets& buckets, std::int64_t missing_date_items,
                                const std::string& base_currency);

/// `over`: what the hierarchy is made of.
[[nodiscard]] Table hierarchy_about_table(Date as_of, const AgingOptions& options, const Buckets& buckets,
                                          const char* over, std::int64_t missing_date_items);

/// What a series adds.
struct SeriesAbout {
  std::span<const Date> as_of;
  bool known_at_as_of;
  std::int64_t missing_date_items;  ///< of all dates
  std::int64_t document_passes;     ///< how often every document was looked at
  std::string base_currency;        ///< as in about_table
};
[[nodiscard]] Table series_about_table(const SeriesAbout& series, const AgingOptions& options,
                                       const Buckets& buckets);

/// What a statement of account adds.
struct StatementAbout {
  Date from, to;
  std::optional<Date> known_at_from;
  std::span<const std::string> customers;  ///< those asked for
  std::int64_t missing_date_items;
};
[[nodiscard]] Table statement_about_table(const StatementAbout& statement, const AgingOptions& options,
                                          const Buckets& buckets);

}  // namespace openitem
