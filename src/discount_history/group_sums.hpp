#pragma once
/// \file
/// Sums of offers by group, currency and period of the last payment.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "discount_history/history_tables.hpp"
#include "openitem/time.hpp"

namespace openitem::discount_history {

/// Codes of the keys (a missing one last), then currency, period (its first day; 0 where there is none) and whatever is counted apart.
using GroupTuple = std::vector<std::int64_t>;

/// The tuple of a document; `also` comes last.
[[nodiscard]] GroupTuple group_of(const HistoryView& view, const OfferedDocument& one,
                                  std::optional<std::int64_t> also = std::nullopt);
/// Columns of the keys, currency and, where periods are asked for, period (null = not settled by a payment).
void add_group_columns(Table& table, const HistoryView& view, const std::vector<GroupTuple>& groups);

/// Days accelerated weighted by the amounts of the documents.
struct WeightedDays {
  double amount_days = 0.0, amount = 0.0;  ///< minor units x days, minor units

  void add(std::int64_t weight, const ExactDays& days);
};

}  // namespace openitem::discount_history
