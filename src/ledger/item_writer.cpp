#include "ledger/item_writer.hpp"

#include <algorithm>

namespace openitem {
namespace {

template <typename Value>
void append(std::vector<Value>& to, const std::vector<Value>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void join_items(std::vector<OpenItemSet>& parts, OpenItems& all) {
  std::size_t rows = 0;
  for (const OpenItemSet& part : parts) rows += part.items.open.size();
  all.document.reserve(rows);
  all.instalment.reserve(rows);
  all.excess.reserve(rows);
  all.due.reserve(rows);
  all.amount.reserve(rows);
  all.open.reserve(rows);
  all.disputed.reserve(rows);
  for (OpenItemSet& part : parts) {
    append(all.document, part.items.document);
    append(all.instalment, part.items.instalment);
    append(all.excess, part.items.excess);
    append(all.due, part.items.due);
    append(all.amount, part.items.amount);
    append(all.open, part.items.open);
    append(all.disputed, part.items.disputed);
    part.items = {};
  }
}

}  // namespace

void NamedSums::add(std::int32_t number, std::int64_t amount) {
  if (instalments_.offsets.empty()) return;
  if (sums_.empty()) {
    const std::uint32_t begin = instalments_.offsets[identity_], end = instalments_.offsets[identity_ + 1];
    sums_.assign(end - begin, 0);
    by_number_.clear();
    for (std::uint32_t at = begin; at < end; ++at)
      by_number_.emplace_back(instalments_.number[at], at - begin);
    std::sort(by_number_.begin(), by_number_.end());
  }
  const auto found =
      std::lower_bound(by_number_.begin(), by_number_.end(), std::pair(number, std::uint32_t{0}));
  if (!sums_.empty() && found != by_number_.end() && found->first == number) sums_[found->second] += amount;
}

void ItemWriter::write(const DocumentState& state) {
  const std::int64_t amount = documents_.amount[state.document];
  const std::int64_t open =
      std::clamp(state.rest, std::min<std::int64_t>(amount, 0), std::max<std::int64_t>(amount, 0));
  const std::size_t first_item = out_.open.size();
  write_items(state, open);
  if (state.rest != open)
    add(state.document, kNoInstalment, true, documents_.due[state.document], 0, state.rest - open);
  if (state.disputed > 0) dispute(first_item, state.disputed);
}

// The document's kept instalments, or none: a version with another amount is its own single instalment.
std::pair<std::uint32_t, std::uint32_t> ItemWriter::instalments_of(const DocumentState& state) const {
  const Instalments& instalments = ledger_.instalments;
  if (instalments.offsets.empty() || !state.is_settled) return {0, 0};
  const std::uint32_t identity = documents_.identity[state.document];
  const std::uint32_t begin = instalments.offsets[identity], end = instalments.offsets[identity + 1];
  std::int64_t sum = 0;
  for (std::uint32_t at = begin; at < end; ++at) sum += instalments.amount[at];
  return sum == documents_.amount[state.document] ? std::pair(begin, end) : std::pair(begin, begin);
}

void ItemWriter::write_items(const DocumentState& state, std::int64_t open) {
  const std::uint32_t document = state.document;
  const auto [begin, end] = instalments_of(state);
  if (begin == end) {
    add(document, kNoInstalment, false, documents_.due[document], documents_.amount[document], open);
    return;
  }
  settle_instalments(begin, end, documents_.amount[document] - open, state.named);
  const Instalments& instalments = ledger_.instalments;
  for (std::uint32_t at = begin; at < end; ++at) {
    add(document, instalments.number[at], false, instalments.due[at], instalments.amount[at],
        instalments.amount[at] - settled_[at - begin]);
  }
}

// Spreads `settled` (between 0 and the document's amount, of its sign) over the instalments: first what names one,
// then the rest in their order; what is missing is taken back in the reverse order.
void ItemWriter::settle_instalments(std::uint32_t begin, std::uint32_t end, std::int64_t settled,
                                    std::span<const std::int64_t> named) {
  const std::vector<std::int64_t>& amount = ledger_.instalments.amount;
  settle_named(begin, end, named);
  std::int64_t rest = settled;
  for (const std::int64_t part : settled_) rest -= part;
  const std::int64_t sign = sign_of(begin, end) < 0 ? -1 : 1;
  for (std::uint32_t at = begin; at < end && rest * sign > 0; ++at) {
    const std::int64_t room = (amount[at] - settled_[at - begin]) * sign;
    const std::int64_t part = std::min(room, rest * sign) * sign;
    settled_[at - begin] += part;
    rest -= part;
  }
  for (std::uint32_t at = end; at-- > begin && rest * sign < 0;) {
    const std::int64_t part = std::min(settled_[at - begin] * sign, -rest * sign) * sign;
    settled_[at - begin] -= part;
    rest += part;
  }
}

std::int64_t ItemWriter::sign_of(std::uint32_t begin, std::uint32_t end) const noexcept {
  for (std::uint32_t at = begin; at < end; ++at) {
    if (ledger_.instalments.amount[at] != 0) return ledger_.instalments.amount[at];
  }
  return 0;
}

// What applications name, within 0 and the instalment. Only debits are named.
void ItemWriter::settle_named(std::uint32_t begin, std::uint32_t end, std::span<const std::int64_t> named) {
  settled_.assign(end - begin, 0);
  if (named.empty()) return;
  for (std::size_t at = 0; at < settled_.size(); ++at) {
    settled_[at] = std::clamp<std::int64_t>(
        named[at], 0, std::max<std::int64_t>(ledger_.instalments.amount[begin + at], 0));
  }
}

void ItemWriter::add(std::uint32_t document, std::int32_t instalment, bool is_excess, std::int32_t due,
                     std::int64_t amount, std::int64_t open) {
  if (open == 0 && !with_closed_) return;
  out_.document.push_back(document);
  out_.instalment.push_back(instalment);
  out_.excess.push_back(is_excess ? 1 : 0);
  out_.due.push_back(due);
  out_.amount.push_back(amount);
  out_.open.push_back(open);
  out_.disputed.push_back(0);
}

// Marks the disputed part of the items just written, in their order.
void ItemWriter::dispute(std::size_t first_item, std::int64_t disputed) noexcept {
  for (std::size_t item = first_item; item < out_.open.size() && disputed > 0; ++item) {
    out_.disputed[item] = std::min(open_part(item), disputed);
    disputed -= out_.disputed[item];
  }
}

// What can be disputed of an item: the open amount of a debit.
std::int64_t ItemWriter::open_part(std::size_t item) const noexcept {
  return out_.excess[item] != 0 ? 0 : std::max<std::int64_t>(out_.open[item], 0);
}

OpenItemSet joined(std::vector<OpenItemSet> parts, const OpenSums& sums) {
  OpenItemSet all;
  if (parts.size() == 1) {
    all = std::move(parts.front());
  } else {
    join_items(parts, all.items);
    for (const OpenItemSet& part : parts) append(all.later_payments, part.later_payments);
  }
  all.totals = sums.lines();
  return all;
}

}  // namespace openitem
