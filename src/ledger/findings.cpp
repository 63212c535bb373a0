#include "ledger/findings.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "core/message.hpp"

namespace openitem {
namespace {

constexpr std::array<const char*, kLedgerTables + 1> kTableNames = {
    "documents", "applications", "instalments", "disputes", "promises",
    "contacts",  "dunning",      "customers",   "items"};

static_assert(kRuleCount < 0xFF, "a rule and 'kept' share a byte");

Rule rule_of(const CellProblem& problem) noexcept {
  switch (status_of(problem.fault)) {
    case Status::overflow:
    case Status::date_out_of_range: return Rule::out_of_range;
    case Status::invalid_text: return Rule::invalid_text;
    default: return Rule::unreadable_value;
  }
}

bool is_impossible(const Finding& finding) noexcept {
  return rule_row(finding.rule).severity == Severity::impossible;
}

}  // namespace

const char* table_name(LedgerTable table) noexcept { return kTableNames[static_cast<std::size_t>(table)]; }

std::uint16_t no_currency() { return Currency("XXX").index(); }

void FindingLog::throw_first_impossible() const {
  const Finding* first = nullptr;
  for (const Finding& finding : findings_) {
    if (!is_impossible(finding)) continue;
    if (first == nullptr || std::tie(finding.table, finding.row) < std::tie(first->table, first->row)) {
      first = &finding;
    }
  }
  if (first == nullptr) return;
  const std::int64_t affected =
      std::count_if(findings_.begin(), findings_.end(), [first](const Finding& finding) {
        return finding.table == first->table && finding.rule == first->rule;
      });
  const std::string where = std::string(table_name(first->table)) + "." + first->column;
  const std::string sentence = where + ": " + message_of(*first);
  throw Error(first->status, sentence).at(first->row, where).affecting(affected);
}

std::vector<Finding> FindingLog::take() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.table, a.rule, a.row, a.currency) < std::tie(b.table, b.rule, b.row, b.currency);
  });
  return std::exchange(findings_, {});
}

TableRows::TableRows(FindingLog& log, LedgerTable table, std::int64_t rows)
    : log_(&log),
      table_(table),
      excluded_by_(static_cast<std::size_t>(rows), kKept),
      suspicious_(static_cast<std::size_t>(rows), 0) {}

Finding TableRows::finding_of(std::size_t row, Rule rule, std::string_view column, FindingText text) const {
  const RuleRow& facts = rule_row(rule);
  Finding finding{};
  finding.rule = static_cast<std::uint16_t>(rule);
  finding.table = table_;
  finding.status = facts.status;
  finding.row = static_cast<std::int64_t>(row);
  finding.count = 1;
  finding.has_amount = facts.has_impact && money_.amount != nullptr && money_.is_null[row] == 0;
  finding.amount = finding.has_amount ? money_.amount[row] : 0;
  finding.currency = finding.has_amount ? money_.currency[row] : no_currency();
  finding.column = column;
  finding.value = std::move(text.value);
  finding.detail = std::move(text.detail);
  return finding;
}

void TableRows::exclude(std::size_t row, Rule rule, std::string_view column, FindingText text) {
  if (is_excluded(row)) return;
  log_->add(finding_of(row, rule, column, std::move(text)));
  excluded_by_[row] = static_cast<std::uint8_t>(rule);
  ++excluded_count_;
}

void TableRows::mark_suspicious(std::size_t row) noexcept {
  if (suspicious_[row] == 0) ++suspicious_count_;
  suspicious_[row] = 1;
}

void TableRows::suspect(std::size_t row, Rule rule, std::string_view column, FindingText text) {
  if (is_excluded(row)) return;
  log_->add(finding_of(row, rule, column, std::move(text)));
  mark_suspicious(row);
}

void TableRows::suspect(std::size_t row, Rule rule, std::string_view column, FindingText text,
                        std::int64_t amount, std::uint16_t currency) {
  if (is_excluded(row)) return;
  Finding finding = finding_of(row, rule, column, std::move(text));
  finding.has_amount = true;
  finding.amount = amount;
  finding.currency = currency;
  log_->add(std::move(finding));
  mark_suspicious(row);
}

void TableRows::suspect_all(const std::vector<std::uint32_t>& rows, Rule rule, std::string_view column) {
  std::vector<Finding> by_currency;  // a ledger has few currencies
  for (const std::uint32_t row : rows) {
    const std::uint16_t currency = money_.currency[row];
    const auto known = std::find_if(by_currency.begin(), by_currency.end(),
                                    [currency](const Finding& other) { return other.currency == currency; });
    if (known == by_currency.end()) {
      by_currency.push_back(finding_of(row, rule, column, {}));
      by_currency.back().row = -1;
    } else {
      ++known->count;
      known->amount += money_.amount[row];
    }
    mark_suspicious(row);
  }
  for (Finding& finding : by_currency) log_->add(std::move(finding));
}

void TableRows::check_cells(const ChunkedColumn& column, const std::vector<CellProblem>& problems) {
  for (const CellProblem& problem : problems) {
    const auto row = static_cast<std::size_t>(problem.row);
    if (is_excluded(row)) continue;
    Finding finding =
        finding_of(row, rule_of(problem), column.short_name(), {problem.shown, fault_text(problem.fault)});
    finding.status = status_of(problem.fault);
    excluded_by_[row] = static_cast<std::uint8_t>(finding.rule);
    ++excluded_count_;
    log_->add(std::move(finding));
  }
}

void TableRows::miss(std::size_t row, const ChunkedColumn& column, std::string_view expected) {
  exclude(row, Rule::missing_value, column.short_name(), {"", std::string(expected)});
}

TableSummary TableRows::summary() const {
  return {table_name(table_), rows(), rows() - excluded_count_, excluded_count_, suspicious_count_};
}

}  // namespace openitem
