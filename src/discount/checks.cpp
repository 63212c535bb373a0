#include "discount/checks.hpp"

#include "cashflow/checks.hpp"
#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/exponential.hpp"
#include "core/message.hpp"

namespace openitem::discount {
namespace {

void check_variant(std::string_view name, std::int32_t value, std::int32_t last, std::string_view choices) {
  if (value >= 1 && value <= last) return;
  throw Error(value == 0 ? Status::not_set : Status::invalid_argument,
              Message().append(name).append(" must be chosen: ").append(choices));
}

}  // namespace

void check_discount_rate(double rate) {
  if (rate >= 0.0 && rate < 1.0) return;
  Message message;
  cashflow::append_number(message.append("discount_rate is "), rate)
      .append("; expected a fraction from 0 to below 1 (0.02 = 2 %)");
  throw Error(Status::out_of_bounds, message);
}

void check_capital_rate(std::string_view name, double rate) { cashflow::check_rate(name, rate); }

void check_days(std::string_view name, std::int32_t days) { check_bounds(name, days, 0, kMostDays); }

void check_year_days(std::int32_t year_days) {
  if (year_days == 0) {
    throw Error(Status::not_set, "year_days is not set; choose the days of the year, as a rule 360 or 365");
  }
  check_bounds("year_days", year_days, 1, kLongestYear);
}

void check_offer_days(std::int32_t discount_days, std::string_view payment_name, std::int32_t payment_day) {
  check_days("discount_days", discount_days);
  check_days(payment_name, payment_day);
  if (payment_day > discount_days) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append(payment_name)
                                         .append(" is ")
                                         .append(payment_day)
                                         .append("; expected a day after discount_days, which is ")
                                         .append(discount_days));
}

void check_amount(std::int64_t amount) { check_bounds("amount", amount, 1 - kAmountLimit, kAmountLimit - 1); }

void check_apr(std::int64_t apr) { check_bounds("apr", apr, 0, kLargestApr); }

void check_method(TradeCreditMethod method) {
  check_variant("method", static_cast<std::int32_t>(method),
                static_cast<std::int32_t>(TradeCreditMethod::face), "nominal, effective or face");
}

void check_compounding(Compounding compounding) {
  check_variant("compounding", static_cast<std::int32_t>(compounding),
                static_cast<std::int32_t>(Compounding::effective), "simple or effective");
}

double growth_of(double rate, std::int32_t days, Compounding compounding, std::int32_t year_days) {
  const double years = static_cast<double>(days) / static_cast<double>(year_days);
  const double growth =
      compounding == Compounding::simple ? 1.0 + rate * years : exponential_of(years * log_of_one_plus(rate));
  if (!(growth > 0.0)) {
    Message message;
    cashflow::append_number(message.append("rate is "), rate)
        .append("; over ")
        .append(days)
        .append(" days it leaves nothing: expected a higher one");
    throw Error(Status::out_of_bounds, message);
  }
  return cashflow::checked_result("growth", growth);
}

}  // namespace openitem::discount
