#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/known_documents.hpp"
#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "column/named_tables.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/provision.hpp"
#include "provision/input_cells.hpp"
#include "provision/movement_rows.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 5> kMovementTables = {"opening", "closing", "write_offs", "recoveries",
                                                             "currency_effects"};

RecoveryTreatment treatment_of(const ProvisionMovementOptions& options) noexcept {
  if (options.recoveries != RecoveryTreatment::not_set) return options.recoveries;
  return options.framework == ProvisionFramework::cecl_aging ? RecoveryTreatment::allowance
                                                             : RecoveryTreatment::profit_or_loss;
}

void check_options(const ProvisionMovementOptions& options) {
  check_choice("framework", static_cast<std::int32_t>(options.framework),
               static_cast<std::int32_t>(ProvisionFramework::cecl_aging));
  check_choice("recoveries", static_cast<std::int32_t>(options.recoveries),
               static_cast<std::int32_t>(RecoveryTreatment::allowance));
  check_choice("tax", static_cast<std::int32_t>(options.tax),
               static_cast<std::int32_t>(ProvisionTax::recoverable));
  check_choice("money", static_cast<std::int32_t>(options.money),
               static_cast<std::int32_t>(MoneyForm::floating));
  for (std::size_t at = 0; at < options.by.size(); ++at) {
    if (std::count(options.by.begin(), options.by.end(), options.by[at]) == 1) continue;
    throw Error(
        Status::invalid_argument,
        Message().append("by names ").append_quoted(options.by[at]).append(" twice; name each column once"));
  }
}

// A figure of a row, as its table shows it.
struct MovementColumn {
  const char* name;
  std::int64_t (*value_of)(const AllowanceRow&);
};
constexpr std::array<MovementColumn, 9> kColumns = {{
    {"opening", [](const AllowanceRow& row) { return row.figures.opening; }},
    {"charge", [](const AllowanceRow& row) { return row.movement.charge; }},
    {"release", [](const AllowanceRow& row) { return row.movement.release; }},
    {"write_offs", [](const AllowanceRow& row) { return row.figures.write_offs; }},
    {"recoveries", [](const AllowanceRow& row) { return row.movement.recoveries_through_allowance; }},
    {"currency_effect", [](const AllowanceRow& row) { return row.figures.currency; }},
    {"closing", [](const AllowanceRow& row) { return row.figures.closing; }},
    {"recoveries_in_profit_or_loss",
     [](const AllowanceRow& row) { return row.movement.recoveries_in_profit_or_loss; }},
    {"expense", [](const AllowanceRow& row) { return row.movement.expense; }},
}};

using Sums = std::array<std::int64_t, kColumns.size()>;

std::map<std::uint16_t, Sums> sums_by_currency(std::span<const AllowanceRow> rows) {
  std::map<std::uint16_t, Sums> sums;
  for (const AllowanceRow& row : rows) {
    Sums& sum = sums.try_emplace(row.currency, Sums{}).first->second;
    for (std::size_t at = 0; at < kColumns.size(); ++at) {
      sum[at] = checked_add(sum[at], kColumns[at].value_of(row));
    }
  }
  return sums;
}

// One line of a proposed journal entry; debit and credit are never both above 0.
struct JournalLine {
  std::size_t row;
  std::string_view entry, account;
  std::int64_t debit, credit;
};

class Journal {
 public:
  explicit Journal(std::span<const AllowanceRow> rows) {
    for (std::size_t at = 0; at < rows.size(); ++at) add_row(at, rows[at]);
  }
  [[nodiscard]] std::span<const JournalLine> lines() const noexcept { return lines_; }

 private:
  void add_row(std::size_t at, const AllowanceRow& row) {
    add(at, "charge", "impairment_loss", "allowance", row.movement.charge);
    add(at, "release", "allowance", "impairment_loss", row.movement.release);
    add(at, "write_off", "allowance", "trade_receivables", row.figures.write_offs);
    add(at, "recovery", "trade_receivables", "allowance", row.movement.recoveries_through_allowance);
    add(at, "recovery", "trade_receivables", "recovery_income", row.movement.recoveries_in_profit_or_loss);
    add(at, "currency", "exchange_difference", "allowance", std::max<std::int64_t>(row.figures.currency, 0));
    add(at, "currency", "allowance", "exchange_difference", std::max<std::int64_t>(-row.figures.currency, 0));
  }
  void add(std::size_t at, std::string_view entry, std::string_view debit, std::string_view credit,
           std::int64_t amount) {
    if (amount == 0) return;
    lines_.push_back({at, entry, debit, amount, 0});
    lines_.push_back({at, entry, credit, 0, amount});
  }

  std::vector<JournalLine> lines_;
};

class MovementReport {
 public:
  MovementReport(const AllowanceRows& rows, const ProvisionMovementOptions& options)
      : rows_(rows), options_(options), journal_(rows.rows) {}

  [[nodiscard]] Result tables(std::optional<std::pair<Date, Date>> period) const {
    return Result({rows_table(), totals_table(), journal_table(), proof(), about(period)});
  }

 private:
  void add_keys(Table& table, const std::vector<std::size_t>& rows) const {
    for (std::size_t level = 0; level < options_.by.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(rows.size());
      for (const std::size_t at : rows) codes.push_back(rows_.rows[at].group[level]);
      table.add(key_column(options_.by[level], rows_.dictionaries[level], codes));
    }
    std::vector<std::uint16_t> currencies;
    currencies.reserve(rows.size());
    for (const std::size_t at : rows) currencies.push_back(rows_.rows[at].currency);
    table.add(currency_column("currency", currencies));
  }

  [[nodiscard]] Table rows_table() const {
    Table table("rows");
    std::vector<std::size_t> all;
    all.reserve(rows_.rows.size());
    for (std::size_t at = 0; at < rows_.rows.size(); ++at) all.push_back(at);
    add_keys(table, all);
    for (const MovementColumn& column : kColumns) {
      std::vector<std::int64_t> values;
      values.reserve(rows_.rows.size());
      for (const AllowanceRow& row : rows_.rows) values.push_back(column.value_of(row));
      table.add(Column::int64(column.name, std::move(values), ColumnRole::money));
    }
    return table;
  }

  [[nodiscard]] Table totals_table() const {
    const std::map<std::uint16_t, Sums> sums = sums_by_currency(rows_.rows);
    std::vector<std::uint16_t> currencies;
    currencies.reserve(sums.size());
    for (const auto& [currency, sum] : sums) currencies.push_back(currency);
    Table table("totals");
    table.add(currency_column("currency", currencies));
    for (std::size_t at = 0; at < kColumns.size(); ++at) {
      std::vector<std::int64_t> values;
      values.reserve(sums.size());
      for (const auto& [currency, sum] : sums) values.push_back(sum[at]);
      table.add(Column::int64(kColumns[at].name, std::move(values), ColumnRole::money));
    }
    return table;
  }

  [[nodiscard]] Table journal_table() const {
    std::vector<std::size_t> rows;
    std::vector<std::string_view> entries;
    std::vector<std::string_view> accounts;
    std::vector<std::int64_t> debits;
    std::vector<std::int64_t> credits;
    for (const JournalLine& line : journal_.lines()) {
      rows.push_back(line.row);
      entries.push_back(line.entry);
      accounts.push_back(line.account);
      debits.push_back(line.debit);
      credits.push_back(line.credit);
    }
    Table table("journal");
    add_keys(table, rows);
    table.add(Column::text("entry", entries));
    table.add(Column::text("account", accounts));
    table.add(Column::int64("debit", std::move(debits), ColumnRole::money));
    table.add(Column::int64("credit", std::move(credits), ColumnRole::money));
    return table;
  }

  // The movement from its columns, and the change of the allowance once more from the journal.
  [[nodiscard]] Table proof() const {
    std::map<std::uint16_t, std::array<std::int64_t, 3>>
        booked;  // debits, credits, net credit of the allowance
    for (const JournalLine& line : journal_.lines()) {
      auto& sums =
          booked.try_emplace(rows_.rows[line.row].currency, std::array<std::int64_t, 3>{}).first->second;
      sums[0] = checked_add(sums[0], line.debit);
      sums[1] = checked_add(sums[1], line.credit);
      if (line.account == "allowance") sums[2] = checked_add(sums[2], line.credit - line.debit);
    }
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> names;
    std::vector<std::int64_t> amounts;
    for (const auto& [currency, sum] : sums_by_currency(rows_.rows)) {
      const std::array<std::int64_t, 3> journal = booked[currency];
      const auto add = [&, of = currency](std::string_view name, std::int64_t amount) {
        currencies.push_back(of);
        names.push_back(name);
        amounts.push_back(amount);
      };
      const std::int64_t computed = sum[0] + sum[1] - sum[2] - sum[3] + sum[4] + sum[5];
      add("opening", sum[0]);
      add("movements", computed - sum[0]);
      add("closing", sum[6]);
      add("difference", computed - sum[6]);
      add("journal_of_allowance", journal[2]);
      add("journal_difference", sum[6] - sum[0] - journal[2]);
      add("debits", journal[0]);
      add("credits", journal[1]);
      add("balance_difference", journal[0] - journal[1]);
    }
    Table table("proof");
    table.add(currency_column("currency", currencies));
    table.add(Column::text("line", names));
    table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
    return table;
  }

  [[nodiscard]] Table about(std::optional<std::pair<Date, Date>> period) const {
    AboutLines lines;
    lines.add("formula", options_.framework == ProvisionFramework::ifrs9_simplified
                             ? "provision_movement.ifrs9_simplified"
                             : "provision_movement.cecl_aging");
    lines.add("from", period ? period->first.iso() : std::string());
    lines.add("to", period ? period->second.iso() : std::string());
    lines.add("known_at", day_text(options_.known_at));
    lines.add("by", joined(options_.by));
    lines.add("recoveries",
              treatment_of(options_) == RecoveryTreatment::allowance ? "allowance" : "profit_or_loss");
    lines.add("tax", options_.tax == ProvisionTax::included ? "included" : "recoverable");
    return lines.table();
  }

  const AllowanceRows& rows_;
  const ProvisionMovementOptions& options_;
  const Journal journal_;
};

// What the documents of one kind posted in the period come to, as a table of the groups in `by`.
Table documents_table(const LedgerData& ledger, std::pair<Date, Date> period, DocumentKind kind,
                      const char* name, const ProvisionMovementOptions& options) {
  const Documents& documents = ledger.documents;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (documents.kind[row] == static_cast<std::uint8_t>(kind) &&
        documents.posting[row] > period.first.days() && documents.posting[row] <= period.second.days() &&
        is_known(documents, row, options.known_at)) {
      rows.push_back(row);
    }
  }
  Table table(name);
  for (const GroupKey& key : resolve_group_keys(options.by, group_keys_of(ledger))) {
    std::vector<std::uint32_t> codes;
    codes.reserve(rows.size());
    for (const std::size_t row : rows) codes.push_back(key.code_of(row));
    table.add(key.column(codes));
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::int64_t> amounts;
  for (const std::size_t row : rows) {
    const std::int64_t tax = options.tax == ProvisionTax::recoverable ? documents.tax_amount[row] : 0;
    const std::int64_t amount = documents.amount[row] - tax;
    currencies.push_back(documents.currency[row]);
    amounts.push_back(kind == DocumentKind::write_off ? -amount : amount);
  }
  table.add(currency_column("currency", currencies));
  table.add(Column::int64("amount", std::move(amounts)));
  return table;
}

}  // namespace

ProvisionMovement compute_provision_movement(std::span<const TableView> tables,
                                             const ProvisionMovementOptions& options) {
  check_options(options);
  if (options.known_at || options.tax != ProvisionTax::included) {
    throw Error(Status::invalid_argument,
                "known_at and tax are about the documents of a ledger; leave them out, or give the ledger");
  }
  const NamedTables given(tables, kMovementTables);
  const auto one = [&](std::string_view name) { return AllowanceTable{given.find(name), options.money}; };
  const AllowanceRows rows = add_up_movement({{&given.require("opening"), options.money},
                                              {&given.require("closing"), options.money},
                                              one("write_offs"),
                                              one("recoveries"),
                                              one("currency_effects")},
                                             options.by, treatment_of(options));
  return MovementReport(rows, options).tables(std::nullopt);
}

ProvisionMovement compute_provision_movement(const Ledger& ledger, Date from, Date to,
                                             std::span<const TableView> tables,
                                             const ProvisionMovementOptions& options) {
  check_options(options);
  if (from.days() > to.days()) {
    throw Error(
        Status::invalid_argument,
        Message().append("from is ").append(from.iso()).append(", after to, which is ").append(to.iso()));
  }
  const LedgerData& data = ledger.data();
  if (options.tax == ProvisionTax::recoverable && data.documents.tax_amount.empty()) {
    throw Error(Status::missing_column,
                "tax = recoverable needs the tax of the documents, and the ledger has no such column (role "
                "tax_amount)")
        .at(-1, "documents.tax_amount");
  }
  const NamedTables given(tables, std::array<std::string_view, 3>{"opening", "closing", "currency_effects"});
  const std::vector<Table> own = {
      documents_table(data, {from, to}, DocumentKind::write_off, "write_offs", options),
      documents_table(data, {from, to}, DocumentKind::recovery, "recoveries", options)};
  const TableViews views(own);
  const NamedTables of_ledger(views.views(), kMovementTables);
  const AllowanceRows rows = add_up_movement({{&given.require("opening"), options.money},
                                              {&given.require("closing"), options.money},
                                              {of_ledger.find("write_offs"), MoneyForm::minor},
                                              {of_ledger.find("recoveries"), MoneyForm::minor},
                                              {given.find("currency_effects"), options.money}},
                                             options.by, treatment_of(options));
  return MovementReport(rows, options).tables(std::pair(from, to));
}

}  // namespace openitem
