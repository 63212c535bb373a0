#pragma once
/// \file
/// Tables of the validation of a card.

#include <cstddef>
#include <span>
#include <vector>

#include "credit/validation_rows.hpp"
#include "openitem/column.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::credit {

/// Rows of a card with their scores. Refers to all of it.
struct ScoredRows {
  const Scorecard& card;
  const ValidationRows& rows;
  std::span<const double> scores;
  std::span<const double> pds;  ///< empty where the card has no scale
  const Table& bins;            ///< number of the bin of each row, a column a feature

  /// Whether a high score is a low risk; so it is taken to be where the card has no scale.
  [[nodiscard]] bool high_is_better() const noexcept;
};

/// How the card tells outcomes apart and says their rate, by period and in total.
[[nodiscard]] Table periods_table(const ScoredRows& scored, const ValidationOptions& options);
/// The same class by class. Requires a card with classes.
[[nodiscard]] Table period_classes_table(const ScoredRows& scored, const ValidationOptions& options);
/// "stability", "stability_bins".
[[nodiscard]] std::vector<Table> stability_tables(const ScoredRows& scored, const ValidationOptions& options);

}  // namespace openitem::credit
