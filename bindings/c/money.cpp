#include "openitem/money.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "guard.hpp"
#include "openitem/money.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

AllocationSign read_allocation_sign(oi_allocation_sign sign, std::int32_t argument) {
  return read_choice(sign, AllocationSign::floor, "sign", "OI_ALLOCATE_*", argument);
}

void check_parts(std::int32_t count, std::int32_t argument) {
  require_count(count, 1, largest_count, "count", argument);
}

std::vector<std::string_view> read_texts(const char* const* texts, std::int32_t count, const char* name,
                                         std::int32_t argument) {
  std::vector<std::string_view> views;
  views.reserve(static_cast<std::size_t>(count));
  for (const char* text : std::span(texts, static_cast<std::size_t>(count))) {
    views.push_back(read_text(text, name, argument));
  }
  return views;
}

}  // namespace

oi_status oi_currency_describe(const char* code, int32_t* minor_units, char* numeric, oi_error* error) {
  return guard(error, [&] {
    const Currency currency = read_currency(code, "code", 0);
    require(minor_units, "minor_units", 1);
    *minor_units = currency.minor_units();
    if (numeric != nullptr) {
      const std::string_view digits = currency.numeric();
      numeric[digits.copy(numeric, 3)] = '\0';
    }
  });
}

oi_status oi_money_parse(const char* text, const char* currency, int64_t* minor, oi_error* error) {
  return guard(error, [&] {
    const std::string_view decimal = read_text(text, "text", 0);
    const Currency unit = read_currency(currency, "currency", 1);
    require(minor, "minor", 2);
    *minor = blaming(0, [&] { return parse_money(decimal, unit); });
  });
}

oi_status oi_money_format(int64_t minor, const char* currency, char* buffer, int64_t capacity,
                          oi_error* error) {
  return guard(error, [&] {
    const Currency unit = read_currency(currency, "currency", 1);
    require(buffer, "buffer", 2);
    write_text(format_money(minor, unit), buffer, capacity, 3);
  });
}

oi_status oi_decimal_round(const char* text, int32_t decimals, oi_rounding rounding, char* buffer,
                           int64_t capacity, oi_error* error) {
  return guard(error, [&] {
    const std::string_view decimal = read_text(text, "text", 0);
    require_count(decimals, 0, 18, "decimals", 1);
    const Rounding mode = read_rounding(rounding, 2);
    require(buffer, "buffer", 3);
    const std::string rounded = blaming(0, [&] { return round_decimal(decimal, decimals, mode); });
    write_text(rounded, buffer, capacity, 4);
  });
}

oi_status oi_money_round_power_of_ten(int64_t minor, int32_t power, oi_rounding rounding, int64_t* rounded,
                                      oi_error* error) {
  return guard(error, [&] {
    require_count(power, 0, 18, "power", 1);
    const Rounding mode = read_rounding(rounding, 2);
    require(rounded, "rounded", 3);
    *rounded = blaming(0, [&] { return round_to_power_of_ten(minor, power, mode); });
  });
}

oi_status oi_money_round_cash(const char* value, const char* unit, const char* currency, oi_rounding rounding,
                              int64_t* minor, oi_error* error) {
  return guard(error, [&] {
    const std::string_view decimal = read_text(value, "value", 0);
    const std::string_view step = read_text(unit, "unit", 1);
    const Currency money_unit = read_currency(currency, "currency", 2);
    const Rounding mode = read_rounding(rounding, 3);
    require(minor, "minor", 4);
    *minor = round_cash(decimal, step, money_unit, mode);
  });
}

oi_status oi_money_multiply_divide(int64_t a, int64_t b, int64_t c, oi_rounding rounding, int64_t* value,
                                   oi_error* error) {
  return guard(error, [&] {
    const Rounding mode = read_rounding(rounding, 3);
    require(value, "value", 4);
    *value = multiply_divide(a, b, c, mode);
  });
}

oi_status oi_money_allocate(int64_t minor, const int64_t* weights, int32_t count, oi_allocation_sign sign,
                            int64_t* parts, oi_error* error) {
  return guard(error, [&] {
    require(weights, "weights", 1);
    check_parts(count, 2);
    const AllocationSign placement = read_allocation_sign(sign, 3);
    require(parts, "parts", 4);
    const std::span<const std::int64_t> shares(weights, static_cast<std::size_t>(count));
    const std::vector<std::int64_t> split = blaming(1, [&] { return allocate(minor, shares, placement); });
    std::copy(split.begin(), split.end(), parts);
  });
}

oi_status oi_money_allocate_decimal(int64_t minor, const char* const* weights, int32_t count,
                                    oi_allocation_sign sign, int64_t* parts, oi_error* error) {
  return guard(error, [&] {
    require(weights, "weights", 1);
    check_parts(count, 2);
    const AllocationSign placement = read_allocation_sign(sign, 3);
    require(parts, "parts", 4);
    const std::vector<std::string_view> shares = read_texts(weights, count, "weights", 1);
    const std::vector<std::int64_t> split =
        blaming(1, [&] { return allocate(minor, std::span(shares), placement); });
    std::copy(split.begin(), split.end(), parts);
  });
}

oi_status oi_money_allocate_equal(int64_t minor, int32_t count, oi_allocation_sign sign, int64_t* parts,
                                  oi_error* error) {
  return guard(error, [&] {
    check_parts(count, 1);
    const AllocationSign placement = read_allocation_sign(sign, 2);
    require(parts, "parts", 3);
    const std::vector<std::int64_t> split =
        blaming(1, [&] { return allocate_equal(minor, count, placement); });
    std::copy(split.begin(), split.end(), parts);
  });
}
