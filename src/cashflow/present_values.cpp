#include <algorithm>
#include <array>

#include "cashflow/checks.hpp"
#include "cashflow/flow_vectors.hpp"
#include "core/exponential.hpp"
#include "core/parallel.hpp"

namespace openitem::cashflow {
namespace {}  // namespace

double npv(double rate, std::span<const double> amounts, FirstPeriod first_period) {
  check_rate("rate", rate);
  if (first_period != FirstPeriod::now && first_period != FirstPeriod::one_period) {
    throw Error(
        first_period == FirstPeriod::not_set ? Status::not_set : Status::invalid_argument,
        "first_period must be chosen: now (the first amount is not discounted) or one_period (Excel's NPV)");
  }
  const std::array<std::int64_t, 2> offsets = {0, static_cast<std::int64_t>(amounts.size())};
  const FlowVectors flows({.amounts = amounts, .offsets = offsets}, {});
  const double now = flows.present_value(0, rate);
  return checked_result("npv", first_period == FirstPeriod::now ? now : now / (1.0 + rate));
}

double xnpv(double rate, std::span<const std::int32_t> days, std::span<const double> amounts,
            const YieldOptions& options) {
  check_rate("rate", rate);
  check_same_length("days", days.size(), "amounts", amounts.size());
  const std::array<std::int64_t, 2> offsets = {0, static_cast<std::int64_t>(amounts.size())};
  const FlowVectors flows({.days = days, .amounts = amounts, .offsets = offsets}, options);
  return checked_result("xnpv", flows.present_value(0, rate));
}

void present_values(const FlowColumns& columns, std::span<const double> rates, const YieldOptions& options,
                    std::span<double> values) {
  check_threads(options.threads);
  const FlowVectors flows(columns, options);
  const auto vectors = static_cast<std::size_t>(flows.size());
  check_same_length("values", values.size(), "the vectors of flows", vectors);
  if (rates.size() != 1) check_same_length("rates", rates.size(), "the vectors of flows", vectors);
  const std::int64_t parts = (flows.size() + kPartVectors - 1) / kPartVectors;
  for_each_part(parts, options.threads, [&](std::int64_t part) {
    const std::int64_t last = std::min(flows.size(), (part + 1) * kPartVectors);
    for (std::int64_t vector = part * kPartVectors; vector < last; ++vector) {
      const auto at = static_cast<std::size_t>(vector);
      const double rate = rates[rates.size() == 1 ? 0 : at];
      try {
        check_rate("rate", rate);
        values[at] = checked_result("the present value", flows.present_value(vector, rate));
      } catch (Error& failure) {
        if (failure.row() < 0) failure.at(vector, "rate");
        throw;
      }
    }
  });
}

}  // namespace openitem::cashflow
