#include "provision/rates_in_force.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "provision/products.hpp"

namespace openitem {
namespace {

constexpr RateBounds kFactor{0, 100 * kWholeRate, "a multiplier from 0 to 100"};
constexpr RateBounds kPoints{-kWholeRate, kWholeRate, "points from -1 to 1 (0.01 = one percentage point)"};
constexpr RateBounds kWeight{0, kWholeRate, "a probability from 0 to 1"};

// A column that may be absent, with what stands in for an empty cell.
std::vector<std::int64_t> rates_or(const ChunkedTable& table, std::string_view name, const RateBounds& bounds,
                                   std::int64_t otherwise) {
  std::vector<std::int64_t> values(static_cast<std::size_t>(table.rows()), otherwise);
  const ChunkedColumn* const column = table.find(name);
  if (column == nullptr) return values;
  const std::vector<std::optional<std::int64_t>> given = read_rates(*column, bounds);
  for (std::size_t row = 0; row < values.size(); ++row) values[row] = given[row].value_or(otherwise);
  return values;
}

}  // namespace

RatesInForce::RatesInForce(const NamedTables& tables, std::span<const GroupKey> keys,
                           std::span<const std::string> buckets)
    : table_(tables.require("rates")),
      rows_(table_, keys, buckets, std::array<std::string_view, 1>{"rate"}),
      rates_(require_rates(require_column(table_, "rate"), kLossRate)) {
  if (!rows_.has_bucket()) static_cast<void>(require_column(table_, "bucket"));
  if (const ChunkedTable* const overlays = tables.find("overlays")) read_overlays(*overlays, keys, buckets);
  if (const ChunkedTable* const scenarios = tables.find("scenarios")) read_scenarios(*scenarios);
}

void RatesInForce::read_overlays(const ChunkedTable& table, std::span<const GroupKey> keys,
                                 std::span<const std::string> buckets) {
  overlay_rows_.emplace(table, keys, buckets, std::array<std::string_view, 2>{"factor", "points"});
  if (table.find("factor") == nullptr && table.find("points") == nullptr) {
    throw Error(Status::missing_column, "the table overlays needs a column factor, points or both")
        .at(-1, "overlays");
  }
  const std::vector<std::int64_t> factors = rates_or(table, "factor", kFactor, kWholeRate);
  const std::vector<std::int64_t> points = rates_or(table, "points", kPoints, 0);
  for (std::size_t row = 0; row < factors.size(); ++row) overlays_.push_back({factors[row], points[row]});
}

void RatesInForce::read_scenarios(const ChunkedTable& table) {
  require_known_columns(table, std::array<std::string_view, 4>{"scenario", "weight", "factor", "points"});
  const ChunkedColumn& name = require_column(table, "scenario");
  const ChunkedColumn& weight = require_column(table, "weight");
  const std::vector<std::string> names = require_names(name);
  const std::vector<std::int64_t> weights = require_rates(weight, kWeight);
  const std::vector<std::int64_t> factors = rates_or(table, "factor", kFactor, kWholeRate);
  const std::vector<std::int64_t> points = rates_or(table, "points", kPoints, 0);
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < names.size(); ++row) {
    const bool is_taken = names[row] == "applied" || names[row] == "without_overlay" ||
                          std::any_of(scenarios_.begin(), scenarios_.end(),
                                      [&](const Scenario& other) { return other.name == names[row]; });
    if (is_taken) {
      refuse_cell(Status::invalid_data, name, static_cast<std::int64_t>(row),
                  "a name of its own, neither applied nor without_overlay");
    }
    scenarios_.push_back({names[row], weights[row], factors[row], points[row]});
    sum = checked_add(sum, weights[row]);
  }
  if (sum == kWholeRate) return;
  throw Error(Status::invalid_data, Message()
                                        .append("the weights of the scenarios sum to ")
                                        .append(rate_text(sum))
                                        .append("; probabilities must sum to 1"))
      .at(-1, weight.name());
}

RateInForce RatesInForce::of(const Segment& segment) const {
  RateInForce found{rows_.find(segment), 0, kWholeRate, 0};
  if (found.source_row) found.rate = rates_[*found.source_row];
  if (overlay_rows_) {
    if (const std::optional<std::size_t> row = overlay_rows_->find(segment)) {
      found.factor = overlays_[*row].factor;
      found.points = overlays_[*row].points;
    }
  }
  found.overlaid = overlaid_rate(found.rate, found.factor, found.points);
  found.applied = found.overlaid;
  if (scenarios_.empty()) return found;
  Int128 weighted;
  for (const Scenario& scenario : scenarios_) {
    weighted = weighted + multiply(under(scenario, found), scenario.weight);
  }
  found.applied = to_int64(round_divide(weighted, kWholeRate, Rounding::half_up));
  return found;
}

std::int64_t RatesInForce::under(const Scenario& scenario, const RateInForce& rate) {
  return overlaid_rate(rate.overlaid, scenario.factor, scenario.points);
}

}  // namespace openitem
