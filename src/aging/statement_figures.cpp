#include "aging/statement_figures.hpp"

#include <cstddef>
#include <optional>
#include <utility>

#include "ledger/order.hpp"

namespace openitem {
namespace {

// What applications between a document and one outside its account take from it or give to it.
class OutsideApplications {
 public:
  OutsideApplications(const LedgerData& ledger, const AccountDocuments& documents, const Books& books)
      : ledger_(ledger), documents_(documents), books_(books) {}

  // As open items see applications (ledger/open_items.cpp): those of an id belong to one row of it.
  void read(std::uint32_t row, CountedSum& sum) const {
    const std::uint32_t identity = ledger_.documents.identity[row];
    if (!books_.is_in_books(identity) || books_.row_of(identity) != row) return;
    const Applications& applications = ledger_.applications;
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      if (books_.counts(at, applications.credit_identity[at]) &&
          !stays_inside(at, row, identity, applications.credit_identity[at]))
        sum.add(-applications.debit_amount[at]);
    }
    for (std::uint32_t i = ledger_.credit_offsets[identity]; i < ledger_.credit_offsets[identity + 1]; ++i) {
      const std::uint32_t at = ledger_.credit_rows[i];
      if (books_.counts(at, applications.debit_identity[at]) &&
          !stays_inside(at, row, identity, applications.debit_identity[at]))
        sum.add(applications.credit_amount[at]);
    }
  }

 private:
  // Whether the other side loses what this one is given.
  [[nodiscard]] bool stays_inside(std::uint32_t application, std::uint32_t row, std::uint32_t identity,
                                  std::uint32_t other) const noexcept {
    const Applications& applications = ledger_.applications;
    return books_.is_in_books(other) && books_.counts(application, identity) &&
           documents_.is_same_account(row, books_.row_of(other)) &&
           applications.debit_amount[application] == applications.credit_amount[application];
  }

  const LedgerData& ledger_;
  const AccountDocuments& documents_;
  const Books& books_;
};

class AccountStatements {
 public:
  AccountStatements(const LedgerData& ledger, const AccountDocuments& documents, const PeriodEnd& opening,
                    const PeriodEnd& closing, const AgingOptions& options, const FigureColumns& columns,
                    AgedItems aged)
      : ledger_(ledger),
        documents_(documents),
        opening_(opening),
        closing_(closing),
        options_(options),
        columns_(columns) {
    figures_.aged = std::move(aged);
    figures_.sums.resize(documents.accounts());
    figures_.open.resize(documents.rows().size(), 0);
  }

  StatementFigures run() && {
    read_documents();
    order_movements();
    read_items();
    figures_.strip = scatter({accounts_of_items_, figures_.aged.cell, figures_.aged.main,
                              figures_.aged.disputed, figures_.aged.counts, columns_.disputed_cell},
                             documents_.accounts(), columns_.money_cells(), options_.threads);
    list_parts();
    return std::move(figures_);
  }

 private:
  void read_documents() {
    const OutsideApplications outside(ledger_, documents_, closing_.books);
    for (std::size_t position = 0; position < documents_.rows().size(); ++position) {
      const std::uint32_t row = documents_.rows()[position];
      const std::int64_t amount = ledger_.documents.amount[row];
      AccountSums& sums = figures_.sums[documents_.account(position)];
      if (opening_.books.place(row) == Place::in_books) sums.opening.add(amount);
      if (closing_.books.place(row) == Place::in_books) {
        sums.closing.add(amount);
        outside.read(row, sums.applied_elsewhere);
      }
      const std::optional<Movement> moved = movement_of(ledger_.documents, row, opening_, closing_);
      if (!moved) continue;
      figures_.movements.push_back({static_cast<std::uint32_t>(position), moved->amount, moved->is_late});
      (moved->is_late      ? sums.late_postings
       : moved->amount < 0 ? sums.credits
                           : sums.debits)
          .add(moved->amount);
    }
  }

  // Documents of a customer are in the order of issue date and source row.
  void order_movements() {
    constexpr std::int64_t first_day = INT32_MIN;
    std::vector<std::uint64_t> keys;
    keys.reserve(figures_.movements.size());
    for (const MovementRow& movement : figures_.movements) {
      const std::int64_t posting = ledger_.documents.posting[documents_.rows()[movement.position]];
      keys.push_back(std::uint64_t{documents_.account(movement.position)} << 32 |
                     static_cast<std::uint64_t>(posting - first_day));
    }
    figures_.movements = reordered_by(figures_.movements, std::move(keys));
  }

  // Items and documents both ascend.
  void read_items() {
    const OpenItems& items = figures_.aged.set.items;
    accounts_of_items_.reserve(items.open.size());
    std::size_t position = 0;
    for (std::size_t item = 0; item < items.open.size(); ++item) {
      while (documents_.rows()[position] != items.document[item]) ++position;
      accounts_of_items_.push_back(documents_.account(position));
      figures_.open[position] += items.open[item];
      read_item(item, figures_.sums[accounts_of_items_.back()]);
    }
  }

  void read_item(std::size_t item, AccountSums& sums) const {
    const OpenItems& items = figures_.aged.set.items;
    ++sums.open_items;
    if (items.open[item] < 0) {
      if (options_.credits == CreditMode::excluded) sums.excluded_credits.add(-items.open[item]);
      return;
    }
    const bool leaves_out = options_.disputes == DisputeMode::excluded && items.disputed[item] != 0;
    if (leaves_out) sums.excluded_disputes.add(-items.disputed[item]);
    const std::int32_t due = figures_.aged.due[item];
    if (due == kNoDate || due >= figures_.aged.late_before) return;
    sums.overdue += figures_.aged.main[item];
    if (!figures_.aged.disputed.empty()) sums.overdue += figures_.aged.disputed[item];
  }

  void list_parts() {
    std::vector<std::uint64_t> keys;
    const auto add = [&](std::uint32_t item, std::int32_t cell, std::int64_t open) {
      if (open == 0) return;
      figures_.parts.push_back({item, cell, open});
      keys.push_back(accounts_of_items_[item]);
    };
    for (std::uint32_t item = 0; item < figures_.aged.main.size(); ++item) {
      add(item, figures_.aged.cell[item], figures_.aged.main[item]);
      if (!figures_.aged.disputed.empty()) add(item, columns_.disputed_cell, figures_.aged.disputed[item]);
    }
    figures_.parts = reordered_by(figures_.parts, std::move(keys));
  }

  // In ascending order of the keys, equal keys in their given order.
  template <typename Row>
  static std::vector<Row> reordered_by(const std::vector<Row>& rows, std::vector<std::uint64_t> keys) {
    std::vector<Row> ordered;
    ordered.reserve(rows.size());
    for (const std::uint32_t at : stable_order(std::move(keys))) ordered.push_back(rows[at]);
    return ordered;
  }

  const LedgerData& ledger_;
  const AccountDocuments& documents_;
  const PeriodEnd& opening_;
  const PeriodEnd& closing_;
  const AgingOptions& options_;
  const FigureColumns& columns_;
  std::vector<std::uint32_t> accounts_of_items_;
  StatementFigures figures_;
};

}  // namespace

StatementFigures state_accounts(const LedgerData& ledger, const AccountDocuments& documents,
                                const PeriodEnd& opening, const PeriodEnd& closing,
                                const AgingOptions& options, const FigureColumns& columns, AgedItems aged) {
  return AccountStatements(ledger, documents, opening, closing, options, columns, std::move(aged)).run();
}

}  // namespace openitem
