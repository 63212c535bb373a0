#include "roll_rates/rate_tables.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include "aging/document_columns.hpp"
#include "core/checked.hpp"
#include "core/quotient.hpp"

namespace openitem {
namespace {

std::vector<Flow> flows_of(std::span<const DatedFlow> rows) {
  std::vector<Flow> flows;
  flows.reserve(rows.size());
  for (const DatedFlow& row : rows) flows.push_back(row.flow);
  return flows;
}

std::vector<std::uint32_t> documents_of(std::span<const Flow> flows) {
  std::vector<std::uint32_t> documents;
  documents.reserve(flows.size());
  for (const Flow& flow : flows) documents.push_back(flow.document);
  return documents;
}

// Sums of the rows that leave one state of one group in one period.
class Openings {
 public:
  // `is_same_run(a, b)`: whether two neighbouring rows leave the same state.
  template <typename IsSameRun>
  Openings(std::span<const Flow> flows, IsSameRun&& is_same_run) {
    for (std::size_t begin = 0; begin < flows.size();) {
      std::size_t end = begin;
      std::int64_t amount = 0;
      std::int64_t items = 0;
      for (; end < flows.size() && (end == begin || is_same_run(end - 1, end)); ++end) {
        amount = checked_add(amount, flows[end].amount);
        items += flows[end].items;
      }
      amounts.resize(end, amount);
      counts.resize(end, items);
      begin = end;
    }
  }
  std::vector<std::int64_t> amounts, counts;  // by row
};

Openings dated_openings(std::span<const DatedFlow> rows, std::span<const Flow> flows, const FlowKeys& keys) {
  return {flows, [&](std::size_t a, std::size_t b) {
            return rows[a].from == rows[b].from && flows[a].state == flows[b].state &&
                   keys.is_same_group(flows[a].document, flows[b].document);
          }};
}

void add_move_columns(Table& table, std::span<const Flow> flows, std::span<const std::string> labels) {
  std::vector<std::uint16_t> from;
  std::vector<std::uint16_t> to;
  std::vector<std::string_view> outcomes;
  for (const Flow& flow : flows) {
    const Move move = move_of(flow.code);
    from.push_back(flow.state);
    outcomes.push_back(outcome_name(move.outcome));
    to.push_back(move.to);
  }
  table.add(state_column("from_bucket", from, labels));
  table.add(Column::text("outcome", outcomes));
  table.add(state_column("to_bucket", to, labels));
}

struct Measures {
  std::vector<std::int64_t> amounts, items;
};
Measures measures_of(std::span<const Flow> flows) {
  Measures measures;
  measures.amounts.reserve(flows.size());
  measures.items.reserve(flows.size());
  for (const Flow& flow : flows) {
    measures.amounts.push_back(flow.amount);
    measures.items.push_back(flow.items);
  }
  return measures;
}

void add_measures(Table& table, Measures measures) {
  table.add(Column::int64("amount", std::move(measures.amounts), ColumnRole::money));
  table.add(Column::int64("items", std::move(measures.items), ColumnRole::count));
}

void add_rates(Table& table, Measures measures, std::vector<std::int64_t> openings,
               std::vector<std::int64_t> opening_items) {
  Column amount_rate = rate_column("amount_rate", measures.amounts, openings);
  Column items_rate = rate_column("items_rate", measures.items, opening_items);
  table.add(Column::int64("amount", std::move(measures.amounts), ColumnRole::money));
  table.add(Column::int64("opening", std::move(openings), ColumnRole::money));
  table.add(std::move(amount_rate));
  table.add(Column::int64("items", std::move(measures.items), ColumnRole::count));
  table.add(Column::int64("opening_items", std::move(opening_items), ColumnRole::count));
  table.add(std::move(items_rate));
}

// One flow for each opening: who opens where, and in how many periods.
std::vector<Flow> opening_flows(std::span<const DatedFlow> rows, const FlowKeys& keys) {
  const std::vector<Flow> flows = flows_of(rows);
  const Openings openings = dated_openings(rows, flows, keys);
  std::vector<Flow> runs;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool begins = row == 0 || rows[row].from != rows[row - 1].from ||
                        flows[row].state != flows[row - 1].state ||
                        !keys.is_same_group(flows[row].document, flows[row - 1].document);
    if (!begins) continue;
    runs.push_back({flows[row].document, flows[row].state, 0, openings.amounts[row], openings.counts[row]});
    runs.push_back({flows[row].document, flows[row].state, 1, 0, 1});
  }
  return runs;
}

}  // namespace

Column rate_column(std::string name, std::span<const std::int64_t> numerators,
                   std::span<const std::int64_t> denominators) {
  std::vector<double> rates;
  Validity is_there;
  rates.reserve(numerators.size());
  for (std::size_t row = 0; row < numerators.size(); ++row) {
    const bool has_rate = denominators[row] != 0;
    rates.push_back(has_rate ? quotient(Int128(numerators[row]), Int128(denominators[row])) : 0.0);
    is_there.add(has_rate);
  }
  return is_there.on(Column::float64(std::move(name), std::move(rates)));
}

PooledMoves pool_moves(std::span<const DatedFlow> moves, const FlowKeys& keys) {
  PooledMoves pooled;
  pooled.moves = sum_flows(flows_of(moves), keys);
  for (const Flow& flow : sum_flows(opening_flows(moves, keys), keys)) {
    if (flow.code == 0) {
      pooled.openings.push_back(flow);
    } else {
      pooled.periods.push_back(flow.items);
    }
  }
  std::size_t opening = 0;
  for (const Flow& flow : pooled.moves) {
    while (pooled.openings[opening].state != flow.state ||
           !keys.is_same_group(pooled.openings[opening].document, flow.document))
      ++opening;
    pooled.opening_of.push_back(opening);
  }
  return pooled;
}

Table transitions_table(std::span<const DatedFlow> moves, const FlowKeys& keys,
                        std::span<const std::string> labels) {
  const std::vector<Flow> flows = flows_of(moves);
  Table table("transitions");
  add_date_columns(table, moves);
  add_group_columns(table, keys, documents_of(flows));
  add_move_columns(table, flows, labels);
  add_measures(table, measures_of(flows));
  return table;
}

Table rates_table(std::span<const DatedFlow> moves, const FlowKeys& keys,
                  std::span<const std::string> labels) {
  const std::vector<Flow> flows = flows_of(moves);
  Openings openings = dated_openings(moves, flows, keys);
  Table table("rates");
  add_date_columns(table, moves);
  add_group_columns(table, keys, documents_of(flows));
  add_move_columns(table, flows, labels);
  add_rates(table, measures_of(flows), std::move(openings.amounts), std::move(openings.counts));
  return table;
}

Table average_table(const PooledMoves& pooled, const FlowKeys& keys, std::span<const std::string> labels) {
  std::vector<std::int64_t> openings;
  std::vector<std::int64_t> opening_items;
  std::vector<std::int64_t> periods;
  for (const std::size_t opening : pooled.opening_of) {
    openings.push_back(pooled.openings[opening].amount);
    opening_items.push_back(pooled.openings[opening].items);
    periods.push_back(pooled.periods[opening]);
  }
  Table table("average");
  add_group_columns(table, keys, documents_of(pooled.moves));
  add_move_columns(table, pooled.moves, labels);
  table.add(Column::int64("periods", std::move(periods), ColumnRole::count));
  add_rates(table, measures_of(pooled.moves), std::move(openings), std::move(opening_items));
  return table;
}

Table inflows_table(std::span<const DatedFlow> inflows, const FlowKeys& keys,
                    std::span<const std::string> labels) {
  const std::vector<Flow> flows = flows_of(inflows);
  std::vector<std::uint16_t> buckets;
  std::vector<std::string_view> sources;
  for (const Flow& flow : flows) {
    buckets.push_back(flow.state);
    sources.push_back(source_name(static_cast<Source>(flow.code)));
  }
  Table table("inflows");
  add_date_columns(table, inflows);
  add_group_columns(table, keys, documents_of(flows));
  table.add(state_column("bucket", buckets, labels));
  table.add(Column::text("source", sources));
  add_measures(table, measures_of(flows));
  return table;
}

}  // namespace openitem
