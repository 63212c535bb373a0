#pragma once
/// \file
/// What is asked of compute_exposure: checked, and said again in "about".

#include <string_view>

#include "exposure/credit_accounts.hpp"
#include "openitem/exposure.hpp"

namespace openitem::exposure {

/// \throws Error out_of_bounds, invalid_argument, unknown_name (a part).
[[nodiscard]] CreditParts check_exposure_options(const ExposureOptions& options);

/// Where limits and covers came from: "table", "ledger".
struct ExposureSources {
  std::string_view limits, covers;
};
[[nodiscard]] Table about_exposure(Date as_of, const ExposureOptions& options,
                                   const ExposureSources& sources);

}  // namespace openitem::exposure
