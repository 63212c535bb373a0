#include "behaviour/checked_options.hpp"

#include <algorithm>
#include <array>

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/dimensions.hpp"

namespace openitem::behaviour {
namespace {

constexpr std::int32_t kLongestLast = 10'000;
constexpr std::int32_t kLongestDays = 36'600;
constexpr std::size_t kMostWindows = 16;
constexpr std::size_t kMostDates = 4'096;

void check_windows(std::string_view option, std::span<const std::int32_t> lengths, std::int32_t longest) {
  check_bounds(Message().append("the number of windows in ").append(option).view(),
               static_cast<std::int64_t>(lengths.size()), 0, kMostWindows);
  for (std::size_t at = 0; at < lengths.size(); ++at) {
    check_bounds(Message().append(option).append("[").append(at).append("]").view(), lengths[at], 1, longest);
    if (at == 0 || lengths[at - 1] < lengths[at]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append(option)
                                              .append(" holds ")
                                              .append(lengths[at])
                                              .append(" after ")
                                              .append(lengths[at - 1])
                                              .append("; windows ascend, each length once"));
  }
}

void refuse_beside(std::string_view option) {
  throw Error(
      Status::invalid_argument,
      Message().append("known_at_as_of does not go with ").append(option).append("; leave one of them out"));
}

}  // namespace

void check_options(const BehaviourOptions& options) {
  check_threads(options.threads);
  check_bounds("clock", static_cast<std::int64_t>(options.clock), 0, kClockNames.size() - 1);
  check_bounds("known_at_as_of", options.known_at_as_of, 0, 1);
  check_bounds("exclude_disputed", options.exclude_disputed, 0, 1);
  check_bounds("promise_grace_days", options.promise_grace_days, 0, 366);
  check_bounds("shrink", options.shrink, 0, 1);
  check_bounds("shrink_weight", options.shrink_weight, 0, 1'000'000);
  check_windows("last", options.last, kLongestLast);
  check_windows("days", options.days, kLongestDays);
  if (options.known_at_as_of != 0 && options.known_at) refuse_beside("known_at");
  if (options.known_at_as_of != 0 && options.shrink != 0) refuse_beside("shrink");
}

void check_dates(std::span<const Date> as_of) {
  check_bounds("the number of dates in as_of", static_cast<std::int64_t>(as_of.size()), 1, kMostDates);
  for (std::size_t at = 1; at < as_of.size(); ++at) {
    if (as_of[at - 1] < as_of[at]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("as_of holds ")
                                              .append(as_of[at].iso())
                                              .append(" after ")
                                              .append(as_of[at - 1].iso())
                                              .append("; dates ascend, each once"));
  }
}

bool is_taken(std::string_view name, std::span<const std::string_view> taken,
              const BehaviourPlan& plan) noexcept {
  return std::find(taken.begin(), taken.end(), name) != taken.end() ||
         std::any_of(plan.columns.begin(), plan.columns.end(),
                     [name](const FeatureColumn& column) { return column.name == name; });
}

const KeyColumn* find_segment(const LedgerData& ledger, const std::string& name,
                              std::span<const std::string_view> taken, const BehaviourPlan& plan) {
  const KeyColumn* const found = dimension_named(ledger.documents, "segment", name);
  if (found == nullptr) return nullptr;
  if (is_taken(name, taken, plan)) {
    throw Error(Status::invalid_argument, Message()
                                              .append("segment ")
                                              .append_quoted(name)
                                              .append(" is called like a column of this table; rename it"));
  }
  return found;
}

void add_options(const BehaviourOptions& options, AboutLines& lines) {
  const auto number = [](std::int32_t value) { return std::to_string(value); };
  lines.add("clock", clock_name(options.clock));
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_as_of", number(options.known_at_as_of));
  lines.add("last", joined(options.last));
  lines.add("days", joined(options.days));
  lines.add("features", joined(options.features));
  lines.add("segment", options.segment);
  lines.add("shrink", number(options.shrink));
  lines.add("shrink_weight", options.shrink != 0 ? number(options.shrink_weight) : "");
  lines.add("exclude_disputed", number(options.exclude_disputed));
  lines.add("promise_grace_days", number(options.promise_grace_days));
}

}  // namespace openitem::behaviour
