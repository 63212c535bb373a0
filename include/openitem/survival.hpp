#pragma once
/// \file
/// Survival of what is followed until an event or until it is seen no more: Kaplan-Meier curves, comparisons of groups, concordance of a
/// score. docs/methods/statistics.md states every formula and its source.
///
/// Times are in any one unit; an event is what is waited for (a payment, a default). Every function is pure and may be called from any
/// thread; the same bits on every machine.

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/stats.hpp"

namespace openitem::stats {

/// What is followed. Borrowed, of one length.
struct SurvivalColumns {
  std::span<const double> times = {};         ///< 0 or more: until the event, or until it was seen last
  std::span<const std::uint8_t> events = {};  ///< 1 = the event came at that time, 0 = censored
  std::span<const double> weights = {};       ///< 0 or more; empty = 1 each. A weight of 2 is the row twice
};

/// On which scale the interval of a survival probability is symmetric. R takes the logarithm unasked, lifelines the complementary
/// log-log, SAS the same: so there is no default.
enum class SurvivalInterval : std::int32_t {
  not_set = 0,
  plain = 1,    ///< S -+ z se, cut at 0 and 1
  log = 2,      ///< S exp(-+ z se / S), cut at 1
  log_log = 3,  ///< S ^ exp(+- z se / (S ln S))
};

struct KaplanMeierOptions {
  SurvivalInterval interval = SurvivalInterval::not_set;  ///< required
  double confidence = 0.95;
  std::vector<double> quantiles = {0.5};  ///< shares with the event, above 0 and below 1; the median is 0.5
};

/// The curve from one distinct time on, until the next.
struct SurvivalPoint {
  double time = 0.0;
  double at_risk = 0.0;  ///< weight of those with this time or a later one
  double events = 0.0, censored = 0.0;
  double survival = 1.0;  ///< share without the event after this time
  /// Greenwood's. NaN where nobody survives, as are `low` and `high`.
  double standard_error = 0.0;
  double low = 1.0, high = 1.0;
};

/// When a share has had the event; NaN where so many never have it within the data.
struct SurvivalQuantile {
  double share = 0.5;
  double time = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

struct SurvivalCurve {
  std::vector<SurvivalPoint> points = {};        ///< a distinct time each, ascending
  std::vector<SurvivalQuantile> quantiles = {};  ///< as asked
  std::int64_t rows = 0;                         ///< of a weight above 0
  double weight = 0.0, weight_of_events = 0.0;
  SurvivalInterval interval = SurvivalInterval::not_set;
  double confidence = 0.95;
};

/// Kaplan and Meier's estimate with Greenwood's standard errors. O(rows log rows).
/// \throws Error ragged_columns, invalid_data (row and column of a time below 0 or not finite, an event other than 0 and 1, a weight
/// below 0), invalid_argument (no row of a weight above 0), not_set (interval), out_of_bounds (confidence, quantiles).
[[nodiscard]] SurvivalCurve kaplan_meier(const SurvivalColumns& columns, const KaplanMeierOptions& options);

/// Tables "curve" (time, at_risk, events, censored, survival, standard_error, low, high), "quantiles" (share, time, low, high), "about".
[[nodiscard]] Result tables_of(const SurvivalCurve& curve);

/// How much the differences at an early or late time count.
enum class LogRankWeights : std::int32_t {
  log_rank = 0,            ///< all alike (Mantel, Cox)
  gehan = 1,               ///< those at risk (Gehan, Breslow: the generalised Wilcoxon test)
  tarone_ware = 2,         ///< the square root of those at risk
  peto = 3,                ///< Peto and Peto's survival, product of 1 - d / (n + 1)
  fleming_harrington = 4,  ///< S^p (1 - S)^q, S the pooled Kaplan-Meier estimate just before
};

struct LogRankOptions {
  LogRankWeights weights = LogRankWeights::log_rank;
  double p = 0.0, q = 0.0;  ///< exponents of Fleming and Harrington, 0 to 10; else 0
};

/// Whether groups share one curve.
struct LogRank {
  double chi_square = std::numeric_limits<double>::quiet_NaN();  ///< NaN where there is nothing to compare
  std::int32_t degrees_of_freedom = 0;
  double p_value = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> observed = {};  ///< events of each group, times the weights of the test
  std::vector<double> expected = {};  ///< the same if the groups shared one curve
  std::vector<double> variance = {};  ///< of observed - expected: groups x groups, row after row
};

/// Compares `group_count` groups, 2 to 1,000. `groups`: 0 .. group_count - 1, each with a row of a weight above 0. `strata`, empty or any
/// numbers: groups are compared within each. O(rows log rows + times x groups^2).
/// \throws Error as kaplan_meier, out_of_bounds (group_count, p, q), invalid_data (a group beyond), invalid_argument (a group without rows,
/// exponents without Fleming and Harrington).
[[nodiscard]] LogRank log_rank(const SurvivalColumns& columns, std::span<const std::int32_t> groups,
                               std::int32_t group_count, std::span<const std::int32_t> strata = {},
                               const LogRankOptions& options = {});

/// What a high score says. Half the field scores risks, the other half times: so there is no default.
enum class ScoreMeaning : std::int32_t {
  not_set = 0,
  higher_is_sooner = 1,  ///< a risk: the event is to come sooner
  higher_is_later = 2,   ///< a predicted time: the event is to come later
};

/// Whether those with the worse score have the event first.
struct Concordance {
  /// Harrell's C: (concordant + tied / 2) / comparable, its standard error by the infinitesimal jackknife.
  Estimate index;
  double concordant = 0.0, discordant = 0.0, tied = 0.0;  ///< pairs, by the product of their weights
};

/// A pair is comparable when one has the event before the other's time, or at that time and the other is censored. O(rows log rows).
/// \throws Error as kaplan_meier, not_set (meaning).
[[nodiscard]] Concordance concordance(const SurvivalColumns& columns, std::span<const double> scores,
                                      ScoreMeaning meaning, double confidence = 0.95);

}  // namespace openitem::stats
