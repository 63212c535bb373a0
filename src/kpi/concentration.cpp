#include <algorithm>
#include <functional>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/quotient.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {
namespace {

constexpr std::int64_t one_billion = 1'000'000'000;
constexpr double hhi_points = 10'000.0;

struct Balances {
  std::vector<std::int64_t> amounts;
  std::int64_t total = 0;
};

void refuse(std::size_t row, std::int64_t balance) {
  throw Error(Status::invalid_argument,
              Message()
                  .append("balances is ")
                  .append(balance)
                  .append(", expected 0 or more: exclude or include credit balances by name"))
      .at(static_cast<std::int64_t>(row), "balances");
}

/// The balances that count. Their magnitudes sum to less than 2^62, so that squares and products stay in 128 bits.
Balances counted(std::span<const std::int64_t> balances, NegativeBalances negative_balances) {
  require_variant(negative_balances, NegativeBalances::refused, "negative_balances");
  Balances kept;
  kept.amounts.reserve(balances.size());
  UInt128 magnitudes;
  Int128 total;
  for (std::size_t row = 0; row < balances.size(); ++row) {
    const std::int64_t balance = balances[row];
    if (balance < 0 && negative_balances == NegativeBalances::refused) refuse(row, balance);
    if (balance < 0 && negative_balances == NegativeBalances::excluded) continue;
    magnitudes = int128::add(magnitudes, {0, magnitude(balance)});
    total = total + Int128{balance};
    kept.amounts.push_back(balance);
  }
  if (magnitudes >= UInt128{0, static_cast<std::uint64_t>(kAmountLimit)}) {
    throw Error(Status::overflow, "the magnitudes of balances sum to 2^62 minor units or more");
  }
  kept.total = narrowed(total, "the sum of balances");
  return kept;
}

/// Why concentration has no value: nothing there, or a total of zero.
Figure without_total(std::string_view figure, const Balances& balances) {
  const Warning why = balances.amounts.empty() ? Warning::no_items : Warning::zero_denominator;
  return missing_figure(figure, why, static_cast<std::int64_t>(balances.amounts.size()));
}

Figure index_figure(std::string_view figure, Int128 squares, Int128 total_squared, HhiScale scale,
                    std::size_t count) {
  const double index = quotient(squares, total_squared);
  return value_figure(figure, scale == HhiScale::points ? index * hhi_points : index,
                      static_cast<std::int64_t>(count));
}

Int128 sum_of_squares(std::span<const std::int64_t> numbers) {
  Int128 squares;
  for (const std::int64_t number : numbers) squares = squares + multiply(number, number);
  return squares;
}

}  // namespace

Figure hhi(std::span<const std::int64_t> balances, NegativeBalances negative_balances, HhiScale scale) {
  require_variant(scale, HhiScale::points, "scale");
  const Balances kept = counted(balances, negative_balances);
  const bool points = scale == HhiScale::points;
  const bool with_credits = negative_balances == NegativeBalances::included;
  const std::string_view signed_figure = points ? "hhi_points_signed" : "hhi_fraction_signed";
  const std::string_view figure = with_credits ? signed_figure : points ? "hhi_points" : "hhi_fraction";
  if (kept.total == 0) return without_total(figure, kept);
  const Figure index = index_figure(figure, sum_of_squares(kept.amounts), multiply(kept.total, kept.total),
                                    scale, kept.amounts.size());
  return kept.total < 0 ? warned(index, Warning::negative_balance) : index;
}

Figure hhi_from_shares(std::span<const std::int64_t> shares_ppb, HhiScale scale) {
  require_variant(scale, HhiScale::points, "scale");
  const std::string_view figure = scale == HhiScale::points ? "hhi_points" : "hhi_fraction";
  for (std::size_t row = 0; row < shares_ppb.size(); ++row) {
    if (shares_ppb[row] >= 0 && shares_ppb[row] <= one_billion) continue;
    throw Error(Status::out_of_bounds, Message()
                                           .append("shares is ")
                                           .append(shares_ppb[row])
                                           .append(" parts per billion, expected 0 to 10^9"))
        .at(static_cast<std::int64_t>(row), "shares");
  }
  if (shares_ppb.empty()) return missing_figure(figure, Warning::no_items, 0);
  return index_figure(figure, sum_of_squares(shares_ppb), multiply(one_billion, one_billion), scale,
                      shares_ppb.size());
}

Figure top_n_share(std::span<const std::int64_t> balances, std::int64_t n,
                   NegativeBalances negative_balances) {
  if (n < 1)
    throw Error(Status::out_of_bounds, Message().append("n is ").append(n).append(", expected 1 or more"));
  Balances kept = counted(balances, negative_balances);
  const bool with_credits = negative_balances == NegativeBalances::included;
  const auto largest =
      static_cast<std::ptrdiff_t>(std::min(n, static_cast<std::int64_t>(kept.amounts.size())));
  std::partial_sort(kept.amounts.begin(), kept.amounts.begin() + largest, kept.amounts.end(),
                    std::greater<>());
  Int128 top;
  for (std::ptrdiff_t rank = 0; rank < largest; ++rank)
    top = top + Int128{kept.amounts[static_cast<std::size_t>(rank)]};
  const Warning when_zero = kept.amounts.empty() ? Warning::no_items : Warning::zero_denominator;
  const Figure ratio = ratio_figure(with_credits ? "top_n_share_signed" : "top_n_share", top, kept.total,
                                    static_cast<std::int64_t>(kept.amounts.size()), when_zero);
  return kept.total < 0 ? warned(ratio, Warning::negative_balance) : ratio;
}

Figure gini(std::span<const std::int64_t> balances, NegativeBalances negative_balances) {
  if (negative_balances == NegativeBalances::included) {
    throw Error(Status::invalid_argument,
                "negative_balances is included: a Gini coefficient has no meaning with credit balances");
  }
  Balances kept = counted(balances, negative_balances);
  if (kept.total == 0) return without_total("gini", kept);
  std::sort(kept.amounts.begin(), kept.amounts.end());
  const auto count = static_cast<std::int64_t>(kept.amounts.size());
  Int128 weighted;
  for (std::int64_t rank = 0; rank < count; ++rank) {
    weighted = weighted + multiply(2 * rank + 1 - count, kept.amounts[static_cast<std::size_t>(rank)]);
  }
  return value_figure("gini", quotient(weighted, multiply(count, kept.total)), count);
}

}  // namespace openitem::kpi
