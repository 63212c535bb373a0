#pragma once
/// \file
/// The part of a series that plain documents make, where nothing is grouped: sums over events instead of looks at items.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/plain_series_kernel.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_item_sweep.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// What a series is about. Refers to everything in it.
struct PlainSeriesRequest {
  const LedgerData& ledger;
  const AgingOptions& options;
  const FigureColumns& columns;
  const CurrencyRanks& ranks;
  std::span<const Date> as_of;
  bool known_at_as_of;
};

/// Whether the figures of plain documents are sums of events under these options.
[[nodiscard]] bool is_plain_series(const PlainSeriesRequest& request);

class PlainSeries {
 public:
  /// One pass over the daily totals of the ledger, or over documents and applications where it keeps none. Requires
  /// is_plain_series.
  explicit PlainSeries(const PlainSeriesRequest& request);

  /// What the documents change in the totals from date to date, for the sweep over the others.
  [[nodiscard]] PlainPart part() const;
  /// Figures of the next date, by currency; the first call is about the first date. O(intervals).
  [[nodiscard]] std::vector<CurrencyFigures> next();

 private:
  struct Standing {
    std::int64_t amount = 0, open_items = 0;
  };

  [[nodiscard]] const Buckets& buckets_of(std::size_t date) const noexcept {
    return buckets_.size() == 1 ? buckets_.front() : buckets_[date];
  }
  void place_days();
  [[nodiscard]] std::uint32_t rank_of(std::uint16_t currency) const noexcept;
  void add_events();
  void add_daily_totals();
  [[nodiscard]] std::vector<EventCell> cells_of(std::int64_t part, std::int64_t parts) const;
  void give_to_credits(std::span<const std::uint32_t> one_sided, std::vector<EventCell>& cells) const;
  [[nodiscard]] std::size_t positions() const noexcept { return request_.as_of.size() + 1; }
  [[nodiscard]] std::size_t intervals() const noexcept { return begins_.size() + 2; }
  [[nodiscard]] std::size_t credit_interval() const noexcept { return intervals() - 1; }
  [[nodiscard]] std::size_t cell(std::size_t rank, std::size_t position,
                                 std::size_t interval) const noexcept {
    return rank * placing_.cells_of_currency + position * intervals() + interval;
  }

  const PlainSeriesRequest request_;
  std::vector<Buckets> buckets_;  // those of each date, or the same for all
  EventPlacing placing_;
  std::vector<std::int32_t> begins_;  // first due day of each interval but the first, ascending
  std::vector<EventCell> cells_;
  std::size_t at_ = 0;              // position of the next date
  std::vector<Standing> standing_;  // sums of the dates so far, by rank and interval
};

}  // namespace openitem
