#include "ledger/roles.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "core/message.hpp"
#include "ledger/findings.hpp"

namespace openitem {
namespace {

constexpr RoleRow kDocumentRoles[] = {
    {"customer", true, false},      {"id", false, true},
    {"kind", false, false},         {"issue_date", true, false},
    {"posting_date", false, false}, {"due_date", false, false},
    {"amount", true, false},        {"currency", false, false},
    {"tax_amount", false, false},   {"base_amount", false, false},
    {"entity", false, false},       {"terms", false, false},
    {"recorded_on", false, false},  {"paid_date", false, false},
    {"paid_amount", false, false},  {"dimension", false, true},
    {"date", false, true},
};
constexpr RoleRow kApplicationRoles[] = {
    {"credit_id", true, true},     {"debit_id", true, true},        {"instalment", false, false},
    {"amount", true, false},       {"credit_amount", false, false}, {"applied_on", true, false},
    {"recorded_on", false, false},
};
constexpr RoleRow kInstalmentRoles[] = {
    {"document_id", true, true},
    {"number", true, false},
    {"due_date", true, false},
    {"amount", true, false},
};
constexpr RoleRow kDisputeRoles[] = {
    {"document_id", true, true},   {"amount", false, false}, {"reason", false, false},
    {"opened", true, false},       {"closed", false, false}, {"outcome", false, false},
    {"recorded_on", false, false},
};
constexpr RoleRow kPromiseRoles[] = {
    {"customer", true, false},     {"document_id", false, true}, {"promised_on", true, false},
    {"due_date", true, false},     {"amount", false, false},     {"currency", false, false},
    {"recorded_on", false, false},
};
constexpr RoleRow kContactRoles[] = {
    {"customer", true, false}, {"contacted_on", true, false}, {"channel", false, false},
    {"result", false, false},  {"note", false, false},        {"recorded_on", false, false},
};
constexpr RoleRow kDunningRoles[] = {
    {"customer", true, false},  {"document_id", false, true},  {"sent_on", true, false},
    {"level", true, false},     {"letter", false, false},      {"fee", false, false},
    {"currency", false, false}, {"recorded_on", false, false},
};
constexpr RoleRow kCustomerRoles[] = {
    {"customer", true, false},      {"parent", false, false},   {"credit_limit", false, false},
    {"limit_expiry", false, false}, {"cover", false, false},    {"currency", false, false},
    {"language", false, false},     {"hardship", false, false}, {"insolvency", false, false},
    {"legal_stop", false, false},
};

constexpr RoleRow kItemRoles[] = {
    {"customer", true, false},    {"due_date", true, false},  {"amount", true, false},
    {"issue_date", false, false}, {"currency", false, false}, {"entity", false, false},
    {"dimension", false, true},
};

std::optional<LedgerTable> find_table(std::string_view name) noexcept {
  for (std::size_t at = 0; at < kLedgerTables; ++at) {
    if (name == table_name(static_cast<LedgerTable>(at))) return static_cast<LedgerTable>(at);
  }
  return std::nullopt;
}

std::optional<std::size_t> find_role(LedgerTable table, std::string_view name) noexcept {
  const std::span<const RoleRow> roles = roles_of(table);
  for (std::size_t at = 0; at < roles.size(); ++at) {
    if (name == roles[at].name) return at;
  }
  return std::nullopt;
}

[[noreturn]] void throw_unknown_table(std::string_view name) {
  Message message;
  message.append("there is no table ").append_quoted(name).append("; tables are ");
  for (std::size_t at = 0; at < kLedgerTables; ++at) {
    message.append(at == 0 ? "" : ", ").append(table_name(static_cast<LedgerTable>(at)));
  }
  throw Error(Status::unknown_name, message);
}

[[noreturn]] void throw_unknown_role(LedgerTable table, std::string_view name) {
  Message message;
  message.append("table ")
      .append(table_name(table))
      .append(" has no role ")
      .append_quoted(name)
      .append("; roles are ");
  bool first = true;
  for (const RoleRow& role : roles_of(table)) {
    message.append(first ? "" : ", ").append(role.name);
    first = false;
  }
  throw Error(Status::unknown_name, message);
}

[[noreturn]] void throw_unknown_column(const ChunkedTable& table, const ColumnMapping& entry) {
  Message message;
  message.append("table ").append(table.name()).append(" has no column ").append_quoted(entry.column);
  message.append(", which role ").append(entry.role).append(" is mapped to; columns are ");
  bool first = true;
  for (const ChunkedColumn& column : table.columns()) {
    message.append(first ? "" : ", ").append(column.short_name());
    first = false;
  }
  throw Error(Status::unknown_name, message).at(-1, table.name() + "." + entry.column);
}

[[noreturn]] void throw_missing_column(LedgerTable table, const char* role) {
  const std::string where = std::string(table_name(table)) + "." + role;
  throw Error(Status::missing_column, Message()
                                          .append(where)
                                          .append(" is required; name a column ")
                                          .append(role)
                                          .append(" or map one to this role"))
      .at(-1, where);
}

}  // namespace

std::span<const RoleRow> roles_of(LedgerTable table) noexcept {
  switch (table) {
    case LedgerTable::documents: return kDocumentRoles;
    case LedgerTable::applications: return kApplicationRoles;
    case LedgerTable::instalments: return kInstalmentRoles;
    case LedgerTable::disputes: return kDisputeRoles;
    case LedgerTable::promises: return kPromiseRoles;
    case LedgerTable::contacts: return kContactRoles;
    case LedgerTable::dunning: return kDunningRoles;
    case LedgerTable::customers: return kCustomerRoles;
    case LedgerTable::items: return kItemRoles;
  }
  return {};
}

const ChunkedColumn* TableColumns::one(std::string_view role) const noexcept {
  const std::span<const ChunkedColumn* const> columns = all(role);
  return columns.empty() ? nullptr : columns.front();
}

std::span<const ChunkedColumn* const> TableColumns::all(std::string_view role) const noexcept {
  if (!is_given()) return {};
  const std::optional<std::size_t> position = find_role(kind_, role);
  return position ? std::span<const ChunkedColumn* const>(by_role_[*position])
                  : std::span<const ChunkedColumn* const>();
}

// Resolves the roles of one table.
class RoleResolver {
 public:
  RoleResolver(LedgerTable kind, const ChunkedTable& table, TableColumns& columns)
      : kind_(kind), table_(table), columns_(columns) {
    columns_.kind_ = kind;
    columns_.table_ = &table;
    columns_.by_role_.resize(roles_of(kind).size());
  }

  void map(const ColumnMapping& entry) {
    const std::optional<std::size_t> role = find_role(kind_, entry.role);
    if (!role) throw_unknown_role(kind_, entry.role);
    const ChunkedColumn* const column = table_.find(entry.column);
    if (column == nullptr) throw_unknown_column(table_, entry);
    std::vector<const ChunkedColumn*>& players = columns_.by_role_[*role];
    const bool again = std::find(players.begin(), players.end(), column) != players.end();
    if (again || (!players.empty() && !roles_of(kind_)[*role].is_repeatable)) {
      throw Error(Status::invalid_argument,
                  Message()
                      .append("role ")
                      .append(entry.role)
                      .append(" of table ")
                      .append(table_.name())
                      .append(again ? " is mapped to the same column twice: "
                                    : " takes one column and is mapped twice, also to ")
                      .append_quoted(entry.column))
          .at(-1, table_.name() + "." + entry.column);
    }
    players.push_back(column);
  }

  // Columns named after a role that nobody mapped; then what is required must be there.
  void finish(std::vector<ColumnUse>& uses) {
    const std::span<const RoleRow> roles = roles_of(kind_);
    for (std::size_t role = 0; role < roles.size(); ++role) {
      std::vector<const ChunkedColumn*>& players = columns_.by_role_[role];
      const ChunkedColumn* const namesake = table_.find(roles[role].name);
      if (players.empty() && namesake != nullptr) players.push_back(namesake);
      if (players.empty() && roles[role].is_required) throw_missing_column(kind_, roles[role].name);
    }
    for (const ChunkedColumn& column : table_.columns()) list_uses(column, uses);
  }

 private:
  void list_uses(const ChunkedColumn& column, std::vector<ColumnUse>& uses) const {
    const std::span<const RoleRow> roles = roles_of(kind_);
    bool is_read = false;
    for (std::size_t role = 0; role < roles.size(); ++role) {
      for (const ChunkedColumn* const player : columns_.by_role_[role]) {
        if (player != &column) continue;
        uses.push_back({table_.name(), std::string(column.short_name()), roles[role].name});
        is_read = true;
      }
    }
    if (!is_read) uses.push_back({table_.name(), std::string(column.short_name()), ""});
  }

  LedgerTable kind_;
  const ChunkedTable& table_;
  TableColumns& columns_;
};

namespace {

void check_tuples(const LedgerInput& input) {
  const std::size_t members = input[LedgerTable::documents].all("id").size();
  constexpr std::pair<LedgerTable, const char*> tuples[] = {
      {LedgerTable::applications, "credit_id"},  {LedgerTable::applications, "debit_id"},
      {LedgerTable::instalments, "document_id"}, {LedgerTable::disputes, "document_id"},
      {LedgerTable::promises, "document_id"},    {LedgerTable::dunning, "document_id"},
  };
  for (const auto& [table, role] : tuples) {
    const std::size_t given = input[table].all(role).size();
    if (given == 0 || given == members) continue;
    const std::string where = std::string(table_name(table)) + "." + role;
    Message message;
    if (members == 0) {
      message.append(where).append(
          " points at documents, but the documents have no id; name a column id or map one");
      throw Error(Status::missing_column, message).at(-1, "documents.id");
    }
    message.append(where).append(" has ").append(given).append(" columns, the id of the documents has ");
    message.append(members).append("; map as many, in the same order");
    throw Error(Status::invalid_argument, message).at(-1, where);
  }
}

}  // namespace

LedgerInput::LedgerInput(std::span<const TableView> tables, std::span<const ColumnMapping> map)
    : tables_(gather_tables(tables)) {
  std::vector<std::optional<RoleResolver>> resolvers(kLedgerTables);
  for (const ChunkedTable& table : tables_) {
    const std::optional<LedgerTable> kind = find_table(table.name());
    if (!kind) throw_unknown_table(table.name());
    const auto position = static_cast<std::size_t>(*kind);
    resolvers[position].emplace(*kind, table, columns_[position]);
  }
  for (const ColumnMapping& entry : map) {
    const std::optional<LedgerTable> kind = find_table(entry.table);
    if (!kind) throw_unknown_table(entry.table);
    std::optional<RoleResolver>& resolver = resolvers[static_cast<std::size_t>(*kind)];
    if (!resolver) {
      throw Error(Status::unknown_name, Message()
                                            .append("column ")
                                            .append_quoted(entry.column)
                                            .append(" is mapped in table ")
                                            .append(entry.table)
                                            .append(", which is not given"));
    }
    resolver->map(entry);
  }
  if (!resolvers[0]) {
    throw Error(Status::missing_column, "table documents is required; give it, be it without rows")
        .at(-1, "documents");
  }
  for (std::optional<RoleResolver>& resolver : resolvers) {
    if (resolver) resolver->finish(uses_);
  }
  check_tuples(*this);
}

ItemInput::ItemInput(std::span<const TableView> tables, std::span<const ColumnMapping> map)
    : tables_(gather_tables(tables)) {
  const char* const expected = table_name(LedgerTable::items);
  for (const ChunkedTable& table : tables_) {
    if (table.name() == expected) continue;
    throw Error(Status::unknown_name, Message()
                                          .append("there is no table ")
                                          .append_quoted(table.name())
                                          .append(" among item columns; the table is called ")
                                          .append(expected));
  }
  if (tables_.empty()) {
    throw Error(Status::missing_column, "table items is required; give it, be it without rows")
        .at(-1, expected);
  }
  RoleResolver resolver(LedgerTable::items, tables_.front(), columns_);
  for (const ColumnMapping& entry : map) {
    if (entry.table == expected) {
      resolver.map(entry);
      continue;
    }
    throw Error(Status::unknown_name, Message()
                                          .append("column ")
                                          .append_quoted(entry.column)
                                          .append(" is mapped in table ")
                                          .append_quoted(entry.table)
                                          .append("; item columns have the table ")
                                          .append(expected)
                                          .append(" only"));
  }
  std::vector<ColumnUse> uses;
  resolver.finish(uses);
}

}  // namespace openitem
