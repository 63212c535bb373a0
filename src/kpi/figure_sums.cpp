#include "kpi/figure_sums.hpp"

#include <algorithm>
#include <initializer_list>

namespace openitem {
namespace {

using enum TermFactor;
using enum TermPlace;

constexpr SumTerm kClosing{Component::receivable, closing};
constexpr SumTerm kOpening{Component::receivable, opening};
constexpr SumTerm kClosingLate{Component::past_due, closing};
constexpr SumTerm kOpeningLate{Component::past_due, opening};
constexpr SumTerm kSales{Component::sales, moved_for_sales};

constexpr SumTerm minus(SumTerm term) noexcept {
  term.sign = static_cast<std::int8_t>(-term.sign);
  return term;
}
constexpr SumTerm times(SumTerm term, TermFactor factor) noexcept {
  term.factor = factor;
  return term;
}
constexpr TermSum sum(std::initializer_list<SumTerm> terms) noexcept {
  TermSum sum;
  for (const SumTerm& term : terms) sum.terms[sum.count++] = term;
  return sum;
}
constexpr TermSum days(std::initializer_list<SumTerm> terms) noexcept {
  TermSum sum;
  for (const SumTerm& term : terms) sum.terms[sum.count++] = times(term, sales_days);
  return sum;
}
constexpr TermSum closing_of(Component component) noexcept { return sum({{component, closing}}); }
constexpr TermSum moved_of(Component component) noexcept { return sum({{component, moved}}); }

struct NamedSums {
  std::string_view figure;
  FigureSums sums;
};

constexpr TermSum kDaysOfSales = sum({kSales});
constexpr TermSum kDaysOfSalesTwice = sum({times(kSales, two)});
constexpr TermSum kReceivable = sum({kClosing});
constexpr SumTerm kMoved{Component::sales, moved};

constexpr NamedSums kSums[] = {
    {"dso_simple_ending", {days({kClosing}), kDaysOfSales}},
    {"dso_simple_average", {days({kOpening, kClosing}), kDaysOfSalesTwice}},
    {"dso_best_possible_ending", {days({kClosing, minus(kClosingLate)}), kDaysOfSales}},
    {"dso_best_possible_average",
     {days({kOpening, kClosing, minus(kOpeningLate), minus(kClosingLate)}), kDaysOfSalesTwice}},
    {"dso_delinquent_ending", {days({kClosingLate}), kDaysOfSales}},
    {"dso_delinquent_average", {days({kOpeningLate, kClosingLate}), kDaysOfSalesTwice}},
    {"dso_true_dropped", {closing_of(Component::open_days), closing_of(Component::debits)}},
    {"add_weighted", {closing_of(Component::past_due_days), closing_of(Component::debits)}},
    {"severity", {closing_of(Component::past_due_days), sum({kClosingLate})}},
    {"days_to_pay", {moved_of(Component::days_to_pay), moved_of(Component::paid)}},
    {"days_late", {moved_of(Component::days_late), moved_of(Component::paid)}},
    {"terms", {moved_of(Component::terms), moved_of(Component::paid)}},
    {"cei_period_total",
     {sum({kOpening, kMoved, minus(kClosing)}), sum({kOpening, kMoved, minus(kClosing), kClosingLate})}},
    {"cei_period_average",
     {sum({times(kOpening, months), kMoved, times(minus(kClosing), months)}),
      sum({times(kOpening, months), kMoved, times(minus(kClosing), months), times(kClosingLate, months)})}},
    {"turnover_ending", {kDaysOfSales, kReceivable}},
    {"turnover_average", {kDaysOfSalesTwice, sum({kOpening, kClosing})}},
    {"collection_period_ending", {days({kClosing}), kDaysOfSales}},
    {"collection_period_average", {days({kOpening, kClosing}), kDaysOfSalesTwice}},
    {"current_share", {sum({kClosing, minus(kClosingLate)}), kReceivable}},
    {"past_due_share", {sum({kClosingLate}), kReceivable}},
    {"over_30_share", {closing_of(Component::over_30), kReceivable}},
    {"over_60_share", {closing_of(Component::over_60), kReceivable}},
    {"over_90_share", {closing_of(Component::over_90), kReceivable}},
    {"dispute_share", {closing_of(Component::disputed), kReceivable}},
};

}  // namespace

const FigureSums* find_figure_sums(std::string_view figure) noexcept {
  const NamedSums* const found = std::find_if(std::begin(kSums), std::end(kSums),
                                              [&](const NamedSums& row) { return row.figure == figure; });
  return found == std::end(kSums) ? nullptr : &found->sums;
}

}  // namespace openitem
