#pragma once
/// \file
/// From documents and applications to sums of components: one pass over the events (docs/methods/kpis.md, 2 to 4).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kpi/component_sums.hpp"
#include "kpi/item_balances.hpp"
#include "kpi/ledger_periods.hpp"
#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/series_books.hpp"

namespace openitem {

/// The groups of documents, as dense numbers.
struct KpiGroups {
  std::span<const std::uint32_t> of_document;
  std::uint32_t count = 0;
  bool is_by_customer = false;    ///< the groups ascend with the customers: no two customers share one
  bool holds_both_sides = false;  ///< no application joins documents of two groups
  bool are_customers = false;     ///< group c holds the documents of customer c
};

/// An amount of a table of the call, in minor units of the group's currency.
struct GivenAmount {
  Component component;
  std::uint32_t group;
  std::int32_t day;
  std::int64_t amount;
};

/// What is read, and how. Refers to everything in it.
struct KpiQuery {
  const LedgerData& ledger;
  const PeriodAxis& axis;
  KpiGroups groups;
  ComponentSet components;
  std::span<const std::int32_t> delivery;  ///< per document; empty = not asked for
  ApplicationClock clock;
  std::optional<std::int32_t> known_at;
  std::int32_t threads;
  std::int32_t promise_grace_days = 0;
  std::span<const GivenAmount> given = {};
  std::optional<KpiReceivable> origins = {};  ///< which receivable is told apart by month; nothing = none is
};

/// Differences that applications leave between open items and documents, of a currency at a position of the axis.
struct ApplicationDifference {
  std::uint32_t position;
  std::uint16_t currency;
  std::int64_t cross_currency, before_posting;
};

struct KpiSums {
  ComponentSums components;
  /// Per group the position from which it has a document in the books; the number of positions = never.
  std::vector<std::uint32_t> begins;
  std::vector<ApplicationDifference> differences;  ///< of the ends of windows
  std::int64_t promises_left_out = 0;
  ItemBalances items = {};
};

/// From which position on each group has a document in the books, where every document is plain or known at any time, and the
/// groups are the customers.
[[nodiscard]] std::vector<std::uint32_t> begins_of_customers(const KpiQuery& query);

/// \throws Error overflow (a sum of amounts x days).
[[nodiscard]] KpiSums sum_components(const KpiQuery& query);

}  // namespace openitem
