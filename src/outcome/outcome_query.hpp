#pragma once
/// \file
/// What a call is about: the ledger, the options, and what was found out from both before a row is made.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "openitem/outcome.hpp"

namespace openitem::outcome {

/// M of docs/methods/outcome.md, 2: minor units by currency index; empty = 0 for all.
struct Materiality {
  std::vector<std::int64_t> amounts;
  std::string text;  ///< "EUR 10000,USD 5000": for "about"

  [[nodiscard]] std::int64_t of(std::uint16_t currency) const noexcept {
    return amounts.empty() ? 0 : amounts[currency];
  }
};

/// Refers to everything in it but its own values.
struct OutcomeQuery {
  const LedgerData& ledger;
  const OutcomeOptions& options;
  Materiality materiality;
  std::optional<std::int32_t> end_of_data;  ///< nothing = an empty ledger

  [[nodiscard]] std::optional<std::int32_t> known_at() const {
    return options.known_at ? std::optional(options.known_at->days()) : std::nullopt;
  }
};

/// Which rows a table has.
enum class OutcomeOf : std::uint8_t { accounts, invoices };

/// Checks the options and reads the table "materiality". \throws Error as compute_outcomes.
[[nodiscard]] OutcomeQuery outcome_query(const LedgerData& ledger, const OutcomeOptions& options,
                                         std::span<const TableView> tables, OutcomeOf rows);

/// The last day of the window; beyond 9999-12-31 where the calendar ends before it. Ascends with `begin`.
[[nodiscard]] std::int32_t window_end(const OutcomeOptions& options, std::int32_t begin);

/// Lines of "about" that say definition and options.
[[nodiscard]] Table about_outcome(const OutcomeQuery& query, OutcomeOf rows, std::span<const Date> as_of);

}  // namespace openitem::outcome
