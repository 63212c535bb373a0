#include "roll_rates/flows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aging/document_columns.hpp"
#include "aging/groups.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, kOutcomes> kOutcomeNames = {
    "stays",    "rolls",    "re_dated",   "disputed",    "dispute_closed", "paid",
    "currency", "credited", "discounted", "written_off", "unclassified",   "corrected"};
constexpr std::array<std::string_view, 6> kSourceNames = {"new",      "returned", "recovered",
                                                          "reopened", "late",     "corrected"};

}  // namespace

std::string_view outcome_name(Outcome outcome) noexcept {
  return kOutcomeNames[static_cast<std::size_t>(outcome)];
}
std::string_view source_name(Source source) noexcept {
  return kSourceNames[static_cast<std::size_t>(source)];
}

bool FlowKeys::is_same_group(std::uint32_t a, std::uint32_t b) const noexcept {
  return a == b || (ledger.documents.currency[a] == ledger.documents.currency[b] &&
                    std::all_of(groups.begin(), groups.end(),
                                [a, b](const GroupKey& key) { return key.code_of(a) == key.code_of(b); }));
}

std::vector<Flow> sum_flows(std::span<const Flow> flows, const FlowKeys& keys) {
  Groups groups(static_cast<std::int64_t>(flows.size()), keys.threads);
  const auto flow = [flows](std::int64_t row) -> const Flow& { return flows[static_cast<std::size_t>(row)]; };
  for (const GroupKey& key : keys.groups)
    groups.add_level(key.keys(), [&](std::int64_t row) { return key.code_of(flow(row).document); });
  groups.add_level(keys.ranks.size(), [&](std::int64_t row) {
    return keys.ranks.rank(keys.ledger.documents.currency[flow(row).document]);
  });
  groups.add_level(kNoState, [&](std::int64_t row) { return std::uint32_t{flow(row).state}; });
  groups.add_level(kMoves, [&](std::int64_t row) { return std::uint32_t{flow(row).code}; });

  std::vector<Flow> sums(groups.size(), Flow{0, 0, 0, 0, 0});
  for (std::size_t row = 0; row < flows.size(); ++row) {
    Flow& sum = sums[groups.ids()[row]];
    sum.document = flows[row].document;
    sum.state = flows[row].state;
    sum.code = flows[row].code;
    sum.amount = checked_add(sum.amount, flows[row].amount);
    sum.items += flows[row].items;
  }
  std::erase_if(sums, [](const Flow& sum) { return sum.amount == 0 && sum.items == 0; });
  return sums;
}

void add_group_columns(Table& table, const FlowKeys& keys, const std::vector<std::uint32_t>& documents) {
  for (const GroupKey& key : keys.groups) {
    std::vector<std::uint32_t> codes;
    codes.reserve(documents.size());
    for (const std::uint32_t document : documents) codes.push_back(key.code_of(document));
    table.add(key.column(codes));
  }
  std::vector<std::uint16_t> currencies;
  currencies.reserve(documents.size());
  for (const std::uint32_t document : documents)
    currencies.push_back(keys.ledger.documents.currency[document]);
  table.add(currency_column("currency", currencies));
}

void add_date_columns(Table& table, std::span<const DatedFlow> rows) {
  std::vector<std::int32_t> from;
  std::vector<std::int32_t> to;
  from.reserve(rows.size());
  to.reserve(rows.size());
  for (const DatedFlow& row : rows) {
    from.push_back(row.from);
    to.push_back(row.to);
  }
  table.add(Column::date("from_date", std::move(from))).add(Column::date("to_date", std::move(to)));
}

Column state_column(std::string name, const std::vector<std::uint16_t>& states,
                    std::span<const std::string> labels) {
  std::vector<std::string_view> texts;
  texts.reserve(states.size());
  Validity open;
  for (const std::uint16_t state : states) {
    texts.push_back(state == kNoState ? std::string_view() : std::string_view(labels[state]));
    open.add(state != kNoState);
  }
  return open.on(Column::text(std::move(name), texts));
}

}  // namespace openitem
