#include "stats/additive_derivatives.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/exponential.hpp"

namespace openitem::stats {
namespace {

constexpr double kLargestLogOdds = 700.0;  // log odds whose exponential is told from 0

struct RowLoss {
  double probability, variance, loss;
};

/// Of outcome 1 at these log odds; `is_one`: what came.
OPENITEM_INLINE RowLoss look_at_row(double log_odds, bool is_one) noexcept {
  const double magnitude = std::fabs(log_odds);
  const double power = exp_within(-(magnitude < kLargestLogOdds ? magnitude : kLargestLogOdds));
  const double sum = 1.0 + power;
  const double likelier = 1.0 / sum;
  const double other = power * likelier;
  const bool is_positive = log_odds >= 0.0;
  // ln(1 + power): what rounding took from the sum is put back.
  const double logarithm = log_positive(sum) + (power - (sum - 1.0)) * likelier;
  return {is_positive ? likelier : other, likelier * other,
          logarithm + (is_positive == is_one ? 0.0 : magnitude)};
}

}  // namespace

RowDerivatives::RowDerivatives(const RowOutcomes& outcomes, const BagRows& rows, std::vector<double> log_odds)
    : outcomes_(outcomes),
      rows_(rows),
      log_odds_(std::move(log_odds)),
      gradients_(log_odds_.size()),
      hessians_(log_odds_.size()) {}

Losses RowDerivatives::refresh() noexcept {
  Losses sums;
  for (std::size_t row = 0; row < log_odds_.size(); ++row) {
    const bool is_one = outcomes_.ones[row] != 0;
    const RowLoss at = look_at_row(log_odds_[row], is_one);
    const double training = rows_.training[row];
    gradients_[row] = training * (at.probability - (is_one ? 1.0 : 0.0));
    hessians_[row] = training * at.variance;
    sums.training += training * at.loss;
    sums.validation += rows_.validation[row] * at.loss;
  }
  sums.training /= rows_.trained.sum();
  if (rows_.validated.sum() > 0.0) sums.validation /= rows_.validated.sum();
  return sums;
}

void RowDerivatives::add_up(std::span<const BinCode> codes, std::span<Derivatives> cells) const noexcept {
  const std::size_t rows = codes.size();
  std::fill(cells.begin(), cells.end(), Derivatives{});
  for (std::size_t row = 0; row < rows; ++row) cells[codes[row]] += {gradients_[row], hessians_[row]};
}

void RowDerivatives::move_and_add_up(std::span<const BinCode> codes, std::span<const double> steps,
                                     std::span<const BinCode> next, std::span<Derivatives> cells) noexcept {
  const std::size_t rows = codes.size();
  std::fill(cells.begin(), cells.end(), Derivatives{});
  for (std::size_t row = 0; row < rows; ++row) {
    const double step = steps[codes[row]];
    log_odds_[row] += step;
    gradients_[row] += hessians_[row] * step;
    cells[next[row]] += {gradients_[row], hessians_[row]};
  }
}

void RowDerivatives::move(std::span<const BinCode> codes, std::span<const double> steps) noexcept {
  for (std::size_t row = 0; row < codes.size(); ++row) log_odds_[row] += steps[codes[row]];
}

}  // namespace openitem::stats
