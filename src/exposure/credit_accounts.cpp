#include "exposure/credit_accounts.hpp"

#include <algorithm>
#include <array>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "money/rounding.hpp"

namespace openitem::exposure {
namespace {

constexpr std::int64_t kWhole = 1'000'000'000;

// Of what is open after credits: rounded down, so that nothing is taken as covered that is not.
std::int64_t covered(const CreditCover& cover, std::int64_t net_open) {
  const Int128 insured = round_divide(multiply(net_open, cover.insured_share), kWhole, Rounding::down);
  return std::min(cover.limit, to_int64(insured));
}

}  // namespace

std::string_view name_of(LimitState state) noexcept {
  constexpr std::array<std::string_view, 4> names = {"none", "permanent", "temporary", "expired"};
  return names[static_cast<std::size_t>(state)];
}

void plus(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

MeasuredExposure measure(const CreditAccount& account, const CreditParts& parts, std::int64_t added) {
  MeasuredExposure found;
  if (parts.open) found.open = account.open;
  if (parts.orders) found.orders = checked_add(account.orders, added);
  if (parts.deliveries) found.deliveries = account.deliveries;
  const std::int64_t gross = checked_add(checked_add(found.open, found.orders), found.deliveries);
  const std::int64_t credits = parts.unapplied ? account.credits : 0;
  found.unapplied = std::min(credits, gross);
  found.credit_left = credits - found.unapplied;
  const std::int64_t net_open = std::max<std::int64_t>(0, found.open - credits);
  if (parts.cover && account.cover) found.cover = covered(*account.cover, net_open);
  found.exposure = gross - found.unapplied - found.cover;
  return found;
}

}  // namespace openitem::exposure
