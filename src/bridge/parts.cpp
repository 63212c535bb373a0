#include "bridge/parts.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace openitem {
namespace {

// Shapley value: what a cause adds, averaged over all orders; sets of one size have one weight.
std::vector<double> shapley_parts(std::span<const double> values, std::size_t causes) {
  std::vector<double> weights(
      causes);  // by size of the set before the cause: size! (causes - size - 1)! / causes!
  weights[0] = 1.0 / static_cast<double>(causes);
  for (std::size_t size = 1; size < causes; ++size)
    weights[size] = weights[size - 1] * static_cast<double>(size) / static_cast<double>(causes - size);
  std::vector<double> parts(causes, 0.0);
  for (std::uint32_t set = 0; set < values.size(); ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    for (std::size_t cause = 0; cause < causes; ++cause) {
      const std::uint32_t with = set | 1U << cause;
      if (with != set) parts[cause] += weights[size] * (values[with] - values[set]);
    }
  }
  return parts;
}

std::vector<double> ordered_parts(std::span<const double> values, std::size_t causes) {
  std::vector<double> parts(causes);
  for (std::size_t cause = 0; cause < causes; ++cause)
    parts[cause] = values[(std::size_t{2} << cause) - 1] - values[(std::size_t{1} << cause) - 1];
  return parts;
}

// Whole units that sum to the change: what rounding down leaves goes to the largest remainders. Empty where a part
// is beyond what doubles count exactly.
std::vector<std::int64_t> whole_parts(std::span<const double> parts, std::int64_t change) {
  const auto is_exact = [](double part) { return std::abs(part) < static_cast<double>(kExactLimit); };
  if (!std::all_of(parts.begin(), parts.end(), is_exact)) return {};
  std::vector<std::int64_t> whole;
  std::vector<std::size_t> order(parts.size());
  std::int64_t missing = change;
  for (const double part : parts) {
    whole.push_back(static_cast<std::int64_t>(std::floor(part)));
    missing -= whole.back();
  }
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto remainder = [&](std::size_t at) { return parts[at] - std::floor(parts[at]); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder(a) > remainder(b); });
  // Doubles may be off by more units than there are parts where amounts are large.
  for (std::size_t at = 0; missing > 0; ++at, --missing) ++whole[order[at % order.size()]];
  for (std::size_t at = 0; missing < 0; ++at, ++missing) --whole[order[order.size() - 1 - at % order.size()]];
  return whole;
}

}  // namespace

std::vector<Moved> sets_of(std::span<const Cause> causes) {
  std::vector<Moved> sets(std::size_t{1} << causes.size(), 0);
  for (std::uint32_t set = 1; set < sets.size(); ++set)
    sets[set] = sets[set & (set - 1)] | bit_of(causes[static_cast<std::size_t>(std::countr_zero(set))]);
  return sets;
}

std::vector<std::int64_t> parts_of(std::span<const double> values, std::int64_t change, BridgeMethod method) {
  const auto causes = static_cast<std::size_t>(std::countr_zero(values.size()));
  const std::vector<double> parts =
      method == BridgeMethod::shapley ? shapley_parts(values, causes) : ordered_parts(values, causes);
  return whole_parts(parts, change);
}

}  // namespace openitem
