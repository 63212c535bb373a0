// Payment terms as text: read or refused, and what is read prints, reads back and splits a total.

#include <numeric>
#include <string>

#include "byte_reader.hpp"
#include "ledger_promises.hpp"
#include "openitem/terms.hpp"

namespace openitem::fuzz {
namespace {

void require_schedule(const PaymentTerms& terms, std::int64_t total) {
  TermsDates dates{Date("2024-01-31")};
  dates.receipt = dates.delivery = dates.as_of = Date("2024-02-29");
  std::optional<Currency> currency;
  for (const TermsLine& line : terms.lines) {
    if (line.amount) currency = line.amount->currency;
  }
  TermsOptions options;
  options.calendar = Calendar::named("weekends-only");
  TermsAmounts amounts;
  amounts.total = total;
  amounts.base_total = total == 0 ? 0 : total / 3;
  const TermsSchedule schedule = schedule_terms(terms, dates, amounts, options, currency);
  std::int64_t sum = 0;
  std::int64_t base_sum = 0;
  for (const Instalment& line : schedule.instalments) {
    sum += line.amount;
    base_sum += line.base_amount;
    require(line.grace_until >= line.due, "grace comes after the due date");
  }
  require(sum == total, "instalments sum to the total");
  require(base_sum == *amounts.base_total, "base amounts sum to the base total");
  for (const DiscountWindow& window : schedule.discounts) {
    require(window.payable + window.amount == total, "payable and discount are the total");
  }
}

}  // namespace

void terms(Bytes bytes) {
  ByteReader reader(bytes);
  const std::string text = reader.text();
  const auto total = std::int64_t{reader.number<std::int32_t>()};
  for (const TermsReading reading :
       {TermsReading::not_set, TermsReading::eom_then_days, TermsReading::days_then_eom}) {
    try {
      const PaymentTerms read = parse_terms(text, reading);
      const std::string printed = print_terms(read);
      require(parse_terms(printed) == read, "what is printed reads as what it was");
      require_schedule(read, total);
    } catch (const Error& error) {
      require_refusal(error);
    }
  }
}

}  // namespace openitem::fuzz
