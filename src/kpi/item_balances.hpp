#pragma once
/// \file
/// Balances that only a look at the single open items gives: by the month that created them, and by dunning level
/// (docs/methods/kpis.md, 3).

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "kpi/ledger_periods.hpp"

namespace openitem {

/// Open items of credit sales at the ends of periods by the month of their posting.
class OriginBalances {
 public:
  OriginBalances() = default;
  /// The axis must have the history.
  OriginBalances(const PeriodAxis& axis, std::uint32_t groups);

  [[nodiscard]] bool has(std::uint32_t position) const noexcept { return slots_[position] != kNone; }
  void add(std::uint32_t group, std::uint32_t position, std::uint32_t posted, std::int64_t open) noexcept {
    at(group, position, months_[slots_[position]][posted]) += open;
  }
  /// Latest month first; the last entry takes what was posted before the history. Requires has(position).
  [[nodiscard]] std::span<const std::int64_t> months_of(std::uint32_t group,
                                                        std::uint32_t position) const noexcept {
    return {&balances_[first_of(group, position)], width_};
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  [[nodiscard]] std::size_t first_of(std::uint32_t group, std::uint32_t position) const noexcept {
    return (std::size_t{slots_[position]} * groups_ + group) * width_;
  }
  [[nodiscard]] std::int64_t& at(std::uint32_t group, std::uint32_t position, std::size_t month) noexcept {
    return balances_[first_of(group, position) + month];
  }

  std::uint32_t groups_ = 0;
  std::size_t width_ = 0;
  std::vector<std::uint32_t> slots_;                // by position; kNone = no period ends there
  std::vector<std::vector<std::uint16_t>> months_;  // by slot and position of the posting
  std::vector<std::int64_t> balances_;              // by slot, group, month
};

struct LevelBalance {
  std::int64_t open = 0, items = 0;
};

/// By position, group and level (-1 = no letter), ascending.
using DunningLevels =
    std::map<std::pair<std::uint32_t, std::pair<std::uint32_t, std::int32_t>>, LevelBalance>;

struct ItemBalances {
  OriginBalances origins;
  DunningLevels levels;
};

}  // namespace openitem
