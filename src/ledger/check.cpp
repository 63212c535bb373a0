// check_ledger: what the ledger found in its input, as tables.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/checked.hpp"
#include "ledger/findings.hpp"
#include "ledger/rules.hpp"

namespace openitem {
namespace {

std::string_view severity_name(Severity severity) noexcept {
  return severity == Severity::impossible ? "impossible" : "suspicion";
}

std::string_view code_of(std::uint16_t currency) { return Currency::from_index(currency).code(); }

Table summary_table(const LedgerData& ledger) {
  std::vector<std::string_view> table;
  std::vector<std::int64_t> rows, kept, excluded, suspicious;
  for (const TableSummary& entry : ledger.summary) {
    table.push_back(entry.table);
    rows.push_back(entry.rows);
    kept.push_back(entry.kept);
    excluded.push_back(entry.excluded);
    suspicious.push_back(entry.suspicious);
  }
  Table out("summary");
  out.add(Column::text("table", table));
  out.add(Column::int64("rows", std::move(rows), ColumnRole::count));
  out.add(Column::int64("kept", std::move(kept), ColumnRole::count));
  out.add(Column::int64("excluded", std::move(excluded), ColumnRole::count));
  out.add(Column::int64("suspicious", std::move(suspicious), ColumnRole::count));
  return out;
}

Table columns_table(const LedgerData& ledger) {
  std::vector<std::string_view> table, column, role;
  for (const ColumnUse& use : ledger.columns) {
    table.push_back(use.table);
    column.push_back(use.column);
    role.push_back(use.role.empty() ? std::string_view("not read") : std::string_view(use.role));
  }
  Table out("columns");
  out.add(Column::text("table", table));
  out.add(Column::text("column", column));
  out.add(Column::text("role", role));
  return out;
}

struct CountedAmount {
  std::int64_t count = 0;
  std::int64_t amount = 0;
};

Table rules_table(const LedgerData& ledger) {
  std::map<std::pair<std::uint16_t, std::uint16_t>, CountedAmount> sums;
  for (const Finding& finding : ledger.findings) {
    CountedAmount& sum = sums[{finding.rule, finding.currency}];
    sum.count += finding.count;
    sum.amount = checked_add(sum.amount, finding.amount);
  }
  std::vector<std::string_view> rule, severity, currency;
  std::vector<std::int64_t> count, amount;
  for (const auto& [key, sum] : sums) {
    rule.emplace_back(rule_row(key.first).name);
    severity.push_back(severity_name(rule_row(key.first).severity));
    currency.push_back(code_of(key.second));
    count.push_back(sum.count);
    amount.push_back(sum.amount);
  }
  Table out("rules");
  out.add(Column::text("rule", rule));
  out.add(Column::text("severity", severity));
  out.add(Column::text("currency", currency));
  out.add(Column::int64("count", std::move(count), ColumnRole::count));
  out.add(Column::int64("amount", std::move(amount), ColumnRole::money));
  return out;
}

}  // namespace

Table findings_table(const std::vector<Finding>& findings) {
  std::vector<std::string_view> rule, severity, table, column, value, currency, message;
  std::vector<std::int64_t> row, amount;
  std::vector<std::uint8_t> has_amount;
  std::vector<std::string> messages;
  messages.reserve(findings.size());  // the views into it stay valid
  for (const Finding& finding : findings) {
    const RuleRow& facts = rule_row(finding.rule);
    rule.emplace_back(facts.name);
    severity.push_back(severity_name(facts.severity));
    table.emplace_back(table_name(finding.table));
    row.push_back(finding.row);
    column.emplace_back(finding.column);
    value.emplace_back(finding.value);
    currency.push_back(code_of(finding.currency));
    amount.push_back(finding.amount);
    has_amount.push_back(finding.has_amount ? 1 : 0);
    messages.push_back(message_of(finding));
    message.emplace_back(messages.back());
  }
  Table out("findings");
  out.add(Column::text("rule", rule));
  out.add(Column::text("severity", severity));
  out.add(Column::text("table", table));
  out.add(Column::int64("row", std::move(row)));
  out.add(Column::text("column", column));
  out.add(Column::text("value", value));
  out.add(Column::text("currency", currency));
  out.add(Column::int64("amount", std::move(amount), ColumnRole::money).with_validity(has_amount));
  out.add(Column::text("message", message));
  return out;
}

namespace {

Table totals_table(const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  std::map<std::pair<std::uint16_t, std::uint8_t>, CountedAmount> sums;
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    if (documents.superseded_on[row] != kNeverSuperseded) continue;
    CountedAmount& sum = sums[{documents.currency[row], documents.kind[row]}];
    ++sum.count;
    sum.amount += documents.amount[row];
  }
  std::vector<std::string_view> currency, kind;
  std::vector<std::int64_t> count, amount;
  for (const auto& [key, sum] : sums) {
    currency.push_back(code_of(key.first));
    kind.emplace_back(document_kind_name(static_cast<DocumentKind>(key.second)));
    count.push_back(sum.count);
    amount.push_back(sum.amount);
  }
  Table out("totals");
  out.add(Column::text("currency", currency));
  out.add(Column::text("kind", kind));
  out.add(Column::int64("count", std::move(count), ColumnRole::count));
  out.add(Column::int64("amount", std::move(amount), ColumnRole::money));
  return out;
}

}  // namespace

Result check_ledger(const Ledger& ledger) {
  const LedgerData& data = ledger.data();
  return Result({summary_table(data), columns_table(data), rules_table(data), findings_table(data.findings),
                 totals_table(data)});
}

}  // namespace openitem
