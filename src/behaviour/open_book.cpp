#include "behaviour/open_book.hpp"

#include <algorithm>
#include <functional>

namespace openitem::behaviour {

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
  DocumentParts parts;
  items_.visit(document, rest, day, [&](std::int64_t open, std::int64_t disputed, std::int32_t due) {
    add_item(parts, open, disputed, due, day);
  });
  return parts;
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
