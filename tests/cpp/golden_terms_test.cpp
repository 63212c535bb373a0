// Adapters of the golden cases about terms (tests/golden/04_terms.json).

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golden/terms_texts.hpp"
#include "golden_runner.hpp"
#include "openitem/terms.hpp"

namespace openitem::golden_terms_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;

Rounding rounding_of(const std::string& name) {
  static const std::vector<std::string> names = {"half_up",      "half_even",  "half_down", "half_odd",
                                                 "half_ceiling", "half_floor", "up",        "down",
                                                 "ceiling",      "floor"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Rounding>(i);
  }
  throw Error(Status::unknown_name, name);
}

std::int64_t parts_of(const Inputs& inputs) {
  return static_cast<std::int64_t>(inputs.number("discount_rate") * 1e9 + 0.5);
}

TermsOptions options_of(const Inputs& inputs) {
  TermsOptions options;
  if (!inputs.has("holiday_postponements")) return options;
  for (const Inputs& row : inputs.objects("holiday_postponements")) {
    options.postponements.push_back({Date(row.text("holiday")), Date(row.text("postponed_to"))});
  }
  return options;
}

const Registration due_date("due_date", [](const Inputs& inputs) {
  const PaymentTerms terms = parse_terms(golden::due_text(inputs));
  const TermsDates dates{Date(inputs.text("invoice_date"))};
  return Json(terms_due_dates(terms, dates, options_of(inputs)).at(0).iso());
});

const Registration due_dates("due_dates", [](const Inputs& inputs) {
  const PaymentTerms terms = parse_terms(golden::lines_text(inputs, "XXX"));
  Json list = Json::array();
  for (const Date date : terms_due_dates(terms, {Date(inputs.text("invoice_date"))}))
    list.push_back(date.iso());
  return list;
});

const Registration amounts("instalment_amounts", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  EXPECT_EQ(inputs.text("residual"), "last_line");
  const PaymentTerms terms = parse_terms(golden::lines_text(inputs, inputs.text("currency")));
  Json list = Json::array();
  for (const std::int64_t amount : terms_amounts(terms, parse_money(inputs.text("total"), currency))) {
    list.push_back(format_money(amount, currency));
  }
  return list;
});

const Registration instalments("instalments", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  TermsAmounts total;
  total.total = parse_money(inputs.text("total"), currency);
  const PaymentTerms terms = parse_terms(golden::lines_text(inputs, inputs.text("currency")));
  const TermsSchedule schedule =
      schedule_terms(terms, {Date(inputs.text("invoice_date"))}, total, {}, currency);
  Json list = Json::array();
  for (const Instalment& instalment : schedule.instalments) {
    list.push_back({{"date", instalment.due.iso()}, {"amount", format_money(instalment.amount, currency)}});
  }
  return list;
});

Json discount_and_due(const std::string& text, const TermsDates& dates) {
  const PaymentTerms terms = parse_terms(text);
  return Json{{"discount_date", terms_discount_deadlines(terms, dates).at(0).iso()},
              {"due_date", terms_due_dates(terms, dates).at(0).iso()}};
}

const Registration discount_and_due_date_eom("discount_and_due_date_eom", [](const Inputs& inputs) {
  return discount_and_due(golden::eom_discount_text(inputs), {Date(inputs.text("invoice_date"))});
});

const Registration discount_and_due_date("discount_and_due_date", [](const Inputs& inputs) {
  return discount_and_due("1/" + golden::number_text(inputs, "discount_days") + ", net " +
                              golden::number_text(inputs, "net_days"),
                          {Date(inputs.text("start_date"))});
});

const Registration discount_date("discount_date", [](const Inputs& inputs) {
  TermsDates dates{Date(inputs.text("invoice_date"))};
  dates.receipt = Date(inputs.text("receipt_date"));
  dates.as_of = Date(inputs.text("as_of"));
  return Json(terms_discount_deadlines(parse_terms(golden::dating_text(inputs)), dates).at(0).iso());
});

const Registration cash("cash_discount", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const CashDiscount discount =
      cash_discount(parse_money(inputs.text("net_price"), currency), 0, parts_of(inputs),
                    TermsDiscountTax::included, rounding_of(inputs.text("rounding")));
  return Json{{"discount", format_money(discount.amount, currency)},
              {"cash_price", format_money(discount.payable, currency)}};
});

const Registration early("early_discount_total", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const std::string name = inputs.text("computation");
  const TermsDiscountTax computation = name == "included"   ? TermsDiscountTax::included
                                       : name == "excluded" ? TermsDiscountTax::excluded
                                                            : TermsDiscountTax::mixed;
  const CashDiscount discount =
      cash_discount(parse_money(inputs.text("untaxed"), currency), parse_money(inputs.text("tax"), currency),
                    parts_of(inputs), computation);
  return Json{{"total", format_money(discount.total, currency)},
              {"discounted", format_money(discount.payable, currency)}};
});

}  // namespace
}  // namespace openitem::golden_terms_test
