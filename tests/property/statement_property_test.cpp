// What must hold for the statements of every ledger, tried on made-up ones: docs/methods/statement.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cpp/random_books.hpp"

namespace openitem::statement_property_test {
namespace {

using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::RandomBooks;

constexpr std::uint32_t kLedgers = 20;
const std::array<Date, 4> kDays = {Date("2024-01-10"), Date("2024-02-01"), Date("2024-03-05"),
                                   Date("2024-04-30")};
using Sums = std::map<std::string, std::int64_t>;

// Modes, clocks and what was known, in many combinations.
std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list;
  for (std::int32_t i = 0; i < 12; ++i) {
    AgingOptions options;
    options.credits = static_cast<CreditMode>(i % 4);
    options.disputes = static_cast<DisputeMode>(i % 3);
    options.clock = static_cast<ApplicationClock>(i % 4);
    if (i % 2 == 1) options.known_at = Date("2024-03-01");
    if (i % 5 == 0) options.basis = AgingBasis::posting;
    list.push_back(options);
  }
  return list;
}

std::int64_t number_at(const Table& table, std::string_view column, std::int64_t row) {
  return table.int64s(column)[static_cast<std::size_t>(row)];
}

// Sums of a column by the texts of some others.
Sums sums_by(const Table& table, std::string_view column, const std::vector<std::string_view>& keys) {
  Sums sums;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    std::string key;
    for (const std::string_view name : keys) key += cell_text(table, name, row) + "|";
    sums[key] += number_at(table, column, row);
  }
  return sums;
}

Sums without_zeros(Sums sums) {
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
  return sums;
}

Sums proof_line(const Result& result, std::string_view line) {
  const Table& proof = result.table("proof");
  Sums sums;
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) == line)
      sums[cell_text(proof, "currency", row) + "|"] += number_at(proof, "amount", row);
  }
  return sums;
}

// Every row adds up, and the movements lead from its opening to its closing.
void expect_statements_add_up(const Statement& statement, const std::string& what) {
  const Table& table = statement.table("statements");
  const Table& movements = statement.table("movements");
  std::int64_t at = 0;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    const auto figure = [&](const char* name) {
      return table.has_column(name) ? number_at(table, name, row) : 0;
    };
    EXPECT_EQ(figure("opening") + figure("late_postings") + figure("debits") + figure("credits"),
              figure("closing"))
        << what;
    EXPECT_EQ(figure("closing") + figure("applied_elsewhere") + figure("excluded_credits") +
                  figure("excluded_disputes"),
              figure("total"))
        << what;
    std::int64_t balance = figure("opening");
    std::int32_t day = 0;
    for (const std::int64_t last = at + figure("movements"); at < last; ++at) {
      ASSERT_LT(at, movements.rows());
      EXPECT_EQ(cell_text(movements, "customer", at), cell_text(table, "customer", row)) << what;
      EXPECT_EQ(cell_text(movements, "currency", at), cell_text(table, "currency", row)) << what;
      const std::int32_t posting = movements.int32s("posting_date")[static_cast<std::size_t>(at)];
      EXPECT_LE(day, posting) << what;
      day = posting;
      balance += number_at(movements, "amount", at);
      EXPECT_EQ(number_at(movements, "balance", at), balance) << what;
    }
    EXPECT_EQ(balance, figure("closing")) << what;
  }
  EXPECT_EQ(at, movements.rows()) << what;
  const Table& proof = statement.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row).ends_with("difference")) {
      EXPECT_EQ(number_at(proof, "amount", row), 0) << what;
    }
  }
}

// The strips are the aging, and the closings the control account.
void expect_the_aging(const Statement& statement, const Aging& aging, const std::string& what) {
  const Table& table = statement.table("statements");
  for (const Column& column : aging.table("rows").columns()) {
    if (column.type() != ColumnType::int64) continue;
    EXPECT_EQ(without_zeros(sums_by(table, column.name(), {"customer", "currency"})),
              without_zeros(sums_by(aging.table("rows"), column.name(), {"customer", "currency"})))
        << column.name() << " " << what;
  }
  EXPECT_EQ(without_zeros(sums_by(table, "closing", {"currency"})),
            without_zeros(proof_line(aging, "control_total")))
      << what;
  EXPECT_EQ(without_zeros(sums_by(statement.table("open_items"), "open", {"customer", "currency"})),
            without_zeros(sums_by(table, "total", {"customer", "currency"})))
      << what;
}

TEST(StatementOfEveryLedger, AddsUpAndIsTheAgingOfItsLastDay) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const AgingOptions& options : many_options()) {
      const std::string what = "seed " + std::to_string(seed);
      StatementOptions late;
      if (seed % 3 == 0) late.known_at_from = Date("2024-02-01");
      const Statement statement = compute_statement(ledger, kDays[1], kDays[2], options, late);
      expect_statements_add_up(statement, what);
      expect_the_aging(statement, compute_aging(ledger, kDays[2], options), what);
    }
  }
}

TEST(StatementOfEveryLedger, BeginsWhereTheOneBeforeEnded) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const AgingOptions& options : many_options()) {
      Sums closing;
      for (std::size_t i = 0; i + 1 < kDays.size(); ++i) {
        const Statement statement = compute_statement(ledger, kDays[i], kDays[i + 1], options);
        const Sums opening =
            without_zeros(sums_by(statement.table("statements"), "opening", {"customer", "currency"}));
        if (i > 0) {
          EXPECT_EQ(opening, closing) << "seed " << seed;
        }
        closing = without_zeros(sums_by(statement.table("statements"), "closing", {"customer", "currency"}));
      }
    }
  }
}

// What is printed at the end of each period with what was known then is where the next one begins.
TEST(StatementOfEveryLedger, BeginsWhereTheOnePrintedBeforeEnded) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    Sums closing;
    for (std::size_t i = 0; i + 1 < kDays.size(); ++i) {
      AgingOptions options;
      options.known_at = kDays[i + 1];
      const Statement statement =
          compute_statement(ledger, kDays[i], kDays[i + 1], options, {.known_at_from = kDays[i]});
      expect_statements_add_up(statement, "seed " + std::to_string(seed));
      const Sums opening =
          without_zeros(sums_by(statement.table("statements"), "opening", {"customer", "currency"}));
      if (i > 0) {
        EXPECT_EQ(opening, closing) << "seed " << seed;
      }
      closing = without_zeros(sums_by(statement.table("statements"), "closing", {"customer", "currency"}));
    }
  }
}

// Rows of one customer as text, column by column.
std::vector<std::string> rows_of(const Table& table, const std::string& customer) {
  std::vector<std::string> rows;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (cell_text(table, "customer", row) != customer) continue;
    rows.emplace_back();
    for (const Column& column : table.columns())
      rows.back() += column.name() + "=" + cell_text(table, column.name(), row) + ";";
  }
  return rows;
}

TEST(StatementOfEveryLedger, OfOneCustomerIsTheSameAloneAsAmongAll) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const AgingOptions& options : many_options()) {
      const Statement every = compute_statement(ledger, kDays[1], kDays[2], options);
      for (const char* customer : {"A", "B", "C", "D"}) {
        const Statement one =
            compute_statement(ledger, kDays[1], kDays[2], options, {.customers = {customer}});
        for (const char* table : {"statements", "movements", "open_items"}) {
          EXPECT_EQ(rows_of(one.table(table), customer), rows_of(every.table(table), customer))
              << table << " of " << customer << ", seed " << seed;
          EXPECT_EQ(static_cast<std::size_t>(one.table(table).rows()),
                    rows_of(one.table(table), customer).size());
        }
        for (const char* line : {"difference", "strip_difference"})
          EXPECT_EQ(without_zeros(proof_line(one, line)), Sums()) << line;
      }
    }
  }
}

TEST(StatementOfEveryLedger, IsTheSameForAnyNumberOfThreads) {
  const Ledger ledger = RandomBooks(7).make();
  AgingOptions options;
  const std::string one = bytes_of(compute_statement(ledger, kDays[0], kDays[3], options));
  for (const std::int32_t threads : {2, 3, 8}) {
    options.threads = threads;
    EXPECT_EQ(bytes_of(compute_statement(ledger, kDays[0], kDays[3], options)), one);
  }
}

// By document kind the movements are those of the roll-forward by customer.
TEST(StatementOfEveryLedger, HasTheMovementsOfTheRollForward) {
  for (std::uint32_t seed = 1; seed <= kLedgers; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    RollForwardOptions by_customer;
    by_customer.by = {"customer"};
    Sums lines = sums_by(compute_roll_forward(ledger, kDays[1], kDays[2], by_customer).table("rows"),
                         "amount", {"customer", "currency", "line"});
    std::erase_if(lines, [](const auto& entry) {
      return !entry.first.ends_with("|invoice|") && !entry.first.ends_with("|payment|") &&
             !entry.first.ends_with("|credit_note|");
    });
    const Statement statement = compute_statement(ledger, kDays[1], kDays[2]);
    EXPECT_EQ(
        without_zeros(sums_by(statement.table("movements"), "amount", {"customer", "currency", "kind"})),
        without_zeros(lines))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace openitem::statement_property_test
