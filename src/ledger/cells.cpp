#include "ledger/cells.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

template <typename Enum>
void check_enum(Enum value, Enum last, const char* name) {
  if (static_cast<std::int32_t>(value) >= 0 && value <= last) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append(name)
                                         .append(" is ")
                                         .append(static_cast<std::int32_t>(value))
                                         .append("; expected 0 to ")
                                         .append(static_cast<std::int32_t>(last)));
}

std::optional<std::uint16_t> stated_currency(const std::string& code) {
  if (code.empty()) return std::nullopt;
  return Currency(code).index();
}

/// The number of threads, once every choice of the options is known to be one.
std::int32_t checked_threads(const LedgerOptions& options) {
  check_threads(options.threads);
  check_enum(options.row_policy, RowPolicy::mark, "row_policy");
  check_enum(options.money, MoneyForm::floating, "money");
  check_enum(options.sign, AmountSign::by_kind, "sign");
  check_enum(options.unreferenced_credits, UnreferencedCredits::oldest_due, "unreferenced_credits");
  return options.threads;
}

std::uint8_t decimals_of(std::uint16_t currency) noexcept {
  return static_cast<std::uint8_t>(currency_table()[currency].minor_units);
}

// One entry where all rows have the same number of decimals, which is the quick way to read them.
std::vector<std::uint8_t> decimals_of_rows(const std::vector<std::uint16_t>& currencies) {
  if (currencies.empty()) return {2};
  const std::uint8_t first = decimals_of(currencies.front());
  const bool is_one = std::all_of(currencies.begin(), currencies.end(),
                                  [first](std::uint16_t currency) { return decimals_of(currency) == first; });
  if (is_one) return {first};
  std::vector<std::uint8_t> decimals(currencies.size());
  std::transform(currencies.begin(), currencies.end(), decimals.begin(), decimals_of);
  return decimals;
}

// Index of a currency that counts money, by dictionary code.
std::vector<std::optional<std::uint16_t>> currencies_of(const KeyDictionary& dictionary) {
  std::vector<std::optional<std::uint16_t>> found(dictionary.size());
  for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
    const std::int32_t index = find_currency(dictionary.view_of(code));
    if (index < 0 || currency_table()[static_cast<std::size_t>(index)].minor_units == kNoMinorUnit) continue;
    found[code] = static_cast<std::uint16_t>(index);
  }
  return found;
}

}  // namespace

ReadingRules::ReadingRules(const LedgerOptions& options)
    : threads(checked_threads(options)),
      money(options.money),
      sign(options.sign),
      unreferenced_credits(options.unreferenced_credits),
      dates(options.date_format),
      currency(stated_currency(options.currency)),
      base_currency(stated_currency(options.base_currency)) {}

CurrencyCells read_currencies(const ChunkedColumn* column, std::int64_t rows, const ReadingRules& rules) {
  const auto size = static_cast<std::size_t>(rows);
  const std::uint16_t otherwise = rules.currency.value_or(no_currency());
  const CurrencyState without = rules.currency ? CurrencyState::stated : CurrencyState::missing;
  CurrencyCells cells{
      std::vector<std::uint16_t>(size, otherwise), std::vector<CurrencyState>(size, without), {}};
  if (column == nullptr) return cells;
  KeyCells keys = read_keys(*column, rules.threads);
  if (keys.dictionary.is_integer()) {
    throw Error(Status::wrong_type,
                Message()
                    .append(column->name())
                    .append(" holds numbers; expected ISO 4217 codes as text, such as EUR"))
        .at(-1, column->name());
  }
  const std::vector<std::optional<std::uint16_t>> known = currencies_of(keys.dictionary);
  for (std::size_t row = 0; row < size; ++row) {
    if (keys.codes[row] == kNoKey) continue;
    const std::optional<std::uint16_t> index = known[keys.codes[row]];
    cells.index[row] = index.value_or(no_currency());
    cells.state[row] = index ? CurrencyState::known : CurrencyState::unreadable;
  }
  for (const CellProblem& problem : keys.problems) {
    cells.index[static_cast<std::size_t>(problem.row)] = no_currency();
    cells.state[static_cast<std::size_t>(problem.row)] = CurrencyState::unreadable;
  }
  cells.problems = std::move(keys.problems);
  return cells;
}

void check_currencies(TableRows& rows, const ChunkedColumn* column, const CurrencyCells& cells,
                      const std::vector<std::uint8_t>& is_needed) {
  if (column == nullptr) return;
  rows.check_cells(*column, cells.problems);
  for (std::size_t row = 0; row < cells.state.size(); ++row) {
    if (cells.is_known(row)) continue;
    if (cells.state[row] == CurrencyState::unreadable) {
      rows.exclude(row, Rule::unknown_currency, column->short_name(),
                   {show_cell(*column, static_cast<std::int64_t>(row))});
    } else if (is_needed.empty() || is_needed[row] != 0) {
      rows.miss(row, *column, "an ISO 4217 currency; or state one for rows without");
    }
  }
}

MoneyCells read_row_money(const ChunkedColumn& column, const CurrencyCells& currencies,
                          const ReadingRules& rules) {
  MoneyCells cells = read_money(column, decimals_of_rows(currencies.index), rules.money, rules.threads);
  const auto is_about_digits = [&currencies](const CellProblem& problem) {
    if (currencies.is_known(static_cast<std::size_t>(problem.row))) return false;
    return problem.fault == CellFault::inexact || problem.fault == CellFault::overflow;
  };
  cells.problems.erase(std::remove_if(cells.problems.begin(), cells.problems.end(), is_about_digits),
                       cells.problems.end());
  return cells;
}

void check_money_total(const ChunkedColumn& column, const std::vector<std::int64_t>& amounts,
                       const std::vector<std::uint16_t>& currencies) {
  std::vector<std::int64_t> sums(currency_table().size(), 0);
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    std::int64_t& sum = sums[currencies[row]];
    sum += amounts[row] < 0 ? -amounts[row] : amounts[row];  // both below 2^62
    if (sum < kAmountLimit) continue;
    throw Error(Status::overflow, Message()
                                      .append("the sum of |")
                                      .append(column.name())
                                      .append("| in ")
                                      .append(Currency::from_index(currencies[row]).code())
                                      .append(" reaches 2^62 minor units; check the unit of the amounts, or "
                                              "split the ledger"))
        .at(static_cast<std::int64_t>(row), column.name());
  }
}

void report_inexact(TableRows& rows, const ChunkedColumn& column, const MoneyCells& cells,
                    const std::vector<std::uint16_t>& currencies) {
  for (const std::int64_t at : cells.inexact) {
    const auto row = static_cast<std::size_t>(at);
    rows.suspect(row, Rule::inexact_amount, column.short_name(), {show_cell(column, at)}, cells.minor[row],
                 currencies[row]);
  }
}

DateCells read_day_column(const ChunkedColumn& column, const ReadingRules& rules) {
  return read_dates(column, rules.dates, rules.threads);
}

std::string show_money(std::int64_t minor, std::uint16_t currency) {
  const Currency of = Currency::from_index(currency);
  return format_money(minor, of) + " " + std::string(of.code());
}

std::string show_day(std::int32_t day) { return Date(day).iso(); }

}  // namespace openitem
