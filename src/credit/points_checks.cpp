#include "credit/points_checks.hpp"

#include <cmath>

namespace openitem::credit {
namespace {

constexpr double kMostPdo = 1e6, kMostScore = 1e9, kMostOdds = 1e9;

}  // namespace

void check_orientation(OddsOrientation orientation) {
  if (orientation != OddsOrientation::not_set) return;
  throw Error(Status::not_set,
              "orientation is not set: odds of goods to bads and of bads to goods are both in use, choose "
              "good_to_bad or bad_to_good");
}

void check_pdo(double pdo) {
  const double points = std::abs(pdo);
  if (points >= 1.0 / kMostPdo && points <= kMostPdo) return;  // NaN is neither
  throw Error(Status::out_of_bounds,
              "pdo must be 0.000001 to 1,000,000 points, or as many below 0 where scores fall with odds");
}

void check_base_score(double base_score) {
  if (std::abs(base_score) <= kMostScore) return;
  throw Error(Status::out_of_bounds, "base_score must be within -+1,000,000,000 points");
}

void check_base_odds(double base_odds) {
  if (base_odds >= 1.0 / kMostOdds && base_odds <= kMostOdds) return;
  throw Error(Status::out_of_bounds,
              "base_odds must be above 0, as in 50 for 50 to 1, and at most 1,000,000,000");
}

void check_scale(const PointsScale& scale) {
  check_orientation(scale.orientation);
  if (std::isfinite(scale.factor) && std::isfinite(scale.offset) && scale.factor != 0.0) return;
  throw Error(Status::out_of_bounds,
              "a scale of points needs a finite factor other than 0 and a finite offset; make it with "
              "points_scaling");
}

}  // namespace openitem::credit
