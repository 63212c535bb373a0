#pragma once
/// \file
/// Tables of additive models.

#include <vector>

#include "stats/additive_fit.hpp"
#include "stats/binning_input.hpp"

namespace openitem::stats {

/// All tables of a fit. Reads `parts` before they become a model.
[[nodiscard]] std::vector<Table> additive_tables(const FittedParts& parts, const BinningInput& input,
                                                 const AdditiveOptions& options);

/// Values of pairs as blocks of bins next to one another that nothing tells apart.
class PairBlocks {
 public:
  /// `values`: first_bins x second_bins.
  void add(std::string_view first, std::string_view second, std::span<const double> values,
           std::size_t second_bins);
  [[nodiscard]] Table table() &&;

 private:
  std::vector<std::string_view> firsts_, seconds_;
  std::vector<std::int32_t> first_bins_, first_lasts_, second_bins_, second_lasts_;
  std::vector<double> values_;
};

}  // namespace openitem::stats
