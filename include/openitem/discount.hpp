#pragma once
/// \file
/// Early-payment discounts: what an offer such as 2/10 net 30 costs a year, what it is worth to either side, and the price of any
/// pay date at a target rate (dynamic discounting). docs/methods/discounts.md states every formula and its source.
///
/// Rates and yields are fractions (0.02 = 2 %), floating point; a rate that multiplies money is int64 parts per billion. Money is
/// minor units; where it is rounded, it is rounded once. Variants have no default. Every function is pure and may be called from any
/// thread; the same bytes on every machine, for any number of threads.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/money.hpp"
#include "openitem/terms.hpp"
#include "openitem/time.hpp"

namespace openitem::discount {

// ---- an offer: d within discount_days, else the whole amount on payment_day ---------------------------------------

/// How the cost of an offer becomes a rate a year.
enum class TradeCreditMethod : std::int32_t {
  not_set = 0,
  nominal = 1,    ///< d / (1 - d) x year / days: simple interest on what the seller gets
  effective = 2,  ///< (1 + d / (1 - d))^(year / days) - 1: compounded
  face = 3,       ///< d x year / days: on the invoiced amount, as dynamic discounting quotes it
};

/// How a rate a year works within the year.
enum class Compounding : std::int32_t {
  not_set = 0,
  simple = 1,     ///< 1 + rate x days / year
  effective = 2,  ///< (1 + rate)^(days / year)
};

/// The cost of an offer as a rate a year: the seller's of giving it, the buyer's of not taking it. Days from the invoice date;
/// `payment_day` is the day on which the whole amount is paid: the net day, or later. `discount_rate` 0 .. below 1, days 0 ..
/// 4,000,000, `year_days` 1 .. 366.
/// \throws Error not_set, out_of_bounds naming the argument (also a payment_day that is not after discount_days), overflow.
[[nodiscard]] double cost_of_trade_credit(double discount_rate, std::int32_t discount_days,
                                          std::int32_t payment_day, TradeCreditMethod method,
                                          std::int32_t year_days);

/// The greatest discount worth giving for money `days_early` sooner at a cost of capital `rate`: 1 - 1 / growth; negative at a
/// negative rate. `rate` above -1. \throws Error not_set, out_of_bounds (a growth of nothing or less too), overflow.
[[nodiscard]] double breakeven_discount(double rate, std::int32_t days_early, Compounding compounding,
                                        std::int32_t year_days);

/// What taking a discount leaves after the capital it needs, a fraction of the amount: d - cost_of_capital x days_early / year.
/// \throws Error out_of_bounds.
[[nodiscard]] double discount_net_benefit(double discount_rate, double cost_of_capital,
                                          std::int32_t days_early, std::int32_t year_days);

/// Days until the amounts are paid when `share_taking` (0 .. 1) of them takes the discount: s D + (1 - s) N, both 0 ..
/// 4,000,000. \throws Error out_of_bounds.
[[nodiscard]] double dso_after_discount(double share_taking, double discount_days, double otherwise_days);

/// An offer seen from the invoice date at the seller's cost of capital; minor units, unrounded.
struct OfferValue {
  double pv_discounted = 0;  ///< amount x (1 - d), paid on the discount day
  double pv_net = 0;         ///< the amount, paid on the payment day
  double gain = 0;           ///< pv_discounted - pv_net: positive where the offer pays
};

/// \throws Error not_set, out_of_bounds, overflow.
[[nodiscard]] OfferValue npv_of_offer(std::int64_t amount, double discount_rate, std::int32_t discount_days,
                                      std::int32_t net_days, double rate, Compounding compounding,
                                      std::int32_t year_days);

/// What the buyer saves on the day he would pay the whole amount, if he borrows at `rate` to pay the lower one sooner: amount -
/// amount x (1 - d) x growth. Minor units, unrounded; positive where he should take the discount, which is where its cost, `nominal`
/// under simple and `effective` under effective compounding, is above his rate. \throws Error as npv_of_offer.
[[nodiscard]] double saving_of_taking(std::int64_t amount, double discount_rate, std::int32_t discount_days,
                                      std::int32_t payment_day, double rate, Compounding compounding,
                                      std::int32_t year_days);

struct OfferOptions {
  std::optional<double> rate = {};  ///< cost of capital (seller) and of borrowing (buyer) a year
  Compounding compounding =
      Compounding::not_set;  ///< of `rate`: required where it is given, refused where it is not
  std::optional<std::int32_t> payment_day = {};  ///< when the buyer really pays; empty = the net day
};

/// Tables of an offer, in this order:
///  "offer"  a row for each tier and year of 365 and 360 days: tier, discount_rate, discount_days, payment_day, days_early, year_days,
///           face, nominal, effective; with a rate also breakeven, net_benefit, saving, gain (fractions of the amount), take, offer
///           (1 = the buyer should take it, the seller should offer it)
///  "about"  name, value
using Offer = Result;

/// All conventions of the discounts of payment terms. `dates` may be missing where the terms count days alone (2/10 net 30).
/// \throws Error invalid_argument (terms without a discount, or of several instalments), missing_value (terms whose days depend
/// on dates that are not given), out_of_bounds, not_set.
[[nodiscard]] Offer price_offer(const PaymentTerms& terms, const std::optional<TermsDates>& dates,
                                const OfferOptions& options = {});

// ---- dynamic discounting: the price of any pay date ----------------------------------------------------------------

/// A discount as charged. discount + payment = amount.
struct DynamicDiscount {
  std::int64_t discount = 0;
  std::int64_t payment = 0;
};

/// round(amount x apr x days_accelerated / year_days). `apr` 0 .. 10^11 parts per billion, days 0 .. 4,000,000, `year_days` 1
/// .. 366; the discount must stay below the amount. Credits mirror debits.
/// \throws Error not_set, out_of_bounds (also an amount of 2^62 or more), invalid_argument (apr x days / year_days of 1 or more).
[[nodiscard]] DynamicDiscount dynamic_discount(std::int64_t amount, std::int64_t apr,
                                               std::int32_t days_accelerated, std::int32_t year_days,
                                               Rounding rounding = Rounding::half_up);

/// A sliding scale: each day earlier is worth the same.
struct SlidingScale {
  std::int64_t apr = 0;                 ///< target, parts per billion a year of the invoiced amount
  std::int32_t year_days = 0;           ///< required: 360 and 365 are both in use
  std::int32_t minimum_days = 0;        ///< fewer days accelerated earn nothing; 0 .. 4,000,000
  std::optional<Date> scale_ends = {};  ///< last pay date with a discount; empty = the due date
  Rounding rounding = Rounding::half_up;
};

/// The discount for paying `amount`, due on `due`, on `pay`; 0 after the scale's end and on or after the due date. It never
/// rises with a later pay date. \throws Error as dynamic_discount, not_set (year_days).
[[nodiscard]] DynamicDiscount price_pay_date(std::int64_t amount, Date due, Date pay,
                                             const SlidingScale& scale);

/// Tables of a schedule, in this order:
///  "schedule" a row for each pay date `first` .. `due`: pay_date, days_accelerated, discount, payment, currency, and what the rounded
///             discount comes to a year: apr (of the amount), nominal, effective (of the payment); null where there is none
///  "about"    name, value
/// discount + payment = amount on every row. O(days).
/// \throws Error invalid_argument (`first` after `due`), as price_pay_date.
[[nodiscard]] Result discount_schedule(std::int64_t amount, Currency currency, Date due, Date first,
                                       const SlidingScale& scale);

// ---- many offers -----------------------------------------------------------------------------------------------------

/// Columns of offers: one entry for all rows, or one a row. Those that a figure does not take are not read.
struct OfferColumns {
  std::span<const std::int64_t> amounts = {};  ///< minor units
  std::span<const double> discount_rates = {};
  std::span<const std::int32_t> discount_days = {};
  std::span<const std::int32_t> payment_days = {};
  std::span<const double> rates = {};  ///< cost of capital
};

/// cost_of_trade_credit of every row. \throws Error as it, row = the first bad row; ragged_columns, missing_column.
void costs_of_trade_credit(const OfferColumns& columns, TradeCreditMethod method, std::int32_t year_days,
                           std::int32_t threads, std::span<double> costs);
/// npv_of_offer of every row. `saving` (saving_of_taking) may be empty. \throws Error as above.
void npvs_of_offers(const OfferColumns& columns, Compounding compounding, std::int32_t year_days,
                    std::int32_t threads, std::span<OfferValue> values, std::span<double> savings = {});

struct ItemDiscountOptions {
  std::int32_t threads = 1;              ///< at most 256; never changes a byte of the result
  std::optional<std::int64_t> apr = {};  ///< of items where the table has no column apr
  std::int32_t year_days = 0;            ///< required
  std::int32_t minimum_days = 0;         ///< fewer days accelerated earn nothing
  Rounding rounding = Rounding::half_up;
  MoneyForm money = MoneyForm::exact;
  std::string currency = {};     ///< of items where the table has no column currency
  std::string date_format = {};  ///< of text dates; empty = ISO
};

/// Tables of the discounts of items, in this order:
///  "items"  item (key of the input, or its row), currency, amount, due_date, pay_date, days_accelerated, apr, discount, payment
///  "totals" currency, items, discounted_items, amount, discount, payment: the sums of "items"
///  "proof"  currency, line, amount: amount, discount, payment, difference = 0
///  "about"  name, value
using ItemDiscounts = Result;

/// The sliding-scale discount of every item. Table "items": amount, due_date, pay_date (null = not accelerated), and where there
/// are any item (key), currency, apr (a decimal fraction, 0.12 = 12 %), scale_ends. O(items). Thread-safe.
/// \throws Error not_set (year_days; no apr, no currency), missing_column, missing_value, invalid_data, unknown_name, out_of_bounds,
/// invalid_argument, overflow, each with column and row where there is one.
[[nodiscard]] ItemDiscounts compute_item_discounts(std::span<const TableView> tables,
                                                   const ItemDiscountOptions& options);

}  // namespace openitem::discount
