// Adapters of the golden cases about cash flows and annual percentage rates (tests/golden/05_amortisation_apr.json).

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/cashflow.hpp"
#include "openitem/money.hpp"

namespace openitem::golden_cashflow_test {
namespace {

using cashflow::AnnualRate;
using cashflow::PaymentTiming;
using golden::Inputs;
using golden::Json;
using golden::Registration;

/// Currency units as a number: every case of this file has two decimals.
double units(const std::string& text, const std::string& currency) {
  return static_cast<double>(parse_money(text, Currency(currency))) /
         std::pow(10.0, Currency(currency).minor_units());
}

double money(const Inputs& inputs, const std::string& key) {
  return units(inputs.text(key), inputs.text("currency"));
}

std::vector<double> amounts(const Inputs& inputs, const std::string& key) {
  std::vector<double> read;
  for (const std::string& text : inputs.texts(key)) read.push_back(units(text, inputs.text("currency")));
  return read;
}

PaymentTiming when(const Inputs& inputs) { return static_cast<PaymentTiming>(inputs.integer("when")); }

double periods(const Inputs& inputs) { return static_cast<double>(inputs.integer("nper")); }

/// Sources that know one rate of several took the one nearest to Excel's default guess.
const cashflow::YieldOptions kExcelGuess = {.guess = 0.1};

Json value(const cashflow::Yield& yield) {
  if (!std::isnan(yield.rate)) return Json(yield.rate);
  return Json(std::string(name_of(yield.status)));
}

// ---- annuities ------------------------------------------------------------------------------------------

const Registration pmt("pmt", [](const Inputs& in) {
  return Json(cashflow::pmt(in.number("rate"), periods(in), money(in, "pv"), money(in, "fv"), when(in)));
});

const Registration fv("fv", [](const Inputs& in) {
  return Json(cashflow::fv(in.number("rate"), periods(in), money(in, "pmt"), money(in, "pv"), when(in)));
});

const Registration pv("pv", [](const Inputs& in) {
  return Json(cashflow::pv(in.number("rate"), periods(in), money(in, "pmt"), money(in, "fv"), when(in)));
});

const Registration nper("nper", [](const Inputs& in) {
  return Json(
      cashflow::nper(in.number("rate"), money(in, "pmt"), money(in, "pv"), money(in, "fv"), when(in)));
});

const Registration rate("rate", [](const Inputs& in) {
  return value(
      cashflow::rate(in.integer("nper"), money(in, "pmt"), money(in, "pv"), money(in, "fv"), when(in)).yield);
});

const Registration ipmt("ipmt", [](const Inputs& in) {
  return Json(cashflow::ipmt(in.number("rate"), in.integer("per"), in.integer("nper"), money(in, "pv"),
                             money(in, "fv"), when(in)));
});

const Registration ppmt("ppmt", [](const Inputs& in) {
  return Json(cashflow::ppmt(in.number("rate"), in.integer("per"), in.integer("nper"), money(in, "pv"),
                             money(in, "fv"), when(in)));
});

const Registration cumprinc("cumprinc", [](const Inputs& in) {
  return Json(cashflow::cumprinc(in.number("rate"), in.integer("nper"), money(in, "pv"), in.integer("start"),
                                 in.integer("end"), when(in)));
});

const Registration nominal("nominal_rate", [](const Inputs& in) {
  return Json(cashflow::nominal_rate(in.number("effective_rate"),
                                     static_cast<std::int32_t>(in.integer("periods_per_year"))));
});

// ---- flows ----------------------------------------------------------------------------------------------

cashflow::FirstPeriod first_period(const Inputs& in) {
  return in.integer("first_period") == 0 ? cashflow::FirstPeriod::now : cashflow::FirstPeriod::one_period;
}

const Registration npv("npv", [](const Inputs& in) {
  return Json(cashflow::npv(in.number("rate"), amounts(in, "cashflows"), first_period(in)));
});

const Registration npv_plus_initial("npv_plus_initial", [](const Inputs& in) {
  return Json(money(in, "initial") +
              cashflow::npv(in.number("rate"), amounts(in, "cashflows"), first_period(in)));
});

const Registration irr("irr", [](const Inputs& in) {
  return value(cashflow::irr(amounts(in, "cashflows"), kExcelGuess).yield);
});

struct Dated {
  std::vector<std::int32_t> days;
  std::vector<double> amounts;
};

Dated dated(const Inputs& in, const std::string& key) {
  Dated read;
  for (const Inputs& flow : in.objects(key)) {
    read.days.push_back(Date(flow.text("date")).days());
    read.amounts.push_back(units(flow.text("amount"), in.text("currency")));
  }
  return read;
}

const Registration xirr("xirr", [](const Inputs& in) {
  static const std::map<std::string, DayCount> conventions = {
      {"Act/365F", DayCount::act_365_fixed},
      {"Act/360", DayCount::act_360},
      {"Act/364", DayCount::act_364},
      {"Act/366", DayCount::act_366},
      {"Act/365.25", DayCount::act_365_25},
      {"NL/365", DayCount::nl_365},
      {"Act/Act ISDA", DayCount::act_act_isda},
      {"Act/Act AFB", DayCount::act_act_afb},
      {"30E/360", DayCount::thirty_e_360},
      {"30/360", DayCount::thirty_360_bond},
      {"30/360 Bond Basis", DayCount::thirty_360_bond},
      {"30/360 US", DayCount::thirty_360_us},
      {"30E+/360", DayCount::thirty_e_plus_360},
      {"30/365", DayCount::thirty_365}};
  const Dated flows = dated(in, "flows");
  cashflow::YieldOptions options = kExcelGuess;
  options.day_count = conventions.at(in.text("day_count"));
  return value(cashflow::xirr(flows.days, flows.amounts, options).yield);
});

// ---- annual percentage rates ------------------------------------------------------------------------------

const Registration actuarial("apr_actuarial", [](const Inputs& in) {
  const cashflow::UnitPeriodFlow advance{.amount = money(in, "amount")};
  std::vector<cashflow::UnitPeriodFlow> payments;
  for (const Inputs& payment : in.objects("payments")) {
    payments.push_back({.amount = units(payment.text("amount"), in.text("currency")),
                        .fraction = payment.number("fraction"),
                        .unit_periods = static_cast<std::int32_t>(payment.integer("unit_periods"))});
  }
  const double a_year = in.number("unit_periods_per_year");
  if (in.has("advance_date")) {
    // The dates of the source, where it gives them, place the first payment as it says.
    const Date from(in.text("advance_date"));
    const Date first(in.text("first_payment_date"));
    bool agrees = false;
    for (const auto& [unit, count] :
         std::vector<std::pair<cashflow::UnitPeriod, std::int32_t>>{{cashflow::UnitPeriod::day, 1},
                                                                    {cashflow::UnitPeriod::week, 1},
                                                                    {cashflow::UnitPeriod::week, 2},
                                                                    {cashflow::UnitPeriod::week, 4},
                                                                    {cashflow::UnitPeriod::semimonth, 1},
                                                                    {cashflow::UnitPeriod::month, 1},
                                                                    {cashflow::UnitPeriod::month, 2},
                                                                    {cashflow::UnitPeriod::month, 3},
                                                                    {cashflow::UnitPeriod::month, 6},
                                                                    {cashflow::UnitPeriod::year, 1},
                                                                    {cashflow::UnitPeriod::term, 1}}) {
      const cashflow::UnitPeriodFlow place = cashflow::unit_periods_between(from, first, unit, count);
      agrees = agrees || (place.unit_periods == payments.front().unit_periods &&
                          std::fabs(place.fraction - payments.front().fraction) < 1e-11);
    }
    EXPECT_TRUE(agrees) << from.iso() << " to " << first.iso();
  }
  return value(cashflow::apr_regulation_z({&advance, 1}, payments, a_year).yield);
});

const Registration eu("apr_eu", [](const Inputs& in) {
  std::vector<double> advance_years, advances, payment_years, payments;
  for (const Inputs& flow : in.objects("flows")) {
    const double amount = units(flow.text("amount"), in.text("currency"));
    (amount < 0 ? advance_years : payment_years).push_back(flow.number("years"));
    (amount < 0 ? advances : payments).push_back(std::fabs(amount));
  }
  return value(cashflow::apr_eu(advance_years, advances, payment_years, payments).yield);
});

const Registration eu_dated("apr_eu_dated", [](const Inputs& in) {
  EXPECT_EQ(in.text("time_basis"), "days/365");
  const Dated advances = dated(in, "advances");
  const Dated payments = dated(in, "payments");
  return value(cashflow::apr_eu(advances.days, advances.amounts, payments.days, payments.amounts,
                                cashflow::EuTimeBasis::days_365)
                   .yield);
});

}  // namespace
}  // namespace openitem::golden_cashflow_test
