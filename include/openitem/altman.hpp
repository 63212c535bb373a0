#pragma once
/// \file
/// Altman's Z scores: the ratios of a balance sheet as one figure, with the zones it was published with.
/// docs/methods/credit.md states every coefficient and its source.
///
/// Every function is pure and may be called from any thread; the same bits on every machine.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "openitem/core.hpp"

namespace openitem::credit {

/// Which model. They are of different firms and must not be mixed: so there is no default.
enum class AltmanModel : std::int32_t {
  not_set = 0,
  z = 1,         ///< Z (1968): listed manufacturers
  z_prime = 2,   ///< Z' (1983): private manufacturers
  z_double = 3,  ///< Z'' (1983): any industry, four ratios
  em = 4,        ///< Z'' + 3.25 (1995): emerging markets
};

/// Coefficient of sales / total assets in Z.
enum class SalesCoefficient : std::int32_t {
  one = 0,        ///< 1.0, as most print it
  published = 1,  ///< 0.999, as in the paper
};

enum class AltmanZone : std::int32_t {
  distress = 1,  ///< below the lower bound
  grey = 2,      ///< from the lower to the upper bound, both included
  safe = 3,      ///< above the upper bound
};

/// "distress", "grey", "safe"; "" for none.
[[nodiscard]] std::string_view name_of(AltmanZone zone) noexcept;

/// score = constant + sum of coefficient x ratio.
struct AltmanScale {
  std::array<double, 5> coefficients = {};  ///< 0 beyond `ratios`
  double constant = 0.0;
  double distress_below = 0.0, safe_above = 0.0;
  std::int32_t ratios = 0;  ///< 5 or 4
};

/// What a model is made of. \throws Error not_set, invalid_argument (0.999 in another model than Z).
[[nodiscard]] AltmanScale altman_scale(AltmanModel model, SalesCoefficient sales = SalesCoefficient::one);

/// Scores of firms. `ratios`: a column each of working capital / total assets, retained earnings / total assets, earnings before interest and
/// taxes / total assets, equity / total liabilities (market value of equity in Z, book value in the others), and in Z and Z' sales / total
/// assets; fractions. `zones` may be empty.
/// \throws Error as altman_scale, ragged_columns, invalid_argument (another number of ratios), invalid_data (row and column of a ratio that is not finite).
void altman_scores(AltmanModel model, SalesCoefficient sales, std::span<const std::span<const double>> ratios,
                   std::span<double> scores, std::span<AltmanZone> zones);

}  // namespace openitem::credit
