#include <algorithm>
#include <array>
#include <cmath>

#include "cashflow/annuity_equation.hpp"
#include "cashflow/checks.hpp"
#include "core/parallel.hpp"

namespace openitem::cashflow {
namespace {

/// A part of the equation: one value for all rows, or one a row.
class Part {
 public:
  Part(std::string_view name, std::span<const double> values, std::size_t rows)
      : name_(name), values_(values) {
    if (values.size() > 1) check_same_length(name, values.size(), "values", rows);
  }
  [[nodiscard]] bool given() const noexcept { return !values_.empty(); }
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] double at(std::size_t row) const noexcept {
    if (values_.empty()) return 0.0;
    return values_[values_.size() == 1 ? 0 : row];
  }
  /// \throws Error invalid_argument unless it is a whole number.
  [[nodiscard]] std::int64_t whole(std::size_t row) const {
    const double value = at(row);
    if (std::fabs(value) < 1e9 && value == std::floor(value)) return static_cast<std::int64_t>(value);
    Message message;
    append_number(message.append(name_).append(" is "), value).append("; expected a whole number");
    throw Error(Status::invalid_argument, message);
  }

 private:
  std::string_view name_;
  std::span<const double> values_;
};

class AnnuityRows {
 public:
  AnnuityRows(AnnuityFigure figure, const AnnuityColumns& columns, std::size_t rows)
      : figure_(figure),
        rate_("rate", columns.rate, rows),
        periods_("periods", columns.periods, rows),
        payment_("payment", columns.payment, rows),
        present_("present_value", columns.present_value, rows),
        future_("future_value", columns.future_value, rows),
        first_("first", columns.first, rows),
        last_("last", columns.last, rows),
        timing_(columns.timing) {
    if (timing_.size() > 1) check_same_length("timing", timing_.size(), "values", rows);
    check_given();
  }

  [[nodiscard]] double value(std::size_t row, YieldStatus& status) const {
    const PaymentTiming timing = timing_at(row);
    status = YieldStatus::solved;
    switch (figure_) {
      case AnnuityFigure::pv:
        return pv(rate_.at(row), periods_.at(row), payment_.at(row), future_.at(row), timing);
      case AnnuityFigure::fv:
        return fv(rate_.at(row), periods_.at(row), payment_.at(row), present_.at(row), timing);
      case AnnuityFigure::pmt:
        return pmt(rate_.at(row), periods_.at(row), present_.at(row), future_.at(row), timing);
      case AnnuityFigure::nper: return periods_of(row, timing, status);
      case AnnuityFigure::rate: {
        const YieldRoots found =
            cashflow::rate(periods_.whole(row), payment_.at(row), present_.at(row), future_.at(row), timing);
        status = found.yield.status;
        return found.yield.rate;
      }
      case AnnuityFigure::ipmt:
        return ipmt(rate_.at(row), first_.whole(row), periods_.whole(row), present_.at(row), future_.at(row),
                    timing);
      case AnnuityFigure::ppmt:
        return ppmt(rate_.at(row), first_.whole(row), periods_.whole(row), present_.at(row), future_.at(row),
                    timing);
      case AnnuityFigure::cumipmt:
        return cumipmt(rate_.at(row), periods_.whole(row), present_.at(row), first_.whole(row),
                       last_.whole(row), timing);
      case AnnuityFigure::cumprinc:
        return cumprinc(rate_.at(row), periods_.whole(row), present_.at(row), first_.whole(row),
                        last_.whole(row), timing);
      case AnnuityFigure::not_set: break;
    }
    throw Error(Status::internal, "an annuity figure without a formula");
  }

 private:
  [[nodiscard]] PaymentTiming timing_at(std::size_t row) const noexcept {
    if (timing_.empty()) return PaymentTiming::end;
    return static_cast<PaymentTiming>(timing_[timing_.size() == 1 ? 0 : row]);
  }

  [[nodiscard]] double periods_of(std::size_t row, PaymentTiming timing, YieldStatus& status) const {
    check_rate("rate", rate_.at(row));
    for (const Part* part : {&payment_, &present_, &future_}) check_number(part->name(), part->at(row));
    check_timing(timing);
    const double periods =
        solve_nper(rate_.at(row), payment_.at(row), present_.at(row), future_.at(row), timing);
    if (std::isfinite(periods)) return periods;
    status = YieldStatus::no_root;
    return std::numeric_limits<double>::quiet_NaN();
  }

  /// What the figure takes must be there; what it does not take must not.
  void check_given() const {
    enum Bit : std::uint32_t {
      rate_bit = 1,
      periods_bit = 2,
      payment_bit = 4,
      present_bit = 8,
      future_bit = 16,
      first_bit = 32,
      last_bit = 64
    };
    struct Taken {
      std::uint32_t required, optional;
    };
    constexpr std::array<Taken, 10> taken = {{
        {0, 0},
        {rate_bit | periods_bit | payment_bit, future_bit},
        {rate_bit | periods_bit | payment_bit | present_bit, 0},
        {rate_bit | periods_bit | present_bit, future_bit},
        {rate_bit | payment_bit | present_bit, future_bit},
        {periods_bit | payment_bit | present_bit, future_bit},
        {rate_bit | periods_bit | present_bit | first_bit, future_bit},
        {rate_bit | periods_bit | present_bit | first_bit, future_bit},
        {rate_bit | periods_bit | present_bit | first_bit | last_bit, 0},
        {rate_bit | periods_bit | present_bit | first_bit | last_bit, 0},
    }};
    const auto number = static_cast<std::size_t>(figure_);
    if (figure_ == AnnuityFigure::not_set || number >= taken.size()) {
      throw Error(figure_ == AnnuityFigure::not_set ? Status::not_set : Status::invalid_argument,
                  "figure must be chosen: pv, fv, pmt, nper, rate, ipmt, ppmt, cumipmt or cumprinc");
    }
    std::uint32_t bit = 1;
    for (const Part* part : {&rate_, &periods_, &payment_, &present_, &future_, &first_, &last_}) {
      if ((taken[number].required & bit) != 0 && !part->given()) {
        throw Error(Status::missing_column,
                    Message().append(part->name()).append(" is not given; this figure is computed from it"));
      }
      if (((taken[number].required | taken[number].optional) & bit) == 0 && part->given()) {
        throw Error(Status::invalid_argument,
                    Message().append(part->name()).append(" is given; this figure is not computed from it"));
      }
      bit <<= 1U;
    }
  }

  AnnuityFigure figure_;
  Part rate_, periods_, payment_, present_, future_, first_, last_;
  std::span<const std::int32_t> timing_;
};

}  // namespace

void annuities(AnnuityFigure figure, const AnnuityColumns& columns, std::int32_t threads,
               std::span<double> values, std::span<YieldStatus> statuses) {
  check_threads(threads);
  if (!statuses.empty()) check_same_length("statuses", statuses.size(), "values", values.size());
  const AnnuityRows rows(figure, columns, values.size());
  for_each_chunk(static_cast<std::int64_t>(values.size()), threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   for (std::int64_t at = begin; at < end; ++at) {
                     const auto row = static_cast<std::size_t>(at);
                     YieldStatus status = YieldStatus::solved;
                     try {
                       values[row] = rows.value(row, status);
                     } catch (Error& failure) {
                       throw failure.at(at, "rows");
                     }
                     if (!statuses.empty()) statuses[row] = status;
                   }
                 });
}

}  // namespace openitem::cashflow
