// compare_balances: the totals of an aging against balances from elsewhere.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/comparison_status.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/required_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

// The figures of one currency over all keys.
struct BalanceTotals {
  std::array<std::int64_t, 4> counts{};  // by status
  std::int64_t computed = 0, given = 0;
};

class BalanceComparison {
 public:
  BalanceComparison(const Aging& aging, std::span<const TableView> balances, MoneyForm money)
      : rows_(aging.table("rows")),
        balances_(require_table(balances, "balances")),
        money_(money),
        left_rows_(static_cast<std::size_t>(rows_.rows())),
        right_rows_(static_cast<std::size_t>(balances_.rows())),
        groups_(rows_.rows() + balances_.rows(), 1) {}

  Result run() {
    find_group_columns();
    read_currencies_of_both();
    given_ = require_amounts(require_column(balances_, "balance"), right_currencies_, money_);
    group();
    add_up();
    return Result({balances_table(), totals_table()});
  }

 private:
  void find_group_columns() {
    for (const Column& column : rows_.columns()) {
      if (column.name() == "currency") return;
      group_columns_.push_back(&column);
    }
  }

  // Codes of the left rows, then of the right rows, in one dictionary.
  struct SharedKeys {
    KeyDictionary dictionary;
    std::vector<std::uint32_t> codes;
  };

  [[nodiscard]] SharedKeys shared_keys(const Column& left) const {
    const ChunkedColumn& right = require_column(balances_, left.name());
    const ColumnView view = left.view();
    const TableView table{"rows", &view, 1, 0, rows_.rows()};
    const std::vector<ChunkedTable> gathered = gather_tables({&table, 1});
    std::vector<const ChunkedColumn*> columns;
    // An empty side says nothing about the type of the keys.
    if (left_rows_ > 0) columns.push_back(&gathered.front().columns().front());
    if (right_rows_ > 0 || columns.empty()) columns.push_back(&right);
    SharedKeyCells cells = read_shared_keys(columns, 1);
    SharedKeys keys{std::move(cells.dictionary), {}};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      require_readable(*columns[c], cells.columns[c].problems);
      keys.codes.insert(keys.codes.end(), cells.columns[c].codes.begin(), cells.columns[c].codes.end());
    }
    return keys;
  }

  void read_currencies_of_both() {
    std::optional<std::uint16_t> only;
    bool is_one = true;
    for (std::size_t row = 0; row < left_rows_; ++row) {
      left_currencies_.push_back(Currency(rows_.text_at("currency", static_cast<std::int64_t>(row))).index());
      is_one = is_one && (!only || *only == left_currencies_.back());
      only = left_currencies_.back();
    }
    const ChunkedColumn* const column = balances_.find("currency");
    const std::vector<std::optional<std::uint16_t>> given = require_currencies(column, balances_.rows());
    for (std::size_t row = 0; row < right_rows_; ++row) {
      if (!given[row] && (!only || !is_one)) refuse_missing_currency(column, static_cast<std::int64_t>(row));
      right_currencies_.push_back(given[row] ? *given[row] : *only);
    }
  }

  [[noreturn]] static void refuse_missing_currency(const ChunkedColumn* column, std::int64_t row) {
    if (column == nullptr) {
      throw Error(Status::missing_column,
                  "balances.currency is required unless the aging has exactly one currency; give the column")
          .at(-1, "balances.currency");
    }
    throw Error(Status::missing_value,
                Message()
                    .append("balances.currency of row ")
                    .append(row)
                    .append(" is empty; it is required unless the aging has exactly one "
                            "currency"))
        .at(row, "balances.currency");
  }

  void group() {
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

  void add_up() {
    sides_.resize(groups_.size());
    const std::span<const std::int64_t> totals = rows_.int64s("total");
    const std::span<const std::uint32_t> ids = groups_.ids();
    for (std::size_t row = 0; row < left_rows_; ++row) {
      Sides& sides = sides_[ids[row]];
      sides.has_computed = true;
      sides.computed = checked_add(sides.computed, totals[row]);
    }
    for (std::size_t row = 0; row < right_rows_; ++row) {
      Sides& sides = sides_[ids[left_rows_ + row]];
      sides.has_given = true;
      sides.given = checked_add(sides.given, given_[row]);
    }
  }

  Table balances_table() {
    std::vector<std::uint32_t> groups;
    std::vector<std::uint16_t> currencies;
    std::vector<std::int64_t> computed;
    std::vector<std::int64_t> given;
    std::vector<std::int64_t> differences;
    std::vector<std::string_view> statuses;
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      const Sides& sides = sides_[group];
      if (!sides.has_computed && !sides.has_given) continue;
      groups.push_back(group);
      currencies.push_back(ranks_->currency(groups_.code(group, keys_.size())));
      computed.push_back(sides.computed);
      given.push_back(sides.given);
      differences.push_back(checked_sub(sides.computed, sides.given));
      const ComparisonStatus status =
          compare_figures(sides.has_computed, sides.computed, sides.has_given, sides.given);
      statuses.emplace_back(kComparisonStatusNames[static_cast<std::size_t>(status)]);
      BalanceTotals& total = totals_[currencies.back()];
      ++total.counts[static_cast<std::size_t>(status)];
      total.computed = checked_add(total.computed, sides.computed);
      total.given = checked_add(total.given, sides.given);
    }
    Table table("balances");
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(groups.size());
      for (const std::uint32_t group : groups) codes.push_back(groups_.code(group, level));
      table.add(key_column(group_columns_[level]->name(), keys_[level].dictionary, codes));
    }
    table.add(currency_column("currency", currencies));
    table.add(Column::int64("computed", std::move(computed), ColumnRole::money));
    table.add(Column::int64("given", std::move(given), ColumnRole::money));
    table.add(Column::int64("difference", std::move(differences), ColumnRole::money));
    table.add(Column::text("status", statuses));
    return table;
  }

  [[nodiscard]] Table totals_table() const {
    std::vector<std::uint16_t> currencies;
    currencies.reserve(totals_.size());
    for (const auto& [currency, total] : totals_) currencies.push_back(currency);
    Table table("balance_totals");
    table.add(currency_column("currency", currencies));
    for (std::size_t status = 0; status < std::size(kComparisonStatusNames); ++status) {
      add_total(table, kComparisonStatusNames[status], ColumnRole::count,
                [status](const BalanceTotals& total) { return total.counts[status]; });
    }
    add_total(table, "computed", ColumnRole::money,
              [](const BalanceTotals& total) { return total.computed; });
    add_total(table, "given", ColumnRole::money, [](const BalanceTotals& total) { return total.given; });
    add_total(table, "difference", ColumnRole::money,
              [](const BalanceTotals& total) { return checked_sub(total.computed, total.given); });
    return table;
  }
  template <typename ValueOf>
  void add_total(Table& table, const char* name, ColumnRole role, ValueOf&& value_of) const {
    std::vector<std::int64_t> values;
    values.reserve(totals_.size());
    for (const auto& [currency, total] : totals_) values.push_back(value_of(total));
    table.add(Column::int64(name, std::move(values), role));
  }

  struct Sides {
    std::int64_t computed = 0, given = 0;
    bool has_computed = false, has_given = false;
  };

  const Table& rows_;
  const ChunkedTable balances_;
  const MoneyForm money_;
  const std::size_t left_rows_, right_rows_;
  std::vector<const Column*> group_columns_;
  std::vector<SharedKeys> keys_;
  std::vector<std::uint16_t> left_currencies_, right_currencies_;
  std::vector<std::int64_t> given_;
  std::optional<CurrencyRanks> ranks_;
  Groups groups_;
  std::vector<Sides> sides_;
  std::map<std::uint16_t, BalanceTotals> totals_;
};

}  // namespace

Result compare_balances(const Aging& aging, std::span<const TableView> balances, MoneyForm money) {
  return BalanceComparison(aging, balances, money).run();
}

}  // namespace openitem
