#include "kpi/linear_figures.hpp"

#include <algorithm>
#include <bit>

namespace openitem {
namespace {

constexpr std::size_t kLanes = LinearFigures::kGroups;
/// Whole numbers below are doubles without a loss, and so are their sums and products that stay below.
constexpr std::uint64_t kExact = std::uint64_t{1} << 53;
/// Magnitudes below are read as doubles by an addition.
constexpr std::uint64_t kReadable = std::uint64_t{1} << 51;

using Lanes = std::array<double, kLanes>;

/// The bits of 1.5 x 2^52 + value, less that number: machines without a conversion of 64-bit integers have both steps.
OPENITEM_INLINE double small_double(std::int64_t value) noexcept {
  constexpr double middle = 0x1.8p52;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(middle) + static_cast<std::uint64_t>(value)) -
         middle;
}

/// Values as doubles; returns the bits of all magnitudes. Where these reach 2^51, the doubles mean nothing.
OPENITEM_INLINE std::uint64_t read_values(const std::int64_t* from, double* to) noexcept {
  std::array<std::uint64_t, kLanes> bits;
  for (std::size_t at = 0; at < kLanes; ++at) {
    to[at] = small_double(from[at]);
    const std::int64_t sign = from[at] < 0 ? -1 : 0;
    bits[at] = static_cast<std::uint64_t>(from[at] ^ sign);
  }
  std::uint64_t joined = 0;
  for (std::size_t at = 0; at < kLanes; ++at) joined |= bits[at];
  return joined;
}

OPENITEM_INLINE void add_up(const double* from, const PlacedSum& sum, Lanes& to) noexcept {
  to.fill(0.0);
  for (std::size_t term = 0; term < sum.count; ++term) {
    const PlacedTerm& placed = sum.terms[term];
    for (std::size_t position = 0; position < placed.positions; ++position) {
      const double* const values = from + placed.begin + position * placed.stride;
      for (std::size_t at = 0; at < kLanes; ++at) to[at] += placed.factor * values[at];
    }
  }
}

// One division of two exact whole numbers is rounded once, as quotient() rounds; adding 0 turns -0 into 0.
OPENITEM_INLINE void divide_sums(const double* from, const PlacedSum& over, const PlacedSum& under,
                                 double* values, std::uint8_t* flags) noexcept {
  Lanes numerator, denominator;
  add_up(from, over, numerator);
  add_up(from, under, denominator);
  // Without a choice inside the loop that divides, the divisions come several at once.
  for (std::size_t at = 0; at < kLanes; ++at) {
    const double is_there = denominator[at] != 0.0 ? 1.0 : 0.0;
    values[at] = numerator[at] * is_there / (denominator[at] + (1.0 - is_there)) + 0.0;
  }
  for (std::size_t at = 0; at < kLanes; ++at) flags[at] = denominator[at] != 0.0 ? 1 : 0;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::uint64_t read_values_avx2(const std::int64_t* from, double* to) noexcept {
  return read_values(from, to);
}
[[gnu::target("avx2")]] void divide_sums_avx2(const double* from, const PlacedSum& over,
                                              const PlacedSum& under, double* values,
                                              std::uint8_t* flags) noexcept {
  divide_sums(from, over, under, values, flags);
}
#endif

std::uint64_t read_values(const std::int64_t* from, double* to, InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) return read_values_avx2(from, to);
#endif
  static_cast<void>(instructions);
  return read_values(from, to);
}

/// Components and places that the terms name, in one layout.
class Placing {
 public:
  Placing(KpiReceivable receivable, const SumsTile& layout)
      : receivable_(receivable == KpiReceivable::net ? Component::receivable : Component::debits),
        layout_(layout) {}

  [[nodiscard]] Component component_of(const SumTerm& term) const noexcept {
    return term.component == Component::receivable ? receivable_ : term.component;
  }
  /// Takes from `limit` what the sum allows its magnitudes to be.
  [[nodiscard]] PlacedSum place(const TermSum& sum, const PeriodWindows& windows,
                                std::uint64_t& limit) const noexcept {
    PlacedSum placed;
    std::uint64_t factors = 0;
    for (std::size_t at = 0; at < sum.count; ++at) {
      const SumTerm& term = sum.terms[at];
      const Window window = term.place == TermPlace::moved_for_sales ? windows.sales : windows.period;
      const std::int64_t factor = factor_of(term.factor, windows);
      std::uint32_t first = window.begin + 1, positions = window.end - window.begin;
      if (term.place == TermPlace::opening) first = window.begin, positions = 1;
      if (term.place == TermPlace::closing) first = window.end, positions = 1;
      placed.terms[placed.count++] = {layout_.place(component_of(term), first), layout_.stride(), positions,
                                      static_cast<double>(term.sign * factor)};
      factors += static_cast<std::uint64_t>(factor) * positions;
    }
    if (factors != 0) limit = std::min(limit, kExact / factors - 1);
    return placed;
  }

 private:
  const Component receivable_;
  const SumsTile& layout_;
};

}  // namespace

LinearFigures::LinearFigures(const std::vector<const LedgerFigure*>& figures, KpiReceivable receivable,
                             const PeriodAxis& axis, const SumsTile& layout)
    : figures_(figures.size()),
      instructions_(best_instruction_set()),
      positions_(layout.positions()),
      values_(layout.values().size()) {
  const Placing placing(receivable, layout);
  for (std::size_t at = 0; at < figures.size(); ++at) {
    const FigureSums* const sums = find_figure_sums(figures[at]->id);
    if (sums == nullptr) continue;
    Figure& figure = figures_[at];
    figure.is_linear = true;
    for (const TermSum* const sum : {&sums->numerator, &sums->denominator}) {
      for (std::size_t term = 0; term < sum->count; ++term)
        figure.components.add(placing.component_of(sum->terms[term]));
    }
    components_.add(figure.components);
    for (const PeriodWindows& windows : axis.periods()) {
      Division division{{}, {}, kReadable};
      division.over = placing.place(sums->numerator, windows, division.limit);
      division.under = placing.place(sums->denominator, windows, division.limit);
      figure.divisions.push_back(division);
    }
  }
}

void LinearFigures::take(const SumsTile& tile) noexcept {
  for (Figure& figure : figures_) figure.bits = 0;
  for (std::size_t at = 0; at < kComponents; ++at) {
    const auto component = static_cast<Component>(at);
    if (!components_.has(component)) continue;
    std::uint64_t bits = 0;
    for (std::uint32_t position = 0; position < positions_; ++position)
      bits |= read_values(tile.of(component, position), values_.data() + tile.place(component, position),
                          instructions_);
    for (Figure& figure : figures_) {
      if (figure.components.has(component)) figure.bits |= bits;
    }
  }
}

bool LinearFigures::divide(std::size_t figure, std::size_t period, double* values,
                           std::uint8_t* flags) const noexcept {
  if (!figures_[figure].is_linear) return false;
  const Division& division = figures_[figure].divisions[period];
  if (figures_[figure].bits >= division.limit) return false;
#if defined(__x86_64__)
  if (instructions_ == InstructionSet::avx2) {
    divide_sums_avx2(values_.data(), division.over, division.under, values, flags);
    return true;
  }
#endif
  divide_sums(values_.data(), division.over, division.under, values, flags);
  return true;
}

}  // namespace openitem
