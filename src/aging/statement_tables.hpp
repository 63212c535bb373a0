#pragma once
/// \file
/// The tables of statements of account (docs/methods/statement.md, 4 and 5).

#include <cstdint>
#include <span>

#include "aging/account_documents.hpp"
#include "aging/figures.hpp"
#include "aging/statement_figures.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// Which columns the choices bring with them.
struct StatementShape {
  bool has_late_postings, has_excluded_credits, has_excluded_disputes;
};

[[nodiscard]] Table statements_table(const AccountDocuments& documents, const StatementFigures& figures,
                                     const FigureColumns& columns, StatementShape shape);
[[nodiscard]] Table movements_table(const LedgerData& ledger, const AccountDocuments& documents,
                                    const StatementFigures& figures);
/// `control`: the control totals at the closing, where all customers are asked for.
[[nodiscard]] Table statement_proof(const AccountDocuments& documents, const StatementFigures& figures,
                                    std::span<const OpenItemTotals::Line> control);

}  // namespace openitem
