// What overriding a card came to: counts, reasons, and what became of those who were overridden.

#include "credit/override_rows.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "column/read.hpp"
#include "credit/figure_columns.hpp"
#include "openitem/scorecard_validation.hpp"
#include "stats/checks.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/shortest.hpp"
#include "stats/wilson_interval.hpp"

namespace openitem::credit {
namespace {

/// Decisions of one kind.
struct DecisionSums {
  std::int64_t rows = 0, known = 0;
  double weight = 0.0, known_weight = 0.0, ones = 0.0;

  void add(const OverrideRows& rows_of, std::size_t row) noexcept {
    const double of = rows_of.weights[row];
    ++rows;
    weight += of;
    if (rows_of.is_known[row] == 0) return;
    ++known;
    known_weight += of;
    ones += rows_of.outcomes[row] != 0 ? of : 0.0;
  }
};

/// Figures of kinds of decisions, a row each.
class DecisionColumns {
 public:
  DecisionColumns(double all, double confidence) : all_(all), z_(stats::two_sided_quantile(confidence)) {}

  void add(const DecisionSums& of) {
    const stats::Estimate rate =
        of.known_weight > 0.0 ? stats::share_with_interval(of.ones, of.known_weight, z_) : stats::Estimate{};
    rows_.push_back(of.rows);
    known_.push_back(of.known);
    const std::array<double, 6> row = {of.weight, of.weight / all_, of.ones, rate.value, rate.low, rate.high};
    for (std::size_t column = 0; column < row.size(); ++column) figures_[column].push_back(row[column]);
  }
  void add_to(Table& table) && {
    constexpr std::array<const char*, 6> titles = {"weight", "share", "ones", "rate", "low", "high"};
    table.add(Column::int64("rows", std::move(rows_), ColumnRole::count));
    table.add(Column::int64("rows_with_outcome", std::move(known_), ColumnRole::count));
    for (std::size_t column = 0; column < figures_.size(); ++column)
      table.add(figure_column(titles[column], std::move(figures_[column])));
  }

 private:
  double all_, z_;
  std::vector<std::int64_t> rows_, known_;
  std::array<std::vector<double>, 6> figures_;
};

Table moves_table(const OverrideRows& rows, double all, double confidence) {
  std::map<std::pair<std::string_view, std::string_view>, DecisionSums> moves;
  for (std::size_t row = 0; row < rows.size(); ++row) moves[{rows.from[row], rows.to[row]}].add(rows, row);
  std::vector<std::string_view> from, to;
  DecisionColumns columns(all, confidence);
  for (const auto& [classes, sums] : moves) {
    from.push_back(classes.first);
    to.push_back(classes.second);
    columns.add(sums);
  }
  Table table("overrides");
  table.add(Column::text("from_class", from));
  table.add(Column::text("to_class", to));
  std::move(columns).add_to(table);
  return table;
}

Table reasons_table(const OverrideRows& rows, double all, double confidence) {
  std::map<std::string_view, DecisionSums> reasons;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.is_override(row)) reasons[rows.reasons[row]].add(rows, row);
  }
  std::vector<std::string_view> names;
  DecisionColumns columns(all, confidence);
  for (const auto& [reason, sums] : reasons) {
    names.push_back(reason);
    columns.add(sums);
  }
  Table table("reasons");
  table.add(Column::text("reason", names));
  std::move(columns).add_to(table);
  return table;
}

Table summary_table(const std::array<DecisionSums, 2>& sums, double all, double confidence) {
  DecisionColumns columns(all, confidence);
  for (const DecisionSums& of : sums) columns.add(of);
  Table table("summary");
  table.add(Column::text("overridden", {"no", "yes"}));
  std::move(columns).add_to(table);
  return table;
}

Table override_log(const OverrideRows& rows) {
  std::vector<std::int64_t> numbers;
  std::vector<std::string_view> from, to, reasons, by;
  std::vector<std::int32_t> days, outcomes;
  std::vector<std::uint8_t> has_day, has_outcome;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!rows.is_override(row)) continue;
    const bool is_dated = rows.decided_on[row] != kNoDate;
    numbers.push_back(static_cast<std::int64_t>(row));
    from.push_back(rows.from[row]);
    to.push_back(rows.to[row]);
    reasons.push_back(rows.reasons[row]);
    by.push_back(rows.decided_by[row]);
    days.push_back(is_dated ? rows.decided_on[row] : 0);
    has_day.push_back(is_dated ? 1 : 0);
    outcomes.push_back(rows.outcomes[row]);
    has_outcome.push_back(rows.is_known[row]);
  }
  Table table("log");
  table.add(Column::int64("row", std::move(numbers)));
  table.add(Column::text("from_class", from));
  table.add(Column::text("to_class", to));
  table.add(Column::text("reason", reasons));
  table.add(text_column("decided_by", by));
  table.add(Column::date("decided_on", std::move(days)).with_validity(has_day));
  table.add(Column::int32("outcome", std::move(outcomes)).with_validity(has_outcome));
  return table;
}

/// All rows against those of the log and of the summary, which are counted on other ways.
Table override_proof(const OverrideRows& rows, const DecisionSums& kept, const Table& log) {
  const auto given = static_cast<std::int64_t>(rows.size());
  Table table("proof");
  table.add(Column::text("line",
                         {"decisions", "less as the card said", "less overrides of the log", "difference"}));
  table.add(Column::int64("count", {given, -kept.rows, -log.rows(), given - kept.rows - log.rows()},
                          ColumnRole::count));
  return table;
}

}  // namespace

Result override_report(std::span<const TableView> tables, double confidence) {
  stats::check_confidence(confidence);
  const OverrideRows rows(tables);
  std::array<DecisionSums, 2> sums;
  double all = 0.0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sums[rows.is_override(row) ? 1 : 0].add(rows, row);
    all += rows.weights[row];
  }
  Table log = override_log(rows);
  Table proof = override_proof(rows, sums[0], log);
  AboutLines about;
  about.add("report", "overrides");
  about.add("formula", "docs/methods/scorecard_validation.md");
  about.add("decisions", std::to_string(rows.size()));
  about.add("overrides", std::to_string(sums[1].rows));
  about.add("confidence", stats::shortest(confidence));
  return Result({moves_table(rows, all, confidence), reasons_table(rows, all, confidence),
                 summary_table(sums, all, confidence), std::move(log), std::move(proof), about.table()});
}

}  // namespace openitem::credit
