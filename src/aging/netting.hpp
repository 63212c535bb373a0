#pragma once
/// \file
/// Netting: a party's credits settle its debit items, oldest against oldest (docs/methods/aging.md, 3).

#include <cstdint>
#include <span>
#include <vector>

namespace openitem {

/// The order in which items of a party settle or are settled: by these members, then by position.
struct NettingOrder {
  std::int32_t date;  ///< basis date of a debit, posting date of a credit; an item without one comes last
  std::int32_t issue;
  std::int64_t source_row;
  std::int32_t instalment;
};

/// Settles `amounts` (debits above 0, credits below 0) in place. Items of one party share their number in
/// `parties`, 0 .. party_count - 1. The sum over each party is unchanged and afterwards either its debits or
/// its
/// credits are all 0. O(n log n).
void net_items(std::span<const std::uint32_t> parties, std::uint32_t party_count,
               std::span<const NettingOrder> orders, std::span<std::int64_t> amounts, std::int32_t threads);

}  // namespace openitem
