#include "openitem/kpi.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

using Amounts = std::vector<std::int64_t>;
using Days = std::vector<std::int32_t>;

/// Variants have no default: the names count from 1.
template <typename Variant>
Variant variant(std::string_view argument, std::string_view given,
                std::initializer_list<std::string_view> names) {
  return static_cast<Variant>(1 + static_cast<std::int32_t>(choose<Variant>(argument, given, names)));
}

kpi::Receivables receivables(const std::string& name) {
  return variant<kpi::Receivables>("receivables", name, {"ending", "average"});
}

kpi::Recoveries recoveries(const std::string& name) {
  return variant<kpi::Recoveries>("recoveries", name, {"gross", "net"});
}

kpi::NegativeBalances negative_balances(const std::string& name) {
  return variant<kpi::NegativeBalances>("negative_balances", name, {"excluded", "included", "refused"});
}

kpi::HhiScale scale(const std::string& name) {
  return variant<kpi::HhiScale>("scale", name, {"fraction", "points"});
}

void bind_figure(py::module_& module) {
  using kpi::Figure;
  py::class_<Figure>(module, "Figure", "One key figure.")
      .def_readonly("figure", &Figure::figure)
      .def_readonly("value", &Figure::value)
      .def_readonly("numerator", &Figure::numerator)
      .def_readonly("denominator", &Figure::denominator)
      .def_readonly("count", &Figure::count)
      .def_property_readonly("unit", [](const Figure& figure) { return name_of(figure.unit); })
      .def_property_readonly("kind", [](const Figure& figure) { return name_of(figure.kind); })
      .def_property_readonly("warning", [](const Figure& figure) { return name_of(figure.warning); })
      .def_property_readonly(
          "numerator_unit",
          [](const Figure& figure) { return name_of(kpi::definition_of(figure.figure).numerator_unit); })
      .def_property_readonly("denominator_unit", [](const Figure& figure) {
        return name_of(kpi::definition_of(figure.figure).denominator_unit);
      });
  module.def("kpi_definitions", [] { return std::make_shared<Result>(kpi::definition_tables()); });
}

void bind_days_sales_outstanding(py::module_& module) {
  using Dso = kpi::Figure(std::span<const std::int64_t>, std::int64_t, std::int32_t, kpi::Receivables);
  const auto bind = [&](const char* name, Dso* formula) {
    module.def(name, [formula](const Amounts& balances, std::int64_t credit_sales, std::int32_t days,
                               const std::string& choice) {
      return formula(balances, credit_sales, days, receivables(choice));
    });
  };
  bind("kpi_dso", &kpi::dso);
  bind("kpi_best_possible_dso", &kpi::best_possible_dso);
  bind("kpi_delinquent_dso", &kpi::delinquent_dso);
  module.def(
      "kpi_countback_dso", [](std::int64_t ending_balance, const Amounts& monthly_sales, const Days& days,
                              const std::string& empty_months, const std::string& exhausted) {
        return kpi::countback_dso(
            ending_balance, monthly_sales, days,
            variant<kpi::EmptyMonths>("empty_months", empty_months, {"skipped", "counted"}),
            variant<kpi::ExhaustedHistory>("exhausted", exhausted, {"missing", "length", "extrapolate"}));
      });
  module.def("kpi_sales_weighted_dso",
             [](const Amounts& open_balances, const Amounts& monthly_sales, const Days& days) {
               return kpi::sales_weighted_dso(open_balances, monthly_sales, days);
             });
  module.def("kpi_average_days_delinquent", &kpi::average_days_delinquent);
}

void bind_weighted_days(py::module_& module) {
  module.def("kpi_true_dso", [](const Amounts& amounts, const Days& days, const std::string& credits) {
    return kpi::true_dso(amounts, days, variant<kpi::Credits>("credits", credits, {"netted", "dropped"}));
  });
  module.def("kpi_weighted_average_days", [](const Amounts& amounts, const Days& days,
                                             const std::string& measure) {
    return kpi::weighted_average_days(
        amounts, days,
        variant<kpi::AverageDays>("measure", measure, {"days_to_pay", "days_late", "terms", "billing_lag"}));
  });
  module.def(
      "kpi_weighted_days_past_due", [](const Amounts& amounts, const Days& days, const std::string& weights) {
        return kpi::weighted_days_past_due(
            amounts, days, variant<kpi::PastDueWeights>("weights", weights, {"all_items", "past_due"}));
      });
}

void bind_collection(py::module_& module) {
  module.def(
      "kpi_cei", [](std::int64_t beginning_balance, std::int64_t credit_sales, std::int64_t ending_balance,
                    std::int64_t ending_current_balance, std::int32_t periods, const std::string& sales) {
        return kpi::cei(beginning_balance, credit_sales, ending_balance, ending_current_balance, periods,
                        variant<kpi::CeiSales>("sales", sales, {"period_total", "period_average"}));
      });
  module.def("kpi_turnover",
             [](std::int64_t credit_sales, const Amounts& balances, const std::string& choice) {
               return kpi::turnover(credit_sales, balances, receivables(choice));
             });
  module.def("kpi_average_collection_period", [](std::int64_t credit_sales, const Amounts& balances,
                                                 std::int32_t days, const std::string& choice) {
    return kpi::average_collection_period(credit_sales, balances, days, receivables(choice));
  });
  module.def("kpi_promise_kept_rate", [](const Amounts& amounts, const Amounts& paid, const Days& days_late,
                                         const std::string& basis, std::int32_t grace_days,
                                         const std::string& partial_payments) {
    return kpi::promise_kept_rate(
        amounts, paid, days_late, variant<kpi::PromiseBasis>("basis", basis, {"count", "amount"}), grace_days,
        variant<kpi::PartialPayments>("partial_payments", partial_payments, {"broken", "counted"}));
  });
  module.def("kpi_operating_cost_to_sales", &kpi::operating_cost_to_sales);
  module.def("kpi_cost_to_collect", &kpi::cost_to_collect);
}

void bind_losses(py::module_& module) {
  module.def("kpi_bad_debt_ratio", [](std::int64_t bad_debt, std::int64_t recovered,
                                      std::int64_t credit_sales, const std::string& choice) {
    return kpi::bad_debt_ratio(bad_debt, recovered, credit_sales, recoveries(choice));
  });
  module.def("kpi_write_off_ratio", [](std::int64_t written_off, std::int64_t recovered, std::int64_t base,
                                       const std::string& choice, const std::string& measured_against) {
    return kpi::write_off_ratio(
        written_off, recovered, base, recoveries(choice),
        variant<kpi::WriteOffBase>("measured_against", measured_against, {"credit_sales", "receivables"}));
  });
  module.def("kpi_recovery_rate", &kpi::recovery_rate);
  module.def("kpi_deductions_outstanding", [](std::int64_t open_deductions, std::int64_t deductions,
                                              std::int32_t days, const std::string& basis) {
    return kpi::deductions_outstanding(
        open_deductions, deductions, days,
        variant<kpi::Deductions>("basis", basis, {"value", "count", "period_average"}));
  });
  module.def("kpi_dispute_share", &kpi::dispute_share);
  module.def("kpi_past_due_share", &kpi::past_due_share);
}

void bind_portfolio(py::module_& module) {
  module.def("kpi_aging_percentages",
             [](const Amounts& balances) { return kpi::aging_percentages(balances); });
  module.def("kpi_hhi", [](const Amounts& balances, const std::string& negative, const std::string& unit) {
    return kpi::hhi(balances, negative_balances(negative), scale(unit));
  });
  module.def("kpi_hhi_from_shares", [](const Amounts& shares_ppb, const std::string& unit) {
    return kpi::hhi_from_shares(shares_ppb, scale(unit));
  });
  module.def("kpi_top_n_share", [](const Amounts& balances, std::int64_t n, const std::string& negative) {
    return kpi::top_n_share(balances, n, negative_balances(negative));
  });
  module.def("kpi_gini", [](const Amounts& balances, const std::string& negative) {
    return kpi::gini(balances, negative_balances(negative));
  });
}

}  // namespace

void bind_kpi(py::module_& module) {
  bind_figure(module);
  bind_days_sales_outstanding(module);
  bind_weighted_days(module);
  bind_collection(module);
  bind_losses(module);
  bind_portfolio(module);
}

}  // namespace openitem::python
