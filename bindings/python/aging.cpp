#include "openitem/aging.hpp"

#include <pybind11/stl.h>

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

std::optional<Date> optional_date(const std::optional<std::int32_t>& days) {
  if (!days) return std::nullopt;
  return Date(*days);
}

AgingOptions aging_options(std::int32_t threads, const std::string& basis, const std::string& missing_date,
                           const std::string& credits, const std::string& disputes, const std::string& clock,
                           bool future_payments, const std::optional<std::int32_t>& known_at,
                           std::string date_column, std::vector<std::int32_t> bounds,
                           std::vector<std::int32_t> forward_bounds, std::int32_t months,
                           std::int32_t forward_months, std::vector<std::string> by, bool base_amounts,
                           std::string re_aged_column, const Calendar* calendar) {
  AgingOptions options;
  options.threads = threads;
  options.basis = choose<AgingBasis>("basis", basis, {"due", "issue", "posting", "column"});
  options.missing_date = choose<MissingDate>("missing_date", missing_date, {"issue", "posting", "not_due"});
  options.credits = choose<CreditMode>("credits", credits, {"own_column", "own_age", "netted", "excluded"});
  options.disputes = choose<DisputeMode>("disputes", disputes, {"inside", "own_column", "excluded"});
  options.clock = application_clock(clock);
  options.future_payments = future_payments ? 1 : 0;
  options.known_at = optional_date(known_at);
  options.date_column = std::move(date_column);
  options.bounds = std::move(bounds);
  options.forward_bounds = std::move(forward_bounds);
  options.months = months;
  options.forward_months = forward_months;
  options.by = std::move(by);
  options.base_amounts = base_amounts ? 1 : 0;
  options.re_aged_column = std::move(re_aged_column);
  if (calendar != nullptr) options.calendar = *calendar;
  return options;
}

ItemOptions item_options(const std::string& rows, const std::string& money, std::string currency,
                         std::string date_format,
                         const std::vector<std::tuple<std::string, std::string, std::string>>& map) {
  ItemOptions options;
  options.row_policy = row_policy(rows);
  options.money = money_form(money);
  options.currency = std::move(currency);
  options.date_format = std::move(date_format);
  options.map = column_mappings(map);
  return options;
}

RollForwardOptions roll_forward_options(std::int32_t threads, const std::string& clock,
                                        const std::optional<std::int32_t>& known_at,
                                        const std::optional<std::int32_t>& known_at_from,
                                        std::vector<std::string> by) {
  RollForwardOptions options;
  options.threads = threads;
  options.clock = application_clock(clock);
  options.known_at = optional_date(known_at);
  options.known_at_from = optional_date(known_at_from);
  options.by = std::move(by);
  return options;
}

/// Runs a kernel without the lock and hands its tables over.
template <typename Kernel>
std::shared_ptr<Result> result_of(Kernel&& kernel) {
  return without_lock([&] { return std::make_shared<Result>(kernel()); });
}

}  // namespace

void bind_aging(py::module_& module) {
  py::class_<AgingOptions>(module, "AgingOptions",
                           "Options of an aging; texts name the choices, days count from 1970-01-01.")
      .def(py::init(&aging_options), py::kw_only(), py::arg("threads"), py::arg("basis"),
           py::arg("missing_date"), py::arg("credits"), py::arg("disputes"), py::arg("clock"),
           py::arg("future_payments"), py::arg("known_at"), py::arg("date_column"), py::arg("bounds"),
           py::arg("forward_bounds"), py::arg("months"), py::arg("forward_months"), py::arg("by"),
           py::arg("base_amounts"), py::arg("re_aged_column"), py::arg("calendar").none(true));
  py::class_<ItemOptions>(module, "ItemOptions", "How columns of open items are read.")
      .def(py::init(&item_options), py::kw_only(), py::arg("rows"), py::arg("money"), py::arg("currency"),
           py::arg("date_format"), py::arg("map"));
  module.def(
      "compute_aging",
      [](const Ledger& ledger, std::int32_t as_of, const AgingOptions& options) {
        return result_of([&] { return compute_aging(ledger, Date(as_of), options); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("options"));
  module.def(
      "compute_aging_series",
      [](const Ledger& ledger, const std::vector<std::int32_t>& as_of, const AgingOptions& options,
         bool known_at_as_of) {
        const std::vector<Date> dates(as_of.begin(), as_of.end());
        return result_of([&] {
          return compute_aging_series(ledger, dates, options, {.known_at_as_of = known_at_as_of ? 1 : 0});
        });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("options"), py::arg("known_at_as_of"));
  module.def(
      "compute_aging_hierarchy",
      [](const Ledger& ledger, std::int32_t as_of, const AgingOptions& options, const std::string& over,
         const InputTables& parents) {
        const HierarchyOptions hierarchy{.over = choose<HierarchyOver>("over", over, {"customer", "entity"})};
        const std::vector<TableView> views = parents.views();
        return result_of(
            [&] { return compute_aging_hierarchy(ledger, Date(as_of), options, hierarchy, views); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("options"), py::arg("over"), py::arg("parents"));
  module.def(
      "compute_aging_of_items",
      [](const InputTables& items, std::int32_t as_of, const AgingOptions& options,
         const ItemOptions& reading) {
        const std::vector<TableView> views = items.views();
        return result_of([&] { return compute_aging(views, Date(as_of), options, reading); });
      },
      py::arg("items"), py::arg("as_of"), py::arg("options"), py::arg("item_options"));
  module.def(
      "list_aging_items",
      [](const Ledger& ledger, std::int32_t as_of, const AgingOptions& options,
         std::vector<std::optional<std::string>> group, std::string currency, std::string bucket) {
        const AgingCell cell{std::move(group), std::move(currency), std::move(bucket)};
        return result_of([&] { return list_aging_items(ledger, Date(as_of), options, cell); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("options"), py::arg("group"), py::arg("currency"),
      py::arg("bucket"));
  module.def(
      "aging_bucket",
      [](std::int32_t as_of, std::int32_t date, const AgingOptions& options) {
        return aging_bucket(Date(as_of), Date(date), options);
      },
      py::arg("as_of"), py::arg("date"), py::arg("options"));
  module.def(
      "compare_balances",
      [](const Result& aging, const InputTables& balances, const std::string& money) {
        const std::vector<TableView> views = balances.views();
        const MoneyForm form = money_form(money);
        return result_of([&] { return compare_balances(aging, views, form); });
      },
      py::arg("aging"), py::arg("balances"), py::arg("money"));
  module.def(
      "compute_roll_forward",
      [](const Ledger& ledger, std::int32_t from, std::int32_t to, std::int32_t threads,
         const std::string& clock, const std::optional<std::int32_t>& known_at,
         const std::optional<std::int32_t>& known_at_from, std::vector<std::string> by) {
        const RollForwardOptions options =
            roll_forward_options(threads, clock, known_at, known_at_from, std::move(by));
        return result_of([&] { return compute_roll_forward(ledger, Date(from), Date(to), options); });
      },
      py::arg("ledger"), py::arg("from_"), py::arg("to"), py::kw_only(), py::arg("threads"), py::arg("clock"),
      py::arg("known_at"), py::arg("known_at_from"), py::arg("by"));
  module.def(
      "compute_statement",
      [](const Ledger& ledger, std::int32_t from, std::int32_t to, const AgingOptions& options,
         const std::optional<std::int32_t>& known_at_from, std::vector<std::string> customers) {
        const StatementOptions statement{optional_date(known_at_from), std::move(customers)};
        return result_of([&] { return compute_statement(ledger, Date(from), Date(to), options, statement); });
      },
      py::arg("ledger"), py::arg("from_"), py::arg("to"), py::arg("options"), py::kw_only(),
      py::arg("known_at_from"), py::arg("customers"));
  module.def(
      "compare_control_account",
      [](const Result& roll_forward, const InputTables& control, const std::string& money) {
        const std::vector<TableView> views = control.views();
        const MoneyForm form = money_form(money);
        return result_of([&] { return compare_control_account(roll_forward, views, form); });
      },
      py::arg("roll_forward"), py::arg("control"), py::arg("money"));
  module.def(
      "compare_general_ledger",
      [](const Ledger& ledger, std::int32_t as_of, const InputTables& lines, const std::string& money,
         const std::optional<std::int32_t>& known_at) {
        const std::vector<TableView> views = lines.views();
        const MoneyForm form = money_form(money);
        return result_of([&] {
          return compare_general_ledger(ledger, Date(as_of), views, form, optional_date(known_at));
        });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("lines"), py::arg("money"), py::arg("known_at"));
}

}  // namespace openitem::python
