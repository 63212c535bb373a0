#include "roll_rates/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "core/message.hpp"
#include "ledger/counting_day.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::size_t kMaxDates = 4096;
constexpr std::int32_t kLargestTolerance = 31;

// Columns of the tables beside those of the groups.
constexpr std::string_view kColumns[] = {
    "from_date",   "to_date",        "currency",  "from_bucket",
    "outcome",     "to_bucket",      "bucket",    "source",
    "amount",      "items",          "opening",   "amount_rate",
    "items_rate",  "opening_items",  "periods",   "numerator",
    "rate",        "denominator",    "width",     "step",
    "warning",     "decided",        "rolled",    "roll_rate",
    "written_off", "write_off_rate", "loss_rate", "loss_rate_with_write_offs"};

void check_dates(std::span<const Date> dates) {
  if (dates.size() < 2 || dates.size() > kMaxDates) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("dates has ")
                                           .append(dates.size())
                                           .append(" dates; expected 2 to ")
                                           .append(kMaxDates)
                                           .append(": a period goes from one to the next"));
  }
  for (std::size_t at = 1; at < dates.size(); ++at) {
    if (dates[at - 1] < dates[at]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("dates[")
                                              .append(at)
                                              .append("] is ")
                                              .append(dates[at].iso())
                                              .append(" after ")
                                              .append(dates[at - 1].iso())
                                              .append("; expected strictly ascending dates"));
  }
}

[[noreturn]] void refuse(std::string_view option, std::string_view why) {
  throw Error(Status::invalid_argument, Message().append("option ").append(option).append(" ").append(why));
}

void check_aging_side(const AgingOptions& options) {
  check_aging_options(options);
  refuse_figures_beside(options, "roll rates");
  if (options.future_payments != 0) refuse("future_payments", "does not apply to roll rates; leave it out");
  if (options.credits != CreditMode::own_column)
    refuse("credits", "does not apply to roll rates, which follow debit items only; leave it out");
  if (options.disputes == DisputeMode::excluded)
    refuse("disputes", "is excluded; roll rates follow every debit item: choose inside or own_column");
  refuse_own_columns(options.by, kColumns, "the tables of roll rates");
}

std::string decimal(double value) {
  std::array<char, 32> text{};
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

}  // namespace

void check_roll_rate_options(std::span<const Date> dates, const AgingOptions& options,
                             const RollRateOptions& roll_rate_options) {
  check_aging_side(options);
  check_choice("known_at_as_of", roll_rate_options.known_at_as_of, 1);
  check_choice("step_tolerance", roll_rate_options.step_tolerance, kLargestTolerance);
  if (roll_rate_options.known_at_as_of != 0 && options.known_at) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("option known_at is ")
                    .append(options.known_at->iso())
                    .append(" beside known_at_as_of; give one day for all dates or each date its own"));
  }
  const double loss = roll_rate_options.terminal_loss;
  const bool is_fraction = loss >= 0.0 && loss <= 1.0;  // neither for a NaN
  if (!is_fraction) {
    throw Error(
        Status::out_of_bounds,
        Message().append("option terminal_loss is ").append(decimal(loss)).append("; expected 0 to 1"));
  }
  check_dates(dates);
}

TerminalLoss terminal_loss_of(const Buckets& buckets, const RollRateOptions& roll_rate_options) {
  const std::vector<std::string>& labels = buckets.labels();
  const std::string& name = roll_rate_options.terminal_bucket;
  if (name.empty()) return {labels.size() - 1, roll_rate_options.terminal_loss};
  const auto found = std::find(labels.begin(), labels.end(), name);
  if (found != labels.end())
    return {static_cast<std::size_t>(found - labels.begin()), roll_rate_options.terminal_loss};
  throw Error(Status::unknown_name, Message()
                                        .append("terminal_bucket is ")
                                        .append_quoted(name)
                                        .append("; the buckets are ")
                                        .append(joined(labels)));
}

Table roll_rates_about(std::span<const Date> dates, const AgingOptions& options,
                       const RollRateOptions& roll_rate_options, const Buckets& buckets,
                       std::int64_t missing_date_items) {
  const TerminalLoss terminal = terminal_loss_of(buckets, roll_rate_options);
  AboutLines lines;
  lines.add("formula", "roll_rates");
  lines.add("dates", joined(dates));
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_as_of", std::to_string(roll_rate_options.known_at_as_of));
  add_placing(lines, options, buckets);
  lines.add("disputes", dispute_mode_name(options.disputes));
  lines.add("clock", clock_name(options.clock));
  lines.add("by", joined(options.by));
  lines.add("step_tolerance", std::to_string(roll_rate_options.step_tolerance));
  lines.add("terminal_bucket", buckets.labels()[terminal.bucket]);
  lines.add("terminal_loss", decimal(terminal.rate));
  lines.add("missing_date_items", std::to_string(missing_date_items));
  return lines.table();
}

}  // namespace openitem
