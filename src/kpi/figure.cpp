#include "kpi/figure.hpp"

#include "core/message.hpp"
#include "core/quotient.hpp"

namespace openitem::kpi {

Figure empty_figure(std::string_view figure) {
  const Definition& definition = definition_of(figure);
  return {.figure = definition.figure, .unit = definition.unit, .kind = definition.kind};
}

Figure missing_figure(std::string_view figure, Warning why, std::int64_t count) {
  Figure missing = empty_figure(figure);
  missing.warning = why;
  missing.count = count;
  return missing;
}

Figure value_figure(std::string_view figure, double value, std::int64_t count) {
  Figure result = empty_figure(figure);
  result.value = value;
  result.count = count;
  return result;
}

Figure ratio_figure(std::string_view figure, Int128 numerator, Int128 denominator, std::int64_t count,
                    Warning when_zero) {
  Figure ratio = empty_figure(figure);
  ratio.numerator = narrowed(numerator, "the numerator");
  ratio.denominator = narrowed(denominator, "the denominator");
  ratio.count = count;
  if (denominator == Int128{}) {
    ratio.warning = when_zero;
  } else {
    ratio.value = quotient(numerator, denominator);
  }
  return ratio;
}

Figure warned(Figure figure, Warning warning) noexcept {
  if (figure.warning == Warning::none) figure.warning = warning;
  return figure;
}

std::int64_t narrowed(Int128 value, std::string_view what) {
  if (fits_int64(value)) return to_int64(value);
  throw Error(Status::overflow, Message().append(what).append(" does not fit in 64 bits"));
}

void require_variant(std::int32_t value, std::int32_t last, std::string_view name) {
  if (value == 0) {
    throw Error(Status::not_set,
                Message().append(name).append(" is not set: the field knows several meanings, choose one"));
  }
  if (value < 0 || value > last) {
    throw Error(Status::invalid_argument,
                Message().append(name).append(" is ").append(value).append(", expected 1 to ").append(last));
  }
}

void require_days(std::int32_t days, std::string_view name) {
  constexpr std::int32_t most = 36600;  // a century
  if (days >= 1 && days <= most) return;
  throw Error(Status::out_of_bounds,
              Message().append(name).append(" is ").append(days).append(", expected 1 to ").append(most));
}

void require_same_length(std::size_t first, std::size_t second, std::string_view first_name,
                         std::string_view second_name) {
  if (first == second) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(first_name)
                                            .append(" has ")
                                            .append(first)
                                            .append(" entries, ")
                                            .append(second_name)
                                            .append(" has ")
                                            .append(second)
                                            .append(": they must be equally long"));
}

void require_not_negative(std::span<const std::int64_t> amounts, std::string_view name) {
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (amounts[row] >= 0) continue;
    throw Error(Status::out_of_bounds,
                Message().append(name).append(" is ").append(amounts[row]).append(", expected 0 or more"))
        .at(static_cast<std::int64_t>(row), name);
  }
}

}  // namespace openitem::kpi
