// compute_roll_rates: every debit item followed from date to date (docs/methods/roll_rates.md).

#include "openitem/roll_rates.hpp"

#include <memory>
#include <utility>

#include "aging/aged_items.hpp"
#include "aging/group_keys.hpp"
#include "ledger/open_item_sweep.hpp"
#include "roll_rates/day_items.hpp"
#include "roll_rates/flows.hpp"
#include "roll_rates/loss_rates.hpp"
#include "roll_rates/net_flow.hpp"
#include "roll_rates/options.hpp"
#include "roll_rates/period_flows.hpp"
#include "roll_rates/proof.hpp"
#include "roll_rates/rate_tables.hpp"

namespace openitem {
namespace {

OpenItemSeriesQuery series_query(std::span<const Date> dates, const AgingOptions& options,
                                 bool known_at_as_of) {
  OpenItemSeriesQuery query;
  query.as_of.reserve(dates.size());
  for (const Date date : dates) query.as_of.push_back(date.days());
  if (options.known_at) query.known_at = options.known_at->days();
  query.known_at_as_of = known_at_as_of;
  query.clock = options.clock;
  query.threads = options.threads;
  return query;
}

class RollRatesRun {
 public:
  RollRatesRun(const LedgerData& ledger, std::span<const Date> dates, const AgingOptions& options,
               const RollRateOptions& roll_rate_options)
      : ledger_(ledger),
        dates_(dates),
        options_(options),
        roll_rate_options_(roll_rate_options),
        groups_(resolve_group_keys(options.by, group_keys_of(ledger))),
        ranks_(ledger.currencies),
        keys_{ledger, groups_, ranks_, options.threads},
        buckets_(options, dates.front()),
        terminal_(terminal_loss_of(buckets_, roll_rate_options)),
        labels_(buckets_.labels()) {
    labels_.emplace_back("disputed");
  }

  Result run() {
    OpenItemSweep sweep(ledger_, series_query(dates_, options_, is_known_at_as_of()));
    std::unique_ptr<const DayItems> before;
    for (const Date date : dates_) {
      auto now = std::make_unique<const DayItems>(ledger_, options_, query_of(date), sweep.next());
      missing_date_items_ += now->missing_date_items;
      if (before) add_period(*before, *now);
      before = std::move(now);
    }
    return tables();
  }

 private:
  [[nodiscard]] bool is_known_at_as_of() const noexcept { return roll_rate_options_.known_at_as_of != 0; }

  [[nodiscard]] OpenItemQuery query_of(Date date) const {
    OpenItemQuery query = open_item_query(date, options_);
    if (is_known_at_as_of()) query.known_at = date.days();
    return query;
  }

  void add_period(const DayItems& first, const DayItems& second) {
    PeriodFlows flows = follow_items(keys_, first, second);
    flows.moves = sum_flows(flows.moves, keys_);
    flows.inflows = sum_flows(flows.inflows, keys_);
    for (const Flow& flow : flows.moves) moves_.push_back({first.query.as_of, second.query.as_of, flow});
    for (const Flow& flow : flows.inflows) inflows_.push_back({first.query.as_of, second.query.as_of, flow});
    add_net_flows({options_.basis, roll_rate_options_.step_tolerance}, keys_, first, second, flows.moves,
                  net_flows_);
    add_proof(keys_, first, second, flows, proof_);
  }

  [[nodiscard]] Result tables() const {
    const PooledMoves pooled = pool_moves(moves_, keys_);
    std::vector<Table> tables;
    tables.push_back(transitions_table(moves_, keys_, labels_));
    tables.push_back(rates_table(moves_, keys_, labels_));
    tables.push_back(average_table(pooled, keys_, labels_));
    tables.push_back(inflows_table(inflows_, keys_, labels_));
    tables.push_back(net_flow_table(net_flows_, keys_, labels_));
    tables.push_back(loss_rates_table(pooled, terminal_, keys_, buckets_.labels()));
    tables.push_back(roll_rates_proof(proof_, keys_, labels_));
    tables.push_back(roll_rates_about(dates_, options_, roll_rate_options_, buckets_, missing_date_items_));
    return Result(std::move(tables));
  }

  const LedgerData& ledger_;
  const std::span<const Date> dates_;
  const AgingOptions& options_;
  const RollRateOptions& roll_rate_options_;
  const std::vector<GroupKey> groups_;
  const CurrencyRanks ranks_;
  const FlowKeys keys_;
  const Buckets buckets_;  // of the first date; their labels are those of every date
  const TerminalLoss terminal_;
  std::vector<std::string> labels_;  // of the states
  std::vector<DatedFlow> moves_, inflows_, proof_;
  std::vector<NetFlow> net_flows_;
  std::int64_t missing_date_items_ = 0;
};

}  // namespace

RollRates compute_roll_rates(const Ledger& ledger, std::span<const Date> dates, const AgingOptions& options,
                             const RollRateOptions& roll_rate_options) {
  check_roll_rate_options(dates, options, roll_rate_options);
  return RollRatesRun(ledger.data(), dates, options, roll_rate_options).run();
}

}  // namespace openitem
