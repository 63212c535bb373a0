#pragma once
/// \file
/// What was posted, disputed and promised on an account by the end of every day on which something happened, and its balance;
/// windows of days over these (docs/methods/behaviour.md, 3).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/features.hpp"

namespace openitem::behaviour {

/// Sums from the begin of the account on.
struct FlowSums {
  std::int64_t payments = 0, payment_returns = 0, invoices = 0, invoiced = 0, credited = 0, disputes = 0;
  std::int64_t promises_kept = 0, promises_broken = 0;

  [[nodiscard]] FlowSums less(const FlowSums& other) const noexcept;
};

struct FlowDay {
  std::int32_t day;
  std::int64_t balance;  ///< at its end
  bool is_begun;         ///< a document has been posted
  FlowSums sums;
};

class DayFlows {
 public:
  explicit DayFlows(std::span<const FeatureWindow> windows) : windows_(windows), peaks_(windows.size()) {}

  void clear() noexcept;
  /// Days ascend.
  void append(const FlowDay& day);
  [[nodiscard]] std::span<const FlowDay> days() const noexcept { return days_; }

  /// Sums over a window that ends on the day, which is not before the last day appended.
  [[nodiscard]] FlowSums sums(std::uint32_t window, std::int32_t day) const noexcept;
  /// Over as many days before that window.
  [[nodiscard]] FlowSums sums_before(std::uint32_t window, std::int32_t day) const noexcept;
  /// The greatest balance in the window; nothing before the first posting. Days asked for ascend.
  [[nodiscard]] std::optional<std::int64_t> high_balance(std::uint32_t window, std::int32_t day) noexcept;

 private:
  /// Positions whose balance no later one reaches, ascending; those before `first` have left the window.
  struct Peaks {
    std::vector<std::uint32_t> at;
    std::size_t first = 0;
  };
  [[nodiscard]] FlowSums until(std::int64_t day) const noexcept;
  /// Number of days appended up to the day.
  [[nodiscard]] std::size_t count_until(std::int64_t day) const noexcept;

  std::span<const FeatureWindow> windows_;
  std::vector<FlowDay> days_;
  std::vector<Peaks> peaks_;
};

}  // namespace openitem::behaviour
