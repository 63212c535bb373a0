#pragma once
/// \file
/// Money to claims on one day, in the order of the options.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plan_life/plan_replay.hpp"

namespace openitem {

/// Applies cash to the claims of a position; knows nothing of breaks and versions.
class ReceiptApplication {
 public:
  ReceiptApplication(PlanPosition& position, const PlanLifeOptions& options)
      : position_(position), options_(options) {}

  /// `order`: all claims, ascending by the day they count by. Must outlive the calls.
  void set_claims(const std::vector<std::size_t>& order) noexcept {
    order_ = &order;
    first_open_ = 0;
  }
  /// Applies what is unapplied on the day.
  void apply(std::int32_t day);

 private:
  void pay_due(std::size_t due_end, std::int32_t day);
  void pay_claims(std::size_t due_end, std::int32_t day, std::span<const std::size_t> parts);
  void pay_ahead(std::size_t due_end, std::int32_t day);
  void pay_costs(std::int32_t day);
  void pay(std::size_t at, std::size_t part, std::int32_t day);
  [[nodiscard]] bool has_cash() const noexcept { return position_.unapplied > 0; }

  PlanPosition& position_;
  const PlanLifeOptions& options_;
  const std::vector<std::size_t>* order_ = nullptr;
  std::size_t first_open_ = 0;  // all claims before it in the order are paid
};

}  // namespace openitem
