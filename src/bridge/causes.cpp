#include "bridge/causes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <span>

#include "core/checked.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, kCauses> kNames = {
    "volume", "timing", "terms", "lateness", "disputes", "credits", "other_debits", "unapplied_credits",
    "days"};
constexpr std::int64_t kExactLimit = std::int64_t{1} << 53;
constexpr std::int64_t kMillion = 1'000'000;

// A share of a month; missing where its denominator is 0.
struct Share {
  double value = 0.0;
  bool is_there = false;
};

Share share(double numerator, double denominator) noexcept {
  if (denominator == 0.0) return {};
  return {numerator / denominator, true};
}

// What is held fixed of one month.
struct MonthShares {
  Share timing, terms, not_due_unpaid, past_due_unpaid, disputes, credits;
};

struct Side {
  std::vector<MonthShares> months;
  double sales, older, older_disputed, other_debits, unapplied_credits, days;
};

// A month without sales at both dates adds 0 whatever moves.
std::vector<std::size_t> months_in_use(const WindowSums& before, const WindowSums& after) {
  std::vector<std::size_t> in_use;
  for (std::size_t month = 0; month < std::max(before.months.size(), after.months.size()); ++month) {
    const bool was_sold = month < before.months.size() && before.months[month].sales != 0;
    if (was_sold || (month < after.months.size() && after.months[month].sales != 0)) in_use.push_back(month);
  }
  return in_use;
}

Side side_of(const WindowSums& sums, const std::vector<std::size_t>& in_use, std::int32_t days) {
  Side side{{},
            static_cast<double>(sums.sales()),
            static_cast<double>(sums.older),
            static_cast<double>(sums.older_disputed),
            static_cast<double>(sums.other_debits),
            static_cast<double>(sums.unapplied_credits),
            static_cast<double>(days)};
  for (const std::size_t at : in_use) {
    const MonthSums month = at < sums.months.size() ? sums.months[at] : MonthSums();
    const auto sales = static_cast<double>(month.sales);
    const auto not_due = static_cast<double>(month.not_due);
    const Share credits = share(static_cast<double>(month.credits), sales);
    const double kept = 1.0 - credits.value;
    side.months.push_back({share(sales, side.sales), share(not_due, sales),
                           share(static_cast<double>(month.open_not_due), not_due * kept),
                           share(static_cast<double>(month.open_past_due), (sales - not_due) * kept),
                           share(static_cast<double>(month.disputed), sales), credits});
  }
  return side;
}

// A share that one side lacks is that of the other: no change is made up.
void complete(Share& a, Share& b) noexcept {
  if (!a.is_there) a.value = b.value;
  if (!b.is_there) b.value = a.value;
}
void complete(Side& before, Side& after) noexcept {
  for (std::size_t month = 0; month < before.months.size(); ++month) {
    MonthShares& a = before.months[month];
    MonthShares& b = after.months[month];
    complete(a.timing, b.timing);
    complete(a.terms, b.terms);
    complete(a.not_due_unpaid, b.not_due_unpaid);
    complete(a.past_due_unpaid, b.past_due_unpaid);
    complete(a.disputes, b.disputes);
    complete(a.credits, b.credits);
  }
}

// The value for any set of causes that have moved to the second date.
class Counterfactual {
 public:
  Counterfactual(const Side& before, const Side& after) : before_(before), after_(after) {}

  [[nodiscard]] double receivables(std::uint32_t moved) const noexcept {
    const Side& sales = side(moved, Cause::volume);
    const Side& timing = side(moved, Cause::timing);
    const Side& terms = side(moved, Cause::terms);
    const Side& lateness = side(moved, Cause::lateness);
    const Side& disputes = side(moved, Cause::disputes);
    const Side& credits = side(moved, Cause::credits);
    double open = 0.0;
    for (std::size_t month = 0; month < before_.months.size(); ++month) {
      const double not_due = terms.months[month].terms.value;
      const double unpaid = not_due * lateness.months[month].not_due_unpaid.value +
                            (1.0 - not_due) * lateness.months[month].past_due_unpaid.value;
      const double kept = 1.0 - credits.months[month].credits.value;
      open += timing.months[month].timing.value * (kept * unpaid + disputes.months[month].disputes.value);
    }
    return sales.sales * open + lateness.older + disputes.older_disputed +
           side(moved, Cause::other_debits).other_debits +
           side(moved, Cause::unapplied_credits).unapplied_credits;
  }
  [[nodiscard]] double dso_millionths(std::uint32_t moved) const noexcept {
    return receivables(moved) * side(moved, Cause::days).days * static_cast<double>(kMillion) /
           side(moved, Cause::volume).sales;
  }

 private:
  [[nodiscard]] const Side& side(std::uint32_t moved, Cause cause) const noexcept {
    return (moved >> static_cast<std::uint32_t>(cause) & 1U) != 0 ? after_ : before_;
  }
  const Side& before_;
  const Side& after_;
};

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

template <typename ValueOf>
std::vector<std::int64_t> parts_of(std::size_t causes, std::int64_t change, BridgeMethod method,
                                   ValueOf&& value_of) {
  std::vector<double> values;
  values.reserve(std::size_t{1} << causes);
  for (std::uint32_t moved = 0; moved < 1U << causes; ++moved) values.push_back(value_of(moved));
  const std::vector<double> parts =
      method == BridgeMethod::shapley ? shapley_parts(values, causes) : ordered_parts(values, causes);
  return whole_parts(parts, change);
}

void check_exact(const WindowSums& sums) {
  for (const std::int64_t amount : {sums.sales(), sums.receivables()}) {
    if (std::abs(amount) < kExactLimit) continue;
    throw Error(Status::overflow,
                Message()
                    .append("a bridge of ")
                    .append(amount)
                    .append(" minor units; expected less than 2^53, up to which shares are exact enough"));
  }
}

bool is_near(double value, std::int64_t amount) noexcept {
  const auto expected = static_cast<double>(amount);
  return std::abs(value - expected) < std::max(0.5, 1e-9 * std::abs(expected));
}

}  // namespace

std::string_view cause_name(Cause cause) noexcept { return kNames[static_cast<std::size_t>(cause)]; }

std::optional<std::int64_t> dso_millionths(const WindowSums& sums, std::int32_t days) {
  if (sums.sales() == 0) return std::nullopt;
  const double size = static_cast<double>(sums.receivables()) * static_cast<double>(days) *
                      static_cast<double>(kMillion) / static_cast<double>(sums.sales());
  if (std::abs(size) >= static_cast<double>(kExactLimit)) return std::nullopt;
  return multiply_divide(sums.receivables(), std::int64_t{days} * kMillion, sums.sales());
}

CurrencyBridge split_change(const WindowSums& before, const WindowSums& after, std::int32_t days_before,
                            std::int32_t days_after, BridgeMethod method) {
  check_exact(before);
  check_exact(after);
  CurrencyBridge bridge{{before.receivables(), after.receivables(), {}}, std::nullopt, ""};
  const bool has_sales = before.sales() != 0 && after.sales() != 0;
  const std::optional<std::int64_t> dso_before = dso_millionths(before, days_before);
  const std::optional<std::int64_t> dso_after = dso_millionths(after, days_after);
  if (dso_before && dso_after) bridge.dso = Split{*dso_before, *dso_after, {}};
  const std::vector<std::size_t> in_use = months_in_use(before, after);
  Side first = side_of(before, in_use, days_before);
  Side second = side_of(after, in_use, days_after);
  complete(first, second);
  const Counterfactual value(first, second);
  constexpr std::uint32_t all = (1U << kReceivableCauses) - 1;
  if (!is_near(value.receivables(0), bridge.receivables.opening) ||
      !is_near(value.receivables(all), bridge.receivables.closing)) {
    bridge.warning = "not_split";
    return bridge;
  }
  bridge.receivables.parts =
      parts_of(kReceivableCauses, bridge.receivables.closing - bridge.receivables.opening, method,
               [&](std::uint32_t moved) { return value.receivables(moved); });
  if (bridge.dso)
    bridge.dso->parts = parts_of(kCauses, bridge.dso->closing - bridge.dso->opening, method,
                                 [&](std::uint32_t moved) { return value.dso_millionths(moved); });
  const bool is_dso_split = bridge.dso && !bridge.dso->parts.empty();
  if (bridge.receivables.parts.empty() || (has_sales && !is_dso_split))
    bridge.warning = "not_split";
  else if (!has_sales)
    bridge.warning = "no_sales";
  return bridge;
}

}  // namespace openitem
