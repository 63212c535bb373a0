#include "openitem/interest.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "ledger.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

std::optional<Date> optional_date(const std::optional<std::int32_t>& day) {
  return day ? std::optional(Date(*day)) : std::nullopt;
}

LateDayCounting counting_of(const std::string& name) {
  return choose<LateDayCounting>(
      "counting", name,
      {"after_due_to_paid", "due_to_paid", "due_to_before_paid", "after_due_to_before_paid"});
}
InterestRounding round_by_of(const std::string& name) {
  return choose<InterestRounding>("round_by", name, {"line", "item", "day"});
}
ReferenceFixing fixing_of(const std::string& name) {
  return choose<ReferenceFixing>("fixing", name, {"as_listed", "half_year_start", "before_half_year"});
}

template <typename Value>
void take(const py::dict& given, const char* name, Value& member) {
  member = given[name].cast<Value>();
}
std::string text_in(const py::dict& given, const char* name) { return given[name].cast<std::string>(); }
std::optional<Date> date_in(const py::dict& given, const char* name) {
  return optional_date(given[name].cast<std::optional<std::int32_t>>());
}

// Every option stands in the mapping, checked for its type in Python.
InterestOptions interest_options(const py::dict& given) {
  InterestOptions options;
  take(given, "threads", options.threads);
  take(given, "rate", options.rate);
  take(given, "margin", options.margin);
  take(given, "grace_days", options.grace_days);
  take(given, "due_on_business_day", options.due_on_business_day);
  take(given, "calendar", options.calendar);
  take(given, "compounding_months", options.compounding_months);
  take(given, "maximum_share", options.maximum_share);
  take(given, "on_credits", options.on_credits);
  take(given, "on_charges", options.on_charges);
  take(given, "accrue_rejected", options.accrue_rejected);
  take(given, "rejected", options.rejected);
  take(given, "currency", options.currency);
  take(given, "date_format", options.date_format);
  take(given, "by", options.by);
  options.reading =
      choose<RateReading>("reading", text_in(given, "reading"), {"split", "at_start", "at_payment"});
  options.fixing = fixing_of(text_in(given, "fixing"));
  options.day_count = day_count_named(text_in(given, "day_count"));
  options.counting = counting_of(text_in(given, "counting"));
  options.grace = choose<InterestGrace>("grace", text_in(given, "grace"), {"trigger", "shift"});
  options.grace_unit =
      choose<GraceUnit>("grace_unit", text_in(given, "grace_unit"), {"calendar_days", "business_days"});
  options.base = choose<InterestBase>("base", text_in(given, "base"), {"gross", "net_of_tax"});
  options.rounding = rounding_named("rounding", text_in(given, "rounding"));
  options.round_by = round_by_of(text_in(given, "round_by"));
  options.minimum = choose<InterestMinimum>("minimum", text_in(given, "minimum"), {"waived", "raised"});
  options.money = money_form(text_in(given, "money"));
  options.clock = choose<ApplicationClock>("clock", text_in(given, "clock"),
                                           {"latest", "payment_posting", "applied_on", "recorded_on"});
  options.charged_interest = choose<ChargedInterest>("charged_interest", text_in(given, "charged_interest"),
                                                     {"ignored", "charged_through"});
  options.charged_through = date_in(given, "charged_through");
  options.known_at = date_in(given, "known_at");
  return options;
}

}  // namespace

void bind_interest(py::module_& module) {
  module.def(
      "late_days",
      [](std::int32_t due, std::int32_t paid, const std::string& counting) {
        return late_days(Date(due), Date(paid), counting_of(counting));
      },
      py::arg("due"), py::arg("paid"), py::arg("counting"));
  module.def(
      "simple_interest",
      [](std::int64_t amount, std::int64_t rate, std::int32_t days, std::int32_t year_days,
         const std::string& round_by, const std::string& rounding) {
        const InterestAmount interest = simple_interest(amount, rate, days, year_days, round_by_of(round_by),
                                                        rounding_named("rounding", rounding));
        return py::make_tuple(interest.amount, interest.residue);
      },
      py::arg("amount"), py::arg("rate"), py::arg("days"), py::arg("year_days"), py::arg("round_by"),
      py::arg("rounding"));
  module.def(
      "reference_rate",
      [](const std::vector<std::int32_t>& from, const std::vector<std::optional<std::int32_t>>& through,
         std::vector<std::int64_t> rates, std::int32_t day, const std::string& fixing) {
        ReferenceRates table;
        for (const std::int32_t first : from) table.from.emplace_back(first);
        for (const std::optional<std::int32_t>& last : through) table.through.push_back(optional_date(last));
        table.rates = std::move(rates);
        return reference_rate(table, Date(day), fixing_of(fixing));
      },
      py::arg("from_"), py::arg("through"), py::arg("rates"), py::arg("day"), py::arg("fixing"));
  module.def(
      "late_payment_compensation",
      [](std::int64_t amount, const std::vector<std::int64_t>& from_amounts,
         const std::vector<std::int64_t>& compensations) {
        return late_payment_compensation(amount, from_amounts, compensations);
      },
      py::arg("amount"), py::arg("from_amounts"), py::arg("compensations"));
  module.def("late_payment_tables", [] { return std::make_shared<Result>(late_payment_tables()); });
  module.def(
      "interest_law",
      [](const std::string& law) {
        const InterestOptions options = interest_options_of(
            choose<LatePaymentLaw>("law", law, {"", "eu_2011_7", "eu_2000_35", "uk_1998"}));
        return py::make_tuple(*options.margin,
                              options.reading == RateReading::at_start ? "at_start" : "split");
      },
      py::arg("law"));
  module.def(
      "compute_interest",
      [](const Ledger* ledger, const InputTables& tables, std::int32_t as_of, const py::dict& given) {
        const InterestOptions options = interest_options(given);
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(ledger == nullptr
                                              ? compute_interest(views, Date(as_of), options)
                                              : compute_interest(*ledger, Date(as_of), views, options));
        });
      },
      py::arg("ledger"), py::arg("tables"), py::arg("as_of"), py::arg("options"));
}

}  // namespace openitem::python
