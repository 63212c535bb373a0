#include "cashflow/checks.hpp"

#include <charconv>
#include <cmath>

namespace openitem::cashflow {

Message& append_number(Message& message, double number) noexcept {
  if (std::isnan(number)) return message.append("not a number");
  char digits[32];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, number);
  return message.append(std::string_view(digits, static_cast<std::size_t>(end.ptr - digits)));
}

void check_number(std::string_view name, double number) {
  if (std::fabs(number) <= kMostAmount) return;
  Message message;
  append_number(message.append(name).append(" is "), number).append("; expected a finite number up to 1e280");
  throw Error(Status::out_of_bounds, message);
}

void check_rate(std::string_view name, double rate) {
  if (rate > -1.0 && rate <= kMostAmount) return;
  Message message;
  append_number(message.append(name).append(" is "), rate)
      .append("; expected a finite fraction above -1 (0.05 = 5 %)");
  throw Error(Status::out_of_bounds, message);
}

void check_timing(PaymentTiming timing) {
  if (timing == PaymentTiming::end || timing == PaymentTiming::beginning) return;
  throw Error(Status::invalid_argument,
              Message()
                  .append("timing is ")
                  .append(static_cast<std::int32_t>(timing))
                  .append("; expected 0 (payments at the end of a period) or 1 (at its beginning)"));
}

void throw_bad_amount(std::int64_t row, std::string_view column, double amount) {
  Message message;
  append_number(message.append(column).append(" is "), amount)
      .append("; expected a finite number up to 1e280; correct it or leave the flow out");
  throw Error(Status::invalid_data, message).at(row, column);
}

void check_amounts(std::span<const double> amounts, std::string_view column, std::int64_t first_row) {
  for (std::size_t at = 0; at < amounts.size(); ++at) {
    if (!(std::fabs(amounts[at]) <= kMostAmount))
      throw_bad_amount(first_row + static_cast<std::int64_t>(at), column, amounts[at]);
  }
}

void check_same_length(std::string_view name, std::size_t size, std::string_view other,
                       std::size_t other_size) {
  if (size == other_size) return;
  throw Error(Status::ragged_columns, Message()
                                          .append(name)
                                          .append(" has ")
                                          .append(size)
                                          .append(" entries, ")
                                          .append(other)
                                          .append(" has ")
                                          .append(other_size)
                                          .append("; they must be equally long"));
}

double checked_result(std::string_view name, double value) {
  if (std::isfinite(value)) return value;
  throw Error(Status::overflow,
              Message().append(name).append(" leaves the range of floating-point numbers (1.8e308)"));
}

}  // namespace openitem::cashflow
