#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "aging/buckets.hpp"
#include "aging/document_columns.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "column/output_columns.hpp"
#include "core/message.hpp"
#include "openitem/provision.hpp"
#include "provision/credibility.hpp"
#include "provision/development.hpp"
#include "provision/waterfall.hpp"
#include "provision/waterfall_tables.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kLongestHorizon = 3650;

void refuse_option(const char* name) {
  throw Error(Status::invalid_argument,
              Message().append(name).append(" has no meaning for loss rates; leave it at its default"));
}

void check_loss_rate_aging(const AgingOptions& aging) {
  check_aging_options(aging);
  refuse_figures_beside(aging, "loss rates");
  if (aging.basis == AgingBasis::column) refuse_option("basis = column");
  if (aging.missing_date == MissingDate::not_due) refuse_option("missing_date = not_due");
  if (aging.credits != CreditMode::own_column) refuse_option("credits");
  if (aging.disputes != DisputeMode::inside) refuse_option("disputes");
  if (aging.clock != ApplicationClock::latest) refuse_option("clock");
  if (aging.future_payments != 0) refuse_option("future_payments");
  if (aging.known_at) refuse_option("known_at");
  if (aging.calendar) refuse_option("calendar");
}

// Once the buckets have looked at them.
void refuse_other_buckets(const AgingOptions& aging) {
  if (!aging.forward_bounds.empty()) refuse_option("forward_bounds");
  if (aging.months != 0) refuse_option("months");
}

void check_options(Date from, Date to, const LossRateOptions& options, const Buckets& buckets) {
  if (from.days() > to.days()) {
    throw Error(
        Status::invalid_argument,
        Message().append("from is ").append(from.iso()).append(", after to, which is ").append(to.iso()));
  }
  check_choice("shrinkage", static_cast<std::int32_t>(options.shrinkage),
               static_cast<std::int32_t>(LossRateShrinkage::buehlmann_straub));
  check_choice("monotone", options.monotone, 1);
  check_choice("immature", static_cast<std::int32_t>(options.immature),
               static_cast<std::int32_t>(ImmatureVintages::developed));
  const std::int32_t least = buckets.uppers().back() + 1;
  if (options.horizon >= least && options.horizon <= kLongestHorizon) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("horizon is ")
                                         .append(options.horizon)
                                         .append(" days; expected ")
                                         .append(least)
                                         .append(" (the first day of the last bucket) to 3650"));
}

// One rate and how it came about; rates in parts per billion.
struct Cell {
  std::int64_t documents = 0, vintages = 0;
  std::int64_t exposure = 0, loss = 0;
  std::int64_t own = 0, portfolio = 0, shrunk = 0, rate = 0;
  double credibility = 1;
  bool has_portfolio = false;  // else no vintage of the currency reached the bucket, and there is no rate
};

struct SegmentCells {
  std::vector<std::uint32_t> group;
  std::uint16_t currency = 0;
  std::vector<Cell> buckets;
  std::vector<std::vector<LossObservation>> observations;  // by bucket
};

std::int64_t rate_of(std::int64_t loss, std::int64_t exposure) {
  return exposure == 0 ? 0 : multiply_divide(loss, kWholeRate, exposure);
}

class LossRateReport {
 public:
  LossRateReport(const WaterfallRequest& request, const LossRateOptions& options)
      : request_(request), options_(options), waterfall_(find_waterfall(request)) {
    if (request.is_developed) development_ = develop(waterfall_);
  }

  Result run() {
    add_up();
    for (const auto& [currency, segments] : by_currency_) rate_currency(segments);
    std::vector<Table> tables;
    tables.push_back(rates_table());
    tables.push_back(cells_table());
    const WaterfallView view{waterfall_, development_, request_};
    tables.push_back(waterfall_table(view));
    tables.push_back(vintages_table(waterfall_));
    if (request_.is_developed) {
      tables.push_back(development_factors_table(view));
      tables.push_back(development_triangle_table(view));
    }
    tables.push_back(proof());
    tables.push_back(about());
    return Result(std::move(tables));
  }

 private:
  // Rows ascend by group and currency: those of one segment follow each other.
  void add_up() {
    for (const WaterfallRow& row : waterfall_.rows) {
      if (segments_.empty() || segments_.back().group != row.group ||
          segments_.back().currency != row.currency) {
        by_currency_[row.currency].push_back(segments_.size());
        segments_.push_back({row.group, row.currency, std::vector<Cell>(row.exposure.size()),
                             std::vector<std::vector<LossObservation>>(row.exposure.size())});
      }
      SegmentCells& segment = segments_.back();
      for (std::size_t bucket = 0; bucket < row.exposure.size(); ++bucket) {
        if (row.is_used[bucket] == 0) continue;
        Cell& cell = segment.buckets[bucket];
        cell.documents += row.documents;
        ++cell.vintages;
        cell.exposure += row.exposure[bucket];
        cell.loss += row.loss[bucket];
        if (row.exposure[bucket] > 0)
          segment.observations[bucket].push_back({row.exposure[bucket], row.loss[bucket]});
      }
    }
  }

  void rate_currency(const std::vector<std::size_t>& segments) {
    for (std::size_t bucket = 0; bucket < static_cast<std::size_t>(request_.buckets.count()); ++bucket) {
      std::int64_t exposure = 0;
      std::int64_t loss = 0;
      std::vector<std::vector<LossObservation>> observations;
      for (const std::size_t at : segments) {
        exposure += segments_[at].buckets[bucket].exposure;
        loss += segments_[at].buckets[bucket].loss;
        observations.push_back(segments_[at].observations[bucket]);
      }
      const std::vector<double> weights = credibility_weights(observations);
      for (std::size_t i = 0; i < segments.size(); ++i) {
        Cell& cell = segments_[segments[i]].buckets[bucket];
        cell.has_portfolio = exposure != 0;
        cell.own = rate_of(cell.loss, cell.exposure);
        cell.portfolio = rate_of(loss, exposure);
        if (options_.shrinkage == LossRateShrinkage::buehlmann_straub) cell.credibility = weights[i];
        if (cell.exposure == 0) cell.credibility = 0;
        cell.shrunk = blended(cell);
        cell.rate = cell.shrunk;
      }
    }
    if (options_.monotone == 0) return;
    for (const std::size_t at : segments) make_monotone(segments_[at]);
  }

  // The one place where a rate is no fraction of whole numbers; rounded to parts per billion at once.
  static std::int64_t blended(const Cell& cell) {
    if (cell.credibility >= 1) return cell.own;
    if (cell.credibility <= 0) return cell.portfolio;
    const double mixed = cell.credibility * static_cast<double>(cell.own) +
                         (1 - cell.credibility) * static_cast<double>(cell.portfolio);
    return static_cast<std::int64_t>(std::floor(mixed + 0.5));
  }

  static void make_monotone(SegmentCells& segment) {
    std::vector<Cell*> rated;
    std::vector<std::int64_t> weights;
    std::vector<std::int64_t> rates;
    for (Cell& cell : segment.buckets) {
      if (!cell.has_portfolio) continue;
      rated.push_back(&cell);
      weights.push_back(cell.exposure);
      rates.push_back(cell.shrunk);
    }
    pool_adjacent_violators(weights, rates);
    for (std::size_t i = 0; i < rated.size(); ++i) rated[i]->rate = rates[i];
  }

  struct Place {
    std::size_t segment, bucket;
  };
  [[nodiscard]] std::vector<Place> places(bool with_unrated) const {
    std::vector<Place> list;
    for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
      for (std::size_t bucket = 0; bucket < segments_[segment].buckets.size(); ++bucket) {
        if (with_unrated || segments_[segment].buckets[bucket].has_portfolio)
          list.push_back({segment, bucket});
      }
    }
    return list;
  }
  [[nodiscard]] const Cell& cell_of(const Place& place) const {
    return segments_[place.segment].buckets[place.bucket];
  }

  void add_places(Table& table, const std::vector<Place>& list) const {
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> buckets;
    for (const Place& place : list) {
      groups.push_back(segments_[place.segment].group);
      currencies.push_back(segments_[place.segment].currency);
      buckets.emplace_back(request_.buckets.labels()[place.bucket]);
    }
    add_group_columns(table, request_.keys, groups, currencies);
    table.add(Column::text("bucket", buckets));
  }

  template <typename ValueOf>
  [[nodiscard]] Column wide(const char* name, const std::vector<Place>& list, ColumnRole role,
                            ValueOf&& value_of) const {
    std::vector<std::int64_t> values;
    values.reserve(list.size());
    for (const Place& place : list) values.push_back(value_of(cell_of(place)));
    return Column::int64(name, std::move(values), role);
  }
  template <typename RateOf>
  [[nodiscard]] Column fractions(const char* name, const std::vector<Place>& list,
                                 RateOf&& rate_of_cell) const {
    std::vector<double> values;
    values.reserve(list.size());
    for (const Place& place : list) {
      values.push_back(static_cast<double>(rate_of_cell(cell_of(place))) / static_cast<double>(kWholeRate));
    }
    return Column::float64(name, std::move(values));
  }

  [[nodiscard]] Table rates_table() const {
    const std::vector<Place> list = places(false);
    Table table("rates");
    add_places(table, list);
    table.add(fractions("rate", list, [](const Cell& cell) { return cell.rate; }));
    return table;
  }

  [[nodiscard]] Table cells_table() const {
    const std::vector<Place> list = places(true);
    Validity has_own;
    Validity has_rate;
    std::vector<double> weights;
    for (const Place& place : list) {
      has_own.add(cell_of(place).exposure != 0);
      has_rate.add(cell_of(place).has_portfolio);
      weights.push_back(cell_of(place).credibility);
    }
    Table table("cells");
    add_places(table, list);
    table.add(wide("vintages", list, ColumnRole::count, [](const Cell& cell) { return cell.vintages; }));
    table.add(wide("documents", list, ColumnRole::count, [](const Cell& cell) { return cell.documents; }));
    table.add(wide("exposure", list, ColumnRole::money, [](const Cell& cell) { return cell.exposure; }));
    table.add(wide("loss", list, ColumnRole::money, [](const Cell& cell) { return cell.loss; }));
    table.add(has_own.on(fractions("own_rate", list, [](const Cell& cell) { return cell.own; })));
    table.add(
        has_rate.on(fractions("portfolio_rate", list, [](const Cell& cell) { return cell.portfolio; })));
    table.add(Column::float64("credibility", std::move(weights)));
    table.add(has_rate.on(fractions("shrunk_rate", list, [](const Cell& cell) { return cell.shrunk; })));
    table.add(has_rate.on(fractions("rate", list, [](const Cell& cell) { return cell.rate; })));
    return table;
  }

  // Documents of the window down to what entered the first bucket of the waterfall.
  [[nodiscard]] Table proof() const {
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> names;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> amounts;
    for (const WaterfallSums& sums : waterfall_.sums) {
      std::int64_t documents = 0;
      std::int64_t entered = 0;
      for (const WaterfallRow& row : waterfall_.rows) {
        if (row.currency != sums.currency) continue;
        if (row.is_used.front() == 0) continue;
        documents += row.documents;
        entered += row.exposure.front();
      }
      const auto add = [&](std::string_view name, std::int64_t count, std::int64_t amount) {
        currencies.push_back(sums.currency);
        names.push_back(name);
        counts.push_back(count);
        amounts.push_back(amount);
      };
      const std::int64_t mature = sums.amount - sums.immature_amount;
      add("documents", sums.documents, sums.amount);
      add("immature", sums.immature_documents, -sums.immature_amount);
      add("mature", sums.documents - sums.immature_documents, mature);
      const std::int64_t developed = developed_amount(sums);
      if (request_.is_developed)
        add("developed", documents - (sums.documents - sums.immature_documents), developed);
      add("waterfall", documents, entered);
      add("difference", 0, mature + developed - entered);
    }
    Table table("proof");
    table.add(currency_column("currency", currencies));
    table.add(Column::text("line", names));
    table.add(Column::int64("count", std::move(counts), ColumnRole::count));
    table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
    return table;
  }

  // What immature vintages that enter the first bucket were invoiced for, from the documents.
  [[nodiscard]] std::int64_t developed_amount(const WaterfallSums& sums) const {
    std::int64_t amount = 0;
    for (const auto& [month, of_month] : sums.immature_vintages) {
      const std::int32_t vintage = month;
      const bool is_used =
          std::any_of(waterfall_.rows.begin(), waterfall_.rows.end(), [&](const WaterfallRow& row) {
            return row.currency == sums.currency && row.month == vintage && row.is_used.front() != 0;
          });
      if (is_used) amount += of_month;
    }
    return amount;
  }

  [[nodiscard]] Table about() const {
    AboutLines lines;
    lines.add("formula", "loss_rates.vintage_waterfall");
    lines.add("from", Date(request_.from).iso());
    lines.add("to", Date(request_.to).iso());
    lines.add("as_of", Date(request_.as_of).iso());
    lines.add("basis", basis_name(request_.aging.basis));
    lines.add("missing_date", missing_date_name(request_.aging.missing_date));
    lines.add("bounds", joined(request_.buckets.bounds()));
    lines.add("by", joined(request_.aging.by));
    lines.add("horizon", std::to_string(options_.horizon));
    lines.add("shrinkage", options_.shrinkage == LossRateShrinkage::none ? "none" : "buehlmann_straub");
    lines.add("immature", request_.is_developed ? "developed" : "excluded");
    lines.add("monotone", options_.monotone == 0 ? "0" : "1");
    return lines.table();
  }

  const WaterfallRequest& request_;
  const LossRateOptions& options_;
  Waterfall waterfall_;
  Development development_;
  std::vector<SegmentCells> segments_;
  std::map<std::uint16_t, std::vector<std::size_t>> by_currency_;
};

}  // namespace

LossRates compute_loss_rates(const Ledger& ledger, Date from, Date to, Date as_of, const AgingOptions& aging,
                             const LossRateOptions& options) {
  check_loss_rate_aging(aging);
  const Buckets buckets(aging, as_of);
  refuse_other_buckets(aging);
  check_options(from, to, options, buckets);
  const std::vector<GroupKey> keys = resolve_group_keys(aging.by, group_keys_of(ledger.data()));
  const WaterfallRequest request{ledger.data(), from.days(), to.days(),
                                 as_of.days(),  aging,       options.horizon,
                                 buckets,       keys,        options.immature == ImmatureVintages::developed};
  return LossRateReport(request, options).run();
}

}  // namespace openitem
