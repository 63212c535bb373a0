#include "cashflow/credit_flows.hpp"

#include <algorithm>

#include "cashflow/checks.hpp"

namespace openitem::cashflow {
namespace {

Date date_of(std::int32_t day, std::int64_t row) {
  try {
    return Date(day);
  } catch (Error& failure) {
    throw failure.at(row, "flows.date");
  }
}

}  // namespace

void check_sides(std::size_t advances, std::size_t payments) {
  if (advances > 0 && payments > 0) return;
  throw Error(Status::invalid_argument, advances == 0 ? "there is no advance; expected at least one"
                                                      : "there is no payment; expected at least one");
}

void check_credit_amount(double amount, std::int64_t row) {
  if (amount > 0.0 && amount <= kMostAmount) return;
  Message message;
  append_number(message.append("flows.amount is "), amount)
      .append("; expected an amount above zero: advances and payments are two lists, neither has a sign");
  throw Error(Status::invalid_data, message).at(row, "flows.amount");
}

Date first_advance(const CreditDays& credit) {
  check_same_length("advance_days", credit.advance_days.size(), "advances", credit.advances.size());
  check_same_length("payment_days", credit.payment_days.size(), "payments", credit.payments.size());
  check_sides(credit.advances.size(), credit.payments.size());
  const auto advances = static_cast<std::int64_t>(credit.advances.size());
  for (std::size_t at = 0; at < credit.advances.size(); ++at) {
    check_credit_amount(credit.advances[at], static_cast<std::int64_t>(at));
    static_cast<void>(date_of(credit.advance_days[at], static_cast<std::int64_t>(at)));
  }
  const Date first(*std::min_element(credit.advance_days.begin(), credit.advance_days.end()));
  for (std::size_t at = 0; at < credit.payments.size(); ++at) {
    const std::int64_t row = advances + static_cast<std::int64_t>(at);
    check_credit_amount(credit.payments[at], row);
    const Date date = date_of(credit.payment_days[at], row);
    if (date >= first) continue;
    throw Error(Status::inconsistent_data, Message()
                                               .append("a payment of ")
                                               .append(date.iso())
                                               .append(" lies before the first advance of ")
                                               .append(first.iso())
                                               .append("; deduct from the advance what is paid before it"))
        .at(row, "flows.date");
  }
  return first;
}

}  // namespace openitem::cashflow
