#include "provision/discounting.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "openitem/provision.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kLongestCollection = 36'600;
constexpr double kDaysOfYear = 365.0;

std::vector<std::int64_t> read_days(const ChunkedColumn& column) {
  IntegerCells cells = read_integers(column, 1);
  require_readable(column, cells.problems);
  for (std::size_t row = 0; row < cells.values.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (cells.is_null[row] != 0) refuse_cell(Status::missing_value, column, at, "a number of days");
    if (cells.values[row] < 0 || cells.values[row] > kLongestCollection)
      refuse_cell(Status::invalid_data, column, at, "0 to 36,600 days until cash comes in");
  }
  return std::move(cells.values);
}

}  // namespace

std::int64_t discount_factor(std::int64_t rate, std::int64_t days) {
  const double base = 1.0 + static_cast<double>(rate) / static_cast<double>(kWholeRate);
  const double factor = std::pow(base, -static_cast<double>(days) / kDaysOfYear);
  return static_cast<std::int64_t>(std::floor(factor * static_cast<double>(kWholeRate) + 0.5));
}

Discounting::Discounting(const NamedTables& tables, std::span<const GroupKey> keys,
                         std::span<const std::string> buckets, std::int64_t rate)
    : rate_(rate) {
  if (rate == 0) {
    if (tables.find("collection") == nullptr) return;
    throw Error(Status::invalid_argument,
                "the table collection says when cash comes in, which nothing is discounted by: give "
                "discount_rate too, or leave the table out");
  }
  const ChunkedTable& table = tables.require("collection");
  rows_.emplace(table, keys, buckets, std::array<std::string_view, 1>{"days"});
  days_ = read_days(require_column(table, "days"));
}

std::optional<std::int64_t> Discounting::days_of(const Segment& segment) const {
  const std::optional<std::size_t> row = rows_ ? rows_->find(segment) : std::nullopt;
  return row ? std::optional(days_[*row]) : std::nullopt;
}

}  // namespace openitem
