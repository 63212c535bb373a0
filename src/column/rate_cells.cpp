#include "column/rate_cells.hpp"

#include <array>

#include "column/required_cells.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::uint8_t kRateDecimals = 9;

}  // namespace

std::vector<std::optional<std::int64_t>> read_rates(const ChunkedColumn& column, const RateBounds& bounds) {
  const std::array<std::uint8_t, 1> decimals = {kRateDecimals};
  const MoneyCells cells = read_money(column, decimals, form_of_rates(column), 1);
  require_readable(column, cells.problems);
  std::vector<std::optional<std::int64_t>> rates(cells.minor.size());
  for (std::size_t row = 0; row < rates.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.minor[row] < bounds.low || cells.minor[row] > bounds.high) {
      refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row), bounds.expected);
    }
    rates[row] = cells.minor[row];
  }
  return rates;
}

std::vector<std::int64_t> require_rates(const ChunkedColumn& column, const RateBounds& bounds) {
  std::vector<std::int64_t> all;
  for (const std::optional<std::int64_t>& rate : read_rates(column, bounds)) {
    if (!rate) {
      refuse_cell(Status::missing_value, column, static_cast<std::int64_t>(all.size()), bounds.expected);
    }
    all.push_back(*rate);
  }
  return all;
}

std::string rate_text(std::int64_t rate) {
  const std::int64_t unit = kPowersOfTen[kRateDecimals];
  const std::int64_t size = rate < 0 ? -rate : rate;
  std::string text = (rate < 0 ? "-" : "") + std::to_string(size / unit);
  std::string digits = std::to_string(size % unit);
  digits.insert(0, kRateDecimals - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? text : text + "." + digits;
}

}  // namespace openitem
