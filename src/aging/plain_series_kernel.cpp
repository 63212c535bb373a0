#include "aging/plain_series_kernel.hpp"

#include <algorithm>

#include "ledger/plain_documents.hpp"

namespace openitem {
namespace {

constexpr std::uint64_t kOpened = 1;
constexpr std::uint64_t kClosed = std::uint64_t{1} << 32;

// The table by plain pointers: the loops below live on it.
class Lookup {
 public:
  explicit Lookup(const DayTable& table) noexcept
      : values_(table.values.data()),
        first_(table.first),
        last_(table.first + static_cast<std::int32_t>(table.values.size()) - 1) {}

  [[nodiscard]] std::uint32_t of(std::int32_t day) const noexcept {
    return values_[std::clamp(day, first_, last_) - first_];
  }

 private:
  const std::uint32_t* values_;
  std::int32_t first_, last_;
};

template <bool kManyCurrencies>
std::int64_t add_documents_of(const DocumentEvents& events, const EventPlacing& placing,
                              DocumentCell* cells) noexcept {
  const Lookup positions(placing.positions);
  const Lookup intervals(placing.intervals);
  std::int64_t plain = 0;
  for (std::size_t row = 0; row < events.amount.size(); ++row) {
    const std::int32_t closed_on = events.closed_on[row];
    if (closed_on == kNotPlain) continue;
    ++plain;
    const std::int64_t amount = events.amount[row];
    // Debits and credits come in no order that a machine could foresee: a choice, not a branch.
    const auto credit = static_cast<std::uint32_t>(amount >> 63);
    const std::uint32_t interval = intervals.of(events.due[row]);
    std::uint32_t cell = interval ^ ((interval ^ placing.credit_interval) & credit);
    if constexpr (kManyCurrencies)
      cell += placing.currency_ranks[events.currency[row]] * placing.cells_of_currency;
    DocumentCell& opened = cells[cell + positions.of(events.posting[row])];
    opened.amount += amount;
    opened.items += kOpened;
    cells[cell + positions.of(closed_on)].items += kClosed;
  }
  return plain;
}

template <bool kManyCurrencies>
void add_applications_of(const ApplicationEvents& events, const EventPlacing& placing,
                         std::int64_t* cells) noexcept {
  const Lookup positions(placing.positions);
  const Lookup intervals(placing.intervals);
  for (std::size_t row = 0; row < events.amount.size(); ++row) {
    std::uint32_t place = positions.of(events.counts_on[row]);
    if constexpr (kManyCurrencies)
      place += placing.currency_ranks[events.currency[row]] * placing.cells_of_currency;
    const std::int64_t amount = events.amount[row];
    const std::int32_t due = events.debit_due[row];
    if (due != kNotPlain) cells[place + intervals.of(due)] -= amount;
    cells[place + placing.credit_interval] += amount & -std::int64_t{events.credit_is_plain[row]};
  }
}

}  // namespace

std::int64_t add_documents(const DocumentEvents& events, const EventPlacing& placing,
                           std::span<DocumentCell> cells) noexcept {
  return events.currency.empty() ? add_documents_of<false>(events, placing, cells.data())
                                 : add_documents_of<true>(events, placing, cells.data());
}

void add_applications(const ApplicationEvents& events, const EventPlacing& placing,
                      std::span<std::int64_t> cells) noexcept {
  if (events.currency.empty()) return add_applications_of<false>(events, placing, cells.data());
  add_applications_of<true>(events, placing, cells.data());
}

}  // namespace openitem
