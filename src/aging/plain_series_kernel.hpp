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

/// A table over days; days outside it take the value of its nearest end. Its last value is of no day: it is for rows
/// that something else than their day places.
struct DayTable {
  std::int32_t first = 0;
  std::vector<std::uint32_t> values;

  [[nodiscard]] std::uint32_t at(std::int32_t day) const noexcept {
    const auto last = static_cast<std::int32_t>(values.size()) - 2;
    return values[static_cast<std::size_t>(day < first ? 0 : day - first > last ? last : day - first)];
  }
};

/// How events are placed. Cell = currency offset + position * intervals + interval.
struct EventPlacing {
  DayTable
      positions;  ///< of the first date on or after a day, times the number of intervals; last value: nowhere
  DayTable intervals;  ///< of a due day; last value: of credits
  std::uint32_t cells_of_currency = 0;
  std::uint32_t currencies = 1;
  std::vector<std::uint32_t> currency_ranks;  ///< by currency index

  [[nodiscard]] std::size_t cells() const noexcept { return std::size_t{currencies} * cells_of_currency; }
};

struct DocumentEvents {
  std::span<const std::int32_t> posting, due, closed_on;
  std::span<const std::int64_t> amount;
  std::span<const std::uint16_t> currency;  ///< empty = one currency, of rank 0
};

struct ApplicationEvents {
  std::span<const std::int32_t> counts_on, debit_due;
  std::span<const std::int64_t> amount;
  std::span<const std::uint16_t> currency;  ///< as above
};

/// What the events of a cell come to.
struct EventCell {
  std::int64_t amount = 0;   ///< that documents bring
  std::int64_t applied = 0;  ///< that applications add: less than nothing for debits
  std::int64_t opened = 0, closed = 0;

  void add(const EventCell& other) noexcept {
    amount += other.amount, applied += other.applied;
    opened += other.opened, closed += other.closed;
  }
};

/// Sums of events by cell, in the form that the loops are quick with. Refers to the placing.
class EventSums {
 public:
  explicit EventSums(const EventPlacing& placing);

  /// Documents that are not plain are nowhere.
  void add(const DocumentEvents& events, InstructionSet instructions) noexcept;
  /// What is taken from debits; applications to debits that are not plain are nowhere. Credits are left to the caller.
  void add(const ApplicationEvents& events, InstructionSet instructions) noexcept;
  [[nodiscard]] std::vector<EventCell> cells() const;

  /// Neighbouring rows often add to the same cell, and each addition waits for the one before: rows add to so many
  /// sets of cells in turns. More of them crowd the first-level cache.
  static constexpr std::size_t kSets = 2;
  struct Opened {
    std::int64_t amount = 0, items = 0;
  };

 private:
  const EventPlacing& placing_;
  std::vector<Opened> opened_;  // a set of the cells after the other, here and below
  std::vector<std::uint32_t> closed_;
  std::vector<std::int64_t> applied_;
};

}  // namespace openitem
