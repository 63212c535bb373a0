// compute_statement: what moved each account between two days, and what is open of it (docs/methods/statement.md).

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/account_documents.hpp"
#include "aging/aged_items.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/item_table.hpp"
#include "aging/options.hpp"
#include "aging/period.hpp"
#include "aging/statement_figures.hpp"
#include "aging/statement_tables.hpp"
#include "core/message.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

void check_statement_options(Date from, Date to, const AgingOptions& options,
                             const StatementOptions& statement) {
  check_aging_options(options);
  refuse_figures_beside(options, "statements");
  check_period(from, to, options.known_at, statement.known_at_from);
  if (options.future_payments == 0) return;
  throw Error(Status::invalid_argument,
              "option future_payments does not apply to statements; a statement ends at its last day");
}

OpenItemSet open_items_of(const LedgerData& ledger, const AccountDocuments& documents, Date to,
                          const AgingOptions& options) {
  const OpenItemQuery query = open_item_query(to, options);
  return documents.has_all() ? find_open_items(ledger, query)
                             : find_open_items_of(ledger, query, documents.rows());
}

}  // namespace

Statement compute_statement(const Ledger& ledger, Date from, Date to, const AgingOptions& options,
                            const StatementOptions& statement_options) {
  check_statement_options(from, to, options, statement_options);
  const LedgerData& data = ledger.data();
  const Buckets buckets(options, to);
  const FigureColumns columns = figure_columns(buckets, options);
  const AccountDocuments documents(data, options.by, statement_options.customers, options.threads);
  const auto& known_at_from = statement_options.known_at_from;
  const PeriodEnd opening(data, from, known_at_from ? known_at_from : options.known_at, options.clock,
                          options.threads);
  const PeriodEnd closing(data, to, options.known_at, options.clock, options.threads);
  const StatementFigures figures = state_accounts(
      data, documents, opening, closing, options, columns,
      age_items(data, open_items_of(data, documents, to, options), to, options, buckets, columns));
  const StatementShape shape = {.has_late_postings = known_at_from.has_value(),
                                .has_excluded_credits = options.credits == CreditMode::excluded,
                                .has_excluded_disputes = options.disputes == DisputeMode::excluded};
  std::vector<Table> tables;
  tables.push_back(statements_table(documents, figures, columns, shape));
  tables.push_back(movements_table(data, documents, figures));
  tables.push_back(item_table("open_items", data, figures.aged, columns, figures.parts, buckets.days()));
  tables.push_back(statement_proof(documents, figures, figures.aged.set.totals.control));
  tables.push_back(statement_about_table(
      {from, to, known_at_from, statement_options.customers, figures.aged.missing_date_items}, options,
      buckets));
  return Statement(std::move(tables));
}

}  // namespace openitem
