#include "openitem/cashflow.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "call.hpp"
#include "module.hpp"
#include "openitem/calendar.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Days = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
using Wide = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

template <class Value>
std::span<const Value> span_of(const py::array_t<Value, py::array::c_style | py::array::forcecast>& values) {
  return {values.data(), static_cast<std::size_t>(values.size())};
}

template <class Value>
py::array_t<Value> array_of(const std::vector<Value>& values) {
  return py::array_t<Value>(static_cast<py::ssize_t>(values.size()), values.data());
}

cashflow::PaymentTiming timing_of(std::int32_t when) { return static_cast<cashflow::PaymentTiming>(when); }

std::optional<Date> date_of(const std::optional<std::int32_t>& day) {
  return day ? std::optional<Date>(Date(*day)) : std::nullopt;
}

/// Keyword arguments that the dated functions share, as openitem.cashflow has checked them.
struct Terms {
  std::string day_count;
  std::optional<std::int32_t> reference_start, reference_end, termination;
  std::int32_t frequency = 0;
  bool end_of_month = false;
  std::optional<Calendar> calendar;
};

cashflow::YieldOptions options_of(const Terms& terms, const std::optional<double>& guess,
                                  std::int32_t threads) {
  cashflow::YieldOptions options;
  options.guess = guess;
  options.threads = threads;
  options.day_count = day_count_named(terms.day_count);
  options.terms = {.reference_start = date_of(terms.reference_start),
                   .reference_end = date_of(terms.reference_end),
                   .frequency = terms.frequency,
                   .end_of_month = terms.end_of_month,
                   .termination = date_of(terms.termination),
                   .calendar = terms.calendar ? &*terms.calendar : nullptr};
  return options;
}

/// The columns of one call; `minor` are amounts in minor units, else `amounts`.
struct Flows {
  std::optional<Days> days;
  std::optional<Doubles> amounts;
  std::optional<Wide> minor;
  Wide offsets;

  [[nodiscard]] cashflow::FlowColumns columns() const {
    cashflow::FlowColumns given;
    if (days) given.days = span_of(*days);
    if (amounts) given.amounts = span_of(*amounts);
    if (minor) given.minor = span_of(*minor);
    given.offsets = span_of(offsets);
    return given;
  }
};

py::tuple as_tuple(const cashflow::Yield& yield) {
  return py::make_tuple(yield.rate, std::string(name_of(yield.status)), yield.sign_changes, yield.roots,
                        yield.unique == 1);
}

py::tuple rate_tuple(const cashflow::AnnualRate& rate) {
  return py::make_tuple(rate.yield.rate, std::string(name_of(rate.yield.status)), rate.yield.sign_changes,
                        rate.yield.unique == 1, rate.period_rate, rate.periods_per_year);
}

void bind_flows(py::module_& module) {
  py::class_<Terms>(module, "YieldTerms")
      .def(py::init<std::string, std::optional<std::int32_t>, std::optional<std::int32_t>,
                    std::optional<std::int32_t>, std::int32_t, bool, std::optional<Calendar>>(),
           py::arg("day_count"), py::arg("reference_start"), py::arg("reference_end"), py::arg("termination"),
           py::arg("frequency"), py::arg("end_of_month"), py::arg("calendar"));
  py::class_<Flows>(module, "Flows")
      .def(py::init<std::optional<Days>, std::optional<Doubles>, std::optional<Wide>, Wide>(),
           py::arg("days"), py::arg("amounts"), py::arg("minor"), py::arg("offsets"));
  module.def("cashflow_npv", [](double rate, const Doubles& amounts, const std::string& first_period) {
    return cashflow::npv(
        rate, span_of(amounts),
        choose<cashflow::FirstPeriod>("first_period", first_period, {"", "now", "one_period"}));
  });
  module.def("cashflow_present_values", [](const Flows& flows, const Doubles& rates, const Terms& terms,
                                           std::int32_t threads) {
    const cashflow::YieldOptions options = options_of(terms, std::nullopt, threads);
    std::vector<double> values(static_cast<std::size_t>(std::max<py::ssize_t>(flows.offsets.size() - 1, 0)));
    without_lock([&] {
      cashflow::present_values(flows.columns(), span_of(rates), options, values);
      return 0;
    });
    return array_of(values);
  });
  module.def("cashflow_yield",
             [](const Flows& flows, const Terms& terms, const std::optional<double>& guess) {
               const cashflow::YieldOptions options = options_of(terms, guess, 0);
               const cashflow::FlowColumns columns = flows.columns();
               const cashflow::YieldRoots found = without_lock([&] {
                 return flows.days ? cashflow::xirr(columns.days, columns.amounts, options)
                                   : cashflow::irr(columns.amounts, options);
               });
               return py::make_tuple(as_tuple(found.yield), found.roots);
             });
  module.def("cashflow_yields", [](const Flows& flows, const Terms& terms, const std::optional<double>& guess,
                                   std::int32_t threads) {
    const cashflow::YieldOptions options = options_of(terms, guess, threads);
    const auto vectors = static_cast<std::size_t>(std::max<py::ssize_t>(flows.offsets.size() - 1, 0));
    std::vector<cashflow::Yield> found(vectors);
    without_lock([&] {
      cashflow::yields(flows.columns(), options, found);
      return 0;
    });
    const auto size = static_cast<py::ssize_t>(vectors);
    py::array_t<double> rates(size);
    py::array_t<std::int32_t> statuses(size), sign_changes(size), roots(size), unique(size);
    for (std::size_t at = 0; at < vectors; ++at) {
      rates.mutable_data()[at] = found[at].rate;
      statuses.mutable_data()[at] = static_cast<std::int32_t>(found[at].status);
      sign_changes.mutable_data()[at] = found[at].sign_changes;
      roots.mutable_data()[at] = found[at].roots;
      unique.mutable_data()[at] = found[at].unique;
    }
    return py::make_tuple(rates, statuses, sign_changes, roots, unique);
  });
}

void bind_annuities(py::module_& module) {
  module.def("cashflow_rate", [](std::int64_t periods, double payment, double present, double future,
                                 std::int32_t when, const std::optional<double>& guess) {
    cashflow::YieldOptions options;
    options.guess = guess;
    const cashflow::YieldRoots found =
        cashflow::rate(periods, payment, present, future, timing_of(when), options);
    return py::make_tuple(as_tuple(found.yield), found.roots);
  });
  // Columns in the order of AnnuityColumns; an empty one is not given.
  module.def("cashflow_annuities", [](const std::string& figure, const std::vector<Doubles>& columns,
                                      const Days& timing, std::int64_t rows, std::int32_t threads) {
    const auto wanted = choose<cashflow::AnnuityFigure>(
        "figure", figure, {"", "pv", "fv", "pmt", "nper", "rate", "ipmt", "ppmt", "cumipmt", "cumprinc"});
    const cashflow::AnnuityColumns given = {.rate = span_of(columns.at(0)),
                                            .periods = span_of(columns.at(1)),
                                            .payment = span_of(columns.at(2)),
                                            .present_value = span_of(columns.at(3)),
                                            .future_value = span_of(columns.at(4)),
                                            .first = span_of(columns.at(5)),
                                            .last = span_of(columns.at(6)),
                                            .timing = span_of(timing)};
    std::vector<double> values(static_cast<std::size_t>(rows));
    std::vector<cashflow::YieldStatus> statuses(values.size());
    without_lock([&] {
      cashflow::annuities(wanted, given, threads, values, statuses);
      return 0;
    });
    return array_of(values);
  });
  module.def("cashflow_nper",
             [](double rate, double payment, double present, double future, std::int32_t when) {
               return cashflow::nper(rate, payment, present, future, timing_of(when));
             });
}

void bind_rates(py::module_& module) {
  module.def("cashflow_effective_rate", &cashflow::effective_rate);
  module.def("cashflow_nominal_rate", &cashflow::nominal_rate);
  module.def("cashflow_round_percent", &cashflow::round_percent);
  module.def(
      "cashflow_apr_unit_periods",
      [](const std::vector<std::tuple<std::int32_t, double, double>>& advances,
         const std::vector<std::tuple<std::int32_t, double, double>>& payments, double periods_per_year) {
        const auto placed = [](const auto& given) {
          std::vector<cashflow::UnitPeriodFlow> flows;
          flows.reserve(given.size());
          for (const auto& [unit_periods, fraction, amount] : given)
            flows.push_back({.amount = amount, .fraction = fraction, .unit_periods = unit_periods});
          return flows;
        };
        return rate_tuple(cashflow::apr_regulation_z(placed(advances), placed(payments), periods_per_year));
      });
  module.def("cashflow_apr_regulation_z",
             [](const Days& advance_days, const Doubles& advances, const Days& payment_days,
                const Doubles& payments, const std::string& unit_period, std::int32_t multiple) {
               return rate_tuple(cashflow::apr_regulation_z(
                   span_of(advance_days), span_of(advances), span_of(payment_days), span_of(payments),
                   choose<cashflow::UnitPeriod>("unit_period", unit_period,
                                                {"", "day", "week", "semimonth", "month", "year", "term"}),
                   multiple));
             });
  module.def("cashflow_unit_periods_between",
             [](std::int32_t from, std::int32_t to, const std::string& unit_period, std::int32_t multiple) {
               const cashflow::UnitPeriodFlow place = cashflow::unit_periods_between(
                   Date(from), Date(to),
                   choose<cashflow::UnitPeriod>("unit_period", unit_period,
                                                {"", "day", "week", "semimonth", "month", "year", "term"}),
                   multiple);
               return py::make_tuple(place.unit_periods, place.fraction);
             });
  module.def("cashflow_apr_eu_years", [](const Doubles& advance_years, const Doubles& advances,
                                         const Doubles& payment_years, const Doubles& payments) {
    return rate_tuple(cashflow::apr_eu(span_of(advance_years), span_of(advances), span_of(payment_years),
                                       span_of(payments)));
  });
  module.def(
      "cashflow_apr_eu", [](const Days& advance_days, const Doubles& advances, const Days& payment_days,
                            const Doubles& payments, const std::string& time_basis) {
        return rate_tuple(cashflow::apr_eu(
            span_of(advance_days), span_of(advances), span_of(payment_days), span_of(payments),
            choose<cashflow::EuTimeBasis>("time_basis", time_basis,
                                          {"", "months", "weeks", "years", "days_actual", "days_365"})));
      });
}

}  // namespace

void bind_cashflow(py::module_& module) {
  bind_flows(module);
  bind_annuities(module);
  bind_rates(module);
}

}  // namespace openitem::python
