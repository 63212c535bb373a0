// One offer: its cost a year, its break-even, its value to either side.

#include <cmath>

#include "cashflow/checks.hpp"
#include "core/exponential.hpp"
#include "core/message.hpp"
#include "discount/checks.hpp"
#include "openitem/discount.hpp"

namespace openitem::discount {
namespace {

// 1 - 1 / growth without cancellation: small rates over few days are the usual case.
double share_of_growth(double rate, std::int32_t days, Compounding compounding, std::int32_t year_days) {
  const double years = static_cast<double>(days) / static_cast<double>(year_days);
  if (compounding == Compounding::effective) {
    return -exponential_less_one(-years * log_of_one_plus(rate));
  }
  return rate * years / (1.0 + rate * years);
}

void check_share(std::string_view name, double value, double last, std::string_view expected) {
  if (value >= 0.0 && value <= last) return;
  Message message;
  cashflow::append_number(message.append(name).append(" is "), value).append("; expected ").append(expected);
  throw Error(Status::out_of_bounds, message);
}

}  // namespace

double cost_of_trade_credit(double discount_rate, std::int32_t discount_days, std::int32_t payment_day,
                            TradeCreditMethod method, std::int32_t year_days) {
  check_discount_rate(discount_rate);
  check_offer_days(discount_days, "payment_day", payment_day);
  check_method(method);
  check_year_days(year_days);
  const double periods = static_cast<double>(year_days) / static_cast<double>(payment_day - discount_days);
  switch (method) {
    case TradeCreditMethod::face: return discount_rate * periods;
    case TradeCreditMethod::nominal:
      return cashflow::checked_result("the cost", discount_rate / (1.0 - discount_rate) * periods);
    default:  // ln(1 + d / (1 - d)) = -ln(1 - d)
      return cashflow::checked_result("the cost",
                                      exponential_less_one(-periods * log_of_one_plus(-discount_rate)));
  }
}

double breakeven_discount(double rate, std::int32_t days_early, Compounding compounding,
                          std::int32_t year_days) {
  check_capital_rate("rate", rate);
  check_days("days_early", days_early);
  check_compounding(compounding);
  check_year_days(year_days);
  (void)growth_of(rate, days_early, compounding, year_days);
  return share_of_growth(rate, days_early, compounding, year_days);
}

double discount_net_benefit(double discount_rate, double cost_of_capital, std::int32_t days_early,
                            std::int32_t year_days) {
  check_discount_rate(discount_rate);
  check_capital_rate("cost_of_capital", cost_of_capital);
  check_days("days_early", days_early);
  check_year_days(year_days);
  return discount_rate - cost_of_capital * static_cast<double>(days_early) / static_cast<double>(year_days);
}

double dso_after_discount(double share_taking, double discount_days, double otherwise_days) {
  check_share("share_taking", share_taking, 1.0, "a share from 0 to 1");
  check_share("discount_days", discount_days, static_cast<double>(kMostDays), "days from 0 to 4000000");
  check_share("otherwise_days", otherwise_days, static_cast<double>(kMostDays), "days from 0 to 4000000");
  return share_taking * discount_days + (1.0 - share_taking) * otherwise_days;
}

OfferValue npv_of_offer(std::int64_t amount, double discount_rate, std::int32_t discount_days,
                        std::int32_t net_days, double rate, Compounding compounding, std::int32_t year_days) {
  check_amount(amount);
  check_discount_rate(discount_rate);
  check_offer_days(discount_days, "net_days", net_days);
  check_capital_rate("rate", rate);
  check_compounding(compounding);
  check_year_days(year_days);
  const double whole = static_cast<double>(amount);
  OfferValue value;
  value.pv_discounted =
      cashflow::checked_result("pv_discounted", whole * (1.0 - discount_rate) /
                                                    growth_of(rate, discount_days, compounding, year_days));
  value.pv_net =
      cashflow::checked_result("pv_net", whole / growth_of(rate, net_days, compounding, year_days));
  value.gain = value.pv_discounted - value.pv_net;
  return value;
}

double saving_of_taking(std::int64_t amount, double discount_rate, std::int32_t discount_days,
                        std::int32_t payment_day, double rate, Compounding compounding,
                        std::int32_t year_days) {
  check_amount(amount);
  check_discount_rate(discount_rate);
  check_offer_days(discount_days, "payment_day", payment_day);
  check_capital_rate("rate", rate);
  check_compounding(compounding);
  check_year_days(year_days);
  const std::int32_t days_early = payment_day - discount_days;
  const double growth = growth_of(rate, days_early, compounding, year_days);
  // 1 - (1 - d) growth = growth (d - break-even): the difference of two small numbers, not of two near 1.
  const double share = growth * (discount_rate - share_of_growth(rate, days_early, compounding, year_days));
  return cashflow::checked_result("the saving", static_cast<double>(amount) * share);
}

}  // namespace openitem::discount
