// Terms from text: the items of docs/methods/terms.md, one after the other.

#include <optional>
#include <string>
#include <utility>

#include "core/utf8.hpp"
#include "money/currency_table.hpp"
#include "money/rounding.hpp"
#include "openitem/terms.hpp"
#include "terms/parse_rule.hpp"
#include "terms/phrases.hpp"
#include "terms/shares.hpp"
#include "terms/token_reader.hpp"

namespace openitem {
namespace {

constexpr std::string_view kExpectedItem =
    "net 30, 2/10, EOM + 45, 10th prox, due on receipt, COD, CIA, 3 instalments 30/60/90, 50% advance, "
    "balance net 30, ROG or grace 5";
constexpr std::string_view kEomReadings =
    "eom_then_days ('EOM + 30 days'), days_then_eom ('30 days + EOM') or eom_dating ('cutoff 25 + EOM + 30 "
    "days'), "
    "with its number in the place of 30; write one of them or pass the reading by its name";
constexpr std::int32_t kPercentDecimals = 7;
constexpr std::int32_t kMostInstalments = 360;

class TermsParser {
 public:
  TermsParser(std::string_view text, TermsReading reading) : reader_(text), reading_(reading) {}

  PaymentTerms parse() {
    while (!reader_.is_end()) {
      if (reader_.skip_sign(",") || reader_.skip_sign(";") || reader_.skip_sign("&") ||
          reader_.skip_word({"and", "or"})) {
        continue;
      }
      read_item();
    }
    settle_end_of_month();
    settle_proximo();
    if (terms_.lines.empty()) reader_.refuse("when it is due, such as net 30 or EOM");
    return std::move(terms_);
  }

 private:
  void read_item() {
    if (read_modifier() || read_share() || read_fixed()) return;
    if (reader_.is_number()) {
      read_number();
    } else if (begins_due(reader_) || begins_rule(reader_)) {
      add_line({}, read_due(reader_, BareNumber::refused));
    } else {
      reader_.refuse(kExpectedItem);
    }
  }

  void add_line(TermsLine line, ReadRule read) {
    line.due = read.rule;
    terms_.lines.push_back(std::move(line));
    line_rules_.push_back(std::move(read));
  }

  void add_discount(std::int64_t rate, ReadRule read) {
    terms_.discounts.push_back({rate, read.rule});
    discount_rules_.push_back(std::move(read));
  }

  // ---- what holds for the whole -------------------------------------------------------------------------

  bool read_modifier() {
    if (reader_.skip_word({"rog"}) || reader_.skip_phrase({"receipt", "of", "goods"})) {
      set_dating(TermsDating::receipt_of_goods);
    } else if (reader_.skip_phrase({"as", "of"}) || reader_.skip_word({"asof"})) {
      set_dating(TermsDating::as_of);
    } else if (reader_.skip_word({"sequential"})) {
      terms_.sequential = true;
    } else if (reader_.skip_word({"grace"})) {
      terms_.grace_days = read_grace(terms_.grace_days);
    } else if (reader_.skip_phrase({"discount", "grace"})) {
      terms_.discount_grace_days = read_grace(terms_.discount_grace_days);
    } else if (reader_.skip_word({"closed"})) {
      terms_.closures.push_back(read_closure());
    } else if (reader_.skip_word({"adjusted"})) {
      terms_.adjustment = read_adjustment();
    } else {
      return false;
    }
    return true;
  }

  void set_dating(TermsDating dating) {
    if (terms_.dating != TermsDating::invoice && terms_.dating != dating) {
      throw Error(Status::invalid_data,
                  "terms count from the receipt of goods (ROG) or an as-of date, not both");
    }
    terms_.dating = dating;
  }

  std::int32_t read_grace(std::int32_t before) {
    if (before != 0) reader_.refuse("one grace period; there is one already");
    const std::int32_t days = reader_.read_integer("days of grace, a whole number");
    reader_.skip_word({"days", "day", "d"});
    return days;
  }

  TermsClosure read_closure() {
    TermsClosure closure;
    read_month_day(closure.first_month, closure.first_day);
    if (!reader_.skip_sign("..")) reader_.refuse(".. and the last day closed, such as 08-01..08-31");
    read_month_day(closure.last_month, closure.last_day);
    return closure;
  }

  void read_month_day(std::int32_t& month, std::int32_t& day) {
    constexpr std::string_view expected = "month and day as mm-dd, such as 08-31";
    month = read_part_of_date(12, expected);
    if (!reader_.skip_sign("-")) reader_.refuse(expected);
    day = read_part_of_date(31, expected);
  }

  std::int32_t read_part_of_date(std::int32_t last, std::string_view expected) {
    const TermsToken& token = reader_.peek();
    if (token.kind != TermsTokenKind::number || token.text.size() != 2 || token.text[0] == '.') {
      reader_.refuse(expected);
    }
    const std::int32_t value = (token.text[0] - '0') * 10 + (token.text[1] - '0');
    if (value < 1 || value > last) reader_.refuse(expected);
    reader_.advance();
    return value;
  }

  BusinessDayConvention read_adjustment() {
    for (const AdjustmentPhrase& phrase : kAdjustmentPhrases) {
      std::size_t words = 0;
      if (stands_next(phrase.text, words)) {
        reader_.advance(words);
        return phrase.convention;
      }
    }
    reader_.refuse(
        "following, modified following, preceding, modified preceding, nearest or half month modified "
        "following");
  }

  [[nodiscard]] bool stands_next(std::string_view phrase, std::size_t& words) const {
    while (!phrase.empty()) {
      const std::size_t size = std::min(phrase.find(' '), phrase.size());
      if (!reader_.is_word({phrase.substr(0, size)}, words)) return false;
      phrase.remove_prefix(std::min(size + 1, phrase.size()));
      ++words;
    }
    return true;
  }

  // ---- shares and amounts -------------------------------------------------------------------------------

  bool read_share() {
    if (reader_.skip_word({"balance", "remainder", "rest"})) {
      add_line({}, read_due(reader_, BareNumber::refused));
      return true;
    }
    const bool is_percent =
        reader_.is_number() && (reader_.is_sign("%", 1) || reader_.is_word({"percent"}, 1));
    if (is_percent) {
      read_percent();
      return true;
    }
    const bool is_fraction = reader_.is_number() && reader_.is_sign("/", 1) && reader_.is_number(2) &&
                             reader_.is_word({"of"}, 3) && !reader_.is_word({"next", "following", "the"}, 4);
    if (!is_fraction) return false;
    const std::int64_t numerator = read_part_of_share();
    reader_.advance();
    const std::int64_t denominator = read_part_of_share();
    TermsLine line;
    line.share = share_of(numerator, denominator);
    line.kind = read_whole();
    add_line(std::move(line), read_due(reader_, BareNumber::refused));
    return true;
  }

  std::int64_t read_part_of_share() {
    const std::int64_t part = reader_.read_decimal(0, "a whole number above 0");
    if (part == 0)
      throw Error(Status::invalid_data, "a share of 0, or over 0, is none; expected whole numbers above 0");
    return part;
  }

  // "of total" and "of remainder"; nothing means the total.
  TermsLineKind read_whole() {
    if (!reader_.skip_word({"of"})) return TermsLineKind::percent_of_total;
    reader_.skip_word({"the"});
    if (reader_.skip_word({"remainder", "balance", "rest"})) return TermsLineKind::percent_of_remainder;
    if (!reader_.skip_word({"total"})) reader_.refuse("total or remainder");
    return TermsLineKind::percent_of_total;
  }

  void read_percent() {
    const std::size_t place = reader_.place();
    const std::int64_t parts =
        reader_.read_decimal(kPercentDecimals, "a percentage with at most 7 digits after the point");
    reader_.advance();
    const bool has_discount = reader_.is_word({"discount"}) && !reader_.is_word({"grace"}, 1);
    if (has_discount) reader_.advance();
    if (reader_.is_sign("/") || has_discount || reader_.is_word({"by", "within", "until"})) {
      reader_.advance(reader_.is_sign("/") || reader_.is_word({"by", "within", "until", "in"}) ? 1 : 0);
      add_discount(parts, read_rule(reader_, BareNumber::days));
      return;
    }
    TermsLine line;
    line.kind = reader_.is_word({"of"}) ? read_whole() : TermsLineKind::percent_of_total;
    if (parts == 0) throw Error(Status::invalid_data, "a share of 0 % is none; expected one above 0 %");
    line.share = share_of(parts, kWholeShare);
    if (!begins_due(reader_)) {
      if (!reader_.is_number() && !begins_rule(reader_)) {
        reader_.refuse(
            "when that part is due, such as 50% advance or 50% net 30, or a discount period such as 2%/10");
      }
      reader_.refuse_reading(place, "a discount ('2/10') or an instalment ('2% net 10'); write one of them");
    }
    add_line(std::move(line), read_due(reader_, BareNumber::refused));
  }

  [[nodiscard]] std::optional<Currency> currency_at(std::size_t ahead) const {
    const TermsToken& token = reader_.peek(ahead);
    if (token.kind != TermsTokenKind::word || token.text.size() != 3) return std::nullopt;
    std::string code = token.text;
    for (char& letter : code) letter = static_cast<char>(letter - 'a' + 'A');
    const std::int32_t index = find_currency(code);
    if (index < 0 || currency_table()[static_cast<std::size_t>(index)].minor_units == kNoMinorUnit) {
      return std::nullopt;
    }
    return Currency::from_index(static_cast<std::uint16_t>(index));
  }

  // "EUR 500.00 net 30", "500 EUR net 30".
  bool read_fixed() {
    const bool code_first = reader_.is_number(1) && currency_at(0).has_value();
    const bool code_last = reader_.is_number() && currency_at(1).has_value();
    if (!code_first && !code_last) return false;
    const Currency currency = *currency_at(code_first ? 0 : 1);
    if (code_first) reader_.advance();
    TermsLine line;
    line.kind = TermsLineKind::fixed;
    line.amount = Money{
        reader_.read_decimal(currency.minor_units(), "an amount with the digits of its currency"), currency};
    if (!code_first) reader_.advance();
    add_line(std::move(line), read_due(reader_, BareNumber::refused));
    return true;
  }

  // ---- items that begin with a number -------------------------------------------------------------------

  void read_number() {
    if (reader_.is_sign("/", 1)) {
      const bool is_list = reader_.is_number(2) && reader_.is_sign("/", 3) && reader_.is_number(4);
      if (is_list) {
        read_equal_lines(0);
        return;
      }
      const std::int64_t rate = reader_.read_decimal(
          kPercentDecimals, "a discount in percent with at most 7 digits after the point");
      reader_.advance();
      add_discount(rate, read_rule(reader_, BareNumber::days));
      return;
    }
    if (begins_instalments()) {
      read_instalments();
      return;
    }
    add_line({}, read_due(reader_, BareNumber::refused));
  }

  static bool is_instalments(const TermsTokenReader& reader, std::size_t ahead) {
    return reader.is_word({"instalments", "installments", "instalment", "installment", "payments"}, ahead);
  }

  [[nodiscard]] bool begins_instalments() const {
    std::size_t ahead = 1;
    while (reader_.is_word({"equal", "monthly", "weekly"}, ahead)) ++ahead;
    return is_instalments(reader_, ahead);
  }

  void read_instalments() {
    const std::int32_t count = reader_.read_integer("a number of instalments");
    if (count < 1 || count > kMostInstalments) {
      throw Error(Status::out_of_bounds, Message().append(count).append(" instalments; expected 1 to 360"));
    }
    reader_.skip_word({"equal"});
    const bool is_monthly = reader_.skip_word({"monthly"});
    const bool is_weekly = !is_monthly && reader_.skip_word({"weekly"});
    if (!is_instalments(reader_, 0)) reader_.refuse("instalments");
    reader_.advance();
    if (!is_monthly && !is_weekly) {
      read_equal_lines(count);
      return;
    }
    for (std::int32_t i = 1; i <= count; ++i) {
      add_equal_line({is_monthly ? TermsStepKind::months : TermsStepKind::weeks, i, 0}, count);
    }
  }

  void add_equal_line(TermsStep step, std::int64_t count) {
    TermsLine line;
    line.kind = TermsLineKind::percent_of_total;
    line.share = {1, count};
    ReadRule read;
    read.rule.steps.push_back(step);
    add_line(std::move(line), std::move(read));
  }

  // "30/60/90", as many as `count` where that is given.
  void read_equal_lines(std::int32_t count) {
    constexpr std::string_view expected = "days of each instalment, such as 30/60/90";
    std::vector<std::int32_t> numbers;
    do {
      numbers.push_back(reader_.read_integer(expected));
    } while (reader_.skip_sign("/"));
    const auto given = static_cast<std::int32_t>(numbers.size());
    if (given > kMostInstalments || (count > 0 && given != count)) {
      throw Error(Status::invalid_data, Message()
                                            .append("terms ")
                                            .append_quoted(reader_.text())
                                            .append(": ")
                                            .append(count)
                                            .append(" instalments with ")
                                            .append(given)
                                            .append(" periods; expected one for each"));
    }
    TermsStepKind unit = TermsStepKind::days;
    if (reader_.skip_word({"weeks", "week"})) unit = TermsStepKind::weeks;
    if (unit == TermsStepKind::days && reader_.skip_word({"months", "month"})) unit = TermsStepKind::months;
    reader_.skip_word({"days", "day"});
    for (const std::int32_t number : numbers) add_equal_line({unit, number, 0}, given);
  }

  // ---- readings -----------------------------------------------------------------------------------------

  // "30 EOM" by the reading. At the end of the text EOM speaks of the discounts before it too: "2/10, n/30 EOM".
  void settle_end_of_month() {
    const bool is_trailing = terms_.lines.size() == 1 && line_rules_[0].has_eom;
    for (std::size_t i = 0; i < line_rules_.size(); ++i) settle(line_rules_[i], terms_.lines[i].due);
    for (std::size_t i = 0; i < discount_rules_.size(); ++i) {
      ReadRule& read = discount_rules_[i];
      read.has_eom = read.has_eom || (is_trailing && read.is_bare);
      settle(read, terms_.discounts[i].until);
    }
    settle_lone_end_of_month();
  }

  void settle(const ReadRule& read, TermsRule& rule) const {
    if (!read.has_eom) return;
    if (reading_ == TermsReading::not_set) refuse_at(read.place, kEomReadings);
    rule.steps = with_end_of_month(rule.steps[0].number, reading_);
  }

  [[noreturn]] void refuse_at(std::size_t place, std::string_view readings) const {
    TermsTokenReader there(reader_.text());
    there.advance(place);
    while (!there.is_end() && !there.is_sign(",") && !there.is_sign(";")) there.advance();
    there.refuse_reading(place, readings);
  }

  // "2/10, EOM": due at the end of the month, or the ten days counted from there?
  void settle_lone_end_of_month() const {
    if (terms_.lines.size() != 1 || discount_rules_.empty() || !discount_rules_.back().is_bare) return;
    const TermsRule& due = terms_.lines[0].due;
    const bool is_lone = due.steps.size() == 1 && due.steps[0].kind == TermsStepKind::end_of_month;
    TermsTokenReader there(reader_.text());
    there.advance(line_rules_[0].place);
    if (!is_lone || !there.is_word({"eom", "end"})) return;
    refuse_at(line_rules_[0].place,
              "all is due at the end of the month ('2/10, net EOM'), or the discount counts from there ('2% "
              "by EOM + 10 days')"
              " and the net period is missing; write one of them");
  }

  // "2/10 prox, net 30": 30 days, or the 30th of the next month?
  void settle_proximo() const {
    if (terms_.lines.size() != 1 || !line_rules_[0].is_bare || line_rules_[0].has_eom) return;
    if (terms_.lines[0].due.steps[0].number > 31) return;
    for (const ReadRule& read : discount_rules_) {
      if (read.is_bare_prox) {
        refuse_at(line_rules_[0].place,
                  "days from the invoice ('net 30 days') or a day of the next month ('net 30th prox'); write "
                  "one of them");
      }
    }
  }

  TermsTokenReader reader_;
  TermsReading reading_;
  PaymentTerms terms_;
  std::vector<ReadRule> line_rules_;
  std::vector<ReadRule> discount_rules_;
};

}  // namespace

PaymentTerms parse_terms(std::string_view text, TermsReading reading) {
  if (reading < TermsReading::not_set || reading > TermsReading::eom_dating) {
    throw Error(Status::out_of_bounds, "reading is none of 0 (not set) to 3 (EOM dating)");
  }
  PaymentTerms terms = TermsParser(text, reading).parse();
  try {
    check_terms(terms);
  } catch (const Error& failure) {
    const Status status =
        failure.status() == Status::invalid_argument ? Status::invalid_data : failure.status();
    throw Error(status, Message().append("terms ").append_quoted(text).append(": ").append(failure.what()));
  }
  return terms;
}

}  // namespace openitem
