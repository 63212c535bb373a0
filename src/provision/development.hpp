#pragma once
/// \file
/// Chain ladder: what immature vintages have not recovered, developed to the horizon (docs/methods/provision.md, 9).

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "provision/waterfall.hpp"

namespace openitem {

/// From one age to the next, over the vintages observed at both; rates in parts per billion.
struct DevelopmentFactor {
  std::uint16_t currency = 0;
  std::size_t bucket = 0;
  std::int32_t from_age = 0, to_age = 0;  ///< days
  std::int64_t vintages = 0;
  std::int64_t from_amount = 0, to_amount = 0;  ///< not recovered at both ages
  std::optional<std::int64_t> factor = {};      ///< nothing where no vintage was observed at both ages
  std::optional<std::int64_t> to_horizon = {};  ///< product of this and all later factors
};

/// What one vintage of one currency had not recovered at an age.
struct TriangleCell {
  std::uint16_t currency = 0;
  std::size_t bucket = 0;
  std::int32_t month = 0, age = 0;
  std::int64_t exposure = 0, unrecovered = 0;
};

struct Development {
  std::vector<DevelopmentFactor> factors;  ///< ascending by currency, bucket, age
  std::vector<TriangleCell> triangle;      ///< ascending by currency, bucket, vintage, age
};

/// Sets the loss of the rows of immature vintages, and drops those that cannot be developed in any bucket.
/// \throws Error overflow.
[[nodiscard]] Development develop(Waterfall& waterfall);

}  // namespace openitem
