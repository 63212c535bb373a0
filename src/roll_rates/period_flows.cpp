#include "roll_rates/period_flows.hpp"

#include <algorithm>
#include <span>

#include "core/parallel.hpp"
#include "roll_rates/document_changes.hpp"

namespace openitem {
namespace {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

bool is_same_item(const DebitItem& a, const DebitItem& b) noexcept {
  return a.instalment == b.instalment && a.is_excess == b.is_excess;
}

// Writes the flows of one document at a time. Scratch vectors are kept between documents.
class Follower {
 public:
  Follower(const FlowKeys& keys, const DayItems& first, const DayItems& second, PeriodFlows& out)
      : keys_(keys),
        documents_(keys.ledger.documents),
        first_(first),
        second_(second),
        changes_(keys.ledger, first, second),
        disputed_(first.disputed_state()),
        out_(out) {}

  // The items of one document at each date; not both are empty.
  void follow(std::span<const DebitItem> before, std::span<const DebitItem> after) {
    const std::uint32_t old_row = before.empty() ? row_at(first_.books, after[0].row) : before[0].row;
    const std::uint32_t new_row = after.empty() ? row_at(second_.books, before[0].row) : after[0].row;
    is_in_first_ = old_row != kNoRow;
    const bool is_in_second = new_row != kNoRow;
    const bool is_same = is_in_first_ && is_in_second && keys_.is_same_group(old_row, new_row);
    match(before, is_same ? after : std::span<const DebitItem>());
    read_changes(is_same, before, after, old_row);
    changes_.take(before, left_, taken_);
    for (std::size_t at = 0; at < before.size(); ++at)
      write_item(before[at], matches_[at] == kNoMatch ? nullptr : &after[matches_[at]], taken_[at]);
    for (std::size_t at = 0; at < after.size(); ++at) {
      const DebitItem* const old = is_same && matched_[at] != kNoMatch ? &before[matched_[at]] : nullptr;
      write_inflow(after[at], old);
    }
  }

 private:
  // The row of the same document that is in other books; kNoRow = it is not in them.
  [[nodiscard]] std::uint32_t row_at(const Books& books, std::uint32_t row) const noexcept {
    const std::uint32_t identity = documents_.identity[row];
    const Books& own = &books == &first_.books ? second_.books : first_.books;
    if (own.row_of(identity) == row) return books.is_in_books(identity) ? books.row_of(identity) : kNoRow;
    return books.place(row) == Place::in_books ? row : kNoRow;
  }

  void match(std::span<const DebitItem> before, std::span<const DebitItem> after) {
    matches_.assign(before.size(), kNoMatch);
    matched_.assign(after.size(), kNoMatch);
    left_.resize(before.size());
    std::size_t next = 0;  // both lists are in one order
    for (std::size_t at = 0; at < before.size(); ++at) {
      left_[at] = before[at].open;
      for (std::size_t other = next; other < after.size(); ++other) {
        if (!is_same_item(before[at], after[other])) continue;
        matches_[at] = other;
        matched_[other] = at;
        left_[at] -= std::min(before[at].open, after[other].open);
        next = other + 1;
        break;
      }
    }
  }

  // Only what changed is looked up.
  void read_changes(bool is_same, std::span<const DebitItem> before, std::span<const DebitItem> after,
                    std::uint32_t old_row) {
    changes_.forget();
    if (!is_same) return;
    const std::uint32_t identity = documents_.identity[old_row];
    if (first_.books.row_of(identity) != old_row) return;
    bool has_changed = before.size() != after.size();
    for (std::size_t at = 0; at < before.size() && !has_changed; ++at)
      has_changed = matches_[at] == kNoMatch || before[at].open != after[matches_[at]].open;
    if (has_changed) changes_.read(identity);
  }

  void move(const DebitItem& item, std::uint16_t state, Move to, std::int64_t amount, std::int64_t items) {
    if (amount != 0 || items != 0) out_.moves.push_back({item.row, state, code_of(to), amount, items});
  }

  // What becomes of the undisputed part of an item that is still open.
  [[nodiscard]] Outcome outcome_of(const DebitItem& item, const DebitItem& now) const noexcept {
    const std::int32_t expected =
        item.basis_date == kNoDate ? 0 : second_.buckets.of(second_.query.as_of - item.basis_date);
    if (now.bucket != expected || now.bucket < item.bucket) return Outcome::re_dated;
    return now.bucket == item.bucket ? Outcome::stays : Outcome::rolls;
  }

  void write_item(const DebitItem& item, const DebitItem* now, const Taken& taken) {
    std::int64_t undisputed = item.undisputed();
    std::int64_t disputed = item.disputed;
    std::size_t most = static_cast<std::size_t>(Outcome::paid);
    for (auto at = static_cast<std::size_t>(Outcome::paid); at < kOutcomes; ++at) {
      const Move closed{static_cast<Outcome>(at), kNoState};
      const std::int64_t part = std::min(undisputed, taken[at]);
      move(item, item.bucket, closed, part, 0);
      move(item, disputed_, closed, taken[at] - part, 0);
      undisputed -= part;
      disputed -= taken[at] - part;
      if (taken[at] > taken[most]) most = at;
    }
    if (now == nullptr) {
      move(item, item.state(disputed_), {static_cast<Outcome>(most), kNoState}, 0, 1);
    } else {
      write_remaining(item, *now, undisputed, disputed);
    }
  }

  void write_remaining(const DebitItem& item, const DebitItem& now, std::int64_t undisputed,
                       std::int64_t disputed) {
    const std::int64_t disputed_now = std::min(now.disputed, undisputed + disputed);
    const std::int64_t still = std::min(disputed, disputed_now);
    const Move open{outcome_of(item, now), now.bucket};
    const Move newly{Outcome::disputed, disputed_};
    const Move closed{Outcome::dispute_closed, now.bucket};
    const Move stays{Outcome::stays, disputed_};
    move(item, item.bucket, open, undisputed - (disputed_now - still), 0);
    move(item, item.bucket, newly, disputed_now - still, 0);
    move(item, disputed_, closed, disputed - still, 0);
    move(item, disputed_, stays, still, 0);
    const bool was_disputed = item.state(disputed_) == disputed_;
    const bool is_disputed = now.state(disputed_) == disputed_;
    const Move counted = was_disputed ? (is_disputed ? stays : closed) : (is_disputed ? newly : open);
    move(item, item.state(disputed_), counted, 0, 1);
  }

  [[nodiscard]] Source source_of_new(std::uint32_t row) const noexcept {
    if (documents_.posting[row] <= first_.query.as_of) return Source::late;
    const auto kind = static_cast<DocumentKind>(documents_.kind[row]);
    if (kind == DocumentKind::payment_return) return Source::returned;
    return kind == DocumentKind::recovery ? Source::recovered : Source::new_document;
  }

  void write_inflow(const DebitItem& now, const DebitItem* before) {
    const std::int64_t remaining = before == nullptr ? 0 : std::min(before->open, now.open);
    const std::int64_t added = now.open - remaining;
    if (added == 0) return;
    std::int64_t disputed = now.disputed - std::min(now.disputed, remaining);
    const auto add = [&](Source source, std::int64_t amount, std::int64_t items) {
      const auto code = static_cast<std::uint16_t>(source);
      const std::int64_t part = std::min(disputed, amount);
      disputed -= part;
      if (part != 0) out_.inflows.push_back({now.row, disputed_, code, part, 0});
      if (amount != part) out_.inflows.push_back({now.row, now.bucket, code, amount - part, 0});
      if (items != 0) out_.inflows.push_back({now.row, now.state(disputed_), code, 0, items});
    };
    const std::int64_t items = before == nullptr ? 1 : 0;
    if (!is_in_first_) return add(source_of_new(now.row), added, items);
    const std::int64_t reopened = changes_.give_back(added);
    if (reopened != 0) add(Source::reopened, reopened, items);
    if (reopened != added) add(Source::corrected, added - reopened, reopened != 0 ? 0 : items);
  }

  const FlowKeys& keys_;
  const Documents& documents_;
  const DayItems& first_;
  const DayItems& second_;
  DocumentChanges changes_;
  const std::uint16_t disputed_;
  PeriodFlows& out_;
  bool is_in_first_ = false;
  std::vector<std::size_t> matches_, matched_;  // index on the other side
  std::vector<std::int64_t> left_;
  std::vector<Taken> taken_;
};

// The items of documents [begin, end).
std::span<const DebitItem> between(const std::vector<DebitItem>& items, std::int64_t begin,
                                   std::int64_t end) {
  const auto before = [](const DebitItem& item, std::int64_t document) { return item.document < document; };
  const auto first = std::lower_bound(items.begin(), items.end(), begin, before);
  return {first, std::lower_bound(first, items.end(), end, before)};
}

// Cuts the items of a document off the front.
std::span<const DebitItem> next_of(std::span<const DebitItem>& items, std::uint32_t document) {
  std::size_t count = 0;
  while (count < items.size() && items[count].document == document) ++count;
  const std::span<const DebitItem> cut = items.first(count);
  items = items.subspan(count);
  return cut;
}

void append(std::vector<Flow>& to, const std::vector<Flow>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

PeriodFlows follow_items(const FlowKeys& keys, const DayItems& first, const DayItems& second) {
  const std::int64_t rows = keys.ledger.documents.rows();
  std::vector<PeriodFlows> parts(static_cast<std::size_t>(chunk_count(rows)));
  for_each_chunk(rows, keys.threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    Follower follower(keys, first, second, parts[static_cast<std::size_t>(chunk)]);
    std::span<const DebitItem> before = between(first.items, begin, end);
    std::span<const DebitItem> after = between(second.items, begin, end);
    while (!before.empty() || !after.empty()) {
      const std::uint32_t document = before.empty()  ? after[0].document
                                     : after.empty() ? before[0].document
                                                     : std::min(before[0].document, after[0].document);
      const std::span<const DebitItem> old = next_of(before, document);
      follower.follow(old, next_of(after, document));
    }
  });
  PeriodFlows all;
  for (const PeriodFlows& part : parts) {
    append(all.moves, part.moves);
    append(all.inflows, part.inflows);
  }
  return all;
}

}  // namespace openitem
