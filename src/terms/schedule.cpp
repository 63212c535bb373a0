// Instalments and discount windows of one document.

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "openitem/terms.hpp"
#include "terms/document_schedule.hpp"
#include "terms/due_days.hpp"
#include "terms/line_amounts.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

using StartDays = std::array<std::int32_t, kTermsDateKinds>;

StartDays start_days(const TermsDates& dates) {
  const auto day = [](const std::optional<Date>& date) { return date ? date->days() : kNoTermsDay; };
  return {dates.issue.days(), day(dates.receipt), day(dates.delivery), day(dates.as_of)};
}

void require_start(const StartDays& starts, TermsDateKind kind) {
  if (starts[static_cast<std::size_t>(kind)] != kNoTermsDay) return;
  throw Error(Status::missing_value,
              Message().append(column_of(kind)).append(" is missing; ").append(need_of(kind)));
}

Date reached(std::int32_t day) {
  if (day != kNoTermsDay) return Date(day);
  throw Error(Status::date_out_of_range, "the terms lead beyond 9999-12-31");
}

Date with_grace(Date date, std::int32_t days) { return days == 0 ? date : add_days(date, days); }

std::vector<Date> due_dates_of(const DueDays& rules, const StartDays& starts) {
  for (std::size_t i = 0; i < rules.lines(); ++i) require_start(starts, rules.kind_of_line(i));
  std::vector<std::int32_t> days(rules.lines());
  rules.due(starts, days.data());
  std::vector<Date> dates;
  dates.reserve(days.size());
  for (const std::int32_t day : days) dates.push_back(reached(day));
  return dates;
}

std::vector<Date> deadlines_of(const DueDays& rules, const StartDays& starts) {
  std::vector<Date> dates;
  if (rules.discounts() == 0) return dates;
  require_start(starts, rules.kind_of_discounts());
  std::vector<std::int32_t> days(rules.discounts());
  rules.deadlines(starts[static_cast<std::size_t>(rules.kind_of_discounts())], days.data());
  dates.reserve(days.size());
  for (const std::int32_t day : days) dates.push_back(reached(day));
  return dates;
}

void add_instalments(const PaymentTerms& terms, const LineAmounts& lines, const std::vector<Date>& due,
                     const TermsAmounts& amounts, TermsSchedule& schedule) {
  std::vector<std::int64_t> parts(lines.lines());
  std::vector<std::int64_t> base_parts(lines.lines(), 0);
  lines.split(amounts.total, parts.data());
  if (amounts.base_total) lines.split_base(parts, *amounts.base_total, base_parts.data());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    schedule.instalments.push_back({static_cast<std::int32_t>(i) + 1, due[i],
                                    with_grace(due[i], terms.grace_days), parts[i], base_parts[i]});
  }
}

}  // namespace

std::int64_t discount_base(const TermsAmounts& amounts, TermsDiscountTax computation) {
  const bool is_opposed = (amounts.tax < 0) != (amounts.total < 0) && amounts.tax != 0;
  if (is_opposed || magnitude(amounts.tax) > magnitude(amounts.total)) {
    throw Error(Status::inconsistent_data,
                Message()
                    .append("tax ")
                    .append(amounts.tax)
                    .append(" is no part of the total ")
                    .append(amounts.total)
                    .append(" (minor units); expected the same sign and not more"));
  }
  return computation == TermsDiscountTax::included ? amounts.total : amounts.total - amounts.tax;
}

void check_amounts(const TermsAmounts& amounts) {
  if (!is_amount(amounts.total) || (amounts.base_total && !is_amount(*amounts.base_total))) {
    throw Error(Status::overflow, "an amount reaches 2^62 minor units");
  }
  if (amounts.total == 0 && amounts.base_total.value_or(0) != 0) {
    throw Error(Status::inconsistent_data, Message()
                                               .append("a document over 0 has a base amount of ")
                                               .append(*amounts.base_total)
                                               .append("; expected 0"));
  }
}

void check_currency(const LineAmounts& lines, std::optional<Currency> currency) {
  if (!lines.currency() || lines.currency() == currency) return;
  Message message;
  message.append("the terms have fixed amounts in ").append(lines.currency()->code());
  if (!currency) throw Error(Status::not_set, message.append("; pass the currency of the document"));
  throw Error(
      Status::inconsistent_data,
      message.append(", the document is in ").append(currency->code()).append("; expected one currency"));
}

TermsSchedule schedule_terms(const PaymentTerms& terms, const TermsDates& dates, const TermsAmounts& amounts,
                             const TermsOptions& options, std::optional<Currency> currency) {
  const LineAmounts lines(terms, options);
  const DueDays rules(terms, options);
  check_currency(lines, currency);
  check_amounts(amounts);
  const std::int64_t base = discount_base(amounts, options.discount_tax);
  const StartDays starts = start_days(dates);
  TermsSchedule schedule;
  schedule.total = amounts.total;
  if (amounts.total == 0 && options.zero_total == TermsZeroTotal::one_line) {
    schedule.instalments.push_back({1, dates.issue, dates.issue, 0, 0});
    return schedule;
  }
  add_instalments(terms, lines, due_dates_of(rules, starts), amounts, schedule);
  const std::vector<Date> deadlines = deadlines_of(rules, starts);
  for (std::size_t i = 0; i < deadlines.size(); ++i) {
    const std::int64_t rate = terms.discounts[i].rate;
    const std::int64_t amount = multiply_divide(base, rate, 1'000'000'000, options.discount_rounding);
    schedule.discounts.push_back({static_cast<std::int32_t>(i) + 1, deadlines[i],
                                  with_grace(deadlines[i], terms.discount_grace_days), rate, base, amount,
                                  amounts.total - amount});
  }
  return schedule;
}

std::vector<Date> terms_due_dates(const PaymentTerms& terms, const TermsDates& dates,
                                  const TermsOptions& options) {
  check_options(options);
  return due_dates_of(DueDays(terms, options), start_days(dates));
}

std::vector<Date> terms_discount_deadlines(const PaymentTerms& terms, const TermsDates& dates,
                                           const TermsOptions& options) {
  check_options(options);
  return deadlines_of(DueDays(terms, options), start_days(dates));
}

}  // namespace openitem
