#include "interest/item_disputes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "interest/input_columns.hpp"
#include "ledger/item_writer.hpp"

namespace openitem {

ItemDisputes::ItemDisputes(const ChunkedTable& table, const ItemsReferredTo& items,
                           const InterestOptions& options, const ReadingRules& rules) {
  constexpr std::array<std::string_view, 5> columns = {"item", "amount", "opened", "closed", "outcome"};
  require_known_columns(table, columns);
  const std::vector<std::uint32_t> of_row = items.lookup.named_by(table);
  const auto size = of_row.size();
  const std::vector<std::int32_t> opened = required_days(require_column(table, "opened"), rules);
  std::vector<std::int32_t> closed(size, kNoDate);
  if (const ChunkedColumn* const column = table.find("closed")) {
    closed = days_of_column(*column, rules);
    for (std::size_t row = 0; row < size; ++row) {
      if (closed[row] != kNoDate && closed[row] < opened[row]) {
        refuse_cell(Status::inconsistent_data, *column, static_cast<std::int64_t>(row),
                    "a day not before it was opened");
      }
    }
  }
  std::vector<std::optional<std::int64_t>> amounts(size);
  if (const ChunkedColumn* const column = table.find("amount")) {
    amounts = amounts_of_column(*column, currencies_of(of_row, items), options.money, 1);
    for (std::size_t row = 0; row < size; ++row) {
      if (amounts[row] && *amounts[row] < 0) {
        refuse_cell(Status::invalid_data, *column, static_cast<std::int64_t>(row),
                    "0 or more, or nothing for all");
      }
    }
  }
  std::vector<std::uint8_t> rejected(size, 0);
  if (const ChunkedColumn* const column = table.find("outcome")) {
    const TextCells cells = read_texts(*column, 1);
    require_readable(*column, cells.problems);
    for (std::size_t row = 0; row < size; ++row) {
      rejected[row] = std::find(options.rejected.begin(), options.rejected.end(), cells.values[row]) !=
                              options.rejected.end()
                          ? 1
                          : 0;
    }
  }
  for (std::size_t row = 0; row < size; ++row) {
    disputes_.push_back(
        {amounts[row].value_or(kWholeDisputed), opened[row], closed[row], rejected[row] != 0});
  }
  rows_ = RowsOfItems(of_row, static_cast<std::int64_t>(items.amounts.size()));
}

void ItemDisputes::append(std::int64_t item, std::vector<DisputedAmount>& disputes) const {
  for (const std::uint32_t row : rows_.of(item)) disputes.push_back(disputes_[row]);
}

}  // namespace openitem
