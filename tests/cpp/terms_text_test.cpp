// Terms as text: what people write, the canonical text, texts with several readings and texts that are no terms.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "openitem/terms.hpp"

namespace openitem::terms_text_test {
namespace {

using testing::HasSubstr;

struct Written {
  const char* text;
  const char* canonical;
};

class Reads : public testing::TestWithParam<Written> {};

TEST_P(Reads, AndPrints) {
  const PaymentTerms terms = parse_terms(GetParam().text);
  EXPECT_EQ(print_terms(terms), GetParam().canonical);
  EXPECT_EQ(parse_terms(GetParam().canonical), terms);
}

INSTANTIATE_TEST_SUITE_P(
    People, Reads,
    testing::Values(
        Written{"net 30", "net 30"}, Written{"NET30", "net 30"}, Written{"n/30", "net 30"},
        Written{"Net 30 days from invoice date", "net 30"}, Written{"30 days", "net 30"},
        Written{"2/10 net 30", "2/10, net 30"}, Written{"2/10, n/30", "2/10, net 30"},
        Written{"2%/10 n30", "2/10, net 30"}, Written{"2.5% discount 10 days, net 30", "2.5/10, net 30"},
        Written{"2/10, 1/20, n/30", "2/10, 1/20, net 30"}, Written{"EOM + 45", "net EOM + 45 days"},
        Written{"45 days after end of month", "net EOM + 45 days"},
        Written{"45 days EOM", "net 45 days + EOM"}, Written{"net EOM", "net EOM"},
        Written{"net 10th prox", "net 10th prox"}, Written{"10th of next month", "net 10th prox"},
        Written{"15 MFI", "net 15th prox"}, Written{"2% by 10th prox., net 30", "2% by 10th prox, net 30"},
        Written{"due on receipt", "due on receipt"}, Written{"Due upon receipt.", "due on receipt"},
        Written{"net 0", "due on receipt"}, Written{"COD", "COD"}, Written{"cash on delivery", "COD"},
        Written{"CIA", "CIA"}, Written{"prepaid", "CIA"}, Written{"cash before shipment", "CBS"},
        Written{"net 30 after delivery", "net 30 after delivery"},
        Written{"3 instalments 30/60/90", "3 instalments 30/60/90"},
        Written{"3 installments 30/60/90 days", "3 instalments 30/60/90"},
        Written{"30/60/90", "3 instalments 30/60/90"},
        Written{"4 monthly instalments", "4 instalments 1/2/3/4 months"},
        Written{"50% net 30, 50% net 60", "2 instalments 30/60"},
        Written{"50% advance, balance net 30", "50% advance, balance net 30"},
        Written{"30% in advance; rest COD", "30% advance, balance COD"},
        Written{"1/3 of total net 30, 2/3 of total net 60", "1/3 of total net 30, 2/3 of total net 60"},
        Written{"25% of remainder net 30, EUR 500 net 60, balance net 90",
                "25% of remainder net 30, EUR 500.00 net 60, balance net 90"},
        Written{"2/10 n/30 ROG", "2/10, net 30, ROG"}, Written{"2/10 net 30 as of", "2/10, net 30, AS OF"},
        Written{"cutoff 20 + 10th prox", "net cutoff 20 + 10th prox"},
        Written{"net 30 days + next 5th/20th", "net 30 days + next 5th/20th"},
        Written{"on the 15th + 2 months + 30 days", "net on the 15th + 2 months + 30 days"},
        Written{"2 weeks", "net 2 weeks"}, Written{"net 2 months EOM", "net 2 months + EOM"},
        Written{"2% by EOM + 10 days, net 20 after discount", "2% by EOM + 10 days, net 20 after discount"},
        Written{"net 30, grace 5", "net 30, grace 5 days"},
        Written{"1/10 net 30, discount grace 1 day", "1/10, net 30, discount grace 1 day"},
        Written{"50% net next 15th, balance next 5th, sequential",
                "50% net next 15th, balance net next 5th, sequential"},
        Written{"net 30, closed 08-01..08-31, adjusted modified following",
                "net 30, closed 08-01..08-31, adjusted modified following"}));

struct Ambiguous {
  const char* text;
  TermsReading reading;
  const char* canonical;
};

class Readings : public testing::TestWithParam<Ambiguous> {};

TEST_P(Readings, AreListedUnlessOneIsGiven) {
  const Ambiguous& row = GetParam();
  EXPECT_EQ(print_terms(parse_terms(row.text, row.reading)), row.canonical);
  try {
    static_cast<void>(parse_terms(row.text));
    FAIL() << row.text;
  } catch (const Error& failure) {
    EXPECT_EQ(failure.status(), Status::not_set);
    EXPECT_THAT(failure.what(), HasSubstr("several readings: "));
    EXPECT_THAT(failure.what(), HasSubstr("'EOM + 30 days'"));
    EXPECT_THAT(failure.what(), HasSubstr("'30 days + EOM'"));
  }
}

INSTANTIATE_TEST_SUITE_P(
    EndOfMonth, Readings,
    testing::Values(Ambiguous{"30 EOM", TermsReading::eom_then_days, "net EOM + 30 days"},
                    Ambiguous{"30 EOM", TermsReading::days_then_eom, "net 30 days + EOM"},
                    Ambiguous{"n/10 EOM", TermsReading::eom_dating, "net cutoff 25 + EOM + 10 days"},
                    Ambiguous{"net 45 end of month", TermsReading::days_then_eom, "net 45 days + EOM"},
                    Ambiguous{"2/10 EOM, n/60", TermsReading::eom_then_days, "2% by EOM + 10 days, net 60"},
                    Ambiguous{"2/10, n/30 EOM", TermsReading::eom_then_days,
                              "2% by EOM + 10 days, net EOM + 30 days"}));

struct Wrong {
  const char* text;
  Status status;
  const char* part;
};

class Refuses : public testing::TestWithParam<Wrong> {};

TEST_P(Refuses, SayingWhereAndWhatWasExpected) {
  try {
    const PaymentTerms terms = parse_terms(GetParam().text);
    FAIL() << "read as " << print_terms(terms);
  } catch (const Error& failure) {
    EXPECT_EQ(failure.status(), GetParam().status) << failure.what();
    EXPECT_THAT(failure.what(), HasSubstr(GetParam().part));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Refuses,
    testing::Values(
        Wrong{"", Status::invalid_data, "position 1: the text ends; expected"},
        Wrong{"net", Status::invalid_data, "position 4: the text ends; expected a period"},
        Wrong{"net thirty", Status::invalid_data,
              "position 5: 'thirty' cannot stand here; expected a period"},
        Wrong{"net 30 foo", Status::invalid_data, "position 8: 'foo' cannot stand here; expected net 30"},
        Wrong{"2/10", Status::invalid_data, "position 5: the text ends; expected when it is due"},
        Wrong{"30", Status::invalid_data, "position 3: the text ends; expected days"},
        Wrong{"net 10.5", Status::invalid_data, "position 5: '10.5'"},
        Wrong{"net -5", Status::invalid_data, "position 5: '-'"},
        Wrong{"net 32nd prox", Status::invalid_data,
              "position 5: '32' cannot stand here; expected a day of the month"},
        Wrong{"net 15th", Status::invalid_data, "expected prox"},
        Wrong{"net 10000", Status::out_of_bounds, "expected 0 to 9999"},
        Wrong{"50% net 30", Status::invalid_data, "sum to 50 %; expected 100 %"},
        Wrong{"80% net 30, 30% net 60", Status::invalid_data, "sum to 110 %; expected 100 %"},
        Wrong{"120% net 30", Status::invalid_data, "a share of 6/5"},
        Wrong{"0% net 30, balance net 60", Status::invalid_data, "a share of 0 %"},
        Wrong{"1/0 of total net 5, balance net 9", Status::invalid_data, "over 0"},
        Wrong{"4 instalments 30/60/90", Status::invalid_data, "4 instalments with 3 periods"},
        Wrong{"0 instalments 30", Status::out_of_bounds, "0 instalments; expected 1 to 360"},
        Wrong{"net 30, net 60", Status::invalid_data, "must be the last line"},
        Wrong{"2/10, 3/20, n/30", Status::invalid_data, "fall from one tier to the next"},
        Wrong{"0/10 net 30", Status::invalid_data, "between 0 and 100 %"},
        Wrong{"100/10 net 30", Status::invalid_data, "between 0 and 100 %"},
        Wrong{"2.12345678/10 net 30", Status::invalid_data, "at most 7 digits"},
        Wrong{"EUR 1.005 net 30, balance net 60", Status::invalid_data, "the digits of its currency"},
        Wrong{"EUR 1 net 3, USD 1 net 4, balance net 5", Status::invalid_data, "EUR and USD"},
        Wrong{"XAU 5 net 30, balance net 60", Status::invalid_data, "position 1: 'XAU'"},
        Wrong{"net 20 after discount", Status::invalid_data, "needs a discount"},
        Wrong{"net 30, closed 13-01..14-01", Status::invalid_data, "position 16: '13'"},
        Wrong{"net 30, closed 01-01..12-31", Status::invalid_data, "no day of the year open"},
        Wrong{"net 30, grace 400", Status::out_of_bounds, "grace_days is 400"},
        Wrong{"net 30, ROG, AS OF", Status::invalid_data, "not both"},
        Wrong{"net 30, sequential", Status::invalid_data, "two lines or more"},
        Wrong{"net 30, adjusted soon", Status::invalid_data, "expected following"},
        Wrong{"net 30 (days)", Status::invalid_data, "position 8: '(' is no part of terms"},
        Wrong{"net 30 \xff", Status::invalid_data, "position 8: '\\xff'"},
        Wrong{"2% 10 net 30", Status::not_set, "a discount ('2/10') or an instalment"},
        Wrong{"2/10, EOM", Status::not_set, "'2/10, net EOM'"},
        Wrong{"2/10 prox net 30", Status::not_set, "'net 30th prox'"}));

TEST(TermsText, TooLongIsRefused) {
  EXPECT_THROW(static_cast<void>(parse_terms(std::string(1'048'577, ' '))), Error);
}

// ---- any value -------------------------------------------------------------------------------------------

class RandomTerms {
 public:
  explicit RandomTerms(std::uint32_t seed) : engine_(seed) {}

  PaymentTerms next() {
    PaymentTerms terms;
    for (std::int64_t rate = 900'000'000; coin() && terms.discounts.size() < 4;) {
      rate -= number(1, 200'000'000);
      terms.discounts.push_back({rate, {TermsStart::dating, steps()}});
    }
    add_lines(terms);
    terms.dating = static_cast<TermsDating>(number(0, 2));
    terms.sequential = terms.lines.size() > 1 && coin();
    terms.grace_days = coin() ? 0 : number(1, 366);
    terms.discount_grace_days = coin() ? 0 : number(1, 366);
    for (int i = number(-2, 2); i > 0; --i) {
      terms.closures.push_back({number(1, 12), number(1, 31), number(1, 12), number(1, 31)});
    }
    terms.adjustment = static_cast<BusinessDayConvention>(coin() ? 0 : number(0, 6));
    return terms;
  }

 private:
  std::int32_t number(std::int32_t first, std::int32_t last) {
    return std::uniform_int_distribution<std::int32_t>(first, last)(engine_);
  }
  bool coin() { return number(0, 1) == 1; }

  TermsStep step() {
    const auto kind = static_cast<TermsStepKind>(number(1, 8));
    switch (kind) {
      case TermsStepKind::days: return {kind, coin() ? number(0, 120) : number(0, 9'999), 0};
      case TermsStepKind::weeks:
      case TermsStepKind::months: return {kind, number(0, 999), 0};
      case TermsStepKind::end_of_month: return {kind, 0, 0};
      case TermsStepKind::next_day: return {kind, 0, (1U << number(1, 31)) | (1U << number(1, 31))};
      case TermsStepKind::cutoff: return {kind, number(1, 30), 0};
      default: return {kind, number(1, 31), 0};
    }
  }

  std::vector<TermsStep> steps() {
    std::vector<TermsStep> list;
    for (int i = coin() ? 1 : number(1, 8); i > 0; --i) list.push_back(step());
    return list;
  }

  TermsRule rule(bool has_discount) {
    const auto start = static_cast<TermsStart>(number(0, has_discount ? 4 : 3));
    if (start == TermsStart::advance || start == TermsStart::shipment) return {start, {}};
    if (start == TermsStart::delivery && coin()) return {start, {}};
    return {start, steps()};
  }

  // Shares of thirds, sevenths and parts per billion that leave something for the last line.
  void add_lines(PaymentTerms& terms) {
    const int count = coin() ? 1 : number(2, 12);
    const bool has_discount = !terms.discounts.empty();
    for (int i = 1; i < count; ++i) {
      TermsLine line;
      line.due = rule(has_discount);
      line.kind = static_cast<TermsLineKind>(number(1, 3));
      if (line.kind == TermsLineKind::fixed) {
        line.amount = Money{number(1, 1'000'000), Currency("JPY")};
      } else if (coin()) {
        line.share = {1, number(13, 40)};
      } else {
        line.share = {number(0, 1) * 2 + 1, 500'000'000};
      }
      terms.lines.push_back(line);
    }
    TermsLine last;
    last.due = rule(has_discount);
    terms.lines.push_back(last);
  }

  std::mt19937 engine_;
};

TEST(TermsText, EveryValueReadsBackFromItsText) {
  RandomTerms random(20'260'105);
  int printed = 0;
  for (int i = 0; i < 20'000; ++i) {
    const PaymentTerms terms = random.next();
    std::string text;
    try {
      text = print_terms(terms);
    } catch (const Error& failure) {
      ASSERT_TRUE(failure.status() == Status::invalid_argument) << failure.what();  // closed all year
      continue;
    }
    ++printed;
    const PaymentTerms read = parse_terms(text);
    ASSERT_EQ(read, terms) << text;
    ASSERT_EQ(print_terms(read), text);
  }
  EXPECT_GT(printed, 15'000);
}

/// Texts cut and glued at random never do worse than an error.
TEST(TermsText, PiecesAreReadOrRefused) {
  std::mt19937 engine(7);
  const std::vector<std::string> pieces = {
      "net ",   "30 ",  "2/",       "10",           "EOM ",   "+ ",   "prox ",  "th ",
      ", ",     "50% ", "balance ", "of ",          "total ", "ROG ", "next ",  "closed ",
      "08-01",  "..",   "EUR ",     "instalments ", "on ",    "the ", "after ", "discount ",
      "grace ", "COD ", "1/3 ",     "months ",      "cutoff "};
  int read = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (auto k = engine() % 9 + 1; k > 0; --k) text += pieces[engine() % pieces.size()];
    try {
      const PaymentTerms terms = parse_terms(text, static_cast<TermsReading>(engine() % 4));
      ASSERT_EQ(parse_terms(print_terms(terms)), terms) << text;
      ++read;
    } catch (const Error& failure) {
      ASSERT_NE(failure.status(), Status::internal) << text;
    }
  }
  EXPECT_GT(read, 500);
}

TEST(TermsText, ValuesThatNoTermsCanSayAreRefused) {
  const auto status_of = [](const PaymentTerms& terms) {
    try {
      check_terms(terms);
    } catch (const Error& failure) {
      return failure.status();
    }
    return Status::ok;
  };
  const PaymentTerms good = parse_terms("2/10, net 30");
  EXPECT_EQ(status_of(good), Status::ok);
  EXPECT_EQ(status_of({}), Status::out_of_bounds);
  const auto changed = [&good](auto change) {
    PaymentTerms terms = good;
    change(terms);
    return terms;
  };
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].due.steps.clear(); })),
            Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].due.start = TermsStart::advance; })),
            Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].due.steps[0].days = 2; })),
            Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].share = {1, 2}; })), Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].kind = TermsLineKind::fixed; })),
            Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.discounts[0].until.start = TermsStart::delivery; })),
            Status::invalid_argument);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].kind = static_cast<TermsLineKind>(9); })),
            Status::out_of_bounds);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.lines[0].due.start = static_cast<TermsStart>(9); })),
            Status::out_of_bounds);
  EXPECT_EQ(status_of(changed(
                [](PaymentTerms& t) { t.lines[0].due.steps[0].kind = static_cast<TermsStepKind>(0); })),
            Status::out_of_bounds);
  EXPECT_EQ(
      status_of(changed([](PaymentTerms& t) { t.lines[0].due.steps.resize(9, t.lines[0].due.steps[0]); })),
      Status::out_of_bounds);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.closures.resize(33); })), Status::out_of_bounds);
  EXPECT_EQ(status_of(changed([](PaymentTerms& t) { t.dating = static_cast<TermsDating>(3); })),
            Status::out_of_bounds);
}

}  // namespace
}  // namespace openitem::terms_text_test
