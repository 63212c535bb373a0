#include "openitem/exposure.hpp"

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

namespace py = pybind11;

// Every option stands in the mapping, checked for its type in Python.
class GivenOptions {
 public:
  explicit GivenOptions(const py::dict& given) : given_(given) {}

  template <typename Value>
  void take(const char* name, Value& member) const {
    member = given_[name].cast<Value>();
  }
  void take(const char* name, CreditDecision& decision) const {
    decision = choose<CreditDecision>(name, text(name), {"", "release", "watch", "hold"});
  }
  [[nodiscard]] std::string text(const char* name) const { return given_[name].cast<std::string>(); }

 private:
  const py::dict& given_;
};

ExposureOptions exposure_options(const py::dict& mapping) {
  const GivenOptions given(mapping);
  ExposureOptions options;
  given.take("threads", options.threads);
  options.clock = application_clock(given.text("clock"));
  const auto known_at = mapping["known_at"].cast<std::optional<std::int32_t>>();
  if (known_at) options.known_at = Date(*known_at);
  options.money = money_form(given.text("money"));
  given.take("date_format", options.date_format);
  given.take("currency", options.currency);
  given.take("parts", options.parts);
  given.take("horizon_days", options.horizon_days);
  given.take("exclude_disputed", options.exclude_disputed);
  given.take("group_limits", options.group_limits);
  given.take("scope", options.scope);
  given.take("watch_use", options.watch_use);
  given.take("hold_use", options.hold_use);
  given.take("watch_overdue_days", options.watch_overdue_days);
  given.take("hold_overdue_days", options.hold_overdue_days);
  given.take("watch_overdue_share", options.watch_overdue_share);
  given.take("hold_overdue_share", options.hold_overdue_share);
  given.take("watch_dunning_level", options.watch_dunning_level);
  given.take("hold_dunning_level", options.hold_dunning_level);
  given.take("watch_broken_promises", options.watch_broken_promises);
  given.take("hold_broken_promises", options.hold_broken_promises);
  given.take("promise_days", options.promise_days);
  given.take("promise_grace_days", options.promise_grace_days);
  given.take("expired_limit", options.expired_limit);
  given.take("no_limit", options.no_limit);
  given.take("insolvency", options.insolvency);
  given.take("legal_stop", options.legal_stop);
  given.take("hardship", options.hardship);
  given.take("review_expiry_days", options.review_expiry_days);
  given.take("review_days", options.review_days);
  given.take("review_use_above", options.review_use_above);
  given.take("review_use_below", options.review_use_below);
  return options;
}

}  // namespace

void bind_exposure(py::module_& module) {
  module.def(
      "compute_exposure",
      [](const Ledger& ledger, std::int32_t as_of, const InputTables& tables, const py::dict& given) {
        const ExposureOptions options = exposure_options(given);
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(compute_exposure(ledger, Date(as_of), views, options)); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("tables"), py::arg("options"));
}

}  // namespace openitem::python
