#include "interest/options.hpp"

#include <array>
#include <string>

#include "column/about_lines.hpp"
#include "column/rate_cells.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "interest/exact_interest.hpp"
#include "interest/late_period.hpp"
#include "ledger/counting_day.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::array<const char*, 3> kReadingNames = {"split", "at_start", "at_payment"};
constexpr std::array<const char*, 3> kFixingNames = {"as_listed", "half_year_start", "before_half_year"};
constexpr std::array<const char*, 4> kCountingNames = {"after_due_to_paid", "due_to_paid",
                                                       "due_to_before_paid", "after_due_to_before_paid"};
constexpr std::array<const char*, 2> kGraceUnitNames = {"calendar_days", "business_days"};
constexpr std::array<const char*, 2> kGraceNames = {"trigger", "shift"};
constexpr std::array<const char*, 2> kBaseNames = {"gross", "net_of_tax"};
constexpr std::array<const char*, 3> kRoundByNames = {"line", "item", "day"};
constexpr std::array<const char*, 2> kMinimumNames = {"waived", "raised"};
constexpr std::array<const char*, 2> kChargedNames = {"ignored", "charged_through"};

template <std::size_t Count, typename Choice>
const char* chosen(const std::array<const char*, Count>& names, Choice choice) {
  return names[static_cast<std::size_t>(choice)];
}

template <std::size_t Count, typename Choice>
void check_named(std::string_view option, const std::array<const char*, Count>&, Choice choice) {
  check_interest_choice(option, static_cast<std::int32_t>(choice), static_cast<std::int32_t>(Count) - 1);
}

[[noreturn]] void refuse_together(const char* why) { throw Error(Status::invalid_argument, why); }

void check_rate_sources(const InterestOptions& options, const RateSources& sources) {
  if (options.rate && (options.margin || sources.has_reference)) {
    refuse_together(
        "a contractual rate and a reference rate with its margin exclude each other; state one of them");
  }
  if (options.margin && !sources.has_reference) {
    throw Error(Status::missing_column, "a margin needs the table reference (from, rate)")
        .at(-1, "reference");
  }
  if (sources.has_reference && !options.margin) {
    throw Error(Status::not_set, "the table reference needs a margin; state it, 0 where there is none");
  }
  if (!options.rate && !sources.has_reference && !sources.has_item_rates) {
    throw Error(Status::not_set,
                "nothing is charged without a rate: state rate, or margin with the table reference, or a "
                "column rate");
  }
}

void check_bounds_of(const InterestOptions& options) {
  if (options.rate) check_bounds("option rate", *options.rate, 0, kLargestInterestRate);
  if (options.margin) {
    check_bounds("option margin", *options.margin, -kLargestInterestRate, kLargestInterestRate);
  }
  check_bounds("option grace_days", options.grace_days, 0, 3'650);
  check_bounds("option due_on_business_day", options.due_on_business_day, 0, 1);
  check_bounds("option compounding_months", options.compounding_months, 0, 12);
  check_bounds("option maximum_share", options.maximum_share, 0, kLargestInterestRate);
  check_bounds("option on_credits", options.on_credits, 0, 1);
  check_bounds("option on_charges", options.on_charges, 0, 1);
  check_bounds("option accrue_rejected", options.accrue_rejected, 0, 1);
}

void check_calendar(const InterestOptions& options) {
  const bool is_needed = options.grace_unit == GraceUnit::business_days || options.due_on_business_day != 0;
  if (is_needed && !options.calendar) {
    throw Error(Status::not_set,
                "business days need a calendar; pass one for grace_unit and due_on_business_day");
  }
  if (options.calendar && !is_needed) {
    refuse_together(
        "a calendar serves grace_unit business_days and due_on_business_day; ask for one of them");
  }
}

}  // namespace

void check_interest_choice(std::string_view option, std::int32_t value, std::int32_t last) {
  check_bounds(option, value, 0, last);
}

void check_interest_options(const InterestOptions& options, const RateSources& sources) {
  check_threads(options.threads);
  check_rounding(options.rounding);
  check_named("option reading", kReadingNames, options.reading);
  check_named("option fixing", kFixingNames, options.fixing);
  check_named("option counting", kCountingNames, options.counting);
  check_named("option grace", kGraceNames, options.grace);
  check_named("option grace_unit", kGraceUnitNames, options.grace_unit);
  check_named("option base", kBaseNames, options.base);
  check_named("option round_by", kRoundByNames, options.round_by);
  check_named("option minimum", kMinimumNames, options.minimum);
  check_named("option clock", kClockNames, options.clock);
  check_named("option charged_interest", kChargedNames, options.charged_interest);
  check_bounds_of(options);
  check_calendar(options);
  check_rate_sources(options, sources);
  if (!sources.has_reference &&
      (options.reading != RateReading::split || options.fixing != ReferenceFixing::as_listed)) {
    refuse_together("reading and fixing choose among reference rates; leave them out of a contractual rate");
  }
  if (options.compounding_months != 0 && options.reading == RateReading::at_payment) {
    refuse_together(
        "interest cannot compound when its rate is that of the payment date: the rate is not known before");
  }
}

InterestOptions interest_options_of(LatePaymentLaw law) {
  InterestOptions options;
  switch (law) {
    case LatePaymentLaw::not_set: throw Error(Status::not_set, "no law was named");
    case LatePaymentLaw::eu_2011_7: options.margin = 80'000'000; return options;
    case LatePaymentLaw::eu_2000_35: options.margin = 70'000'000; return options;
    case LatePaymentLaw::uk_1998:
      options.margin = 80'000'000;
      options.reading = RateReading::at_start;
      return options;
  }
  throw Error(Status::out_of_bounds, Message()
                                         .append("law is ")
                                         .append(static_cast<std::int32_t>(law))
                                         .append("; expected 1 (eu_2011_7), 2 (eu_2000_35) or 3 (uk_1998)"));
}

Table interest_about(Date as_of, const InterestOptions& options, const char* source) {
  AboutLines lines;
  lines.add("formula", "late_interest");
  lines.add("source", source);
  lines.add("as_of", as_of.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("rate", options.rate ? rate_text(*options.rate) : "");
  lines.add("margin", options.margin ? rate_text(*options.margin) : "");
  lines.add("reading", chosen(kReadingNames, options.reading));
  lines.add("fixing", chosen(kFixingNames, options.fixing));
  lines.add("day_count", std::string(name_of(options.day_count)));
  lines.add("counting", chosen(kCountingNames, options.counting));
  lines.add("grace", chosen(kGraceNames, options.grace));
  lines.add("grace_days", std::to_string(options.grace_days));
  lines.add("grace_unit", chosen(kGraceUnitNames, options.grace_unit));
  lines.add("due_on_business_day", std::to_string(options.due_on_business_day));
  lines.add("calendar", calendar_text(options.calendar));
  lines.add("base", chosen(kBaseNames, options.base));
  lines.add("rounding", std::string(name_of(options.rounding)));
  lines.add("round_by", chosen(kRoundByNames, options.round_by));
  lines.add("compounding_months", count_text(options.compounding_months));
  lines.add("minimum", chosen(kMinimumNames, options.minimum));
  lines.add("maximum_share", options.maximum_share == 0 ? "" : rate_text(options.maximum_share));
  lines.add("on_credits", std::to_string(options.on_credits));
  lines.add("on_charges", std::to_string(options.on_charges));
  lines.add("accrue_rejected", std::to_string(options.accrue_rejected));
  lines.add("rejected", joined(options.rejected));
  lines.add("charged_through", day_text(options.charged_through));
  lines.add("clock", clock_name(options.clock));
  lines.add("charged_interest", chosen(kChargedNames, options.charged_interest));
  lines.add("by", joined(options.by));
  return lines.table();
}

}  // namespace openitem
