#pragma once
/// \file
/// Plans as tables: instalments, figures, proof, and what everything was made with.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "column/about_lines.hpp"
#include "column/read.hpp"
#include "plan/figures.hpp"

namespace openitem::plan {

/// One plan with all that is shown of it.
struct FinishedPlan {
  std::uint16_t currency = 0;
  std::vector<PlanRow> rows;
  PlanFigures figures;
};

/// Names of the rows of a table: keys, or their places. `keys` may be null.
class PlanKeys {
 public:
  explicit PlanKeys(const KeyCells* keys) : keys_(keys) {}
  /// A column of the keys of `places`.
  [[nodiscard]] Column column(std::string_view name, std::span<const std::int64_t> places) const;

 private:
  const KeyCells* keys_;
};

/// "instalments", "plans", "proof". \throws Error overflow.
[[nodiscard]] std::vector<Table> plan_tables(std::span<const FinishedPlan> plans, const PlanKeys& keys,
                                             PlanRateMethod method);
/// "0.06"; "1/12" where the unit is no power of ten.
[[nodiscard]] std::string rate_in_words(std::int64_t rate, std::int64_t unit);
/// What the plans were made with.
void describe_terms(const PlanTerms& terms, const PlanOptions& options, AboutLines& about);

}  // namespace openitem::plan
