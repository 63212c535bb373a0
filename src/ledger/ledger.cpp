// build_ledger: columns in, an immutable ledger out. The steps stand here in their order; each is in a file of its own.

#include <memory>
#include <utility>

#include "ledger/application_rows.hpp"
#include "ledger/customer_tables.hpp"
#include "ledger/document_rows.hpp"
#include "ledger/document_tables.hpp"
#include "ledger/findings.hpp"
#include "ledger/identities.hpp"
#include "ledger/roles.hpp"

namespace openitem {
namespace {

class LedgerBuilder {
 public:
  LedgerBuilder(LedgerInput& input, const LedgerOptions& options)
      : input_(input), rules_(options), policy_(options.row_policy), ledger_(std::make_shared<LedgerData>()) {
    for (std::size_t table = 0; table < kLedgerTables; ++table) {
      const auto kind = static_cast<LedgerTable>(table);
      rows_.emplace_back(log_, kind, input[kind].rows());
    }
  }

  std::shared_ptr<const LedgerData> build() {
    CustomerColumns customers = read_customer_columns(input_, rules_.threads);
    ledger_->customers = std::move(customers.dictionary);
    ledger_->base_currency = rules_.base_currency ? Currency::from_index(*rules_.base_currency).code() : "";
    const std::vector<FlatLink> links = build_documents(std::move(customers.documents));
    const DocumentIndex index(*ledger_);
    const NamedInstalments instalments = build_instalments(index);
    build_applications(index, instalments, links);
    build_satellites(index, customers);
    if (policy_ == RowPolicy::strict) log_.throw_first_impossible();
    finish();
    return ledger_;
  }

 private:
  TableRows& rows(LedgerTable table) { return rows_[static_cast<std::size_t>(table)]; }

  TableContext context(LedgerTable table, const DocumentIndex& index) {
    return {input_[table], rules_, index, rows(table), *ledger_};
  }

  std::vector<FlatLink> build_documents(KeyCodes customer) {
    TableRows& kept = rows(LedgerTable::documents);
    source_ = read_documents(input_[LedgerTable::documents], rules_, std::move(customer), kept);
    kept.set_money({source_.amount.data(), source_.amount_null.data(), source_.currency.data()});
    std::vector<FlatLink> links = assemble_documents(source_, kept, rules_.threads, *ledger_);
    identify_documents(links, kept, *ledger_);
    report_repeated_rows(source_, kept, *ledger_);
    ledger_->read_totals = read_totals_of(source_);
    ledger_->exclusions = exclusions_of(source_, kept);
    return links;
  }

  NamedInstalments build_instalments(const DocumentIndex& index) {
    TableContext table = context(LedgerTable::instalments, index);
    NamedInstalments named = read_instalments(table);
    report_missing_due_dates(input_[LedgerTable::documents], rows(LedgerTable::documents), *ledger_);
    return named;
  }

  void build_applications(const DocumentIndex& index, const NamedInstalments& instalments,
                          const std::vector<FlatLink>& links) {
    TableContext table = context(LedgerTable::applications, index);
    ApplicationMoney money;
    ApplicationRows applications = read_applications(table, instalments, money);
    AppliedSums sums(*ledger_);
    ApplicationList list;
    apply_settlements(links, *ledger_, sums, list);
    judge_over_application(table, applications, sums);
    report_applications(table, applications, money);
    append_kept(applications, table.rows, list);
    if (rules_.unreferenced_credits == UnreferencedCredits::oldest_due) {
      apply_unreferenced_credits(applications, sums, *ledger_, list);
    }
    store_applications(list, rules_.threads, *ledger_);
    table.rows.set_money({});
  }

  void build_satellites(const DocumentIndex& index, const CustomerColumns& customers) {
    std::vector<std::uint8_t> has_documents(ledger_->customers.size(), 0);
    for (const std::uint32_t customer : ledger_->documents.customer) has_documents[customer] = 1;
    TableContext disputes = context(LedgerTable::disputes, index);
    read_disputes(disputes);
    find_plain_documents(*ledger_);
    ledger_->customer_rows = find_customer_rows(*ledger_);
    TableContext promises = context(LedgerTable::promises, index);
    read_promises(promises, customers.promises, has_documents);
    TableContext contacts = context(LedgerTable::contacts, index);
    read_contacts(contacts, customers.contacts, has_documents);
    TableContext dunning = context(LedgerTable::dunning, index);
    read_dunning(dunning, customers.dunning, has_documents);
    TableContext master = context(LedgerTable::customers, index);
    read_customers(master, customers.customers, customers.parents, has_documents);
  }

  void finish() {
    ledger_->findings = log_.take();
    for (std::size_t table = 0; table < kLedgerTables; ++table) {
      if (input_[static_cast<LedgerTable>(table)].is_given())
        ledger_->summary.push_back(rows_[table].summary());
    }
    ledger_->columns = input_.take_uses();
  }

  LedgerInput& input_;
  ReadingRules rules_;
  RowPolicy policy_;
  FindingLog log_;
  std::vector<TableRows> rows_;
  DocumentRows source_;
  std::shared_ptr<LedgerData> ledger_;
};

}  // namespace

Ledger build_ledger(std::span<const TableView> tables, const LedgerOptions& options) {
  LedgerInput input(tables, options.map);
  return Ledger(LedgerBuilder(input, options).build());
}

Ledger build_ledger(const Table& documents, const LedgerOptions& options) {
  const TableViews views(std::span<const Table>(&documents, 1));
  return build_ledger(views.views(), options);
}

std::int64_t Ledger::document_count() const noexcept { return data_->documents.rows(); }
std::int64_t Ledger::application_count() const noexcept { return data_->applications.rows(); }
std::int64_t Ledger::customer_count() const noexcept { return data_->customer_count; }
std::int64_t Ledger::finding_count() const noexcept {
  return static_cast<std::int64_t>(data_->findings.size());
}

}  // namespace openitem
