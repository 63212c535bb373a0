#include "aging/netting.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "column/read.hpp"
#include "core/parallel.hpp"

namespace openitem {
namespace {

constexpr std::uint32_t kPartiesOfPart = 1024;

// Items by party: those of party p are items[offsets[p] .. offsets[p + 1]), in ascending position.
struct ItemsOfParties {
  std::vector<std::uint32_t> offsets, items;
};

ItemsOfParties sort_by_party(std::span<const std::uint32_t> parties, std::uint32_t party_count) {
  ItemsOfParties sorted;
  sorted.offsets.assign(std::size_t{party_count} + 1, 0);
  sorted.items.resize(parties.size());
  for (const std::uint32_t party : parties) ++sorted.offsets[party + 1];
  for (std::size_t p = 0; p < party_count; ++p) sorted.offsets[p + 1] += sorted.offsets[p];
  std::vector<std::uint32_t> next(sorted.offsets.begin(), sorted.offsets.end() - 1);
  for (std::size_t i = 0; i < parties.size(); ++i)
    sorted.items[next[parties[i]]++] = static_cast<std::uint32_t>(i);
  return sorted;
}

void sort_by_age(std::vector<std::uint32_t>& items, std::span<const NettingOrder> orders) {
  const auto key = [&](std::uint32_t item) {
    const NettingOrder& order = orders[item];
    return std::tuple(order.date == kNoDate, order.date, order.issue, order.source_row, order.instalment,
                      item);
  };
  std::sort(items.begin(), items.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

void settle(std::span<const std::uint32_t> credits, std::span<const std::uint32_t> debits,
            std::span<std::int64_t> amounts) noexcept {
  std::size_t c = 0;
  std::size_t d = 0;
  while (c < credits.size() && d < debits.size()) {
    std::int64_t& credit = amounts[credits[c]];
    std::int64_t& debit = amounts[debits[d]];
    const std::int64_t settled = std::min(-credit, debit);
    credit += settled;
    debit -= settled;
    if (credit == 0) ++c;
    if (debit == 0) ++d;
  }
}

}  // namespace

void net_items(std::span<const std::uint32_t> parties, std::uint32_t party_count,
               std::span<const NettingOrder> orders, std::span<std::int64_t> amounts, std::int32_t threads) {
  const ItemsOfParties sorted = sort_by_party(parties, party_count);
  const std::int64_t parts = (std::int64_t{party_count} + kPartiesOfPart - 1) / kPartiesOfPart;
  for_each_part(parts, threads, [&](std::int64_t part) {
    std::vector<std::uint32_t> credits;
    std::vector<std::uint32_t> debits;
    const auto first = static_cast<std::uint32_t>(part) * kPartiesOfPart;
    const std::uint32_t last = std::min(party_count, first + kPartiesOfPart);
    for (std::uint32_t party = first; party < last; ++party) {
      credits.clear();
      debits.clear();
      for (std::uint32_t at = sorted.offsets[party]; at < sorted.offsets[party + 1]; ++at) {
        const std::uint32_t item = sorted.items[at];
        if (amounts[item] < 0) credits.push_back(item);
        if (amounts[item] > 0) debits.push_back(item);
      }
      if (credits.empty() || debits.empty()) continue;
      sort_by_age(credits, orders);
      sort_by_age(debits, orders);
      settle(credits, debits, amounts);
    }
  });
}

}  // namespace openitem
