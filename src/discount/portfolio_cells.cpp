#include "discount/portfolio_cells.hpp"

#include <algorithm>
#include <cstddef>

#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"

namespace openitem::discount {
KeyCells require_portfolio_keys(const ChunkedColumn& column, std::int32_t threads) {
  KeyCells keys = require_row_keys(column, threads);
  require_distinct_keys(column, keys, "each key once; an earlier row has it");
  return keys;
}

std::vector<std::int64_t> require_amounts_from_zero(const ChunkedColumn& column,
                                                    const std::vector<std::uint16_t>& currencies,
                                                    MoneyForm form, std::int32_t threads) {
  std::vector<std::int64_t> amounts = require_row_amounts(column, currencies, form, threads);
  const auto below =
      std::find_if(amounts.begin(), amounts.end(), [](std::int64_t amount) { return amount < 0; });
  if (below != amounts.end()) {
    refuse_cell(Status::invalid_data, column, below - amounts.begin(), "an amount of 0 or more");
  }
  return amounts;
}

std::vector<std::int32_t> read_day_counts(const ChunkedColumn& column, std::int64_t low,
                                          std::int32_t threads) {
  const IntegerCells cells = read_integers(column, threads);
  require_readable(column, cells.problems);
  std::vector<std::int32_t> days(cells.values.size(), kNoDate);
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.values[row] < low || cells.values[row] > kFarthestDays) {
      refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row),
                  low == 0 ? "a whole number of days from 0 to 36,600"
                           : "a whole number of days from -36,600 to 36,600");
    }
    days[row] = static_cast<std::int32_t>(cells.values[row]);
  }
  return days;
}

std::vector<std::int64_t> read_optional_rates(const ChunkedTable& table, std::string_view name,
                                              const RateBounds& bounds) {
  std::vector<std::int64_t> rates(static_cast<std::size_t>(table.rows()), kNoRate);
  const ChunkedColumn* const column = table.find(name);
  if (column == nullptr) return rates;
  const std::vector<std::optional<std::int64_t>> given = read_rates(*column, bounds);
  std::transform(given.begin(), given.end(), rates.begin(),
                 [](const std::optional<std::int64_t>& rate) { return rate.value_or(kNoRate); });
  return rates;
}

}  // namespace openitem::discount
