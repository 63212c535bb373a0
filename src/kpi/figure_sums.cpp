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
constexpr SumTerm kSalesTerm{Component::sales, moved_for_sales};

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

struct SumsOfFigure {
  std::string_view figure;
  FigureSums sums;
};

constexpr TermSum kDaysOfSales = sum({kSalesTerm});
constexpr TermSum kDaysOfSalesTwice = sum({times(kSalesTerm, two)});
constexpr TermSum kReceivableSum = sum({kClosing});
constexpr SumTerm kMovedSales{Component::sales, moved};

constexpr SumsOfFigure kSumsOfFigures[] = {
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
     {sum({kOpening, kMovedSales, minus(kClosing)}),
      sum({kOpening, kMovedSales, minus(kClosing), kClosingLate})}},
    {"cei_period_average",
     {sum({times(kOpening, months), kMovedSales, times(minus(kClosing), months)}),
      sum({times(kOpening, months), kMovedSales, times(minus(kClosing), months),
           times(kClosingLate, months)})}},
    {"turnover_ending", {kDaysOfSales, kReceivableSum}},
    {"turnover_average", {kDaysOfSalesTwice, sum({kOpening, kClosing})}},
    {"collection_period_ending", {days({kClosing}), kDaysOfSales}},
    {"collection_period_average", {days({kOpening, kClosing}), kDaysOfSalesTwice}},
    {"current_share", {sum({kClosing, minus(kClosingLate)}), kReceivableSum}},
    {"past_due_share", {sum({kClosingLate}), kReceivableSum}},
    {"over_30_share", {closing_of(Component::over_30), kReceivableSum}},
    {"over_60_share", {closing_of(Component::over_60), kReceivableSum}},
    {"over_90_share", {closing_of(Component::over_90), kReceivableSum}},
    {"dispute_share", {closing_of(Component::disputed), kReceivableSum}},
};

}  // namespace

const FigureSums* find_figure_sums(std::string_view figure) noexcept {
  const SumsOfFigure* const found =
      std::find_if(std::begin(kSumsOfFigures), std::end(kSumsOfFigures),
                   [&](const SumsOfFigure& row) { return row.figure == figure; });
  return found == std::end(kSumsOfFigures) ? nullptr : &found->sums;
}

}  // namespace openitem
