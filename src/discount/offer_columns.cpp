// Figures of many offers.

#include <string>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"

namespace openitem::discount {
namespace {

/// One value for all rows, or one a row.
template <typename Value>
class Part {
 public:
  Part(const char* name, std::span<const Value> values, std::size_t rows) : values_(values) {
    if (values.empty() && rows != 0) {
      throw Error(Status::missing_column,
                  Message().append(name).append(" is not given; the figure is computed from it"))
          .at(-1, name);
    }
    if (values.size() <= 1 || values.size() == rows) return;
    throw Error(Status::ragged_columns, Message()
                                            .append(name)
                                            .append(" has ")
                                            .append(values.size())
                                            .append(" entries; expected 1 or ")
                                            .append(rows))
        .at(-1, name);
  }
  [[nodiscard]] Value at(std::size_t row) const noexcept { return values_[values_.size() == 1 ? 0 : row]; }

 private:
  std::span<const Value> values_;
};

template <typename Figure>
void for_each_row(std::size_t rows, std::int32_t threads, const Figure& figure) {
  for_each_chunk(static_cast<std::int64_t>(rows), threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   for (std::int64_t row = begin; row < end; ++row) {
                     try {
                       figure(static_cast<std::size_t>(row));
                     } catch (Error& failure) {
                       throw failure.at(row, "offers");
                     }
                   }
                 });
}

}  // namespace

void costs_of_trade_credit(const OfferColumns& columns, TradeCreditMethod method, std::int32_t year_days,
                           std::int32_t threads, std::span<double> costs) {
  check_threads(threads);
  check_method(method);
  check_year_days(year_days);
  const std::size_t rows = costs.size();
  const Part<double> discount_rate("discount_rates", columns.discount_rates, rows);
  const Part<std::int32_t> discount_days("discount_days", columns.discount_days, rows);
  const Part<std::int32_t> payment_day("payment_days", columns.payment_days, rows);
  for_each_row(rows, threads, [&](std::size_t row) {
    costs[row] = cost_of_trade_credit(discount_rate.at(row), discount_days.at(row), payment_day.at(row),
                                      method, year_days);
  });
}

void npvs_of_offers(const OfferColumns& columns, Compounding compounding, std::int32_t year_days,
                    std::int32_t threads, std::span<OfferValue> values, std::span<double> savings) {
  check_threads(threads);
  check_compounding(compounding);
  check_year_days(year_days);
  const std::size_t rows = values.size();
  if (!savings.empty() && savings.size() != rows) {
    throw Error(Status::ragged_columns, Message()
                                            .append("savings has ")
                                            .append(savings.size())
                                            .append(" entries; expected none or ")
                                            .append(rows))
        .at(-1, "savings");
  }
  const Part<std::int64_t> amount("amounts", columns.amounts, rows);
  const Part<double> discount_rate("discount_rates", columns.discount_rates, rows);
  const Part<std::int32_t> discount_days("discount_days", columns.discount_days, rows);
  const Part<std::int32_t> payment_day("payment_days", columns.payment_days, rows);
  const Part<double> rate("rates", columns.rates, rows);
  for_each_row(rows, threads, [&](std::size_t row) {
    values[row] = npv_of_offer(amount.at(row), discount_rate.at(row), discount_days.at(row),
                               payment_day.at(row), rate.at(row), compounding, year_days);
    if (savings.empty()) return;
    savings[row] = saving_of_taking(amount.at(row), discount_rate.at(row), discount_days.at(row),
                                    payment_day.at(row), rate.at(row), compounding, year_days);
  });
}

}  // namespace openitem::discount
