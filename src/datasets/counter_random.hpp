#pragma once
/// \file
/// Random numbers by counter: a draw is a pure function of (seed, stream, index), so that any thread can make
/// any row.

#include <cstdint>

namespace openitem {

/// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t value) noexcept {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31);
}

/// The draws of one row, one after the other.
class CounterRandom {
 public:
  constexpr CounterRandom(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) noexcept
      : state_(mix64(mix64(mix64(seed + kGamma) ^ (stream * kGamma)) + index * kGamma)) {}

  [[nodiscard]] constexpr std::uint32_t bits() noexcept {
    state_ += kGamma;
    return static_cast<std::uint32_t>(mix64(state_) >> 32);
  }
  /// 0 .. count - 1. The bias of the multiplication is below count / 2^32. Requires count > 0.
  [[nodiscard]] constexpr std::int32_t below(std::int32_t count) noexcept {
    return static_cast<std::int32_t>((std::uint64_t{bits()} * static_cast<std::uint32_t>(count)) >> 32);
  }
  /// first .. last.
  [[nodiscard]] constexpr std::int32_t between(std::int32_t first, std::int32_t last) noexcept {
    return first + below(last - first + 1);
  }
  /// True `parts` times in 10,000.
  [[nodiscard]] constexpr bool chance(std::int32_t parts) noexcept { return below(10'000) < parts; }

 private:
  static constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15U;
  std::uint64_t state_;
};

}  // namespace openitem
