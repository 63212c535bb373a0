#include "openitem/discount_portfolio.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "ledger.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;
using OptionalRate = std::optional<std::int64_t>;

/// What the caller has chosen; rates in parts per billion, the budget in minor units.
struct PortfolioOptionsMaker {
  discount::PortfolioOptions options;

  PortfolioOptionsMaker(const std::string& side, const std::string& budget_basis,
                        const std::string& compounding, std::int32_t year_days,
                        const OptionalRate& cost_of_capital, const OptionalRate& take_up,
                        const OptionalRate& minimum_yield, const OptionalRate& budget,
                        std::int64_t search_limit, const std::string& rounding, const std::string& money,
                        const std::string& currency, const std::string& date_format, std::int32_t threads) {
    options.threads = threads;
    options.side = choose<discount::PortfolioSide>("side", side, {"", "seller", "buyer"});
    options.budget_basis =
        choose<discount::BudgetBasis>("budget_basis", budget_basis, {"", "expected", "worst_case"});
    options.compounding =
        choose<discount::Compounding>("compounding", compounding, {"", "simple", "effective"});
    options.year_days = year_days;
    options.cost_of_capital = cost_of_capital;
    options.take_up = take_up;
    options.minimum_yield = minimum_yield;
    options.budget = budget;
    options.search_limit = search_limit;
    options.rounding = rounding_named("rounding", rounding);
    options.money = money_form(money);
    options.currency = currency;
    options.date_format = date_format;
  }
};

}  // namespace

void bind_discount_portfolio(py::module_& module) {
  py::class_<PortfolioOptionsMaker>(module, "PortfolioOptions")
      .def(py::init<const std::string&, const std::string&, const std::string&, std::int32_t,
                    const OptionalRate&, const OptionalRate&, const OptionalRate&, const OptionalRate&,
                    std::int64_t, const std::string&, const std::string&, const std::string&,
                    const std::string&, std::int32_t>(),
           py::kw_only(), py::arg("side"), py::arg("budget_basis"), py::arg("compounding"),
           py::arg("year_days"), py::arg("cost_of_capital"), py::arg("take_up"), py::arg("minimum_yield"),
           py::arg("budget"), py::arg("search_limit"), py::arg("rounding"), py::arg("money"),
           py::arg("currency"), py::arg("date_format"), py::arg("threads"));
  module.def("compute_discount_portfolio",
             [](const InputTables& tables, std::int32_t offered_on, const PortfolioOptionsMaker& given) {
               const std::vector<TableView> views = tables.views();
               return without_lock([&] {
                 return std::make_shared<Result>(
                     discount::compute_discount_portfolio(views, Date(offered_on), given.options));
               });
             });
  module.def("compute_ledger_discount_portfolio",
             [](const Ledger& ledger, std::int32_t offered_on, const InputTables& tables,
                PortfolioOptionsMaker given, const std::string& segment, const std::string& clock,
                const std::optional<std::int32_t>& known_at) {
               given.options.segment = segment;
               given.options.clock = application_clock(clock);
               if (known_at) given.options.known_at = Date(*known_at);
               const std::vector<TableView> views = tables.views();
               return without_lock([&] {
                 return std::make_shared<Result>(discount::compute_ledger_discount_portfolio(
                     ledger, Date(offered_on), views, given.options));
               });
             });
}

}  // namespace openitem::python
