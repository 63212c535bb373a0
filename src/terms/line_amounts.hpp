#pragma once
/// \file
/// What each line of terms asks for of a total.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "openitem/terms.hpp"

namespace openitem {

/// The lines of one set of terms, made ready for many totals.
class LineAmounts {
 public:
  /// \throws Error as check_terms; out_of_bounds (options), invalid_argument (largest remainder over other lines than shares).
  LineAmounts(const PaymentTerms& terms, const TermsOptions& options);

  [[nodiscard]] std::size_t lines() const noexcept { return lines_.size(); }
  [[nodiscard]] std::optional<Currency> currency() const noexcept { return currency_; }
  /// `out` has as many cells as there are lines. \throws Error overflow.
  void split(std::int64_t total, std::int64_t* out) const;
  /// The same of the base total, in proportion to `amounts`, which sum to `total`. \throws Error inconsistent_data, overflow.
  void split_base(std::span<const std::int64_t> amounts, std::int64_t base_total, std::int64_t* out) const;

 private:
  std::vector<TermsLine> lines_;
  std::vector<std::int64_t> weights_;  // of largest remainder
  std::optional<Currency> currency_;
  TermsResidue residue_;
  Rounding rounding_;
};

/// \throws Error out_of_bounds: rounding modes, residue, zero total, tax, flags, threads.
void check_options(const TermsOptions& options);

}  // namespace openitem
