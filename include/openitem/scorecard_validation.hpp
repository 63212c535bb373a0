#pragma once
/// \file
/// Validation and stability of a scorecard by period, and what overriding it came to. docs/methods/scorecard_validation.md states every
/// rule and its source.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine and for any number of threads, over the same order of rows.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/scorecard.hpp"
#include "openitem/time.hpp"

namespace openitem::credit {

struct ValidationOptions {
  /// Rows observed before it are the period "development", those on it or later "validation". Needs the column observed_on.
  std::optional<Date> split = {};
  /// The period of column period that the others are compared with; empty where there is a split.
  std::string development = {};
  std::int32_t score_bins = 10;        ///< bins of the score where the card has no classes, 2 .. 50
  std::int32_t calibration_bins = 10;  ///< 1 .. 10,000
  double smoothing = 0.5;              ///< added to each bin of the stability indices, in weight, 0 .. 10^6
  double confidence = 0.95;            ///< of intervals, above 0 and below 1
  std::int32_t threads = 1;            ///< at most 256; never changes a bit
};

/// How a card does on rows and outcomes (1 = bad), period by period. Table "features": the columns of the card. Table "outcomes", as
/// many rows: outcome (null = not known yet: the row counts for stability alone), [weight], and either observed_on (a date, with `split`)
/// or period (texts, with `development`). Tables of the result:
///  "periods"        period, role, rows, weight, rows_with_outcome, ones, rate, mean_pd, auc .., gini .., ks, ks_score, brier .., log_loss ..,
///                   intercept .., slope .., slope_status, calibration_error, calibration_error_if_calibrated; the last is "total"
///  "classes"        period, class, rows, weight, share, ones, rate, low, high, pd, mean_pd, verdict; where the card has classes
///  "stability"      period, characteristic ("score" or a feature), index, band, points_shift
///  "stability_bins" period, characteristic, bin, label, development_share, share, contribution
///  "proof"          line, count: rows less those of the periods; the difference is 0
///  "about"          name, value
/// O(rows x (features + log rows)). Pure.
/// \throws Error as score; not_set (neither split nor development), invalid_argument (both; no row of the development period), missing_column,
/// unknown_name, missing_value (a period or date), invalid_data, ragged_columns, out_of_bounds (options).
[[nodiscard]] Result validate_scorecard(const Scorecard& card, std::span<const TableView> tables,
                                        const ValidationOptions& options);

/// Overrides as data. Table "decisions", a row each: from_class, to_class (texts: what the card said, what was decided; the same where nothing
/// was overridden), and any of reason (of overrides, required there), decided_by, decided_on (a date), outcome (0, 1 or null = not known yet),
/// weight. Tables of the result:
///  "overrides" from_class, to_class, rows, rows_with_outcome, weight, share, ones, rate, low, high (all decisions; where the classes differ,
///              overrides)
///  "reasons"   reason, and the same figures; of overrides
///  "summary"   overridden ("no", "yes"), and the same figures
///  "log"       row, from_class, to_class, reason, decided_by, decided_on, outcome: the overrides alone, as they were given
///  "proof"     line, count
///  "about"     name, value
/// O(rows log rows). Pure.
/// \throws Error missing_column, missing_value (a class; an override without a reason), invalid_data (an outcome, a weight, a date, a reason where
/// nothing was overridden), out_of_bounds (confidence), invalid_argument (no rows).
[[nodiscard]] Result override_report(std::span<const TableView> tables, double confidence = 0.95);

}  // namespace openitem::credit
