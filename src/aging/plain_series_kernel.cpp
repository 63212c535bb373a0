#include "aging/plain_series_kernel.hpp"

#include <algorithm>

#include "ledger/plain_documents.hpp"

namespace openitem {
namespace {

constexpr std::uint64_t kOpened = 1;
constexpr std::uint64_t kClosed = std::uint64_t{1} << 32;
constexpr std::size_t kSets = 4;
constexpr std::size_t kMaxCellsOfSets = 4096;  // 64 KiB each

// The table by plain pointers: the loops below live on it.
class Lookup {
 public:
  OPENITEM_INLINE explicit Lookup(const DayTable& table) noexcept
      : values_(table.values.data()),
        first_(table.first),
        last_(table.first + static_cast<std::int32_t>(table.values.size()) - 1) {}

  [[nodiscard]] OPENITEM_INLINE std::uint32_t of(std::int32_t day) const noexcept {
    return values_[std::clamp(day, first_, last_) - first_];
  }

 private:
  const std::uint32_t* values_;
  std::int32_t first_, last_;
};

struct CellsOfDocument {
  std::uint32_t opened, closed;
};

template <bool kManyCurrencies>
class DocumentPlacing {
 public:
  OPENITEM_INLINE DocumentPlacing(const DocumentEvents& events, const EventPlacing& placing) noexcept
      : events_(events),
        placing_(placing),
        positions_(placing.positions),
        intervals_(placing.intervals),
        credit_interval_(placing.credit_interval) {}

  [[nodiscard]] OPENITEM_INLINE CellsOfDocument of(std::size_t row) const noexcept {
    // Debits and credits come in no order that a machine could foresee: a choice, not a branch.
    const auto credit = static_cast<std::uint32_t>(events_.amount[row] >> 63);
    const std::uint32_t interval = intervals_.of(events_.due[row]);
    std::uint32_t cell = interval ^ ((interval ^ credit_interval_) & credit);
    if constexpr (kManyCurrencies)
      cell += placing_.currency_ranks[events_.currency[row]] * placing_.cells_of_currency;
    return {cell + positions_.of(events_.posting[row]), cell + positions_.of(events_.closed_on[row])};
  }

 private:
  const DocumentEvents& events_;
  const EventPlacing& placing_;
  const Lookup positions_, intervals_;
  const std::uint32_t credit_interval_;
};

template <bool kManyCurrencies, std::size_t kTurns>
OPENITEM_INLINE std::int64_t add_documents_in(const DocumentEvents& events, const EventPlacing& placing,
                                              DocumentCell* sets, std::size_t cells) noexcept {
  const DocumentPlacing<kManyCurrencies> places(events, placing);
  const std::size_t rows = events.amount.size();
  std::int64_t plain = 0;
  const auto add = [&](std::size_t row, CellsOfDocument at, DocumentCell * set)
      __attribute__((always_inline)) {
    if (events.closed_on[row] == kNotPlain) return;
    ++plain;
    set[at.opened].amount += events.amount[row];
    set[at.opened].items += kOpened;
    set[at.closed].items += kClosed;
  };
  std::size_t row = 0;
  for (; row + kTurns <= rows; row += kTurns) {
    CellsOfDocument at[kTurns];
    for (std::size_t turn = 0; turn < kTurns; ++turn) at[turn] = places.of(row + turn);
    for (std::size_t turn = 0; turn < kTurns; ++turn) add(row + turn, at[turn], sets + turn * cells);
  }
  for (; row < rows; ++row) add(row, places.of(row), sets);
  for (std::size_t cell = cells; cell < kTurns * cells; ++cell) sets[cell % cells].add(sets[cell]);
  return plain;
}

OPENITEM_INLINE std::int64_t add_documents_of(const DocumentEvents& events, const EventPlacing& placing,
                                              std::span<DocumentCell> sets) noexcept {
  const std::size_t cells = placing.cells();
  const bool is_single = sets.size() == cells;
  if (events.currency.empty()) {
    return is_single ? add_documents_in<false, 1>(events, placing, sets.data(), cells)
                     : add_documents_in<false, kSets>(events, placing, sets.data(), cells);
  }
  return is_single ? add_documents_in<true, 1>(events, placing, sets.data(), cells)
                   : add_documents_in<true, kSets>(events, placing, sets.data(), cells);
}

template <bool kManyCurrencies>
OPENITEM_INLINE void add_applications_in(const ApplicationEvents& events, const EventPlacing& placing,
                                         std::int64_t* debits, std::int64_t* credits) noexcept {
  const Lookup positions(placing.positions);
  const Lookup intervals(placing.intervals);
  for (std::size_t row = 0; row < events.amount.size(); ++row) {
    std::uint32_t place = positions.of(events.counts_on[row]);
    if constexpr (kManyCurrencies)
      place += placing.currency_ranks[events.currency[row]] * placing.cells_of_currency;
    const std::int64_t amount = events.amount[row];
    const std::int32_t due = events.debit_due[row];
    credits[place] += amount & -std::int64_t{events.credit_is_plain[row]};
    if (due != kNotPlain) debits[place + intervals.of(due)] -= amount;
  }
}

OPENITEM_INLINE void add_applications_of(const ApplicationEvents& events, const EventPlacing& placing,
                                         const AppliedCells& cells) noexcept {
  if (events.currency.empty()) {
    add_applications_in<false>(events, placing, cells.debits.data(), cells.credits.data());
  } else {
    add_applications_in<true>(events, placing, cells.debits.data(), cells.credits.data());
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::int64_t add_documents_avx2(const DocumentEvents& events,
                                                        const EventPlacing& placing,
                                                        std::span<DocumentCell> sets) noexcept {
  return add_documents_of(events, placing, sets);
}

[[gnu::target("avx2")]] void add_applications_avx2(const ApplicationEvents& events,
                                                   const EventPlacing& placing,
                                                   const AppliedCells& cells) noexcept {
  add_applications_of(events, placing, cells);
}
#endif

}  // namespace

std::size_t document_cell_sets(std::size_t cells) noexcept { return cells <= kMaxCellsOfSets ? kSets : 1; }

std::int64_t add_documents(const DocumentEvents& events, const EventPlacing& placing,
                           std::span<DocumentCell> sets, InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) return add_documents_avx2(events, placing, sets);
#endif
  static_cast<void>(instructions);
  return add_documents_of(events, placing, sets);
}

void add_applications(const ApplicationEvents& events, const EventPlacing& placing, const AppliedCells& cells,
                      InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) return add_applications_avx2(events, placing, cells);
#endif
  static_cast<void>(instructions);
  add_applications_of(events, placing, cells);
}

}  // namespace openitem
