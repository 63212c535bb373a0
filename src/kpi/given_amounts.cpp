#include "kpi/given_amounts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "aging/required_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "ledger/cells.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

/// Groups by the codes of their keys and their currency.
class GroupFinder {
 public:
  GroupFinder(const KpiGrouping& grouping, std::size_t keys) {
    std::vector<std::uint32_t> place;
    for (std::uint32_t group = 0; group < grouping.size(); ++group) {
      place.assign(keys + 1, grouping.currency(group));
      for (std::size_t key = 0; key < keys; ++key) place[key] = grouping.code(group, key);
      groups_.emplace(place, group);
    }
  }
  [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<std::uint32_t>& place) const {
    const auto found = groups_.find(place);
    return found == groups_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> groups_;
};

class TableReader {
 public:
  TableReader(const ChunkedTable& table, const LedgerData& ledger, const std::vector<GroupKey>& keys,
              const KpiOptions& options)
      : table_(table),
        ledger_(ledger),
        keys_(keys),
        options_(options),
        date_(require_column(table, "date")),
        amount_(require_column(table, "amount")),
        rows_(static_cast<std::size_t>(table.rows())) {}

  void read(const GivenTable& kind, const GroupFinder& groups, std::vector<GivenAmount>& amounts) {
    refuse_other_columns();
    const std::vector<std::int32_t> days = read_days();
    const std::vector<std::uint16_t> currencies = read_currencies();
    const std::vector<std::int64_t> read = require_amounts(amount_, currencies, options_.money);
    check_money_total(amount_, read, currencies);
    read_groups();
    for (std::size_t row = 0; row < rows_; ++row) {
      const auto at = static_cast<std::int64_t>(row);
      if (read[row] < 0 && !kind.may_be_negative) refuse_cell(Status::invalid_data, amount_, at, "0 or more");
      places_[row].push_back(currencies[row]);
      const std::optional<std::uint32_t> group = groups.find(places_[row]);
      if (!group) refuse_group(at);
      amounts.push_back({kind.component, *group, days[row], read[row]});
    }
  }

 private:
  void refuse_other_columns() const {
    for (const GroupKey& key : keys_) {
      if (key.name != "date" && key.name != "amount") continue;
      throw Error(Status::invalid_argument, Message()
                                                .append("by names ")
                                                .append_quoted(key.name)
                                                .append(", which is a column of ")
                                                .append(table_.name())
                                                .append(" with a meaning of its own; rename the dimension"));
    }
    for (const ChunkedColumn& column : table_.columns()) {
      const std::string_view name = column.short_name();
      if (name == "date" || name == "amount" || name == "currency" || find_key(name)) continue;
      Message message;
      message.append(column.name()).append(" has no meaning here; columns are date, amount, currency");
      for (const GroupKey& key : group_keys_of(ledger_)) {
        if (key.name != "kind") message.append(", ").append(key.name);
      }
      throw Error(Status::unknown_name, message).at(-1, column.name());
    }
  }

  [[nodiscard]] std::optional<GroupKey> find_key(std::string_view name) const {
    for (GroupKey& key : group_keys_of(ledger_)) {
      if (key.name == name && name != "kind") return std::move(key);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::int32_t> read_days() const {
    DateCells cells = read_dates(date_, DateFormat(""), 1);
    require_readable(date_, cells.problems);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (cells.days[row] == kNoDate)
        refuse_cell(Status::missing_value, date_, static_cast<std::int64_t>(row), "the day it belongs to");
    }
    return std::move(cells.days);
  }

  [[nodiscard]] std::vector<std::uint16_t> read_currencies() const {
    const ChunkedColumn* const column = table_.find("currency");
    const auto given = require_currencies(column, table_.rows());
    std::vector<std::uint16_t> currencies;
    currencies.reserve(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (!given[row] && ledger_.currencies.size() != 1) {
        refuse_cell(Status::missing_value, column == nullptr ? amount_ : *column,
                    static_cast<std::int64_t>(row),
                    "an amount with its currency: the ledger has not just one");
      }
      currencies.push_back(given[row] ? *given[row] : ledger_.currencies.front());
    }
    return currencies;
  }

  // Every key is looked up, those that nobody groups by too: a customer there is not is one for any question.
  void read_groups() {
    places_.resize(rows_);
    for (const GroupKey& key : keys_) append_codes(require_column(table_, key.name), key, true);
    for (const ChunkedColumn& column : table_.columns()) {
      const std::optional<GroupKey> key = find_key(column.short_name());
      const bool is_asked = std::any_of(keys_.begin(), keys_.end(), [&](const GroupKey& asked) {
        return asked.name == column.short_name();
      });
      if (key && !is_asked) append_codes(column, *key, false);
    }
  }

  void append_codes(const ChunkedColumn& column, const GroupKey& key, bool is_asked) {
    const KeyCells cells = require_keys(column);
    std::vector<std::optional<std::uint32_t>> codes;
    codes.reserve(cells.dictionary.size());
    for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code)
      codes.push_back(key.find(cells.dictionary.text_of(code)));
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::uint32_t code = cells.codes[row];
      if (code != kNoKey && !codes[code]) {
        refuse_cell(Status::unknown_reference, column, static_cast<std::int64_t>(row),
                    "what a document of the ledger has");
      }
      if (is_asked) places_[row].push_back(code == kNoKey ? kNoKey : *codes[code]);
    }
  }

  [[noreturn]] void refuse_group(std::int64_t row) const {
    throw Error(
        Status::unknown_reference,
        Message()
            .append(table_.name())
            .append(" of row ")
            .append(row)
            .append(" is of a group and currency that has no document in the ledger; its amount would "
                    "stand nowhere"))
        .at(row, amount_.name());
  }

  const ChunkedTable& table_;
  const LedgerData& ledger_;
  const std::vector<GroupKey>& keys_;
  const KpiOptions& options_;
  const ChunkedColumn& date_;
  const ChunkedColumn& amount_;
  const std::size_t rows_;
  std::vector<std::vector<std::uint32_t>> places_;
};

}  // namespace

GivenAmounts read_given_amounts(std::span<const TableView> tables, const LedgerData& ledger,
                                const std::vector<GroupKey>& keys, const KpiGrouping& grouping,
                                const KpiOptions& options) {
  GivenAmounts given;
  if (tables.empty()) return given;
  const GroupFinder groups(grouping, keys.size());
  for (const ChunkedTable& table : gather_tables(tables)) {
    const auto kind = std::find_if(kGivenTables.begin(), kGivenTables.end(),
                                   [&](const GivenTable& row) { return row.name == table.name(); });
    if (kind == kGivenTables.end()) {
      throw Error(Status::unknown_name, Message()
                                            .append("there is no table ")
                                            .append_quoted(table.name())
                                            .append(" here; tables are bad_debts, costs"));
    }
    TableReader(table, ledger, keys, options).read(*kind, groups, given.amounts);
    given.is_given[static_cast<std::size_t>(kind - kGivenTables.begin())] = true;
  }
  return given;
}

std::int64_t rows_outside(const GivenAmounts& given, Component component, std::span<const KpiPeriod> periods,
                          const PeriodAxis& axis) {
  return std::count_if(given.amounts.begin(), given.amounts.end(), [&](const GivenAmount& amount) {
    if (amount.component != component) return false;
    const std::uint32_t position = axis.first_on(amount.day);
    for (std::size_t at = 0; at < periods.size(); ++at) {
      const PeriodWindows& windows = axis.periods()[at];
      const std::uint32_t begin = std::min(windows.period.begin, windows.sales.begin);
      if (position > begin && position <= windows.period.end) return false;
    }
    return true;
  });
}

void add_given_amounts(const KpiQuery& query, KpiSums& sums) {
  for (const GivenAmount& amount : query.given) {
    if (!sums.components.has(amount.component)) continue;
    const std::uint32_t position = query.axis.first_on(amount.day);
    std::uint32_t& begins = sums.begins[amount.group];
    begins = std::min(begins, position);
    std::int64_t& sum = sums.components.cell(amount.group, position)[sums.components.slot(amount.component)];
    sum = checked_add(sum, amount.amount);
  }
}

}  // namespace openitem
