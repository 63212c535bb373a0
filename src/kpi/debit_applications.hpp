#pragma once
/// \file
/// The applications of one debit in the order in which they count, told whether they are payments (docs/methods/kpis.md, 3).

#include <cstdint>
#include <span>
#include <vector>

#include "kpi/ledger_events.hpp"

namespace openitem {

struct DebitApplication {
  std::int32_t day;
  std::uint32_t application;
  bool is_payment;
};

/// Refers to what it is made from.
class DebitApplications {
 public:
  DebitApplications(const KpiQuery& query, const SeriesBooks& series, const Books& books)
      : ledger_(query.ledger), clock_(query.clock), series_(series), books_(books) {}

  /// Those that count by the last day of the axis. Valid until the next call. O(n log n) in them.
  [[nodiscard]] std::span<const DebitApplication> of(std::uint32_t document);

 private:
  const LedgerData& ledger_;
  const ApplicationClock clock_;
  const SeriesBooks& series_;
  const Books& books_;
  std::vector<DebitApplication> events_;
};

}  // namespace openitem
