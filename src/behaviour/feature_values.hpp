#pragma once
/// \file
/// From the state of an account to the cells of a row (docs/methods/behaviour.md, 3), and from cells to columns.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/account_sweep.hpp"
#include "behaviour/features.hpp"
#include "behaviour/parents.hpp"

namespace openitem::behaviour {

/// No value.
inline constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

/// The cells of one column; one of the two is used.
struct FeatureCells {
  std::vector<std::int64_t> integers;  ///< kNoInteger = null
  std::vector<double> doubles;         ///< NaN = null
};

/// What a row is about besides its account.
struct RowSubject {
  std::uint16_t currency;
  std::optional<std::uint32_t> segment;        ///< code; nothing = no segment was asked for
  std::optional<std::int64_t> invoice_amount;  ///< of a row of the invoice table
};

class FeatureRows {
 public:
  /// `parents`: nullptr = nothing is shrunk.
  FeatureRows(const BehaviourPlan& plan, const Parents* parents)
      : plan_(&plan), parents_(parents), cells_(plan.columns.size()) {}

  /// The account as it stands on the day it was advanced to.
  void add(AccountSweep& sweep, const RowSubject& subject);
  /// The rows of `parts`, one after the other, as columns in the order of the plan, row i being row `order[i]` of them; an empty
  /// order leaves them as they are.
  [[nodiscard]] static std::vector<Column> columns(const BehaviourPlan& plan, std::span<FeatureRows*> parts,
                                                   std::span<const std::uint32_t> order);
  [[nodiscard]] std::span<const FeatureCells> cells() const noexcept { return cells_; }

 private:
  void add_integer(std::size_t column, std::optional<std::int64_t> value);
  void add_double(std::size_t column, std::optional<double> value);

  const BehaviourPlan* plan_;
  const Parents* parents_;
  std::vector<FeatureCells> cells_;
};

}  // namespace openitem::behaviour
