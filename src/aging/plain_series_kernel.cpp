#include "aging/plain_series_kernel.hpp"

#include <algorithm>

#include "ledger/plain_documents.hpp"

// Rows are added block by block, in three loops each: days to places in the tables (vector instructions), places to cells,
// additions. A loop that looks up a cell and adds to it at once is slower by a half: where a processor does not let reads
// overtake writes to addresses that are still looked up, each row waits for the one before.

namespace openitem {
namespace {

constexpr std::size_t kSeriesBlockRows = 256;
constexpr std::size_t kSets = EventSums::kSets;

// The table by plain pointers: the loops below live on it.
class Lookup {
 public:
  OPENITEM_INLINE explicit Lookup(const DayTable& table) noexcept
      : values_(table.values.data()),
        first_(table.first),
        last_(table.first + static_cast<std::int32_t>(table.values.size()) - 2) {}

  [[nodiscard]] OPENITEM_INLINE std::uint32_t place(std::int32_t day) const noexcept {
    const std::int32_t not_before = day < first_ ? first_ : day;
    return static_cast<std::uint32_t>((not_before > last_ ? last_ : not_before) - first_);
  }
  // The place of the value of no day where `beside` has all bits, of the day where it has none: no branch, because debits
  // and credits come in no order that a machine could foresee.
  [[nodiscard]] OPENITEM_INLINE std::uint32_t place(std::int32_t day, std::uint32_t beside) const noexcept {
    const std::uint32_t of_day = place(day);
    const std::uint32_t of_none = static_cast<std::uint32_t>(last_ - first_) + 1;
    return of_day ^ ((of_day ^ of_none) & beside);
  }
  [[nodiscard]] OPENITEM_INLINE std::uint32_t at(std::uint32_t place) const noexcept {
    std::uint32_t value = values_[place];
#if defined(__GNUC__)
    asm("" : "+r"(value));  // one by one: instructions that gather take longer
#endif
    return value;
  }

 private:
  const std::uint32_t* values_;
  std::int32_t first_, last_;
};

OPENITEM_INLINE std::uint32_t all_bits_if(bool condition) noexcept {
  return condition ? ~std::uint32_t{0} : 0;
}

template <bool kManyCurrencies>
OPENITEM_INLINE std::uint32_t currency_cell(const EventPlacing& placing,
                                            std::span<const std::uint16_t> currency,
                                            std::size_t row) noexcept {
  if constexpr (!kManyCurrencies) return 0;
  return placing.currency_ranks[currency[row]] * placing.cells_of_currency;
}

template <bool kManyCurrencies>
OPENITEM_INLINE void add_documents(const DocumentEvents& events, const EventPlacing& placing,
                                   EventSums::Opened* opened, std::uint32_t* closed) noexcept {
  const Lookup positions(placing.positions);
  const Lookup intervals(placing.intervals);
  const std::size_t cells = placing.cells();
  std::uint32_t opening[kSeriesBlockRows], closing[kSeriesBlockRows], due[kSeriesBlockRows];
  for (std::size_t begin = 0; begin < events.amount.size(); begin += kSeriesBlockRows) {
    const std::size_t rows = std::min(kSeriesBlockRows, events.amount.size() - begin);
    const std::int64_t* const amounts = events.amount.data() + begin;
    const std::int32_t* const posting = events.posting.data() + begin;
    const std::int32_t* const due_days = events.due.data() + begin;
    const std::int32_t* const closed_on = events.closed_on.data() + begin;
    for (std::size_t row = 0; row < rows; ++row) {
      const auto high_half = static_cast<std::int32_t>(static_cast<std::uint64_t>(amounts[row]) >> 32);
      const std::uint32_t nowhere = all_bits_if(closed_on[row] == kNotPlain);
      opening[row] = positions.place(posting[row], nowhere);
      closing[row] = positions.place(closed_on[row], nowhere);
      due[row] = intervals.place(due_days[row], static_cast<std::uint32_t>(high_half >> 31));
    }
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t interval =
          intervals.at(due[row]) + currency_cell<kManyCurrencies>(placing, events.currency, begin + row);
      opening[row] = positions.at(opening[row]) + interval;
      closing[row] = positions.at(closing[row]) + interval;
    }
    std::size_t row = 0;
    for (; row + kSets <= rows; row += kSets) {
      // Read all sets, then write them: they do not overlap, which a compiler cannot know.
      EventSums::Opened open[kSets];
      std::uint32_t closings[kSets];
      for (std::size_t set = 0; set < kSets; ++set) {
        open[set] = opened[set * cells + opening[row + set]];
        closings[set] = closed[set * cells + closing[row + set]];
      }
      for (std::size_t set = 0; set < kSets; ++set) {
        opened[set * cells + opening[row + set]] = {open[set].amount + amounts[row + set],
                                                    open[set].items + 1};
        closed[set * cells + closing[row + set]] = closings[set] + 1;
      }
    }
    for (; row < rows; ++row) {
      opened[opening[row]].amount += amounts[row];
      ++opened[opening[row]].items;
      ++closed[closing[row]];
    }
  }
}

template <bool kManyCurrencies>
OPENITEM_INLINE void add_applications(const ApplicationEvents& events, const EventPlacing& placing,
                                      std::int64_t* applied) noexcept {
  const Lookup positions(placing.positions);
  const Lookup intervals(placing.intervals);
  const std::size_t cells = placing.cells();
  std::uint32_t counting[kSeriesBlockRows], due[kSeriesBlockRows];
  for (std::size_t begin = 0; begin < events.amount.size(); begin += kSeriesBlockRows) {
    const std::size_t rows = std::min(kSeriesBlockRows, events.amount.size() - begin);
    const std::int64_t* const amounts = events.amount.data() + begin;
    const std::int32_t* const counts_on = events.counts_on.data() + begin;
    const std::int32_t* const due_days = events.debit_due.data() + begin;
    for (std::size_t row = 0; row < rows; ++row) {
      counting[row] = positions.place(counts_on[row], all_bits_if(due_days[row] == kNotPlain));
      due[row] = intervals.place(due_days[row]);
    }
    for (std::size_t row = 0; row < rows; ++row) {
      counting[row] = positions.at(counting[row]) + intervals.at(due[row]) +
                      currency_cell<kManyCurrencies>(placing, events.currency, begin + row);
    }
    std::size_t row = 0;
    for (; row + kSets <= rows; row += kSets) {
      std::int64_t sums[kSets];
      for (std::size_t set = 0; set < kSets; ++set) sums[set] = applied[set * cells + counting[row + set]];
      for (std::size_t set = 0; set < kSets; ++set)
        applied[set * cells + counting[row + set]] = sums[set] - amounts[row + set];
    }
    for (; row < rows; ++row) applied[counting[row]] -= amounts[row];
  }
}

OPENITEM_INLINE void add_documents_of(const DocumentEvents& events, const EventPlacing& placing,
                                      EventSums::Opened* opened, std::uint32_t* closed) noexcept {
  if (events.currency.empty()) {
    add_documents<false>(events, placing, opened, closed);
  } else {
    add_documents<true>(events, placing, opened, closed);
  }
}

OPENITEM_INLINE void add_applications_of(const ApplicationEvents& events, const EventPlacing& placing,
                                         std::int64_t* applied) noexcept {
  if (events.currency.empty()) {
    add_applications<false>(events, placing, applied);
  } else {
    add_applications<true>(events, placing, applied);
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void add_documents_avx2(const DocumentEvents& events, const EventPlacing& placing,
                                                EventSums::Opened* opened, std::uint32_t* closed) noexcept {
  add_documents_of(events, placing, opened, closed);
}

[[gnu::target("avx2")]] void add_applications_avx2(const ApplicationEvents& events,
                                                   const EventPlacing& placing,
                                                   std::int64_t* applied) noexcept {
  add_applications_of(events, placing, applied);
}
#endif

}  // namespace

EventSums::EventSums(const EventPlacing& placing)
    : placing_(placing),
      opened_(placing.cells() * kSets),
      closed_(placing.cells() * kSets),
      applied_(placing.cells() * kSets) {}

void EventSums::add(const DocumentEvents& events, InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2)
    return add_documents_avx2(events, placing_, opened_.data(), closed_.data());
#endif
  static_cast<void>(instructions);
  add_documents_of(events, placing_, opened_.data(), closed_.data());
}

void EventSums::add(const ApplicationEvents& events, InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) return add_applications_avx2(events, placing_, applied_.data());
#endif
  static_cast<void>(instructions);
  add_applications_of(events, placing_, applied_.data());
}

std::vector<EventCell> EventSums::cells() const {
  std::vector<EventCell> cells(placing_.cells());
  for (std::size_t at = 0; at < opened_.size(); ++at)
    cells[at % cells.size()].add({opened_[at].amount, applied_[at], opened_[at].items, closed_[at]});
  return cells;
}

}  // namespace openitem
