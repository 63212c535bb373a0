#include "openitem/discount.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/discount.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

static_assert(sizeof(oi_offer_value) == sizeof(discount::OfferValue));

constexpr oi_offer_options default_offer_options = OI_OFFER_OPTIONS_INIT;
constexpr oi_sliding_scale_options default_scale_options = OI_SLIDING_SCALE_OPTIONS_INIT;
constexpr oi_item_discount_options default_item_discount_options = OI_ITEM_DISCOUNT_OPTIONS_INIT;
constexpr std::int64_t first_offer_size = 56, first_scale_size = 24, first_item_size = 48;  // version 0.1

discount::TradeCreditMethod read_method(std::int32_t value, std::int32_t argument) {
  return read_variant(value, discount::TradeCreditMethod::face, "method",
                      "OI_TRADE_CREDIT_NOMINAL, OI_TRADE_CREDIT_EFFECTIVE or OI_TRADE_CREDIT_FACE", argument);
}

discount::Compounding read_compounding(std::int32_t value, std::int32_t argument) {
  return read_variant(value, discount::Compounding::effective, "compounding",
                      "OI_DISCOUNT_SIMPLE or OI_DISCOUNT_EFFECTIVE", argument);
}

void check_year(std::int32_t year_days, std::int32_t argument) {
  blaming(argument, [&] { discount::check_year_days(year_days); });
}

void check_capital(const char* name, double rate, std::int32_t argument) {
  blaming(argument, [&] { discount::check_capital_rate(name, rate); });
}

/// The discount and its days, which stand side by side; the payment day comes last.
void check_offer(double rate, std::int32_t days, const char* payment_name, std::int32_t payment_day,
                 std::int32_t argument) {
  blaming(argument, [&] { discount::check_discount_rate(rate); });
  blaming(argument + 1, [&] { discount::check_days("discount_days", days); });
  blaming(argument + 2, [&] { discount::check_offer_days(days, payment_name, payment_day); });
}

/// The price of one pay date: a choice of what a dynamic discount is computed from.
discount::SlidingScale read_scale(std::int64_t apr, std::int32_t year_days,
                                  const oi_sliding_scale_options* options, std::int32_t apr_argument) {
  const std::int32_t argument = apr_argument + 2;
  const oi_sliding_scale_options given = read_options(
      options, default_scale_options,
      {.type = "oi_sliding_scale_options", .argument = argument, .first_size = first_scale_size});
  blaming(apr_argument, [&] { discount::check_apr(apr); });
  check_year(year_days, apr_argument + 1);
  blaming(argument, [&] { discount::check_days("options.minimum_days", given.minimum_days); });
  discount::SlidingScale scale;
  scale.apr = apr;
  scale.year_days = year_days;
  scale.minimum_days = given.minimum_days;
  scale.rounding = read_rounding(given.rounding, argument);
  scale.scale_ends = read_optional_day(given.scale_ends, "options.scale_ends", argument);
  return scale;
}

std::optional<TermsDates> read_dates(const oi_offer_options& given, std::int32_t argument) {
  const std::optional<Date> issue = read_optional_day(given.issue, "options.issue", argument);
  const std::optional<Date> receipt = read_optional_day(given.receipt, "options.receipt", argument);
  const std::optional<Date> delivery = read_optional_day(given.delivery, "options.delivery", argument);
  const std::optional<Date> as_of = read_optional_day(given.as_of, "options.as_of", argument);
  if (issue) return TermsDates{.issue = *issue, .receipt = receipt, .delivery = delivery, .as_of = as_of};
  if (!receipt && !delivery && !as_of) return std::nullopt;
  throw Error(Status::missing_value, "options.issue is NULL beside another date; give the issue date too")
      .of_argument(argument);
}

template <class Value>
std::span<const Value> read_part(const Value* values, std::int64_t count, std::int64_t rows, const char* name,
                                 std::int32_t argument) {
  require_count(count, 0, rows > 1 ? rows : 1, name, argument);
  if (count > 0) require(values, name, argument);
  return {values, static_cast<std::size_t>(count)};
}

discount::OfferColumns read_columns(const oi_offer_columns* columns, std::int64_t rows,
                                    std::int32_t argument) {
  require(columns, "columns", argument);
  require_count(rows, 0, largest_row_count, "rows", argument + 1);
  const oi_offer_columns& given = *columns;
  return {.amounts = read_part(given.amounts, given.amounts_count, rows, "columns.amounts", argument),
          .discount_rates = read_part(given.discount_rates, given.discount_rates_count, rows,
                                      "columns.discount_rates", argument),
          .discount_days = read_part(given.discount_days, given.discount_days_count, rows,
                                     "columns.discount_days", argument),
          .payment_days =
              read_part(given.payment_days, given.payment_days_count, rows, "columns.payment_days", argument),
          .rates = read_part(given.rates, given.rates_count, rows, "columns.rates", argument)};
}

}  // namespace

oi_status oi_discount_cost_of_trade_credit(double discount_rate, int32_t discount_days, int32_t payment_day,
                                           oi_trade_credit_method method, int32_t year_days, double* cost,
                                           oi_error* error) {
  return guard(error, [&] {
    check_offer(discount_rate, discount_days, "payment_day", payment_day, 0);
    const discount::TradeCreditMethod choice = read_method(method, 3);
    check_year(year_days, 4);
    require(cost, "cost", 5);
    *cost = blaming(0, [&] {
      return discount::cost_of_trade_credit(discount_rate, discount_days, payment_day, choice, year_days);
    });
  });
}

oi_status oi_discount_breakeven(double rate, int32_t days_early, oi_discount_compounding compounding,
                                int32_t year_days, double* discount, oi_error* error) {
  return guard(error, [&] {
    check_capital("rate", rate, 0);
    blaming(1, [&] { discount::check_days("days_early", days_early); });
    const discount::Compounding choice = read_compounding(compounding, 2);
    check_year(year_days, 3);
    require(discount, "discount", 4);
    *discount = blaming(0, [&] { return discount::breakeven_discount(rate, days_early, choice, year_days); });
  });
}

oi_status oi_discount_net_benefit(double discount_rate, double cost_of_capital, int32_t days_early,
                                  int32_t year_days, double* benefit, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_discount_rate(discount_rate); });
    check_capital("cost_of_capital", cost_of_capital, 1);
    blaming(2, [&] { discount::check_days("days_early", days_early); });
    check_year(year_days, 3);
    require(benefit, "benefit", 4);
    *benefit = discount::discount_net_benefit(discount_rate, cost_of_capital, days_early, year_days);
  });
}

oi_status oi_discount_dso_after(double share_taking, double discount_day, double otherwise_day, double* dso,
                                oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { (void)discount::dso_after_discount(share_taking, 0, 0); });
    blaming(1, [&] { (void)discount::dso_after_discount(0, discount_day, 0); });
    blaming(2, [&] { (void)discount::dso_after_discount(0, 0, otherwise_day); });
    require(dso, "dso", 3);
    *dso = discount::dso_after_discount(share_taking, discount_day, otherwise_day);
  });
}

oi_status oi_discount_npv_of_offer(int64_t amount, double discount_rate, int32_t discount_days,
                                   int32_t net_days, double rate, oi_discount_compounding compounding,
                                   int32_t year_days, oi_offer_value* value, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_amount(amount); });
    check_offer(discount_rate, discount_days, "net_days", net_days, 1);
    check_capital("rate", rate, 4);
    const discount::Compounding choice = read_compounding(compounding, 5);
    check_year(year_days, 6);
    require(value, "value", 7);
    const discount::OfferValue found = blaming(4, [&] {
      return discount::npv_of_offer(amount, discount_rate, discount_days, net_days, rate, choice, year_days);
    });
    *value = {found.pv_discounted, found.pv_net, found.gain};
  });
}

oi_status oi_discount_saving_of_taking(int64_t amount, double discount_rate, int32_t discount_days,
                                       int32_t payment_day, double rate, oi_discount_compounding compounding,
                                       int32_t year_days, double* saving, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_amount(amount); });
    check_offer(discount_rate, discount_days, "payment_day", payment_day, 1);
    check_capital("rate", rate, 4);
    const discount::Compounding choice = read_compounding(compounding, 5);
    check_year(year_days, 6);
    require(saving, "saving", 7);
    *saving = blaming(4, [&] {
      return discount::saving_of_taking(amount, discount_rate, discount_days, payment_day, rate, choice,
                                        year_days);
    });
  });
}

oi_status oi_offer_options_init(oi_offer_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_offer_options;
  });
}

oi_status oi_discount_price_offer(const oi_terms* terms, const oi_offer_options* options, oi_result** result,
                                  oi_error* error) {
  return guard(error, [&] {
    require(terms, "terms", 0);
    const oi_offer_options given =
        read_options(options, default_offer_options,
                     {.type = "oi_offer_options", .argument = 1, .first_size = first_offer_size});
    discount::OfferOptions choices;
    choices.compounding =
        read_choice(given.compounding, discount::Compounding::effective, "options.compounding",
                    "OI_DISCOUNT_SIMPLE or OI_DISCOUNT_EFFECTIVE", 1);
    blaming(1, [&] { discount::check_days("options.payment_day", given.payment_day); });
    if (given.payment_day != 0) choices.payment_day = given.payment_day;
    if (given.rate != nullptr) choices.rate = *given.rate;
    const std::optional<TermsDates> dates = read_dates(given, 1);
    require(result, "result", 2);
    *result = make_handle(blaming(1, [&] { return discount::price_offer(terms->value, dates, choices); }));
  });
}

oi_status oi_discount_dynamic(int64_t amount, int64_t apr, int32_t days_accelerated, int32_t year_days,
                              oi_rounding rounding, int64_t* discounted, int64_t* payable, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_amount(amount); });
    blaming(1, [&] { discount::check_apr(apr); });
    blaming(2, [&] { discount::check_days("days_accelerated", days_accelerated); });
    check_year(year_days, 3);
    const Rounding mode = read_rounding(rounding, 4);
    require(discounted, "discounted", 5);
    require(payable, "payable", 6);
    const discount::DynamicDiscount found = blaming(
        1, [&] { return discount::dynamic_discount(amount, apr, days_accelerated, year_days, mode); });
    *discounted = found.discount;
    *payable = found.payment;
  });
}

oi_status oi_sliding_scale_options_init(oi_sliding_scale_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_scale_options;
  });
}

oi_status oi_discount_price_pay_date(int64_t amount, oi_day due, oi_day pay, int64_t apr, int32_t year_days,
                                     const oi_sliding_scale_options* options, int64_t* discounted,
                                     int64_t* payable, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_amount(amount); });
    const Date due_day = read_day(due, "due", 1);
    const Date pay_day = read_day(pay, "pay", 2);
    const discount::SlidingScale scale = read_scale(apr, year_days, options, 3);
    require(discounted, "discounted", 6);
    require(payable, "payable", 7);
    const discount::DynamicDiscount found =
        blaming(3, [&] { return discount::price_pay_date(amount, due_day, pay_day, scale); });
    *discounted = found.discount;
    *payable = found.payment;
  });
}

oi_status oi_discount_schedule(int64_t amount, const char* currency, oi_day due, oi_day begin, int64_t apr,
                               int32_t year_days, const oi_sliding_scale_options* options, oi_result** result,
                               oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { discount::check_amount(amount); });
    const Currency unit = read_currency(currency, "currency", 1);
    const Date due_day = read_day(due, "due", 2);
    const Date first = read_day(begin, "begin", 3);
    const discount::SlidingScale scale = read_scale(apr, year_days, options, 4);
    require(result, "result", 7);
    *result = make_handle(
        blaming(3, [&] { return discount::discount_schedule(amount, unit, due_day, first, scale); }));
  });
}

oi_status oi_discount_compute_costs(const oi_offer_columns* columns, int64_t rows,
                                    oi_trade_credit_method method, int32_t year_days, int32_t threads,
                                    double* costs, oi_error* error) {
  return guard(error, [&] {
    const discount::OfferColumns given = read_columns(columns, rows, 0);
    const discount::TradeCreditMethod choice = read_method(method, 2);
    check_year(year_days, 3);
    blaming(4, [&] { check_threads(threads); });
    require(costs, "costs", 5);
    std::vector<double> found(static_cast<std::size_t>(rows));
    blaming(0, [&] { discount::costs_of_trade_credit(given, choice, year_days, threads, found); });
    std::copy(found.begin(), found.end(), costs);
  });
}

oi_status oi_discount_compute_npvs(const oi_offer_columns* columns, int64_t rows,
                                   oi_discount_compounding compounding, int32_t year_days, int32_t threads,
                                   oi_offer_value* values, double* savings, oi_error* error) {
  return guard(error, [&] {
    const discount::OfferColumns given = read_columns(columns, rows, 0);
    const discount::Compounding choice = read_compounding(compounding, 2);
    check_year(year_days, 3);
    blaming(4, [&] { check_threads(threads); });
    require(values, "values", 5);
    const auto size = static_cast<std::size_t>(rows);
    std::vector<discount::OfferValue> found(size);
    std::vector<double> saved(savings == nullptr ? 0 : size);
    blaming(0, [&] { discount::npvs_of_offers(given, choice, year_days, threads, found, saved); });
    std::transform(found.begin(), found.end(), values, [](const discount::OfferValue& one) {
      return oi_offer_value{one.pv_discounted, one.pv_net, one.gain};
    });
    std::copy(saved.begin(), saved.end(), savings);
  });
}

oi_status oi_item_discount_options_init(oi_item_discount_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_item_discount_options;
  });
}

oi_status oi_discount_compute_items(const oi_table* tables, int32_t table_count, int32_t year_days,
                                    const oi_item_discount_options* options, oi_result** result,
                                    oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    check_year(year_days, 2);
    const oi_item_discount_options given =
        read_options(options, default_item_discount_options,
                     {.type = "oi_item_discount_options", .argument = 3, .first_size = first_item_size});
    discount::ItemDiscountOptions choices;
    choices.threads = given.threads;
    choices.year_days = year_days;
    choices.minimum_days = given.minimum_days;
    choices.rounding = read_rounding(given.rounding, 3);
    choices.money = read_money_form(given.money, 3);
    if (given.apr != nullptr) choices.apr = *given.apr;
    choices.currency = read_optional_text(given.currency);
    choices.date_format = read_optional_text(given.date_format);
    require(result, "result", 4);
    *result = make_handle(discount::compute_item_discounts(borrowed.views(), choices));
  });
}
