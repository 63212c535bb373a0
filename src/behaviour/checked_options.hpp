#pragma once
/// \file
/// The options of a table of behaviour: what is refused before anything is read.

#include <span>
#include <string>
#include <string_view>

#include "behaviour/features.hpp"
#include "column/about_lines.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/behaviour.hpp"

namespace openitem::behaviour {

/// \throws Error out_of_bounds, invalid_argument.
void check_options(const BehaviourOptions& options);
/// \throws Error out_of_bounds (their number), invalid_argument (their order).
void check_dates(std::span<const Date> as_of);

/// The dimension of that name; nullptr where none is asked for. `taken`: columns of the table that is made.
/// \throws Error unknown_name listing the dimensions, invalid_argument (called like a column of the table).
[[nodiscard]] const KeyColumn* find_segment(const LedgerData& ledger, const std::string& name,
                                            std::span<const std::string_view> taken,
                                            const BehaviourPlan& plan);
[[nodiscard]] bool is_taken(std::string_view name, std::span<const std::string_view> taken,
                            const BehaviourPlan& plan) noexcept;

/// Lines of "about" that say the options.
void add_options(const BehaviourOptions& options, AboutLines& lines);

}  // namespace openitem::behaviour
