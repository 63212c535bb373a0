// From the open items of the ledger and the rows of the tables down to the exposures of the customers.

#include <map>
#include <string_view>
#include <utility>

#include "exposure/exposure_columns.hpp"
#include "exposure/exposure_tables.hpp"

namespace openitem::exposure {
namespace {

struct ProofLines {
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> lines;
  std::vector<std::int64_t> counts, amounts;
  std::int64_t rest = 0;

  // A line of the sum.
  void add(std::uint16_t currency, std::string_view line, std::int64_t count, std::int64_t amount) {
    currencies.push_back(currency);
    lines.push_back(line);
    counts.push_back(count);
    amounts.push_back(amount);
    plus(rest, amount);
  }
  // What is left of the lines since the last one.
  void close(std::uint16_t currency, std::string_view line) {
    const std::int64_t left = std::exchange(rest, 0);
    add(currency, line, 0, left);
    rest = 0;
  }
};

// Of the rows of one currency.
struct RowSums {
  ExposureLine exposure, cover, credit_left;
};

std::map<std::uint16_t, RowSums> sums_of_rows(const ExposureView& view) {
  std::map<std::uint16_t, RowSums> sums;
  std::size_t at = 0;
  for (const auto& [key, account] : view.book.accounts) {
    const MeasuredExposure& measured = view.judged[at++].exposure;
    RowSums& sum = sums[key.currency];
    sum.exposure.add(measured.exposure);
    if (measured.cover != 0) sum.cover.add(measured.cover);
    if (measured.credit_left != 0) sum.credit_left.add(measured.credit_left);
  }
  return sums;
}

void add_control(const CreditBook& book, ProofLines& lines) {
  for (const auto& [currency, control] : book.control) {
    const auto found = book.items.find(currency);
    const ExposureLine items = found == book.items.end() ? ExposureLine{} : found->second;
    lines.add(currency, "open_items", control.count, control.amount);
    lines.add(currency, "items", items.count, -items.amount);
    lines.close(currency, "items_difference");
  }
}

void add_currency(const CreditParts& parts, std::uint16_t currency, const ExposureSums& read,
                  const RowSums& rows, ProofLines& lines) {
  const auto given = [&](std::string_view line, const ExposureLine& sum) {
    lines.add(currency, line, sum.count, sum.amount);
  };
  const auto taken = [&](std::string_view line, const ExposureLine& sum) {
    lines.add(currency, line, sum.count, -sum.amount);
  };
  // A part that does not count leaves with all that is left of it.
  const auto not_counted = [&](std::string_view line, bool counts, const ExposureLine& all,
                               const ExposureLine& gone) {
    lines.add(currency, line, counts ? 0 : all.count - gone.count, counts ? 0 : gone.amount - all.amount);
  };
  given("debits", read.debits);
  taken("disputed", read.disputed);
  lines.add(currency, "debits_not_counted", parts.open ? 0 : read.debits.count,
            parts.open ? 0 : read.disputed.amount - read.debits.amount);
  given("credits", read.credits);
  not_counted("credits_not_counted", parts.unapplied, read.credits, {});
  given("credit_left", rows.credit_left);
  given("orders", read.orders);
  taken("orders_beyond_horizon", read.orders_beyond_horizon);
  not_counted("orders_not_counted", parts.orders, read.orders, read.orders_beyond_horizon);
  given("deliveries", read.deliveries);
  taken("deliveries_later", read.deliveries_later);
  not_counted("deliveries_not_counted", parts.deliveries, read.deliveries, read.deliveries_later);
  taken("cover", rows.cover);
  taken("exposure", rows.exposure);
  lines.close(currency, "difference");
}

}  // namespace

Table proof_table(const ExposureView& view) {
  ProofLines lines;
  add_control(view.book, lines);
  // Every currency with a row: one without anything read has rows that are 0.
  for (const auto& [currency, rows] : sums_of_rows(view)) {
    const auto found = view.book.sums.find(currency);
    add_currency(view.query.parts, currency, found == view.book.sums.end() ? ExposureSums{} : found->second,
                 rows, lines);
  }
  Table table("proof");
  table.add(currency_column("currency", lines.currencies));
  table.add(Column::text("line", lines.lines));
  table.add(Column::int64("count", std::move(lines.counts), ColumnRole::count));
  table.add(Column::int64("amount", std::move(lines.amounts), ColumnRole::money));
  return table;
}

}  // namespace openitem::exposure
