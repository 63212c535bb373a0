#pragma once
/// \file
/// The paid invoices of an account in their order, and what windows over the last of them come to (docs/methods/behaviour.md, 2 and 3).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/features.hpp"
#include "core/int128.hpp"

namespace openitem::behaviour {

struct PaidInvoice {
  std::int32_t closed_on;
  std::int32_t days_late;
  std::int64_t amount;
  bool is_part_paid, is_short_paid, has_discount;
  std::uint32_t slot;  ///< document of the account
};

/// Integers that add over invoices.
struct PaidSums {
  std::int64_t count = 0, days = 0, amount = 0;
  std::int64_t late = 0, late_30 = 0, part_paid = 0, short_paid = 0, with_discount = 0;
  Int128 amount_days = {};

  void add(const PaidInvoice& invoice) noexcept { change(invoice, 1); }
  void remove(const PaidInvoice& invoice) noexcept { change(invoice, -1); }
  void merge(const PaidSums& other) noexcept;
  /// A feature that can be shrunk, or the number of invoices it is over; nothing where its denominator is not above 0.
  [[nodiscard]] std::optional<double> value(Feature feature) const noexcept;

 private:
  void change(const PaidInvoice& invoice, std::int64_t times) noexcept;
};

/// The last of the paid invoices: by their number, by days, or all.
class PaidWindow {
 public:
  PaidWindow(FeatureWindow window, bool is_ordered) : window_(window), is_ordered_(is_ordered) {}

  void clear() noexcept;
  /// `invoices` has one more at its end. \throws Error overflow (sum of squares of days).
  void append(std::span<const PaidInvoice> invoices);
  /// Drops what has left the window by the end of the day.
  void advance(std::span<const PaidInvoice> invoices, std::int32_t day);

  [[nodiscard]] const PaidSums& sums() const noexcept { return sums_; }
  [[nodiscard]] std::optional<double> median() const noexcept;
  [[nodiscard]] std::optional<std::int64_t> least() const noexcept;
  [[nodiscard]] std::optional<std::int64_t> greatest() const noexcept;
  [[nodiscard]] std::optional<double> deviation() const noexcept;
  [[nodiscard]] std::optional<double> trend() const noexcept;

 private:
  void drop_first(std::span<const PaidInvoice> invoices);

  FeatureWindow window_;
  bool is_ordered_;
  std::size_t begin_ = 0;  // the first invoice of the window
  PaidSums sums_;
  std::int64_t squares_ = 0;           // of days late
  Int128 number_days_ = {};            // position among all paid invoices x days late
  std::vector<std::int32_t> ordered_;  // days late, ascending; empty unless asked for
};

}  // namespace openitem::behaviour
