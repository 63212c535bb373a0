#pragma once
/// \file
/// When a customer pays who has no offer: the counterfactual of an offer (docs/methods/discount_history.md, 3).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "openitem/discount_history.hpp"

namespace openitem::discount_history {

/// An exact number of days.
struct ExactDays {
  std::int64_t numerator = 0, denominator = 1;
};

/// Days to pay of invoices without an offer, by key (customer or segment).
class DaysWithoutOffer {
 public:
  void add(std::uint32_t key, std::int32_t days) { rows_.push_back({key, days}); }
  /// Once all are added. `keys`: number of keys. \throws Error overflow.
  void finish(std::uint32_t keys, Counterfactual method, std::int32_t minimum_invoices);
  /// Nothing where there are fewer than the minimum, and for a missing key.
  [[nodiscard]] std::optional<ExactDays> of(std::uint32_t key) const {
    return key < found_.size() ? found_[key] : std::nullopt;
  }

 private:
  struct Row {
    std::uint32_t key;
    std::int32_t days;
  };
  std::vector<Row> rows_;
  std::vector<std::optional<ExactDays>> found_;
};

}  // namespace openitem::discount_history
