// Adapters of the golden cases about late interest (tests/golden/07_late_interest.json).

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/interest.hpp"
#include "openitem/money.hpp"

namespace openitem::golden_interest_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

std::int64_t parts_of(const std::string& fraction) {
  std::string digits = round_decimal(fraction, 9, Rounding::half_up);
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}
std::int64_t parts_of(const Inputs& inputs, const std::string& key) {
  return parts_of(Json(inputs.number(key)).dump());
}

// Rates by half-year of tests/golden/data, those included that were not read again.
ReferenceRates known_rates(const char* table) {
  ReferenceRates rates;
  const Json by_half_year = golden::load("data/late_payment_reference_rates.json").at(table);
  for (const auto& [half_year, percent] : by_half_year.items()) {
    const bool is_first = half_year.back() == '1';
    const std::int32_t year = std::stoi(half_year.substr(0, 4));
    rates.from.emplace_back(year, is_first ? 1 : 7, 1);
    rates.through.emplace_back(is_first ? Date(year, 6, 30) : Date(year, 12, 31));
    rates.rates.push_back(parts_of(percent.dump()) / 100);
  }
  return rates;
}

Table reference_table(const char* table) {
  const ReferenceRates rates = known_rates(table);
  std::vector<std::int32_t> from, through;
  std::vector<double> fractions;
  for (std::size_t row = 0; row < rates.from.size(); ++row) {
    from.push_back(rates.from[row].days());
    through.push_back(rates.through[row]->days());
    fractions.push_back(static_cast<double>(rates.rates[row]) / 1e9);
  }
  Table reference("reference");
  reference.add(Column::date("from", std::move(from)));
  reference.add(Column::date("through", std::move(through)));
  reference.add(Column::float64("rate", std::move(fractions)));
  return reference;
}

double fraction_of(std::int64_t parts) { return static_cast<double>(parts) / 1e9; }

// An amount and its residue as the unrounded amount in major units.
double unrounded(std::int64_t amount, std::int64_t residue, const Currency& currency) {
  double units = static_cast<double>(amount) + static_cast<double>(residue) / 1e9;
  for (std::int32_t digit = 0; digit < currency.minor_units(); ++digit) units /= 10;
  return units;
}

// One item, open from the day before `from` through `to`: what a statement charges for it, unrounded.
double statement_of(const Inputs& inputs, Date from, Date to, const char* table,
                    const InterestOptions& options) {
  const Currency currency(inputs.text("currency"));
  Table items("items");
  items.add(Column::text("amount", {inputs.text("amount").c_str()}));
  items.add(Column::text("currency", {std::string(currency.code()).c_str()}));
  items.add(Column::date("due_date", {from.days() - 1}));
  const std::vector<Table> tables = {items, reference_table(table)};
  const TableViews views(tables);
  const Interest interest = compute_interest(views.views(), to, options);
  const Table& stated = interest.table("items");
  EXPECT_EQ(stated.int64s("charge")[0], interest.table("totals").int64s("charge")[0]);
  return unrounded(stated.int64s("charge")[0], stated.int64s("residue")[0], currency);
}

DayCount day_count_of(const Inputs& inputs) {
  const std::int64_t year_days = inputs.integer("year_days");
  EXPECT_TRUE(year_days == 360 || year_days == 365) << year_days;
  return year_days == 360 ? DayCount::act_360 : DayCount::act_365_fixed;
}

Json reference_and_rate(const char* table, const std::string& date, LatePaymentLaw law) {
  const std::int64_t reference = reference_rate(known_rates(table), Date(date));
  return Json{{"reference", fraction_of(reference)},
              {"rate", fraction_of(reference + *interest_options_of(law).margin)}};
}

const Registration uk_rates_case("uk_reference_and_statutory_rate", [](const Inputs& inputs) {
  return reference_and_rate("uk", inputs.text("start_date"), LatePaymentLaw::uk_1998);
});

const Registration uk_rate_case("uk_statutory_rate", [](const Inputs& inputs) {
  return reference_and_rate("uk", inputs.text("start_date"), LatePaymentLaw::uk_1998).at("rate");
});

const Registration eu_rates_case("eu_reference_and_statutory_rate", [](const Inputs& inputs) {
  if (inputs.has("member_state")) {
    EXPECT_EQ(inputs.text("member_state"), "IT");
  }
  const std::int64_t margin = parts_of(inputs, "margin");
  const LatePaymentLaw law = margin == 70'000'000 ? LatePaymentLaw::eu_2000_35 : LatePaymentLaw::eu_2011_7;
  EXPECT_EQ(*interest_options_of(law).margin, margin);
  return reference_and_rate("it", inputs.text("date"), law);
});

InterestAmount simple_of(const Inputs& inputs, std::int32_t year_days, InterestRounding round_by) {
  return simple_interest(parse_money(inputs.text("amount"), Currency(inputs.text("currency"))),
                         parts_of(inputs, "rate"), static_cast<std::int32_t>(inputs.integer("days")),
                         year_days, round_by);
}

const Registration simple_case("simple_interest", [](const Inputs& inputs) {
  const InterestAmount interest =
      simple_of(inputs, static_cast<std::int32_t>(inputs.integer("year_days")), InterestRounding::line);
  return Json(unrounded(interest.amount, interest.residue, Currency(inputs.text("currency"))));
});

const Registration daily_case("simple_interest_daily_rounded", [](const Inputs& inputs) {
  const InterestAmount interest =
      simple_of(inputs, static_cast<std::int32_t>(inputs.integer("year_days")), InterestRounding::day);
  return Json(format_money(interest.amount, Currency(inputs.text("currency"))));
});

// From the fixed sums that ship with the library.
std::int64_t shipped_compensation(std::int64_t debt, std::string_view law) {
  const Result shipped = late_payment_tables();
  const Table& sums = shipped.table("compensation");
  std::vector<std::int64_t> from, compensation;
  for (std::int64_t row = 0; row < sums.rows(); ++row) {
    if (sums.text_at("law", row) != law) continue;
    from.push_back(sums.int64s("from_amount")[static_cast<std::size_t>(row)]);
    compensation.push_back(sums.int64s("compensation")[static_cast<std::size_t>(row)]);
  }
  return late_payment_compensation(debt, from, compensation);
}

const Registration claim_case("uk_total_claim_daily_rounded", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const std::int64_t debt = parse_money(inputs.text("amount"), currency);
  return Json(format_money(
      simple_of(inputs, 365, InterestRounding::day).amount + shipped_compensation(debt, "uk_1998"),
      currency));
});

const Registration days_case("late_days", [](const Inputs& inputs) {
  const std::string counting = inputs.text("counting");
  const std::map<std::string, LateDayCounting> countings = {
      {"day_after_due_to_paid_inclusive", LateDayCounting::after_due_to_paid},
      {"due_to_paid_inclusive", LateDayCounting::due_to_paid},
      {"due_to_day_before_paid", LateDayCounting::due_to_before_paid},
      {"day_after_due_to_day_before_paid", LateDayCounting::after_due_to_before_paid}};
  return Json(
      late_days(Date(inputs.text("due_date")), Date(inputs.text("paid_date")), countings.at(counting)));
});

const Registration uk_sum_case("uk_compensation", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  return Json(
      format_money(shipped_compensation(parse_money(inputs.text("amount"), currency), "uk_1998"), currency));
});

const Registration eu_sum_case("eu_compensation", [](const Inputs& inputs) {
  return Json(format_money(shipped_compensation(1, "eu_2011_7"), Currency(inputs.text("currency"))));
});

const Registration payment_date_case("eu_interest_rate_of_payment_date", [](const Inputs& inputs) {
  const Date paid(inputs.text("payment_date"));
  InterestOptions options = interest_options_of(LatePaymentLaw::eu_2011_7);
  options.day_count = day_count_of(inputs);
  options.margin = parts_of(inputs, "margin");
  options.reading = RateReading::at_payment;
  const auto days = static_cast<std::int32_t>(inputs.integer("days"));
  return Json(statement_of(inputs, add_days(paid, 1 - days), paid, "it", options));
});

const Registration uk_interest_case("uk_interest", [](const Inputs& inputs) {
  InterestOptions options = interest_options_of(LatePaymentLaw::uk_1998);
  const std::string method = inputs.text("method");
  if (method == "split") options.reading = RateReading::split;
  EXPECT_TRUE(method == "split" || method == "fixed_at_start") << method;
  return Json(
      statement_of(inputs, Date(inputs.text("from_date")), Date(inputs.text("to_date")), "uk", options));
});

const Registration eu_split_case("eu_interest_split_half_years", [](const Inputs& inputs) {
  InterestOptions options = interest_options_of(LatePaymentLaw::eu_2011_7);
  options.day_count = day_count_of(inputs);
  options.margin = parts_of(inputs, "margin");
  return Json(
      statement_of(inputs, Date(inputs.text("from_date")), Date(inputs.text("to_date")), "it", options));
});

TEST(LatePaymentTables, AgreeWithTheFactsAndHoldNoneThatWasNotReadAgain) {
  const Json facts = golden::load("data/late_payment_reference_rates.json");
  const Result shipped = late_payment_tables();
  const Table& rates = shipped.table("reference_rates");
  for (std::int64_t row = 0; row < rates.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const Date from(rates.int32s("from")[at]);
    const std::string half_year = std::to_string(from.year()) + (from.month() == 1 ? "H1" : "H2");
    const std::string name(rates.text_at("table", row));
    EXPECT_FALSE(rates.text_at("source", row).empty());
    const Json& known = facts.at(name);
    if (known.contains(half_year)) {
      EXPECT_EQ(rates.int64s("rate_ppb")[at], parts_of(known.at(half_year).dump()) / 100)
          << name << half_year;
    }
    if (name != "uk") continue;
    for (const Json& recalled : facts.at("uk_recalled")) EXPECT_NE(recalled, half_year);
  }
}

}  // namespace
}  // namespace openitem::golden_interest_test
