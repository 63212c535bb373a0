#include "behaviour/account_sweep.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ledger/document_kinds.hpp"

namespace openitem::behaviour {
namespace {

// The order of paid invoices; those that agree in it are alike in every figure.
auto order_of(const PaidInvoice& invoice) noexcept {
  return std::tuple(invoice.closed_on, invoice.days_late, invoice.amount, invoice.is_part_paid,
                    invoice.is_short_paid, invoice.has_discount);
}

bool was_disputed(const KnownRows& known, std::uint32_t identity, std::int32_t day) noexcept {
  const Disputes& disputes = known.ledger().disputes;
  for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
    if (known.is_recorded(disputes.recorded_on[at]) && disputes.opened[at] <= day) return true;
  }
  return false;
}

}  // namespace

AccountSweep::AccountSweep(const KnownRows& known, const BehaviourPlan& plan, SweepOptions options)
    : known_(known), options_(options), book_(known, options.exclude_disputed), flows_(plan.flow_windows) {
  for (const FeatureWindow& window : plan.paid_windows) windows_.emplace_back(window, plan.needs_order);
}

void AccountSweep::start(const Account& account) {
  account_ = &account;
  next_ = 0;
  documents_.assign(account.documents().size(), DocumentNow{});
  touched_.clear();
  first_posting_.reset();
  last_payment_.reset();
  posted_last_.clear();
  book_.start(account.documents().size());
  flows_.clear();
  flow_sums_ = {};
  for (PaidWindow& window : windows_) window.clear();
  paid_.clear();
  disputed_.clear();
  spans_.clear();
}

void AccountSweep::advance(std::int32_t day) {
  const std::span<const AccountEvent> events = account_->events();
  while (next_ < events.size() && events[next_].day <= day) run_day(events[next_].day);
  day_ = day;
  for (PaidWindow& window : windows_) window.advance(paid_, day);
}

void AccountSweep::run_day(std::int32_t day) {
  const std::span<const AccountEvent> events = account_->events();
  for (; next_ < events.size() && events[next_].day == day; ++next_) take(events[next_]);
  closed_today_.clear();
  for (const std::uint32_t slot : touched_) {
    documents_[slot].is_touched = false;
    if (documents_[slot].is_posted) look_again(slot, day);
  }
  touched_.clear();
  append_closed();
  const OpenParts& open = book_.sums();
  flows_.append({day, open.gross + open.unapplied, first_posting_.has_value(), flow_sums_});
}

void AccountSweep::take(const AccountEvent& event) {
  const auto type = static_cast<EventType>(event.type);
  if (type == EventType::promise_kept || type == EventType::promise_broken) {
    ++(type == EventType::promise_kept ? flow_sums_.promises_kept : flow_sums_.promises_broken);
    return;
  }
  const std::uint32_t slot = event.slot;
  DocumentNow& document = documents_[slot];
  if (!document.is_touched) {
    document.is_touched = true;
    touched_.push_back(slot);
  }
  document.rest += event.amount;
  if (type == EventType::posted) post(slot, event.day);
  if (type == EventType::dispute_opened) ++flow_sums_.disputes;
}

void AccountSweep::post(std::uint32_t slot, std::int32_t day) {
  const AccountDocument& document = account_->documents()[slot];
  const Documents& documents = known_.ledger().documents;
  const std::int64_t amount = documents.amount[document.row];
  const auto kind = static_cast<DocumentKind>(documents.kind[document.row]);
  documents_[slot].is_posted = true;
  documents_[slot].rest += amount;
  if (!first_posting_) first_posting_ = day;
  if (posted_last_.empty() || last_posting_ != day) posted_last_.clear();
  last_posting_ = day;
  posted_last_.push_back(slot);
  if (document.has_disputes) disputed_.push_back(slot);
  if (document.is_invoice) {
    ++flow_sums_.invoices;
    flow_sums_.invoiced += amount;
  } else if (is_payment(kind, amount)) {
    ++flow_sums_.payments;
    last_payment_ = day;
  } else if (kind == DocumentKind::payment_return) {
    ++flow_sums_.payment_returns;
  } else if (kind == DocumentKind::credit_note) {
    flow_sums_.credited -= amount;
  }
}

void AccountSweep::look_again(std::uint32_t slot, std::int32_t day) {
  const AccountDocument& document = account_->documents()[slot];
  DocumentNow& now = documents_[slot];
  book_.refresh(slot, document, now.rest, day);
  if (!document.is_invoice || (now.rest <= 0) == now.is_closed) return;
  now.is_closed = now.rest <= 0;
  if (!now.is_closed) {
    if (now.is_paid) reopen(slot, day);
    now.is_paid = false;
    return;
  }
  const std::optional<PaidInvoice> invoice = paid_invoice(slot, day);
  if (!invoice) return;
  now.is_paid = true;
  closed_today_.push_back(*invoice);
}

std::optional<PaidInvoice> AccountSweep::paid_invoice(std::uint32_t slot, std::int32_t day) {
  const LedgerData& ledger = known_.ledger();
  const Documents& documents = ledger.documents;
  const Applications& applications = ledger.applications;
  const AccountDocument& document = account_->documents()[slot];
  const std::uint32_t identity = documents.identity[document.row];
  if (options_.exclude_disputed && document.has_disputes && was_disputed(known_, identity, day))
    return std::nullopt;
  std::int64_t payments = 0, discounts = 0;
  payment_days_.clear();
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (!known_.knows_application(at)) continue;
    const std::int32_t effective = known_.effective_day(at, document.row, applications.credit_identity[at]);
    const std::uint32_t credit = known_.row_of(applications.credit_identity[at]);
    if (effective > day || credit == kNoRow) continue;
    const auto kind = static_cast<DocumentKind>(documents.kind[credit]);
    if (kind == DocumentKind::discount) discounts += applications.debit_amount[at];
    if (!is_payment(kind, documents.amount[credit])) continue;
    payments += applications.debit_amount[at];
    if (applications.debit_amount[at] > 0) payment_days_.push_back(effective);
  }
  if (payments <= 0) return std::nullopt;
  const bool is_part_paid =
      std::any_of(payment_days_.begin(), payment_days_.end(),
                  [this](std::int32_t other) { return other != payment_days_.front(); });
  const std::int64_t amount = documents.amount[document.row];
  return PaidInvoice{day, day - document.due, amount, is_part_paid, payments + discounts<amount, discounts> 0,
                     slot};
}

void AccountSweep::reopen(std::uint32_t slot, std::int32_t day) {
  const auto found = std::find_if(paid_.rbegin(), paid_.rend(),
                                  [slot](const PaidInvoice& invoice) { return invoice.slot == slot; });
  if (found == paid_.rend()) return;
  if (options_.keeps_spans) spans_.push_back({*found, day});
  paid_.erase(std::next(found).base());
  rebuild();
}

void AccountSweep::append_closed() {
  std::sort(closed_today_.begin(), closed_today_.end(),
            [](const PaidInvoice& a, const PaidInvoice& b) { return order_of(a) < order_of(b); });
  for (const PaidInvoice& invoice : closed_today_) {
    paid_.push_back(invoice);
    for (PaidWindow& window : windows_) window.append(paid_);
  }
}

void AccountSweep::rebuild() {
  for (PaidWindow& window : windows_) {
    window.clear();
    for (std::size_t count = 1; count <= paid_.size(); ++count) window.append(std::span(paid_).first(count));
  }
}

std::int64_t AccountSweep::disputes_open() const noexcept {
  const LedgerData& ledger = known_.ledger();
  const Disputes& disputes = ledger.disputes;
  std::int64_t active = 0;
  for (const std::uint32_t slot : disputed_) {
    const std::uint32_t identity = ledger.documents.identity[account_->documents()[slot].row];
    for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
      if (known_.is_recorded(disputes.recorded_on[at]) && disputes.opened[at] <= day_ &&
          (disputes.closed[at] == kNoDate || disputes.closed[at] > day_))
        ++active;
    }
  }
  return active;
}

std::uint32_t AccountSweep::segment(std::span<const std::uint32_t> codes) const noexcept {
  std::uint32_t code = kNoKey;
  for (const std::uint32_t slot : posted_last_) code = std::min(code, codes[account_->documents()[slot].row]);
  return code;
}

std::vector<PaidSpan> AccountSweep::take_spans() {
  for (const PaidInvoice& invoice : paid_) spans_.push_back({invoice, kNeverEffective});
  return std::exchange(spans_, {});
}

}  // namespace openitem::behaviour
