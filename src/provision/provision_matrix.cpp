#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/provision.hpp"
#include "provision/products.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kLargestFactor = 100 * kWholeRate;

void check_overlay(const ProvisionMatrixOptions& options) {
  if (options.forward_factor < 0 || options.forward_factor > kLargestFactor) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("forward_factor is ")
                                           .append(options.forward_factor)
                                           .append(" parts per billion; expected 0 to 10^11"));
  }
  if (options.forward_points < -kWholeRate || options.forward_points > kWholeRate) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("forward_points is ")
                                           .append(options.forward_points)
                                           .append(" parts per billion; expected -10^9 to 10^9"));
  }
}

void check_figures(std::span<const std::int64_t> balances, std::span<const std::int64_t> rates) {
  if (balances.size() != rates.size()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("there are ")
                                            .append(balances.size())
                                            .append(" balances and ")
                                            .append(rates.size())
                                            .append(" rates; give one rate a balance"));
  }
  for (std::size_t i = 0; i < balances.size(); ++i) {
    if (balances[i] < 0) {
      throw Error(Status::invalid_data,
                  Message()
                      .append("balance ")
                      .append(i)
                      .append(" is ")
                      .append(balances[i])
                      .append(" minor units; a credit lowers no provision: give the debits"))
          .at(static_cast<std::int64_t>(i), "balances");
    }
    if (rates[i] < 0 || rates[i] > kWholeRate) {
      throw Error(Status::invalid_data,
                  Message().append("rate ").append(i).append(" is ").append(rates[i]).append(
                      " parts per billion; expected 0 to 1,000,000,000 (100 %)"))
          .at(static_cast<std::int64_t>(i), "rates");
    }
  }
}

void require_not_negative(const char* name, std::int64_t amount) {
  if (amount >= 0 && amount < kAmountLimit) return;
  throw Error(Status::out_of_bounds, Message().append(name).append(" is ").append(amount).append(
                                         " minor units; expected 0 or more, below 2^62"));
}

}  // namespace

ProvisionMatrix compute_provision_matrix(std::span<const std::int64_t> balances,
                                         std::span<const std::int64_t> rates,
                                         const ProvisionMatrixOptions& options) {
  const ProductRounding rounding{options.rounding, options.round_by, options.rounding_power};
  check_product_rounding(rounding);
  check_overlay(options);
  check_figures(balances, rates);
  ProvisionMatrix matrix;
  for (const std::int64_t balance : balances) {
    matrix.balance_total = checked_add(matrix.balance_total, balance);
  }
  matrix.rates.reserve(rates.size());
  for (const std::int64_t rate : rates) {
    matrix.rates.push_back(overlaid_rate(rate, options.forward_factor, options.forward_points));
  }
  matrix.by_bucket = round_products(balances, matrix.rates, rounding);
  for (const std::int64_t amount : matrix.by_bucket) matrix.total = checked_add(matrix.total, amount);
  return matrix;
}

AllowanceMovement compute_allowance_movement(const AllowanceFigures& figures) {
  require_not_negative("opening", figures.opening);
  require_not_negative("write_offs", figures.write_offs);
  require_not_negative("recoveries", figures.recoveries);
  require_not_negative("closing", figures.closing);
  const bool has_treatment = figures.treatment == RecoveryTreatment::profit_or_loss ||
                             figures.treatment == RecoveryTreatment::allowance;
  if (figures.treatment != RecoveryTreatment::not_set && !has_treatment) {
    throw Error(Status::out_of_bounds, "treatment is neither 1 (profit_or_loss) nor 2 (allowance)");
  }
  if (figures.recoveries != 0 && !has_treatment) {
    throw Error(
        Status::not_set,
        "there are recoveries and no treatment: state profit_or_loss (usual under IFRS 9) or allowance");
  }
  AllowanceMovement movement;
  const bool is_through = figures.treatment == RecoveryTreatment::allowance;
  (is_through ? movement.recoveries_through_allowance : movement.recoveries_in_profit_or_loss) =
      figures.recoveries;
  std::int64_t before = checked_sub(figures.opening, figures.write_offs);
  before = checked_add(checked_add(before, movement.recoveries_through_allowance), figures.currency);
  const std::int64_t needed = checked_sub(figures.closing, before);
  (needed >= 0 ? movement.charge : movement.release) = needed >= 0 ? needed : checked_sub(0, needed);
  movement.expense = checked_sub(needed, movement.recoveries_in_profit_or_loss);
  return movement;
}

}  // namespace openitem
