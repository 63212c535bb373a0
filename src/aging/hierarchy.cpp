// compute_aging_hierarchy: the aging rolled up over parents (docs/methods/hierarchy.md).

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/aged_items.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/hierarchy_tree.hpp"
#include "aging/options.hpp"
#include "aging/proof.hpp"
#include "core/message.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 4> kOwnColumns = {"parent", "level", "own_total", "descendants"};

// What is grouped by beside the hierarchy itself.
std::vector<GroupKey> other_keys(const LedgerData& ledger, const AgingOptions& options, HierarchyOver over) {
  refuse_own_columns(options.by, kOwnColumns, "every hierarchy");
  std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(ledger));
  std::erase_if(keys, [over](const GroupKey& key) { return key.name == hierarchy_over_name(over); });
  return keys;
}

// Rows of the table: in every section (other groups and currency) the nodes with figures and all above them.
struct TreeRows {
  static constexpr std::uint32_t kNone = kNoKey;
  std::vector<std::uint32_t> position;  // kNoKey = items of no node
  std::vector<std::uint32_t> parent;    // row; kNone = a root
  std::vector<std::uint32_t> own;       // group of the node's own figures; kNone = it has none
  std::vector<std::uint32_t> section;   // any group of the section

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(position.size()); }
  void add(std::uint32_t at, std::uint32_t below, std::uint32_t of_section) {
    position.push_back(at);
    parent.push_back(below);
    own.push_back(kNone);
    section.push_back(of_section);
  }
};

// Groups come in the order of section, then position: each joins the branch of the one before it.
class TreeRowsBuilder {
 public:
  explicit TreeRowsBuilder(const Forest& forest) : forest_(forest) {}

  void open_section(std::uint32_t group) {
    section_ = group;
    branch_.clear();
  }
  void add(std::uint32_t group, std::uint32_t position) {
    while (!branch_.empty() &&
           (position == kNoKey || forest_.end(rows_.position[branch_.back()]) <= position))
      branch_.pop_back();
    if (position == kNoKey) {
      rows_.add(kNoKey, TreeRows::kNone, section_);
    } else {
      descend_to(position);
    }
    rows_.own.back() = group;
  }
  [[nodiscard]] TreeRows take() { return std::move(rows_); }

 private:
  // Rows for the node and those above it that have none yet.
  void descend_to(std::uint32_t position) {
    const std::uint32_t known = branch_.empty() ? kNoKey : rows_.position[branch_.back()];
    path_.clear();
    for (std::uint32_t at = position; at != known; at = forest_.parent(at)) path_.push_back(at);
    for (std::size_t step = path_.size(); step-- > 0;) {
      rows_.add(path_[step], branch_.empty() ? TreeRows::kNone : branch_.back(), section_);
      branch_.push_back(rows_.size() - 1);
    }
  }

  const Forest& forest_;
  TreeRows rows_;
  std::uint32_t section_ = 0;
  std::vector<std::uint32_t> branch_;  // rows from a root down to the last one
  std::vector<std::uint32_t> path_;
};

class Hierarchy {
 public:
  Hierarchy(const LedgerData& ledger, Date as_of, const AgingOptions& options, HierarchyOver over,
            std::span<const TableView> parents)
      : ledger_(ledger),
        options_(options),
        over_(over),
        as_of_(as_of),
        buckets_(options, as_of),
        columns_(figure_columns(buckets_, options)),
        keys_(other_keys(ledger, options, over)),
        ranks_(ledger.currencies),
        tree_(ledger, over, parents),
        aged_(age_items(ledger, find_open_items(ledger, open_item_query(as_of, options)), as_of, options,
                        buckets_, columns_)),
        items_(static_cast<std::int64_t>(aged_.main.size())),
        groups_(items_ + static_cast<std::int64_t>(aged_.set.later_payments.size()), options.threads) {}

  std::vector<Table> tables() {
    group();
    own_ = scatter({groups_.ids().first(static_cast<std::size_t>(items_)), aged_.cell, aged_.main,
                    aged_.disputed, aged_.counts, columns_.disputed_cell},
                   groups_.size(), columns_.money_cells(), options_.threads);
    sum_future_payments();
    build_rows();
    roll_up();
    const std::vector<CurrencyFigures> totals = own_totals();
    const std::vector<CurrencyFigures> roots = sum_by_currency(root_rows(), rolled_);
    std::vector<Table> tables;
    tables.push_back(table_of_rows());
    tables.push_back(totals_table(totals, columns_, has_future_payments()));
    tables.push_back(hierarchy_proof(ledger_, aged_, totals, roots));
    tables.push_back(hierarchy_about_table(as_of_, options_, buckets_, hierarchy_over_name(over_),
                                           aged_.missing_date_items));
    return tables;
  }

 private:
  [[nodiscard]] bool has_future_payments() const noexcept { return options_.future_payments != 0; }
  // Open items first, behind them the later payments: both have a place in the hierarchy.
  [[nodiscard]] std::uint32_t document(std::int64_t row) const noexcept {
    return row < items_ ? aged_.set.items.document[static_cast<std::size_t>(row)]
                        : aged_.set.later_payments[static_cast<std::size_t>(row - items_)];
  }
  [[nodiscard]] std::size_t currency_level() const noexcept { return keys_.size(); }
  [[nodiscard]] std::size_t position_level() const noexcept { return keys_.size() + 1; }

  void group() {
    for (const GroupKey& key : keys_) {
      groups_.add_level(key.keys(), [&](std::int64_t row) { return key.code_of(document(row)); });
    }
    groups_.add_level(ranks_.size(), [&](std::int64_t row) {
      return ranks_.rank(ledger_.documents.currency[document(row)]);
    });
    groups_.add_level(tree_.forest().size(),
                      [&](std::int64_t row) { return tree_.position_of(document(row)); });
  }

  void sum_future_payments() {
    if (!has_future_payments()) return;
    own_future_.resize(groups_.size(), 0);
    for (std::int64_t row = items_; row < groups_.rows(); ++row) {
      own_future_[groups_.ids()[static_cast<std::size_t>(row)]] += ledger_.documents.amount[document(row)];
    }
  }

  [[nodiscard]] bool is_empty(std::uint32_t group) const noexcept {
    return own_.open_items(group) == 0 && (own_future_.empty() || own_future_[group] == 0);
  }

  void build_rows() {
    TreeRowsBuilder builder(tree_.forest());
    std::uint32_t before = TreeRows::kNone;
    for (std::uint32_t group = 0; group < own_.groups(); ++group) {
      if (is_empty(group)) continue;
      if (before == TreeRows::kNone || !is_same_section(before, group)) builder.open_section(group);
      before = group;
      builder.add(group, groups_.code(group, position_level()));
    }
    rows_ = builder.take();
  }
  [[nodiscard]] bool is_same_section(std::uint32_t left, std::uint32_t right) const noexcept {
    for (std::size_t level = position_level(); level-- > 0;) {
      if (groups_.code(left, level) != groups_.code(right, level)) return false;
    }
    return true;
  }

  // Children stand behind their parents: from the last row up, each is complete when it is added.
  void roll_up() {
    rolled_ = CellMatrix(rows_.size(), columns_.money_cells());
    descendants_.assign(rows_.size(), 0);
    if (has_future_payments()) future_.assign(rows_.size(), 0);
    const std::size_t stride = rolled_.stride();
    const auto add = [stride](std::uint64_t* to, const std::uint64_t* from) {
      for (std::size_t at = 0; at < stride; ++at) to[at] += from[at];
    };
    std::uint64_t* const words = rolled_.words();
    for (std::uint32_t row = rows_.size(); row-- > 0;) {
      if (rows_.own[row] != TreeRows::kNone) {
        add(words + row * stride, own_.words() + rows_.own[row] * stride);
        if (has_future_payments()) future_[row] += own_future_[rows_.own[row]];
      }
      const std::uint32_t parent = rows_.parent[row];
      if (parent == TreeRows::kNone) continue;
      add(words + parent * stride, words + row * stride);
      descendants_[parent] += descendants_[row] + 1;
      if (has_future_payments()) future_[parent] += future_[row];
    }
  }

  [[nodiscard]] std::uint16_t currency_of(std::uint32_t row) const {
    return ranks_.currency(groups_.code(rows_.section[row], currency_level()));
  }

  // Rows without a parent, without their keys.
  [[nodiscard]] FigureRows root_rows() const {
    FigureRows roots;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (rows_.parent[row] != TreeRows::kNone) continue;
      roots.groups.push_back(row);
      roots.currencies.push_back(currency_of(row));
    }
    return roots;
  }

  // From what is every node's own, whatever stands above it.
  [[nodiscard]] std::vector<CurrencyFigures> own_totals() const {
    FigureRows own;
    std::vector<std::int64_t> future(ranks_.size(), 0);
    for (std::uint32_t group = 0; group < own_.groups(); ++group) {
      if (is_empty(group)) continue;
      const std::uint32_t rank = groups_.code(group, currency_level());
      own.groups.push_back(group);
      own.currencies.push_back(ranks_.currency(rank));
      if (has_future_payments()) future[rank] += own_future_[group];
    }
    std::vector<CurrencyFigures> totals = sum_by_currency(own, own_);
    for (CurrencyFigures& total : totals) total.future_payments = future[ranks_.rank(total.currency)];
    return totals;
  }

  [[nodiscard]] Table table_of_rows() const {
    Table table = rows_table(figure_rows(), rolled_, columns_, has_future_payments() ? &future_ : nullptr);
    std::vector<std::int64_t> own_totals(rows_.size(), 0);
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (rows_.own[row] == TreeRows::kNone) continue;
      for (std::int32_t cell = 0; cell < columns_.money_cells(); ++cell)
        own_totals[row] += own_.amount(rows_.own[row], cell);
    }
    table.add(Column::int64("own_total", std::move(own_totals), ColumnRole::money));
    table.add(Column::int64("descendants", descendants_, ColumnRole::count));
    return table;
  }

  [[nodiscard]] FigureRows figure_rows() const {
    FigureRows rows;
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(rows_.size());
      for (const std::uint32_t group : rows_.section) codes.push_back(groups_.code(group, level));
      rows.keys.push_back(keys_[level].column(codes));
    }
    std::vector<std::uint32_t> parents;
    std::vector<std::int32_t> levels;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const std::uint32_t position = rows_.position[row];
      parents.push_back(position == kNoKey ? kNoKey : tree_.forest().parent(position));
      levels.push_back(position == kNoKey ? 0 : tree_.forest().level(position));
      rows.groups.push_back(row);
      rows.currencies.push_back(currency_of(row));
    }
    rows.keys.push_back(tree_.column(hierarchy_over_name(over_), rows_.position));
    rows.keys.push_back(tree_.column("parent", parents));
    rows.keys.push_back(Column::int32("level", std::move(levels)));
    return rows;
  }

  const LedgerData& ledger_;
  const AgingOptions& options_;
  const HierarchyOver over_;
  const Date as_of_;
  const Buckets buckets_;
  const FigureColumns columns_;
  const std::vector<GroupKey> keys_;
  const CurrencyRanks ranks_;
  const HierarchyTree tree_;
  const AgedItems aged_;
  const std::int64_t items_;
  Groups groups_;
  CellMatrix own_;                        // by group
  std::vector<std::int64_t> own_future_;  // by group; empty = no such column
  TreeRows rows_;
  CellMatrix rolled_;  // by row
  std::vector<std::int64_t> future_, descendants_;
};

}  // namespace

AgingHierarchy compute_aging_hierarchy(const Ledger& ledger, Date as_of, const AgingOptions& options,
                                       const HierarchyOptions& hierarchy,
                                       std::span<const TableView> parents) {
  check_aging_options(options);
  refuse_figures_beside(options, "hierarchies");
  check_choice("over", static_cast<std::int32_t>(hierarchy.over),
               static_cast<std::int32_t>(HierarchyOver::entity));
  return AgingHierarchy(Hierarchy(ledger.data(), as_of, options, hierarchy.over, parents).tables());
}

}  // namespace openitem
