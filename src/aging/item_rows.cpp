#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/item_figures.hpp"
#include "aging/netting.hpp"
#include "core/parallel.hpp"
#include "ledger/rules.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

class ItemRows {
 public:
  explicit ItemRows(const ItemRequest& request)
      : table_(request.table),
        as_of_(request.as_of),
        options_(request.options),
        rules_(request.rules),
        policy_(request.policy),
        buckets_(request.buckets),
        columns_(request.columns),
        size_(static_cast<std::size_t>(request.table.rows())),
        rows_(log_, LedgerTable::items, request.table.rows()) {}

  ItemFigures run() {
    read_cells();
    const std::vector<GroupKey> keys = group_keys();
    judge_rows();
    sum_read_rows();
    place_rows();
    if (options_.calendar) check_dates();
    if (options_.credits == CreditMode::netted) net();
    count_rows();
    group(keys);
    result_.findings = log_.take();
    return std::move(result_);
  }

 private:
  void read_cells() {
    currencies_ = read_currencies(table_.one("currency"), table_.rows(), rules_);
    amounts_ = read_row_money(*table_.one("amount"), currencies_, rules_);
    for (std::size_t row = 0; row < size_; ++row) {
      if (currencies_.is_known(row)) continue;
      amounts_.minor[row] = 0;
      amounts_.is_null[row] = 1;
    }
    check_money_total(*table_.one("amount"), amounts_.minor, currencies_.index);
    rows_.set_money({amounts_.minor.data(), amounts_.is_null.data(), currencies_.index.data()});
    customer_ = read_keys(*table_.one("customer"), rules_.threads);
    due_ = read_day_column(*table_.one("due_date"), rules_);
    if (const ChunkedColumn* const column = table_.one("issue_date"))
      issue_ = read_day_column(*column, rules_);
    if (const ChunkedColumn* const column = table_.one("entity"))
      entity_ = read_keys(*column, rules_.threads);
    for (const ChunkedColumn* const column : table_.all("dimension")) {
      dimensions_.push_back({std::string(column->short_name()), read_keys(*column, rules_.threads)});
    }
  }

  [[nodiscard]] std::vector<GroupKey> group_keys() const {
    std::vector<GroupKey> available;
    available.push_back({"customer", &customer_.dictionary, customer_.codes, {}});
    if (entity_) available.push_back({"entity", &entity_->dictionary, entity_->codes, {}});
    for (const auto& [name, cells] : dimensions_)
      available.push_back({name, &cells.dictionary, cells.codes, {}});
    return resolve_group_keys(options_.by, available);
  }

  // In the order of the roles: a row's first fault is the one reported.
  void judge_rows() {
    const ChunkedColumn& customer = *table_.one("customer");
    rows_.check_cells(customer, customer_.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (customer_.codes[row] == kNoKey) rows_.miss(row, customer, "the customer");
    }
    rows_.check_cells(*table_.one("due_date"), due_.problems);
    const ChunkedColumn& amount = *table_.one("amount");
    rows_.check_cells(amount, amounts_.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (amounts_.is_null[row] != 0 && currencies_.is_known(row)) rows_.miss(row, amount, "the open amount");
    }
    if (issue_) rows_.check_cells(*table_.one("issue_date"), issue_->problems);
    check_currencies(rows_, table_.one("currency"), currencies_);
    if (entity_) rows_.check_cells(*table_.one("entity"), entity_->problems);
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      rows_.check_cells(*table_.all("dimension")[d], dimensions_[d].cells.problems);
    }
    if (policy_ == RowPolicy::strict) log_.throw_first_impossible();
    report_suspicions();
  }

  void report_suspicions() {
    report_inexact(rows_, *table_.one("amount"), amounts_, currencies_.index);
    for (std::size_t row = 0; row < size_; ++row) {
      if (due_.days[row] == kNoDate && amounts_.minor[row] > 0) {
        rows_.suspect(row, Rule::missing_due_date, table_.one("due_date")->short_name(), {""});
      }
    }
    if (!issue_) return;
    for (std::size_t row = 0; row < size_; ++row) {
      const std::int32_t due = due_.days[row];
      const std::int32_t issue = issue_->days[row];
      if (due == kNoDate || issue == kNoDate || due >= issue) continue;
      rows_.suspect(row, Rule::due_before_issue, table_.one("due_date")->short_name(),
                    {show_day(due), show_day(issue)});
    }
  }

  void sum_read_rows() {
    std::map<std::pair<std::uint16_t, std::uint16_t>, Exclusion> exclusions;
    for (std::size_t row = 0; row < size_; ++row) {
      const std::uint16_t currency = currencies_.index[row];
      ReadSums& read = result_.read[currency];
      ++read.rows;
      read.amount += amounts_.minor[row];
      if (!rows_.is_excluded(row)) continue;
      const auto rule = static_cast<std::uint16_t>(rows_.excluded_by(row));
      Exclusion& exclusion =
          exclusions.try_emplace({currency, rule}, Exclusion{rule, currency, 0, 0}).first->second;
      ++exclusion.count;
      exclusion.amount += amounts_.minor[row];
    }
    for (const auto& [key, exclusion] : exclusions) result_.exclusions.push_back(exclusion);
  }

  [[nodiscard]] std::int32_t issue_of(std::size_t row) const { return issue_ ? issue_->days[row] : kNoDate; }

  // The due date, after the replacement of a missing one.
  [[nodiscard]] std::int32_t due_of(std::size_t row) const {
    if (due_.days[row] != kNoDate || options_.missing_date == MissingDate::not_due) return due_.days[row];
    return issue_of(row);
  }

  void place_rows() {
    basis_.assign(size_, kNoDate);
    cell_.assign(size_, 0);
    main_.assign(size_, 0);
    result_.sums.resize(currency_table().size());
    result_.open_amounts.resize(currency_table().size(), 0);
    for (std::size_t row = 0; row < size_; ++row) {
      if (rows_.is_excluded(row) || amounts_.minor[row] == 0) continue;
      const std::uint16_t currency = currencies_.index[row];
      ItemSums& sums = result_.sums[currency];
      ++sums.open_items;
      result_.open_amounts[currency] += amounts_.minor[row];
      main_[row] = amounts_.minor[row];
      if (main_[row] < 0) {
        place_credit(row, sums);
      } else {
        place_debit(row);
      }
      sums.reported_items += main_[row] != 0 ? 1 : 0;
    }
  }

  void place_credit(std::size_t row, ItemSums& sums) {
    const bool by_due = options_.basis == AgingBasis::due && options_.credits == CreditMode::own_age;
    const std::int32_t own = by_due ? due_.days[row] : issue_of(row);
    const std::int32_t other = by_due ? issue_of(row) : due_.days[row];
    basis_[row] = own != kNoDate ? own : other;
    if (options_.credits == CreditMode::own_age) {
      cell_[row] = bucket_of(basis_[row]);
    } else if (columns_.credit_cell >= 0) {
      cell_[row] = static_cast<std::uint8_t>(columns_.credit_cell);
    }
    if (options_.credits != CreditMode::excluded) return;
    ++sums.excluded_credits;
    sums.excluded_credit_amount += main_[row];
    main_[row] = 0;
  }

  void place_debit(std::size_t row) {
    const bool by_issue = options_.basis == AgingBasis::issue;
    const std::int32_t own = by_issue ? issue_of(row) : due_.days[row];
    if (own == kNoDate) ++result_.missing_date_items;
    basis_[row] = by_issue ? own : due_of(row);
    cell_[row] = bucket_of(basis_[row]);
  }

  [[nodiscard]] std::uint8_t bucket_of(std::int32_t date) const {
    return static_cast<std::uint8_t>(date == kNoDate ? 0 : buckets_.of(as_of_ - date));
  }

  // Of rows that stand in the figures.
  void check_dates() const {
    for (std::size_t row = 0; row < size_; ++row) {
      if (main_[row] == 0) continue;
      for (const std::int32_t date : {basis_[row], main_[row] > 0 ? due_of(row) : kNoDate}) {
        if (date != kNoDate)
          buckets_.days().scale().require_known(date, static_cast<std::int64_t>(row), "items");
      }
    }
  }

  void net() {
    Groups parties(table_.rows(), rules_.threads);
    parties.add_level(customer_.dictionary.size(),
                      [&](std::int64_t row) { return customer_.codes[static_cast<std::size_t>(row)]; });
    if (entity_) {
      parties.add_level(entity_->dictionary.size(),
                        [&](std::int64_t row) { return entity_->codes[static_cast<std::size_t>(row)]; });
    }
    parties.add_level(static_cast<std::uint32_t>(currency_table().size()), [&](std::int64_t row) {
      return std::uint32_t{currencies_.index[static_cast<std::size_t>(row)]};
    });
    std::vector<NettingOrder> orders(size_);
    for (std::size_t row = 0; row < size_; ++row) {
      orders[row] = {basis_[row], issue_of(row), static_cast<std::int64_t>(row), kNoInstalment};
    }
    net_items(parties.ids(), parties.size(), orders, main_, rules_.threads);
  }

  void count_rows() {
    counts_.assign(size_, 0);
    for_each_chunk(table_.rows(), rules_.threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row) {
        if (main_[row] == 0) continue;
        const std::int32_t due = due_of(row);
        const bool is_overdue = main_[row] > 0 && due != kNoDate && due < as_of_ - buckets_.late_above();
        counts_[row] = kOneOpenItem + (is_overdue ? kOneOverdueDocument : 0);
      }
    });
  }

  void group(const std::vector<GroupKey>& keys) {
    Groups groups(table_.rows(), rules_.threads);
    for (const GroupKey& key : keys) {
      groups.add_level(key.keys(),
                       [&](std::int64_t row) { return key.code_of(static_cast<std::size_t>(row)); });
    }
    const CurrencyRanks ranks(currencies_.index);
    groups.add_level(ranks.size(), [&](std::int64_t row) {
      return ranks.rank(currencies_.index[static_cast<std::size_t>(row)]);
    });
    result_.cells = scatter({groups.ids(), cell_, main_, {}, counts_, -1}, groups.size(),
                            columns_.money_cells(), rules_.threads);
    FigureRows& rows = result_.rows;
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
      if (result_.cells.open_items(group) == 0) continue;
      rows.groups.push_back(group);
      rows.currencies.push_back(ranks.currency(groups.code(group, keys.size())));
    }
    for (std::size_t level = 0; level < keys.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(rows.groups.size());
      for (const std::uint32_t group : rows.groups) codes.push_back(groups.code(group, level));
      rows.keys.push_back(keys[level].column(codes));
    }
  }

  struct Dimension {
    std::string name;
    KeyCells cells;
  };

  const TableColumns& table_;
  const std::int32_t as_of_;
  const AgingOptions& options_;
  const ReadingRules& rules_;
  const RowPolicy policy_;
  const Buckets& buckets_;
  const FigureColumns& columns_;
  const std::size_t size_;
  FindingLog log_;
  TableRows rows_;
  CurrencyCells currencies_;
  MoneyCells amounts_;
  KeyCells customer_;
  DateCells due_;
  std::optional<DateCells> issue_;
  std::optional<KeyCells> entity_;
  std::vector<Dimension> dimensions_;
  std::vector<std::int32_t> basis_;
  std::vector<std::uint8_t> cell_;
  std::vector<std::int64_t> main_;
  std::vector<std::uint64_t> counts_;
  ItemFigures result_;
};

}  // namespace

ItemFigures age_item_rows(const ItemRequest& request) { return ItemRows(request).run(); }

}  // namespace openitem
