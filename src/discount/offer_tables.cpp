// What the discounts of payment terms cost, in every convention.

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "cashflow/checks.hpp"
#include "column/about_lines.hpp"
#include "core/message.hpp"
#include "discount/checks.hpp"

namespace openitem::discount {
namespace {

constexpr std::array<std::int32_t, 2> kYears = {365, 360};

bool counts_days_alone(const TermsRule& rule) {
  if (rule.start != TermsStart::dating && rule.start != TermsStart::discount) return false;
  return std::all_of(rule.steps.begin(), rule.steps.end(), [](const TermsStep& step) {
    return step.kind == TermsStepKind::days || step.kind == TermsStepKind::weeks;
  });
}

bool depends_on_dates(const PaymentTerms& terms) {
  const auto is_free = [](const auto& rule_of) {
    return [rule_of](const auto& part) { return counts_days_alone(rule_of(part)); };
  };
  return terms.adjustment != BusinessDayConvention::none || !terms.closures.empty() ||
         !std::all_of(terms.lines.begin(), terms.lines.end(),
                      is_free([](const TermsLine& line) -> const TermsRule& { return line.due; })) ||
         !std::all_of(terms.discounts.begin(), terms.discounts.end(),
                      is_free([](const TermsDiscount& tier) -> const TermsRule& { return tier.until; }));
}

TermsDates dates_of(const PaymentTerms& terms, const std::optional<TermsDates>& dates) {
  if (dates) return *dates;
  if (depends_on_dates(terms)) {
    throw Error(Status::missing_value,
                "how many days these terms give depends on the issue date (end of month, a day of the month, "
                "months ...): give it");
  }
  const Date any("2000-01-03");  // all days alike: only the distances count
  return {.issue = any, .receipt = any, .as_of = any};
}

void check_offer(const PaymentTerms& terms, const OfferOptions& options) {
  check_terms(terms);
  if (terms.discounts.empty()) {
    throw Error(Status::invalid_argument,
                Message()
                    .append_quoted(print_terms(terms))
                    .append(" offers no discount; expected terms such as 2/10 net 30"));
  }
  if (terms.lines.size() != 1) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("the terms have ")
                    .append(terms.lines.size())
                    .append(" instalments; a cost a year is that of one payment: price each on its own, or "
                            "take the internal rate of return of the flows"));
  }
  if (options.rate) {
    check_capital_rate("rate", *options.rate);
    check_compounding(options.compounding);
  } else if (options.compounding != Compounding::not_set) {
    throw Error(Status::invalid_argument, "compounding is that of a rate: give the rate too");
  }
}

// Rows of table "offer", a column each.
class OfferRows {
 public:
  explicit OfferRows(const OfferOptions& options) : options_(options) {}

  void add(std::int32_t tier, double discount_rate, std::int32_t discount_days, std::int32_t payment_day,
           std::int32_t year_days) {
    tier_.push_back(tier);
    discount_rate_.push_back(discount_rate);
    discount_days_.push_back(discount_days);
    payment_day_.push_back(payment_day);
    days_early_.push_back(payment_day - discount_days);
    year_days_.push_back(year_days);
    const auto cost = [&](TradeCreditMethod method) {
      return cost_of_trade_credit(discount_rate, discount_days, payment_day, method, year_days);
    };
    face_.push_back(cost(TradeCreditMethod::face));
    nominal_.push_back(cost(TradeCreditMethod::nominal));
    effective_.push_back(cost(TradeCreditMethod::effective));
    if (options_.rate) add_worth(discount_rate, discount_days, payment_day, year_days);
  }

  [[nodiscard]] Table table() && {
    Table table("offer");
    table.add(Column::int32("tier", std::move(tier_)));
    table.add(Column::float64("discount_rate", std::move(discount_rate_)));
    table.add(Column::int32("discount_days", std::move(discount_days_), ColumnRole::days));
    table.add(Column::int32("payment_day", std::move(payment_day_), ColumnRole::days));
    table.add(Column::int32("days_early", std::move(days_early_), ColumnRole::days));
    table.add(Column::int32("year_days", std::move(year_days_), ColumnRole::days));
    table.add(Column::float64("face", std::move(face_)));
    table.add(Column::float64("nominal", std::move(nominal_)));
    table.add(Column::float64("effective", std::move(effective_)));
    if (!options_.rate) return table;
    table.add(Column::float64("breakeven", std::move(breakeven_)));
    table.add(Column::float64("net_benefit", std::move(net_benefit_)));
    table.add(Column::float64("saving", std::move(saving_)));
    table.add(Column::float64("gain", std::move(gain_)));
    table.add(Column::int32("take", std::move(take_)));
    table.add(Column::int32("offer", std::move(offer_)));
    return table;
  }

 private:
  void add_worth(double discount_rate, std::int32_t discount_days, std::int32_t payment_day,
                 std::int32_t year_days) {
    const std::int32_t days_early = payment_day - discount_days;
    const double rate = *options_.rate;
    breakeven_.push_back(breakeven_discount(rate, days_early, options_.compounding, year_days));
    net_benefit_.push_back(discount_net_benefit(discount_rate, rate, days_early, year_days));
    // Of an amount of one: fractions of any amount.
    saving_.push_back(saving_of_taking(1, discount_rate, discount_days, payment_day, rate,
                                       options_.compounding, year_days));
    gain_.push_back(
        npv_of_offer(1, discount_rate, discount_days, payment_day, rate, options_.compounding, year_days)
            .gain);
    take_.push_back(saving_.back() > 0.0 ? 1 : 0);
    offer_.push_back(gain_.back() > 0.0 ? 1 : 0);
  }

  const OfferOptions& options_;
  std::vector<std::int32_t> tier_, discount_days_, payment_day_, days_early_, year_days_, take_, offer_;
  std::vector<double> discount_rate_, face_, nominal_, effective_, breakeven_, net_benefit_, saving_, gain_;
};

std::string number_text(double number) {
  Message message;
  cashflow::append_number(message, number);
  return std::string(message.view());
}

}  // namespace

Offer price_offer(const PaymentTerms& terms, const std::optional<TermsDates>& dates,
                  const OfferOptions& options) {
  check_offer(terms, options);
  const TermsDates days = dates_of(terms, dates);
  const std::int32_t net_day = terms_due_dates(terms, days).back() - days.issue;
  const std::int32_t payment_day = options.payment_day.value_or(net_day);
  const std::vector<Date> deadlines = terms_discount_deadlines(terms, days);
  OfferRows rows(options);
  for (std::size_t tier = 0; tier < deadlines.size(); ++tier) {
    for (const std::int32_t year_days : kYears) {
      rows.add(static_cast<std::int32_t>(tier) + 1,
               static_cast<double>(terms.discounts[tier].rate) / static_cast<double>(kPartsPerUnit),
               deadlines[tier] - days.issue, payment_day, year_days);
    }
  }
  AboutLines about;
  about.add("report", "offer");
  about.add("formula", "docs/methods/discounts.md");
  about.add("terms", print_terms(terms));
  about.add("issue_date", dates ? dates->issue.iso() : "");
  about.add("net_day", std::to_string(net_day));
  about.add("payment_day", std::to_string(payment_day));
  about.add("rate", options.rate ? number_text(*options.rate) : "");
  const bool is_simple = options.compounding == Compounding::simple;
  about.add("compounding", !options.rate ? "" : is_simple ? "simple" : "effective");
  return Result({std::move(rows).table(), about.table()});
}

}  // namespace openitem::discount
