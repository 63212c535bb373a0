#pragma once
/// \file
/// Flows of money and items between the states of debit items, and their sums by group.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aging/group_keys.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// What becomes of a debit item: first what is still open, then what left. The order is that of the rows.
enum class Outcome : std::uint8_t {
  stays,
  rolls,
  re_dated,
  disputed,
  dispute_closed,
  paid,
  currency,
  credited,
  discounted,
  written_off,
  unclassified,
  corrected
};
inline constexpr std::size_t kOutcomes = 12;
[[nodiscard]] std::string_view outcome_name(Outcome outcome) noexcept;

/// Where an open amount comes from that was not open before.
enum class Source : std::uint8_t { new_document, returned, recovered, reopened, late, corrected };
[[nodiscard]] std::string_view source_name(Source source) noexcept;

/// A state is a bucket, or the number of buckets for what is disputed; at most 65 states.
inline constexpr std::uint16_t kNoState = 65;

/// An outcome and the state it leads to (kNoState = the item is closed) as one code that ascends as rows do.
struct Move {
  Outcome outcome;
  std::uint16_t to;
};
inline constexpr std::uint16_t kMoves = kOutcomes * (kNoState + 1);
[[nodiscard]] constexpr std::uint16_t code_of(Move move) noexcept {
  return static_cast<std::uint16_t>(static_cast<std::uint16_t>(move.outcome) * (kNoState + 1) + move.to);
}
[[nodiscard]] constexpr Move move_of(std::uint16_t code) noexcept {
  return {static_cast<Outcome>(code / (kNoState + 1)), static_cast<std::uint16_t>(code % (kNoState + 1))};
}

/// An amount that moves, in the group and currency of a document row.
struct Flow {
  std::uint32_t document;
  std::uint16_t state;
  std::uint16_t code;  ///< below kMoves: a Move, a Source or what else a sum is kept apart by
  std::int64_t amount;
  std::int64_t items;
};

/// By what flows are summed. Borrows all of it.
struct FlowKeys {
  const LedgerData& ledger;
  std::span<const GroupKey> groups;
  const CurrencyRanks& ranks;
  std::int32_t threads;

  [[nodiscard]] bool is_same_group(std::uint32_t a, std::uint32_t b) const noexcept;
  [[nodiscard]] FlowKeys without_groups() const noexcept { return {ledger, {}, ranks, threads}; }
};

/// One flow for each group, currency, state and code, ascending; those that sum to no amount and no items are left out.
/// \throws Error overflow.
[[nodiscard]] std::vector<Flow> sum_flows(std::span<const Flow> flows, const FlowKeys& keys);

/// Flows of one period.
struct DatedFlow {
  std::int32_t from, to;  ///< days
  Flow flow;
};

/// The group columns and the currency of each row's document.
void add_group_columns(Table& table, const FlowKeys& keys, const std::vector<std::uint32_t>& documents);
/// Days of each row.
void add_date_columns(Table& table, std::span<const DatedFlow> rows);
/// Labels of states; kNoState = null.
[[nodiscard]] Column state_column(std::string name, const std::vector<std::uint16_t>& states,
                                  std::span<const std::string> labels);

}  // namespace openitem
