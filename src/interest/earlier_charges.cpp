#include "interest/earlier_charges.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/input_columns.hpp"

namespace openitem {
namespace {

[[noreturn]] void refuse_overlap(const ChunkedColumn& column, std::uint32_t row, std::uint32_t other) {
  const auto at = static_cast<std::int64_t>(std::max(row, other));
  throw Error(Status::inconsistent_data, Message()
                                             .append(column.name())
                                             .append(" of row ")
                                             .append(at)
                                             .append(" is ")
                                             .append_quoted(show_cell(column, at))
                                             .append("; the period overlaps that of row ")
                                             .append(std::min(row, other))
                                             .append(" of the same item: a day is charged once"))
      .at(at, column.name());
}

}  // namespace

EarlierCharges::EarlierCharges(const ChunkedTable& table, const ItemsReferredTo& items,
                               const InterestOptions& options, const ReadingRules& rules) {
  constexpr std::array<std::string_view, 4> columns = {"item", "from", "to", "amount"};
  require_known_columns(table, columns);
  const std::vector<std::uint32_t> item_of_row = items.lookup.named_by(table);
  const auto item_count = static_cast<std::int64_t>(items.amounts.size());
  const RowsOfItems rows(item_of_row, item_count);
  offsets_ = rows.offsets;
  read_periods(table, rows, rules);
  if (const ChunkedColumn* const amount = table.find("amount")) {
    read_amounts(*amount, item_of_row, items, options);
  }
}

void EarlierCharges::read_periods(const ChunkedTable& table, const RowsOfItems& rows,
                                  const ReadingRules& rules) {
  const ChunkedColumn& to_column = require_column(table, "to");
  const std::vector<std::int32_t> to = required_days(to_column, rules);
  std::vector<std::int32_t> from(to.size(), kNoDate);
  if (const ChunkedColumn* const column = table.find("from")) from = days_of_column(*column, rules);
  for (std::size_t row = 0; row < to.size(); ++row) {
    if (from[row] > to[row]) {
      refuse_cell(Status::inconsistent_data, to_column, static_cast<std::int64_t>(row),
                  "a day not before the period begins");
    }
  }
  std::vector<std::uint32_t> order;
  for (std::size_t item = 0; item + 1 < offsets_.size(); ++item) {
    const std::span<const std::uint32_t> own = rows.of(static_cast<std::int64_t>(item));
    order.assign(own.begin(), own.end());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return from[a] < from[b]; });
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (at > 0 && from[order[at]] <= to[order[at - 1]]) refuse_overlap(to_column, order[at], order[at - 1]);
      periods_.push_back({from[order[at]], to[order[at]]});
    }
  }
}

void EarlierCharges::read_amounts(const ChunkedColumn& column, std::span<const std::uint32_t> item_of_row,
                                  const ItemsReferredTo& items, const InterestOptions& options) {
  const auto amounts =
      amounts_of_column(column, currencies_of(item_of_row, items), options.money, options.threads);
  amounts_.resize(items.amounts.size());
  for (std::size_t row = 0; row < item_of_row.size(); ++row) {
    const std::uint32_t item = item_of_row[row];
    const std::int64_t amount = amounts[row].value_or(0);
    if (amount != 0 && (amount < 0) != (items.amounts[item] < 0)) {
      refuse_cell(Status::inconsistent_data, column, static_cast<std::int64_t>(row),
                  "an amount of the sign of the item");
    }
    amounts_[item] = checked_add(amounts_[item], amount);
  }
}

std::span<const ChargedPeriod> EarlierCharges::of(std::int64_t item) const noexcept {
  if (offsets_.empty()) return {};
  const auto at = static_cast<std::size_t>(item);
  return std::span(periods_).subspan(offsets_[at], offsets_[at + 1] - offsets_[at]);
}

std::int64_t EarlierCharges::amount_of(std::int64_t item) const noexcept {
  return amounts_.empty() ? 0 : amounts_[static_cast<std::size_t>(item)];
}

}  // namespace openitem
