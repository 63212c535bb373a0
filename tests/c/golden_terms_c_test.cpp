// The golden cases about terms, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "golden/terms_texts.hpp"
#include "openitem/terms.h"

namespace openitem::golden::golden_terms_c_test {
namespace {

using namespace c_abi;

using Terms = std::unique_ptr<oi_terms, decltype(&oi_terms_release)>;
using Tables = std::unique_ptr<oi_result, decltype(&oi_result_release)>;

Terms terms_of(const std::string& text) {
  oi_error error;
  oi_terms* terms = nullptr;
  ask(oi_terms_parse(text.c_str(), OI_TERMS_READING_NOT_SET, &terms, &error), error);
  return {terms, &oi_terms_release};
}

oi_terms_document document_on(oi_day issue) {
  return {100, 0, 0, issue, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, 0, 0};
}

Tables schedule_of(const std::string& text, const oi_terms_document& document, const char* currency = "XXX",
                   const oi_terms_options* options = nullptr) {
  oi_error error;
  oi_result* result = nullptr;
  const Terms terms = terms_of(text);
  ask(oi_terms_schedule(terms.get(), &document, currency, options, &result, &error), error);
  return {result, &oi_result_release};
}

template <class Value>
std::vector<Value> column_of(const Tables& tables, const char* table, const char* column) {
  oi_error error;
  oi_column view;
  std::int64_t rows = 0;
  ask(oi_result_column(tables.get(), table, column, &view, &rows, &error), error);
  const auto* const values = static_cast<const Value*>(view.values);
  return {values, values + rows};
}

std::string first_day(const Tables& tables, const char* table, const char* column) {
  return iso_of(column_of<std::int32_t>(tables, table, column).at(0));
}

const Registration due_date("due_date", [](const Inputs& inputs) {
  oi_terms_options options = OI_TERMS_OPTIONS_INIT;
  std::vector<oi_postponement> postponements;
  if (inputs.has("holiday_postponements")) {
    for (const Inputs& row : inputs.objects("holiday_postponements")) {
      postponements.push_back({day_of(row.text("holiday")), day_of(row.text("postponed_to"))});
    }
  }
  options.postponements = postponements.data();
  options.postponements_count = static_cast<std::int32_t>(postponements.size());
  const Terms terms = terms_of(due_text(inputs));
  const oi_terms* const list[] = {terms.get()};
  const std::int32_t codes[] = {0};
  const oi_day issue[] = {day_of(inputs.text("invoice_date"))};
  oi_day due = 0;
  oi_error error;
  ask(oi_terms_due_dates(list, 1, codes, issue, nullptr, nullptr, nullptr, 1, &options, &due, &error), error);
  return Json(iso_of(due));
});

const Registration due_dates("due_dates", [](const Inputs& inputs) {
  const Tables tables =
      schedule_of(lines_text(inputs, "XXX"), document_on(day_of(inputs.text("invoice_date"))));
  Json list = Json::array();
  for (const oi_day day : column_of<std::int32_t>(tables, "instalments", "due_date"))
    list.push_back(iso_of(day));
  return list;
});

const Registration instalment_amounts("instalment_amounts", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  EXPECT_EQ(inputs.text("residual"), "last_line");
  oi_terms_document document = document_on(0);
  document.total = minor_of(inputs.text("total"), currency);
  const Tables tables = schedule_of(lines_text(inputs, currency), document, currency.c_str());
  Json list = Json::array();
  for (const std::int64_t amount : column_of<std::int64_t>(tables, "instalments", "amount")) {
    list.push_back(text_of(amount, currency));
  }
  return list;
});

const Registration instalments("instalments", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  oi_terms_document document = document_on(day_of(inputs.text("invoice_date")));
  document.total = minor_of(inputs.text("total"), currency);
  const Tables tables = schedule_of(lines_text(inputs, currency), document, currency.c_str());
  const auto days = column_of<std::int32_t>(tables, "instalments", "due_date");
  const auto amounts = column_of<std::int64_t>(tables, "instalments", "amount");
  Json list = Json::array();
  for (std::size_t i = 0; i < days.size(); ++i) {
    list.push_back({{"date", iso_of(days[i])}, {"amount", text_of(amounts[i], currency)}});
  }
  return list;
});

Json discount_and_due(const std::string& text, oi_day start) {
  const Tables tables = schedule_of(text, document_on(start));
  return Json{{"discount_date", first_day(tables, "discounts", "deadline")},
              {"due_date", first_day(tables, "instalments", "due_date")}};
}

const Registration discount_and_due_date_eom("discount_and_due_date_eom", [](const Inputs& inputs) {
  return discount_and_due(eom_discount_text(inputs), day_of(inputs.text("invoice_date")));
});

const Registration discount_and_due_date("discount_and_due_date", [](const Inputs& inputs) {
  return discount_and_due(
      "1/" + number_text(inputs, "discount_days") + ", net " + number_text(inputs, "net_days"),
      day_of(inputs.text("start_date")));
});

const Registration discount_date("discount_date", [](const Inputs& inputs) {
  oi_terms_document document = document_on(day_of(inputs.text("invoice_date")));
  document.receipt = day_of(inputs.text("receipt_date"));
  document.as_of = day_of(inputs.text("as_of"));
  return Json(first_day(schedule_of(dating_text(inputs), document), "discounts", "deadline"));
});

oi_cash_discount discount_of(std::int64_t net, std::int64_t tax, double rate,
                             oi_terms_discount_tax computation, oi_rounding rounding) {
  oi_error error;
  oi_cash_discount discount;
  ask(oi_terms_cash_discount(net, tax, static_cast<std::int64_t>(rate * 1e9 + 0.5), computation, rounding,
                             &discount, &error),
      error);
  return discount;
}

const Registration cash_discount("cash_discount", [](const Inputs& inputs) {
  static const std::map<std::string, oi_rounding> modes = {{"half_up", OI_ROUND_HALF_UP},
                                                           {"half_even", OI_ROUND_HALF_EVEN},
                                                           {"half_down", OI_ROUND_HALF_DOWN},
                                                           {"up", OI_ROUND_UP},
                                                           {"down", OI_ROUND_DOWN}};
  const std::string currency = inputs.text("currency");
  const oi_cash_discount discount =
      discount_of(minor_of(inputs.text("net_price"), currency), 0, inputs.number("discount_rate"),
                  OI_TERMS_TAX_INCLUDED, modes.at(inputs.text("rounding")));
  return Json{{"discount", text_of(discount.amount, currency)},
              {"cash_price", text_of(discount.payable, currency)}};
});

const Registration early_discount_total("early_discount_total", [](const Inputs& inputs) {
  static const std::map<std::string, oi_terms_discount_tax> computations = {
      {"included", OI_TERMS_TAX_INCLUDED},
      {"excluded", OI_TERMS_TAX_EXCLUDED},
      {"mixed", OI_TERMS_TAX_MIXED}};
  const std::string currency = inputs.text("currency");
  const oi_cash_discount discount = discount_of(
      minor_of(inputs.text("untaxed"), currency), minor_of(inputs.text("tax"), currency),
      inputs.number("discount_rate"), computations.at(inputs.text("computation")), OI_ROUND_HALF_UP);
  return Json{{"total", text_of(discount.total, currency)},
              {"discounted", text_of(discount.payable, currency)}};
});

}  // namespace
}  // namespace openitem::golden::golden_terms_c_test
