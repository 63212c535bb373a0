// compute_collection_curves: options, the pass over the applications, tables (docs/methods/collection_curves.md).

#include "openitem/collection_curves.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "collection_curves/cohorts.hpp"
#include "column/about_lines.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/books.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/open_items.hpp"

namespace openitem {
namespace {

constexpr std::array<std::int32_t, 9> kDefaultAges = {0, 15, 30, 45, 60, 90, 120, 180, 365};
constexpr std::array<std::int32_t, 4> kDefaultPercents = {25, 50, 75, 90};
constexpr std::size_t kMostNumbers = 63;
constexpr std::int32_t kMostDays = 36'600;

constexpr std::array<std::string_view, 23> kOwnColumns = {
    "currency",       "cohort",        "age",         "mature", "invoiced",     "paid",
    "credited",       "discounted",    "written_off", "other",  "paid_to_date", "paid_share",
    "documents",      "first_issue",   "last_issue",  "open",   "difference",   "percent",
    "days_by_amount", "days_by_count", "payments",    "line",   "amount"};

void refuse_number(std::string_view option, std::int32_t value, std::string_view expected) {
  throw Error(
      Status::out_of_bounds,
      Message().append(option).append(" holds ").append(value).append(", expected ").append(expected));
}

void check_ascending(std::string_view option, std::span<const std::int32_t> numbers, std::int32_t smallest,
                     std::int32_t largest) {
  if (numbers.size() > kMostNumbers) {
    throw Error(Status::out_of_bounds, Message()
                                           .append(option)
                                           .append(" has ")
                                           .append(numbers.size())
                                           .append(" entries, expected at most ")
                                           .append(kMostNumbers));
  }
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    if (numbers[at] < smallest || numbers[at] > largest) {
      refuse_number(option, numbers[at], Message().append(smallest).append(" to ").append(largest));
    }
    if (at > 0 && numbers[at] <= numbers[at - 1])
      refuse_number(option, numbers[at], "strictly ascending numbers");
  }
}

void check(const CollectionCurveOptions& options) {
  check_threads(options.threads);
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_ascending("ages", options.ages, 0, kMostDays);
  check_ascending("percents", options.percents, 1, 99);
  refuse_own_columns(options.by, kOwnColumns, "the curves");
}

std::span<const std::int32_t> or_default(const std::vector<std::int32_t>& given,
                                         std::span<const std::int32_t> otherwise) {
  return given.empty() ? otherwise : std::span<const std::int32_t>(given);
}

Table about(Date as_of, const CollectionCurveOptions& options, std::span<const std::int32_t> ages,
            std::span<const std::int32_t> percents) {
  AboutLines lines;
  lines.add("formula", "collection_curves");
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("clock", clock_name(options.clock));
  lines.add("ages", joined(ages));
  lines.add("percents", joined(percents));
  lines.add("by", joined(options.by));
  return lines.table();
}

}  // namespace

Result compute_collection_curves(const Ledger& ledger, Date as_of, const CollectionCurveOptions& options) {
  check(options);
  const LedgerData& data = ledger.data();
  const std::span<const std::int32_t> ages = or_default(options.ages, kDefaultAges);
  const std::span<const std::int32_t> percents = or_default(options.percents, kDefaultPercents);
  const std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(data));
  OpenItemQuery query;
  query.as_of = as_of.days();
  if (options.known_at) query.known_at = options.known_at->days();
  query.clock = options.clock;
  query.threads = options.threads;
  const Books books(data, query);
  const std::vector<collection_curves::Settlement> settlements =
      collection_curves::read_settlements(data, books, options.clock);
  const OpenItemSet open = find_open_items(data, query);
  collection_curves::Cohorts cohorts(data, books, keys, options.threads);
  cohorts.settle(settlements, ages);
  cohorts.add_open(open.items.document, open.items.open);
  std::vector<Table> tables;
  tables.push_back(cohorts.cells(as_of, ages));
  tables.push_back(cohorts.cohorts());
  tables.push_back(cohorts.days_to_pay(settlements, percents));
  tables.push_back(cohorts.proof());
  tables.push_back(about(as_of, options, ages, percents));
  return Result(std::move(tables));
}

}  // namespace openitem
