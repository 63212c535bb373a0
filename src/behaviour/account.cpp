#include "behaviour/account.hpp"

#include <algorithm>

#include "ledger/ledger_data.hpp"

namespace openitem::behaviour {
namespace {

bool is_invoice_kind(DocumentKind kind) noexcept {
  return kind == DocumentKind::invoice || kind == DocumentKind::debit_note;
}

// The day of the last of the instalments that a document is open by; kNoDate where it has none.
std::int32_t last_instalment(const LedgerData& ledger, std::uint32_t row) noexcept {
  const Instalments& instalments = ledger.instalments;
  if (instalments.offsets.empty()) return kNoDate;
  const std::uint32_t identity = ledger.documents.identity[row];
  std::int64_t sum = 0;
  std::int32_t last = kNoDate;
  for (std::uint32_t at = instalments.offsets[identity]; at < instalments.offsets[identity + 1]; ++at) {
    sum += instalments.amount[at];
    last = std::max(last, instalments.due[at]);
  }
  return sum == ledger.documents.amount[row] ? last : kNoDate;
}

bool has_rows_of(const std::vector<std::uint32_t>& offsets, std::uint32_t identity) noexcept {
  return !offsets.empty() && offsets[identity] != offsets[identity + 1];
}

}  // namespace

void Account::load(AccountKey key) {
  documents_.clear();
  events_.clear();
  const LedgerData& ledger = known_.ledger();
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  for (std::uint32_t row = first[key.customer]; row < first[key.customer + std::size_t{1}]; ++row) {
    if (ledger.documents.currency[row] == key.currency && known_.knows_document(row)) add_document(row);
  }
  // Without known documents there is no account to promise for.
  if (promises_ != nullptr && !documents_.empty()) add_promises(key);
  std::sort(events_.begin(), events_.end(),
            [](const AccountEvent& a, const AccountEvent& b) { return a.day < b.day; });
}

void Account::add(std::int32_t day, EventType type, std::uint32_t slot, std::int64_t amount) {
  if (day == kNeverEffective) return;
  events_.push_back({day, slot & kSlotBits, static_cast<std::uint32_t>(type) & kTypeBits, amount});
}

void Account::add_document(std::uint32_t row) {
  const LedgerData& ledger = known_.ledger();
  const Documents& documents = ledger.documents;
  const std::uint32_t identity = documents.identity[row];
  const bool is_settled = known_.row_of(identity) == row;
  const std::int32_t instalment = is_settled ? last_instalment(ledger, row) : kNoDate;
  const std::int32_t due = documents.due[row] == kNoDate ? documents.issue[row] : documents.due[row];
  const auto slot = static_cast<std::uint32_t>(documents_.size());
  documents_.push_back(
      {row, instalment == kNoDate ? due : instalment, is_settled,
       documents.amount[row] > 0 && is_invoice_kind(static_cast<DocumentKind>(documents.kind[row])),
       instalment != kNoDate,
       is_settled && documents.amount[row] > 0 && has_rows_of(ledger.disputes.offsets, identity)});
  add(documents.posting[row], EventType::posted, slot);
  if (is_settled) add_applications(slot);
  if (documents.amount[row] > 0) add_due_dates(slot);
  if (documents_[slot].has_disputes) add_disputes(slot);
}

void Account::add_applications(std::uint32_t slot) {
  const LedgerData& ledger = known_.ledger();
  const Applications& applications = ledger.applications;
  const std::uint32_t row = documents_[slot].row;
  const std::uint32_t identity = ledger.documents.identity[row];
  bool has_reversals = false;
  std::int64_t used = 0;  // of a credit
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (!known_.knows_application(at)) continue;
    const std::int64_t amount = applications.debit_amount[at];
    has_reversals = has_reversals || amount < 0;
    add(known_.effective_day(at, row, applications.credit_identity[at]), EventType::applied, slot, -amount);
  }
  for (std::uint32_t at = ledger.credit_offsets[identity]; at < ledger.credit_offsets[identity + 1]; ++at) {
    const std::uint32_t application = ledger.credit_rows[at];
    if (!known_.knows_application(application)) continue;
    const std::int64_t amount = applications.credit_amount[application];
    has_reversals = has_reversals || amount < 0;
    used += amount;
    add(known_.effective_day(application, row, applications.debit_identity[application]), EventType::applied,
        slot, amount);
  }
  // A debit of its own, by which more is un-applied than was there or used of a credit than there is, ages from the posting.
  const bool is_overused = used > 0 && used > -ledger.documents.amount[row];
  if (has_reversals || is_overused)
    add(ledger.documents.posting[row] + past_due_days_, EventType::touched, slot);
}

void Account::add_later(std::int32_t due, std::int32_t posting, std::uint32_t slot) {
  if (due + past_due_days_ > posting) add(due + past_due_days_, EventType::touched, slot);
}

// An item becomes overdue on the day after its due date, or so many days past due. What is so when it is posted needs no further look.
void Account::add_due_dates(std::uint32_t slot) {
  const LedgerData& ledger = known_.ledger();
  const AccountDocument& document = documents_[slot];
  const std::int32_t posting = ledger.documents.posting[document.row];
  if (!document.has_instalments) {
    add_later(document.due, posting, slot);
    return;
  }
  const std::uint32_t identity = ledger.documents.identity[document.row];
  const Instalments& instalments = ledger.instalments;
  for (std::uint32_t at = instalments.offsets[identity]; at < instalments.offsets[identity + 1]; ++at) {
    add_later(instalments.due[at], posting, slot);
  }
}

void Account::add_disputes(std::uint32_t slot) {
  const LedgerData& ledger = known_.ledger();
  const Disputes& disputes = ledger.disputes;
  const std::uint32_t row = documents_[slot].row;
  const std::uint32_t identity = ledger.documents.identity[row];
  for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
    if (!known_.is_recorded(disputes.recorded_on[at])) continue;
    add(std::max(disputes.opened[at], ledger.documents.posting[row]), EventType::dispute_opened, slot);
    if (disputes.closed[at] != kNoDate)
      add(std::max(disputes.closed[at], ledger.documents.posting[row]), EventType::touched, slot);
  }
}

void Account::add_promises(AccountKey key) {
  for (const PromiseOutcome& outcome : promises_->of(key.customer, key.currency)) {
    add(outcome.decided_on, outcome.is_kept ? EventType::promise_kept : EventType::promise_broken, 0);
  }
}

namespace {

// Whether the applications that the rule or the table links with the document were known when they took effect.
bool knows_applications(const LedgerData& ledger, const KnownRows& now, std::uint32_t row) {
  const Applications& applications = ledger.applications;
  const std::uint32_t identity = ledger.documents.identity[row];
  const auto knows = [&](std::uint32_t at, std::uint32_t other) {
    const std::uint32_t other_row = ledger.current_row[other];
    return applications.recorded_on[at] <= now.effective_day(at, row, other) &&
           (applications.superseded_on.empty() || applications.superseded_on[at] == kNeverSuperseded) &&
           ledger.documents.superseded_on[other_row] == kNeverSuperseded &&
           ledger.identity_offsets[other + 1] - ledger.identity_offsets[other] == 1 &&
           ledger.documents.recorded_on[other_row] <= ledger.documents.posting[other_row];
  };
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (!knows(at, applications.credit_identity[at])) return false;
  }
  for (std::uint32_t at = ledger.credit_offsets[identity]; at < ledger.credit_offsets[identity + 1]; ++at) {
    if (!knows(ledger.credit_rows[at], applications.debit_identity[ledger.credit_rows[at]])) return false;
  }
  return true;
}

bool knows_disputes(const LedgerData& ledger, std::uint32_t row) {
  const Disputes& disputes = ledger.disputes;
  if (disputes.offsets.empty()) return true;
  const std::uint32_t identity = ledger.documents.identity[row];
  for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
    if (disputes.recorded_on[at] > disputes.opened[at]) return false;
  }
  return true;
}

}  // namespace

bool is_always_known(const LedgerData& ledger, ApplicationClock clock, std::uint32_t customer,
                     const PromiseIndex& promises) {
  const KnownRows now(ledger, clock, std::nullopt);
  const Documents& documents = ledger.documents;
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  for (std::uint32_t row = first[customer]; row < first[customer + std::size_t{1}]; ++row) {
    const std::uint32_t identity = documents.identity[row];
    if (documents.superseded_on[row] != kNeverSuperseded ||
        ledger.identity_offsets[identity + 1] - ledger.identity_offsets[identity] != 1 ||
        documents.recorded_on[row] > documents.posting[row] || !knows_applications(ledger, now, row) ||
        !knows_disputes(ledger, row))
      return false;
  }
  for (const std::uint32_t at : promises.of(customer)) {
    if (ledger.promises.recorded_on[at] > ledger.promises.promised_on[at]) return false;
  }
  return true;
}

}  // namespace openitem::behaviour
