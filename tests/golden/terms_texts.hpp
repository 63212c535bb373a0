#pragma once
/// \file
/// The golden cases about terms (tests/golden/04_terms.json) as the texts that C++ and C read.

#include <cmath>
#include <stdexcept>
#include <string>

#include "cpp/golden_runner.hpp"

namespace openitem::golden {

inline std::string number_text(const Inputs& inputs, const char* key) {
  return std::to_string(inputs.integer(key));
}

inline std::string payment_days_text(const Inputs& inputs) {
  std::string text;
  for (const std::int64_t day : inputs.integers("payment_days")) {
    text += (text.empty() ? "next " : "/") + std::to_string(day);
  }
  return text;
}

inline std::string closures_text(const Inputs& inputs) {
  std::string text;
  if (!inputs.has("closures_mmdd")) return text;
  for (const Inputs& range : inputs.objects("closures_mmdd")) {
    text += ", closed " + range.text("first") + ".." + range.text("last");
  }
  return text;
}

inline std::string rule_text(const Inputs& inputs) {
  const std::string rule = inputs.text("rule");
  const auto days = [&] { return number_text(inputs, "days") + " days"; };
  const auto months = [&] { return number_text(inputs, "months") + " months"; };
  if (rule == "net") return days();
  if (rule == "weeks") return number_text(inputs, "weeks") + " weeks";
  if (rule == "eom" || rule == "months_then_eom") return months() + " + EOM";
  if (rule == "days_then_eom") return days() + " + EOM";
  if (rule == "eom_then_days") return "EOM + " + days();
  if (rule == "day_of_next_month") return number_text(inputs, "day") + "th prox";
  if (rule == "days_then_next_day_of_month") return days() + " + next " + number_text(inputs, "day") + "th";
  if (rule == "days_then_next_payment_day") return days() + " + " + payment_days_text(inputs);
  if (rule == "days_then_eom_then_day_of_next_month") {
    const std::int64_t day = inputs.integer("day");
    return days() + " + " + (day == 0 ? "EOM" : std::to_string(day) + "th prox");
  }
  if (rule == "proximo_with_cutoff") {
    return "cutoff " + number_text(inputs, "cutoff_day") + " + " + number_text(inputs, "day") + "th prox";
  }
  throw std::runtime_error("no rule " + rule);
}

inline std::string due_text(const Inputs& inputs) {
  return "net " + rule_text(inputs) + closures_text(inputs);
}

/// A share as the text of a percentage, or a third where the case says so.
inline std::string share_text(double share) {
  for (const int parts : {3, 6, 7, 9, 12}) {
    const double scaled = share * parts;
    if (std::abs(scaled - std::round(scaled)) < 1e-12 &&
        std::abs(share * 100 - std::round(share * 100)) > 1e-9) {
      return std::to_string(static_cast<int>(std::round(scaled))) + "/" + std::to_string(parts) + " of ";
    }
  }
  const auto parts = static_cast<long long>(std::llround(share * 1e9));
  std::string digits = std::to_string(parts % 10'000'000);
  return std::to_string(parts / 10'000'000) + "." + std::string(7 - digits.size(), '0') + digits + "% of ";
}

inline std::string line_start_text(const Inputs& line, const std::string& currency) {
  const std::string type = line.text("type");
  if (type == "remainder") return "balance ";
  if (type == "fixed") return currency + " " + line.text("amount") + " ";
  return share_text(line.number("share")) + (type == "percent_of_total" ? "total " : "remainder ");
}

/// Tryton's order: day of the month, months, days; then the payment days.
inline std::string line_due_text(const Inputs& line) {
  std::string text = "net ";
  if (line.has("day")) text += "on the " + number_text(line, "day") + " + ";
  if (line.has("weekday")) throw std::runtime_error("weekdays are not read");
  text += number_text(line, "months") + " months + " + number_text(line, "days") + " days";
  return line.has("payment_days") ? text + " + " + payment_days_text(line) : text;
}

/// Lines with dates, or with amounts alone (due on receipt).
inline std::string lines_text(const Inputs& inputs, const std::string& currency) {
  std::string text;
  for (const Inputs& line : inputs.objects("lines")) {
    if (!text.empty()) text += ", ";
    text += line_start_text(line, currency) + (line.has("days") ? line_due_text(line) : "due on receipt");
  }
  if (inputs.has("sequential") && inputs.flag("sequential")) text += ", sequential";
  return text;
}

inline std::string eom_discount_text(const Inputs& inputs) {
  return "1% by cutoff " + std::to_string(inputs.integer("cutoff_day") - 1) + " + EOM + " +
         number_text(inputs, "discount_days_after_eom") + " days, net " +
         number_text(inputs, "net_days_after_discount") + " after discount";
}

inline std::string dating_text(const Inputs& inputs) {
  const std::string dating = inputs.text("dating");
  const std::string days = number_text(inputs, "discount_days");
  if (dating == "eom") return "1% by EOM + " + days + " days, net 60";
  const std::string text = "1/" + days + ", net 60";
  if (dating == "rog") return text + ", ROG";
  return dating == "as_of" ? text + ", AS OF" : text;
}

}  // namespace openitem::golden
