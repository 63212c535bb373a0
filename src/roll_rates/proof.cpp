#include "roll_rates/proof.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/checked.hpp"

namespace openitem {
namespace {

constexpr std::uint16_t kOpening = 0;
constexpr std::uint16_t kOutcomeSum = 1;
constexpr std::uint16_t kOpeningDifference = 2;
constexpr std::uint16_t kArrived = 3;
constexpr std::uint16_t kInflows = 4;
constexpr std::uint16_t kClosing = 5;
constexpr std::uint16_t kClosingDifference = 6;
constexpr std::array<std::string_view, 7> kLines = {"opening", "outcomes", "opening_difference", "arrived",
                                                    "inflows", "closing",  "closing_difference"};

void add_line(std::vector<Flow>& lines, Flow flow, std::uint16_t line, std::int64_t sign) {
  flow.code = line;
  flow.amount *= sign;
  flow.items *= sign;
  lines.push_back(flow);
}

std::vector<Flow> lines_of(const DayItems& first, const DayItems& second, const PeriodFlows& flows) {
  std::vector<Flow> lines;
  for (const Flow& flow : first.balances()) add_line(lines, flow, kOpening, 1);
  for (const Flow& flow : flows.moves) {
    add_line(lines, flow, kOutcomeSum, -1);
    Flow arrived = flow;
    arrived.state = move_of(flow.code).to;
    if (arrived.state != kNoState) add_line(lines, arrived, kArrived, 1);
  }
  for (const Flow& flow : flows.inflows) add_line(lines, flow, kInflows, 1);
  for (const Flow& flow : second.balances()) add_line(lines, flow, kClosing, -1);
  return lines;
}

}  // namespace

void add_proof(const FlowKeys& keys, const DayItems& first, const DayItems& second, const PeriodFlows& flows,
               std::vector<DatedFlow>& out) {
  const FlowKeys by_currency = keys.without_groups();
  const std::vector<Flow> sums = sum_flows(lines_of(first, second, flows), by_currency);
  for (std::size_t row = 0; row < sums.size();) {
    std::array<Flow, kLines.size()> lines;
    for (std::size_t line = 0; line < kLines.size(); ++line)
      lines[line] = {sums[row].document, sums[row].state, static_cast<std::uint16_t>(line), 0, 0};
    const Flow& begin = sums[row];
    for (; row < sums.size() && sums[row].state == begin.state &&
           by_currency.is_same_group(sums[row].document, begin.document);
         ++row) {
      lines[sums[row].code] = sums[row];
      Flow& difference = lines[sums[row].code < kOpeningDifference ? kOpeningDifference : kClosingDifference];
      difference.amount = checked_add(difference.amount, sums[row].amount);
      difference.items += sums[row].items;
    }
    for (const Flow& line : lines) out.push_back({first.query.as_of, second.query.as_of, line});
  }
}

Table roll_rates_proof(std::span<const DatedFlow> lines, const FlowKeys& keys,
                       std::span<const std::string> labels) {
  std::vector<std::uint32_t> documents;
  std::vector<std::uint16_t> buckets;
  std::vector<std::string_view> names;
  std::vector<std::int64_t> amounts;
  std::vector<std::int64_t> items;
  for (const DatedFlow& line : lines) {
    documents.push_back(line.flow.document);
    buckets.push_back(line.flow.state);
    names.push_back(kLines[line.flow.code]);
    amounts.push_back(line.flow.amount);
    items.push_back(line.flow.items);
  }
  Table table("proof");
  add_date_columns(table, lines);
  add_group_columns(table, keys.without_groups(), documents);
  table.add(state_column("bucket", buckets, labels));
  table.add(Column::text("line", names));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  table.add(Column::int64("items", std::move(items), ColumnRole::count));
  return table;
}

}  // namespace openitem
