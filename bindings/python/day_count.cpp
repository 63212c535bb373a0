#include "openitem/day_count.hpp"

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <tuple>

#include "call.hpp"
#include "day_arrays.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

using OptionalDay = std::optional<std::int32_t>;

std::optional<Date> optional_date(OptionalDay day) { return day ? std::optional(Date(*day)) : std::nullopt; }

DayCountTerms day_count_terms(OptionalDay reference_start, OptionalDay reference_end, std::int32_t frequency,
                              bool end_of_month, OptionalDay termination, const Calendar* calendar) {
  DayCountTerms terms;
  terms.reference_start = optional_date(reference_start);
  terms.reference_end = optional_date(reference_end);
  terms.frequency = frequency;
  terms.end_of_month = end_of_month;
  terms.termination = optional_date(termination);
  terms.calendar = calendar;
  return terms;
}

}  // namespace

void bind_day_count(py::module_& module) {
  py::class_<DayCountTerms>(module, "DayCountTerms").def(py::init(&day_count_terms), py::keep_alive<1, 7>());
  module.def("day_counts", [](const DayArray& starts, const DayArray& ends, const std::string& convention,
                              const DayCountTerms& terms) {
    const DayCount choice = day_count_named(convention);
    DayArray days(starts.size());
    const auto out = room(days);
    without_lock([&] { day_counts(cells(starts), cells(ends), choice, terms, out); });
    return days;
  });
  module.def("year_fractions", [](const DayArray& starts, const DayArray& ends, const std::string& convention,
                                  const DayCountTerms& terms) {
    const DayCount choice = day_count_named(convention);
    Array<double> years(starts.size());
    const auto out = room(years);
    without_lock([&] { year_fractions(cells(starts), cells(ends), choice, terms, out); });
    return years;
  });
  module.def("year_fraction_ratios", [](const DayArray& starts, const DayArray& ends,
                                        const std::string& convention, const DayCountTerms& terms) {
    const DayCount choice = day_count_named(convention);
    Array<std::int64_t> numerators(starts.size());
    Array<std::int64_t> denominators(starts.size());
    const auto above = room(numerators);
    const auto below = room(denominators);
    without_lock([&] { year_fractions(cells(starts), cells(ends), choice, terms, above, below); });
    return std::make_tuple(numerators, denominators);
  });
}

}  // namespace openitem::python
