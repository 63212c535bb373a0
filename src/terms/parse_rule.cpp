#include "terms/parse_rule.hpp"

namespace openitem {
namespace {

constexpr std::string_view kExpectedRule =
    "a period such as 30, 30 days, 2 weeks, 1 month, EOM + 45, 10th prox, next 15th or on the 15th";
constexpr std::string_view kExpectedDay = "a day of the month, 1 to 31, such as 15th";
constexpr std::string_view kExpectedDue =
    "when it is due, such as net 30, EOM + 45, advance, COD or due on receipt";
constexpr std::int32_t kLastDayBefore26th = 25;

bool is_end_of_month(const TermsTokenReader& reader, std::size_t ahead = 0) {
  if (reader.is_word({"eom"}, ahead)) return true;
  return reader.is_word({"end"}, ahead) && reader.is_word({"of"}, ahead + 1) &&
         (reader.is_word({"month"}, ahead + 2) ||
          (reader.is_word({"the"}, ahead + 2) && reader.is_word({"month"}, ahead + 3)));
}

void skip_end_of_month(TermsTokenReader& reader) {
  if (reader.skip_word({"eom"})) return;
  reader.advance(2);
  reader.skip_word({"the"});
  reader.advance();
}

bool is_ordinal(const TermsTokenReader& reader, std::size_t ahead = 0) {
  return reader.is_number(ahead) && reader.is_word({"st", "nd", "rd", "th"}, ahead + 1) &&
         reader.peek(ahead + 1).is_glued;
}

bool skip_proximo(TermsTokenReader& reader) {
  if (reader.skip_word({"prox", "proximo", "mfi"})) return true;
  return reader.skip_phrase({"of", "the", "next", "month"}) || reader.skip_phrase({"of", "next", "month"}) ||
         reader.skip_phrase({"of", "the", "following", "month"}) ||
         reader.skip_phrase({"of", "following", "month"});
}

std::int32_t read_day(TermsTokenReader& reader) {
  const std::string& digits = reader.peek().text;
  std::int32_t day = 0;
  if (reader.is_number() && digits.size() <= 2) {
    for (const char digit : digits) day = digit == '.' ? 0 : day * 10 + (digit - '0');
  }
  if (day < 1 || day > 31) reader.refuse(kExpectedDay);
  reader.advance();
  if (reader.is_word({"st", "nd", "rd", "th"}) && reader.peek().is_glued) reader.advance();
  return day;
}

std::uint32_t read_payment_days(TermsTokenReader& reader) {
  std::uint32_t days = 0;
  do {
    days |= 1U << static_cast<std::uint32_t>(read_day(reader));
  } while (reader.skip_sign("/"));
  return days;
}

class RuleReader {
 public:
  RuleReader(TermsTokenReader& reader, BareNumber bare) : reader_(reader), bare_(bare) {
    read_.place = reader.place();
  }

  ReadRule read() {
    read_step();
    while (has_further_step()) read_step();
    read_start();
    return std::move(read_);
  }

 private:
  void add(TermsStepKind kind, std::int32_t number = 0, std::uint32_t days = 0) {
    read_.rule.steps.push_back({kind, number, days});
  }

  bool has_further_step() {
    if (reader_.skip_sign("+") || reader_.skip_word({"plus", "then"})) {
      bare_ = BareNumber::days;
      read_.is_bare = false;
      return true;
    }
    return !read_.has_eom && !read_.is_bare && is_end_of_month(reader_) && !ends_with_end_of_month();
  }

  [[nodiscard]] bool ends_with_end_of_month() const {
    return read_.rule.steps.back().kind == TermsStepKind::end_of_month;
  }

  void read_step() {
    if (is_end_of_month(reader_)) {
      skip_end_of_month(reader_);
      add(TermsStepKind::end_of_month);
    } else if (reader_.skip_word({"next"})) {
      add(TermsStepKind::next_day, 0, read_payment_days(reader_));
    } else if (reader_.skip_word({"on"})) {
      reader_.skip_word({"the"});
      const std::int32_t day = read_day(reader_);
      add(skip_proximo(reader_) ? TermsStepKind::day_of_next_month : TermsStepKind::day_of_month, day);
    } else if (reader_.skip_phrase({"cut", "off"}) || reader_.skip_word({"cutoff"})) {
      reader_.skip_word({"day"});
      add(TermsStepKind::cutoff, read_day(reader_));
    } else {
      read_number();
    }
  }

  void read_number() {
    if (!reader_.is_number()) reader_.refuse(kExpectedRule);
    if (is_ordinal(reader_)) {
      const std::int32_t day = read_day(reader_);
      if (!skip_proximo(reader_)) reader_.refuse("prox, MFI or of next month after a day of the month");
      add(TermsStepKind::day_of_next_month, day);
      return;
    }
    const std::size_t place = reader_.place();
    if (reader_.is_word({"prox", "proximo", "mfi"}, 1)) {
      read_.is_bare_prox = reader_.is_word({"prox", "proximo"}, 1);
      add(TermsStepKind::day_of_next_month, read_day(reader_));
      skip_proximo(reader_);
      return;
    }
    const std::int32_t number = reader_.read_integer(kExpectedRule);
    if (reader_.skip_word({"days", "day", "d"})) {
      add_period(TermsStepKind::days, number);
    } else if (reader_.skip_word({"weeks", "week", "wk", "w"})) {
      add_period(TermsStepKind::weeks, number);
    } else if (reader_.skip_word({"months", "month", "mo"})) {
      add_period(TermsStepKind::months, number);
    } else {
      read_bare(number, place);
    }
  }

  // "45 days after EOM" is EOM, then 45 days.
  void add_period(TermsStepKind unit, std::int32_t number) {
    const bool is_after_end =
        reader_.is_word({"after", "from", "following"}) &&
        (is_end_of_month(reader_, 1) || (reader_.is_word({"the"}, 1) && is_end_of_month(reader_, 2)));
    if (is_after_end) {
      reader_.advance();
      reader_.skip_word({"the"});
      skip_end_of_month(reader_);
      add(TermsStepKind::end_of_month);
    }
    add(unit, number);
  }

  void read_bare(std::int32_t number, std::size_t place) {
    const bool is_first = read_.rule.steps.empty();
    if (bare_ == BareNumber::refused && !is_end_of_month(reader_)) {
      reader_.refuse("days, weeks, months, EOM or prox after the number");
    }
    add(TermsStepKind::days, number);
    if (!is_first) return;
    read_.is_bare = true;
    if (is_end_of_month(reader_)) {
      skip_end_of_month(reader_);
      read_.has_eom = true;
      read_.place = place;
    }
  }

  void read_start() {
    if (reader_.skip_phrase({"after", "discount"}) || reader_.skip_phrase({"after", "the", "discount"})) {
      read_.rule.start = TermsStart::discount;
    } else if (reader_.skip_phrase({"after", "delivery"}) || reader_.skip_phrase({"from", "delivery"})) {
      read_.rule.start = TermsStart::delivery;
    } else if (reader_.is_word({"from", "after"}) && skip_invoice()) {
      return;
    }
  }

  bool skip_invoice() {
    return reader_.skip_phrase({"from", "invoice", "date"}) ||
           reader_.skip_phrase({"after", "invoice", "date"}) ||
           reader_.skip_phrase({"from", "date", "of", "invoice"}) ||
           reader_.skip_phrase({"after", "date", "of", "invoice"}) ||
           reader_.skip_phrase({"from", "invoice"}) || reader_.skip_phrase({"after", "invoice"});
  }

  TermsTokenReader& reader_;
  BareNumber bare_;
  ReadRule read_;
};

ReadRule rule_of(const TermsTokenReader& reader, TermsStart start) {
  ReadRule read;
  read.place = reader.place();
  read.rule.start = start;
  return read;
}

ReadRule due_on_receipt(const TermsTokenReader& reader) {
  ReadRule read = rule_of(reader, TermsStart::dating);
  read.rule.steps.push_back({TermsStepKind::days, 0, 0});
  return read;
}

bool skip_advance(TermsTokenReader& reader) {
  return reader.skip_phrase({"cash", "in", "advance"}) || reader.skip_phrase({"payment", "in", "advance"}) ||
         reader.skip_phrase({"cash", "with", "order"}) || reader.skip_phrase({"in", "advance"}) ||
         reader.skip_word({"advance", "prepaid", "prepayment", "cia", "pia", "cwo"});
}

bool skip_shipment(TermsTokenReader& reader) {
  return reader.skip_phrase({"cash", "before", "shipment"}) ||
         reader.skip_phrase({"cash", "before", "shipping"}) ||
         reader.skip_phrase({"cash", "before", "delivery"}) || reader.skip_phrase({"before", "shipment"}) ||
         reader.skip_word({"cbs", "cbd"});
}

bool skip_delivery(TermsTokenReader& reader) {
  return reader.skip_phrase({"cash", "on", "delivery"}) || reader.skip_phrase({"on", "delivery"}) ||
         reader.skip_phrase({"upon", "delivery"}) || reader.skip_word({"cod"});
}

bool skip_receipt(TermsTokenReader& reader) {
  return reader.skip_phrase({"on", "receipt"}) || reader.skip_phrase({"upon", "receipt"}) ||
         reader.skip_word({"immediately", "immediate", "dor"});
}

}  // namespace

bool begins_rule(const TermsTokenReader& reader) {
  return is_end_of_month(reader) || reader.is_word({"next", "on", "cutoff", "cut"}) || is_ordinal(reader);
}

bool begins_due(const TermsTokenReader& reader) {
  return reader.is_word({"net", "n",    "due",    "payable",     "advance",   "prepaid", "prepayment", "cia",
                         "pia", "cwo",  "cbs",    "cbd",         "cod",       "cash",    "payment",    "in",
                         "on",  "upon", "before", "immediately", "immediate", "dor"});
}

ReadRule read_rule(TermsTokenReader& reader, BareNumber bare) { return RuleReader(reader, bare).read(); }

ReadRule read_due(TermsTokenReader& reader, BareNumber bare) {
  const bool has_due = reader.skip_word({"due", "payable"});
  const std::size_t place = reader.place();
  if (reader.skip_word({"net", "n"})) {
    reader.skip_sign("/");
    reader.skip_word({"in", "within"});
    ReadRule read = read_rule(reader, BareNumber::days);
    if (!read.has_eom) read.place = place;
    return read;
  }
  if (skip_advance(reader)) return rule_of(reader, TermsStart::advance);
  if (skip_shipment(reader)) return rule_of(reader, TermsStart::shipment);
  if (skip_delivery(reader)) return rule_of(reader, TermsStart::delivery);
  if (skip_receipt(reader)) {
    reader.skip_phrase({"of", "invoice"});
    return due_on_receipt(reader);
  }
  if (has_due) reader.skip_word({"in", "within"});
  if (reader.is_number() || begins_rule(reader)) return read_rule(reader, has_due ? BareNumber::days : bare);
  reader.refuse(kExpectedDue);
}

std::vector<TermsStep> with_end_of_month(std::int32_t days, TermsReading reading) {
  const TermsStep end{TermsStepKind::end_of_month, 0, 0};
  const TermsStep period{TermsStepKind::days, days, 0};
  if (reading == TermsReading::days_then_eom) return {period, end};
  if (reading == TermsReading::eom_then_days) return {end, period};
  return {{TermsStepKind::cutoff, kLastDayBefore26th, 0}, end, period};
}

}  // namespace openitem
