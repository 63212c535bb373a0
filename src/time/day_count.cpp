#include "openitem/day_count.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/message.hpp"
#include "time/actual_days.hpp"
#include "time/civil.hpp"
#include "time/coupon_periods.hpp"
#include "time/day_spans.hpp"
#include "time/thirty_days.hpp"

namespace openitem {
namespace {

struct DayCountName {
  DayCount convention;
  std::string_view name;
};

constexpr std::array<DayCountName, 27> day_count_names = {{
    {DayCount::act_act_isda, "act_act_isda"},
    {DayCount::act_act_icma, "act_act_icma"},
    {DayCount::act_act_afb, "act_act_afb"},
    {DayCount::act_act_year, "act_act_year"},
    {DayCount::act_360, "act_360"},
    {DayCount::act_364, "act_364"},
    {DayCount::act_365_fixed, "act_365_fixed"},
    {DayCount::act_365_actual, "act_365_actual"},
    {DayCount::act_366, "act_366"},
    {DayCount::act_365_25, "act_365_25"},
    {DayCount::nl_365, "nl_365"},
    {DayCount::thirty_360_bond, "thirty_360_bond"},
    {DayCount::thirty_360_us, "thirty_360_us"},
    {DayCount::thirty_360_psa, "thirty_360_psa"},
    {DayCount::thirty_e_360, "thirty_e_360"},
    {DayCount::thirty_e_plus_360, "thirty_e_plus_360"},
    {DayCount::thirty_e_360_isda, "thirty_e_360_isda"},
    {DayCount::thirty_365, "thirty_365"},
    {DayCount::one_one, "one_one"},
    {DayCount::bus_252, "bus_252"},
    {DayCount::excel_basis_0, "excel_basis_0"},
    {DayCount::excel_basis_1, "excel_basis_1"},
    {DayCount::excel_basis_2, "excel_basis_2"},
    {DayCount::excel_basis_3, "excel_basis_3"},
    {DayCount::excel_basis_4, "excel_basis_4"},
    {DayCount::excel_days360_us, "excel_days360_us"},
    {DayCount::excel_days360_european, "excel_days360_european"},
}};

/// What a period that ends before it starts is worth.
enum class Backwards : std::uint8_t { negated, absolute, by_formula };

// A formula counts the days and the years of a period that starts at the first of two days.

template <auto years_between>
struct ActualFormula {
  static constexpr Backwards backwards = Backwards::negated;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const { return end - start; }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return years_between(start, end);
  }
};

/// Actual days over a year of numerator / denominator days.
template <std::int32_t numerator, std::int32_t denominator = 1, Backwards reversed = Backwards::negated>
struct FixedYearFormula {
  static constexpr Backwards backwards = reversed;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const { return end - start; }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return {std::int64_t{end - start} * denominator, numerator};
  }
};

struct NoLeapFormula {
  static constexpr Backwards backwards = Backwards::negated;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const {
    return no_leap_days(start, end);
  }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return {days(start, end), 365};
  }
};

template <auto days_between, std::int32_t year = 360, Backwards reversed = Backwards::negated>
struct ThirtyFormula {
  static constexpr Backwards backwards = reversed;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const {
    return days_between(civil_from_days(start), civil_from_days(end));
  }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return {days(start, end), year};
  }
};

struct ThirtyIsdaFormula {
  static constexpr Backwards backwards = Backwards::negated;
  std::int32_t termination;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const {
    return eurobond_isda_days(civil_from_days(start), civil_from_days(end), end == termination);
  }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return {days(start, end), 360};
  }
};

constexpr YearFraction one_year(std::int32_t /*start*/, std::int32_t /*end*/) noexcept { return {1, 1}; }

struct ExcelActualFormula {
  static constexpr Backwards backwards = Backwards::absolute;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const { return end - start; }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return excel_basis_1_years(start, end);
  }
};

struct BusinessFormula {
  static constexpr Backwards backwards = Backwards::negated;
  const Calendar* calendar;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const {
    return calendar->business_days_between(Date(start), Date(end), true, false);
  }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return {days(start, end), 252};
  }
};

struct CouponFormula {
  static constexpr Backwards backwards = Backwards::negated;
  CouponPeriods periods;
  [[nodiscard]] std::int32_t days(std::int32_t start, std::int32_t end) const { return end - start; }
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const {
    return periods.years(start, end);
  }
};

/// The days that the periods of one call reach.
struct Reach {
  std::int32_t first;
  std::int32_t last;
};

[[noreturn]] void throw_missing(std::string_view what) { throw Error(Status::invalid_argument, what); }

/// Calls `use` with the formula of a convention, so that a batch chooses once.
template <typename Use>
void with_formula(DayCount convention, const DayCountTerms& terms, Reach reach, Use&& use) {
  constexpr Backwards absolute = Backwards::absolute;
  switch (convention) {
    case DayCount::not_set: break;
    case DayCount::act_act_isda: return use(ActualFormula<isda_years>{});
    case DayCount::act_act_icma: return use(CouponFormula{CouponPeriods(terms, reach.first, reach.last)});
    case DayCount::act_act_afb: return use(ActualFormula<afb_years>{});
    case DayCount::act_act_year: return use(ActualFormula<year_years>{});
    case DayCount::act_360: return use(FixedYearFormula<360>{});
    case DayCount::act_364: return use(FixedYearFormula<364>{});
    case DayCount::act_365_fixed: return use(FixedYearFormula<365>{});
    case DayCount::act_365_actual: return use(ActualFormula<act_365_actual_years>{});
    case DayCount::act_366: return use(FixedYearFormula<366>{});
    case DayCount::act_365_25: return use(FixedYearFormula<1461, 4>{});
    case DayCount::nl_365: return use(NoLeapFormula{});
    case DayCount::thirty_360_bond: return use(ThirtyFormula<bond_basis_days>{});
    case DayCount::thirty_360_us: return use(ThirtyFormula<us_days>{});
    case DayCount::thirty_360_psa: return use(ThirtyFormula<psa_days>{});
    case DayCount::thirty_e_360: return use(ThirtyFormula<eurobond_days>{});
    case DayCount::thirty_e_plus_360: return use(ThirtyFormula<eurobond_plus_days>{});
    case DayCount::thirty_e_360_isda:
      if (!terms.termination) {
        throw_missing(
            "30E/360 ISDA needs termination, the last day of the contract: the end of February counts as"
            " a 30th except there");
      }
      return use(ThirtyIsdaFormula{terms.termination->days()});
    case DayCount::thirty_365: return use(ThirtyFormula<eurobond_days, 365>{});
    case DayCount::one_one: return use(ActualFormula<one_year>{});
    case DayCount::bus_252:
      if (terms.calendar == nullptr) throw_missing("Bus/252 needs a calendar: it counts business days");
      return use(BusinessFormula{terms.calendar});
    case DayCount::excel_basis_0: return use(ThirtyFormula<excel_basis_0_days, 360, absolute>{});
    case DayCount::excel_basis_1: return use(ExcelActualFormula{});
    case DayCount::excel_basis_2: return use(FixedYearFormula<360, 1, absolute>{});
    case DayCount::excel_basis_3: return use(FixedYearFormula<365, 1, absolute>{});
    case DayCount::excel_basis_4: return use(ThirtyFormula<eurobond_days, 360, absolute>{});
    case DayCount::excel_days360_us: return use(ThirtyFormula<psa_days, 360, Backwards::by_formula>{});
    case DayCount::excel_days360_european: return use(ThirtyFormula<eurobond_days>{});
  }
  if (convention == DayCount::not_set) {
    throw Error(Status::not_set,
                "the day count is not set; choose a convention, they give different figures");
  }
  throw Error(Status::out_of_bounds, Message()
                                         .append("day count ")
                                         .append(static_cast<std::int32_t>(convention))
                                         .append(" is none; expected 1 to 27"));
}

template <typename Formula>
std::int32_t signed_days(const Formula& formula, std::int32_t from, std::int32_t to) {
  if (from <= to || Formula::backwards == Backwards::by_formula) return formula.days(from, to);
  const std::int32_t days = formula.days(to, from);
  return Formula::backwards == Backwards::negated ? -days : days;
}

template <typename Formula>
YearFraction signed_years(const Formula& formula, std::int32_t from, std::int32_t to) {
  if (from <= to || Formula::backwards == Backwards::by_formula) return formula.years(from, to);
  const YearFraction years = formula.years(to, from);
  if (Formula::backwards == Backwards::negated) return {-years.numerator, years.denominator};
  return years;
}

Reach reach_of(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends) {
  if (starts.empty()) return {0, 0};
  const auto [first_start, last_start] = std::minmax_element(starts.begin(), starts.end());
  const auto [first_end, last_end] = std::minmax_element(ends.begin(), ends.end());
  return {std::min(*first_start, *first_end), std::max(*last_start, *last_end)};
}

/// Calls `row(formula, i)` for each row; what it throws is located.
template <typename Row>
void for_each_row(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends, std::size_t cells,
                  DayCount convention, const DayCountTerms& terms, Row row) {
  check_cells(starts.size(), cells);
  check_cells(ends.size(), cells);
  check_dates(starts, "starts");
  check_dates(ends, "ends");
  with_formula(convention, terms, reach_of(starts, ends), [&](const auto& formula) {
    std::size_t i = 0;
    try {
      for (; i < starts.size(); ++i) row(formula, i);
    } catch (Error& error) {
      throw error.at(static_cast<std::int64_t>(i), "starts");
    }
  });
}

}  // namespace

std::string_view name_of(DayCount convention) noexcept {
  for (const DayCountName& entry : day_count_names) {
    if (entry.convention == convention) return entry.name;
  }
  return "";
}

DayCount day_count_named(std::string_view name) {
  for (const DayCountName& entry : day_count_names) {
    if (entry.name == name) return entry.convention;
  }
  throw Error(Status::unknown_name,
              Message()
                  .append("day count ")
                  .append_quoted(name)
                  .append(" is unknown; expected a name such as act_365_fixed, act_act_isda"
                          " or thirty_e_360"));
}

std::int32_t day_count(Date start, Date end, DayCount convention, const DayCountTerms& terms) {
  std::int32_t days = 0;
  with_formula(convention, terms, {std::min(start, end).days(), std::max(start, end).days()},
               [&](const auto& formula) { days = signed_days(formula, start.days(), end.days()); });
  return days;
}

YearFraction year_fraction(Date start, Date end, DayCount convention, const DayCountTerms& terms) {
  YearFraction years;
  with_formula(convention, terms, {std::min(start, end).days(), std::max(start, end).days()},
               [&](const auto& formula) { years = signed_years(formula, start.days(), end.days()); });
  return years;
}

void day_counts(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends, DayCount convention,
                const DayCountTerms& terms, std::span<std::int32_t> out) {
  for_each_row(starts, ends, out.size(), convention, terms, [&](const auto& formula, std::size_t i) {
    out[i] = signed_days(formula, starts[i], ends[i]);
  });
}

void year_fractions(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                    DayCount convention, const DayCountTerms& terms, std::span<double> out) {
  for_each_row(starts, ends, out.size(), convention, terms, [&](const auto& formula, std::size_t i) {
    out[i] = signed_years(formula, starts[i], ends[i]).value();
  });
}

void year_fractions(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                    DayCount convention, const DayCountTerms& terms, std::span<std::int64_t> numerators,
                    std::span<std::int64_t> denominators) {
  check_cells(denominators.size(), numerators.size());
  for_each_row(starts, ends, numerators.size(), convention, terms, [&](const auto& formula, std::size_t i) {
    const YearFraction years = signed_years(formula, starts[i], ends[i]);
    numerators[i] = years.numerator;
    denominators[i] = years.denominator;
  });
}

}  // namespace openitem
