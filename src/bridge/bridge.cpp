// compute_bridge: the change of receivables and DSO split into causes (docs/methods/bridge.md).

#include "openitem/bridge.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/about_lines.hpp"
#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "bridge/causes.hpp"
#include "bridge/window_sums.hpp"
#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMostMonths = 120;
constexpr std::array<const char*, 2> kMethodNames = {"shapley", "fixed_order"};

// Columns of rows that are written one after the other.
class RowColumns {
 public:
  void add_currency(std::uint16_t currency) { currencies_.push_back(currency); }
  void add_date(const char* name, std::int32_t day) { dates_[name].push_back(day); }
  void add_text(const char* name, std::string_view text) { texts_[name].push_back(text); }
  void add_number(const char* name, std::int64_t number) { numbers_[name].push_back(number); }

  [[nodiscard]] Column currency() const { return currency_column("currency", currencies_); }
  [[nodiscard]] Column date(const char* name) { return Column::date(name, std::move(dates_[name])); }
  [[nodiscard]] Column text(const char* name) const {
    const auto found = texts_.find(name);
    return Column::text(name, found == texts_.end() ? std::vector<std::string_view>() : found->second);
  }
  [[nodiscard]] Column number(const char* name, ColumnRole role) {
    return Column::int64(name, std::move(numbers_[name]), role);
  }
  [[nodiscard]] const std::vector<std::int64_t>& numbers(const char* name) { return numbers_[name]; }

 private:
  std::vector<std::uint16_t> currencies_;
  std::map<std::string_view, std::vector<std::int32_t>> dates_;
  std::map<std::string_view, std::vector<std::string_view>> texts_;
  std::map<std::string_view, std::vector<std::int64_t>> numbers_;
};

std::vector<double> days_of_millionths(std::span<const std::int64_t> millionths) {
  std::vector<double> days;
  days.reserve(millionths.size());
  for (const std::int64_t value : millionths) days.push_back(static_cast<double>(value) / 1e6);
  return days;
}

struct CurrencyRow {
  std::uint16_t currency;
  WindowSums before, after;
  CurrencyBridge bridge;
};

class BridgeRun {
 public:
  BridgeRun(const LedgerData& ledger, Date from, Date to, const BridgeOptions& options)
      : options_(options), before_(from, options.months), after_(to, options.months) {
    std::map<std::uint16_t, WindowSums> first = measure(ledger, before_, options);
    std::map<std::uint16_t, WindowSums> second = measure(ledger, after_, options);
    for (const std::uint16_t currency : ledger.currencies) {
      WindowSums& a = first[currency];
      WindowSums& b = second[currency];
      a.months.resize(static_cast<std::size_t>(options.months));
      b.months.resize(static_cast<std::size_t>(options.months));
      if (is_empty(a) && is_empty(b)) continue;
      rows_.push_back({currency, a, b, split_change(a, b, before_.days(), after_.days(), options.method)});
    }
  }

  [[nodiscard]] Result tables() const {
    std::vector<Table> tables;
    tables.push_back(receivables());
    tables.push_back(dso());
    tables.push_back(balances());
    tables.push_back(months());
    tables.push_back(proof());
    tables.push_back(about());
    return Result(std::move(tables));
  }

 private:
  static bool is_empty(const WindowSums& sums) {
    return sums.sales() == 0 && sums.control == 0 && sums.receivables() == 0 && sums.older == 0 &&
           sums.other_debits == 0 && sums.unapplied_credits == 0;
  }

  static void add_steps(RowColumns& columns, std::uint16_t currency, const Split& split) {
    const auto add = [&](std::string_view step, std::int64_t amount) {
      columns.add_currency(currency);
      columns.add_text("step", step);
      columns.add_number("amount", amount);
    };
    add("opening", split.opening);
    for (std::size_t cause = 0; cause < split.parts.size(); ++cause)
      add(cause_name(static_cast<Cause>(cause)), split.parts[cause]);
    add("closing", split.closing);
  }

  [[nodiscard]] Table receivables() const {
    RowColumns columns;
    for (const CurrencyRow& row : rows_) add_steps(columns, row.currency, row.bridge.receivables);
    Table table("receivables");
    table.add(columns.currency()).add(columns.text("step"));
    table.add(columns.number("amount", ColumnRole::money));
    return table;
  }

  [[nodiscard]] Table dso() const {
    RowColumns columns;
    for (const CurrencyRow& row : rows_) {
      if (row.bridge.dso) add_steps(columns, row.currency, *row.bridge.dso);
    }
    const std::vector<std::int64_t> millionths = columns.numbers("amount");
    Table table("dso");
    table.add(columns.currency()).add(columns.text("step"));
    table.add(Column::int64("millionths", millionths));
    table.add(Column::float64("days", days_of_millionths(millionths)));
    return table;
  }

  // fn(row, window, sums) for each currency and date.
  template <typename Function>
  void for_each_date(Function&& fn) const {
    for (const CurrencyRow& row : rows_) {
      fn(row, before_, row.before);
      fn(row, after_, row.after);
    }
  }

  [[nodiscard]] Table balances() const {
    RowColumns columns;
    std::vector<std::int64_t> millionths;
    Validity has_dso;
    Validity has_warning;
    for_each_date([&](const CurrencyRow& row, const SalesWindow& window, const WindowSums& sums) {
      columns.add_currency(row.currency);
      columns.add_date("date", window.date());
      columns.add_date("first_day", window.first_day(window.months() - 1));
      columns.add_number("days", window.days());
      columns.add_number("sales", sums.sales());
      columns.add_number("receivables", sums.receivables());
      columns.add_number("older", sums.older);
      columns.add_number("older_disputed", sums.older_disputed);
      columns.add_number("other_debits", sums.other_debits);
      columns.add_number("unapplied_credits", sums.unapplied_credits);
      columns.add_text("warning", row.bridge.warning);
      const std::optional<std::int64_t> dso = dso_millionths(sums, window.days());
      millionths.push_back(dso.value_or(0));
      has_dso.add(dso.has_value());
      has_warning.add(!row.bridge.warning.empty());
    });
    Table table("balances");
    table.add(columns.currency()).add(columns.date("date")).add(columns.date("first_day"));
    table.add(columns.number("days", ColumnRole::days));
    for (const char* const name :
         {"sales", "receivables", "older", "older_disputed", "other_debits", "unapplied_credits"})
      table.add(columns.number(name, ColumnRole::money));
    table.add(has_dso.on(Column::float64("dso", days_of_millionths(millionths))));
    table.add(has_warning.on(columns.text("warning")));
    return table;
  }

  [[nodiscard]] Table months() const {
    RowColumns columns;
    for_each_date([&](const CurrencyRow& row, const SalesWindow& window, const WindowSums& sums) {
      for (std::int32_t month = 0; month < window.months(); ++month) {
        const MonthSums& of_month = sums.months[static_cast<std::size_t>(month)];
        columns.add_currency(row.currency);
        columns.add_date("date", window.date());
        columns.add_number("month", month);
        columns.add_date("first_day", window.first_day(month));
        columns.add_date("last_day", window.last_day(month));
        columns.add_number("sales", of_month.sales);
        columns.add_number("not_due", of_month.not_due);
        columns.add_number("credits", of_month.credits);
        columns.add_number("open_not_due", of_month.open_not_due);
        columns.add_number("open_past_due", of_month.open_past_due);
        columns.add_number("disputed", of_month.disputed);
      }
    });
    Table table("months");
    table.add(columns.currency()).add(columns.date("date"));
    table.add(columns.number("month", ColumnRole::plain));
    table.add(columns.date("first_day")).add(columns.date("last_day"));
    for (const char* const name :
         {"sales", "not_due", "credits", "open_not_due", "open_past_due", "disputed"})
      table.add(columns.number(name, ColumnRole::money));
    return table;
  }

  [[nodiscard]] Table proof() const {
    RowColumns columns;
    for (const CurrencyRow& row : rows_) {
      const auto add = [&](std::string_view line, std::int64_t amount) {
        columns.add_currency(row.currency);
        columns.add_text("line", line);
        columns.add_number("amount", amount);
      };
      const std::int64_t change = checked_sub(row.after.control, row.before.control);
      std::int64_t causes = 0;
      for (const std::int64_t part : row.bridge.receivables.parts) causes = checked_add(causes, part);
      add("opening", row.before.control);
      add("opening_measured", -row.before.receivables());
      add("opening_difference", row.before.control - row.before.receivables());
      add("closing", row.after.control);
      add("closing_measured", -row.after.receivables());
      add("closing_difference", row.after.control - row.after.receivables());
      if (row.bridge.receivables.parts.empty()) continue;
      add("change", change);
      add("causes", -causes);
      add("difference", checked_sub(change, causes));
    }
    Table table("proof");
    table.add(columns.currency()).add(columns.text("line"));
    table.add(columns.number("amount", ColumnRole::money));
    return table;
  }

  [[nodiscard]] Table about() const {
    std::string order;
    for (std::size_t cause = 0; cause < kCauses; ++cause)
      order.append(cause == 0 ? "" : ",").append(cause_name(static_cast<Cause>(cause)));
    AboutLines lines;
    lines.add("formula", "bridge");
    lines.add("from", Date(before_.date()).iso());
    lines.add("to", Date(after_.date()).iso());
    lines.add("months", std::to_string(options_.months));
    lines.add("method", kMethodNames[static_cast<std::size_t>(options_.method)]);
    lines.add("order", order);
    lines.add("known_at", day_text(options_.known_at));
    lines.add("clock", clock_name(options_.clock));
    return lines.table();
  }

  const BridgeOptions& options_;
  const SalesWindow before_, after_;
  std::vector<CurrencyRow> rows_;
};

void check_bridge(Date from, Date to, const BridgeOptions& options) {
  check_threads(options.threads);
  check_choice("method", static_cast<std::int32_t>(options.method),
               static_cast<std::int32_t>(BridgeMethod::fixed_order));
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_bounds("option months", options.months, 1, kMostMonths);
  if (from < to) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("from is ")
                                            .append(from.iso())
                                            .append(", to is ")
                                            .append(to.iso())
                                            .append("; a bridge leads from an earlier day to a later one"));
}

}  // namespace

Bridge compute_bridge(const Ledger& ledger, Date from, Date to, const BridgeOptions& options) {
  check_bridge(from, to, options);
  return BridgeRun(ledger.data(), from, to, options).tables();
}

}  // namespace openitem
