#include "openitem/terms.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/terms.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_terms_options default_options = OI_TERMS_OPTIONS_INIT;
constexpr std::int64_t first_size = 56;
TermsReading read_reading(std::int32_t value, std::int32_t argument) {
  return read_choice(value, TermsReading::eom_dating, "reading",
                     "OI_TERMS_READING_NOT_SET, OI_TERMS_EOM_* or OI_TERMS_DAYS_*", argument);
}

TermsDiscountTax read_discount_tax(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, TermsDiscountTax::mixed, name, "OI_TERMS_TAX_*", argument);
}

TermsOptions read_terms_options(const oi_terms_options* options, std::int32_t argument) {
  const oi_terms_options given = read_options(
      options, default_options, {.type = "oi_terms_options", .argument = argument, .first_size = first_size});
  require_array(given.postponements, given.postponements_count, "options.postponements", argument);
  TermsOptions result;
  result.threads = given.threads;
  result.residue = read_choice(given.residue, TermsResidue::largest_remainder, "options.residue",
                               "OI_TERMS_LAST_LINE or OI_TERMS_LARGEST_REMAINDER", argument);
  result.rounding = read_rounding(given.rounding, argument);
  result.discount_rounding = read_rounding(given.discount_rounding, argument);
  result.zero_total = read_choice(given.zero_total, TermsZeroTotal::every_line, "options.zero_total",
                                  "OI_TERMS_ZERO_ONE_LINE or OI_TERMS_ZERO_EVERY_LINE", argument);
  result.discount_tax = read_discount_tax(given.discount_tax, "options.discount_tax", argument);
  result.adjust_discounts = given.adjust_discounts;
  for (std::int32_t i = 0; i < given.postponements_count; ++i) {
    const oi_postponement& row = given.postponements[i];
    result.postponements.push_back(
        {read_day(row.holiday, "options.postponements.holiday", argument),
         read_day(row.postponed_to, "options.postponements.postponed_to", argument)});
  }
  if (given.own_calendar != nullptr) {
    if (given.calendar != nullptr) {
      throw Error(Status::invalid_argument,
                  "options.calendar and options.own_calendar are both given; expected one of the two")
          .of_argument(argument);
    }
    result.calendar = given.own_calendar->calendar;
  }
  if (given.calendar != nullptr) {
    result.calendar = blaming(argument, [&] { return Calendar::named(given.calendar); });
  }
  return result;
}

std::optional<Date> read_document_day(oi_day day, const char* name, std::int32_t argument) {
  if (day == OI_TERMS_NO_DAY) return std::nullopt;
  return read_day(day, name, argument);
}

TermsDates read_document_dates(const oi_terms_document& document, std::int32_t argument) {
  return {.issue = read_day(document.issue, "document.issue", argument),
          .receipt = read_document_day(document.receipt, "document.receipt", argument),
          .delivery = read_document_day(document.delivery, "document.delivery", argument),
          .as_of = read_document_day(document.as_of, "document.as_of", argument)};
}

TermsAmounts read_document_amounts(const oi_terms_document& document, std::int32_t argument) {
  require_zero(document.reserved, "document.reserved", argument);
  require_choice(document.has_base_total, 1, "document.has_base_total", "0 or 1", argument);
  TermsAmounts amounts;
  amounts.total = document.total;
  amounts.tax = document.tax;
  if (document.has_base_total == 1) amounts.base_total = document.base_total;
  return amounts;
}

std::optional<Currency> read_optional_currency(const char* code, std::int32_t argument) {
  if (code == nullptr) return std::nullopt;
  return read_currency(code, "currency", argument);
}

std::span<const std::int32_t> read_days(const oi_day* days, std::int64_t rows) {
  return {days, days == nullptr ? 0 : static_cast<std::size_t>(rows)};
}

}  // namespace

oi_status oi_terms_parse(const char* text, oi_terms_reading reading, oi_terms** terms, oi_error* error) {
  return guard(error, [&] {
    const std::string_view given = read_text(text, "text", 0);
    const TermsReading choice = read_reading(reading, 1);
    require(terms, "terms", 2);
    *terms = blaming(0, [&] { return new oi_terms{parse_terms(given, choice)}; });
  });
}

oi_status oi_terms_print(const oi_terms* terms, char* buffer, int64_t capacity, oi_error* error) {
  return guard(error, [&] {
    require(terms, "terms", 0);
    require(buffer, "buffer", 1);
    write_text(print_terms(terms->value), buffer, capacity, 2);
  });
}

void oi_terms_release(oi_terms* terms) { delete terms; }

oi_status oi_terms_options_init(oi_terms_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_options;
  });
}

oi_status oi_terms_schedule(const oi_terms* terms, const oi_terms_document* document, const char* currency,
                            const oi_terms_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(terms, "terms", 0);
    require(document, "document", 1);
    const TermsDates dates = read_document_dates(*document, 1);
    const TermsAmounts amounts = read_document_amounts(*document, 1);
    const std::optional<Currency> unit = read_optional_currency(currency, 2);
    const TermsOptions choices = read_terms_options(options, 3);
    require(result, "result", 4);
    *result =
        make_handle(terms_schedule_tables(schedule_terms(terms->value, dates, amounts, choices, unit), unit));
  });
}

oi_status oi_terms_due_dates(const oi_terms* const* terms, int32_t terms_count, const int32_t* codes,
                             const oi_day* issue, const oi_day* receipt, const oi_day* delivery,
                             const oi_day* as_of, int64_t rows, const oi_terms_options* options, oi_day* due,
                             oi_error* error) {
  return guard(error, [&] {
    require_count(terms_count, 0, largest_count, "terms_count", 1);
    require(terms, "terms", 0);
    require_count(rows, 0, largest_row_count, "rows", 7);
    require(codes, "codes", 2);
    require(issue, "issue", 3);
    const TermsOptions choices = read_terms_options(options, 8);
    require(due, "due", 9);
    std::vector<PaymentTerms> values;
    values.reserve(static_cast<std::size_t>(terms_count));
    for (std::int32_t i = 0; i < terms_count; ++i) {
      require(terms[i], "terms[i]", 0);
      values.push_back(terms[i]->value);
    }
    const auto size = static_cast<std::size_t>(rows);
    std::vector<std::int32_t> computed(size);
    compute_due_dates(
        values, std::span(codes, size),
        {read_days(issue, rows), read_days(receipt, rows), read_days(delivery, rows), read_days(as_of, rows)},
        computed, choices);
    std::copy(computed.begin(), computed.end(), due);
  });
}

oi_status oi_terms_compute_schedules(const oi_table* tables, int32_t table_count, oi_terms_reading reading,
                                     const char* currency, const char* base_currency, oi_money_form money,
                                     const oi_terms_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const TermsReading choice = read_reading(reading, 2);
    const std::string unit = read_optional_text(currency);
    const std::string base_unit = read_optional_text(base_currency);
    const MoneyForm form = read_money_form(money, 5);
    const TermsOptions choices = read_terms_options(options, 6);
    require(result, "result", 7);
    *result = make_handle(compute_terms_schedules(given.views(), choice, choices, unit, base_unit, form));
  });
}

oi_status oi_terms_cash_discount(int64_t net, int64_t tax, int64_t rate, oi_terms_discount_tax computation,
                                 oi_rounding rounding, oi_cash_discount* discount, oi_error* error) {
  return guard(error, [&] {
    const TermsDiscountTax choice = read_discount_tax(computation, "computation", 3);
    const Rounding mode = read_rounding(rounding, 4);
    require(discount, "discount", 5);
    const CashDiscount figures = cash_discount(net, tax, rate, choice, mode);
    *discount = {figures.total, figures.base, figures.amount, figures.payable, figures.tax};
  });
}

oi_status oi_terms_part_payment(int64_t payment, int64_t total, int64_t discount, oi_rounding rounding,
                                int64_t* settled, int64_t* earned, int64_t* excess, oi_error* error) {
  return guard(error, [&] {
    const Rounding mode = read_rounding(rounding, 3);
    require(settled, "settled", 4);
    const PartPayment part = part_payment(payment, total, discount, mode);
    *settled = part.settled;
    if (earned != nullptr) *earned = part.discount;
    if (excess != nullptr) *excess = part.excess;
  });
}

oi_status oi_terms_check_discount(const oi_terms* terms, const oi_terms_document* document, oi_day paid_on,
                                  int64_t paid, int64_t taken, oi_terms_part_payments part_payments,
                                  const oi_terms_options* options, oi_discount_check* check,
                                  oi_error* error) {
  return guard(error, [&] {
    require(terms, "terms", 0);
    require(document, "document", 1);
    const TermsDates dates = read_document_dates(*document, 1);
    const TermsAmounts amounts = read_document_amounts(*document, 1);
    const Date day = read_day(paid_on, "paid_on", 2);
    const PartPayments choice = read_choice(part_payments, PartPayments::pro_rata, "part_payments",
                                            "OI_TERMS_PART_NOTHING or OI_TERMS_PART_PRO_RATA", 5);
    const TermsOptions choices = read_terms_options(options, 6);
    require(check, "check", 7);
    // Discounts alone are looked at: fixed amounts are of the document's currency by assumption of the caller.
    std::optional<Currency> unit;
    for (const TermsLine& line : terms->value.lines) {
      if (line.amount) unit = line.amount->currency;
    }
    const TermsSchedule schedule = schedule_terms(terms->value, dates, amounts, choices, unit);
    const DiscountCheck found = check_discount(schedule, day, paid, taken, choice, choices.discount_rounding);
    *check = {found.allowed, found.unearned, found.tier, static_cast<oi_unearned_reason>(found.reason)};
  });
}
