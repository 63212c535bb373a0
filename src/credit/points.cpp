// Points scaling: Siddiqi, "Credit Risk Scorecards" (Wiley, 2006), chapter 6.

#include "openitem/points.hpp"

#include <cmath>
#include <limits>
#include <string_view>

#include "core/exponential.hpp"
#include "core/message.hpp"
#include "credit/points_checks.hpp"

namespace openitem::credit {
namespace {

constexpr double kLn2 = 0.69314718055994530942;

/// out[row] = formula(in[row]) where `holds(in[row])`.
template <typename Holds, typename Formula>
void each(std::span<const double> in, std::span<double> out, std::string_view name, std::string_view expected,
          const Holds& holds, const Formula& formula) {
  if (in.size() != out.size()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("there is room for ")
                                            .append(out.size())
                                            .append(" rows; ")
                                            .append(name)
                                            .append(" has ")
                                            .append(in.size()));
  }
  for (std::size_t row = 0; row < in.size(); ++row) {
    if (holds(in[row])) continue;
    throw Error(Status::invalid_data,
                Message().append(name).append(" of row ").append(row).append(" is not ").append(expected))
        .at(static_cast<std::int64_t>(row), name);
  }
  for (std::size_t row = 0; row < in.size(); ++row) out[row] = formula(in[row]);
}

// Logarithms are those of normal numbers.
bool is_odds(double odds) noexcept {
  return odds >= std::numeric_limits<double>::min() && odds <= std::numeric_limits<double>::max();
}
bool is_finite(double number) noexcept { return std::isfinite(number); }

}  // namespace

PointsScale points_scaling(double pdo, double base_score, double base_odds, OddsOrientation orientation) {
  check_orientation(orientation);
  check_pdo(pdo);
  check_base_score(base_score);
  check_base_odds(base_odds);
  const double factor = pdo / kLn2;
  return {factor, base_score - factor * log_positive(base_odds), orientation};
}

void scores_of_odds(const PointsScale& scale, std::span<const double> odds, std::span<double> scores) {
  check_scale(scale);
  each(odds, scores, "odds", "above 0 and finite", is_odds,
       [&](double one) { return scale.offset + scale.factor * log_positive(one); });
}

void odds_of_scores(const PointsScale& scale, std::span<const double> scores, std::span<double> odds) {
  check_scale(scale);
  each(scores, odds, "scores", "a finite number", is_finite,
       [&](double one) { return exponential_of((one - scale.offset) / scale.factor); });
}

void pds_of_odds(OddsOrientation orientation, std::span<const double> odds, std::span<double> pds) {
  check_orientation(orientation);
  const bool is_good_to_bad = orientation == OddsOrientation::good_to_bad;
  each(odds, pds, "odds", "above 0 and finite", is_odds,
       [&](double one) { return is_good_to_bad ? 1.0 / (1.0 + one) : 1.0 / (1.0 + 1.0 / one); });
}

void odds_of_pds(OddsOrientation orientation, std::span<const double> pds, std::span<double> odds) {
  check_orientation(orientation);
  const bool is_good_to_bad = orientation == OddsOrientation::good_to_bad;
  each(
      pds, odds, "pds", "above 0 and below 1", [](double pd) { return pd > 0.0 && pd < 1.0; },
      [&](double pd) { return is_good_to_bad ? (1.0 - pd) / pd : pd / (1.0 - pd); });
}

}  // namespace openitem::credit
