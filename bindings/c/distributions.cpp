#include "openitem/distributions.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "estimates.hpp"
#include "guard.hpp"
#include "openitem/distributions.hpp"
#include "stats/checks.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

stats::BinOptions read_bin_options(std::int32_t figures, double smoothing, std::int32_t argument) {
  stats::BinOptions read;
  read.figures =
      read_variant(figures, stats::BinFigures::shares, "figures", "OI_BIN_COUNTS or OI_BIN_SHARES", argument);
  read.smoothing = smoothing;
  blaming(argument + 1, [&] { stats::check_bin_options(read); });
  return read;
}

std::span<const double> bins_of(const double* figures, std::int32_t count) {
  return {figures, static_cast<std::size_t>(count)};
}

}  // namespace

const char* oi_stability_band_name(oi_stability_band band) {
  return stats::name_of(static_cast<stats::StabilityBand>(band)).data();
}

oi_status oi_stability_band_of(double stability_index, oi_stability_band* band, oi_error* error) {
  return guard(error, [&] {
    const stats::StabilityBand found = blaming(0, [&] { return stats::stability_band(stability_index); });
    require(band, "band", 1);
    *band = static_cast<oi_stability_band>(found);
  });
}

oi_status oi_stats_population_stability(const double* expected, const double* actual, int32_t bin_count,
                                        oi_bin_figures figures, double smoothing, double* stability_index,
                                        double* contributions, oi_error* error) {
  return guard(error, [&] {
    require_count(bin_count, 1, largest_count, "bin_count", 2);
    require(expected, "expected", 0);
    require(actual, "actual", 1);
    const stats::BinOptions options = read_bin_options(figures, smoothing, 3);
    require(stability_index, "stability_index", 5);
    const stats::Stability found = blaming(0, [&] {
      return stats::population_stability(bins_of(expected, bin_count), bins_of(actual, bin_count), options);
    });
    *stability_index = found.index;
    write_figures(found.contributions, contributions);
  });
}

oi_status oi_stats_weight_of_evidence(const double* goods, const double* bads, int32_t bin_count,
                                      oi_evidence_orientation orientation, oi_bin_figures figures,
                                      double smoothing, double* information_value, double* weights,
                                      double* contributions, oi_error* error) {
  return guard(error, [&] {
    require_count(bin_count, 1, largest_count, "bin_count", 2);
    require(goods, "goods", 0);
    require(bads, "bads", 1);
    const auto way = read_variant(orientation, stats::EvidenceOrientation::bad_over_good, "orientation",
                                  "OI_EVIDENCE_GOOD_OVER_BAD or OI_EVIDENCE_BAD_OVER_GOOD", 3);
    const stats::BinOptions options = read_bin_options(figures, smoothing, 4);
    require(information_value, "information_value", 6);
    const stats::Evidence found = blaming(0, [&] {
      return stats::weight_of_evidence(bins_of(goods, bin_count), bins_of(bads, bin_count), way, options);
    });
    *information_value = found.information_value;
    write_figures(found.weights, weights);
    write_figures(found.contributions, contributions);
  });
}
