#include "stats/followed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/message.hpp"
#include "stats/column_lengths.hpp"
#include "stats/scored_outcomes.hpp"
#include "stats/standardised.hpp"

namespace openitem::stats {

Followed follow(const SurvivalColumns& columns) {
  const std::size_t rows = columns.times.size();
  if (rows > std::numeric_limits<std::uint32_t>::max())
    throw Error(Status::out_of_bounds, "times has more than 4,294,967,295 rows");
  check_length(columns.events.size(), rows, "events", "times");
  check_numbers(columns.times, rows, "times");
  check_numbers(columns.weights, rows, "weights");
  for (std::size_t row = 0; row < rows; ++row) {
    if (columns.times[row] >= 0.0 && columns.events[row] <= 1) continue;
    const bool is_time = !(columns.times[row] >= 0.0);
    const char* name = is_time ? "times" : "events";
    throw Error(Status::invalid_data, Message()
                                          .append(name)
                                          .append(" of row ")
                                          .append(row)
                                          .append(is_time ? " is below 0; expected 0 or more"
                                                          : " is neither 0 (censored) nor 1 (the event)"))
        .at(static_cast<std::int64_t>(row), name);
  }
  check_weights(columns.weights);
  Followed found;
  found.rows.resize(rows);
  std::iota(found.rows.begin(), found.rows.end(), 0U);
  std::erase_if(found.rows, [&](std::uint32_t row) { return weight_of(columns, row) <= 0.0; });
  for (const std::uint32_t row : found.rows) {
    found.weight += weight_of(columns, row);
    found.weight_of_events += columns.events[row] != 0 ? weight_of(columns, row) : 0.0;
  }
  if (found.rows.empty() || !std::isfinite(found.weight)) {
    throw Error(Status::invalid_argument,
                "there is no row of a weight above 0, or the weights sum to infinity; give rows to follow");
  }
  // By row within a time, so that sums have one order.
  std::sort(found.rows.begin(), found.rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return columns.times[a] != columns.times[b] ? columns.times[a] < columns.times[b] : a < b;
  });
  return found;
}

std::vector<TimeStep> steps_of(const SurvivalColumns& columns, std::span<const std::uint32_t> rows) {
  std::vector<TimeStep> steps;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::uint32_t row = rows[at];
    if (steps.empty() || steps.back().time != columns.times[row])
      steps.push_back({.time = columns.times[row], .first = at, .last = at});
    TimeStep& step = steps.back();
    ++step.last;
    (columns.events[row] != 0 ? step.events : step.censored) += weight_of(columns, row);
  }
  double at_risk = 0.0;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    at_risk += step->events + step->censored;
    step->at_risk = at_risk;
  }
  return steps;
}

}  // namespace openitem::stats
