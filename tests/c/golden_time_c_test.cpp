// The golden cases about day counts and calendars, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/calendar.h"
#include "openitem/day_count.h"
#include "openitem/time.h"

namespace openitem::golden::golden_time_c_test {
namespace {

using namespace c_abi;

oi_day day(const Inputs& inputs, const std::string& key) { return day_of(inputs.text(key)); }

/// A calendar that releases itself.
class NamedCalendar {
 public:
  explicit NamedCalendar(const std::string& name) {
    oi_error error;
    ask(oi_calendar_named(name.c_str(), &calendar_, &error), error);
  }
  ~NamedCalendar() { oi_calendar_release(calendar_); }
  NamedCalendar(const NamedCalendar&) = delete;
  NamedCalendar& operator=(const NamedCalendar&) = delete;
  [[nodiscard]] const oi_calendar* get() const { return calendar_; }

 private:
  oi_calendar* calendar_ = nullptr;
};

oi_day_count_convention convention_of(const Inputs& inputs) {
  static const std::map<std::string, oi_day_count_convention> conventions = {
      {"Act/Act ISDA", OI_DAY_COUNT_ACT_ACT_ISDA},
      {"Act/Act ICMA", OI_DAY_COUNT_ACT_ACT_ICMA},
      {"Act/Act AFB", OI_DAY_COUNT_ACT_ACT_AFB},
      {"Act/Act Year", OI_DAY_COUNT_ACT_ACT_YEAR},
      {"Act/360", OI_DAY_COUNT_ACT_360},
      {"Act/364", OI_DAY_COUNT_ACT_364},
      {"Act/365F", OI_DAY_COUNT_ACT_365_FIXED},
      {"Act/365 Actual", OI_DAY_COUNT_ACT_365_ACTUAL},
      {"Act/366", OI_DAY_COUNT_ACT_366},
      {"Act/365.25", OI_DAY_COUNT_ACT_365_25},
      {"NL/365", OI_DAY_COUNT_NL_365},
      {"30/360 Bond Basis", OI_DAY_COUNT_30_360_BOND},
      {"30/360 US", OI_DAY_COUNT_30_360_US},
      {"30/360 PSA", OI_DAY_COUNT_30_360_PSA},
      {"30E/360", OI_DAY_COUNT_30E_360},
      {"30E+/360", OI_DAY_COUNT_30E_PLUS_360},
      {"30E/360 ISDA", OI_DAY_COUNT_30E_360_ISDA},
      {"30/365", OI_DAY_COUNT_30_365},
      {"1/1", OI_DAY_COUNT_1_1},
      {"Bus/252", OI_DAY_COUNT_BUS_252},
      {"Excel DAYS360", OI_DAY_COUNT_EXCEL_DAYS360_US},
  };
  return conventions.at(inputs.text("convention"));
}

double years(oi_day start, oi_day end, oi_day_count_convention convention,
             const oi_day_count_options& options) {
  oi_error error;
  double value = 0;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  ask(oi_day_count_year_fractions(&start, &end, 1, convention, &options, &value, &numerator, &denominator,
                                  &error),
      error);
  EXPECT_EQ(value, static_cast<double>(numerator) / static_cast<double>(denominator));
  return value;
}

const Registration day_counts("day_count", [](const Inputs& inputs) {
  oi_day_count_options options = OI_DAY_COUNT_OPTIONS_INIT;
  const oi_day start = day(inputs, "start");
  const oi_day end = day(inputs, "end");
  oi_day termination = 0;
  if (inputs.has("termination_date")) {
    termination = day(inputs, "termination_date");
    options.termination = &termination;
  }
  oi_error error;
  std::int32_t count = 0;
  ask(oi_day_count_days(&start, &end, 1, convention_of(inputs), &options, &count, &error), error);
  return Json(count);
});

const Registration year_fractions("year_fraction", [](const Inputs& inputs) {
  oi_day_count_options options = OI_DAY_COUNT_OPTIONS_INIT;
  oi_day reference_start = 0;
  oi_day reference_end = 0;
  if (inputs.has("ref_start")) {
    reference_start = day(inputs, "ref_start");
    reference_end = day(inputs, "ref_end");
    options.reference_start = &reference_start;
    options.reference_end = &reference_end;
  }
  if (inputs.has("frequency")) options.frequency = static_cast<std::int32_t>(inputs.integer("frequency"));
  if (inputs.has("eom")) options.end_of_month = inputs.flag("eom") ? 1 : 0;
  if (!inputs.has("calendar")) {
    return Json(years(day(inputs, "start"), day(inputs, "end"), convention_of(inputs), options));
  }
  const NamedCalendar calendar(inputs.text("calendar"));
  options.calendar = calendar.get();
  return Json(years(day(inputs, "start"), day(inputs, "end"), convention_of(inputs), options));
});

const Registration schedule_fractions("year_fraction_icma_schedule", [](const Inputs& inputs) {
  const oi_day first = day(inputs, "schedule_first");
  const oi_day penultimate = day(inputs, "schedule_penultimate");
  oi_day_count_options options = OI_DAY_COUNT_OPTIONS_INIT;
  options.reference_start = &first;
  options.reference_end = &penultimate;
  options.frequency = static_cast<std::int32_t>(inputs.integer("frequency"));
  options.end_of_month = inputs.flag("eom") ? 1 : 0;
  const oi_day start = day(inputs, "start");
  const oi_day end = day(inputs, "end");
  EXPECT_LE(day(inputs, "issue"), start);
  EXPECT_GE(day(inputs, "maturity"), end);
  return Json(years(start, end, convention_of(inputs), options));
});

const Registration excel("excel_yearfrac", [](const Inputs& inputs) {
  const auto basis =
      OI_DAY_COUNT_EXCEL_BASIS_0 + static_cast<oi_day_count_convention>(inputs.integer("basis"));
  return Json(years(day(inputs, "start"), day(inputs, "end"), basis, OI_DAY_COUNT_OPTIONS_INIT));
});

const Registration holidays("holiday_list", [](const Inputs& inputs) {
  const NamedCalendar calendar(inputs.text("calendar"));
  std::vector<oi_day> days(366);
  std::int64_t count = 0;
  oi_error error;
  ask(oi_calendar_holidays(calendar.get(), static_cast<std::int32_t>(inputs.integer("year")),
                           inputs.flag("weekdays_only") ? 1 : 0, days.data(), 366, &count, &error),
      error);
  Json list = Json::array();
  for (std::int64_t i = 0; i < count; ++i) list.push_back(iso_of(days[static_cast<std::size_t>(i)]));
  return list;
});

const Registration holiday("is_holiday", [](const Inputs& inputs) {
  const NamedCalendar calendar(inputs.text("calendar"));
  std::int32_t is_holiday = -1;
  oi_error error;
  ask(oi_calendar_is_holiday(calendar.get(), day(inputs, "date"), &is_holiday, &error), error);
  return Json(is_holiday == 1);
});

const Registration between("business_days_between", [](const Inputs& inputs) {
  const NamedCalendar calendar(inputs.text("calendar"));
  const oi_day start = day(inputs, "start");
  const oi_day end = day(inputs, "end");
  std::int32_t count = 0;
  oi_error error;
  ask(oi_calendar_count_business_days(calendar.get(), &start, &end, 1, inputs.flag("include_start") ? 1 : 0,
                                      inputs.flag("include_end") ? 1 : 0, &count, &error),
      error);
  return Json(count);
});

const Registration adjusted("adjust_business_day", [](const Inputs& inputs) {
  static const std::map<std::string, oi_business_day_convention> conventions = {
      {"no_adjust", OI_BUSINESS_DAY_NONE},
      {"following", OI_BUSINESS_DAY_FOLLOWING},
      {"modified_following", OI_BUSINESS_DAY_MODIFIED_FOLLOWING},
      {"modified_following_bi_monthly", OI_BUSINESS_DAY_HALF_MONTH_MODIFIED_FOLLOWING},
      {"preceding", OI_BUSINESS_DAY_PRECEDING},
      {"modified_preceding", OI_BUSINESS_DAY_MODIFIED_PRECEDING},
      {"nearest", OI_BUSINESS_DAY_NEAREST},
  };
  const NamedCalendar calendar(inputs.text("calendar"));
  const oi_day given = day(inputs, "date");
  oi_day moved = 0;
  oi_error error;
  ask(oi_calendar_adjust(calendar.get(), &given, 1, conventions.at(inputs.text("convention")), &moved,
                         &error),
      error);
  return Json(iso_of(moved));
});

}  // namespace
}  // namespace openitem::golden::golden_time_c_test
