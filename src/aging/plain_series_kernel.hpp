#pragma once
/// \file
/// The hot loops of a series over plain documents: what comes into the books and leaves them between two dates, by
/// interval of due days. Amounts are linear in these events, and so are the numbers of open items.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/instruction_set.hpp"

namespace openitem {

/// A table over days; days outside it take the value of its nearest end.
struct DayTable {
  std::int32_t first = 0;
  std::vector<std::uint32_t> values;
};

/// How events are placed. Cell = currency offset + position * intervals + interval.
struct EventPlacing {
  DayTable positions;  ///< of the first date on or after a day, times the number of intervals
  DayTable intervals;  ///< of a due day
  std::uint32_t credit_interval = 0;
  std::uint32_t cells_of_currency = 0;
  std::uint32_t currencies = 1;
  std::vector<std::uint32_t> currency_ranks;  ///< by currency index

  [[nodiscard]] std::size_t cells() const noexcept { return std::size_t{currencies} * cells_of_currency; }
};

/// What documents bring to a cell. Items opened (low 32 bits) and closed (high 32 bits) share a word: a ledger has fewer
/// than 2^32 documents, and the cells should stay in the first-level cache.
struct DocumentCell {
  std::int64_t amount = 0;
  std::uint64_t items = 0;

  [[nodiscard]] std::int64_t opened() const noexcept {
    return static_cast<std::int64_t>(items & 0xFFFF'FFFF);
  }
  [[nodiscard]] std::int64_t closed() const noexcept { return static_cast<std::int64_t>(items >> 32); }
  void add(const DocumentCell& other) noexcept { amount += other.amount, items += other.items; }
};

struct DocumentEvents {
  std::span<const std::int32_t> posting, due, closed_on;
  std::span<const std::int64_t> amount;
  std::span<const std::uint16_t> currency;  ///< empty = one currency, of rank 0
};

struct ApplicationEvents {
  std::span<const std::int32_t> counts_on, debit_due;
  std::span<const std::uint8_t> credit_is_plain;
  std::span<const std::int64_t> amount;
  std::span<const std::uint16_t> currency;  ///< as above
};

/// Neighbouring rows often add to the same cell, and each addition to it waits for the one before: rows add to several sets
/// of the cells in turns, as long as all of them stay in the cache.
[[nodiscard]] std::size_t document_cell_sets(std::size_t cells) noexcept;

/// Adds plain documents; returns how many there are. `sets` of cells, document_cell_sets of them, stand one after the other; the first
/// one ends with the sums of all.
std::int64_t add_documents(const DocumentEvents& events, const EventPlacing& placing,
                           std::span<DocumentCell> sets, InstructionSet instructions) noexcept;

/// What applications take from the cells of debits, and give to the credit interval of the cells of their position.
struct AppliedCells {
  std::span<std::int64_t> debits;   ///< by cell
  std::span<std::int64_t> credits;  ///< by the first cell of a position
};

void add_applications(const ApplicationEvents& events, const EventPlacing& placing, const AppliedCells& cells,
                      InstructionSet instructions) noexcept;

}  // namespace openitem
