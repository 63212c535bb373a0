#pragma once
/// \file
/// The figures of statements of account before they become tables (docs/methods/statement.md).

#include <cstdint>
#include <vector>

#include "aging/account_documents.hpp"
#include "aging/aged_items.hpp"
#include "aging/aging_kernel.hpp"
#include "aging/figures.hpp"
#include "aging/item_table.hpp"
#include "aging/period.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// What was counted, and what it comes to in minor units.
struct CountedSum {
  std::int64_t count = 0, amount = 0;
  void add(std::int64_t value) noexcept {
    ++count;
    amount += value;
  }
};

/// The figures of an account that are no part of the aging strip.
struct AccountSums {
  CountedSum opening, closing;  ///< documents in the books of each end
  CountedSum late_postings, debits, credits;
  CountedSum applied_elsewhere;  ///< sides of applications
  CountedSum excluded_credits, excluded_disputes;
  std::int64_t open_items = 0;  ///< all of them, whatever the modes leave out
  std::int64_t overdue = 0;

  [[nodiscard]] std::int64_t movements() const noexcept {
    return late_postings.count + debits.count + credits.count;
  }
  /// What stands in a statement.
  [[nodiscard]] bool is_worth_stating() const noexcept {
    return opening.amount != 0 || closing.amount != 0 || movements() != 0 || open_items != 0;
  }
};

/// A document that moved an account.
struct MovementRow {
  std::uint32_t position;  ///< in AccountDocuments
  std::int64_t amount;
  bool is_late;
};

struct StatementFigures {
  std::vector<AccountSums> sums;       ///< by account
  std::vector<MovementRow> movements;  ///< ordered by account, posting date, document row
  std::vector<std::int64_t> open;      ///< at the closing, by position
  std::vector<ItemPart> parts;         ///< of open items, ordered by account, then as items are
  CellMatrix strip;                    ///< by account
  AgedItems aged;                      ///< at the closing
};

/// Items are those of the documents at the closing, aged. O(documents + their applications + items).
[[nodiscard]] StatementFigures state_accounts(const LedgerData& ledger, const AccountDocuments& documents,
                                              const PeriodEnd& opening, const PeriodEnd& closing,
                                              const AgingOptions& options, const FigureColumns& columns,
                                              AgedItems aged);

}  // namespace openitem
