#include "bridge/counterfactual.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace openitem {
namespace {

// A month without sales at both dates adds 0 whatever moves.
std::vector<std::size_t> months_in_use(const WindowSums& before, const WindowSums& after) {
  std::vector<std::size_t> in_use;
  for (std::size_t month = 0; month < std::max(before.months.size(), after.months.size()); ++month) {
    const bool was_sold = month < before.months.size() && before.months[month].sales != 0;
    if (was_sold || (month < after.months.size() && after.months[month].sales != 0)) in_use.push_back(month);
  }
  return in_use;
}

bool is_near(double value, std::int64_t amount) noexcept {
  const auto expected = static_cast<double>(amount);
  return std::abs(value - expected) < std::max(0.5, 1e-9 * std::abs(expected));
}

}  // namespace

Share share_of(double numerator, double denominator) noexcept {
  if (denominator == 0.0) return {};
  return {numerator / denominator, true};
}

void complete(Share& before, Share& after) noexcept {
  if (!before.is_there) before.value = after.value;
  if (!after.is_there) after.value = before.value;
}

CounterfactualValue::CounterfactualValue(const WindowSums& before, const WindowSums& after) {
  const std::vector<std::size_t> in_use = months_in_use(before, after);
  before_ = side_of(before, in_use);
  after_ = side_of(after, in_use);
  complete_sides();
  Moved all = 0;
  for (const Cause cause : receivable_causes(BridgeIn::document_currency)) all |= bit_of(cause);
  is_identity_ =
      is_near(receivables(0), before.receivables()) && is_near(receivables(all), after.receivables());
}

CounterfactualValue::Side CounterfactualValue::side_of(const WindowSums& sums,
                                                       const std::vector<std::size_t>& in_use) {
  Side side{{},
            static_cast<double>(sums.sales()),
            static_cast<double>(sums.older),
            static_cast<double>(sums.older_disputed),
            static_cast<double>(sums.other_debits),
            static_cast<double>(sums.unapplied_credits)};
  for (const std::size_t at : in_use) {
    const MonthSums month = at < sums.months.size() ? sums.months[at] : MonthSums();
    const auto sales = static_cast<double>(month.sales);
    const auto not_due = static_cast<double>(month.not_due);
    const Share credits = share_of(static_cast<double>(month.credits), sales);
    const double kept = 1.0 - credits.value;
    side.months.push_back({share_of(sales, side.sales), share_of(not_due, sales),
                           share_of(static_cast<double>(month.open_not_due), not_due * kept),
                           share_of(static_cast<double>(month.open_past_due), (sales - not_due) * kept),
                           share_of(static_cast<double>(month.disputed), sales), credits});
  }
  return side;
}

void CounterfactualValue::complete_sides() noexcept {
  for (std::size_t month = 0; month < before_.months.size(); ++month) {
    MonthShares& a = before_.months[month];
    MonthShares& b = after_.months[month];
    complete(a.timing, b.timing);
    complete(a.terms, b.terms);
    complete(a.not_due_unpaid, b.not_due_unpaid);
    complete(a.past_due_unpaid, b.past_due_unpaid);
    complete(a.disputes, b.disputes);
    complete(a.credits, b.credits);
  }
}

double CounterfactualValue::debits(Moved moved) const noexcept {
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
         side(moved, Cause::other_debits).other_debits;
}

}  // namespace openitem
