#include "kpi/figure_values.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "column/column_parts.hpp"
#include "core/large_pages.hpp"
#include "core/parallel.hpp"
#include "kpi/figure_sums.hpp"

namespace openitem {
namespace {

/// Groups whose sums the first-level cache holds while every figure of every period looks at them.
constexpr std::size_t kTileOfValues = 32;
/// Whole numbers below are doubles without a loss, and so are their sums and products that stay below.
constexpr std::uint64_t kExact = std::uint64_t{1} << 53;

/// One number a row; flags are 1 where there is one.
struct ValueColumn {
  explicit ValueColumn(std::size_t rows) : values(rows), flags(rows) {}
  UnwrittenVector<double> values;
  UnwrittenVector<std::uint8_t> flags;
};

/// A component at a place, of every group of a tile: as doubles, which are exact while `bits` stays small.
struct Gathered {
  SumTerm term;
  std::array<double, kTileOfValues> values;
  std::uint64_t bits = 0;  // of all magnitudes joined
};

/// The parts of one figure, as positions among what is gathered.
struct LinearFigure {
  struct Part {
    std::array<std::size_t, TermSum::kMost> gathered{};
    TermSum sum;
  };
  Part numerator, denominator;
};

/// Computes a tile of groups in one period after the other. Refers to its source; one for each thread.
class TileReader {
 public:
  TileReader(const KpiSource& source, std::vector<ValueColumn>& columns)
      : source_(source),
        columns_(columns),
        inputs_(source.sums, source.customers, source.options),
        receivable_(source.options.receivable == KpiReceivable::net ? Component::receivable
                                                                    : Component::debits) {
    figures_.reserve(source.figures.size());
    for (const LedgerFigure* const figure : source.figures) {
      const FigureSums* const sums = find_figure_sums(figure->id);
      if (sums == nullptr) {
        figures_.emplace_back(std::nullopt);
      } else {
        figures_.emplace_back(LinearFigure{part_of(sums->numerator), part_of(sums->denominator)});
      }
      definitions_.push_back(&ledger_definition_of(figure->id));
    }
  }

  /// Brings the sums of groups [begin, end) near, before they are looked at period by period.
  void fetch(std::size_t begin, std::size_t end) const noexcept {
    const ComponentSums& sums = source_.sums.components;
    constexpr std::size_t line = 64 / sizeof(std::int64_t);
    const std::int64_t* const cells = sums.cell(0, 0);
    for (std::size_t at = begin * sums.group_stride(); at < end * sums.group_stride(); at += line)
      __builtin_prefetch(cells + at);
  }

  /// Rows from `row` on are those of `groups`, at most kTileOfValues.
  void read(std::span<const std::uint32_t> groups, const PeriodWindows& windows, std::size_t row) {
    for (Gathered& gathered : gathered_) gather(groups, windows, gathered);
    for (std::size_t at = 0; at < figures_.size(); ++at) {
      if (figures_[at] && is_exact(figures_[at]->numerator, windows) &&
          is_exact(figures_[at]->denominator, windows)) {
        divide(*figures_[at], windows, groups.size(), columns_[at].values.data() + row,
               columns_[at].flags.data() + row);
      } else {
        compute(at, groups, windows, row);
      }
    }
  }

 private:
  LinearFigure::Part part_of(const TermSum& sum) {
    LinearFigure::Part part;
    part.sum = sum;
    for (std::size_t at = 0; at < sum.count; ++at) {
      SumTerm& term = part.sum.terms[at];
      if (term.component == Component::receivable) term.component = receivable_;
      const auto same = std::find_if(gathered_.begin(), gathered_.end(), [&](const Gathered& gathered) {
        return gathered.term.component == term.component && gathered.term.place == term.place;
      });
      part.gathered[at] = static_cast<std::size_t>(same - gathered_.begin());
      if (same == gathered_.end()) gathered_.push_back({term, {}, 0});
    }
    return part;
  }

  void gather(std::span<const std::uint32_t> groups, const PeriodWindows& windows, Gathered& to) const {
    const ComponentSums& sums = source_.sums.components;
    const Window window = to.term.place == TermPlace::moved_for_sales ? windows.sales : windows.period;
    const bool is_balance = to.term.place <= TermPlace::closing;
    const std::uint32_t position = to.term.place == TermPlace::opening ? window.begin : window.end;
    std::uint64_t bits = 0;
    const auto keep = [&](std::size_t at, std::int64_t value) {
      bits |= static_cast<std::uint64_t>(value ^ (value >> 63));
      to.values[at] = static_cast<double>(value);
    };
    if (is_balance || window.end - window.begin == 1) {
      const std::int64_t* const cells = sums.cell(0, position) + sums.slot(to.term.component);
      const std::size_t stride = sums.group_stride();
      for (std::size_t at = 0; at < groups.size(); ++at) keep(at, cells[groups[at] * stride]);
    } else {
      for (std::size_t at = 0; at < groups.size(); ++at)
        keep(at, sums.movement(to.term.component, groups[at], window.begin, window.end));
    }
    to.bits = bits;
  }

  /// Whether the sum, in any order, stays below 2^53.
  [[nodiscard]] bool is_exact(const LinearFigure::Part& part, const PeriodWindows& windows) const noexcept {
    std::uint64_t bits = 0, factors = 0;
    for (std::size_t at = 0; at < part.sum.count; ++at) {
      bits |= gathered_[part.gathered[at]].bits;
      factors += static_cast<std::uint64_t>(factor_of(part.sum.terms[at].factor, windows));
    }
    return factors == 0 || bits < kExact / factors - 1;
  }

  void add(const LinearFigure::Part& part, const PeriodWindows& windows, std::size_t count,
           std::array<double, kTileOfValues>& sum) const noexcept {
    for (std::size_t term = 0; term < part.sum.count; ++term) {
      const SumTerm& given = part.sum.terms[term];
      const auto factor = static_cast<double>(given.sign * factor_of(given.factor, windows));
      const std::array<double, kTileOfValues>& values = gathered_[part.gathered[term]].values;
      if (term == 0) {
        for (std::size_t at = 0; at < count; ++at) sum[at] = factor * values[at];
      } else {
        for (std::size_t at = 0; at < count; ++at) sum[at] += factor * values[at];
      }
    }
  }

  // One division of two exact whole numbers is rounded once, as quotient() rounds; adding 0 turns -0 into 0.
  void divide(const LinearFigure& figure, const PeriodWindows& windows, std::size_t count, double* values,
              std::uint8_t* flags) const noexcept {
    std::array<double, kTileOfValues> numerator, denominator;
    add(figure.numerator, windows, count, numerator);
    add(figure.denominator, windows, count, denominator);
    // Without a choice inside the loop that divides, the divisions come several at once.
    for (std::size_t at = 0; at < count; ++at) {
      const double is_there = denominator[at] != 0.0 ? 1.0 : 0.0;
      values[at] = numerator[at] * is_there / (denominator[at] + (1.0 - is_there)) + 0.0;
    }
    for (std::size_t at = 0; at < count; ++at) flags[at] = denominator[at] != 0.0 ? 1 : 0;
  }

  void compute(std::size_t figure, std::span<const std::uint32_t> groups, const PeriodWindows& windows,
               std::size_t row) {
    for (const std::uint32_t group : groups) {
      inputs_.place(group, windows);
      const kpi::Figure computed = compute_figure(*source_.figures[figure], *definitions_[figure], inputs_);
      columns_[figure].values[row] = computed.value.value_or(0.0);
      columns_[figure].flags[row] = computed.value ? 1 : 0;
      ++row;
    }
  }

  const KpiSource& source_;
  std::vector<ValueColumn>& columns_;
  FigureInputs inputs_;
  const Component receivable_;
  std::vector<Gathered> gathered_;
  std::vector<std::optional<LinearFigure>> figures_;
  std::vector<const kpi::Definition*> definitions_;
};

}  // namespace

Table value_figures(const KpiSource& source, const KpiRows& rows) {
  std::vector<ValueColumn> columns;
  columns.reserve(source.figures.size());
  for (std::size_t at = 0; at < source.figures.size(); ++at) columns.emplace_back(rows.group.size());
  const std::size_t groups = source.grouping.size();
  constexpr std::size_t tiles_of_part = 128;
  constexpr std::size_t groups_of_part = kTileOfValues * tiles_of_part;
  const std::size_t parts = (groups + groups_of_part - 1) / groups_of_part;
  for_each_part(static_cast<std::int64_t>(parts), source.options.threads, [&](std::int64_t part) {
    TileReader reader(source, columns);
    const std::size_t end_of_part = std::min(groups, (static_cast<std::size_t>(part) + 1) * groups_of_part);
    std::vector<std::size_t> next(source.periods.size());
    const auto first_row = [&](std::size_t period, std::size_t group) {
      const auto begin = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period]);
      const auto end = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period + 1]);
      return static_cast<std::size_t>(std::lower_bound(begin, end, group) - rows.group.begin());
    };
    std::size_t group = static_cast<std::size_t>(part) * groups_of_part;
    for (std::size_t period = 0; period < next.size(); ++period) next[period] = first_row(period, group);
    for (; group < end_of_part; group += kTileOfValues) {
      const std::size_t end = std::min(group + kTileOfValues, end_of_part);
      reader.fetch(end, std::min(end + kTileOfValues, end_of_part));
      for (std::size_t period = 0; period < next.size(); ++period) {
        const std::size_t begin_row = next[period];
        std::size_t end_row = begin_row;
        while (end_row < rows.period_begins[period + 1] && rows.group[end_row] < end) ++end_row;
        reader.read({rows.group.data() + begin_row, end_row - begin_row}, source.axis.periods()[period],
                    begin_row);
        next[period] = end_row;
      }
    }
  });
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

}  // namespace openitem
