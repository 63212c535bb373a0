// Logistic regression: Newton's method on the standardised features, and what is said of its end.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/stats.hpp"
#include "stats/checks.hpp"
#include "stats/logistic_kernel.hpp"
#include "stats/standardised.hpp"
#include "stats/symmetric_solver.hpp"

namespace openitem::stats {
namespace {

/// What must be left of a feature after those before it: less is rounding.
constexpr double kLeastPivot = 1e-10;
/// Rows of the sample whose fit is where the fit of all begins.
constexpr std::int64_t kSampleRows = 50'000;
constexpr std::int32_t kMostHalvings = 40;

/// One state of the search: coefficients in standardised features, and the penalised sums there.
struct Point {
  std::vector<double> coefficients;
  LogisticSums sums;
  double objective;  // log-likelihood less penalty
};

class Search {
 public:
  Search(const Standardised& data, const LogisticOptions& options, std::int64_t stride)
      : data_(data), options_(options), stride_(stride), penalties_(data.size(), 0.0) {
    const std::size_t first = data.intercept ? 1 : 0;
    // A sample bears its share of the penalty.
    for (std::size_t at = 0; at < data.scales.size(); ++at)
      penalties_[first + at] =
          options.ridge / (data.scales[at] * data.scales[at]) / static_cast<double>(stride);
  }

  struct End {
    FitStatus status = FitStatus::not_converged;
    std::int32_t iterations = 0;
    Point point;
    double gradient = 0.0;
  };

  End run(std::vector<double> start) {
    End end{.point = look_at(std::move(start))};
    const double weight = data_.weight / static_cast<double>(stride_);
    while (true) {
      end.gradient = greatest(end.point.sums.gradient) / weight;
      const SymmetricSolver solver(end.point.sums.information);
      if (solver.dependent(0.0) < solver.size()) {
        end.status = FitStatus::separated;  // no information is left: every probability is 0 or 1
        return end;
      }
      const std::vector<double> step = solver.solve(end.point.sums.gradient);
      if (end.gradient <= options_.tolerance && is_small(step, end.point.coefficients)) {
        end.status = FitStatus::converged;
        for (std::size_t at = 0; at < step.size(); ++at) end.point.coefficients[at] += step[at];
        return end;
      }
      if (end.iterations == options_.max_iterations) return end;
      ++end.iterations;
      if (!advance(end.point, step)) {
        // The objective cannot be raised any further in doubles.
        end.status = end.gradient <= options_.tolerance ? FitStatus::converged : FitStatus::not_converged;
        return end;
      }
      if (end.iterations % kLookForSeparation == 0 && options_.ridge == 0.0 && is_separating(step)) {
        end.status = FitStatus::separated;
        return end;
      }
    }
  }

 private:
  static constexpr std::int32_t kLookForSeparation = 8;

  static double greatest(std::span<const double> values) noexcept {
    double found = 0.0;
    for (const double value : values) found = std::max(found, std::abs(value));
    return found;
  }
  static bool is_small(std::span<const double> step, std::span<const double> from) noexcept {
    for (std::size_t at = 0; at < step.size(); ++at) {
      if (std::abs(step[at]) > 1e-9 * std::max(1.0, std::abs(from[at]))) return false;
    }
    return true;
  }

  [[nodiscard]] Point look_at(std::vector<double> coefficients) const {
    Point point{std::move(coefficients), LogisticSums(0), 0.0};
    point.sums = sum_rows(data_, point.coefficients, stride_, options_.threads);
    point.objective = point.sums.log_likelihood;
    for (std::size_t at = 0; at < penalties_.size(); ++at) {
      const double coefficient = point.coefficients[at];
      point.objective -= 0.5 * penalties_[at] * coefficient * coefficient;
      point.sums.gradient[at] -= penalties_[at] * coefficient;
      point.sums.information[at * (at + 1) / 2 + at] += penalties_[at];
    }
    return point;
  }

  // The step, or the longest of its halves that does not lower the objective. False: none does.
  bool advance(Point& point, const std::vector<double>& step) const {
    const double least = point.objective - 1e-13 * std::abs(point.objective);
    double share = 1.0;
    for (std::int32_t halvings = 0; halvings < kMostHalvings; ++halvings, share *= 0.5) {
      std::vector<double> next = point.coefficients;
      for (std::size_t at = 0; at < next.size(); ++at) next[at] += share * step[at];
      Point found = look_at(std::move(next));
      if (!(found.objective >= least)) continue;
      point = std::move(found);
      return true;
    }
    return false;
  }

  // Where the most likely coefficients lie at infinity, Newton's steps turn into a direction that moves every row to its own
  // side or not at all (Albert and Anderson 1984): the proof that they do.
  [[nodiscard]] bool is_separating(const std::vector<double>& step) const {
    const Margins margins = margins_of(data_, step, options_.threads);
    return margins.greatest > 0.1 && margins.least >= -1e-8 * margins.greatest;
  }

  const Standardised& data_;
  const LogisticOptions& options_;
  const std::int64_t stride_;
  std::vector<double> penalties_;
};

/// Refuses features that the others make up, by the information at coefficients of 0.
void check_rank(const Standardised& data, const LogisticOptions& options) {
  if (options.ridge > 0.0) return;
  const LogisticSums sums = sum_rows(data, std::vector<double>(data.size(), 0.0), 1, options.threads);
  const SymmetricSolver solver(sums.information);
  const std::size_t at = solver.dependent(kLeastPivot);
  if (at == solver.size()) return;
  const std::string name = "features[" + std::to_string(at - (data.intercept ? 1 : 0)) + "]";
  throw Error(Status::invalid_argument,
              Message().append(name).append(
                  " is a combination of the features before it; leave one of them out or give a ridge"))
      .at(-1, name);
}

/// The log of the odds of all outcomes, where there is an intercept and no offset moves it.
std::vector<double> first_guess(const Standardised& data) {
  std::vector<double> start(data.size(), 0.0);
  if (data.intercept) start[0] = std::log(data.weight_of_ones / (data.weight - data.weight_of_ones));
  return start;
}

Standardised without_features(const Standardised& data) {
  Standardised nothing = data;
  nothing.columns.features = {};
  nothing.means.clear();
  nothing.scales.clear();
  return nothing;
}

double null_log_likelihood(const Standardised& data, const LogisticOptions& options) {
  const Standardised nothing = without_features(data);
  LogisticOptions plain = options;
  plain.ridge = 0.0;
  if (!data.intercept) return sum_rows(nothing, {}, 1, options.threads).log_likelihood;
  return Search(nothing, plain, 1).run(first_guess(nothing)).point.sums.log_likelihood;
}

/// From standardised features to features as given.
class Backward {
 public:
  explicit Backward(const Standardised& data) : data_(data) {}

  [[nodiscard]] std::vector<double> coefficients(std::span<const double> standardised) const {
    std::vector<double> found(standardised.begin(), standardised.end());
    const std::size_t first = data_.intercept ? 1 : 0;
    for (std::size_t at = first; at < found.size(); ++at) {
      found[at] /= data_.scales[at - first];
      if (data_.intercept) found[0] -= found[at] * data_.means[at - first];
    }
    return found;
  }
  // T V T' with T the map of the coefficients.
  [[nodiscard]] std::vector<double> covariance(const std::vector<double>& standardised) const {
    const std::size_t size = data_.size();
    std::vector<double> half(size * size), whole(size * size);
    for (std::size_t column = 0; column < size; ++column) {
      std::vector<double> values(size);
      for (std::size_t row = 0; row < size; ++row) values[row] = standardised[row * size + column];
      values = coefficients(values);
      for (std::size_t row = 0; row < size; ++row) half[row * size + column] = values[row];
    }
    for (std::size_t row = 0; row < size; ++row) {
      const std::vector<double> values = coefficients(std::span(half).subspan(row * size, size));
      std::copy(values.begin(), values.end(), whole.begin() + static_cast<std::ptrdiff_t>(row * size));
    }
    return whole;
  }

 private:
  const Standardised& data_;
};

void describe(LogisticFit& fit, const Standardised& data, const Search::End& end) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  fit.coefficients.assign(data.size(), none);
  fit.standard_errors.assign(data.size(), none);
  fit.covariance.assign(data.size() * data.size(), none);
  if (end.status != FitStatus::converged) return;
  const Backward backward(data);
  fit.coefficients = backward.coefficients(end.point.coefficients);
  fit.covariance = backward.covariance(SymmetricSolver(end.point.sums.information).inverse());
  for (std::size_t at = 0; at < data.size(); ++at)
    fit.standard_errors[at] = std::sqrt(fit.covariance[at * data.size() + at]);
}

}  // namespace

void check_logistic_options(const LogisticOptions& options) {
  check_bounds("option max_iterations", options.max_iterations, 1, 10'000);
  check_threads(options.threads);
  if (!(options.ridge >= 0.0) || !std::isfinite(options.ridge))
    throw Error(Status::out_of_bounds, "option ridge must be 0 or a finite number above 0");
  if (!(options.tolerance > 0.0) || options.tolerance > 1.0)
    throw Error(Status::out_of_bounds, "option tolerance must be above 0 and at most 1");
}

std::string_view name_of(FitStatus status) noexcept {
  constexpr std::array<std::string_view, 4> names = {"", "converged", "separated", "not_converged"};
  const auto at = static_cast<std::size_t>(status);
  return at < names.size() ? names[at] : std::string_view();
}

LogisticFit fit_logistic(const RegressionColumns& columns, const LogisticOptions& options) {
  check_logistic_options(options);
  if (columns.features.empty() && !options.intercept)
    throw Error(Status::invalid_argument, "there is neither a feature nor an intercept to fit");
  const Standardised data = standardise(columns, options.intercept, options.threads);
  std::vector<double> start = first_guess(data);
  if (data.rows >= 4 * kSampleRows) {
    const Search::End sample = Search(data, options, data.rows / kSampleRows).run(start);
    if (sample.status == FitStatus::converged) start = sample.point.coefficients;
  } else {
    check_rank(data, options);
  }
  const Search::End end = Search(data, options, 1).run(std::move(start));
  if (end.status != FitStatus::converged && data.rows >= 4 * kSampleRows) check_rank(data, options);
  LogisticFit fit{.status = end.status,
                  .iterations = end.iterations,
                  .log_likelihood = end.point.sums.log_likelihood,
                  .null_log_likelihood = null_log_likelihood(data, options),
                  .gradient = end.gradient,
                  .rows = data.weighted_rows,
                  .weight = data.weight,
                  .weight_of_ones = data.weight_of_ones};
  describe(fit, data, end);
  return fit;
}

void logistic_probabilities(std::span<const std::span<const double>> features,
                            std::span<const double> coefficients, bool intercept,
                            std::span<const double> offsets, std::int32_t threads,
                            std::span<double> probabilities) {
  if (coefficients.size() != features.size() + (intercept ? 1 : 0)) {
    throw Error(Status::invalid_argument, Message()
                                              .append("there are ")
                                              .append(coefficients.size())
                                              .append(" coefficients for ")
                                              .append(features.size())
                                              .append(" features")
                                              .append(intercept ? " and an intercept" : ""));
  }
  check_numbers(coefficients, coefficients.size(), "coefficients");
  check_features(features, probabilities.size(), threads);
  check_numbers(offsets, probabilities.size(), "offsets");
  for_each_chunk(static_cast<std::int64_t>(probabilities.size()), threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   probabilities_of(features, coefficients, intercept, offsets,
                                    static_cast<std::size_t>(begin), static_cast<std::size_t>(end),
                                    probabilities.data());
                 });
}

}  // namespace openitem::stats
