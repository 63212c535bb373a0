#pragma once
/// \file
/// Receivables of one document currency as a product of shares, any of which can be held fixed while others move
/// (docs/methods/bridge.md, 2).

#include <cstdint>
#include <vector>

#include "bridge/cause_lists.hpp"
#include "bridge/window_sums.hpp"

namespace openitem {

/// A share; missing where its denominator is 0.
struct Share {
  double value = 0.0;
  bool is_there = false;
};
[[nodiscard]] Share share_of(double numerator, double denominator) noexcept;
/// A share that one date lacks is that of the other: no change is made up.
void complete(Share& before, Share& after) noexcept;

/// The value for any set of causes that have moved to the second date; amounts in minor units.
class CounterfactualValue {
 public:
  CounterfactualValue(const WindowSums& before, const WindowSums& after);

  /// Open items above 0, and those below.
  [[nodiscard]] double debits(Moved moved) const noexcept;
  [[nodiscard]] double credits(Moved moved) const noexcept {
    return side(moved, Cause::unapplied_credits).unapplied_credits;
  }
  [[nodiscard]] double receivables(Moved moved) const noexcept { return debits(moved) + credits(moved); }
  [[nodiscard]] double sales(Moved moved) const noexcept { return side(moved, Cause::volume).sales; }
  /// Whether the product is what was measured, at both dates.
  [[nodiscard]] bool is_identity() const noexcept { return is_identity_; }

 private:
  struct MonthShares {
    Share timing, terms, not_due_unpaid, past_due_unpaid, disputes, credits;
  };
  struct Side {
    std::vector<MonthShares> months;
    double sales, older, older_disputed, other_debits, unapplied_credits;
  };
  static Side side_of(const WindowSums& sums, const std::vector<std::size_t>& in_use);
  void complete_sides() noexcept;
  [[nodiscard]] const Side& side(Moved moved, Cause cause) const noexcept {
    return (moved & bit_of(cause)) != 0 ? after_ : before_;
  }
  Side before_, after_;
  bool is_identity_;
};

}  // namespace openitem
