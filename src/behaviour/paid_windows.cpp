#include "behaviour/paid_windows.hpp"

#include <algorithm>
#include <cmath>

#include "core/checked.hpp"
#include "core/quotient.hpp"

namespace openitem::behaviour {

void PaidSums::change(const PaidInvoice& invoice, std::int64_t times) noexcept {
  count += times;
  days += times * invoice.days_late;
  amount += times * invoice.amount;
  late += invoice.days_late > 0 ? times : 0;
  late_30 += invoice.days_late > 30 ? times : 0;
  part_paid += invoice.is_part_paid ? times : 0;
  short_paid += invoice.is_short_paid ? times : 0;
  with_discount += invoice.has_discount ? times : 0;
  amount_days = amount_days + multiply(invoice.amount, times * invoice.days_late);
}

void PaidSums::merge(const PaidSums& other) noexcept {
  count += other.count;
  days += other.days;
  amount += other.amount;
  late += other.late;
  late_30 += other.late_30;
  part_paid += other.part_paid;
  short_paid += other.short_paid;
  with_discount += other.with_discount;
  amount_days = amount_days + other.amount_days;
}

std::optional<double> PaidSums::value(Feature feature) const noexcept {
  if (count <= 0) return std::nullopt;
  switch (feature) {
    case Feature::days_late_mean: return quotient(days, count);
    case Feature::days_late_weighted: return quotient(amount_days, amount);
    case Feature::late_share: return quotient(late, count);
    case Feature::late_30_share: return quotient(late_30, count);
    case Feature::part_paid_share: return quotient(part_paid, count);
    case Feature::short_paid_share: return quotient(short_paid, count);
    case Feature::discount_share: return quotient(with_discount, count);
    default: return std::nullopt;
  }
}

void PaidWindow::clear() noexcept {
  begin_ = 0;
  sums_ = {};
  squares_ = 0;
  number_days_ = {};
  ordered_.clear();
}

void PaidWindow::append(std::span<const PaidInvoice> invoices) {
  const PaidInvoice& invoice = invoices.back();
  const std::int64_t late = invoice.days_late;
  sums_.add(invoice);
  squares_ = checked_add(squares_, late * late);
  number_days_ = number_days_ + multiply(static_cast<std::int64_t>(invoices.size()) - 1, late);
  if (is_ordered_)
    ordered_.insert(std::upper_bound(ordered_.begin(), ordered_.end(), invoice.days_late), invoice.days_late);
  if (window_.kind == WindowKind::last && sums_.count > window_.length) drop_first(invoices);
}

void PaidWindow::advance(std::span<const PaidInvoice> invoices, std::int32_t day) {
  if (window_.kind != WindowKind::days) return;
  while (begin_ < invoices.size() && invoices[begin_].closed_on <= day - window_.length) drop_first(invoices);
}

void PaidWindow::drop_first(std::span<const PaidInvoice> invoices) {
  const PaidInvoice& invoice = invoices[begin_];
  const std::int64_t late = invoice.days_late;
  sums_.remove(invoice);
  squares_ -= late * late;
  number_days_ = number_days_ - multiply(static_cast<std::int64_t>(begin_), late);
  if (is_ordered_) ordered_.erase(std::lower_bound(ordered_.begin(), ordered_.end(), invoice.days_late));
  ++begin_;
}

std::optional<double> PaidWindow::median() const noexcept {
  if (ordered_.empty()) return std::nullopt;
  const std::size_t half = ordered_.size() / 2;
  if (ordered_.size() % 2 == 1) return ordered_[half];
  return quotient(std::int64_t{ordered_[half - 1]} + ordered_[half], 2);
}

std::optional<std::int64_t> PaidWindow::least() const noexcept {
  if (ordered_.empty()) return std::nullopt;
  return ordered_.front();
}

std::optional<std::int64_t> PaidWindow::greatest() const noexcept {
  if (ordered_.empty()) return std::nullopt;
  return ordered_.back();
}

std::optional<double> PaidWindow::deviation() const noexcept {
  const std::int64_t n = sums_.count;
  if (n < 2) return std::nullopt;
  return std::sqrt(quotient(multiply(n, squares_) - multiply(sums_.days, sums_.days), multiply(n, n - 1)));
}

// Positions count from the first invoice of the window: i = position - begin.
std::optional<double> PaidWindow::trend() const noexcept {
  const std::int64_t n = sums_.count;
  if (n < 2) return std::nullopt;
  const Int128 order_days = number_days_ - multiply(static_cast<std::int64_t>(begin_), sums_.days);
  const Int128 doubled = order_days + order_days - multiply(n - 1, sums_.days);
  const Int128 numerator = doubled + doubled + doubled + doubled + doubled + doubled;
  return quotient(numerator, multiply(n, n * n - 1));
}

}  // namespace openitem::behaviour
