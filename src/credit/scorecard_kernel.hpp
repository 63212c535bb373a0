#pragma once
/// \file
/// A card made ready for rows: points, losses and class bounds as plain arrays.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "openitem/scorecard.hpp"

namespace openitem::credit {

/// No reason, for a row that has lost nothing more.
inline constexpr std::int32_t kNoReason = -1;

/// Bins of a block of rows: of each feature one after the other, `stride` apart.
struct BinBlock {
  const std::int32_t* bins = nullptr;
  std::size_t stride = 0;
  std::size_t rows = 0;
  [[nodiscard]] const std::int32_t* of(std::size_t feature) const noexcept { return bins + feature * stride; }
};

/// Sources of points: the features in their order, then the pairs. Refers to the card. Nothing here allocates but the constructor.
class ScorecardKernel {
 public:
  /// \throws Error invalid_argument (reasons against means that are not known).
  ScorecardKernel(const ScorecardParts& parts, ReasonBaseline baseline, bool with_losses);

  [[nodiscard]] std::size_t sources() const noexcept { return sources_.size(); }
  [[nodiscard]] const std::string& name_of(std::size_t source) const noexcept {
    return sources_[source].name;
  }

  void points_of(std::size_t source, const BinBlock& block, double* points) const noexcept;
  /// The base points plus the points of each source, in their order.
  void scores_of(const BinBlock& block, double* scores) const noexcept;
  /// Of row `at` of the block: sources by the points they lost, most first; kNoReason behind the last that lost any.
  void reasons_of(const BinBlock& block, std::size_t at, std::span<std::int32_t> reasons,
                  std::span<double> lost) const noexcept;
  /// Place of the class that holds a score. Requires a class.
  [[nodiscard]] std::int32_t class_of(double score) const noexcept;

 private:
  struct Source {
    std::string name = {};
    std::size_t first = 0, second = 0;
    std::size_t seconds = 0;          ///< bins of the second feature; 0 = there is none
    std::vector<double> points = {};  ///< bins of the first x bins of the second
    std::vector<double> lost = {};    ///< as many; empty where nobody asked
  };

  /// Calls fn(row of the block, place of its bin or pair of bins) for each row.
  template <typename Function>
  static void for_each_place(const Source& source, const BinBlock& block, const Function& fn) noexcept;
  [[nodiscard]] static std::size_t place_of(const Source& source, const BinBlock& block,
                                            std::size_t at) noexcept;

  double base_points_;
  std::vector<Source> sources_;
  std::vector<double> class_bounds_;  ///< of all but the lowest
};

}  // namespace openitem::credit
