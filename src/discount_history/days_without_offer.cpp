#include "discount_history/days_without_offer.hpp"

#include <algorithm>
#include <cstddef>

namespace openitem::discount_history {
namespace {

ExactDays middle_of(std::span<const std::int32_t> ascending) {
  const std::size_t half = ascending.size() / 2;
  if (ascending.size() % 2 == 1) return {ascending[half], 1};
  return {std::int64_t{ascending[half - 1]} + ascending[half], 2};
}

ExactDays mean_of(std::span<const std::int32_t> days) {
  std::int64_t sum = 0;  // of at most 2^32 numbers of 32 bits
  for (const std::int32_t one : days) sum += one;
  return {sum, static_cast<std::int64_t>(days.size())};
}

}  // namespace

void DaysWithoutOffer::finish(std::uint32_t keys, Counterfactual method, std::int32_t minimum_invoices) {
  std::sort(rows_.begin(), rows_.end(),
            [](const Row& a, const Row& b) { return a.key != b.key ? a.key < b.key : a.days < b.days; });
  found_.assign(keys, std::nullopt);
  std::vector<std::int32_t> days;
  for (std::size_t begin = 0; begin < rows_.size();) {
    const std::uint32_t key = rows_[begin].key;
    days.clear();
    for (; begin < rows_.size() && rows_[begin].key == key; ++begin) days.push_back(rows_[begin].days);
    if (key >= keys || days.size() < static_cast<std::size_t>(minimum_invoices)) continue;
    found_[key] = method == Counterfactual::median ? middle_of(days) : mean_of(days);
  }
}

}  // namespace openitem::discount_history
