#include "stats/chi_square.hpp"

#include <algorithm>
#include <cmath>

#include "core/exponential.hpp"

namespace openitem::stats {
namespace {

// Terms of either expansion; both converge within some multiple of the root of the degrees.
constexpr std::int32_t kMostTerms = 100'000;
constexpr double kNegligible = 0x1p-54;

// ln of the gamma function at half of `degrees`, from gamma(1/2) = sqrt(pi) or gamma(1) = 1 upwards.
double log_gamma_of_half(std::int32_t degrees) noexcept {
  constexpr double kLogRootPi = 0.57236494292470008707;
  const bool is_odd = degrees % 2 != 0;
  double sum = is_odd ? kLogRootPi : 0.0;
  for (std::int32_t twice = is_odd ? 1 : 2; twice < degrees; twice += 2) sum += log_positive(0.5 * twice);
  return sum;
}

// x^a e^-x / gamma(a)
double front(double a, double x, std::int32_t degrees) noexcept {
  return exponential_of(a * log_positive(x) - x - log_gamma_of_half(degrees));
}

// Abramowitz and Stegun 6.5.29: P(a, x) = front x sum of x^k / (a (a + 1) .. (a + k)).
double lower_by_series(double a, double x, std::int32_t degrees) noexcept {
  double term = 1.0 / a;
  double sum = term;
  for (std::int32_t k = 1; k < kMostTerms && term > sum * kNegligible; ++k) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * front(a, x, degrees);
}

// Abramowitz and Stegun 6.5.31, the continued fraction of Q(a, x), by Lentz's method.
double upper_by_fraction(double a, double x, std::int32_t degrees) noexcept {
  constexpr double kTiny = 1e-300;
  double b = x + 1.0 - a;
  double c = 1.0 / kTiny;
  double d = 1.0 / b;
  double value = d;
  for (std::int32_t k = 1; k < kMostTerms; ++k) {
    const double numerator = -k * (k - a);
    b += 2.0;
    d = numerator * d + b;
    if (std::fabs(d) < kTiny) d = kTiny;
    c = b + numerator / c;
    if (std::fabs(c) < kTiny) c = kTiny;
    d = 1.0 / d;
    value *= d * c;
    if (std::fabs(d * c - 1.0) <= 4.0 * kNegligible) break;
  }
  return value * front(a, x, degrees);
}

}  // namespace

double chi_square_tail(double x, std::int32_t degrees) noexcept {
  const double a = 0.5 * degrees;
  const double half = 0.5 * x;
  if (half <= 0x1p-1000) return 1.0;
  if (std::isinf(half)) return 0.0;
  const double tail =
      half < a + 1.0 ? 1.0 - lower_by_series(a, half, degrees) : upper_by_fraction(a, half, degrees);
  return std::clamp(tail, 0.0, 1.0);
}

}  // namespace openitem::stats
