#include "aging/hierarchy_tree.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "aging/required_columns.hpp"
#include "core/message.hpp"
#include "ledger/parent_cycles.hpp"

namespace openitem {
namespace {

// The two columns of the table "parents" over one dictionary. Refers to the table.
struct ParentRows {
  const ChunkedColumn& entity;
  const ChunkedColumn& parent;
  SharedKeyCells cells;
  [[nodiscard]] const std::vector<std::uint32_t>& entities() const { return cells.columns[0].codes; }
  [[nodiscard]] const std::vector<std::uint32_t>& parents() const { return cells.columns[1].codes; }
};

ParentRows read_parent_rows(const ChunkedTable& table) {
  const ChunkedColumn& entity = require_column(table, "entity");
  const ChunkedColumn& parent = require_column(table, "parent");
  for (const ChunkedColumn& column : table.columns()) {
    if (&column == &entity || &column == &parent) continue;
    throw Error(
        Status::unknown_name,
        Message().append(column.name()).append(" is no column of a hierarchy; expected entity and parent"))
        .at(-1, column.name());
  }
  const ChunkedColumn* const both[] = {&entity, &parent};
  ParentRows rows{entity, parent, read_shared_keys(both, 1)};
  require_readable(entity, rows.cells.columns[0].problems);
  require_readable(parent, rows.cells.columns[1].problems);
  return rows;
}

// The row of each entity, by code; kNoRow = none. An entity has one row: with two it could have two parents.
std::vector<std::uint32_t> rows_by_entity(const ParentRows& rows) {
  std::vector<std::uint32_t> row_of(rows.cells.dictionary.size(), kNoRow);
  for (std::uint32_t row = 0; row < rows.entities().size(); ++row) {
    const std::uint32_t entity = rows.entities()[row];
    if (entity == kNoKey) {
      throw Error(Status::missing_value, Message()
                                             .append(rows.entity.name())
                                             .append(" of row ")
                                             .append(row)
                                             .append(" is empty; every row names an entity"))
          .at(row, rows.entity.name());
    }
    if (row_of[entity] != kNoRow) {
      throw Error(Status::inconsistent_data,
                  Message()
                      .append(rows.entity.name())
                      .append(" of row ")
                      .append(row)
                      .append(" is ")
                      .append_quoted(rows.cells.dictionary.text_of(entity))
                      .append(", which stands in row ")
                      .append(row_of[entity])
                      .append(" already; an entity has one row and at most one parent"))
          .at(row, rows.entity.name());
    }
    row_of[entity] = row;
  }
  return row_of;
}

void refuse_cycle(const ParentRows& rows, std::span<const std::uint32_t> parent) {
  const std::vector<std::uint32_t> lengths = parent_cycle_lengths(parent);
  const auto is_on_cycle = [&](std::uint32_t entity) { return lengths[entity] != 0; };
  const auto& entities = rows.entities();
  const auto first = std::find_if(entities.begin(), entities.end(), is_on_cycle);
  if (first == entities.end()) return;
  const KeyDictionary& keys = rows.cells.dictionary;
  const std::string cycle = spell_parent_cycle(parent, *first, lengths[*first],
                                               [&](std::uint32_t code) { return keys.text_of(code); });
  throw Error(Status::inconsistent_data, Message()
                                             .append(rows.parent.name())
                                             .append(" of row ")
                                             .append(first - entities.begin())
                                             .append(" is ")
                                             .append_quoted(keys.text_of(parent[*first]))
                                             .append(", which closes a cycle: ")
                                             .append(cycle)
                                             .append("; correct one of these parents, or leave it empty"))
      .at(first - entities.begin(), rows.parent.name())
      .affecting(std::count_if(entities.begin(), entities.end(), is_on_cycle));
}

}  // namespace

const char* hierarchy_over_name(HierarchyOver over) noexcept {
  return over == HierarchyOver::entity ? "entity" : "customer";
}

HierarchyTree::HierarchyTree(const LedgerData& ledger, HierarchyOver over,
                             std::span<const TableView> parents) {
  if (over == HierarchyOver::entity) {
    place_entities(ledger, parents);
    return;
  }
  if (!parents.empty()) {
    throw Error(
        Status::invalid_argument,
        "parents are given beside over customer; customers have theirs in the column parent of the ledger's "
        "table customers");
  }
  place_customers(ledger);
}

// The ledger has no cycles of customers: they were refused, or their rows excluded, when it was built.
void HierarchyTree::place_customers(const LedgerData& ledger) {
  codes_ = ledger.documents.customer;
  keys_ = std::make_unique<MergedKeys>(ledger.customers, named_, "customer");
  std::vector<std::uint32_t> parent(keys_->size(), kNoKey);
  const Customers& master = ledger.customer_master;
  for (std::size_t row = 0; row < master.customer.size(); ++row)
    parent[master.customer[row]] = master.parent[row];
  forest_ = std::make_unique<Forest>(parent);
}

void HierarchyTree::place_entities(const LedgerData& ledger, std::span<const TableView> parents) {
  if (ledger.documents.entity.name.empty()) {
    throw Error(Status::unknown_name,
                "over is entity; the ledger's documents have no entity: map a column to the role entity");
  }
  const ChunkedTable table = require_table(parents, "parents");
  ParentRows rows = read_parent_rows(table);
  const std::vector<std::uint32_t> row_of = rows_by_entity(rows);
  std::vector<std::uint32_t> named_parent(row_of.size(), kNoKey);
  for (std::size_t entity = 0; entity < row_of.size(); ++entity) {
    if (row_of[entity] != kNoRow) named_parent[entity] = rows.parents()[row_of[entity]];
  }
  refuse_cycle(rows, named_parent);
  named_ = std::move(rows.cells.dictionary);
  codes_ = ledger.documents.entity.codes;
  keys_ = std::make_unique<MergedKeys>(ledger.documents.entity.dictionary, named_, "parents.entity");
  std::vector<std::uint32_t> parent(keys_->size(), kNoKey);
  for (std::uint32_t entity = 0; entity < named_parent.size(); ++entity) {
    parent[keys_->from_right(entity)] = keys_->from_right(named_parent[entity]);
  }
  forest_ = std::make_unique<Forest>(parent);
}

Column HierarchyTree::column(std::string name, std::span<const std::uint32_t> positions) const {
  std::vector<std::uint32_t> nodes;
  nodes.reserve(positions.size());
  for (const std::uint32_t position : positions)
    nodes.push_back(position == kNoKey ? kNoKey : forest_->node(position));
  return keys_->column(std::move(name), nodes);
}

}  // namespace openitem
