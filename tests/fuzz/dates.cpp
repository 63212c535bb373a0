// Dates and date formats as text.

#include <string>

#include "byte_reader.hpp"
#include "ledger_promises.hpp"
#include "openitem/time.hpp"

namespace openitem::fuzz {
namespace {

void require_round_trip(const std::string& text, const std::string& format) {
  const Date date = parse_date(text, format);
  require(date.days() >= Date::min_days && date.days() <= Date::max_days, "a date is in range");
  require(Date(date.iso()) == date, "what is printed reads as what it was");
  require(Date(date.year(), date.month(), date.day()) == date, "year, month and day are those of the date");
  require(parse_date(format_date(date, format), format) == date, "a format reads what it has printed");
}

}  // namespace

void dates(Bytes bytes) {
  ByteReader reader(bytes);
  const std::string format = reader.text();
  const std::string text = reader.text();
  for (const std::string& each : {std::string("%Y-%m-%d"), format}) {
    try {
      require_round_trip(text, each);
    } catch (const Error& error) {
      require_refusal(error);
    }
  }
  try {
    (void)add_months(Date(reader.number<std::int32_t>()), reader.number<std::int32_t>());
  } catch (const Error& error) {
    require_refusal(error);
  }
}

}  // namespace openitem::fuzz
