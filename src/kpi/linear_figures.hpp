#pragma once
/// \file
/// Figures that divide one sum of components by another, of all groups of a tile at once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/instruction_set.hpp"
#include "kpi/figure_sums.hpp"
#include "kpi/ledger_figures.hpp"
#include "kpi/sums_tile.hpp"

namespace openitem {

/// A term at its positions: where its values begin, how far it is to those of the next position, how many there are.
struct PlacedTerm {
  std::size_t begin, stride, positions;
  double factor;
};

struct PlacedSum {
  std::array<PlacedTerm, TermSum::kMost> terms{};
  std::size_t count = 0;
};

class LinearFigures {
 public:
  static constexpr std::size_t kGroups = SumsTile::kGroups;

  /// Of tiles that are laid out as `layout` is.
  LinearFigures(const std::vector<const LedgerFigure*>& figures, KpiReceivable receivable,
                const PeriodAxis& axis, const SumsTile& layout);

  /// What to divide from now on.
  void take(const SumsTile& tile) noexcept;
  /// Values of all groups of the tile in a period, and 1 where there is a value. False, and nothing written: the figure is no
  /// such division, or a sum of the tile could leave what a double holds.
  [[nodiscard]] bool divide(std::size_t figure, std::size_t period, double* values,
                            std::uint8_t* flags) const noexcept;

 private:
  struct Division {
    PlacedSum over, under;
    std::uint64_t limit = 0;  // of the joined magnitudes
  };
  struct Figure {
    bool is_linear = false;
    ComponentSet components;
    std::uint64_t bits = 0;           // of all magnitudes of the tile joined
    std::vector<Division> divisions;  // by period
  };

  std::vector<Figure> figures_;
  ComponentSet components_;  // of all figures
  InstructionSet instructions_;
  std::uint32_t positions_;
  std::vector<double> values_;  // of the tile, at the same places
};

}  // namespace openitem
