// The canonical text of terms (docs/methods/terms.md, "Canonical text").

#include <algorithm>
#include <string>

#include "openitem/terms.hpp"
#include "terms/phrases.hpp"
#include "terms/shares.hpp"

namespace openitem {
namespace {

std::string counted(std::int32_t number, std::string_view unit) {
  std::string text = std::to_string(number);
  text.append(" ").append(unit);
  if (number != 1) text += 's';
  return text;
}

std::string ordinal(std::int32_t number) {
  const bool is_teen = number >= 11 && number <= 13;
  const char* const suffix = is_teen            ? "th"
                             : number % 10 == 1 ? "st"
                             : number % 10 == 2 ? "nd"
                             : number % 10 == 3 ? "rd"
                                                : "th";
  return std::to_string(number) + suffix;
}

std::string payment_days(std::uint32_t days) {
  std::string text;
  for (std::int32_t day = 1; day <= 31; ++day) {
    if (((days >> day) & 1U) == 0) continue;
    text += text.empty() ? "next " : "/";
    text += ordinal(day);
  }
  return text;
}

std::string text_of(const TermsStep& step) {
  switch (step.kind) {
    case TermsStepKind::days: return counted(step.number, "day");
    case TermsStepKind::weeks: return counted(step.number, "week");
    case TermsStepKind::months: return counted(step.number, "month");
    case TermsStepKind::end_of_month: return "EOM";
    case TermsStepKind::day_of_month: return "on the " + ordinal(step.number);
    case TermsStepKind::day_of_next_month: return ordinal(step.number) + " prox";
    case TermsStepKind::next_day: return payment_days(step.days);
    case TermsStepKind::cutoff: break;
  }
  return "cutoff " + std::to_string(step.number);
}

bool is_days_only(const TermsRule& rule) {
  return rule.steps.size() == 1 && rule.steps[0].kind == TermsStepKind::days;
}

std::string text_of_steps(const TermsRule& rule) {
  std::string text;
  for (const TermsStep& step : rule.steps) {
    if (!text.empty()) text += " + ";
    text += text_of(step);
  }
  return text;
}

std::string text_of_due(const TermsRule& rule, bool stands_alone) {
  if (rule.start == TermsStart::advance) return stands_alone ? "CIA" : "advance";
  if (rule.start == TermsStart::shipment) return "CBS";
  if (rule.steps.empty()) return "COD";
  const bool is_plain = is_days_only(rule);
  if (is_plain && rule.steps[0].number == 0 && rule.start == TermsStart::dating) return "due on receipt";
  std::string text = "net " + (is_plain ? std::to_string(rule.steps[0].number) : text_of_steps(rule));
  if (rule.start == TermsStart::discount) text += " after discount";
  if (rule.start == TermsStart::delivery) text += " after delivery";
  return text;
}

std::string text_of_share(const TermsShare& share, bool is_of_total) {
  const std::string percent = percent_text(share);
  if (percent.empty()) {
    return std::to_string(share.numerator) + "/" + std::to_string(share.denominator) +
           (is_of_total ? " of total " : " of remainder ");
  }
  return percent + (is_of_total ? "% " : "% of remainder ");
}

std::string text_of(const TermsLine& line, bool stands_alone) {
  const std::string due = text_of_due(line.due, stands_alone && line.kind == TermsLineKind::remainder);
  switch (line.kind) {
    case TermsLineKind::remainder: return (stands_alone ? "" : "balance ") + due;
    case TermsLineKind::percent_of_total: return text_of_share(line.share, true) + due;
    case TermsLineKind::percent_of_remainder: return text_of_share(line.share, false) + due;
    case TermsLineKind::fixed: break;
  }
  return std::string(line.amount->currency.code()) + " " +
         format_money(line.amount->minor, line.amount->currency) + " " + due;
}

std::string text_of(const TermsDiscount& discount) {
  const std::string percent = percent_text_of_rate(discount.rate);
  if (is_days_only(discount.until)) return percent + "/" + std::to_string(discount.until.steps[0].number);
  return percent + "% by " + text_of_steps(discount.until);
}

/// Two lines or more, equal shares, each after a number of the same unit.
bool are_equal_instalments(const std::vector<TermsLine>& lines) {
  const auto count = static_cast<std::int64_t>(lines.size());
  const auto fits = [&](const TermsLine& line) {
    return line.kind == TermsLineKind::percent_of_total && line.share == TermsShare{1, count} &&
           line.due.start == TermsStart::dating && line.due.steps.size() == 1 &&
           line.due.steps[0].kind == lines[0].due.steps[0].kind;
  };
  if (count < 2 || lines[0].due.steps.size() != 1 || lines[0].due.steps[0].kind > TermsStepKind::months) {
    return false;
  }
  return std::all_of(lines.begin(), lines.end(), fits);
}

std::string text_of_instalments(const std::vector<TermsLine>& lines) {
  std::string text = std::to_string(lines.size()) + " instalments";
  char separator = ' ';
  for (const TermsLine& line : lines) {
    text += separator + std::to_string(line.due.steps[0].number);
    separator = '/';
  }
  const TermsStepKind unit = lines[0].due.steps[0].kind;
  if (unit == TermsStepKind::weeks) text += " weeks";
  if (unit == TermsStepKind::months) text += " months";
  return text;
}

std::string month_day(std::int32_t month, std::int32_t day) {
  const auto two_digits = [](std::int32_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return two_digits(month) + "-" + two_digits(day);
}

class Printer {
 public:
  std::string print(const PaymentTerms& terms) {
    for (const TermsDiscount& discount : terms.discounts) add(text_of(discount));
    if (are_equal_instalments(terms.lines)) {
      add(text_of_instalments(terms.lines));
    } else {
      for (const TermsLine& line : terms.lines) add(text_of(line, terms.lines.size() == 1));
    }
    add_rest(terms);
    return std::move(text_);
  }

 private:
  void add(const std::string& part) {
    if (!text_.empty()) text_ += ", ";
    text_ += part;
  }

  void add_rest(const PaymentTerms& terms) {
    if (terms.dating == TermsDating::receipt_of_goods) add("ROG");
    if (terms.dating == TermsDating::as_of) add("AS OF");
    if (terms.sequential) add("sequential");
    if (terms.grace_days > 0) add("grace " + counted(terms.grace_days, "day"));
    if (terms.discount_grace_days > 0) add("discount grace " + counted(terms.discount_grace_days, "day"));
    for (const TermsClosure& closure : terms.closures) {
      add("closed " + month_day(closure.first_month, closure.first_day) + ".." +
          month_day(closure.last_month, closure.last_day));
    }
    for (const AdjustmentPhrase& phrase : kAdjustmentPhrases) {
      if (phrase.convention == terms.adjustment) add("adjusted " + std::string(phrase.text));
    }
  }

  std::string text_;
};

}  // namespace

std::string print_terms(const PaymentTerms& terms) {
  check_terms(terms);
  return Printer().print(terms);
}

}  // namespace openitem
