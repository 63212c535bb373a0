#include "openitem/altman.hpp"

#include <cmath>
#include <string>

#include "core/message.hpp"

namespace openitem::credit {
namespace {

constexpr double kPublishedSales = 0.999;

// Z: Altman, "Financial ratios, discriminant analysis and the prediction of corporate bankruptcy", Journal of Finance 23 (1968). Z', Z'':
// Altman, "Corporate Financial Distress" (Wiley, 1983); + 3.25: Altman, Hartzell and Peck, "Emerging markets corporate bonds" (1995),
// whose bounds are those of Z'' moved with it.
constexpr std::array<AltmanScale, 4> kScales = {{
    {{1.2, 1.4, 3.3, 0.6, 1.0}, 0.0, 1.81, 2.99, 5},
    {{0.717, 0.847, 3.107, 0.420, 0.998}, 0.0, 1.23, 2.9, 5},
    {{6.56, 3.26, 6.72, 1.05, 0.0}, 0.0, 1.1, 2.6, 4},
    {{6.56, 3.26, 6.72, 1.05, 0.0}, 3.25, 4.35, 5.85, 4},
}};

void check_ratios(std::span<const std::span<const double>> ratios, std::size_t expected, std::size_t rows) {
  if (ratios.size() != expected) {
    throw Error(Status::invalid_argument, Message()
                                              .append("there are ")
                                              .append(ratios.size())
                                              .append(" ratios; the model has ")
                                              .append(expected));
  }
  for (std::size_t at = 0; at < ratios.size(); ++at) {
    const std::string name = "ratios[" + std::to_string(at) + "]";
    if (ratios[at].size() != rows) {
      throw Error(Status::ragged_columns, Message()
                                              .append(name)
                                              .append(" has ")
                                              .append(ratios[at].size())
                                              .append(" rows; expected ")
                                              .append(rows))
          .at(-1, name);
    }
    for (std::size_t row = 0; row < rows; ++row) {
      if (std::isfinite(ratios[at][row])) continue;
      throw Error(Status::invalid_data,
                  Message().append(name).append(" of row ").append(row).append(" is not a finite number"))
          .at(static_cast<std::int64_t>(row), name);
    }
  }
}

AltmanZone zone_of(const AltmanScale& scale, double score) noexcept {
  if (score < scale.distress_below) return AltmanZone::distress;
  return score > scale.safe_above ? AltmanZone::safe : AltmanZone::grey;
}

}  // namespace

std::string_view name_of(AltmanZone zone) noexcept {
  constexpr std::array<std::string_view, 4> names = {"", "distress", "grey", "safe"};
  const auto at = static_cast<std::size_t>(zone);
  return at < names.size() ? names[at] : std::string_view();
}

AltmanScale altman_scale(AltmanModel model, SalesCoefficient sales) {
  if (model == AltmanModel::not_set) {
    throw Error(Status::not_set,
                "model is not set: Altman's models are of different firms, choose z, z_prime, z_double or "
                "em");
  }
  AltmanScale scale = kScales[static_cast<std::size_t>(model) - 1];
  if (sales == SalesCoefficient::published) {
    if (model != AltmanModel::z)
      throw Error(Status::invalid_argument, "0.999 is a coefficient of Z alone; leave sales at its default");
    scale.coefficients[4] = kPublishedSales;
  }
  return scale;
}

void altman_scores(AltmanModel model, SalesCoefficient sales, std::span<const std::span<const double>> ratios,
                   std::span<double> scores, std::span<AltmanZone> zones) {
  const AltmanScale scale = altman_scale(model, sales);
  check_ratios(ratios, static_cast<std::size_t>(scale.ratios), scores.size());
  if (!zones.empty() && zones.size() != scores.size())
    throw Error(Status::ragged_columns, "zones must have as many rows as scores, or none");
  for (std::size_t row = 0; row < scores.size(); ++row) {
    double score = 0.0;
    for (std::size_t at = 0; at < ratios.size(); ++at) score += scale.coefficients[at] * ratios[at][row];
    score += scale.constant;
    scores[row] = score;
    if (!zones.empty()) zones[row] = zone_of(scale, score);
  }
}

}  // namespace openitem::credit
