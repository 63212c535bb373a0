#pragma once
/// \file
/// What payments settle, instalment by instalment, of documents that need a look at their whole history.

#include <cstdint>
#include <vector>

#include "kpi/ledger_events.hpp"
#include "ledger/item_writer.hpp"

namespace openitem {

class SettlementReader {
 public:
  SettlementReader(const KpiQuery& query, const SeriesBooks& series, const Books& books, KpiSums& sums);

  /// Adds what payments settle of the document, on the days on which they count. \throws Error overflow.
  void read(std::uint32_t document);

 private:
  struct Event {
    std::int32_t day;
    std::uint32_t application;
    bool is_payment;
  };

  void find_events(std::uint32_t document);
  [[nodiscard]] std::int32_t day_of(std::uint32_t application, std::uint32_t debit,
                                    std::uint32_t credit) const noexcept;
  void write_items(std::uint32_t document, std::int64_t rest);
  void settle(std::uint32_t document, const Event& event);

  const LedgerData& ledger_;
  const Documents& documents_;
  const KpiQuery& query_;
  const SeriesBooks& series_;
  const Books& books_;
  ComponentSums& sums_;
  std::vector<Event> events_;
  NamedSums named_;
  OpenItems items_;
  std::vector<std::int64_t> open_before_;
};

}  // namespace openitem
