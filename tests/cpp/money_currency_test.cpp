// Currencies against the published list (tests/golden/data/iso4217.json).

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "golden_runner.hpp"
#include "money/currency_table.hpp"
#include "openitem/money.hpp"

namespace openitem::money_currency_test {
namespace {

TEST(Currency, TableIsThePublishedList) {
  const golden::Json list = golden::load("data/iso4217.json");
  EXPECT_EQ(list.size(), currency_table().size());
  for (const auto& [code, entry] : list.items()) {
    if (code == "XXX") continue;
    if (entry.at("minor_units").is_null()) {
      try {
        (void)Currency(code);
        ADD_FAILURE() << code << " has no minor unit and was accepted";
      } catch (const Error& error) {
        EXPECT_EQ(error.status(), Status::unknown_name);
        EXPECT_NE(std::string(error.what()).find(code), std::string::npos);
      }
      continue;
    }
    const Currency currency(code);
    EXPECT_EQ(currency.code(), code);
    EXPECT_EQ(currency.numeric(), entry.at("numeric").get<std::string>());
    EXPECT_EQ(currency.minor_units(), entry.at("minor_units").get<std::int32_t>());
    EXPECT_EQ(Currency::from_index(currency.index()), currency);
  }
}

TEST(Currency, UnnamedCurrencyCountsTwoDecimals) {
  EXPECT_EQ(Currency("XXX").minor_units(), 2);
  EXPECT_EQ(Currency("XXX").numeric(), "999");
}

TEST(Currency, RefusesWhatIsNotACode) {
  for (const char* const code : {"", "E", "EU", "EURO", "eur", " EUR", "ZZZ", "978", "AAA", "DEM"}) {
    try {
      (void)Currency(code);
      ADD_FAILURE() << code;
    } catch (const Error& error) {
      EXPECT_EQ(error.status(), Status::unknown_name) << code;
    }
  }
  EXPECT_THROW((void)Currency(std::string_view("EUR\0", 4)), Error);
}

TEST(Currency, IndexBeyondTheTableIsRefused) {
  EXPECT_THROW((void)Currency::from_index(static_cast<std::uint16_t>(currency_table().size())), Error);
  EXPECT_THROW((void)Currency::from_index(65535), Error);
  EXPECT_THROW((void)Currency::from_index(static_cast<std::uint16_t>(find_currency("XAU"))), Error);
}

}  // namespace
}  // namespace openitem::money_currency_test
