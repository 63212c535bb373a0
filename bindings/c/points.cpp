#include "openitem/points.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "credit/points_checks.hpp"
#include "guard.hpp"
#include "openitem/points.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

credit::OddsOrientation read_orientation(std::int32_t value, const char* name, std::int32_t argument) {
  return read_variant(value, credit::OddsOrientation::bad_to_good, name,
                      "OI_ODDS_GOOD_TO_BAD or OI_ODDS_BAD_TO_GOOD", argument);
}

credit::PointsScale read_scale_of_points(const oi_points_scale* scale, std::int32_t argument) {
  require(scale, "scale", argument);
  require_zero(scale->reserved, "scale.reserved", argument);
  const credit::PointsScale read = {scale->factor, scale->offset,
                                    read_orientation(scale->orientation, "scale.orientation", argument)};
  blaming(argument, [&] { credit::check_scale(read); });
  return read;
}

/// A column in, a column out: arguments 1 to 3 of every function here. The caller's buffer is written last.
template <class Formula>
void convert(const double* in, const char* in_name, std::int64_t rows, double* out, const char* out_name,
             const Formula& formula) {
  require_count(rows, 0, largest_row_count, "rows", 2);
  require(in, in_name, 1);
  require(out, out_name, 3);
  std::vector<double> found(static_cast<std::size_t>(rows));
  blaming(1, [&] { formula(std::span<const double>(in, found.size()), std::span<double>(found)); });
  std::copy(found.begin(), found.end(), out);
}

}  // namespace

oi_status oi_points_scaling(double pdo, double base_score, double base_odds, oi_odds_orientation orientation,
                            oi_points_scale* scale, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { credit::check_pdo(pdo); });
    blaming(1, [&] { credit::check_base_score(base_score); });
    blaming(2, [&] { credit::check_base_odds(base_odds); });
    const credit::OddsOrientation odds = read_orientation(orientation, "orientation", 3);
    require(scale, "scale", 4);
    const credit::PointsScale found = credit::points_scaling(pdo, base_score, base_odds, odds);
    *scale = {found.factor, found.offset, orientation, 0};
  });
}

oi_status oi_points_scores_of_odds(const oi_points_scale* scale, const double* odds, int64_t rows,
                                   double* scores, oi_error* error) {
  return guard(error, [&] {
    const credit::PointsScale given = read_scale_of_points(scale, 0);
    convert(odds, "odds", rows, scores, "scores", [&](std::span<const double> in, std::span<double> out) {
      credit::scores_of_odds(given, in, out);
    });
  });
}

oi_status oi_points_odds_of_scores(const oi_points_scale* scale, const double* scores, int64_t rows,
                                   double* odds, oi_error* error) {
  return guard(error, [&] {
    const credit::PointsScale given = read_scale_of_points(scale, 0);
    convert(scores, "scores", rows, odds, "odds", [&](std::span<const double> in, std::span<double> out) {
      credit::odds_of_scores(given, in, out);
    });
  });
}

oi_status oi_points_pds_of_odds(oi_odds_orientation orientation, const double* odds, int64_t rows,
                                double* pds, oi_error* error) {
  return guard(error, [&] {
    const credit::OddsOrientation way = read_orientation(orientation, "orientation", 0);
    convert(odds, "odds", rows, pds, "pds",
            [&](std::span<const double> in, std::span<double> out) { credit::pds_of_odds(way, in, out); });
  });
}

oi_status oi_points_odds_of_pds(oi_odds_orientation orientation, const double* pds, int64_t rows,
                                double* odds, oi_error* error) {
  return guard(error, [&] {
    const credit::OddsOrientation way = read_orientation(orientation, "orientation", 0);
    convert(pds, "pds", rows, odds, "odds",
            [&](std::span<const double> in, std::span<double> out) { credit::odds_of_pds(way, in, out); });
  });
}
