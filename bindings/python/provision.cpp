#include "openitem/provision.hpp"

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

ProvisionFramework framework_of(const std::string& name) {
  return choose<ProvisionFramework>("framework", name, {"ifrs9_simplified", "cecl_aging"});
}

}  // namespace

void bind_provision(py::module_& module) {
  module.def(
      "compute_provision_matrix",
      [](const std::vector<std::int64_t>& balances, const std::vector<std::int64_t>& rates,
         const std::string& rounding, const std::string& round_by, std::int32_t rounding_power,
         std::int64_t forward_factor, std::int64_t forward_points) {
        const ProvisionMatrixOptions options{
            rounding_named("rounding", rounding),
            choose<ProvisionRounding>("round_by", round_by, {"bucket", "total"}), rounding_power,
            forward_factor, forward_points};
        const ProvisionMatrix matrix =
            without_lock([&] { return compute_provision_matrix(balances, rates, options); });
        return py::make_tuple(matrix.rates, matrix.by_bucket, matrix.total, matrix.balance_total);
      },
      py::arg("balances"), py::arg("rates"), py::kw_only(), py::arg("rounding"), py::arg("round_by"),
      py::arg("rounding_power"), py::arg("forward_factor"), py::arg("forward_points"));
  module.def(
      "compute_allowance_movement",
      [](std::int64_t opening, std::int64_t write_offs, std::int64_t recoveries, std::int64_t currency,
         std::int64_t closing, const std::string& treatment) {
        const auto choice =
            choose<RecoveryTreatment>("treatment", treatment, {"", "profit_or_loss", "allowance"});
        const AllowanceMovement movement =
            compute_allowance_movement({opening, write_offs, recoveries, currency, closing, choice});
        return py::make_tuple(movement.charge, movement.release, movement.recoveries_through_allowance,
                              movement.recoveries_in_profit_or_loss, movement.expense);
      },
      py::kw_only(), py::arg("opening"), py::arg("write_offs"), py::arg("recoveries"), py::arg("currency"),
      py::arg("closing"), py::arg("treatment"));
  module.def(
      "compute_provision",
      [](const Ledger& ledger, std::int32_t as_of, const InputTables& tables, const AgingOptions& aging,
         const std::string& framework, const std::string& offset, const std::string& tax,
         const std::string& rounding, const std::string& round_by, std::int32_t rounding_power,
         const std::string& money, std::int64_t discount_rate) {
        const ProvisionOptions options{
            framework_of(framework),
            choose<OffsetRight>("offset", offset, {"none", "listed", "every_customer"}),
            choose<ProvisionTax>("tax", tax, {"included", "recoverable"}),
            rounding_named("rounding", rounding),
            choose<ProvisionRounding>("round_by", round_by, {"bucket", "total"}),
            rounding_power,
            money_form(money),
            discount_rate};
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(compute_provision(ledger, Date(as_of), views, aging, options));
        });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("tables"), py::arg("aging"), py::kw_only(),
      py::arg("framework"), py::arg("offset"), py::arg("tax"), py::arg("rounding"), py::arg("round_by"),
      py::arg("rounding_power"), py::arg("money"), py::arg("discount_rate"));
  module.def(
      "compute_provision_movement",
      [](const Ledger* ledger, std::int32_t from, std::int32_t to, const InputTables& tables,
         const std::string& framework, const std::string& recoveries, const std::string& tax,
         const std::string& money, const std::optional<std::int32_t>& known_at, std::vector<std::string> by) {
        ProvisionMovementOptions options{
            framework_of(framework),
            choose<RecoveryTreatment>("recoveries", recoveries, {"", "profit_or_loss", "allowance"}),
            choose<ProvisionTax>("tax", tax, {"included", "recoverable"}),
            money_form(money),
            std::nullopt,
            std::move(by)};
        if (known_at) options.known_at = Date(*known_at);
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(
              ledger == nullptr ? compute_provision_movement(views, options)
                                : compute_provision_movement(*ledger, Date(from), Date(to), views, options));
        });
      },
      py::arg("ledger"), py::arg("from_"), py::arg("to"), py::arg("tables"), py::kw_only(),
      py::arg("framework"), py::arg("recoveries"), py::arg("tax"), py::arg("money"), py::arg("known_at"),
      py::arg("by"));
  module.def(
      "compute_loss_rates",
      [](const Ledger& ledger, std::int32_t from, std::int32_t to, std::int32_t as_of,
         const AgingOptions& aging, std::int32_t horizon, const std::string& shrinkage, bool monotone,
         const std::string& immature) {
        const LossRateOptions options{
            horizon, choose<LossRateShrinkage>("shrinkage", shrinkage, {"none", "buehlmann_straub"}),
            monotone ? 1 : 0, choose<ImmatureVintages>("immature", immature, {"excluded", "developed"})};
        return without_lock([&] {
          return std::make_shared<Result>(
              compute_loss_rates(ledger, Date(from), Date(to), Date(as_of), aging, options));
        });
      },
      py::arg("ledger"), py::arg("from_"), py::arg("to"), py::arg("as_of"), py::arg("aging"), py::kw_only(),
      py::arg("horizon"), py::arg("shrinkage"), py::arg("monotone"), py::arg("immature"));
}

}  // namespace openitem::python
