#include "behaviour/open_book.hpp"

#include <algorithm>
#include <functional>

namespace openitem::behaviour {
namespace {

void clear(OpenItems& items) noexcept {
  items.document.clear();
  items.instalment.clear();
  items.excess.clear();
  items.due.clear();
  items.amount.clear();
  items.open.clear();
  items.disputed.clear();
}

}  // namespace

void OpenParts::add(const OpenParts& other) noexcept {
  count += other.count;
  amount += other.amount;
  overdue_count += other.overdue_count;
  overdue_amount += other.overdue_amount;
  gross += other.gross;
  unapplied += other.unapplied;
  disputed += other.disputed;
  amount_due = amount_due + other.amount_due;
}

void OpenParts::remove(const OpenParts& other) noexcept {
  count -= other.count;
  amount -= other.amount;
  overdue_count -= other.overdue_count;
  overdue_amount -= other.overdue_amount;
  gross -= other.gross;
  unapplied -= other.unapplied;
  disputed -= other.disputed;
  amount_due = amount_due - other.amount_due;
}

void OpenBook::start(std::size_t documents) {
  sums_ = {};
  overdue_.clear();
  documents_.assign(documents, DocumentParts{});
}

void OpenBook::refresh(std::uint32_t slot, const AccountDocument& document, std::int64_t rest,
                       std::int32_t day) {
  DocumentParts& known = documents_[slot];
  const DocumentParts now = look_at(document, rest, day);
  sums_.remove(known.parts);
  sums_.add(now.parts);
  if (now.oldest != known.oldest && now.oldest != kNeverEffective) {
    overdue_.emplace_back(now.oldest, slot);
    std::push_heap(overdue_.begin(), overdue_.end(), std::greater<>());
  }
  known = now;
}

std::optional<std::int32_t> OpenBook::oldest_overdue() {
  while (!overdue_.empty()) {
    const auto [due, slot] = overdue_.front();
    if (documents_[slot].oldest == due) return due;
    std::pop_heap(overdue_.begin(), overdue_.end(), std::greater<>());
    overdue_.pop_back();
  }
  return std::nullopt;
}

OpenBook::DocumentParts OpenBook::look_at(const AccountDocument& document, std::int64_t rest,
                                          std::int32_t day) {
  const std::int64_t amount = known_.ledger().documents.amount[document.row];
  const bool is_within = amount > 0 ? rest >= 0 && rest <= amount : rest <= 0 && rest >= amount;
  if (!is_within || document.has_instalments || document.has_disputes)
    return look_at_items(document, rest, day);
  DocumentParts parts;
  add_item(parts, rest, 0, document.due, day);
  return parts;
}

OpenBook::DocumentParts OpenBook::look_at_items(const AccountDocument& document, std::int64_t rest,
                                                std::int32_t day) {
  const Documents& documents = known_.ledger().documents;
  const std::uint32_t identity = documents.identity[document.row];
  clear(items_);
  named_.start(identity);
  if (document.has_instalments) name_instalments(document, day);
  const std::int64_t disputed = document.has_disputes ? known_.disputed_on(identity, day) : 0;
  writer_.write({document.row, document.is_settled, rest, named_.sums(), disputed});
  DocumentParts parts;
  for (std::size_t at = 0; at < items_.open.size(); ++at) {
    const std::int32_t due = items_.due[at] == kNoDate ? documents.issue[document.row] : items_.due[at];
    add_item(parts, items_.open[at], items_.disputed[at],
             items_.excess[at] != 0 ? documents.posting[document.row] : due, day);
  }
  return parts;
}

void OpenBook::name_instalments(const AccountDocument& document, std::int32_t day) {
  const LedgerData& ledger = known_.ledger();
  const Applications& applications = ledger.applications;
  const std::uint32_t identity = ledger.documents.identity[document.row];
  for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
    if (applications.instalment[at] == kNoInstalment || !known_.knows_application(at)) continue;
    if (known_.effective_day(at, document.row, applications.credit_identity[at]) <= day)
      named_.add(applications.instalment[at], applications.debit_amount[at]);
  }
}

void OpenBook::add_item(DocumentParts& to, std::int64_t open, std::int64_t disputed, std::int32_t due,
                        std::int32_t day) const noexcept {
  OpenParts& parts = to.parts;
  if (open <= 0) {
    parts.unapplied += open;
    return;
  }
  parts.gross += open;
  parts.disputed += disputed;
  const std::int64_t counted = exclude_disputed_ ? open - disputed : open;
  if (counted == 0) return;
  ++parts.count;
  parts.amount += counted;
  parts.amount_due = parts.amount_due + multiply(counted, due);
  if (due >= day) return;
  ++parts.overdue_count;
  parts.overdue_amount += counted;
  to.oldest = std::min(to.oldest, due);
}

}  // namespace openitem::behaviour
