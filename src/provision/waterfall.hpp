#pragma once
/// \file
/// Payment waterfall: how much of each vintage reached each bucket, and how much of that was lost (docs/methods/provision.md, 7).

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "aging/buckets.hpp"
#include "aging/group_keys.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/provision.hpp"

namespace openitem {

/// What is looked at. Borrows; everything has been checked.
struct WaterfallRequest {
  const LedgerData& ledger;
  std::int32_t from, to, as_of;  ///< days
  const AgingOptions& aging;
  std::int32_t horizon;
  const Buckets& buckets;
  std::span<const GroupKey> keys;
  bool is_developed;  ///< also immature vintages, as far as they have been observed
};

/// All documents issued in one month.
struct Vintage {
  std::int32_t month = 0;  ///< its first day
  std::int64_t documents = 0;
  std::int32_t matures_on = 0;  ///< the day the horizon of its last document ends
  bool is_mature = false;
};

/// One segment and currency of a vintage: by bucket.
struct WaterfallRow {
  std::vector<std::uint32_t> group;
  std::uint16_t currency = 0;
  std::int32_t month = 0;
  std::int64_t documents = 0;
  std::vector<std::int64_t> exposure, loss;
  std::vector<std::uint8_t> is_used;                   ///< 0 = not observed in the bucket: says nothing
  std::vector<std::int32_t> age;                       ///< days at which `loss` was last observed
  std::vector<std::int64_t> development;               ///< from that age to the horizon, parts per billion
  std::vector<std::vector<std::int64_t>> unrecovered;  ///< by age from first_age on, where it is developed
};

/// The window of one currency.
struct WaterfallSums {
  std::uint16_t currency = 0;
  std::int64_t documents = 0, amount = 0;
  std::int64_t immature_documents = 0, immature_amount = 0;
  std::map<std::int32_t, std::int64_t> immature_vintages;  ///< amount by month
};

struct Waterfall {
  std::vector<Vintage> vintages;       ///< ascending
  std::vector<WaterfallRow> rows;      ///< ascending by group, currency, month; missing keys last
  std::vector<WaterfallSums> sums;     ///< ascending by currency
  std::vector<std::int32_t> ages;      ///< days, ascending to the horizon; of a development
  std::vector<std::size_t> first_age;  ///< by bucket: the first age at which all of a vintage has reached it
};

/// \throws Error overflow.
[[nodiscard]] Waterfall find_waterfall(const WaterfallRequest& request);

}  // namespace openitem
