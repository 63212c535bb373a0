#include "openitem/discount.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Days = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
using Minor = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
using OptionalDay = std::optional<std::int32_t>;

discount::TradeCreditMethod method_named(const std::string& name) {
  return choose<discount::TradeCreditMethod>("method", name, {"", "nominal", "effective", "face"});
}

discount::Compounding compounding_named(const std::string& name) {
  return choose<discount::Compounding>("compounding", name, {"", "simple", "effective"});
}

std::optional<Date> day_or_none(const OptionalDay& day) {
  return day ? std::optional<Date>(Date(*day)) : std::nullopt;
}

template <class Array>
auto values_of(const Array& array) {
  return std::span(array.data(), static_cast<std::size_t>(array.size()));
}

/// Columns of offers as openitem.discount has checked them; an empty one is not given.
struct Offers {
  Minor amounts;
  Doubles discount_rates;
  Days discount_days, payment_days;
  Doubles rates;

  [[nodiscard]] discount::OfferColumns columns() const {
    return {values_of(amounts), values_of(discount_rates), values_of(discount_days), values_of(payment_days),
            values_of(rates)};
  }
};

discount::SlidingScale scale_of(std::int64_t apr, std::int32_t year_days, std::int32_t minimum_days,
                                const OptionalDay& scale_ends, const std::string& rounding) {
  discount::SlidingScale scale;
  scale.apr = apr;
  scale.year_days = year_days;
  scale.minimum_days = minimum_days;
  scale.scale_ends = day_or_none(scale_ends);
  scale.rounding = rounding_named("rounding", rounding);
  return scale;
}

void bind_offers(py::module_& module) {
  module.def("breakeven_discount", [](double rate, std::int32_t days_early, const std::string& compounding,
                                      std::int32_t year_days) {
    return discount::breakeven_discount(rate, days_early, compounding_named(compounding), year_days);
  });
  module.def("discount_net_benefit", &discount::discount_net_benefit);
  module.def("dso_after_discount", &discount::dso_after_discount);
  py::class_<Offers>(module, "Offers")
      .def(py::init<Minor, Doubles, Days, Days, Doubles>(), py::arg("amounts"), py::arg("discount_rates"),
           py::arg("discount_days"), py::arg("payment_days"), py::arg("rates"));
  module.def("costs_of_trade_credit", [](const Offers& offers, std::int64_t rows, const std::string& method,
                                         std::int32_t year_days, std::int32_t threads) {
    const discount::TradeCreditMethod choice = method_named(method);
    std::vector<double> costs(static_cast<std::size_t>(rows));
    without_lock(
        [&] { discount::costs_of_trade_credit(offers.columns(), choice, year_days, threads, costs); });
    return py::array_t<double>(static_cast<py::ssize_t>(costs.size()), costs.data());
  });
  module.def("npvs_of_offers", [](const Offers& offers, std::int64_t rows, const std::string& compounding,
                                  std::int32_t year_days, std::int32_t threads) {
    const discount::Compounding choice = compounding_named(compounding);
    std::vector<discount::OfferValue> values(static_cast<std::size_t>(rows));
    std::vector<double> savings(values.size());
    without_lock(
        [&] { discount::npvs_of_offers(offers.columns(), choice, year_days, threads, values, savings); });
    const auto size = static_cast<py::ssize_t>(values.size());
    py::array_t<double> discounted(size), net(size), gain(size);
    for (std::size_t at = 0; at < values.size(); ++at) {
      discounted.mutable_data()[at] = values[at].pv_discounted;
      net.mutable_data()[at] = values[at].pv_net;
      gain.mutable_data()[at] = values[at].gain;
    }
    return py::make_tuple(discounted, net, gain, py::array_t<double>(size, savings.data()));
  });
  module.def("price_offer",
             [](const PaymentTerms& terms, const OptionalDay& issue, const OptionalDay& receipt,
                const OptionalDay& delivery, const OptionalDay& as_of, const std::optional<double>& rate,
                const std::string& compounding, const std::optional<std::int32_t>& payment_day) {
               std::optional<TermsDates> dates;
               if (issue) {
                 dates = TermsDates{.issue = Date(*issue),
                                    .receipt = day_or_none(receipt),
                                    .delivery = day_or_none(delivery),
                                    .as_of = day_or_none(as_of)};
               }
               const discount::OfferOptions options = {
                   .rate = rate, .compounding = compounding_named(compounding), .payment_day = payment_day};
               return std::make_shared<Result>(discount::price_offer(terms, dates, options));
             });
}

void bind_scales(py::module_& module) {
  module.def("dynamic_discount", [](std::int64_t amount, std::int64_t apr, std::int32_t days_accelerated,
                                    std::int32_t year_days, const std::string& rounding) {
    const discount::DynamicDiscount found = discount::dynamic_discount(
        amount, apr, days_accelerated, year_days, rounding_named("rounding", rounding));
    return py::make_tuple(found.discount, found.payment);
  });
  module.def("price_pay_date", [](std::int64_t amount, std::int32_t due, std::int32_t pay, std::int64_t apr,
                                  std::int32_t year_days, std::int32_t minimum_days,
                                  const OptionalDay& scale_ends, const std::string& rounding) {
    const discount::DynamicDiscount found = discount::price_pay_date(
        amount, Date(due), Date(pay), scale_of(apr, year_days, minimum_days, scale_ends, rounding));
    return py::make_tuple(found.discount, found.payment);
  });
  module.def("discount_schedule",
             [](std::int64_t amount, const std::string& currency, std::int32_t due, std::int32_t first,
                std::int64_t apr, std::int32_t year_days, std::int32_t minimum_days,
                const OptionalDay& scale_ends, const std::string& rounding) {
               return std::make_shared<Result>(
                   discount::discount_schedule(amount, Currency(currency), Date(due), Date(first),
                                               scale_of(apr, year_days, minimum_days, scale_ends, rounding)));
             });
  module.def(
      "compute_item_discounts",
      [](const InputTables& tables, const std::optional<std::int64_t>& apr, std::int32_t year_days,
         std::int32_t minimum_days, const std::string& rounding, const std::string& money,
         const std::string& currency, const std::string& date_format, std::int32_t threads) {
        const discount::ItemDiscountOptions options = {.threads = threads,
                                                       .apr = apr,
                                                       .year_days = year_days,
                                                       .minimum_days = minimum_days,
                                                       .rounding = rounding_named("rounding", rounding),
                                                       .money = money_form(money),
                                                       .currency = currency,
                                                       .date_format = date_format};
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(discount::compute_item_discounts(views, options)); });
      });
}

}  // namespace

void bind_discount(py::module_& module) {
  bind_offers(module);
  bind_scales(module);
}

}  // namespace openitem::python
