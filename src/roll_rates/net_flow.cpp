#include "roll_rates/net_flow.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "aging/document_columns.hpp"
#include "roll_rates/rate_tables.hpp"

namespace openitem {
namespace {

constexpr std::uint16_t kDenominator = 0;
constexpr std::uint16_t kNumerator = 1;

// Dates that a bucket covers on one day, as days before that day.
struct Ages {
  std::optional<std::int32_t> least;  // nothing = without end
  std::optional<std::int32_t> most;
};

Ages ages_of(const Buckets& buckets, std::size_t bucket, AgingBasis basis) {
  const std::vector<std::int32_t>& uppers = buckets.uppers();
  Ages ages;
  if (bucket > 0) {
    ages.least = uppers[bucket - 1] + 1;
  } else if (basis == AgingBasis::issue || basis == AgingBasis::posting) {
    ages.least = 0;
  }
  if (bucket < uppers.size()) ages.most = uppers[bucket];
  return ages;
}

std::optional<std::int32_t> width_of(const Ages& ages) {
  if (!ages.least || !ages.most) return std::nullopt;
  return *ages.most - *ages.least + 1;
}

// Whether what is in `here` at the first date is in `next` at the second, `step` days later.
bool covers_same_dates(const Ages& here, const Ages& next, std::int32_t step, std::int32_t tolerance) {
  if (!here.least || std::abs(*here.least + step - *next.least) > tolerance) return false;
  return !next.most || std::abs(*here.most + step - *next.most) <= tolerance;
}

// Where bucket k counts, and where the bucket before it is looked for.
std::vector<Flow> sides(const DayItems& first, const DayItems& second, std::span<const Flow> moves) {
  const auto last = static_cast<std::uint16_t>(first.buckets.count() - 1);
  std::vector<Flow> flows;
  for (Flow flow : first.balances()) {
    if (flow.state >= last) continue;
    flow.code = kDenominator;
    flow.items = 1;
    flows.push_back(flow);
  }
  for (Flow flow : second.balances()) {
    if (flow.state == 0 || flow.state > last) continue;
    --flow.state;
    flow.code = kNumerator;
    flow.items = 1;
    flows.push_back(flow);
  }
  for (Flow flow : moves) {
    if (flow.state != last || move_of(flow.code).outcome != Outcome::stays) continue;
    flow.state = static_cast<std::uint16_t>(last - 1);
    flow.code = kNumerator;
    flow.amount = -flow.amount;
    flow.items = 1;
    flows.push_back(flow);
  }
  return flows;
}

std::string_view warning_of(const NetFlow& flow) {
  if (!flow.width) return "unbounded_bucket";
  if (!flow.fits) return "step_is_not_width";
  return flow.denominator == 0 ? "zero_denominator" : "";
}

}  // namespace

void add_net_flows(const NetFlowRule& rule, const FlowKeys& keys, const DayItems& first,
                   const DayItems& second, std::span<const Flow> moves, std::vector<NetFlow>& out) {
  const std::vector<Flow> sums = sum_flows(sides(first, second, moves), keys);
  const std::int32_t step = second.query.as_of - first.query.as_of;
  for (std::size_t row = 0; row < sums.size();) {
    const std::uint32_t group = sums[row].document;
    for (std::uint16_t bucket = 0; bucket + 1 < first.buckets.count(); ++bucket) {
      NetFlow flow{first.query.as_of, second.query.as_of, group, bucket, 0, 0, std::nullopt, false};
      for (; row < sums.size() && sums[row].state == bucket && keys.is_same_group(sums[row].document, group);
           ++row)
        (sums[row].code == kNumerator ? flow.numerator : flow.denominator) = sums[row].amount;
      const Ages here = ages_of(first.buckets, bucket, rule.basis);
      const Ages next = ages_of(second.buckets, bucket + std::size_t{1}, rule.basis);
      flow.width = width_of(here);
      flow.fits = covers_same_dates(here, next, step, rule.tolerance);
      out.push_back(flow);
    }
  }
}

Table net_flow_table(std::span<const NetFlow> flows, const FlowKeys& keys,
                     std::span<const std::string> labels) {
  std::vector<DatedFlow> dates;
  std::vector<std::uint32_t> documents;
  std::vector<std::uint16_t> from;
  std::vector<std::uint16_t> to;
  std::vector<std::int64_t> numerators;
  std::vector<std::int64_t> denominators;
  std::vector<std::int64_t> usable;
  std::vector<std::int32_t> widths;
  std::vector<std::int32_t> steps;
  std::vector<std::string_view> warnings;
  Validity has_width;
  Validity has_warning;
  for (const NetFlow& flow : flows) {
    dates.push_back({flow.from, flow.to, {}});
    documents.push_back(flow.document);
    from.push_back(flow.from_bucket);
    to.push_back(static_cast<std::uint16_t>(flow.from_bucket + 1));
    numerators.push_back(flow.numerator);
    denominators.push_back(flow.denominator);
    widths.push_back(flow.width.value_or(0));
    has_width.add(flow.width.has_value());
    steps.push_back(flow.to - flow.from);
    warnings.push_back(warning_of(flow));
    has_warning.add(!warnings.back().empty());
    usable.push_back(warnings.back().empty() ? flow.denominator : 0);
  }
  Table table("net_flow");
  add_date_columns(table, dates);
  add_group_columns(table, keys, documents);
  table.add(state_column("from_bucket", from, labels));
  table.add(state_column("to_bucket", to, labels));
  Column rates = rate_column("rate", numerators, usable);
  table.add(Column::int64("numerator", std::move(numerators), ColumnRole::money));
  table.add(Column::int64("denominator", std::move(denominators), ColumnRole::money));
  table.add(std::move(rates));
  table.add(has_width.on(Column::int32("width", std::move(widths), ColumnRole::days)));
  table.add(Column::int32("step", std::move(steps), ColumnRole::days));
  table.add(has_warning.on(Column::text("warning", warnings)));
  return table;
}

}  // namespace openitem
