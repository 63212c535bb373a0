#pragma once
/// \file
/// The hot loops of boosting: log odds of all rows, their derivatives, and sums of these by bin.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/additive_rows.hpp"
#include "stats/additive_steps.hpp"

namespace openitem::stats {

/// Log loss a row of weight 1, of the training and the validation rows.
struct Losses {
  double training = 0.0;
  double validation = 0.0;
};

/// Rows of one bag on their way. Sums run over rows in their order.
class RowDerivatives {
 public:
  /// The outcomes and the rows must outlive it.
  RowDerivatives(const RowOutcomes& outcomes, const BagRows& rows, std::vector<double> log_odds);

  /// Derivatives at the log odds as they are. 0 = no rows of that kind.
  Losses refresh() noexcept;

  /// Sums of the derivatives of the rows of each bin.
  void add_up(std::span<const BinCode> codes, std::span<Derivatives> cells) const noexcept;

  /// Moves the log odds by `steps` of the bins of `codes`, the gradients with them to second order, and adds up by `next` on the same way.
  void move_and_add_up(std::span<const BinCode> codes, std::span<const double> steps,
                       std::span<const BinCode> next, std::span<Derivatives> cells) noexcept;
  /// Moves the log odds alone: the derivatives are refreshed next.
  void move(std::span<const BinCode> codes, std::span<const double> steps) noexcept;

 private:
  const RowOutcomes& outcomes_;
  const BagRows& rows_;
  std::vector<double> log_odds_, gradients_, hessians_;
};

}  // namespace openitem::stats
