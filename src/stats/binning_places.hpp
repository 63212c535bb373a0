#pragma once
/// \file
/// Which bin of a feature a number or a category falls in.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "openitem/binning.hpp"

namespace openitem::stats {

inline constexpr std::int32_t kNoBin = -1;

/// Where a number falls.
class NumberPlaces {
 public:
  explicit NumberPlaces(const BinnedFeature& feature) {
    for (std::size_t at = 0; at < feature.bins.size(); ++at) {
      const Bin& bin = feature.bins[at];
      const auto number = static_cast<std::int32_t>(at);
      if (bin.kind == BinKind::interval) {
        if (!intervals_.empty()) cuts_.push_back(bin.lower);
        intervals_.push_back(number);
      } else if (bin.kind == BinKind::special) {
        specials_.emplace_back(bin.lower, number);
      } else {
        missing_ = number;
      }
    }
  }

  /// kNoBin for what has none: infinite, or missing without a bin for it.
  [[nodiscard]] std::int32_t bin_of(double number) const noexcept {
    if (std::isnan(number)) return missing_;
    for (const auto& [value, bin] : specials_) {
      if (number == value) return bin;
    }
    return std::isinf(number) ? kNoBin : intervals_[interval_of(number)];
  }

  /// bins[i] = bin_of(numbers[i]).
  void bins_of(std::span<const double> numbers, std::int32_t* bins) const noexcept {
    constexpr std::size_t tile = 64, few = 32;
    if (!specials_.empty() || cuts_.size() > few) {
      for (const double number : numbers) *bins++ = bin_of(number);
      return;
    }
    // Few cuts are counted, many numbers beside one another: vector instructions and no branch.
    for (std::size_t begin = 0; begin < numbers.size(); begin += tile) {
      const std::size_t count = std::min(tile, numbers.size() - begin);
      std::array<double, tile> x{}, passed{};
      std::copy_n(numbers.data() + begin, count, x.data());
      for (const double cut : cuts_) {
        for (std::size_t at = 0; at < tile; ++at) passed[at] += cut <= x[at] ? 1.0 : 0.0;
      }
      for (std::size_t at = 0; at < count; ++at) {
        const bool is_finite = x[at] - x[at] == 0.0;
        *bins++ = is_finite ? intervals_[static_cast<std::size_t>(passed[at])] : bin_of(x[at]);
      }
    }
  }

 private:
  /// Number of cuts that are not above; without a branch that depends on the number.
  [[nodiscard]] std::size_t interval_of(double number) const noexcept {
    const double* base = cuts_.data();
    std::size_t left = cuts_.size();
    while (left > 1) {
      const std::size_t half = left / 2;
      base += base[half - 1] <= number ? half : 0;
      left -= half;
    }
    const auto passed = static_cast<std::size_t>(base - cuts_.data());
    return passed + (left == 1 && *base <= number ? 1 : 0);
  }

  std::vector<double> cuts_;
  std::vector<std::int32_t> intervals_;
  std::vector<std::pair<double, std::int32_t>> specials_;
  std::int32_t missing_ = kNoBin;
};

/// Where a category falls. Refers to the texts of the feature, which must outlive it.
class CategoryPlaces {
 public:
  CategoryPlaces(const BinnedFeature& feature, UnseenCategory unseen) {
    for (std::size_t at = 0; at < feature.bins.size(); ++at) {
      const Bin& bin = feature.bins[at];
      const auto number = static_cast<std::int32_t>(at);
      for (const std::string& category : bin.categories) places_.emplace_back(category, number);
      if (bin.kind == BinKind::missing) missing_ = number;
      if (bin.kind == BinKind::other && unseen == UnseenCategory::other) unseen_ = number;
    }
    if (unseen == UnseenCategory::missing) unseen_ = missing_;
    std::sort(places_.begin(), places_.end());
  }

  [[nodiscard]] std::int32_t bin_of(std::string_view category) const noexcept {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(category, kNoBin));
    return found != places_.end() && found->first == category ? found->second : unseen_;
  }
  [[nodiscard]] std::int32_t missing() const noexcept { return missing_; }

 private:
  std::vector<std::pair<std::string_view, std::int32_t>> places_;
  std::int32_t missing_ = kNoBin, unseen_ = kNoBin;
};

}  // namespace openitem::stats
