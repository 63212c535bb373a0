#include "kpi/kpi_tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "column/column_parts.hpp"
#include "column/output_columns.hpp"
#include "core/large_pages.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

/// Values of a column, some of them missing.
template <typename Value>
struct Cells {
  std::vector<Value> values;
  std::vector<std::uint8_t> valid;

  explicit Cells(std::size_t rows) : values(rows), valid(rows, 0) {}
  void set(std::size_t row, Value value) noexcept {
    values[row] = value;
    valid[row] = 1;
  }
};

/// What figures come to, row by row.
struct FigureCells {
  explicit FigureCells(std::size_t rows)
      : value(rows), numerator(rows), denominator(rows), count(rows), warning(rows) {}

  void set(std::size_t row, const kpi::Figure& figure) noexcept {
    if (figure.value) value.set(row, *figure.value);
    if (figure.numerator) numerator.set(row, *figure.numerator);
    if (figure.denominator) denominator.set(row, *figure.denominator);
    count[row] = figure.count;
    warning[row] = figure.warning;
  }

  Cells<double> value;
  Cells<std::int64_t> numerator, denominator;
  std::vector<std::int64_t> count;
  std::vector<kpi::Warning> warning;
};

Column warning_column(std::string name, const std::vector<kpi::Warning>& warnings) {
  std::vector<std::int64_t> offsets(warnings.size() + 1, 0);
  std::vector<std::uint8_t> valid(warnings.size(), 0);
  std::vector<char> bytes;
  for (std::size_t row = 0; row < warnings.size(); ++row) {
    if (warnings[row] != kpi::Warning::none) {
      const std::string_view text = kpi::name_of(warnings[row]);
      bytes.insert(bytes.end(), text.begin(), text.end());
      valid[row] = 1;
    }
    offsets[row + 1] = static_cast<std::int64_t>(bytes.size());
  }
  return Column::text(std::move(name), std::move(offsets), std::move(bytes)).with_validity(valid);
}

void add_values(Table& table, std::string name, Cells<double>&& cells) {
  table.add(Column::float64(std::move(name), std::move(cells.values)).with_validity(cells.valid));
}
void add_values(Table& table, std::string name, Cells<std::int64_t>&& cells) {
  table.add(Column::int64(std::move(name), std::move(cells.values)).with_validity(cells.valid));
}

/// Groups whose sums a second-level cache holds while every figure of every period looks at them.
constexpr std::int64_t kTileGroups = 256;

/// fn(inputs, row) for every row: tile of groups by tile, several of them at once.
template <typename Function>
void for_each_row(const KpiSource& source, const KpiRows& rows, Function&& fn) {
  const auto groups = static_cast<std::int64_t>(source.grouping.size());
  for_each_part((groups + kTileGroups - 1) / kTileGroups, source.options.threads, [&](std::int64_t tile) {
    FigureInputs inputs(source.sums, source.customers, source.options);
    const auto first_group = static_cast<std::uint32_t>(tile * kTileGroups);
    const auto end_group = static_cast<std::uint32_t>(std::min(groups, (tile + 1) * kTileGroups));
    for (std::size_t period = 0; period < source.periods.size(); ++period) {
      const auto begin = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period]);
      const auto end = rows.group.begin() + static_cast<std::ptrdiff_t>(rows.period_begins[period + 1]);
      for (auto at = std::lower_bound(begin, end, first_group); at != end && *at < end_group; ++at) {
        inputs.place(*at, source.axis.periods()[period]);
        fn(inputs, static_cast<std::size_t>(at - rows.group.begin()));
      }
    }
  });
}

std::string_view unit_name(const KpiOptions& options, kpi::Unit unit) noexcept {
  return unit == kpi::Unit::days && options.calendar ? "business_days" : kpi::name_of(unit);
}

std::vector<const kpi::Definition*> definitions_of(const std::vector<const LedgerFigure*>& figures) {
  std::vector<const kpi::Definition*> definitions;
  definitions.reserve(figures.size());
  for (const LedgerFigure* const figure : figures) definitions.push_back(&ledger_definition_of(figure->id));
  return definitions;
}

template <typename TextOf>
Column texts_of_figures(std::string name, const KpiSource& source, std::size_t rows, TextOf&& text_of) {
  std::vector<std::string_view> texts;
  texts.reserve(rows * source.figures.size());
  const std::vector<const kpi::Definition*> definitions = definitions_of(source.figures);
  for (std::size_t row = 0; row < rows; ++row) {
    for (const kpi::Definition* const definition : definitions) texts.push_back(text_of(*definition));
  }
  return Column::text(std::move(name), texts);
}

ColumnRole role_of(Component component) noexcept {
  switch (component_unit(component)) {
    case ComponentUnit::amount: return ColumnRole::money;
    case ComponentUnit::count: return ColumnRole::count;
    case ComponentUnit::amount_days: break;
  }
  return ColumnRole::plain;
}

template <typename ValueOf>
void add_component(const KpiSource& source, const KpiRows& rows, std::string name, Component component,
                   Table& table, ValueOf&& value_of) {
  std::vector<std::int64_t> values(rows.group.size());
  for_each_row(source, rows,
               [&](const FigureInputs& inputs, std::size_t row) { values[row] = value_of(inputs); });
  table.add(Column::int64(std::move(name), std::move(values), role_of(component)));
}

}  // namespace

KpiRows::KpiRows(const KpiSource& source) {
  const std::uint32_t groups = source.grouping.size();
  group.resize(std::size_t{groups} * source.periods.size());
  std::size_t size = 0;
  for (const PeriodWindows& windows : source.axis.periods()) {
    period_begins.push_back(size);
    for (std::uint32_t at = 0; at < groups; ++at) {
      group[size] = at;
      size += source.sums.begins[at] <= windows.period.end ? 1 : 0;
    }
  }
  period_begins.push_back(size);
  group.resize(size);
}

void add_row_columns(const KpiSource& source, const KpiRows& rows, std::size_t times, Table& table) {
  const std::size_t size = rows.group.size() * times;
  const auto count = static_cast<std::int64_t>(size);
  UnwrittenVector<std::int32_t> first(size), last(size);
  for (std::size_t period = 0; period < source.periods.size(); ++period) {
    const auto begin = static_cast<std::ptrdiff_t>(rows.period_begins[period] * times);
    const auto end = static_cast<std::ptrdiff_t>(rows.period_begins[period + 1] * times);
    std::fill(first.begin() + begin, first.begin() + end, source.periods[period].first.days());
    std::fill(last.begin() + begin, last.begin() + end, source.periods[period].last.days());
  }
  table.add(ColumnParts{shared_memory(std::move(first)), nullptr, nullptr}.column("first", ColumnType::date32,
                                                                                  count));
  table.add(ColumnParts{shared_memory(std::move(last)), nullptr, nullptr}.column("last", ColumnType::date32,
                                                                                 count));
  UnwrittenVector<std::uint32_t> codes(size);
  for (std::size_t key = 0; key < source.keys.size(); ++key) {
    for (std::size_t row = 0; row < rows.group.size(); ++row) {
      const std::uint32_t code = source.grouping.code(rows.group[row], key);
      for (std::size_t copy = 0; copy < times; ++copy) codes[row * times + copy] = code;
    }
    table.add(source.keys[key].column(codes));
  }
  if (size > 0 && source.grouping.has_one_currency()) {
    const std::uint16_t index = source.grouping.currency(rows.group.front());
    table.add(repeated_text("currency", currency_table()[index].code, size));
    return;
  }
  std::vector<std::uint16_t> currencies(size);
  for (std::size_t row = 0; row < size; ++row)
    currencies[row] = source.grouping.currency(rows.group[row / times]);
  table.add(currency_column("currency", currencies));
}

Table long_figures(const KpiSource& source, const KpiRows& rows) {
  const std::size_t times = source.figures.size();
  FigureCells cells(rows.group.size() * times);
  const std::vector<const kpi::Definition*> definitions = definitions_of(source.figures);
  for_each_row(source, rows, [&](const FigureInputs& inputs, std::size_t row) {
    for (std::size_t at = 0; at < times; ++at)
      cells.set(row * times + at, compute_figure(*source.figures[at], *definitions[at], inputs));
  });
  Table table("figures");
  add_row_columns(source, rows, times, table);
  const std::size_t groups = rows.group.size();
  table.add(texts_of_figures("figure", source, groups, [](const kpi::Definition& d) { return d.figure; }));
  add_values(table, "value", std::move(cells.value));
  add_values(table, "numerator", std::move(cells.numerator));
  add_values(table, "denominator", std::move(cells.denominator));
  table.add(texts_of_figures("unit", source, groups,
                             [&](const kpi::Definition& d) { return unit_name(source.options, d.unit); }));
  table.add(Column::int64("count", std::move(cells.count), ColumnRole::count));
  table.add(texts_of_figures("kind", source, groups,
                             [](const kpi::Definition& d) { return kpi::name_of(d.kind); }));
  table.add(warning_column("warning", cells.warning));
  return table;
}

Table wide_figures(const KpiSource& source, const KpiRows& rows) {
  Table table("figures");
  add_row_columns(source, rows, 1, table);
  const std::vector<const kpi::Definition*> definitions = definitions_of(source.figures);
  std::vector<FigureCells> cells;
  cells.reserve(definitions.size());
  for (std::size_t at = 0; at < definitions.size(); ++at) cells.emplace_back(rows.group.size());
  for_each_row(source, rows, [&](const FigureInputs& inputs, std::size_t row) {
    for (std::size_t at = 0; at < cells.size(); ++at)
      cells[at].set(row, compute_figure(*source.figures[at], *definitions[at], inputs));
  });
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const std::string id(definitions[at]->figure);
    add_values(table, id, std::move(cells[at].value));
    add_values(table, id + "_numerator", std::move(cells[at].numerator));
    add_values(table, id + "_denominator", std::move(cells[at].denominator));
    table.add(warning_column(id + "_warning", cells[at].warning));
  }
  return table;
}

Table component_table(const KpiSource& source, const KpiRows& rows) {
  Table table("components");
  add_row_columns(source, rows, 1, table);
  for (std::size_t at = 0; at < kComponents; ++at) {
    const auto component = static_cast<Component>(at);
    if (!source.sums.components.has(component)) continue;
    const std::string name(component_name(component));
    if (!is_balance(component)) {
      add_component(source, rows, name, component, table,
                    [component](const FigureInputs& inputs) { return inputs.moved(component); });
      continue;
    }
    add_component(source, rows, "opening_" + name, component, table,
                  [component](const FigureInputs& inputs) { return inputs.opening(component); });
    add_component(source, rows, "closing_" + name, component, table,
                  [component](const FigureInputs& inputs) { return inputs.closing(component); });
  }
  return table;
}

Table definition_table(const std::vector<const LedgerFigure*>& figures, const KpiOptions& options) {
  using kpi::Definition;
  const std::vector<const Definition*> definitions = definitions_of(figures);
  Table table("definitions");
  const auto add = [&](const char* name, auto&& text_of) {
    std::vector<std::string_view> texts;
    texts.reserve(definitions.size());
    for (const Definition* const definition : definitions) texts.push_back(text_of(*definition));
    table.add(Column::text(name, texts));
  };
  add("figure", [](const Definition& d) { return d.figure; });
  add("meaning", [](const Definition& d) { return d.meaning; });
  add("formula", [](const Definition& d) { return d.formula; });
  add("unit", [&](const Definition& d) { return unit_name(options, d.unit); });
  add("kind", [](const Definition& d) { return kpi::name_of(d.kind); });
  add("numerator", [](const Definition& d) { return d.numerator; });
  add("denominator", [](const Definition& d) { return d.denominator; });
  add("source", [](const Definition& d) { return d.source; });
  return table;
}

}  // namespace openitem
