#include "aging/balance_comparison.hpp"

#include <string>
#include <utility>

#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/money.hpp"

namespace openitem {

BalanceComparison::BalanceComparison(const Table& rows, std::vector<std::int64_t> which, ChunkedTable given,
                                     std::string_view subject)
    : rows_(rows),
      which_(std::move(which)),
      given_(std::move(given)),
      groups_(static_cast<std::int64_t>(which_.size()) + given_.rows(), 1) {
  for (const Column& column : rows_.columns()) {
    if (column.name() == "currency") break;
    group_columns_.push_back(&column);
  }
  read_currencies(subject);
  group();
}

BalanceComparison::SharedKeys BalanceComparison::shared_keys(const Column& left) const {
  const ChunkedColumn& right = require_column(given_, left.name());
  const ColumnView view = left.view();
  const TableView table{"rows", &view, 1, 0, rows_.rows()};
  const std::vector<ChunkedTable> gathered = gather_tables({&table, 1});
  const bool has_left = rows_.rows() > 0;
  std::vector<const ChunkedColumn*> columns;
  // An empty side says nothing about the type of the keys.
  if (has_left) columns.push_back(&gathered.front().columns().front());
  if (given_.rows() > 0 || columns.empty()) columns.push_back(&right);
  SharedKeyCells cells = read_shared_keys(columns, 1);
  SharedKeys keys{std::move(cells.dictionary), {}};
  for (std::size_t c = 0; c < columns.size(); ++c) require_readable(*columns[c], cells.columns[c].problems);
  if (has_left) {
    for (const std::int64_t row : which_)
      keys.codes.push_back(cells.columns.front().codes[static_cast<std::size_t>(row)]);
  }
  if (columns.back() == &right) {
    const std::vector<std::uint32_t>& codes = cells.columns.back().codes;
    keys.codes.insert(keys.codes.end(), codes.begin(), codes.end());
  }
  return keys;
}

void BalanceComparison::read_currencies(std::string_view subject) {
  std::optional<std::uint16_t> only;
  bool is_one = true;
  for (const std::int64_t row : which_) {
    left_currencies_.push_back(Currency(rows_.text_at("currency", row)).index());
    is_one = is_one && (!only || *only == left_currencies_.back());
    only = left_currencies_.back();
  }
  const std::vector<std::optional<std::uint16_t>> given =
      require_currencies(given_.find("currency"), given_.rows());
  for (std::size_t row = 0; row < given.size(); ++row) {
    if (!given[row] && (!only || !is_one)) refuse_missing_currency(static_cast<std::int64_t>(row), subject);
    right_currencies_.push_back(given[row] ? *given[row] : *only);
  }
}

void BalanceComparison::refuse_missing_currency(std::int64_t row, std::string_view subject) const {
  const std::string column = std::string(given_.name()) + ".currency";
  if (given_.find("currency") == nullptr) {
    throw Error(Status::missing_column, Message()
                                            .append(column)
                                            .append(" is required unless the ")
                                            .append(subject)
                                            .append(" has exactly one currency; give the column"))
        .at(-1, column);
  }
  throw Error(Status::missing_value, Message()
                                         .append(column)
                                         .append(" of row ")
                                         .append(row)
                                         .append(" is empty; it is required unless the ")
                                         .append(subject)
                                         .append(" has exactly one currency"))
      .at(row, column);
}

void BalanceComparison::group() {
  for (const Column* const column : group_columns_) {
    keys_.push_back(shared_keys(*column));
    const SharedKeys& keys = keys_.back();
    groups_.add_level(keys.dictionary.size(),
                      [&keys](std::int64_t row) { return keys.codes[static_cast<std::size_t>(row)]; });
  }
  std::vector<std::uint16_t> currencies = left_currencies_;
  currencies.insert(currencies.end(), right_currencies_.begin(), right_currencies_.end());
  ranks_.emplace(currencies);
  groups_.add_level(ranks_->size(), [&](std::int64_t row) {
    return ranks_->rank(currencies[static_cast<std::size_t>(row)]);
  });
}

ComparedBalances BalanceComparison::compare(std::span<const std::int64_t> computed,
                                            std::string_view given_column, MoneyForm money) const {
  struct Sides {
    std::int64_t computed = 0, given = 0;
    bool has_computed = false, has_given = false;
  };
  const std::vector<std::int64_t> given =
      require_amounts(require_column(given_, given_column), right_currencies_, money);
  std::vector<Sides> sides(groups_.size());
  const std::span<const std::uint32_t> ids = groups_.ids();
  for (std::size_t row = 0; row < computed.size(); ++row) {
    Sides& of_key = sides[ids[row]];
    of_key.has_computed = true;
    of_key.computed = checked_add(of_key.computed, computed[row]);
  }
  for (std::size_t row = 0; row < given.size(); ++row) {
    Sides& of_key = sides[ids[computed.size() + row]];
    of_key.has_given = true;
    of_key.given = checked_add(of_key.given, given[row]);
  }
  ComparedBalances compared;
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    const Sides& of_key = sides[group];
    if (!of_key.has_computed && !of_key.has_given) continue;
    compared.groups.push_back(group);
    compared.currencies.push_back(currency_of(group));
    compared.computed.push_back(of_key.computed);
    compared.given.push_back(of_key.given);
    compared.differences.push_back(checked_sub(of_key.computed, of_key.given));
    compared.statuses.push_back(
        compare_figures(of_key.has_computed, of_key.computed, of_key.has_given, of_key.given));
  }
  return compared;
}

void BalanceComparison::add_keys(Table& table, std::span<const std::uint32_t> groups) const {
  for (std::size_t level = 0; level < keys_.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(groups.size());
    for (const std::uint32_t group : groups) codes.push_back(groups_.code(group, level));
    table.add(key_column(group_columns_[level]->name(), keys_[level].dictionary, codes));
  }
  std::vector<std::uint16_t> currencies;
  currencies.reserve(groups.size());
  for (const std::uint32_t group : groups) currencies.push_back(currency_of(group));
  table.add(currency_column("currency", currencies));
}

}  // namespace openitem
