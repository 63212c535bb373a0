#include "bridge/window_sums.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "aging/base_items.hpp"
#include "core/checked.hpp"
#include "ledger/base_amounts.hpp"
#include "ledger/books.hpp"
#include "ledger/open_items.hpp"

namespace openitem {
namespace {

bool is_sale(const Documents& documents, std::uint32_t row) noexcept {
  const auto kind = static_cast<DocumentKind>(documents.kind[row]);
  return kind == DocumentKind::invoice || kind == DocumentKind::debit_note;
}

void add_to(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

constexpr std::int32_t kNoSale = -1;

class Measurement {
 public:
  Measurement(const LedgerData& ledger, const SalesWindow& window, const BridgeOptions& options,
              const Groups& groups)
      : ledger_(ledger), documents_(ledger.documents), window_(window), groups_(groups) {
    measured_.groups.resize(groups.size());
    query_.as_of = window.date();
    if (options.known_at) query_.known_at = options.known_at->days();
    query_.clock = options.clock;
    query_.threads = options.threads;
    query_.with_closed = true;
    if (options.base_amounts == 0) return;
    base_.emplace(ledger, require_base_currency(ledger));
    measured_.booked.resize(groups.size());
  }

  Measured run() {
    const OpenItemSet set = find_open_items(ledger_, query_);
    const OpenItems& items = set.items;
    for (std::size_t item = 0; item < items.open.size(); ++item)
      add_item(of(items.document[item]), items, item, month_of_sale(items, item));
    const Books books(ledger_, query_);
    for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(ledger_.applications.rows()); ++at)
      add_credit(books, at);
    for (const OpenItemTotals::Line& line : set.totals.open) measured_.control[line.currency] = line.amount;
    if (base_) {
      add_booked(items);
      find_base_control(books);
    }
    return std::move(measured_);
  }

 private:
  WindowSums& sized(WindowSums& sums) const {
    sums.months.resize(static_cast<std::size_t>(window_.months()));
    return sums;
  }
  WindowSums& of(std::uint32_t document) { return sized(measured_.groups[groups_.ids()[document]]); }

  // Of an open or closed part of a sale; months() = before the window.
  std::int32_t month_of_sale(const OpenItems& items, std::size_t item) const {
    const std::uint32_t row = items.document[item];
    if (items.open[item] < 0 || items.excess[item] != 0 || !is_sale(documents_, row)) return kNoSale;
    return std::max(window_.month_of(documents_.issue[row]), kNoSale);
  }

  void add_item(WindowSums& sums, const OpenItems& items, std::size_t item, std::int32_t month) const {
    const std::int64_t open = items.open[item];
    if (open < 0) return add_to(sums.unapplied_credits, open);
    if (month == kNoSale) return add_to(sums.other_debits, open);
    const std::int64_t disputed = items.disputed[item];
    if (month == window_.months()) {
      add_to(sums.older, open - disputed);
      return add_to(sums.older_disputed, disputed);
    }
    const std::int32_t due =
        items.due[item] == kNoDate ? documents_.issue[items.document[item]] : items.due[item];
    const bool is_due = due < window_.date();
    MonthSums& sums_of_month = sums.months[static_cast<std::size_t>(month)];
    add_to(sums_of_month.sales, items.amount[item]);
    if (!is_due) add_to(sums_of_month.not_due, items.amount[item]);
    add_to(is_due ? sums_of_month.open_past_due : sums_of_month.open_not_due, open - disputed);
    add_to(sums_of_month.disputed, disputed);
  }

  void add_credit(const Books& books, std::uint32_t application) {
    const Applications& applications = ledger_.applications;
    const std::uint32_t debit = applications.debit_identity[application];
    const std::uint32_t credit = applications.credit_identity[application];
    if (!books.is_in_books(debit) || !books.counts(application, credit)) return;
    const std::uint32_t row = books.row_of(debit);
    const std::int32_t month = window_.month_of(documents_.issue[row]);
    if (!is_sale(documents_, row) || month < 0 || month == window_.months()) return;
    std::uint32_t from = books.row_of(credit);
    if (from == kNoRow) from = ledger_.current_row[credit];
    const auto kind = static_cast<DocumentKind>(documents_.kind[from]);
    if (kind == DocumentKind::payment || kind == DocumentKind::unclassified_credit) return;
    const std::int64_t amount = applications.debit_amount[application];
    add_to(of(row).months[static_cast<std::size_t>(month)].credits, amount);
    if (!base_ || !base_->of(row) || documents_.amount[row] == 0) return;
    WindowSums& booked = sized(measured_.booked[groups_.ids()[row]].booked);
    add_to(booked.months[static_cast<std::size_t>(month)].credits, amount);
  }

  void add_booked(const OpenItems& items) {
    const BookedItems carried = booked_items(ledger_, *base_, items);
    for (std::size_t item = 0; item < items.open.size(); ++item) {
      const std::uint32_t row = items.document[item];
      const std::int32_t month = month_of_sale(items, item);
      const bool is_sold = month >= 0 && month < window_.months();
      BookedSums& sums = measured_.booked[groups_.ids()[row]];
      if (carried.is_missing[item] != 0) {
        if (items.open[item] != 0) ++sums.without_base_items;
        add_to(sums.without_base_open, items.open[item]);
        if (is_sold) add_to(sums.without_base_sales, items.amount[item]);
        continue;
      }
      add_item(sized(sums.booked), items, item, month);
      add_to(items.open[item] < 0 ? sums.base_credits : sums.base_debits, carried.amount[item]);
      // The items of a document stand together; the first one brings the whole document's.
      const bool is_first = item == 0 || items.document[item - 1] != row;
      if (is_sold && is_first) add_to(sums.base_sales, base_->of(row).value_or(0));
    }
  }

  void find_base_control(const Books& books) {
    const BaseBridge lines =
        base_bridge(ledger_, *base_, books, base_parts(ledger_, *base_, books, query_.threads));
    measured_.base.documents = lines.documents.amount;
    measured_.base.settled = checked_sub(lines.booked(), lines.documents.amount);
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const SalesWindow& window_;
  OpenItemQuery query_;
  const Groups& groups_;
  std::optional<BaseAmounts> base_;
  Measured measured_;
};

}  // namespace

void WindowSums::add(const WindowSums& other) {
  if (months.size() < other.months.size()) months.resize(other.months.size());
  for (std::size_t month = 0; month < other.months.size(); ++month) {
    MonthSums& into = months[month];
    const MonthSums& from = other.months[month];
    add_to(into.sales, from.sales);
    add_to(into.not_due, from.not_due);
    add_to(into.credits, from.credits);
    add_to(into.open_not_due, from.open_not_due);
    add_to(into.open_past_due, from.open_past_due);
    add_to(into.disputed, from.disputed);
  }
  add_to(older, other.older);
  add_to(older_disputed, other.older_disputed);
  add_to(other_debits, other.other_debits);
  add_to(unapplied_credits, other.unapplied_credits);
}

bool WindowSums::is_empty() const noexcept {
  const auto is_nothing = [](const MonthSums& month) {
    return month.sales == 0 && month.credits == 0 && month.open_not_due == 0 && month.open_past_due == 0 &&
           month.disputed == 0;
  };
  return older == 0 && older_disputed == 0 && other_debits == 0 && unapplied_credits == 0 &&
         std::all_of(months.begin(), months.end(), is_nothing);
}

std::int64_t WindowSums::sales() const {
  std::int64_t sum = 0;
  for (const MonthSums& month : months) add_to(sum, month.sales);
  return sum;
}

std::int64_t WindowSums::receivables() const {
  std::int64_t sum = 0;
  for (const MonthSums& month : months) {
    for (const std::int64_t part : {month.open_not_due, month.open_past_due, month.disputed})
      add_to(sum, part);
  }
  for (const std::int64_t part : {older, older_disputed, other_debits, unapplied_credits}) add_to(sum, part);
  return sum;
}

void BookedSums::add(const BookedSums& other) {
  booked.add(other.booked);
  add_to(base_sales, other.base_sales);
  add_to(base_debits, other.base_debits);
  add_to(base_credits, other.base_credits);
  add_to(without_base_items, other.without_base_items);
  add_to(without_base_open, other.without_base_open);
  add_to(without_base_sales, other.without_base_sales);
}

std::int64_t BookedSums::debits() const {
  return checked_sub(booked.receivables(), booked.unapplied_credits);
}

SalesWindow::SalesWindow(Date date, std::int32_t months) {
  for (std::int32_t month = 0; month <= months; ++month) {
    const Date end = add_months(date, -month);
    ends_.push_back((is_month_end(date) ? month_end(end) : end).days());
  }
}

std::int32_t SalesWindow::month_of(std::int32_t day) const noexcept {
  // Ends descend: those on or after the day come first.
  const auto found = std::upper_bound(ends_.begin(), ends_.end(), day, std::greater<>());
  return static_cast<std::int32_t>(found - ends_.begin()) - 1;
}

Measured measure(const LedgerData& ledger, const SalesWindow& window, const BridgeOptions& options,
                 const Groups& groups) {
  return Measurement(ledger, window, options, groups).run();
}

}  // namespace openitem
