#pragma once
/// \file
/// Names of the choices of scorecards, as they stand in tables and files.

#include <string_view>

#include "openitem/scorecard.hpp"

namespace openitem::credit {

/// "best_attainable", "mean"; "" for none.
[[nodiscard]] constexpr std::string_view name_of(ReasonBaseline baseline) noexcept {
  switch (baseline) {
    case ReasonBaseline::best_attainable: return "best_attainable";
    case ReasonBaseline::mean: return "mean";
  }
  return "";
}

/// "good_to_bad", "bad_to_good"; "" for none.
[[nodiscard]] constexpr std::string_view name_of(OddsOrientation orientation) noexcept {
  switch (orientation) {
    case OddsOrientation::not_set: break;
    case OddsOrientation::good_to_bad: return "good_to_bad";
    case OddsOrientation::bad_to_good: return "bad_to_good";
  }
  return "";
}

}  // namespace openitem::credit
