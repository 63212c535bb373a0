#include "openitem/interest.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "figures.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/interest.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_interest_options default_interest_options = OI_INTEREST_OPTIONS_INIT;
constexpr std::int64_t first_interest_size = 160;  // version 0.1

LateDayCounting read_counting(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, LateDayCounting::after_due_to_before_paid, name, "an OI_LATE_DAYS_ constant",
                     argument);
}
InterestRounding read_interest_rounding(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, InterestRounding::day, name,
                     "OI_INTEREST_ROUND_LINE, OI_INTEREST_ROUND_ITEM or OI_INTEREST_ROUND_DAY", argument);
}
ReferenceFixing read_fixing(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, ReferenceFixing::before_half_year, name,
                     "OI_REFERENCE_AS_LISTED, OI_REFERENCE_HALF_YEAR_START or OI_REFERENCE_BEFORE_HALF_YEAR",
                     argument);
}

std::optional<std::int64_t> read_optional(const std::int64_t* value) {
  return value == nullptr ? std::nullopt : std::optional(*value);
}

// The choices among a few constants each.
void read_interest_choices(const oi_interest_options& given, InterestOptions& options,
                           std::int32_t argument) {
  options.reading = read_choice(given.reading, RateReading::at_payment, "options.reading",
                                "OI_RATE_SPLIT, OI_RATE_AT_START or OI_RATE_AT_PAYMENT", argument);
  options.fixing = read_fixing(given.fixing, "options.fixing", argument);
  options.day_count = given.day_count == 0
                          ? DayCount::act_365_fixed
                          : read_choice(given.day_count, DayCount::excel_days360_european,
                                        "options.day_count", "an OI_DAY_COUNT_ constant", argument);
  options.counting = read_counting(given.counting, "options.counting", argument);
  options.grace = read_choice(given.grace, InterestGrace::shift, "options.grace",
                              "OI_GRACE_TRIGGER or OI_GRACE_SHIFT", argument);
  options.grace_unit = read_choice(given.grace_unit, GraceUnit::business_days, "options.grace_unit",
                                   "OI_GRACE_CALENDAR_DAYS or OI_GRACE_BUSINESS_DAYS", argument);
  options.base = read_choice(given.base, InterestBase::net_of_tax, "options.base",
                             "OI_INTEREST_ON_GROSS or OI_INTEREST_ON_NET_OF_TAX", argument);
  options.rounding = read_rounding(given.rounding, argument);
  options.round_by = read_interest_rounding(given.round_by, "options.round_by", argument);
  options.minimum = read_choice(given.minimum, InterestMinimum::raised, "options.minimum",
                                "OI_MINIMUM_WAIVED or OI_MINIMUM_RAISED", argument);
  options.charged_interest =
      read_choice(given.charged_interest, ChargedInterest::charged_through, "options.charged_interest",
                  "OI_CHARGED_IGNORED or OI_CHARGED_THROUGH", argument);
  options.money = read_money_form(given.money, argument);
  options.clock = read_clock(given.clock, argument);
}

InterestOptions read_interest_options(const oi_interest_options* options, std::int32_t argument) {
  const oi_interest_options given =
      read_options(options, default_interest_options,
                   {.type = "oi_interest_options", .argument = argument, .first_size = first_interest_size});
  InterestOptions choices;
  read_interest_choices(given, choices, argument);
  require_choice(given.spare_rejected, 1, "options.spare_rejected", "0 or 1", argument);
  choices.threads = given.threads;
  choices.rate = read_optional(given.rate);
  choices.margin = read_optional(given.margin);
  choices.grace_days = given.grace_days;
  choices.due_on_business_day = given.due_on_business_day;
  if (given.calendar != nullptr) choices.calendar = given.calendar->calendar;
  choices.compounding_months = given.compounding_months;
  choices.maximum_share = given.maximum_share;
  choices.on_credits = given.on_credits;
  choices.on_charges = given.on_charges;
  choices.accrue_rejected = 1 - given.spare_rejected;
  if (given.rejected != nullptr || given.rejected_count != 0) {
    choices.rejected = read_names(given.rejected, given.rejected_count, "options.rejected", argument);
  }
  if (given.by != nullptr || given.by_count != 0)
    choices.by = read_by_names(given.by, given.by_count, argument);
  choices.charged_through = read_optional_day(given.charged_through, "options.charged_through", argument);
  choices.known_at = read_optional_day(given.known_at, "options.known_at", argument);
  choices.currency = read_optional_text(given.currency);
  choices.date_format = read_optional_text(given.date_format);
  return choices;
}

}  // namespace

oi_status oi_interest_late_days(oi_day due, oi_day paid, oi_late_day_counting counting, int32_t* days,
                                oi_error* error) {
  return guard(error, [&] {
    const Date due_day = read_day(due, "due", 0);
    const Date paid_day = read_day(paid, "paid", 1);
    const LateDayCounting choice = read_counting(counting, "counting", 2);
    require(days, "days", 3);
    *days = late_days(due_day, paid_day, choice);
  });
}

oi_status oi_interest_simple(int64_t amount, int64_t rate, int32_t days_late, int32_t year_days,
                             oi_interest_rounding round_by, oi_rounding rounding, int64_t* interest,
                             int64_t* residue, oi_error* error) {
  return guard(error, [&] {
    const InterestRounding by = read_interest_rounding(round_by, "round_by", 4);
    const Rounding mode = read_rounding(rounding, 5);
    blaming(0, [&] { (void)simple_interest(amount, 0, 0, 1); });
    blaming(1, [&] { (void)simple_interest(0, rate, 0, 1); });
    blaming(2, [&] { (void)simple_interest(0, 0, days_late, 1); });
    blaming(3, [&] { (void)simple_interest(0, 0, 0, year_days); });
    require(interest, "interest", 6);
    const InterestAmount found = simple_interest(amount, rate, days_late, year_days, by, mode);
    *interest = found.amount;
    if (residue != nullptr) *residue = found.residue;
  });
}

oi_status oi_interest_reference_rate(const oi_day* from, const oi_day* through, const int64_t* rates,
                                     int32_t count, oi_day day, oi_reference_fixing fixing, int64_t* rate,
                                     oi_error* error) {
  return guard(error, [&] {
    require(from, "from", 0);
    require(rates, "rates", 2);
    require_count(count, 1, largest_count, "count", 3);
    const Date date = read_day(day, "day", 4);
    const ReferenceFixing choice = read_fixing(fixing, "fixing", 5);
    require(rate, "rate", 6);
    ReferenceRates table;
    for (std::int32_t row = 0; row < count; ++row) {
      table.from.push_back(read_day(from[row], "from", 0));
      if (through != nullptr) table.through.emplace_back(read_day(through[row], "through", 1));
      table.rates.push_back(rates[row]);
    }
    *rate = reference_rate(table, date, choice);
  });
}

oi_status oi_interest_compensation(int64_t debt, const int64_t* from_amounts, const int64_t* compensations,
                                   int32_t count, int64_t* compensation, oi_error* error) {
  return guard(error, [&] {
    require(from_amounts, "from_amounts", 1);
    require(compensations, "compensations", 2);
    require_count(count, 1, largest_count, "count", 3);
    blaming(0, [&] { (void)late_payment_compensation(debt, {}, {}); });
    require(compensation, "compensation", 4);
    const auto size = static_cast<std::size_t>(count);
    *compensation =
        late_payment_compensation(debt, std::span(from_amounts, size), std::span(compensations, size));
  });
}

oi_status oi_interest_tables(oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(result, "result", 0);
    *result = make_handle(late_payment_tables());
  });
}

oi_status oi_interest_law(oi_late_payment_law law, int64_t* margin, oi_rate_reading* reading,
                          oi_error* error) {
  return guard(error, [&] {
    const LatePaymentLaw choice = read_variant(law, LatePaymentLaw::uk_1998, "law",
                                               "OI_LAW_EU_2011_7, OI_LAW_EU_2000_35, OI_LAW_UK_1998", 0);
    require(margin, "margin", 1);
    require(reading, "reading", 2);
    const InterestOptions options = interest_options_of(choice);
    *margin = *options.margin;
    *reading = static_cast<oi_rate_reading>(options.reading);
  });
}

oi_status oi_interest_options_init(oi_interest_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_interest_options;
  });
}

oi_status oi_interest_compute_items(const oi_table* tables, int32_t table_count, oi_day as_of,
                                    const oi_interest_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const Date date = read_day(as_of, "as_of", 2);
    const InterestOptions choices = read_interest_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(compute_interest(given.views(), date, choices));
  });
}

oi_status oi_interest_compute(const oi_ledger* ledger, oi_day as_of, const oi_table* tables,
                              int32_t table_count, const oi_interest_options* options, oi_result** result,
                              oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const BorrowedTables given(tables, table_count, 2);
    const InterestOptions choices = read_interest_options(options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_interest(ledger->ledger, date, given.views(), choices));
  });
}
