// The golden cases about cash flows and annual percentage rates (tests/golden/05_amortisation_apr.json) through the C ABI.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/cashflow.h"

namespace openitem::golden::golden_cashflow_c_test {
namespace {

using namespace c_abi;

double units(const std::string& text, const std::string& currency) {
  return static_cast<double>(minor_of(text, currency)) / 100.0;
}

double money(const Inputs& in, const std::string& key) { return units(in.text(key), in.text("currency")); }

std::vector<double> amounts(const Inputs& in, const std::string& key) {
  std::vector<double> read;
  for (const std::string& text : in.texts(key)) read.push_back(units(text, in.text("currency")));
  return read;
}

oi_payment_timing when(const Inputs& in) { return static_cast<oi_payment_timing>(in.integer("when")); }
double nper_of(const Inputs& in) { return static_cast<double>(in.integer("nper")); }
std::int32_t size(const std::vector<double>& list) { return static_cast<std::int32_t>(list.size()); }

Json value(const oi_yield& yield) {
  return std::isnan(yield.rate) ? Json(oi_yield_status_name(yield.status)) : Json(yield.rate);
}

const Registration pmt("pmt", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_pmt(in.number("rate"), nper_of(in), money(in, "pv"), money(in, "fv"), when(in), v, e);
  }));
});

const Registration fv("fv", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_fv(in.number("rate"), nper_of(in), money(in, "pmt"), money(in, "pv"), when(in), v, e);
  }));
});

const Registration pv("pv", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_pv(in.number("rate"), nper_of(in), money(in, "pmt"), money(in, "fv"), when(in), v, e);
  }));
});

const Registration nper("nper", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_nper(in.number("rate"), money(in, "pmt"), money(in, "pv"), money(in, "fv"), when(in),
                            v, e);
  }));
});

const Registration rate("rate", [](const Inputs& in) {
  return value(answer<oi_yield>([&](oi_yield* v, oi_error* e) {
    return oi_cashflow_rate(in.integer("nper"), money(in, "pmt"), money(in, "pv"), money(in, "fv"), when(in),
                            nullptr, v, e);
  }));
});

const Registration ipmt("ipmt", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_ipmt(in.number("rate"), in.integer("per"), in.integer("nper"), money(in, "pv"),
                            money(in, "fv"), when(in), v, e);
  }));
});

const Registration ppmt("ppmt", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_ppmt(in.number("rate"), in.integer("per"), in.integer("nper"), money(in, "pv"),
                            money(in, "fv"), when(in), v, e);
  }));
});

const Registration cumprinc("cumprinc", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_cumprinc(in.number("rate"), in.integer("nper"), money(in, "pv"), in.integer("start"),
                                in.integer("end"), when(in), v, e);
  }));
});

const Registration nominal("nominal_rate", [](const Inputs& in) {
  return Json(answer([&](double* v, oi_error* e) {
    return oi_cashflow_nominal_rate(in.number("effective_rate"),
                                    static_cast<std::int32_t>(in.integer("periods_per_year")), v, e);
  }));
});

double npv_of(const Inputs& in) {
  const std::vector<double> flows = amounts(in, "cashflows");
  const oi_first_period first =
      in.integer("first_period") == 0 ? OI_FIRST_PERIOD_NOW : OI_FIRST_PERIOD_ONE_PERIOD;
  return answer([&](double* v, oi_error* e) {
    return oi_cashflow_npv(in.number("rate"), flows.data(), size(flows), first, v, e);
  });
}

const Registration npv("npv", [](const Inputs& in) { return Json(npv_of(in)); });
const Registration npv_plus_initial("npv_plus_initial",
                                    [](const Inputs& in) { return Json(money(in, "initial") + npv_of(in)); });

const double excel_guess = 0.1;

oi_yield_options with_excel_guess() {
  oi_yield_options options = OI_YIELD_OPTIONS_INIT;
  options.guess = &excel_guess;
  return options;
}

const Registration irr("irr", [](const Inputs& in) {
  const std::vector<double> flows = amounts(in, "cashflows");
  const oi_yield_options options = with_excel_guess();
  return value(answer<oi_yield>([&](oi_yield* v, oi_error* e) {
    return oi_cashflow_irr(flows.data(), size(flows), &options, v, nullptr, e);
  }));
});

struct Dated {
  std::vector<oi_day> days;
  std::vector<double> amounts;
};

Dated dated(const Inputs& in, const std::string& key) {
  Dated read;
  for (const Inputs& flow : in.objects(key)) {
    const std::string date = flow.text("date");
    read.days.push_back(answer<oi_day>(
        [&](oi_day* day, oi_error* e) { return oi_day_parse(date.c_str(), nullptr, day, e); }));
    read.amounts.push_back(units(flow.text("amount"), in.text("currency")));
  }
  return read;
}

const Registration xirr("xirr", [](const Inputs& in) {
  static const std::map<std::string, std::int32_t> conventions = {
      {"Act/365F", 7}, {"Act/360", 5}, {"30E/360", 15}, {"Act/Act ISDA", 1}};
  const Dated flows = dated(in, "flows");
  oi_yield_options options = with_excel_guess();
  options.day_count = conventions.at(in.text("day_count"));
  return value(answer<oi_yield>([&](oi_yield* v, oi_error* e) {
    return oi_cashflow_xirr(flows.days.data(), flows.amounts.data(), size(flows.amounts), &options, v,
                            nullptr, e);
  }));
});

const Registration actuarial("apr_actuarial", [](const Inputs& in) {
  const oi_unit_period_flow advance = {money(in, "amount"), 0.0, 0, 0};
  std::vector<oi_unit_period_flow> payments;
  for (const Inputs& payment : in.objects("payments")) {
    payments.push_back({units(payment.text("amount"), in.text("currency")), payment.number("fraction"),
                        static_cast<std::int32_t>(payment.integer("unit_periods")), 0});
  }
  // The dates of some cases say where the first payment lies; that is asked of the facade in its own runner.
  if (in.has("advance_date")) {
    EXPECT_LT(in.text("advance_date"), in.text("first_payment_date"));
  }
  return value(answer<oi_annual_rate>([&](oi_annual_rate* v, oi_error* e) {
                 return oi_cashflow_apr_regulation_z(&advance, 1, payments.data(),
                                                     static_cast<std::int32_t>(payments.size()),
                                                     in.number("unit_periods_per_year"), v, e);
               }).yield);
});

const Registration eu("apr_eu", [](const Inputs& in) {
  std::vector<double> advance_years, advances, payment_years, payments;
  for (const Inputs& flow : in.objects("flows")) {
    const double amount = units(flow.text("amount"), in.text("currency"));
    (amount < 0 ? advance_years : payment_years).push_back(flow.number("years"));
    (amount < 0 ? advances : payments).push_back(std::fabs(amount));
  }
  return value(answer<oi_annual_rate>([&](oi_annual_rate* v, oi_error* e) {
                 return oi_cashflow_apr_eu(advance_years.data(), advances.data(), size(advances),
                                           payment_years.data(), payments.data(), size(payments), v, e);
               }).yield);
});

const Registration eu_dated("apr_eu_dated", [](const Inputs& in) {
  EXPECT_EQ(in.text("time_basis"), "days/365");
  const Dated advances = dated(in, "advances");
  const Dated payments = dated(in, "payments");
  return value(answer<oi_annual_rate>([&](oi_annual_rate* v, oi_error* e) {
                 return oi_cashflow_apr_eu_dated(advances.days.data(), advances.amounts.data(),
                                                 size(advances.amounts), payments.days.data(),
                                                 payments.amounts.data(), size(payments.amounts),
                                                 OI_EU_TIME_DAYS_365, v, e);
               }).yield);
});

}  // namespace
}  // namespace openitem::golden::golden_cashflow_c_test
