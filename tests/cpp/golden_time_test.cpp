// Adapters of the golden cases about day counts and calendars (tests/golden/06_daycount.json, 06b_calendars.json and the
// business days of 04).

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/calendar.hpp"
#include "openitem/day_count.hpp"

namespace openitem::golden_time_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

Date date(const Inputs& inputs, const std::string& key) { return Date(inputs.text(key)); }

DayCount convention_of(const Inputs& inputs) {
  static const std::map<std::string, DayCount> conventions = {
      {"Act/Act ISDA", DayCount::act_act_isda},
      {"Act/Act ICMA", DayCount::act_act_icma},
      {"Act/Act AFB", DayCount::act_act_afb},
      {"Act/Act Year", DayCount::act_act_year},
      {"Act/360", DayCount::act_360},
      {"Act/364", DayCount::act_364},
      {"Act/365F", DayCount::act_365_fixed},
      {"Act/365 Actual", DayCount::act_365_actual},
      {"Act/366", DayCount::act_366},
      {"Act/365.25", DayCount::act_365_25},
      {"NL/365", DayCount::nl_365},
      {"30/360 Bond Basis", DayCount::thirty_360_bond},
      {"30/360 US", DayCount::thirty_360_us},
      {"30/360 PSA", DayCount::thirty_360_psa},
      {"30E/360", DayCount::thirty_e_360},
      {"30E+/360", DayCount::thirty_e_plus_360},
      {"30E/360 ISDA", DayCount::thirty_e_360_isda},
      {"30/365", DayCount::thirty_365},
      {"1/1", DayCount::one_one},
      {"Bus/252", DayCount::bus_252},
      {"Excel DAYS360", DayCount::excel_days360_us},
  };
  return conventions.at(inputs.text("convention"));
}

const Registration days("day_count", [](const Inputs& inputs) {
  DayCountTerms terms;
  if (inputs.has("termination_date")) terms.termination = date(inputs, "termination_date");
  return Json(day_count(date(inputs, "start"), date(inputs, "end"), convention_of(inputs), terms));
});

const Registration years("year_fraction", [](const Inputs& inputs) {
  DayCountTerms terms;
  if (inputs.has("ref_start")) terms.reference_start = date(inputs, "ref_start");
  if (inputs.has("ref_end")) terms.reference_end = date(inputs, "ref_end");
  if (inputs.has("frequency")) terms.frequency = static_cast<std::int32_t>(inputs.integer("frequency"));
  if (inputs.has("eom")) terms.end_of_month = inputs.flag("eom");
  std::optional<Calendar> calendar;
  if (inputs.has("calendar")) terms.calendar = &calendar.emplace(Calendar::named(inputs.text("calendar")));
  return Json(
      year_fraction(date(inputs, "start"), date(inputs, "end"), convention_of(inputs), terms).value());
});

// The regular periods lie between the first and the last but one date of the schedule.
const Registration schedule_years("year_fraction_icma_schedule", [](const Inputs& inputs) {
  DayCountTerms terms;
  terms.reference_start = date(inputs, "schedule_first");
  terms.reference_end = date(inputs, "schedule_penultimate");
  terms.frequency = static_cast<std::int32_t>(inputs.integer("frequency"));
  terms.end_of_month = inputs.flag("eom");
  const Date start = date(inputs, "start");
  const Date end = date(inputs, "end");
  EXPECT_LE(date(inputs, "issue"), start);
  EXPECT_GE(date(inputs, "maturity"), end);
  return Json(year_fraction(start, end, convention_of(inputs), terms).value());
});

const Registration excel("excel_yearfrac", [](const Inputs& inputs) {
  const std::vector<DayCount> bases = {DayCount::excel_basis_0, DayCount::excel_basis_1,
                                       DayCount::excel_basis_2, DayCount::excel_basis_3,
                                       DayCount::excel_basis_4};
  const DayCount basis = bases.at(static_cast<std::size_t>(inputs.integer("basis")));
  return Json(year_fraction(date(inputs, "start"), date(inputs, "end"), basis).value());
});

const Registration holidays("holiday_list", [](const Inputs& inputs) {
  const Calendar calendar = Calendar::named(inputs.text("calendar"));
  Json list = Json::array();
  const auto year = static_cast<std::int32_t>(inputs.integer("year"));
  for (const Date holiday : calendar.holidays(year, inputs.flag("weekdays_only")))
    list.push_back(holiday.iso());
  return list;
});

const Registration holiday("is_holiday", [](const Inputs& inputs) {
  return Json(Calendar::named(inputs.text("calendar")).is_holiday(date(inputs, "date")));
});

const Registration between("business_days_between", [](const Inputs& inputs) {
  return Json(Calendar::named(inputs.text("calendar"))
                  .business_days_between(date(inputs, "start"), date(inputs, "end"),
                                         inputs.flag("include_start"), inputs.flag("include_end")));
});

const Registration adjusted("adjust_business_day", [](const Inputs& inputs) {
  std::string name = inputs.text("convention");
  if (name == "no_adjust") name = "none";
  if (name == "modified_following_bi_monthly") name = "half_month_modified_following";
  const Calendar calendar = Calendar::named(inputs.text("calendar"));
  return Json(calendar.adjust(date(inputs, "date"), business_day_convention_named(name)).iso());
});

}  // namespace
}  // namespace openitem::golden_time_test
