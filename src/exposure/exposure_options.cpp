#include "exposure/exposure_options.hpp"

#include <array>
#include <string>
#include <utility>

#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "column/rate_cells.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "exposure/credit_decisions.hpp"
#include "ledger/counting_day.hpp"

namespace openitem::exposure {
namespace {

constexpr std::int64_t kMostUse = 100'000'000'000, kMostShare = 1'000'000'000;
constexpr std::int64_t kMostDays = 36'600, kMostGrace = 366, kMostCount = 1'000'000;

CreditParts read_parts(const std::vector<std::string>& names) {
  CreditParts parts;
  const std::array<std::pair<std::string_view, bool*>, 5> known = {{{"open", &parts.open},
                                                                    {"orders", &parts.orders},
                                                                    {"deliveries", &parts.deliveries},
                                                                    {"unapplied", &parts.unapplied},
                                                                    {"cover", &parts.cover}}};
  for (const std::string& name : names) {
    bool* part = nullptr;
    for (const auto& [known_name, flag] : known) {
      if (known_name == name) part = flag;
    }
    if (part == nullptr) {
      throw Error(Status::unknown_name,
                  Message()
                      .append("parts names ")
                      .append_quoted(name)
                      .append("; parts are open, orders, deliveries, unapplied, cover"));
    }
    if (*part)
      throw Error(Status::invalid_argument,
                  Message().append("parts names ").append_quoted(name).append(" twice"));
    *part = true;
  }
  return parts;
}

// A watch that begins beyond the hold would never be seen.
void check_thresholds(std::string_view watch_name, std::int64_t watch, std::string_view hold_name,
                      std::int64_t hold, std::int64_t most) {
  check_bounds(watch_name, watch, 0, most);
  check_bounds(hold_name, hold, 0, most);
  if (hold == 0 || watch <= hold) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(watch_name)
                                            .append(" is above ")
                                            .append(hold_name)
                                            .append("; a customer is watched before he is held"));
}

void check_decision(std::string_view name, CreditDecision decision) {
  check_bounds(name, static_cast<std::int32_t>(decision), static_cast<std::int32_t>(CreditDecision::release),
               static_cast<std::int32_t>(CreditDecision::hold));
}

void check_flag(std::string_view name, std::int32_t value) { check_bounds(name, value, 0, 1); }

void check_all_thresholds(const ExposureOptions& options) {
  check_thresholds("watch_use", options.watch_use, "hold_use", options.hold_use, kMostUse);
  check_thresholds("watch_overdue_days", options.watch_overdue_days, "hold_overdue_days",
                   options.hold_overdue_days, kMostDays);
  check_thresholds("watch_overdue_share", options.watch_overdue_share, "hold_overdue_share",
                   options.hold_overdue_share, kMostShare);
  check_thresholds("watch_dunning_level", options.watch_dunning_level, "hold_dunning_level",
                   options.hold_dunning_level, kMostCount);
  check_thresholds("watch_broken_promises", options.watch_broken_promises, "hold_broken_promises",
                   options.hold_broken_promises, kMostCount);
}

// "", or the watch and the hold threshold as "30,60"; a missing one stays empty.
std::string thresholds_text(std::int64_t watch, std::int64_t hold) {
  const auto text = [](std::int64_t value) { return value == 0 ? std::string() : std::to_string(value); };
  return watch == 0 && hold == 0 ? std::string() : text(watch) + "," + text(hold);
}
std::string shares_text(std::int64_t watch, std::int64_t hold) {
  const auto text = [](std::int64_t value) { return value == 0 ? std::string() : rate_text(value); };
  return watch == 0 && hold == 0 ? std::string() : text(watch) + "," + text(hold);
}

}  // namespace

CreditParts check_exposure_options(const ExposureOptions& options) {
  check_threads(options.threads);
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_choice("money", static_cast<std::int32_t>(options.money),
               static_cast<std::int32_t>(MoneyForm::floating));
  if (options.horizon_days) check_bounds("horizon_days", *options.horizon_days, 0, kMostDays);
  check_flag("exclude_disputed", options.exclude_disputed);
  check_flag("group_limits", options.group_limits);
  check_all_thresholds(options);
  check_bounds("promise_days", options.promise_days, 1, kMostDays);
  check_bounds("promise_grace_days", options.promise_grace_days, 0, kMostGrace);
  check_decision("expired_limit", options.expired_limit);
  check_decision("no_limit", options.no_limit);
  check_decision("insolvency", options.insolvency);
  check_decision("legal_stop", options.legal_stop);
  check_decision("hardship", options.hardship);
  check_bounds("review_expiry_days", options.review_expiry_days, 0, kMostDays);
  check_bounds("review_days", options.review_days, 0, kMostDays);
  check_bounds("review_use_above", options.review_use_above, 0, kMostUse);
  check_bounds("review_use_below", options.review_use_below, 0, kMostUse);
  return read_parts(options.parts);
}

Table about_exposure(Date as_of, const ExposureOptions& options, const ExposureSources& sources) {
  AboutLines lines;
  lines.add("formula", "exposure");
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("clock", clock_name(options.clock));
  lines.add("currency", options.currency);
  lines.add("parts", joined(options.parts));
  lines.add("horizon_days", options.horizon_days ? std::to_string(*options.horizon_days) : std::string());
  lines.add("exclude_disputed", std::to_string(options.exclude_disputed));
  lines.add("group_limits", std::to_string(options.group_limits));
  lines.add("scope", options.scope);
  lines.add("limits_from", std::string(sources.limits));
  lines.add("covers_from", std::string(sources.covers));
  lines.add("use", shares_text(options.watch_use, options.hold_use));
  lines.add("overdue_days", thresholds_text(options.watch_overdue_days, options.hold_overdue_days));
  lines.add("overdue_share", shares_text(options.watch_overdue_share, options.hold_overdue_share));
  lines.add("dunning_level", thresholds_text(options.watch_dunning_level, options.hold_dunning_level));
  lines.add("broken_promises", thresholds_text(options.watch_broken_promises, options.hold_broken_promises));
  lines.add("promise_days", std::to_string(options.promise_days));
  lines.add("promise_grace_days", std::to_string(options.promise_grace_days));
  lines.add("expired_limit", std::string(name_of(options.expired_limit)));
  lines.add("no_limit", std::string(name_of(options.no_limit)));
  lines.add("insolvency", std::string(name_of(options.insolvency)));
  lines.add("legal_stop", std::string(name_of(options.legal_stop)));
  lines.add("hardship", std::string(name_of(options.hardship)));
  lines.add("review_expiry_days", count_text(options.review_expiry_days));
  lines.add("review_days", count_text(options.review_days));
  lines.add("review_use", shares_text(options.review_use_below, options.review_use_above));
  return lines.table();
}

}  // namespace openitem::exposure
