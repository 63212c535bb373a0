#pragma once
// Tables of one or two documents and what points at them, to spoil in one cell.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cpp/ledger_fixture.hpp"

namespace openitem::ledger_test {

inline Table invoices(std::vector<std::string> ids, std::vector<std::string> amounts) {
  const std::vector<std::string> day_of(ids.size(), "2024-01-10");
  return text_table("documents", {{"customer", std::vector<std::string>(ids.size(), "C1")},
                                  {"id", ids},
                                  {"issue_date", day_of},
                                  {"due_date", std::vector<std::string>(ids.size(), "2024-02-10")},
                                  {"amount", std::move(amounts)}});
}

inline Table applications(std::vector<std::string> credit, std::vector<std::string> debit,
                          std::vector<std::string> amount, std::vector<std::string> on) {
  return text_table("applications", {{"credit_id", std::move(credit)},
                                     {"debit_id", std::move(debit)},
                                     {"amount", std::move(amount)},
                                     {"applied_on", std::move(on)}});
}

inline Table instalments(std::vector<std::string> document, std::vector<std::string> number,
                         std::vector<std::string> amount) {
  const std::vector<std::string> due(document.size(), "2024-03-01");
  return text_table("instalments", {{"document_id", std::move(document)},
                                    {"number", std::move(number)},
                                    {"due_date", due},
                                    {"amount", std::move(amount)}});
}

inline Table disputes(std::string document, std::string amount, std::string opened, std::string closed) {
  return text_table("disputes", {{"document_id", {std::move(document)}},
                                 {"amount", {std::move(amount)}},
                                 {"opened", {std::move(opened)}},
                                 {"closed", {std::move(closed)}}});
}

// One column more, or another one in its place.
inline Table documents_with(std::vector<TextColumn> columns) {
  std::vector<TextColumn> all = {{"customer", {"C1", "C2"}},
                                 {"id", {"A", "B"}},
                                 {"issue_date", {"2024-01-10", "2024-01-11"}},
                                 {"due_date", {"2024-02-10", "2024-02-11"}},
                                 {"amount", {"10.00", "20.00"}}};
  for (TextColumn& column : columns) {
    const auto same = std::find_if(all.begin(), all.end(), [&column](const TextColumn& other) {
      return std::string_view(other.name) == column.name;
    });
    if (same == all.end()) {
      all.push_back(std::move(column));
    } else {
      *same = std::move(column);
    }
  }
  return text_table("documents", all);
}

inline Table float_documents() {
  Table table = Table("documents");
  table.add(Column::text("customer", {"C1"}));
  table.add(Column::text("id", {"A"}));
  table.add(Column::dates("issue_date", {"2024-01-10"}));
  table.add(Column::dates("due_date", {"2024-02-10"}));
  table.add(Column::float64("amount", {637.585}));
  return table;
}

inline LedgerOptions floats() {
  LedgerOptions options = euros();
  options.money = MoneyForm::floating;
  return options;
}

inline Table two_currencies() {
  return text_table("documents", {{"customer", {"C1", "C1"}},
                                  {"id", {"A", "P"}},
                                  {"issue_date", {"2024-01-10", "2024-01-11"}},
                                  {"due_date", {"2024-02-10", ""}},
                                  {"amount", {"10.00", "-9.00"}},
                                  {"currency", {"EUR", "USD"}}});
}

}  // namespace openitem::ledger_test
