// Harrell, Califf, Pryor, Lee and Rosati, "Evaluating the yield of medical tests", JAMA 247 (1982): how often the order of scores is the
// order of events.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/message.hpp"
#include "stats/column_lengths.hpp"
#include "stats/followed.hpp"
#include "stats/scored_outcomes.hpp"
#include "stats/standardised.hpp"

namespace openitem::stats {
namespace {

/// Weights by place of their score, with sums of all places below one (Fenwick, 1994).
class PrefixSums {
 public:
  explicit PrefixSums(std::size_t places) : sums_(places + 1) {}

  void add(std::size_t place, double weight) noexcept {
    total_ += weight;
    for (std::size_t at = place + 1; at < sums_.size(); at += at & (~at + 1)) sums_[at] += weight;
  }
  [[nodiscard]] double below(std::size_t place) const noexcept {
    double sum = 0.0;
    for (std::size_t at = place; at > 0; at -= at & (~at + 1)) sum += sums_[at];
    return sum;
  }
  [[nodiscard]] double total() const noexcept { return total_; }

 private:
  std::vector<double> sums_;
  double total_ = 0.0;
};

/// The place of each row's score among the distinct ones.
std::vector<std::uint32_t> places_of(std::span<const double> scores, std::size_t& count) {
  std::vector<double> distinct(scores.begin(), scores.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  count = distinct.size();
  std::vector<std::uint32_t> places;
  places.reserve(scores.size());
  for (const double score : scores) {
    places.push_back(static_cast<std::uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), score) -
                                                distinct.begin()));
  }
  return places;
}

/// Weights of the partners of one row: those that score lower, alike and higher.
struct Partners {
  double lower = 0.0, alike = 0.0, higher = 0.0;
};

Partners partners_of(const PrefixSums& sums, std::size_t place) noexcept {
  const double lower = sums.below(place);
  const double to = sums.below(place + 1);
  return {lower, to - lower, sums.total() - to};
}

class Pairs {
 public:
  Pairs(const SurvivalColumns& columns, std::span<const double> scores, bool sooner)
      : columns_(columns), sooner_(sooner), places_(places_of(scores, place_count_)) {
    concordant_.resize(scores.size());
    comparable_.resize(scores.size());
  }

  /// Each event with those who are followed for longer, from the last time on.
  void add_later_partners(const Followed& followed, std::span<const TimeStep> steps, Concordance& found) {
    PrefixSums later(place_count_);
    for (std::size_t at = steps.size(); at-- > 0;) {
      const auto rows = rows_of(followed, steps[at]);
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] == 0) later.add(places_[row], weight_of(columns_, row));
      }
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] == 0) continue;
        const Partners partners = partners_of(later, places_[row]);
        const double won = sooner_ ? partners.lower : partners.higher;
        const double lost = sooner_ ? partners.higher : partners.lower;
        const double weight = weight_of(columns_, row);
        found.concordant += weight * won;
        found.discordant += weight * lost;
        found.tied += weight * partners.alike;
        credit(row, won, partners);
      }
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] != 0) later.add(places_[row], weight_of(columns_, row));
      }
    }
  }

  /// Each row with the events before it, from the first time on.
  void add_earlier_partners(const Followed& followed, std::span<const TimeStep> steps) {
    PrefixSums earlier(place_count_);
    const auto meet = [&](std::uint32_t row) {
      const Partners partners = partners_of(earlier, places_[row]);
      credit(row, sooner_ ? partners.higher : partners.lower, partners);
    };
    for (const TimeStep& step : steps) {
      const auto rows = rows_of(followed, step);
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] != 0) meet(row);
      }
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] != 0) earlier.add(places_[row], weight_of(columns_, row));
      }
      for (const std::uint32_t row : rows) {
        if (columns_.events[row] == 0) meet(row);
      }
    }
  }

  /// Root of the summed squares of what each row adds to the index (infinitesimal jackknife, as in R's survival).
  [[nodiscard]] double standard_error(const Followed& followed, double index, double comparable) const {
    double sum = 0.0;
    for (const std::uint32_t row : followed.rows) {
      const double part = (concordant_[row] - index * comparable_[row]) / comparable;
      sum += weight_of(columns_, row) * part * part;
    }
    return std::sqrt(sum);
  }

 private:
  static std::span<const std::uint32_t> rows_of(const Followed& followed, const TimeStep& step) {
    return std::span(followed.rows).subspan(step.first, step.last - step.first);
  }
  void credit(std::uint32_t row, double won, const Partners& partners) {
    concordant_[row] += won + 0.5 * partners.alike;
    comparable_[row] += partners.lower + partners.alike + partners.higher;
  }

  const SurvivalColumns& columns_;
  bool sooner_;
  std::size_t place_count_ = 0;
  std::vector<std::uint32_t> places_;
  std::vector<double> concordant_, comparable_;  // weights of each row's partners
};

}  // namespace

Concordance concordance(const SurvivalColumns& columns, std::span<const double> scores, ScoreMeaning meaning,
                        double confidence) {
  if (meaning == ScoreMeaning::not_set) {
    throw Error(Status::not_set,
                "meaning is not set: scores of risk and predicted times run in opposite directions, choose "
                "higher_is_sooner or higher_is_later");
  }
  check_confidence(confidence);
  const Followed followed = follow(columns);
  check_length(scores.size(), columns.times.size(), "scores", "times");
  check_numbers(scores, scores.size(), "scores");
  const std::vector<TimeStep> steps = steps_of(columns, followed.rows);
  Concordance found;
  Pairs pairs(columns, scores, meaning == ScoreMeaning::higher_is_sooner);
  pairs.add_later_partners(followed, steps, found);
  const double comparable = found.concordant + found.discordant + found.tied;
  if (!(comparable > 0.0)) return found;
  pairs.add_earlier_partners(followed, steps);
  const double index = (found.concordant + 0.5 * found.tied) / comparable;
  found.index = with_interval(index, pairs.standard_error(followed, index, comparable), confidence);
  found.index.low = std::max(found.index.low, 0.0);
  found.index.high = std::min(found.index.high, 1.0);
  return found;
}

}  // namespace openitem::stats
