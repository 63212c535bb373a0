#include "openitem/altman.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "guard.hpp"
#include "openitem/altman.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr std::int64_t largest_ratio_count = 5;

credit::AltmanModel read_model(std::int32_t model, std::int32_t argument) {
  return read_variant(model, credit::AltmanModel::em, "model",
                      "OI_ALTMAN_Z, OI_ALTMAN_Z_PRIME, OI_ALTMAN_Z_DOUBLE or OI_ALTMAN_EM", argument);
}

credit::SalesCoefficient read_sales(std::int32_t sales, std::int32_t argument) {
  return read_choice(sales, credit::SalesCoefficient::published, "sales",
                     "OI_ALTMAN_SALES_ONE or OI_ALTMAN_SALES_PUBLISHED", argument);
}

}  // namespace

const char* oi_altman_zone_name(oi_altman_zone zone) {
  return credit::name_of(static_cast<credit::AltmanZone>(zone)).data();
}

oi_status oi_altman_describe(oi_altman_model model, oi_altman_sales sales, oi_altman_scale* scale,
                             oi_error* error) {
  return guard(error, [&] {
    const credit::AltmanModel chosen = read_model(model, 0);
    const credit::SalesCoefficient coefficient = read_sales(sales, 1);
    require(scale, "scale", 2);
    const credit::AltmanScale found = blaming(1, [&] { return credit::altman_scale(chosen, coefficient); });
    oi_altman_scale described = {{}, found.constant, found.distress_below, found.safe_above, found.ratios, 0};
    std::copy(found.coefficients.begin(), found.coefficients.end(), &described.coefficients[0]);
    *scale = described;
  });
}

oi_status oi_altman_scores(oi_altman_model model, oi_altman_sales sales, const double* const* ratios,
                           int32_t ratio_count, int64_t rows, double* scores, oi_altman_zone* zones,
                           oi_error* error) {
  return guard(error, [&] {
    const credit::AltmanModel chosen = read_model(model, 0);
    const credit::SalesCoefficient coefficient = read_sales(sales, 1);
    require_count(ratio_count, 1, largest_ratio_count, "ratio_count", 3);
    require_count(rows, 0, largest_row_count, "rows", 4);
    require(ratios, "ratios", 2);
    require(scores, "scores", 5);
    const auto size = static_cast<std::size_t>(rows);
    std::vector<std::span<const double>> columns;
    for (std::int32_t at = 0; at < ratio_count; ++at) {
      if (rows > 0) require(ratios[at], "ratios[]", 2);
      columns.emplace_back(ratios[at], rows > 0 ? size : 0);
    }
    (void)blaming(1, [&] { return credit::altman_scale(chosen, coefficient); });
    std::vector<double> found(size);
    std::vector<credit::AltmanZone> places(zones == nullptr ? 0 : size);
    blaming(2, [&] { credit::altman_scores(chosen, coefficient, columns, found, places); });
    std::copy(found.begin(), found.end(), scores);
    std::transform(places.begin(), places.end(), zones,
                   [](credit::AltmanZone zone) { return static_cast<oi_altman_zone>(zone); });
  });
}
