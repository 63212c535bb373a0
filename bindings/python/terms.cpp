#include "openitem/terms.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

using Days = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
using OptionalDay = std::optional<std::int32_t>;

TermsReading reading_named(const std::string& name) {
  return choose<TermsReading>("reading", name, {"", "eom_then_days", "days_then_eom", "eom_dating"});
}

TermsDiscountTax tax_named(const std::string& name) {
  return choose<TermsDiscountTax>("discount_tax", name, {"included", "excluded", "mixed"});
}

std::optional<Date> optional_date(const OptionalDay& day) {
  return day ? std::optional<Date>(Date(*day)) : std::nullopt;
}

std::optional<Currency> optional_currency(const std::string& code) {
  return code.empty() ? std::nullopt : std::optional<Currency>(Currency(code));
}

TermsOptions options_of(const std::string& residue, const std::string& rounding,
                        const std::string& discount_rounding, const std::string& zero_total,
                        const std::string& discount_tax, bool adjust_discounts,
                        const std::optional<Calendar>& calendar,
                        const std::vector<std::pair<std::int32_t, std::int32_t>>& postponements,
                        std::int32_t threads) {
  TermsOptions options;
  options.residue = choose<TermsResidue>("residue", residue, {"last_line", "largest_remainder"});
  options.rounding = rounding_named("rounding", rounding);
  options.discount_rounding = rounding_named("discount_rounding", discount_rounding);
  options.zero_total = choose<TermsZeroTotal>("zero_total", zero_total, {"one_line", "every_line"});
  options.discount_tax = tax_named(discount_tax);
  options.adjust_discounts = adjust_discounts ? 1 : 0;
  options.calendar = calendar;
  for (const auto& [holiday, postponed_to] : postponements) {
    options.postponements.push_back({Date(holiday), Date(postponed_to)});
  }
  options.threads = threads;
  return options;
}

py::tuple fields_of(const Instalment& line) {
  return py::make_tuple(line.number, line.due.days(), line.grace_until.days(), line.amount, line.base_amount);
}

py::tuple fields_of(const DiscountWindow& window) {
  return py::make_tuple(window.number, window.deadline.days(), window.grace_until.days(), window.rate,
                        window.base, window.amount, window.payable);
}

template <typename Row>
py::list rows_of(const std::vector<Row>& rows) {
  py::list list;
  for (const Row& row : rows) list.append(fields_of(row));
  return list;
}

std::span<const std::int32_t> span_of(const std::optional<Days>& days) {
  if (!days) return {};
  return {days->data(), static_cast<std::size_t>(days->size())};
}

void bind_values(py::module_& module) {
  py::class_<PaymentTerms>(module, "PaymentTerms", "Terms that were read.")
      .def("text", &print_terms)
      .def("__eq__", [](const PaymentTerms& a, const PaymentTerms& b) { return a == b; });
  module.def(
      "parse_terms",
      [](const std::string& text, const std::string& reading) {
        return parse_terms(text, reading_named(reading));
      },
      py::arg("text"), py::arg("reading"));
  py::class_<TermsOptions>(module, "TermsOptions", "How terms are computed.")
      .def(py::init(&options_of), py::kw_only(), py::arg("residue"), py::arg("rounding"),
           py::arg("discount_rounding"), py::arg("zero_total"), py::arg("discount_tax"),
           py::arg("adjust_discounts"), py::arg("calendar"), py::arg("postponements"), py::arg("threads"));
  py::class_<TermsSchedule>(module, "TermsSchedule", "Instalments and discount windows of one document.")
      .def("instalments", [](const TermsSchedule& schedule) { return rows_of(schedule.instalments); })
      .def("discounts", [](const TermsSchedule& schedule) { return rows_of(schedule.discounts); });
}

void bind_schedules(py::module_& module) {
  module.def(
      "schedule_terms",
      [](const PaymentTerms& terms, std::int32_t issue, const OptionalDay& receipt,
         const OptionalDay& delivery, const OptionalDay& as_of, std::int64_t total, std::int64_t tax,
         const std::optional<std::int64_t>& base_total, const TermsOptions& options,
         const std::string& currency) {
        const TermsDates dates{Date(issue), optional_date(receipt), optional_date(delivery),
                               optional_date(as_of)};
        return schedule_terms(terms, dates, {total, tax, base_total}, options, optional_currency(currency));
      },
      py::arg("terms"), py::kw_only(), py::arg("issue"), py::arg("receipt"), py::arg("delivery"),
      py::arg("as_of"), py::arg("total"), py::arg("tax"), py::arg("base_total"), py::arg("options"),
      py::arg("currency"));
  module.def(
      "compute_due_dates",
      [](const std::vector<PaymentTerms>& terms, const Days& codes, const Days& issue,
         const std::optional<Days>& receipt, const std::optional<Days>& delivery,
         const std::optional<Days>& as_of, const TermsOptions& options) {
        Days due(codes.size());
        const std::span<std::int32_t> out(due.mutable_data(), static_cast<std::size_t>(due.size()));
        const std::span<const std::int32_t> given(codes.data(), static_cast<std::size_t>(codes.size()));
        const TermsDateColumns dates{{issue.data(), static_cast<std::size_t>(issue.size())},
                                     span_of(receipt),
                                     span_of(delivery),
                                     span_of(as_of)};
        without_lock([&] {
          compute_due_dates(terms, given, dates, out, options);
          return 0;
        });
        return due;
      },
      py::arg("terms"), py::arg("codes"), py::arg("issue"), py::arg("receipt"), py::arg("delivery"),
      py::arg("as_of"), py::arg("options"));
  module.def(
      "compute_terms_schedules",
      [](const InputTables& tables, const std::string& reading, const TermsOptions& options,
         const std::string& currency, const std::string& base_currency, const std::string& money) {
        const TermsReading choice = reading_named(reading);
        const MoneyForm form = money_form(money);
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(
              compute_terms_schedules(views, choice, options, currency, base_currency, form));
        });
      },
      py::arg("tables"), py::kw_only(), py::arg("reading"), py::arg("options"), py::arg("currency"),
      py::arg("base_currency"), py::arg("money"));
}

void bind_discounts(py::module_& module) {
  module.def(
      "cash_discount",
      [](std::int64_t net, std::int64_t tax, std::int64_t rate, const std::string& computation,
         const std::string& rounding) {
        const CashDiscount figures =
            cash_discount(net, tax, rate, tax_named(computation), rounding_named("rounding", rounding));
        return py::make_tuple(figures.total, figures.base, figures.amount, figures.payable, figures.tax);
      },
      py::arg("net"), py::arg("tax"), py::arg("rate"), py::arg("computation"), py::arg("rounding"));
  module.def(
      "part_payment",
      [](std::int64_t payment, std::int64_t total, std::int64_t discount, const std::string& rounding) {
        const PartPayment part = part_payment(payment, total, discount, rounding_named("rounding", rounding));
        return py::make_tuple(part.settled, part.discount, part.excess);
      },
      py::arg("payment"), py::arg("total"), py::arg("discount"), py::arg("rounding"));
  module.def(
      "check_discount",
      [](const TermsSchedule& schedule, std::int32_t paid_on, std::int64_t paid, std::int64_t taken,
         const std::string& part_payments, const std::string& rounding) {
        const DiscountCheck check =
            check_discount(schedule, Date(paid_on), paid, taken,
                           choose<PartPayments>("part_payments", part_payments, {"", "nothing", "pro_rata"}),
                           rounding_named("rounding", rounding));
        constexpr const char* reasons[] = {"", "no_offer", "late", "above_tier", "part_paid"};
        return py::make_tuple(check.tier, check.allowed, check.unearned,
                              reasons[static_cast<std::size_t>(check.reason)]);
      },
      py::arg("schedule"), py::arg("paid_on"), py::arg("paid"), py::arg("taken"), py::arg("part_payments"),
      py::arg("rounding"));
}

}  // namespace

void bind_terms(py::module_& module) {
  bind_values(module);
  bind_schedules(module);
  bind_discounts(module);
}

}  // namespace openitem::python
