#include "ledger/open_item_totals.hpp"

#include <cstddef>

#include "core/parallel.hpp"

namespace openitem {
namespace {

// One application whose sides may differ: each side that is in the books takes its amount.
void add_application(const LedgerData& ledger, const Books& books, std::uint32_t application,
                     OpenSums& sums) {
  const Applications& applications = ledger.applications;
  const std::uint32_t debit = applications.debit_identity[application];
  const std::uint32_t credit = applications.credit_identity[application];
  const bool on_debit = books.is_in_books(debit) && books.counts(application, credit);
  const bool on_credit = books.is_in_books(credit) && books.counts(application, debit);
  if (!on_debit && !on_credit) return;
  const std::int64_t debit_amount = applications.debit_amount[application];
  const std::int64_t credit_amount = applications.credit_amount[application];
  const std::vector<std::uint16_t>& currency = ledger.documents.currency;
  if (!on_debit) return sums.apply_one_side(currency[books.row_of(credit)], credit_amount, 1);
  if (!on_credit) return sums.apply_one_side(currency[books.row_of(debit)], -debit_amount, 1);
  sums.apply(currency[books.row_of(debit)], debit_amount, currency[books.row_of(credit)], credit_amount, 1);
}

}  // namespace

OpenSums::CurrencySums& OpenSums::of(std::uint16_t currency) {
  if (currency >= by_currency_.size()) by_currency_.resize(std::size_t{currency} + 1);
  return by_currency_[currency];
}

OpenSums::Line& OpenSums::line_of(std::uint16_t currency, Place where) {
  CurrencySums& sums = of(currency);
  switch (where) {
    case Place::in_books: return sums.control;
    case Place::superseded: return sums.superseded;
    case Place::not_known: return sums.not_known;
    case Place::posted_later: break;
  }
  return sums.posted_later;
}

void OpenSums::place(const Documents& documents, std::uint32_t document, Place where, std::int64_t times) {
  line_of(documents.currency[document], where).add(documents.amount[document], times);
}

void OpenSums::place(std::uint16_t currency, Place where, std::int64_t count, std::int64_t amount) {
  Line& line = line_of(currency, where);
  line.count += count;
  line.amount += amount;
}

void OpenSums::count_open(std::uint16_t currency, std::int64_t times) { of(currency).open_count += times; }

void OpenSums::apply(std::uint16_t debit_currency, std::int64_t debit_amount, std::uint16_t credit_currency,
                     std::int64_t credit_amount, std::int64_t times) {
  if (debit_currency != credit_currency) {
    of(debit_currency).cross_currency.add(-debit_amount, times);
    of(credit_currency).cross_currency.add(credit_amount, times);
  } else if (debit_amount != credit_amount) {
    of(debit_currency).cross_currency.add(credit_amount - debit_amount, times);
  }
}

void OpenSums::apply_one_side(std::uint16_t currency, std::int64_t amount, std::int64_t times) {
  of(currency).before_posting.add(amount, times);
}

void OpenSums::merge(const OpenSums& other) {
  const auto add = [](Line& to, const Line& from) {
    to.count += from.count;
    to.amount += from.amount;
  };
  for (std::size_t at = 0; at < other.by_currency_.size(); ++at) {
    CurrencySums& to = of(static_cast<std::uint16_t>(at));
    const CurrencySums& from = other.by_currency_[at];
    add(to.superseded, from.superseded);
    add(to.not_known, from.not_known);
    add(to.posted_later, from.posted_later);
    add(to.control, from.control);
    add(to.cross_currency, from.cross_currency);
    add(to.before_posting, from.before_posting);
    to.open_count += from.open_count;
  }
}

OpenItemTotals OpenSums::lines() const {
  OpenItemTotals out;
  const auto add = [](std::vector<OpenItemTotals::Line>& lines, std::size_t currency, const Line& line) {
    if (line.count != 0) lines.push_back({static_cast<std::uint16_t>(currency), line.count, line.amount});
  };
  for (std::size_t at = 0; at < by_currency_.size(); ++at) {
    const CurrencySums& sums = by_currency_[at];
    add(out.superseded, at, sums.superseded);
    add(out.not_known, at, sums.not_known);
    add(out.posted_later, at, sums.posted_later);
    add(out.control, at, sums.control);
    add(out.cross_currency, at, sums.cross_currency);
    add(out.applied_before_posting, at, sums.before_posting);
    if (sums.control.count == 0) continue;
    const std::int64_t open = sums.control.amount + sums.cross_currency.amount + sums.before_posting.amount;
    out.open.push_back({static_cast<std::uint16_t>(at), sums.open_count, open});
  }
  return out;
}

OpenSums sum_applications(const LedgerData& ledger, const Books& books, std::int32_t threads) {
  OpenSums total;
  // Equal amounts on two sides that are always in the books together take nothing from the total.
  if (!ledger.has_cross_currency && !books.can_be_one_sided()) return total;
  const std::int64_t rows = ledger.applications.rows();
  std::vector<OpenSums> sums(static_cast<std::size_t>(chunk_count(rows)));
  for_each_chunk(rows, threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      add_application(ledger, books, static_cast<std::uint32_t>(row), sums[static_cast<std::size_t>(chunk)]);
    }
  });
  for (const OpenSums& part : sums) total.merge(part);
  return total;
}

}  // namespace openitem
