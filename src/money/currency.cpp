#include <cstdint>
#include <string_view>

#include "core/message.hpp"
#include "money/currency_table.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

void check_has_minor_unit(const CurrencyRow& row) {
  if (row.minor_units != kNoMinorUnit) return;
  throw Error(
      Status::unknown_name,
      Message()
          .append("currency ")
          .append(row.code)
          .append(" has no minor unit in ISO 4217 and cannot count money; use the code of a currency in use, "
                  "or XXX for an unnamed one"));
}

const CurrencyRow& row_of(std::uint16_t index) noexcept { return currency_table()[index]; }

}  // namespace

Currency::Currency(std::string_view code) : index_(0) {
  const std::int32_t index = find_currency(code);
  if (index < 0) {
    throw Error(Status::unknown_name, Message()
                                          .append("currency ")
                                          .append_quoted(code)
                                          .append(" is not in ISO 4217; expected three capital letters such "
                                                  "as EUR, or XXX for an unnamed currency"));
  }
  index_ = static_cast<std::uint16_t>(index);
  check_has_minor_unit(row_of(index_));
}

Currency Currency::from_index(std::uint16_t index) {
  if (index >= currency_table().size()) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("currency index ")
                                           .append(index)
                                           .append(" is not in the table of ")
                                           .append(currency_table().size())
                                           .append(" currencies"));
  }
  check_has_minor_unit(row_of(index));
  return {Trusted{}, index};
}

std::string_view Currency::code() const noexcept { return row_of(index_).code; }
std::string_view Currency::numeric() const noexcept { return row_of(index_).numeric; }
std::int32_t Currency::minor_units() const noexcept { return row_of(index_).minor_units; }

}  // namespace openitem
