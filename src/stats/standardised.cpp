#include "stats/standardised.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <string>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "stats/column_lengths.hpp"

namespace openitem::stats {
namespace {

[[noreturn]] void refuse_number(std::string_view name, std::size_t row, double value,
                                std::string_view expected) {
  throw Error(Status::invalid_data, Message()
                                        .append(name)
                                        .append(" of row ")
                                        .append(row)
                                        .append(" is ")
                                        .append(std::to_string(value))
                                        .append("; expected ")
                                        .append(expected))
      .at(static_cast<std::int64_t>(row), name);
}

std::string name_of_feature(std::size_t at) { return "features[" + std::to_string(at) + "]"; }

void weigh(Standardised& data) {
  const RegressionColumns& columns = data.columns;
  for (std::size_t row = 0; row < columns.outcomes.size(); ++row) {
    const double weight = columns.weights.empty() ? 1.0 : columns.weights[row];
    if (weight < 0.0) refuse_number("weights", row, weight, "0 or more");
    data.weighted_rows += weight > 0.0 ? 1 : 0;
    data.weight += weight;
    data.weight_of_ones += columns.outcomes[row] != 0 ? weight : 0.0;
  }
  if (data.weighted_rows == 0 || !std::isfinite(data.weight)) {
    throw Error(
        Status::invalid_argument,
        "there is no row of a weight above 0, or the weights sum to infinity; a regression needs rows of "
        "both outcomes");
  }
  if (data.weight_of_ones <= 0.0 || data.weight_of_ones >= data.weight) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("all outcomes are ")
                    .append(data.weight_of_ones > 0.0 ? "1" : "0")
                    .append(" where the weight is above 0; a regression needs rows of both outcomes"))
        .at(-1, "outcomes");
  }
}

struct Moments {
  double mean = 0.0, scale = 0.0;
};

// Eight sums side by side, each of every eighth row: none waits for the one before.
constexpr std::size_t kSumLanes = 8;

template <typename ValueOf>
double sum_of(std::size_t rows, ValueOf&& value_of) {
  std::array<double, kSumLanes> lanes{};
  std::size_t row = 0;
  for (; row + kSumLanes <= rows; row += kSumLanes) {
    for (std::size_t at = 0; at < kSumLanes; ++at) lanes[at] += value_of(row + at);
  }
  for (std::size_t at = 0; row < rows; ++row, ++at) lanes[at] += value_of(row);
  double sum = 0.0;
  for (const double lane : lanes) sum += lane;
  return sum;
}

// In two passes: squares of differences from the mean lose no digits to its size.
Moments moments_of(std::span<const double> values, std::span<const double> weights, double weight) {
  const double share =
      1.0 / weight;  // before the sum: no square of a number may leave the range for its row alone
  Moments found;
  if (weights.empty()) {
    found.mean = sum_of(values.size(), [&](std::size_t row) { return values[row] * share; });
    found.scale = sum_of(values.size(), [&](std::size_t row) {
      const double difference = values[row] - found.mean;
      return difference * (difference * share);
    });
  } else {
    found.mean = sum_of(values.size(), [&](std::size_t row) { return weights[row] * (values[row] * share); });
    found.scale = sum_of(values.size(), [&](std::size_t row) {
      const double difference = values[row] - found.mean;
      return weights[row] * (difference * (difference * share));
    });
  }
  found.scale = std::sqrt(found.scale);
  return found;
}

bool is_finite_throughout(std::span<const double> values) noexcept {
  constexpr std::uint64_t exponent = 0x7ff0'0000'0000'0000U;
  std::uint64_t found = 0;
  for (const double value : values)
    found |= (std::bit_cast<std::uint64_t>(value) & exponent) == exponent ? 1U : 0U;
  return found == 0;
}

}  // namespace

void check_numbers(std::span<const double> numbers, std::size_t rows, const char* name) {
  if (numbers.empty() && rows != 0) return;  // left out
  check_length(numbers.size(), rows, name, "the first column");
  if (is_finite_throughout(numbers)) return;
  for (std::size_t row = 0; row < rows; ++row) {
    if (!std::isfinite(numbers[row])) refuse_number(name, row, numbers[row], "a finite number");
  }
}

void check_features(std::span<const std::span<const double>> features, std::size_t rows,
                    std::int32_t threads) {
  check_threads(threads);
  for (std::size_t at = 0; at < features.size(); ++at)
    check_length(features[at].size(), rows, name_of_feature(at), "the first column");
  for_each_part(static_cast<std::int64_t>(features.size()), threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    if (is_finite_throughout(features[at])) return;
    for (std::size_t row = 0; row < rows; ++row) {
      if (!std::isfinite(features[at][row]))
        refuse_number(name_of_feature(at), row, features[at][row],
                      "a finite number; give missing values a number or a bin of their own");
    }
  });
}

void check_outcomes(std::span<const std::uint8_t> outcomes) {
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    if (outcomes[row] > 1) refuse_number("outcomes", row, static_cast<double>(outcomes[row]), "0 or 1");
  }
}

Standardised standardise(const RegressionColumns& columns, bool intercept, std::int32_t threads) {
  const std::size_t rows = columns.outcomes.size();
  check_features(columns.features, rows, threads);
  check_outcomes(columns.outcomes);
  check_numbers(columns.weights, rows, "weights");
  check_numbers(columns.offsets, rows, "offsets");
  Standardised data{.columns = columns,
                    .intercept = intercept,
                    .means = std::vector<double>(columns.features.size(), 0.0),
                    .scales = std::vector<double>(columns.features.size(), 0.0),
                    .rows = static_cast<std::int64_t>(rows)};
  weigh(data);
  for_each_part(static_cast<std::int64_t>(columns.features.size()), threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    const Moments found = moments_of(columns.features[at], columns.weights, data.weight);
    data.scales[at] = found.scale;
    if (intercept) {
      data.means[at] = found.mean;
    } else {  // about 0, so that a constant is a feature like others
      data.scales[at] = std::hypot(found.scale, found.mean);
    }
    if (!std::isfinite(data.scales[at])) {
      throw Error(Status::overflow, Message()
                                        .append("the squares of ")
                                        .append(name_of_feature(at))
                                        .append(" leave the range of doubles; scale it"))
          .at(-1, name_of_feature(at));
    }
    // What rounding leaves of a constant is no spread.
    const double least = 1e-14 * std::abs(found.mean);
    if (data.scales[at] <= least || data.scales[at] == 0.0) {
      throw Error(Status::invalid_argument, Message()
                                                .append(name_of_feature(at))
                                                .append(" is the same number in every row; leave it out")
                                                .append(intercept ? ", the intercept stands for it" : ""))
          .at(-1, name_of_feature(at));
    }
  });
  return data;
}

}  // namespace openitem::stats
