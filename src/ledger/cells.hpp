#pragma once
// How the ledger reads its cells: the caller's options, resolved once, and money in the currency of its row.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "ledger/findings.hpp"
#include "time/date_format.hpp"

namespace openitem {

// LedgerOptions, checked and resolved.
struct ReadingRules {
  explicit ReadingRules(const LedgerOptions& options);
  std::int32_t threads;
  MoneyForm money;
  AmountSign sign;
  UnreferencedCredits unreferenced_credits;
  DateFormat dates;
  std::optional<std::uint16_t> currency;  // of rows without one
  std::optional<std::uint16_t> base_currency;
};

// known: from the row; stated: from the options.
enum class CurrencyState : std::uint8_t { known, stated, missing, unreadable };

// The currency of each row of a table.
struct CurrencyCells {
  std::vector<std::uint16_t> index;  // XXX where it is not known
  std::vector<CurrencyState> state;
  std::vector<CellProblem> problems;
  // The row's XXX stands for "not known" and its digits cannot be judged.
  [[nodiscard]] bool is_known(std::size_t row) const noexcept { return state[row] <= CurrencyState::stated; }
};
// `column` may be nullptr: every row has the stated currency.
[[nodiscard]] CurrencyCells read_currencies(const ChunkedColumn* column, std::int64_t rows,
                                            const ReadingRules& rules);
// Excludes rows whose currency is unreadable, or missing where `is_needed` says it is needed (empty = everywhere).
void check_currencies(TableRows& rows, const ChunkedColumn* column, const CurrencyCells& cells,
                      const std::vector<std::uint8_t>& is_needed = {});

// Amounts in the currency of their row. Where that is not known they count as missing, and neither too many digits
// nor too large a number is a problem of the amount.
[[nodiscard]] MoneyCells read_row_money(const ChunkedColumn& column, const CurrencyCells& currencies,
                                        const ReadingRules& rules);
// Refuses a column whose sum of |amount| in one currency reaches 2^62. \throws Error overflow
void check_money_total(const ChunkedColumn& column, const std::vector<std::int64_t>& amounts,
                       const std::vector<std::uint16_t>& currencies);
// The suspicion inexact_amount of a column read from floats.
void report_inexact(TableRows& rows, const ChunkedColumn& column, const MoneyCells& cells,
                    const std::vector<std::uint16_t>& currencies);

[[nodiscard]] DateCells read_day_column(const ChunkedColumn& column, const ReadingRules& rules);
// "1050.00 EUR": for messages.
[[nodiscard]] std::string show_money(std::int64_t minor, std::uint16_t currency);
// "2024-06-30": for messages.
[[nodiscard]] std::string show_day(std::int32_t day);

}  // namespace openitem
