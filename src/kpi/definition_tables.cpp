#include <string>
#include <utility>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/kpi.hpp"

namespace openitem::kpi {
namespace {

template <class Text>
Column text_column(std::string name, Text text_of) {
  std::vector<std::string_view> texts;
  texts.reserve(definitions().size());
  for (const Definition& row : definitions()) texts.push_back(text_of(row));
  return Column::text(std::move(name), std::span<const std::string_view>(texts));
}

}  // namespace

Result definition_tables() {
  Table table("definitions");
  table.add(text_column("figure", [](const Definition& row) { return row.figure; }));
  table.add(text_column("meaning", [](const Definition& row) { return row.meaning; }));
  table.add(text_column("formula", [](const Definition& row) { return row.formula; }));
  table.add(text_column("unit", [](const Definition& row) { return name_of(row.unit); }));
  table.add(text_column("kind", [](const Definition& row) { return name_of(row.kind); }));
  table.add(text_column("numerator_unit", [](const Definition& row) { return name_of(row.numerator_unit); }));
  table.add(
      text_column("denominator_unit", [](const Definition& row) { return name_of(row.denominator_unit); }));
  table.add(text_column("numerator", [](const Definition& row) { return row.numerator; }));
  table.add(text_column("denominator", [](const Definition& row) { return row.denominator; }));
  table.add(text_column("source", [](const Definition& row) { return row.source; }));
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  return Result(std::move(tables));
}

}  // namespace openitem::kpi
