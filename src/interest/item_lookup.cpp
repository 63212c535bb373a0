#include "interest/item_lookup.hpp"

#include <numeric>
#include <string>

#include "aging/required_columns.hpp"
#include "core/message.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

RowsOfItems::RowsOfItems(std::span<const std::uint32_t> items, std::int64_t item_count)
    : offsets(static_cast<std::size_t>(item_count) + 1, 0), rows(items.size()) {
  for (const std::uint32_t item : items) ++offsets[item + 1];
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  for (std::uint32_t row = 0; row < items.size(); ++row) rows[next[items[row]]++] = row;
}

std::span<const std::uint32_t> RowsOfItems::of(std::int64_t item) const noexcept {
  if (offsets.empty()) return {};
  const auto at = static_cast<std::size_t>(item);
  return std::span(rows).subspan(offsets[at], offsets[at + 1] - offsets[at]);
}

ItemLookup::ItemLookup(const ChunkedTable& items, std::int32_t threads) : items_(items), threads_(threads) {
  if (const ChunkedColumn* const column = items.find("item")) keys_ = require_keys(*column);
}

// Each key must be there once.
const KeyIndex& ItemLookup::index() {
  if (index_) return *index_;
  const ChunkedColumn& column = *items_.find("item");
  row_of_key_.assign(keys_->dictionary.size(), kNoRow);
  for (std::size_t row = 0; row < keys_->codes.size(); ++row) {
    const std::uint32_t code = keys_->codes[row];
    const auto at = static_cast<std::int64_t>(row);
    if (code == kNoKey) {
      refuse_cell(Status::missing_value, column, at, "a key: payments and disputes name items");
    }
    if (row_of_key_[code] != kNoRow) refuse_cell(Status::invalid_data, column, at, "each key once");
    row_of_key_[code] = static_cast<std::uint32_t>(row);
  }
  index_.emplace(keys_->dictionary);
  return *index_;
}

std::vector<std::uint32_t> ItemLookup::named_by(const ChunkedTable& table) {
  const ChunkedColumn& column = require_column(table, "item");
  if (!keys_) return numbered_by(column);
  const KeyIndex& of_items = index();
  const KeyCodes codes = look_up_keys(column, of_items, threads_);
  require_readable(column, codes.problems);
  std::vector<std::uint32_t> items(codes.codes.size(), kNoRow);
  for (std::size_t row = 0; row < items.size(); ++row) {
    if (codes.codes[row] == kNoKey || codes.codes[row] == kUnknownKey) {
      refuse_cell(Status::unknown_reference, column, static_cast<std::int64_t>(row), "a key of items.item");
    }
    items[row] = row_of_key_[codes.codes[row]];
  }
  return items;
}

std::vector<std::uint32_t> ItemLookup::numbered_by(const ChunkedColumn& column) const {
  const IntegerCells cells = read_integers(column, threads_);
  require_readable(column, cells.problems);
  std::vector<std::uint32_t> items(cells.values.size(), kNoRow);
  for (std::size_t row = 0; row < items.size(); ++row) {
    if (cells.is_null[row] != 0 || cells.values[row] < 0 || cells.values[row] >= items_.rows()) {
      refuse_cell(Status::unknown_reference, column, static_cast<std::int64_t>(row),
                  "the number of a row of items, from 0 (items have no column item)");
    }
    items[row] = static_cast<std::uint32_t>(cells.values[row]);
  }
  return items;
}

std::vector<std::uint32_t> ItemLookup::counted(const ChunkedColumn& counts,
                                               const ChunkedTable& payments) const {
  if (payments.find("item") != nullptr) {
    throw Error(
        Status::invalid_argument,
        "items.payments counts the payments of each item and payments.item names them; give one of both")
        .at(-1, "payments.item");
  }
  const IntegerCells cells = read_integers(counts, threads_);
  require_readable(counts, cells.problems);
  std::vector<std::uint32_t> items;
  items.reserve(static_cast<std::size_t>(payments.rows()));
  for (std::size_t row = 0; row < cells.values.size(); ++row) {
    const std::int64_t left = payments.rows() - static_cast<std::int64_t>(items.size());
    if (cells.values[row] < 0 || cells.values[row] > left) {
      refuse_cell(
          Status::inconsistent_data, counts, static_cast<std::int64_t>(row),
          "a count, all of them together the rows of payments (" + std::to_string(payments.rows()) + ")");
    }
    items.insert(items.end(), static_cast<std::size_t>(cells.values[row]), static_cast<std::uint32_t>(row));
  }
  if (static_cast<std::int64_t>(items.size()) != payments.rows()) {
    throw Error(Status::inconsistent_data, Message()
                                               .append("items.payments counts ")
                                               .append(items.size())
                                               .append(" payments, the table payments has ")
                                               .append(payments.rows())
                                               .append(" rows"))
        .at(static_cast<std::int64_t>(items.size()), "payments");
  }
  return items;
}

std::vector<std::uint16_t> currencies_of(std::span<const std::uint32_t> item_of_row,
                                         const ItemsReferredTo& items) {
  std::vector<std::uint16_t> currencies;
  currencies.reserve(item_of_row.size());
  for (const std::uint32_t item : item_of_row) currencies.push_back(items.currencies[item]);
  return currencies;
}

}  // namespace openitem
