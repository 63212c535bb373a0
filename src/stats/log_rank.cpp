// Comparisons of survival between groups: the log-rank test and its weighted relatives.

#include <algorithm>
#include <cmath>

#include "core/exponential.hpp"
#include "core/message.hpp"
#include "stats/checks.hpp"
#include "stats/chi_square.hpp"
#include "stats/column_lengths.hpp"
#include "stats/followed.hpp"

namespace openitem::stats {
namespace {

constexpr std::int32_t kMostGroups = 1000;
// Of the variance of a difference, what is left beside the others before it counts as none.
constexpr double kRankTolerance = 1e-10;

void check_group_count(std::int32_t group_count) {
  if (group_count >= 2 && group_count <= kMostGroups) return;
  throw Error(Status::out_of_bounds,
              Message().append("group_count is ").append(group_count).append("; expected 2 to 1,000"));
}

void check_groups(const SurvivalColumns& columns, std::span<const std::int32_t> groups,
                  std::int32_t group_count, std::span<const std::int32_t> strata) {
  const std::size_t rows = columns.times.size();
  check_length(groups.size(), rows, "groups", "times");
  if (!strata.empty()) check_length(strata.size(), rows, "strata", "times");
  std::vector<bool> has_rows(static_cast<std::size_t>(group_count));
  for (std::size_t row = 0; row < rows; ++row) {
    if (groups[row] < 0 || groups[row] >= group_count) {
      throw Error(Status::invalid_data, Message()
                                            .append("groups of row ")
                                            .append(row)
                                            .append(" is ")
                                            .append(groups[row])
                                            .append("; expected 0 to ")
                                            .append(group_count - 1))
          .at(static_cast<std::int64_t>(row), "groups");
    }
    if (weight_of(columns, row) > 0.0) has_rows[static_cast<std::size_t>(groups[row])] = true;
  }
  for (std::size_t group = 0; group < has_rows.size(); ++group) {
    if (has_rows[group]) continue;
    throw Error(Status::invalid_argument, Message().append("group ").append(group).append(
                                              " has no row of a weight above 0; leave it out"))
        .at(-1, "groups");
  }
}

double power(double base, double exponent) noexcept {
  if (exponent == 0.0) return 1.0;  // also of 0
  return base <= 0.0 ? 0.0 : exponential_of(exponent * log_positive(base));
}

/// The weight of each time with events, and the estimates that some weights are made of.
class TestWeights {
 public:
  explicit TestWeights(const LogRankOptions& options) : options_(options) {}

  double next(const TimeStep& step) noexcept {
    const double before = survival_;
    survival_ *= std::max(step.at_risk - step.events, 0.0) / step.at_risk;
    peto_ *= 1.0 - step.events / (step.at_risk + 1.0);
    switch (options_.weights) {
      case LogRankWeights::gehan: return step.at_risk;
      case LogRankWeights::tarone_ware: return std::sqrt(step.at_risk);
      case LogRankWeights::peto: return peto_;
      case LogRankWeights::fleming_harrington:
        return power(before, options_.p) * power(1.0 - before, options_.q);
      default: return 1.0;
    }
  }

 private:
  const LogRankOptions& options_;
  double survival_ = 1.0, peto_ = 1.0;
};

/// Sums over the times of one stratum after the other.
class Differences {
 public:
  Differences(const SurvivalColumns& columns, std::span<const std::int32_t> groups, LogRank& found)
      : columns_(columns), groups_(groups), found_(found), count_(found.observed.size()) {}

  void add_stratum(std::span<const std::uint32_t> rows, const LogRankOptions& options) {
    const std::vector<TimeStep> steps = steps_of(columns_, rows);
    TestWeights weights(options);
    std::vector<double> weight;
    weight.reserve(steps.size());
    for (const TimeStep& step : steps) weight.push_back(weights.next(step));
    std::vector<double> at_risk(count_), events(count_);
    for (std::size_t at = steps.size(); at-- > 0;) {
      std::fill(events.begin(), events.end(), 0.0);
      for (std::size_t place = steps[at].first; place < steps[at].last; ++place) {
        const std::uint32_t row = rows[place];
        const auto group = static_cast<std::size_t>(groups_[row]);
        at_risk[group] += weight_of(columns_, row);
        if (columns_.events[row] != 0) events[group] += weight_of(columns_, row);
      }
      if (steps[at].events > 0.0) add_time(steps[at], weight[at], at_risk, events);
    }
  }

 private:
  // Events of the groups are multivariate hypergeometric given those at risk (Mantel 1966).
  void add_time(const TimeStep& step, double weight, const std::vector<double>& at_risk,
                const std::vector<double>& events) {
    const double n = step.at_risk, d = step.events;
    const double spread = n > 1.0 ? weight * weight * d * ((n - d) / (n - 1.0)) : 0.0;
    for (std::size_t group = 0; group < count_; ++group) {
      const double share = at_risk[group] / n;
      found_.observed[group] += weight * events[group];
      found_.expected[group] += weight * d * share;
      if (spread <= 0.0 || share <= 0.0) continue;
      double* row = &found_.variance[group * count_];
      for (std::size_t other = 0; other < count_; ++other)
        row[other] -= spread * share * (at_risk[other] / n);
      row[group] += spread * share;
    }
  }

  const SurvivalColumns& columns_;
  std::span<const std::int32_t> groups_;
  LogRank& found_;
  std::size_t count_;
};

/// U' V^- U by Cholesky's decomposition of V, the greatest remaining variance first; the rank is the number of groups that are free.
void test(LogRank& found) {
  const std::size_t size = found.observed.size();
  std::vector<double> matrix = found.variance;
  std::vector<double> difference(size), diagonal(size);
  std::vector<bool> is_done(size);
  for (std::size_t at = 0; at < size; ++at) {
    difference[at] = found.observed[at] - found.expected[at];
    diagonal[at] = matrix[at * size + at];
  }
  double chi_square = 0.0;
  for (std::size_t rank = 0; rank < size; ++rank) {
    std::size_t best = size;
    for (std::size_t at = 0; at < size; ++at) {
      const double left = matrix[at * size + at];
      if (is_done[at] || !(left > kRankTolerance * diagonal[at]) || left <= 0.0) continue;
      if (best == size || left > matrix[best * size + best]) best = at;
    }
    if (best == size) break;
    is_done[best] = true;
    ++found.degrees_of_freedom;
    const double pivot = matrix[best * size + best];
    chi_square += difference[best] * difference[best] / pivot;
    for (std::size_t at = 0; at < size; ++at) {
      if (is_done[at]) continue;
      const double factor = matrix[at * size + best] / pivot;
      difference[at] -= factor * difference[best];
      for (std::size_t other = 0; other < size; ++other)
        matrix[at * size + other] -= factor * matrix[best * size + other];
    }
  }
  if (found.degrees_of_freedom == 0 || !std::isfinite(chi_square)) return;
  found.chi_square = chi_square;
  found.p_value = chi_square_tail(chi_square, found.degrees_of_freedom);
}

}  // namespace

void check_log_rank_options(const LogRankOptions& options) {
  for (const double exponent : {options.p, options.q}) {
    const bool is_exponent = exponent >= 0.0 && exponent <= 10.0;
    if (!is_exponent) throw Error(Status::out_of_bounds, "p and q must be 0 to 10");
    if (exponent > 0.0 && options.weights != LogRankWeights::fleming_harrington) {
      throw Error(Status::invalid_argument,
                  "p and q are exponents of Fleming and Harrington; choose those weights, or leave both 0");
    }
  }
}

LogRank log_rank(const SurvivalColumns& columns, std::span<const std::int32_t> groups,
                 std::int32_t group_count, std::span<const std::int32_t> strata,
                 const LogRankOptions& options) {
  check_log_rank_options(options);
  check_group_count(group_count);
  Followed followed = follow(columns);
  check_groups(columns, groups, group_count, strata);
  LogRank found;
  const auto count = static_cast<std::size_t>(group_count);
  found.observed.resize(count);
  found.expected.resize(count);
  found.variance.resize(count * count);
  Differences differences(columns, groups, found);
  const std::span<const std::uint32_t> rows = followed.rows;
  if (!strata.empty()) {
    std::stable_sort(followed.rows.begin(), followed.rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return strata[a] < strata[b]; });
  }
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t last = first + 1;
    while (last < rows.size() && (strata.empty() || strata[rows[last]] == strata[rows[first]])) ++last;
    differences.add_stratum(rows.subspan(first, last - first), options);
    first = last;
  }
  test(found);
  return found;
}

}  // namespace openitem::stats
