#include "kpi/figure_values.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "column/column_parts.hpp"
#include "core/large_pages.hpp"
#include "core/parallel.hpp"
#include "kpi/linear_figures.hpp"
#include "kpi/plain_events.hpp"

namespace openitem {
namespace {

constexpr std::uint32_t kGroups = SumsTile::kGroups;
constexpr std::uint32_t kGroupsOfPart = 32 * kGroups;

/// One number a row; flags are 1 where there is one.
struct ValueColumn {
  explicit ValueColumn(std::size_t rows) : values(rows), flags(rows) {}
  UnwrittenVector<double> values;
  UnwrittenVector<std::uint8_t> flags;
};

/// Writes the rows of one tile of groups after the other. Refers to its source; one for each part.
class ValueWriter {
 public:
  /// Begins with group `first`; tiles are laid out as `layout` is.
  ValueWriter(const KpiSource& source, const KpiRows& rows, std::vector<ValueColumn>& columns,
              const SumsTile& layout, std::uint32_t first)
      : source_(source),
        rows_(rows),
        columns_(columns),
        linear_(source.figures, source.options.receivable, source.axis, layout),
        next_(source.periods.size()) {
    for (std::size_t period = 0; period < next_.size(); ++period) {
      const auto begin = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period]);
      const auto end = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period + 1]);
      next_[period] = static_cast<std::size_t>(std::lower_bound(begin, end, first) - rows.group.begin());
    }
    for (const LedgerFigure* const figure : source.figures)
      definitions_.push_back(&ledger_definition_of(figure->id));
  }

  /// Groups [first, first + count), the ones after those before. `sums_of(group)`: sums, and the number of the group in them,
  /// for what is not computed several at once.
  template <typename SumsOf>
  void write(const SumsTile& tile, std::uint32_t first, std::size_t count, SumsOf&& sums_of) {
    linear_.take(tile);
    for (std::size_t period = 0; period < next_.size(); ++period) {
      const std::size_t begin = next_[period];
      std::size_t end = std::min(begin + count, rows_.period_begins[period + 1]);
      while (end > begin && rows_.group[end - 1] >= first + count) --end;
      next_[period] = end;
      const std::span<const std::uint32_t> groups{rows_.group.data() + begin, end - begin};
      for (std::size_t figure = 0; figure < columns_.size(); ++figure) {
        if (!divide(figure, period, groups, first, begin)) compute(figure, period, groups, begin, sums_of);
      }
    }
  }

 private:
  bool divide(std::size_t figure, std::size_t period, std::span<const std::uint32_t> groups,
              std::uint32_t first, std::size_t row) noexcept {
    ValueColumn& to = columns_[figure];
    if (groups.size() == kGroups)
      return linear_.divide(figure, period, to.values.data() + row, to.flags.data() + row);
    std::array<double, kGroups> values;
    std::array<std::uint8_t, kGroups> flags;
    if (!linear_.divide(figure, period, values.data(), flags.data())) return false;
    for (const std::uint32_t group : groups) {
      to.values[row] = values[group - first];
      to.flags[row++] = flags[group - first];
    }
    return true;
  }

  template <typename SumsOf>
  void compute(std::size_t figure, std::size_t period, std::span<const std::uint32_t> groups, std::size_t row,
               SumsOf&& sums_of) {
    for (const std::uint32_t group : groups) {
      const auto [sums, number] = sums_of(group);
      FigureInputs inputs(*sums, source_.customers, source_.options);
      inputs.place(number, source_.axis.periods()[period]);
      const kpi::Figure computed = compute_figure(*source_.figures[figure], *definitions_[figure], inputs);
      columns_[figure].values[row] = computed.value.value_or(0.0);
      columns_[figure].flags[row++] = computed.value ? 1 : 0;
    }
  }

  const KpiSource& source_;
  const KpiRows& rows_;
  std::vector<ValueColumn>& columns_;
  LinearFigures linear_;
  std::vector<std::size_t> next_;  // by period: the row of the next group
  std::vector<const kpi::Definition*> definitions_;
};

/// call(first, end) for parts of the groups.
template <typename Call>
void for_each_part_of_groups(std::uint32_t groups, std::int32_t threads, Call&& call) {
  for_each_part((groups + kGroupsOfPart - 1) / kGroupsOfPart, threads, [&](std::int64_t part) {
    const std::uint32_t first = static_cast<std::uint32_t>(part) * kGroupsOfPart;
    call(static_cast<std::size_t>(part), first, std::min(first + kGroupsOfPart, groups));
  });
}

std::vector<ValueColumn> columns_for(const KpiSource& source, const KpiRows& rows) {
  std::vector<ValueColumn> columns;
  columns.reserve(source.figures.size());
  for (std::size_t at = 0; at < source.figures.size(); ++at) columns.emplace_back(rows.group.size());
  return columns;
}

Table table_of(const KpiSource& source, const KpiRows& rows, std::vector<ValueColumn> columns) {
  Table table("figures");
  add_row_columns(source, rows, 1, table);
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const auto size = static_cast<std::int64_t>(columns[at].values.size());
    ColumnParts parts_of_column{shared_memory(std::move(columns[at].values)), nullptr,
                                packed_bits(columns[at].flags.data(), columns[at].flags.size())};
    table.add(
        std::move(parts_of_column).column(std::string(source.figures[at]->id), ColumnType::float64, size));
  }
  return table;
}

}  // namespace

Table value_figures(const KpiSource& source, const KpiRows& rows) {
  std::vector<ValueColumn> columns = columns_for(source, rows);
  const ComponentSums& sums = source.sums.components;
  for_each_part_of_groups(source.grouping.size(), source.options.threads,
                          [&](std::size_t, std::uint32_t first, std::uint32_t end) {
                            SumsTile tile(sums.components(), sums.positions());
                            ValueWriter writer(source, rows, columns, tile, first);
                            for (; first < end; first += kGroups) {
                              const std::size_t count = std::min(kGroups, end - first);
                              tile.copy_from(sums, first, count);
                              writer.write(tile, first, count, [&](std::uint32_t group) {
                                return std::pair(&source.sums, group);
                              });
                            }
                          });
  return table_of(source, rows, std::move(columns));
}

bool has_straight_values(const KpiQuery& query, const std::vector<const LedgerFigure*>& figures) {
  return has_plain_events(query) && query.ledger.plain.others.empty() && has_plain_balances(query) &&
         std::all_of(figures.begin(), figures.end(),
                     [](const LedgerFigure* figure) { return find_figure_sums(figure->id) != nullptr; });
}

Table straight_values(const KpiSource& source, const KpiRows& rows, const KpiQuery& query,
                      BalanceTotals& totals) {
  std::vector<ValueColumn> columns = columns_for(source, rows);
  const std::uint32_t customers = source.grouping.size();
  const std::uint32_t positions = query.axis.positions();
  std::vector<BalanceTotals> totals_of_parts((customers + kGroupsOfPart - 1) / kGroupsOfPart,
                                             BalanceTotals(positions));
  for_each_part_of_groups(customers, query.threads,
                          [&](std::size_t part, std::uint32_t first, std::uint32_t end) {
                            PlainBalances balances(query);
                            ValueWriter writer(source, rows, columns, balances.tile(), first);
                            KpiSums sums{ComponentSums(kPlainBalances, kGroups, positions), {}, {}, 0, {}};
                            for (; first < end; first += kGroups) {
                              const std::size_t count = std::min(kGroups, end - first);
                              const SumsTile& tile = balances.read(first, count);
                              bool is_copied = false;
                              writer.write(tile, first, count, [&](std::uint32_t group) {
                                if (!is_copied) tile.copy_to(sums.components, 0, count);
                                is_copied = true;
                                return std::pair<const KpiSums*, std::uint32_t>(&sums, group - first);
                              });
                            }
                            totals_of_parts[part] = balances.totals();
                          });
  for (const BalanceTotals& part : totals_of_parts) totals.add(part);
  return table_of(source, rows, std::move(columns));
}

}  // namespace openitem
