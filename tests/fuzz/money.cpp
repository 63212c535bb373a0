// Amounts as text, roundings and allocations.

#include <array>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "byte_reader.hpp"
#include "ledger_promises.hpp"
#include "openitem/money.hpp"

namespace openitem::fuzz {
namespace {

void parse_and_print(const std::string& text, Currency currency, Rounding rounding) {
  const std::int64_t minor = parse_money(text, currency);
  require(parse_money(format_money(minor, currency), currency) == minor,
          "what is printed reads as what it was");
  require(parse_money(text, currency, rounding) == minor, "an exact amount has nothing to round");
  require(parse_money(round_decimal(text, currency.minor_units(), rounding), currency) == minor,
          "both ways to read an amount agree");
}

void allocate_parts(std::int64_t minor, ByteReader& reader, AllocationSign sign) {
  std::vector<std::int64_t> weights;
  for (std::size_t i = reader.below(9); i > 0; --i) weights.push_back(reader.number<std::int64_t>());
  const std::vector<std::int64_t> parts = allocate(minor, weights, sign);
  __extension__ __int128 sum = 0;
  for (const std::int64_t part : parts) sum += part;
  require(sum == minor, "parts sum to the whole");
}

/// Each of several calls may refuse; none keeps the next from being tried.
template <class Call>
void tried(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    require_refusal(error);
  }
}

}  // namespace

void money(Bytes bytes) {
  static constexpr std::array<std::string_view, 4> currencies = {"EUR", "JPY", "KWD", "CLF"};
  ByteReader reader(bytes);
  const Currency currency(currencies[reader.below(currencies.size())]);
  const auto rounding = static_cast<Rounding>(reader.below(10));
  const auto sign = static_cast<AllocationSign>(reader.below(2));
  const auto decimals = static_cast<std::int32_t>(reader.below(20));
  const std::string text = reader.text();
  const std::string unit = reader.text();
  tried([&] { parse_and_print(text, currency, rounding); });
  tried([&] { (void)parse_money(text, currency, rounding); });
  tried([&] { (void)round_decimal(text, decimals, rounding); });
  tried([&] { (void)round_cash(text, unit, currency, rounding); });
  const auto a = reader.number<std::int64_t>();
  const auto b = reader.number<std::int64_t>();
  const auto c = reader.number<std::int64_t>();
  tried([&] { (void)multiply_divide(a, b, c, rounding); });
  tried([&] { (void)round_to_power_of_ten(a, decimals, rounding); });
  tried([&] { allocate_parts(a, reader, sign); });
}

}  // namespace openitem::fuzz
