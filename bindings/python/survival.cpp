#include "openitem/survival.hpp"

#include <memory>
#include <string>

#include "call.hpp"
#include "module.hpp"
#include "statistics.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

stats::SurvivalColumns followed_of(const DoubleColumn& times, const FlagColumn& events,
                                   const std::optional<DoubleColumn>& weights) {
  return {.times = column_of(times), .events = column_of(events), .weights = column_of(weights)};
}

}  // namespace

void bind_survival(py::module_& module) {
  module.def("kaplan_meier", [](const DoubleColumn& times, const FlagColumn& events,
                                const std::optional<DoubleColumn>& weights, const std::string& interval,
                                double confidence, const std::vector<double>& quantiles) {
    const stats::KaplanMeierOptions options = {
        .interval = choose<stats::SurvivalInterval>("interval", interval, {"", "plain", "log", "log_log"}),
        .confidence = confidence,
        .quantiles = quantiles};
    return without_lock([&] {
      return std::make_shared<Result>(
          tables_of(stats::kaplan_meier(followed_of(times, events, weights), options)));
    });
  });
  module.def("log_rank", [](const DoubleColumn& times, const FlagColumn& events,
                            const std::optional<DoubleColumn>& weights, const CodeColumn& groups,
                            std::int32_t group_count, const std::optional<CodeColumn>& strata,
                            const std::string& test_weights, double p, double q) {
    const stats::LogRankOptions options = {
        .weights = choose<stats::LogRankWeights>(
            "test_weights", test_weights, {"log_rank", "gehan", "tarone_ware", "peto", "fleming_harrington"}),
        .p = p,
        .q = q};
    const stats::LogRank found = without_lock([&] {
      return stats::log_rank(followed_of(times, events, weights), column_of(groups), group_count,
                             column_of(strata), options);
    });
    return py::make_tuple(found.chi_square, found.degrees_of_freedom, found.p_value,
                          array_from(found.observed), array_from(found.expected), array_from(found.variance));
  });
  module.def("concordance", [](const DoubleColumn& times, const FlagColumn& events,
                               const std::optional<DoubleColumn>& weights, const DoubleColumn& scores,
                               const std::string& meaning, double confidence) {
    const auto way =
        choose<stats::ScoreMeaning>("meaning", meaning, {"", "higher_is_sooner", "higher_is_later"});
    const stats::Concordance found = without_lock([&] {
      return stats::concordance(followed_of(times, events, weights), column_of(scores), way, confidence);
    });
    return py::make_tuple(tuple_from(found.index), found.concordant, found.discordant, found.tied);
  });
}

}  // namespace openitem::python
