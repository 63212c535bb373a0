#include "behaviour/promise_outcomes.hpp"

#include <algorithm>
#include <tuple>

#include "core/checked.hpp"
#include "ledger/document_kinds.hpp"
#include "openitem/time.hpp"

namespace openitem::behaviour {
namespace {

bool has_account(const LedgerData& ledger, std::uint32_t row, std::uint32_t customer,
                 std::uint16_t currency) noexcept {
  return ledger.documents.customer[row] == customer && ledger.documents.currency[row] == currency;
}

}  // namespace

PromiseIndex::PromiseIndex(const LedgerData& ledger) {
  const Promises& promises = ledger.promises;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t at = 0; at < promises.customer.size(); ++at) {
    const std::uint32_t identity = promises.document_identity[at];
    if (identity == kNoRow) {
      pairs.emplace_back(promises.customer[at], at);
      continue;
    }
    for (std::uint32_t version = ledger.identity_offsets[identity];
         version < ledger.identity_offsets[identity + 1]; ++version)
      pairs.emplace_back(ledger.documents.customer[ledger.identity_rows[version]], at);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  if (pairs.empty()) return;
  offsets_.assign(std::size_t{ledger.customers.size()} + 1, 0);
  for (const auto& [customer, at] : pairs) {
    ++offsets_[customer + std::size_t{1}];
    rows_.push_back(at);
  }
  for (std::size_t customer = 1; customer < offsets_.size(); ++customer)
    offsets_[customer] += offsets_[customer - 1];
}

std::span<const std::uint32_t> PromiseIndex::of(std::uint32_t customer) const noexcept {
  if (offsets_.empty()) return {};
  return std::span(rows_).subspan(offsets_[customer],
                                  offsets_[customer + std::size_t{1}] - offsets_[customer]);
}

std::span<const PromiseOutcome> PromiseOutcomes::of(std::uint32_t customer, std::uint16_t currency) {
  found_.clear();
  outcomes_.clear();
  for (const std::uint32_t promise : index_.of(customer)) collect(promise, customer, currency);
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::tie(a.identity, a.promised_on, a.due, a.recorded_on, a.row) <
           std::tie(b.identity, b.promised_on, b.due, b.recorded_on, b.row);
  });
  for (std::size_t begin = 0; begin < found_.size();) {
    std::size_t end = begin + 1;
    while (end < found_.size() && found_[end].identity == found_[begin].identity) ++end;
    const std::span<Found> promises(&found_[begin], end - begin);
    supersede(promises);
    find_receipts(found_[begin].identity, customer, currency);
    decide(promises);
    begin = end;
  }
  return outcomes_;
}

void PromiseOutcomes::collect(std::uint32_t promise, std::uint32_t customer, std::uint16_t currency) {
  const Promises& promises = known_.ledger().promises;
  if (!known_.is_recorded(promises.recorded_on[promise]) ||
      promises.due[promise] < promises.promised_on[promise])
    return;
  Found found{promises.document_identity[promise],
              promises.promised_on[promise],
              promises.due[promise],
              promises.recorded_on[promise],
              promise,
              promises.amount_null[promise] != 0 ? 0 : promises.amount[promise],
              false};
  const bool is_read = found.identity == kNoRow ? promises.currency[promise] == currency
                                                : reads_document(found, customer, currency);
  if (is_read && found.amount > 0) found_.push_back(found);
}

// Without an amount it is about what the document is open for at the begin of the day of the promise.
bool PromiseOutcomes::reads_document(Found& found, std::uint32_t customer, std::uint16_t currency) {
  const LedgerData& ledger = known_.ledger();
  const std::uint32_t row = known_.row_of(found.identity);
  if (row == kNoRow || !has_account(ledger, row, customer, currency) || ledger.documents.amount[row] <= 0)
    return false;
  // When it is decided nobody could know of a document that comes later.
  if (ledger.documents.posting[row] > deadline_of(found)) return false;
  if (ledger.promises.amount_null[found.row] == 0) return ledger.promises.currency[found.row] == currency;
  const Applications& applications = ledger.applications;
  std::int64_t rest = ledger.documents.amount[row];
  for (std::uint32_t at = ledger.debit_offsets[found.identity]; at < ledger.debit_offsets[found.identity + 1];
       ++at) {
    if (known_.knows_application(at) &&
        known_.counting_day(at, row, applications.credit_identity[at]) < found.promised_on)
      rest -= applications.debit_amount[at];
  }
  found.amount = std::clamp<std::int64_t>(rest, 0, ledger.documents.amount[row]);
  return true;
}

// Within one subject, by the day they were made, then due. Those of one day are one plan; a day of new promises supersedes what
// is still to come of earlier ones.
void PromiseOutcomes::supersede(std::span<Found> promises) const noexcept {
  for (std::size_t begin = 0; begin < promises.size();) {
    const std::int32_t made = promises[begin].promised_on;
    std::size_t end = begin + 1;
    for (; end < promises.size() && promises[end].promised_on == made; ++end) {
      if (promises[end - 1].due == promises[end].due) promises[end - 1].is_superseded = true;
    }
    for (Found& earlier : promises.first(begin))
      earlier.is_superseded = earlier.is_superseded || deadline_of(earlier) >= made;
    begin = end;
  }
}

void PromiseOutcomes::decide(std::span<Found> promises) {
  std::int32_t made = promises.front().promised_on;
  std::int64_t taken = 0;  // by the promises of one day
  for (const Found& promise : promises) {
    if (promise.promised_on != made) taken = 0;
    made = promise.promised_on;
    if (promise.is_superseded) continue;
    std::int64_t received = 0;
    for (const Receipt& receipt : receipts_) {
      if (receipt.day >= made && receipt.day <= deadline_of(promise))
        received = checked_add(received, receipt.amount);
    }
    const std::int64_t came_in = std::clamp<std::int64_t>(received - taken, 0, promise.amount);
    taken += came_in;
    if (deadline_of(promise) <= Date::max_days)
      outcomes_.push_back({static_cast<std::int32_t>(deadline_of(promise)), came_in == promise.amount});
  }
}

void PromiseOutcomes::find_receipts(std::uint32_t identity, std::uint32_t customer, std::uint16_t currency) {
  receipts_.clear();
  if (identity == kNoRow) {
    find_account_receipts(customer, currency);
  } else {
    find_settlements(known_.row_of(identity));
  }
}

void PromiseOutcomes::find_account_receipts(std::uint32_t customer, std::uint16_t currency) {
  const LedgerData& ledger = known_.ledger();
  const Documents& documents = ledger.documents;
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  for (std::uint32_t row = first[customer]; row < first[customer + std::size_t{1}]; ++row) {
    const auto kind = static_cast<DocumentKind>(documents.kind[row]);
    if (documents.currency[row] != currency || !known_.knows_document(row)) continue;
    if (is_payment(kind, documents.amount[row]) || kind == DocumentKind::payment_return)
      receipts_.push_back({documents.posting[row], -documents.amount[row]});
  }
}

// What payments settle of the document: what they change of its open part, in the order in which applications count.
void PromiseOutcomes::find_settlements(std::uint32_t row) {
  const LedgerData& ledger = known_.ledger();
  const Documents& documents = ledger.documents;
  const Applications& applications = ledger.applications;
  const std::uint32_t identity = documents.identity[row];
  std::vector<std::pair<std::int32_t, std::uint32_t>> order;
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (!known_.knows_application(at)) continue;
    const std::int32_t day = known_.counting_day(at, row, applications.credit_identity[at]);
    if (day != kNeverEffective) order.emplace_back(day, at);
  }
  std::sort(order.begin(), order.end());
  const auto open_of = [&](std::int64_t rest) {
    return std::clamp<std::int64_t>(rest, 0, documents.amount[row]);
  };
  std::int64_t rest = documents.amount[row];
  for (const auto& [day, at] : order) {
    const std::int64_t before = open_of(rest);
    rest -= applications.debit_amount[at];
    const std::uint32_t credit = known_.row_of(applications.credit_identity[at]);
    if (credit == kNoRow ||
        !is_payment(static_cast<DocumentKind>(documents.kind[credit]), documents.amount[credit]))
      continue;
    receipts_.push_back({std::max(day, documents.posting[row]), before - open_of(rest)});
  }
}

}  // namespace openitem::behaviour
