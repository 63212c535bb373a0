#include "discount/sliding_scale.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "column/about_lines.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "discount/checks.hpp"
#include "money/rounding.hpp"

namespace openitem::discount {
namespace {

// The rows of a schedule, a column each; rates are of the rounded discount.
struct ScheduleColumns {
  std::vector<std::int32_t> pay_date, days;
  std::vector<std::int64_t> discount, payment;
  std::vector<double> apr, nominal, effective;
  std::vector<std::uint8_t> has_rates;

  void add(Date pay, std::int32_t accelerated, const DynamicDiscount& price, std::int32_t year_days) {
    pay_date.push_back(pay.days());
    days.push_back(accelerated);
    discount.push_back(price.discount);
    payment.push_back(price.payment);
    const double share = static_cast<double>(price.discount) /
                         (static_cast<double>(price.discount) + static_cast<double>(price.payment));
    const bool is_rated = price.discount != 0 && price.payment != 0;
    const auto cost = [&](TradeCreditMethod method) {
      return is_rated ? cost_of_trade_credit(share, 0, accelerated, method, year_days) : 0.0;
    };
    has_rates.push_back(is_rated ? 1 : 0);
    apr.push_back(cost(TradeCreditMethod::face));
    nominal.push_back(cost(TradeCreditMethod::nominal));
    effective.push_back(cost(TradeCreditMethod::effective));
  }
};

}  // namespace

void check_scale(const SlidingScale& scale) {
  check_apr(scale.apr);
  check_year_days(scale.year_days);
  check_days("minimum_days", scale.minimum_days);
  check_rounding(scale.rounding);
}

DynamicDiscount dynamic_discount(std::int64_t amount, std::int64_t apr, std::int32_t days_accelerated,
                                 std::int32_t year_days, Rounding rounding) {
  check_amount(amount);
  check_apr(apr);
  check_days("days_accelerated", days_accelerated);
  check_year_days(year_days);
  check_rounding(rounding);
  const std::int64_t parts = apr * days_accelerated;  // at most 4 x 10^17
  const std::int64_t whole = kPartsPerUnit * year_days;
  if (parts >= whole) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("apr is ")
                    .append(apr)
                    .append(" parts per billion; over ")
                    .append(days_accelerated)
                    .append(" days of ")
                    .append(year_days)
                    .append(" it takes the whole amount: expected a lower rate or fewer days"));
  }
  const std::int64_t discount = multiply_divide(amount, parts, whole, rounding);
  return {discount, amount - discount};
}

DynamicDiscount price_pay_date(std::int64_t amount, Date due, Date pay, const SlidingScale& scale) {
  check_scale(scale);
  const std::int32_t days =
      discounted_days(due.days(), pay.days(), scale.scale_ends.value_or(due).days(), scale.minimum_days);
  return dynamic_discount(amount, scale.apr, days, scale.year_days, scale.rounding);
}

Result discount_schedule(std::int64_t amount, Currency currency, Date due, Date first,
                         const SlidingScale& scale) {
  if (due < first) {
    throw Error(Status::invalid_argument, Message()
                                              .append("first is ")
                                              .append(first.iso())
                                              .append("; expected the due date, ")
                                              .append(due.iso())
                                              .append(", or a day before it"));
  }
  ScheduleColumns rows;
  for (std::int32_t day = first.days(); day <= due.days(); ++day) {
    const Date pay(day);
    rows.add(pay, days_accelerated(due.days(), day), price_pay_date(amount, due, pay, scale),
             scale.year_days);
  }
  const std::vector<std::string_view> currencies(rows.days.size(), currency.code());
  Table table("schedule");
  table.add(Column::date("pay_date", std::move(rows.pay_date)));
  table.add(Column::int32("days_accelerated", std::move(rows.days), ColumnRole::days));
  table.add(Column::text("currency", currencies));
  table.add(Column::int64("discount", std::move(rows.discount), ColumnRole::money));
  table.add(Column::int64("payment", std::move(rows.payment), ColumnRole::money));
  table.add(Column::float64("apr", std::move(rows.apr)).with_validity(rows.has_rates));
  table.add(Column::float64("nominal", std::move(rows.nominal)).with_validity(rows.has_rates));
  table.add(Column::float64("effective", std::move(rows.effective)).with_validity(rows.has_rates));
  AboutLines about;
  about.add("report", "discount_schedule");
  about.add("formula", "docs/methods/discounts.md");
  about.add("amount", format_money(amount, currency));
  about.add("currency", std::string(currency.code()));
  about.add("due_date", due.iso());
  about.add("apr_ppb", std::to_string(scale.apr));
  about.add("year_days", std::to_string(scale.year_days));
  about.add("minimum_days", std::to_string(scale.minimum_days));
  about.add("scale_ends", scale.scale_ends.value_or(due).iso());
  about.add("rounding", std::string(name_of(scale.rounding)));
  return Result({std::move(table), about.table()});
}

}  // namespace openitem::discount
