#include "cashflow/yield_roots.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/exponential.hpp"

namespace openitem::cashflow {
namespace {

constexpr std::int32_t kMostIntervals = 20'000;
// An interval this narrow, in units of 1 / span of the flows, in which the value cannot be told from zero.
constexpr double kNarrow = 1e-9;

/// Present values of receipts (p) and payments (n) at an exponent >= 0, and the same weighted with time. All four fall as the
/// exponent grows.
struct Sums {
  double p0 = 0.0, n0 = 0.0, p1 = 0.0, n1 = 0.0;
  [[nodiscard]] double value() const noexcept { return p0 - n0; }
  [[nodiscard]] double slope() const noexcept { return n1 - p1; }
};

/// Zeros at exponents from 0 on; the other half is that of the flows in reverse.
class HalfLine {
 public:
  /// Times ascending from 0. `sign_at_zero` is that of the undiscounted sum, the same for both halves.
  HalfLine(std::vector<double> times, std::vector<double> amounts, bool positive_at_zero)
      : times_(std::move(times)), amounts_(std::move(amounts)), positive_at_zero_(positive_at_zero) {}

  void search(double most) {
    pending_.push_back({0.0, most, at(0.0), at(most)});
    for (std::int32_t round = 0; !pending_.empty(); ++round) {
      if (round == kMostIntervals) {
        undecided_ = true;
        return;
      }
      const Interval interval = pending_.back();
      pending_.pop_back();
      examine(interval);
    }
  }

  [[nodiscard]] const std::vector<double>& roots() const noexcept { return roots_; }
  [[nodiscard]] bool undecided() const noexcept { return undecided_; }

 private:
  struct Interval {
    double low, high;
    Sums at_low, at_high;
  };

  [[nodiscard]] Sums at(double exponent) const noexcept {
    Sums sums;
    for (std::size_t flow = 0; flow < times_.size(); ++flow) {
      const double worth = amounts_[flow] * exponential_of(-exponent * times_[flow]);
      const double in = worth > 0.0 ? worth : 0.0;
      const double out = in - worth;
      sums.p0 += in;
      sums.n0 += out;
      sums.p1 += in * times_[flow];
      sums.n1 += out * times_[flow];
    }
    return sums;
  }

  [[nodiscard]] bool is_positive(double exponent, const Sums& sums) const noexcept {
    return exponent == 0.0 ? positive_at_zero_ : sums.value() >= 0.0;
  }

  void examine(const Interval& it) {
    const double rounding = 1.0 + 1e-15 * (4.0 + static_cast<double>(times_.size()));
    if (it.at_high.p0 > it.at_low.n0 * rounding || it.at_high.n0 > it.at_low.p0 * rounding) return;
    const double least_slope = it.at_high.n1 - it.at_low.p1 * rounding;
    const double most_slope = it.at_low.n1 * rounding - it.at_high.p1;
    if (least_slope > 0.0 || most_slope < 0.0) {
      if (is_positive(it.low, it.at_low) != is_positive(it.high, it.at_high)) roots_.push_back(refine(it));
      return;
    }
    const double middle = split_point(it);
    const Sums sums = at(middle);
    const double reach = std::fmax(middle - it.low, it.high - middle);
    const double steepest = std::fmax(std::fabs(least_slope), std::fabs(most_slope));
    const double noise = (rounding - 1.0) * (sums.p0 + sums.n0);
    if (std::fabs(sums.value()) > steepest * reach + noise) return;
    if ((it.high - it.low) * times_.back() <= kNarrow) {
      undecided_ = true;
      return;
    }
    // The lower part is examined first: roots come out in order.
    pending_.push_back({middle, it.high, sums, it.at_high});
    pending_.push_back({it.low, middle, it.at_low, sums});
  }

  /// Wide intervals are cut geometrically: zeros lie at exponents of about 1 / span, not half-way to the end of numbers.
  [[nodiscard]] double split_point(const Interval& it) const noexcept {
    const double unit = 1.0 / times_.back();
    if (it.high <= 8.0 * unit) return 0.5 * (it.low + it.high);
    return std::sqrt(std::fmax(it.low, unit) * it.high);
  }

  /// Newton within a bracket on which the value is monotone; whether it has converged is asked before where it is.
  [[nodiscard]] double refine(const Interval& it) const noexcept {
    double low = it.low, high = it.high;
    const bool low_positive = is_positive(it.low, it.at_low);
    double exponent = 0.5 * (low + high);
    for (std::int32_t round = 0; round < 200; ++round) {
      const Sums sums = at(exponent);
      const double step = -sums.value() / sums.slope();
      if (std::fabs(step) <= 2e-16 * exponent || sums.value() == 0.0) return exponent;
      (is_positive(exponent, sums) == low_positive ? low : high) = exponent;
      const double next = exponent + step;
      exponent = next > low && next < high ? next : 0.5 * (low + high);
      if (high - low <= 2e-16 * high) return exponent;
    }
    return exponent;
  }

  std::vector<double> times_, amounts_;
  bool positive_at_zero_;
  std::vector<Interval> pending_;
  std::vector<double> roots_;
  bool undecided_ = false;
};

/// Divided by a power of two: sums stay far from the ends of numbers, no digit changes.
std::vector<double> scaled(std::span<const double> amounts) {
  double most = 0.0;
  for (const double amount : amounts) most = std::fmax(most, std::fabs(amount));
  const int power = std::ilogb(most);
  std::vector<double> scaled_amounts;
  scaled_amounts.reserve(amounts.size());
  for (const double amount : amounts) scaled_amounts.push_back(std::scalbn(amount, -power));
  return scaled_amounts;
}

}  // namespace

ExponentRoots exponent_roots(std::span<const double> times, std::span<const double> amounts, double least,
                             double most) {
  const std::vector<double> units = scaled(amounts);
  double undiscounted = 0.0;
  for (const double amount : units) undiscounted += amount;
  const bool positive_at_zero = undiscounted >= 0.0;

  std::vector<double> reversed_times, reversed_amounts(units.rbegin(), units.rend());
  reversed_times.reserve(times.size());
  for (std::size_t flow = times.size(); flow-- > 0;) reversed_times.push_back(times.back() - times[flow]);

  HalfLine below(std::move(reversed_times), std::move(reversed_amounts), positive_at_zero);
  below.search(-least);
  HalfLine above({times.begin(), times.end()}, units, positive_at_zero);
  above.search(most);

  ExponentRoots found;
  for (std::size_t root = below.roots().size(); root-- > 0;)
    found.exponents.push_back(0.0 - below.roots()[root]);
  found.exponents.insert(found.exponents.end(), above.roots().begin(), above.roots().end());
  found.undecided = below.undecided() || above.undecided();
  return found;
}

bool is_only_root(std::span<const double> times, std::span<const double> amounts, double exponent) {
  double balance = 0.0, turnover = 0.0, least = 0.0, most = 0.0;
  for (std::size_t flow = 0; flow < times.size(); ++flow) {
    const double worth = amounts[flow] * exp_within(-exponent * times[flow]);
    turnover += std::fabs(worth);
    balance += worth;
    if (flow + 1 == times.size()) break;
    if (flow == 0) least = most = balance;
    least = std::fmin(least, balance);
    most = std::fmax(most, balance);
  }
  const double noise = 1e-12 * turnover;
  return least > noise || most < -noise;
}

}  // namespace openitem::cashflow
