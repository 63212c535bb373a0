#pragma once
/// \file
/// Payment waterfall: how much of each vintage reached each bucket, and how much of that was lost (docs/methods/provision.md, 7).

#include <cstdint>
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
};

/// All documents issued in one month.
struct Vintage {
  std::int32_t month = 0;  ///< its first day
  std::int64_t documents = 0;
  std::int32_t matures_on = 0;  ///< the day the horizon of its last document ends
  bool is_mature = false;
};

/// One segment and currency of a mature vintage: by bucket.
struct WaterfallRow {
  std::vector<std::uint32_t> group;
  std::uint16_t currency = 0;
  std::int32_t month = 0;
  std::int64_t documents = 0;
  std::vector<std::int64_t> exposure, loss;
};

/// The window of one currency.
struct WaterfallSums {
  std::uint16_t currency = 0;
  std::int64_t documents = 0, amount = 0;
  std::int64_t immature_documents = 0, immature_amount = 0;
};

struct Waterfall {
  std::vector<Vintage> vintages;    ///< ascending
  std::vector<WaterfallRow> rows;   ///< ascending by group, currency, month; missing keys last
  std::vector<WaterfallSums> sums;  ///< ascending by currency
};

/// \throws Error overflow.
[[nodiscard]] Waterfall find_waterfall(const WaterfallRequest& request);

}  // namespace openitem
