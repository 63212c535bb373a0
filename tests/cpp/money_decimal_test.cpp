// Decimals in and out: parse, format, round, and the kernels columns are read with.

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "money/decimal_kernel.hpp"
#include "money/rounding.hpp"
#include "openitem/money.hpp"

namespace openitem::money_decimal_test {
namespace {

const std::vector<const char*> kCurrencies = {"JPY", "EUR", "KWD", "CLF"};  // 0, 2, 3 and 4 decimals

std::vector<std::int64_t> interesting_amounts() {
  std::vector<std::int64_t> amounts = {
      0, 1, 5, 9, 10, 99, 100, 101, 999'999, kAmountLimit - 1, kAmountLimit - 10};
  for (const std::int64_t power : kPowersOfTen) amounts.insert(amounts.end(), {power, power - 1, power + 1});
  std::mt19937_64 random(4217);
  for (int shift = 2; shift < 64; ++shift) amounts.push_back(static_cast<std::int64_t>(random() >> shift));
  const std::size_t positive = amounts.size();
  for (std::size_t i = 0; i < positive; ++i) amounts.push_back(-amounts[i]);
  return amounts;
}

Status status_of(std::string_view text, const char* currency) {
  try {
    (void)parse_money(text, Currency(currency));
    return Status::ok;
  } catch (const Error& error) {
    return error.status();
  }
}

TEST(ParseMoney, ReadsWhatFormatPrints) {
  for (const char* const code : kCurrencies) {
    const Currency currency(code);
    for (const std::int64_t minor : interesting_amounts()) {
      const std::string text = format_money(minor, currency);
      ASSERT_EQ(parse_money(text, currency), minor) << text;
      if (minor >= 0) {
        ASSERT_EQ(parse_money("+" + text, currency), minor);
      }
      ASSERT_EQ(parse_money(text + (currency.minor_units() == 0 ? ".000" : "000"), currency), minor);
    }
  }
}

TEST(ParseMoney, ReadsTheStatedForms) {
  const Currency eur("EUR");
  EXPECT_EQ(parse_money("-1234.50", eur), -123'450);
  EXPECT_EQ(parse_money("+3", eur), 300);
  EXPECT_EQ(parse_money(".5", eur), 50);
  EXPECT_EQ(parse_money("-.5", eur), -50);
  EXPECT_EQ(parse_money("0001.2", eur), 120);
  EXPECT_EQ(parse_money("-0.00", eur), 0);
  EXPECT_EQ(parse_money("12.3000000000000000000000000000000000", eur), 1230);
  EXPECT_EQ(parse_money("00000000000000000000000000000000000007", eur), 700);
}

TEST(ParseMoney, RefusesEverythingElse) {
  for (const char* const text : {"",
                                 "-",
                                 "+",
                                 ".",
                                 "-.",
                                 "1.",
                                 "1,00",
                                 "1 000",
                                 " 1",
                                 "1 ",
                                 "--1",
                                 "+-1",
                                 "1-",
                                 "1e3",
                                 "0x10",
                                 "(1.00)",
                                 "1.0.0",
                                 "1.2x",
                                 "1.234x",
                                 "nan",
                                 "inf",
                                 "\xE2\x88\x92"
                                 "1",
                                 "\xD9\xA1",
                                 "EUR 1",
                                 "99999999999999999999x",
                                 "1'000.00",
                                 "1_000"}) {
    EXPECT_EQ(status_of(text, "EUR"), Status::invalid_data) << text;
  }
  EXPECT_EQ(status_of(std::string_view("1\0", 2), "EUR"), Status::invalid_data);
}

TEST(ParseMoney, RefusesSurplusDigitsUnlessTheyAreZeros) {
  EXPECT_EQ(status_of("1.005", "EUR"), Status::inexact_amount);
  EXPECT_EQ(status_of("1.00000000000000000000000000000000000001", "EUR"), Status::inexact_amount);
  EXPECT_EQ(status_of("1.5", "JPY"), Status::inexact_amount);
  EXPECT_EQ(status_of("1.0", "JPY"), Status::ok);
  EXPECT_EQ(status_of("1.005", "KWD"), Status::ok);
}

TEST(ParseMoney, RefusesAmountsFromTwoToTheSixtyTwo) {
  EXPECT_EQ(parse_money("46116860184273879.03", Currency("EUR")), kAmountLimit - 1);
  EXPECT_EQ(parse_money("-46116860184273879.03", Currency("EUR")), 1 - kAmountLimit);
  EXPECT_EQ(status_of("46116860184273879.04", "EUR"), Status::overflow);
  EXPECT_EQ(status_of("-46116860184273879.04", "EUR"), Status::overflow);
  EXPECT_EQ(status_of("4611686018427387904", "JPY"), Status::overflow);
  EXPECT_EQ(status_of("4611686018427387909", "JPY"), Status::overflow);
  EXPECT_EQ(status_of("9223372036854775808", "JPY"), Status::overflow);
  EXPECT_EQ(status_of("18446744073709551617", "JPY"), Status::overflow);
  EXPECT_EQ(status_of("1" + std::string(400, '0'), "EUR"), Status::overflow);
  // Rounding may step over the limit.
  EXPECT_THROW((void)parse_money("46116860184273879.035", Currency("EUR"), Rounding::half_up), Error);
  EXPECT_EQ(parse_money("46116860184273879.035", Currency("EUR"), Rounding::half_down), kAmountLimit - 1);
}

TEST(ParseMoney, ErrorShowsTheValueAndWhatWasExpected) {
  try {
    (void)parse_money("1,234.50", Currency("EUR"));
    FAIL();
  } catch (const Error& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("'1,234.50'"), std::string::npos);
    EXPECT_NE(message.find("expected"), std::string::npos);
  }
}

TEST(ParseMoney, RoundsWhenAsked) {
  const Currency eur("EUR");
  // 637.585 is the figure of a receivable that drifted in binary floating point.
  EXPECT_EQ(parse_money("637.585", eur, Rounding::half_up), 63'759);
  EXPECT_EQ(parse_money("637.585", eur, Rounding::half_even), 63'758);
  EXPECT_EQ(parse_money("-637.585", eur, Rounding::half_ceiling), -63'758);
  EXPECT_EQ(parse_money("-0.004", eur, Rounding::half_up), 0);
  EXPECT_EQ(parse_money("-0.001", eur, Rounding::up), -1);
}

TEST(FormatMoney, PrintsExactlyTheDecimals) {
  EXPECT_EQ(format_money(105'000, Currency("EUR")), "1050.00");
  EXPECT_EQ(format_money(-5, Currency("EUR")), "-0.05");
  EXPECT_EQ(format_money(0, Currency("EUR")), "0.00");
  EXPECT_EQ(format_money(-5, Currency("JPY")), "-5");
  EXPECT_EQ(format_money(1, Currency("CLF")), "0.0001");
  EXPECT_EQ(format_money(std::numeric_limits<std::int64_t>::min(), Currency("EUR")), "-92233720368547758.08");
}

TEST(ParseMinor, TellsWhatItMet) {
  std::int64_t minor = 42;
  EXPECT_EQ(parse_minor("", 2, minor), DecimalStatus::empty);
  EXPECT_EQ(parse_minor("x", 2, minor), DecimalStatus::invalid);
  EXPECT_EQ(parse_minor("46116860184273879.04", 2, minor), DecimalStatus::overflow);
  EXPECT_EQ(minor, 42) << "written without a value";
  EXPECT_EQ(parse_minor("1.005", 2, minor), DecimalStatus::inexact);
  EXPECT_EQ(minor, 101);
  EXPECT_EQ(parse_minor("1.00", 2, minor), DecimalStatus::ok);
  EXPECT_EQ(minor, 100);
  EXPECT_EQ(parse_minor("1", 18, minor), DecimalStatus::ok);
  EXPECT_EQ(minor, 1'000'000'000'000'000'000);
  EXPECT_EQ(parse_minor("5", 18, minor), DecimalStatus::overflow);
}

/// The decimal text of value * 10^-scale, by string work alone.
std::string text_of(std::int64_t value, std::int32_t scale) {
  std::string digits = std::to_string(magnitude(value));
  if (scale < 0) digits.append(static_cast<std::size_t>(-scale), '0');
  const auto places = static_cast<std::size_t>(std::max(scale, 0));
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (value < 0 ? "-" : "") + digits;
}

TEST(Decimal128ToMinor, AgreesWithTheTextOfTheSameDecimal) {
  const std::vector<Rounding> modes = {Rounding::half_up, Rounding::half_even, Rounding::down,
                                       Rounding::ceiling};
  for (const std::int64_t value : interesting_amounts()) {
    for (std::int32_t scale = -20; scale <= 45; ++scale) {
      for (const std::int32_t decimals : {0, 2, 4, 18}) {
        for (const Rounding mode : modes) {
          std::int64_t from_text = -7;
          std::int64_t from_decimal = -7;
          const DecimalStatus expected = parse_minor(text_of(value, scale), decimals, from_text, mode);
          ASSERT_EQ(decimal128_to_minor(value, scale, decimals, from_decimal, mode), expected)
              << value << " scale " << scale << " decimals " << decimals;
          ASSERT_EQ(from_decimal, from_text);
        }
      }
    }
  }
}

TEST(Decimal128ToMinor, ReadsValuesBeyondSixtyFourBits) {
  std::int64_t minor = 0;
  // 123456789012345678.90 with 20 digits after the point: 12345678901234567890 * 10^18 of scale 20.
  const Int128 wide = multiply(1'234'567'890'123'456'789, 1'000'000'000'000'000'000);
  EXPECT_EQ(decimal128_to_minor(wide, 20, 2, minor), DecimalStatus::ok);
  EXPECT_EQ(minor, 1'234'567'890'123'456'789);
  EXPECT_EQ(decimal128_to_minor(wide + Int128(1), 20, 2, minor), DecimalStatus::inexact);
  EXPECT_EQ(minor, 1'234'567'890'123'456'789);
  EXPECT_EQ(decimal128_to_minor(-wide - Int128(1), 20, 2, minor, Rounding::up), DecimalStatus::inexact);
  EXPECT_EQ(minor, -1'234'567'890'123'456'790);
  EXPECT_EQ(decimal128_to_minor(wide, 2, 2, minor), DecimalStatus::overflow);
  EXPECT_EQ(decimal128_to_minor(wide, 18, 2, minor), DecimalStatus::overflow);
  const Int128 lowest(std::numeric_limits<std::int64_t>::min(), 0);
  EXPECT_EQ(decimal128_to_minor(lowest, 38, 0, minor), DecimalStatus::inexact);
  EXPECT_EQ(minor, -2);  // -1.7014...
  EXPECT_EQ(decimal128_to_minor(lowest, 39, 0, minor), DecimalStatus::inexact);
  EXPECT_EQ(minor, 0);  // -0.17014...
}

std::string round_by_text(std::string_view text, std::int32_t decimals) {
  return round_decimal(text, decimals, Rounding::half_up);
}

TEST(RoundDecimal, PrintsExactlyTheDecimals) {
  EXPECT_EQ(round_by_text("0.86313513", 5), "0.86314");
  EXPECT_EQ(round_by_text("1", 3), "1.000");
  EXPECT_EQ(round_by_text("-0.4", 0), "0");
  EXPECT_EQ(round_by_text("-0.004", 2), "0.00");
  EXPECT_EQ(round_by_text("9.995", 2), "10.00");
  EXPECT_EQ(round_by_text(".5", 0), "1");
  EXPECT_EQ(round_by_text("+007.50", 1), "7.5");
  EXPECT_EQ(round_by_text("0", 0), "0");
  EXPECT_EQ(round_by_text("999999999999999999999999999999999999", 0), "999999999999999999999999999999999999");
  EXPECT_EQ(round_by_text("99999999999999999999999999999999999.9", 0),
            "100000000000000000000000000000000000");
}

TEST(RoundDecimal, AgreesWithMoneyOfTheSameDecimals) {
  const Currency eur("EUR");
  for (std::int32_t mode = 0; mode <= 9; ++mode) {
    for (std::int64_t thousandths = -2100; thousandths <= 2100; ++thousandths) {
      const std::string text = text_of(thousandths, 3);
      const auto rounding = static_cast<Rounding>(mode);
      ASSERT_EQ(round_decimal(text, 2, rounding), format_money(parse_money(text, eur, rounding), eur))
          << text;
    }
  }
}

TEST(RoundDecimal, SaysWhatIsWrong) {
  const auto status = [](std::string_view text, std::int32_t decimals) {
    try {
      (void)round_by_text(text, decimals);
      return Status::ok;
    } catch (const Error& error) {
      return error.status();
    }
  };
  EXPECT_EQ(status("", 0), Status::invalid_data);
  EXPECT_EQ(status("1e5", 0), Status::invalid_data);
  EXPECT_EQ(status("1", -1), Status::out_of_bounds);
  EXPECT_EQ(status("1", 19), Status::out_of_bounds);
  EXPECT_EQ(status("1" + std::string(36, '0'), 0), Status::overflow);
  EXPECT_EQ(status("1" + std::string(18, '0'), 18), Status::overflow);
  EXPECT_EQ(status(std::string(18, '9'), 18), Status::ok);
}

}  // namespace
}  // namespace openitem::money_decimal_test
