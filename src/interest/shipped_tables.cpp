// What ships: reference rates and fixed sums, each row with the source it was read from.

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "openitem/interest.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::string_view kAndreani =
    "avvocatoandreani.it, rates of D.Lgs. 231/2002 by half-year (ECB column)";
constexpr std::string_view kAnce =
    "ragusa.ance.it: 8.00 % through 31 December 2022, the margin being 8 points";
constexpr std::string_view kPayOnTime = "payontime.co.uk, late payment reference rates by half-year";

// The day by which all of these sources had been read.
constexpr CivilDay kReadOn{2026, 11, 22};

struct HalfYearRate {
  std::string_view table;
  std::int32_t year, half;
  std::int64_t rate;  // parts per billion
  std::string_view source;
};

// "it": the reference rate of the Italian ministry's notices (ECB main refinancing operations; 4.10 % in the second half of 2008). "uk":
// the Bank Rate of the 30 June or 31 December before. Half-years whose source was not read are left out.
constexpr HalfYearRate kRates[] = {
    {"it", 2002, 2, 33'500'000, kAndreani},
    {"it", 2003, 1, 28'500'000, kAndreani},
    {"it", 2003, 2, 21'000'000, kAndreani},
    {"it", 2004, 1, 20'200'000, kAndreani},
    {"it", 2004, 2, 20'100'000, kAndreani},
    {"it", 2005, 1, 20'900'000, kAndreani},
    {"it", 2005, 2, 20'500'000, kAndreani},
    {"it", 2006, 1, 22'500'000, kAndreani},
    {"it", 2006, 2, 28'300'000, kAndreani},
    {"it", 2007, 1, 35'800'000, kAndreani},
    {"it", 2007, 2, 40'700'000, kAndreani},
    {"it", 2008, 1, 42'000'000, kAndreani},
    {"it", 2008, 2, 41'000'000, kAndreani},
    {"it", 2009, 1, 25'000'000, kAndreani},
    {"it", 2009, 2, 10'000'000, kAndreani},
    {"it", 2010, 1, 10'000'000, kAndreani},
    {"it", 2010, 2, 10'000'000, kAndreani},
    {"it", 2011, 1, 10'000'000, kAndreani},
    {"it", 2011, 2, 12'500'000, kAndreani},
    {"it", 2012, 1, 10'000'000, kAndreani},
    {"it", 2012, 2, 10'000'000, kAndreani},
    {"it", 2013, 1, 7'500'000, kAndreani},
    {"it", 2013, 2, 5'000'000, kAndreani},
    {"it", 2014, 1, 2'500'000, kAndreani},
    {"it", 2014, 2, 1'500'000, kAndreani},
    {"it", 2015, 1, 500'000, kAndreani},
    {"it", 2015, 2, 500'000, kAndreani},
    {"it", 2016, 1, 500'000, kAndreani},
    {"it", 2016, 2, 0, kAndreani},
    {"it", 2017, 1, 0, kAndreani},
    {"it", 2017, 2, 0, kAndreani},
    {"it", 2018, 1, 0, kAndreani},
    {"it", 2018, 2, 0, "Gazzetta Ufficiale 158 of 10 July 2018, by studiozanotelli.it"},
    {"it", 2019, 1, 0, kAnce},
    {"it", 2019, 2, 0, kAnce},
    {"it", 2020, 1, 0, kAnce},
    {"it", 2020, 2, 0, kAnce},
    {"it", 2021, 1, 0, kAnce},
    {"it", 2021, 2, 0, "Gazzetta Ufficiale 20 of 26 January 2022, by gia.pr.it: as the half-year before"},
    {"it", 2022, 1, 0, "Gazzetta Ufficiale 20 of 26 January 2022, by gia.pr.it"},
    {"it", 2022, 2, 0, "Gazzetta Ufficiale 197 of 24 August 2022, by dirittobancario.it"},
    {"it", 2023, 1, 25'000'000, "Gazzetta Ufficiale 14 of 18 January 2023"},
    {"it", 2023, 2, 40'000'000, "Gazzetta Ufficiale 165 of 17 July 2023, by studiogelasio.it"},
    {"it", 2024, 1, 45'000'000, "Gazzetta Ufficiale 12 of 16 January 2024, by momentolegislativo.it"},
    {"it", 2024, 2, 42'500'000, "Gazzetta Ufficiale 176 of 29 July 2024 (24A03951)"},
    {"it", 2025, 1, 31'500'000, "Gazzetta Ufficiale 63 of 17 March 2025, by unirec.it"},
    {"it", 2025, 2, 21'500'000, "Gazzetta Ufficiale 161 of 14 July 2025, by fenailp.it"},
    {"it", 2026, 1, 21'500'000, "Gazzetta Ufficiale of 20 January 2026, by studiodibattista.com"},
    {"uk", 2005, 2, 47'500'000, "emc-dnl.co.uk"},
    {"uk", 2011, 1, 5'000'000, kPayOnTime},
    {"uk", 2011, 2, 5'000'000, kPayOnTime},
    {"uk", 2012, 1, 5'000'000, kPayOnTime},
    {"uk", 2012, 2, 5'000'000, kPayOnTime},
    {"uk", 2013, 1, 5'000'000, kPayOnTime},
    {"uk", 2013, 2, 5'000'000, kPayOnTime},
    {"uk", 2014, 1, 5'000'000, kPayOnTime},
    {"uk", 2014, 2, 5'000'000, kPayOnTime},
    {"uk", 2015, 1, 5'000'000, kPayOnTime},
    {"uk", 2015, 2, 5'000'000, kPayOnTime},
    {"uk", 2016, 1, 5'000'000, kPayOnTime},
    {"uk", 2016, 2, 5'000'000, kPayOnTime},
    {"uk", 2017, 1, 2'500'000, kPayOnTime},
    {"uk", 2017, 2, 2'500'000, kPayOnTime},
    {"uk", 2018, 1, 5'000'000, kPayOnTime},
    {"uk", 2018, 2, 5'000'000, kPayOnTime},
    {"uk", 2019, 1, 7'500'000, kPayOnTime},
    {"uk", 2019, 2, 7'500'000, kPayOnTime},
    {"uk", 2020, 1, 7'500'000, kPayOnTime},
    {"uk", 2020, 2, 1'000'000, kPayOnTime},
    {"uk", 2021, 1, 1'000'000, kPayOnTime},
    {"uk", 2021, 2, 1'000'000, kPayOnTime},
    {"uk", 2022, 1, 2'500'000, kPayOnTime},
    {"uk", 2022, 2, 12'500'000, kPayOnTime},
    {"uk", 2023, 1, 35'000'000, kPayOnTime},
    {"uk", 2023, 2, 50'000'000, kPayOnTime},
    {"uk", 2024, 1, 52'500'000, kPayOnTime},
    {"uk", 2026, 1, 37'500'000, "usewolfx.com; paymentcheck.co.uk"},
};

struct FixedSum {
  std::string_view law, currency;
  std::int64_t from_amount, compensation;  // minor units
  std::string_view source;
};

constexpr std::string_view kAct = "Late Payment of Commercial Debts (Interest) Act 1998, s. 5A(2)";
constexpr FixedSum kSums[] = {
    {"eu_2011_7", "EUR", 0, 4'000, "Directive 2011/7/EU, Art. 6(1): the least a state must grant"},
    {"uk_1998", "GBP", 0, 4'000, kAct},
    {"uk_1998", "GBP", 100'000, 7'000, kAct},
    {"uk_1998", "GBP", 1'000'000, 10'000, kAct},
};

template <typename Rows, typename TextOf>
Column shipped_text(const char* name, const Rows& rows, TextOf&& text_of) {
  std::vector<std::string_view> texts;
  for (const auto& row : rows) texts.push_back(text_of(row));
  return Column::text(name, texts);
}

Table shipped_rates() {
  std::vector<std::int32_t> from, through, read_on;
  std::vector<std::int64_t> parts;
  std::vector<double> fractions;
  for (const HalfYearRate& row : kRates) {
    from.push_back(days_from_civil({row.year, row.half == 1 ? 1 : 7, 1}));
    through.push_back(row.half == 1 ? days_from_civil({row.year, 6, 30})
                                    : days_from_civil({row.year, 12, 31}));
    read_on.push_back(days_from_civil(kReadOn));
    parts.push_back(row.rate);
    fractions.push_back(static_cast<double>(row.rate) / 1e9);
  }
  Table table("reference_rates");
  table.add(shipped_text("table", kRates, [](const HalfYearRate& row) { return row.table; }));
  table.add(Column::date("from", std::move(from)));
  table.add(Column::date("through", std::move(through)));
  table.add(Column::float64("rate", std::move(fractions)));
  table.add(Column::int64("rate_ppb", std::move(parts)));
  table.add(shipped_text("source", kRates, [](const HalfYearRate& row) { return row.source; }));
  table.add(Column::date("read_on", std::move(read_on)));
  return table;
}

Table shipped_sums() {
  std::vector<std::int64_t> from, sums;
  for (const FixedSum& row : kSums) {
    from.push_back(row.from_amount);
    sums.push_back(row.compensation);
  }
  Table table("compensation");
  table.add(shipped_text("law", kSums, [](const FixedSum& row) { return row.law; }));
  table.add(shipped_text("currency", kSums, [](const FixedSum& row) { return row.currency; }));
  table.add(Column::int64("from_amount", std::move(from), ColumnRole::money));
  table.add(Column::int64("compensation", std::move(sums), ColumnRole::money));
  table.add(shipped_text("source", kSums, [](const FixedSum& row) { return row.source; }));
  return table;
}

}  // namespace

Result late_payment_tables() { return Result({shipped_rates(), shipped_sums()}); }

}  // namespace openitem
