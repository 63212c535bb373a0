// compute_discount_history: options, the judgement of every offer, tables (docs/methods/discount_history.md).

#include "openitem/discount_history.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "column/rate_cells.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "discount_history/history_tables.hpp"
#include "ledger/books.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/dimensions.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kHighestRate = 100'000'000'000;
constexpr std::int64_t kMostCounted = 1'000'000;
constexpr std::int64_t kMostTolerance = 366;

constexpr std::array<std::string_view, 16> kOwnColumns = {"currency",
                                                          "period",
                                                          "status",
                                                          "documents",
                                                          "amount",
                                                          "offered",
                                                          "discount",
                                                          "unearned",
                                                          "missed",
                                                          "cannibalised",
                                                          "accelerated",
                                                          "unknown",
                                                          "cannibalised_discount",
                                                          "accelerated_discount",
                                                          "unknown_discount",
                                                          "gain"};
constexpr std::array<std::string_view, 4> kPeriodNames = {"none", "month", "quarter", "year"};

void check_history_choice(std::string_view name, std::int32_t value, std::string_view choices) {
  if (value == 1 || value == 2) return;
  throw Error(value == 0 ? Status::not_set : Status::invalid_argument,
              Message().append(name).append(" must be chosen: ").append(choices));
}

void check_history_options(const DiscountHistoryOptions& options) {
  check_threads(options.threads);
  check_history_choice("counterfactual", static_cast<std::int32_t>(options.counterfactual), "mean or median");
  if (options.year_days == 0)
    throw Error(Status::not_set, "year_days is not set; choose the days of the year, as a rule 360 or 365");
  check_bounds("year_days", options.year_days, 1, kMostTolerance);
  if (!options.cost_of_capital)
    throw Error(Status::not_set, "cost_of_capital is not set; state what money costs a year");
  check_bounds("cost_of_capital", *options.cost_of_capital, 0, kHighestRate);
  check_bounds("minimum_invoices", options.minimum_invoices, 1, kMostCounted);
  check_bounds("minimum_offers", options.minimum_offers, 1, kMostCounted);
  check_bounds("tolerance_days", options.tolerance_days, 0, kMostTolerance);
  check_rounding(options.rounding);
  check_choice("discount_tax", static_cast<std::int32_t>(options.discount_tax),
               static_cast<std::int32_t>(TermsDiscountTax::mixed));
  check_choice("reading", static_cast<std::int32_t>(options.reading),
               static_cast<std::int32_t>(TermsReading::eom_dating));
  check_choice("period", static_cast<std::int32_t>(options.period),
               static_cast<std::int32_t>(HistoryPeriod::year));
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  refuse_own_columns(options.by, kOwnColumns, "the history of discounts");
}

Table about_history(Date as_of, const DiscountHistoryOptions& options, std::int64_t without_offer) {
  AboutLines lines;
  lines.add("formula", "discount_history");
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("clock", clock_name(options.clock));
  lines.add("counterfactual", options.counterfactual == Counterfactual::mean ? "mean" : "median");
  lines.add("year_days", std::to_string(options.year_days));
  lines.add("cost_of_capital", rate_text(*options.cost_of_capital));
  lines.add("minimum_invoices", std::to_string(options.minimum_invoices));
  lines.add("tolerance_days", std::to_string(options.tolerance_days));
  lines.add("minimum_offers", std::to_string(options.minimum_offers));
  lines.add("rounding", std::string(name_of(options.rounding)));
  lines.add("period", std::string(kPeriodNames[static_cast<std::size_t>(options.period)]));
  lines.add("segment", options.segment);
  lines.add("by", joined(options.by));
  lines.add("invoices_without_offer", std::to_string(without_offer));
  return lines.table();
}

}  // namespace

Result compute_discount_history(const Ledger& ledger, Date as_of, const DiscountHistoryOptions& options) {
  check_history_options(options);
  const LedgerData& data = ledger.data();
  const std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(data));
  const KeyColumn* const segment = dimension_named(data.documents, "segment", options.segment);
  OpenItemQuery query;
  query.as_of = as_of.days();
  if (options.known_at) query.known_at = options.known_at->days();
  query.clock = options.clock;
  query.threads = options.threads;
  const Books books(data, query);
  const discount_history::OfferedDocuments offered =
      discount_history::judge_offers(data, books, segment, options);
  const discount_history::HistoryView view{data, offered, keys, segment, options};
  std::vector<Table> tables;
  tables.push_back(discount_history::documents_table(view));
  tables.push_back(discount_history::totals_table(view));
  tables.push_back(discount_history::cannibalisation_table(view));
  tables.push_back(discount_history::tiers_table(view));
  tables.push_back(discount_history::proof_table(view));
  tables.push_back(about_history(as_of, options, offered.without_offer));
  return Result(std::move(tables));
}

}  // namespace openitem
