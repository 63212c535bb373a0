#pragma once
/// \file
/// Points scaling of scorecards: scores as points in which a fixed number of points doubles the odds.
/// docs/methods/credit.md states every formula and its source.
///
/// Every function is pure and may be called from any thread; the same bits on every machine.

#include <cstdint>
#include <span>

#include "openitem/core.hpp"

namespace openitem::credit {

/// What odds are odds of. Textbooks use both: so there is no default.
enum class OddsOrientation : std::int32_t {
  not_set = 0,
  good_to_bad = 1,  ///< 50 = fifty goods for each bad; a PD of 1 / 51
  bad_to_good = 2,  ///< 0.02 = one bad for each fifty goods; the same PD
};

/// score = offset + factor x ln(odds).
struct PointsScale {
  double factor = 0.0;  ///< points that multiply the odds by e; below 0 where a score falls with its odds
  double offset = 0.0;  ///< the score of odds of 1
  OddsOrientation orientation = OddsOrientation::not_set;
};

/// factor = pdo / ln 2, offset = base_score - factor x ln(base_odds). `pdo`: points that double the odds, not 0; below 0 where the score is to fall
/// with the odds.
/// \throws Error not_set, out_of_bounds (pdo 0 or beyond -+10^6, base_score beyond -+10^9, base_odds outside 10^-9 .. 10^9).
[[nodiscard]] PointsScale points_scaling(double pdo, double base_score, double base_odds,
                                         OddsOrientation orientation);

/// Columns of one length in, a column of it out.
/// \throws Error ragged_columns, not_set (the scale's orientation), out_of_bounds (a scale with a factor of 0 or figures that are not finite), invalid_data
/// (row = the first that is not finite; odds of 0 or less).
void scores_of_odds(const PointsScale& scale, std::span<const double> odds, std::span<double> scores);
/// The inverse, infinite or 0 where doubles end.
void odds_of_scores(const PointsScale& scale, std::span<const double> scores, std::span<double> odds);
/// PD = 1 / (1 + odds) of goods to bads, odds / (1 + odds) of bads to goods. \throws Error as scores_of_odds.
void pds_of_odds(OddsOrientation orientation, std::span<const double> odds, std::span<double> pds);
/// The inverse; a PD is above 0 and below 1. \throws Error as scores_of_odds.
void odds_of_pds(OddsOrientation orientation, std::span<const double> pds, std::span<double> odds);

}  // namespace openitem::credit
