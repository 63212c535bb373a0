#include "stats/additive_stage.hpp"

#include <algorithm>
#include <utility>

namespace openitem::stats {
namespace {

class Stage {
 public:
  Stage(const RowOutcomes& outcomes, const BagRows& rows, std::vector<double> log_odds,
        std::span<const BoostedTerm> terms, const FitStep& fit, const AdditiveOptions& options)
      : terms_(terms), fit_(fit), options_(options), moving_(outcomes, rows, std::move(log_odds)) {
    for (const BoostedTerm& term : terms) {
      std::vector<double>& weights = weights_.emplace_back(term.bins, 0.0);
      for (std::size_t row = 0; row < term.codes.size(); ++row)
        weights[term.codes[row]] += rows.training[row];
      values_.emplace_back(term.bins, 0.0);
    }
  }

  BoostedStage run() && {
    BoostedStage made{.values = values_};
    made.rounds.push_back(moving_.refresh());
    const bool is_watched = options_.validation_share > 0.0;
    while (made.rounds.size() <= static_cast<std::size_t>(options_.max_rounds)) {
      run_round();
      made.rounds.push_back(moving_.refresh());
      const std::size_t round = made.rounds.size() - 1;
      const double least = made.rounds[made.kept].validation - options_.tolerance;
      if (!is_watched || made.rounds[round].validation < least) {
        made.kept = round;
        if (is_watched) made.values = values_;
      } else if (round - made.kept >= static_cast<std::size_t>(options_.patience)) {
        break;
      }
    }
    if (!is_watched) made.values = std::move(values_);
    return made;
  }

 private:
  void run_round() {
    for (std::size_t term = 0; term < terms_.size(); ++term) {
      cells_.resize(terms_[term].bins);
      if (term == 0) {
        moving_.add_up(terms_[0].codes, cells_);
      } else {
        moving_.move_and_add_up(terms_[term - 1].codes, steps_, terms_[term].codes, cells_);
      }
      steps_.resize(terms_[term].bins);
      fit_(term, cells_, weights_[term], steps_);
      for (std::size_t bin = 0; bin < steps_.size(); ++bin) {
        steps_[bin] *= options_.learning_rate;
        values_[term][bin] += steps_[bin];
      }
    }
    moving_.move(terms_.back().codes, steps_);
  }

  std::span<const BoostedTerm> terms_;
  const FitStep& fit_;
  const AdditiveOptions& options_;
  RowDerivatives moving_;
  std::vector<std::vector<double>> weights_, values_;
  std::vector<Derivatives> cells_;
  std::vector<double> steps_;
};

}  // namespace

BoostedStage boost_stage(const RowOutcomes& outcomes, const BagRows& rows, std::vector<double> log_odds,
                         std::span<const BoostedTerm> terms, const FitStep& fit,
                         const AdditiveOptions& options) {
  return Stage(outcomes, rows, std::move(log_odds), terms, fit, options).run();
}

void add_values(std::span<const BoostedTerm> terms, std::span<const std::vector<double>> values,
                std::span<double> log_odds) {
  for (std::size_t term = 0; term < terms.size(); ++term) {
    const std::span<const BinCode> codes = terms[term].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) log_odds[row] += values[term][codes[row]];
  }
}

}  // namespace openitem::stats
