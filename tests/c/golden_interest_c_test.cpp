// The golden cases about late interest, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/interest.h"

namespace openitem::golden::golden_interest_c_test {
namespace {

using namespace c_abi;

std::int64_t parts_in(const Inputs& inputs, const std::string& key) {
  return parts_of(Json(inputs.number(key)).dump());
}
double fraction_of(std::int64_t parts) { return static_cast<double>(parts) / 1e9; }

// Rates by half-year of tests/golden/data.
struct Rates {
  std::vector<oi_day> from, through;
  std::vector<std::int64_t> rates;

  explicit Rates(const char* table) {
    const Json by_half_year = load("data/late_payment_reference_rates.json").at(table);
    for (const auto& [half_year, percent] : by_half_year.items()) {
      const std::string year = half_year.substr(0, 4);
      const bool is_first = half_year.back() == '1';
      from.push_back(day_of(year + (is_first ? "-01-01" : "-07-01")));
      through.push_back(day_of(year + (is_first ? "-06-30" : "-12-31")));
      rates.push_back(parts_of(percent.dump()) / 100);
    }
  }
};

Json reference_and_rate(const char* table, const std::string& date, oi_late_payment_law law) {
  const Rates rates(table);
  oi_error error;
  std::int64_t reference = 0, margin = 0;
  oi_rate_reading reading = 0;
  ask(oi_interest_reference_rate(rates.from.data(), rates.through.data(), rates.rates.data(),
                                 static_cast<std::int32_t>(rates.rates.size()), day_of(date),
                                 OI_REFERENCE_AS_LISTED, &reference, &error),
      error);
  ask(oi_interest_law(law, &margin, &reading, &error), error);
  return Json{{"reference", fraction_of(reference)}, {"rate", fraction_of(reference + margin)}};
}

oi_column column_of(const char* name, oi_column_type type, const void* values) {
  oi_column column = {};
  column.name = name;
  column.type = type;
  column.values = values;
  return column;
}

double unrounded(std::int64_t amount, std::int64_t residue) {
  return (static_cast<double>(amount) + static_cast<double>(residue) / 1e9) / 100;
}

std::int64_t cell_of(const oi_result* result, const char* name) {
  oi_error error;
  oi_column column = {};
  std::int64_t rows = 0;
  ask(oi_result_column(result, "items", name, &column, &rows, &error), error);
  EXPECT_EQ(rows, 1);
  return static_cast<const std::int64_t*>(column.values)[column.offset];
}

// One item, open from the day before `from` through `to`: what a statement charges for it, unrounded.
double statement_of(const Inputs& inputs, oi_day from, oi_day to, const char* table,
                    oi_interest_options options) {
  const Rates rates(table);
  const std::string currency = inputs.text("currency");
  const std::int64_t amount = minor_of(inputs.text("amount"), currency);
  const oi_day due = from - 1;
  std::vector<double> fractions;
  for (const std::int64_t rate : rates.rates) fractions.push_back(fraction_of(rate));
  const oi_column items[] = {column_of("amount", OI_COLUMN_INT64, &amount),
                             column_of("due_date", OI_COLUMN_DATE32, &due)};
  const oi_column reference[] = {column_of("from", OI_COLUMN_DATE32, rates.from.data()),
                                 column_of("through", OI_COLUMN_DATE32, rates.through.data()),
                                 column_of("rate", OI_COLUMN_FLOAT64, fractions.data())};
  const oi_table tables[] = {{"items", items, 2, 0, 1},
                             {"reference", reference, 3, 0, static_cast<std::int64_t>(rates.rates.size())}};
  options.money = OI_MONEY_MINOR;
  options.currency = currency.c_str();
  oi_error error;
  oi_result* result = nullptr;
  ask(oi_interest_compute_items(tables, 2, to, &options, &result, &error), error);
  const double charge = unrounded(cell_of(result, "charge"), cell_of(result, "residue"));
  oi_result_release(result);
  return charge;
}

// From the sums that ship with the library.
std::int64_t shipped_compensation(std::int64_t debt, bool is_uk) {
  oi_error error;
  oi_result* shipped = nullptr;
  ask(oi_interest_tables(&shipped, &error), error);
  oi_column from = {}, sums = {};
  std::int64_t rows = 0;
  ask(oi_result_column(shipped, "compensation", "from_amount", &from, &rows, &error), error);
  ask(oi_result_column(shipped, "compensation", "compensation", &sums, &rows, &error), error);
  const auto* const from_amounts = static_cast<const std::int64_t*>(from.values);
  const auto* const compensations = static_cast<const std::int64_t*>(sums.values);
  EXPECT_EQ(rows, 4);  // one row of the EU, then three of the UK
  std::int64_t found = 0;
  ask(is_uk ? oi_interest_compensation(debt, from_amounts + 1, compensations + 1, 3, &found, &error)
            : oi_interest_compensation(debt, from_amounts, compensations, 1, &found, &error),
      error);
  oi_result_release(shipped);
  return found;
}

struct Simple {
  std::int64_t interest = 0, residue = 0;
};
Simple simple_of(const Inputs& inputs, std::int32_t year_days, oi_interest_rounding round_by) {
  oi_error error;
  Simple found;
  ask(oi_interest_simple(minor_of(inputs.text("amount"), inputs.text("currency")), parts_in(inputs, "rate"),
                         static_cast<std::int32_t>(inputs.integer("days")), year_days, round_by,
                         OI_ROUND_HALF_UP, &found.interest, &found.residue, &error),
      error);
  return found;
}

const Registration uk_rates_case("uk_reference_and_statutory_rate", [](const Inputs& inputs) {
  return reference_and_rate("uk", inputs.text("start_date"), OI_LAW_UK_1998);
});
const Registration uk_rate_case("uk_statutory_rate", [](const Inputs& inputs) {
  return reference_and_rate("uk", inputs.text("start_date"), OI_LAW_UK_1998).at("rate");
});
const Registration eu_rates_case("eu_reference_and_statutory_rate", [](const Inputs& inputs) {
  if (inputs.has("member_state")) {
    EXPECT_EQ(inputs.text("member_state"), "IT");
  }
  return reference_and_rate("it", inputs.text("date"),
                            parts_in(inputs, "margin") == 70'000'000 ? OI_LAW_EU_2000_35 : OI_LAW_EU_2011_7);
});
const Registration simple_case("simple_interest", [](const Inputs& inputs) {
  const Simple found =
      simple_of(inputs, static_cast<std::int32_t>(inputs.integer("year_days")), OI_INTEREST_ROUND_LINE);
  return Json(unrounded(found.interest, found.residue));
});
const Registration daily_case("simple_interest_daily_rounded", [](const Inputs& inputs) {
  return Json(
      text_of(simple_of(inputs, static_cast<std::int32_t>(inputs.integer("year_days")), OI_INTEREST_ROUND_DAY)
                  .interest,
              inputs.text("currency")));
});
const Registration claim_case("uk_total_claim_daily_rounded", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return Json(text_of(simple_of(inputs, 365, OI_INTEREST_ROUND_DAY).interest +
                          shipped_compensation(minor_of(inputs.text("amount"), currency), true),
                      currency));
});
const Registration days_case("late_days", [](const Inputs& inputs) {
  const std::map<std::string, oi_late_day_counting> countings = {
      {"day_after_due_to_paid_inclusive", OI_LATE_DAYS_AFTER_DUE_TO_PAID},
      {"due_to_paid_inclusive", OI_LATE_DAYS_DUE_TO_PAID},
      {"due_to_day_before_paid", OI_LATE_DAYS_DUE_TO_BEFORE_PAID},
      {"day_after_due_to_day_before_paid", OI_LATE_DAYS_AFTER_DUE_TO_BEFORE_PAID}};
  oi_error error;
  std::int32_t days = 0;
  ask(oi_interest_late_days(day_of(inputs.text("due_date")), day_of(inputs.text("paid_date")),
                            countings.at(inputs.text("counting")), &days, &error),
      error);
  return Json(days);
});
const Registration uk_sum_case("uk_compensation", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return Json(text_of(shipped_compensation(minor_of(inputs.text("amount"), currency), true), currency));
});
const Registration eu_sum_case("eu_compensation", [](const Inputs& inputs) {
  return Json(text_of(shipped_compensation(1, false), inputs.text("currency")));
});

oi_interest_options options_for(const std::int64_t& margin, oi_rate_reading reading, std::int64_t year_days) {
  oi_interest_options options = OI_INTEREST_OPTIONS_INIT;
  options.margin = &margin;
  options.reading = reading;
  EXPECT_TRUE(year_days == 360 || year_days == 365);
  options.day_count = year_days == 360 ? 5 : 7;  // Act/360, Act/365 fixed
  return options;
}

const Registration payment_date_case("eu_interest_rate_of_payment_date", [](const Inputs& inputs) {
  const oi_day paid = day_of(inputs.text("payment_date"));
  const std::int64_t margin = parts_in(inputs, "margin");
  const auto days = static_cast<std::int32_t>(inputs.integer("days"));
  return Json(statement_of(inputs, paid + 1 - days, paid, "it",
                           options_for(margin, OI_RATE_AT_PAYMENT, inputs.integer("year_days"))));
});
const Registration uk_interest_case("uk_interest", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t margin = 0;
  oi_rate_reading reading = 0;
  ask(oi_interest_law(OI_LAW_UK_1998, &margin, &reading, &error), error);
  const bool is_split = inputs.text("method") == "split";
  EXPECT_TRUE(is_split || inputs.text("method") == "fixed_at_start");
  return Json(statement_of(inputs, day_of(inputs.text("from_date")), day_of(inputs.text("to_date")), "uk",
                           options_for(margin, is_split ? OI_RATE_SPLIT : reading, 365)));
});
const Registration eu_split_case("eu_interest_split_half_years", [](const Inputs& inputs) {
  const std::int64_t margin = parts_in(inputs, "margin");
  return Json(statement_of(inputs, day_of(inputs.text("from_date")), day_of(inputs.text("to_date")), "it",
                           options_for(margin, OI_RATE_SPLIT, inputs.integer("year_days"))));
});

}  // namespace
}  // namespace openitem::golden::golden_interest_c_test
