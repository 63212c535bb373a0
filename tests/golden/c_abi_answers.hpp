#pragma once
/// \file
/// Asking the C ABI for what a golden case says: a failure ends the case with its message.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "openitem/money.h"
#include "openitem/time.h"

namespace openitem::golden::c_abi {

inline void ask(oi_status status, const oi_error& error) {
  if (status != OI_OK) throw std::runtime_error(std::string(oi_status_name(status)) + ": " + error.message);
}

/// Runs a call that ends in `value, error`.
template <class Value = double, class Call>
Value answer(const Call& call) {
  Value value;
  oi_error error;
  ask(call(&value, &error), error);
  return value;
}

inline std::int64_t minor_of(const std::string& text, const std::string& currency) {
  oi_error error;
  std::int64_t minor = 0;
  ask(oi_money_parse(text.c_str(), currency.c_str(), &minor, &error), error);
  return minor;
}

inline std::vector<std::int64_t> minors_of(const std::vector<std::string>& texts,
                                           const std::string& currency) {
  std::vector<std::int64_t> minors;
  for (const std::string& text : texts) minors.push_back(minor_of(text, currency));
  return minors;
}

inline std::string text_of(std::int64_t minor, const std::string& currency) {
  oi_error error;
  char text[32];
  ask(oi_money_format(minor, currency.c_str(), text, sizeof text, &error), error);
  return text;
}

inline oi_day day_of(const std::string& iso) {
  oi_error error;
  oi_day day = 0;
  ask(oi_day_parse(iso.c_str(), nullptr, &day, &error), error);
  return day;
}

inline std::string iso_of(oi_day day) {
  oi_error error;
  char text[16];
  ask(oi_day_format(day, nullptr, text, sizeof text, &error), error);
  return text;
}

/// A decimal fraction in parts per billion.
inline std::int64_t parts_of(const std::string& fraction) {
  oi_error error;
  char text[64];
  ask(oi_decimal_round(fraction.c_str(), 9, OI_ROUND_HALF_UP, text, sizeof text, &error), error);
  std::string digits(text);
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

}  // namespace openitem::golden::c_abi
