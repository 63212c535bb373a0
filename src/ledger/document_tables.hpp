#pragma once
// Tables whose rows belong to documents: instalments and disputes.

#include <cstdint>
#include <vector>

#include "ledger/cells.hpp"
#include "ledger/identities.hpp"
#include "ledger/roles.hpp"

namespace openitem {

// Every instalment that a row names a document and a number for, kept or not, ascending.
class NamedInstalments {
 public:
  void add(std::uint32_t identity, std::int32_t number) { keys_.push_back(key_of(identity, number)); }
  void finish();
  [[nodiscard]] bool contains(std::uint32_t identity, std::int32_t number) const noexcept;

 private:
  static std::uint64_t key_of(std::uint32_t identity, std::int32_t number) noexcept {
    return (std::uint64_t{identity} << 32) | static_cast<std::uint32_t>(number);
  }
  std::vector<std::uint64_t> keys_;
};

// What every reader of a further table needs.
struct TableContext {
  const TableColumns& table;
  const ReadingRules& rules;
  const DocumentIndex& index;
  TableRows& rows;
  LedgerData& ledger;
};

// Currency of the documents named; the stated one (or XXX) where none is found.
[[nodiscard]] CurrencyCells currencies_of(const References& references, const LedgerData& ledger,
                                          const ReadingRules& rules);
// Instalment numbers: whole numbers from 0. Excludes rows that hold anything else.
[[nodiscard]] std::vector<std::int32_t> read_numbers(TableContext& context, const ChunkedColumn& column);

[[nodiscard]] NamedInstalments read_instalments(TableContext& context);
void read_disputes(TableContext& context);
// A debit without due date and without instalments.
void report_missing_due_dates(const TableColumns& table, TableRows& rows, const LedgerData& ledger);

// Kept rows in the order of their groups: (position in the group order, source row); excluded rows left out.
[[nodiscard]] std::vector<std::uint32_t> kept_by_identity(const TableRows& rows,
                                                          const std::vector<std::uint32_t>& identity);

}  // namespace openitem
