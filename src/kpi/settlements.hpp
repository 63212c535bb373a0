#pragma once
/// \file
/// What payments settle, instalment by instalment, of documents that need a look at their whole history.

#include <cstdint>
#include <vector>

#include "kpi/debit_applications.hpp"
#include "kpi/ledger_events.hpp"
#include "ledger/item_writer.hpp"

namespace openitem {

class SettlementReader {
 public:
  SettlementReader(const KpiQuery& query, const SeriesBooks& series, const Books& books, KpiSums& sums);

  /// Adds what payments settle of the document, on the days on which they count. \throws Error overflow.
  void read(std::uint32_t document);

 private:
  void write_items(std::uint32_t document, std::int64_t rest);
  void settle(std::uint32_t document, const DebitApplication& event);

  const LedgerData& ledger_;
  const Documents& documents_;
  const KpiQuery& query_;
  const SeriesBooks& series_;
  ComponentSums& sums_;
  DebitApplications events_;
  NamedSums named_;
  OpenItems items_;
  std::vector<std::int64_t> open_before_;
};

}  // namespace openitem
