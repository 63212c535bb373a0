#include "roll_rates/document_changes.hpp"

#include <algorithm>

#include "core/checked.hpp"

namespace openitem {
namespace {

Outcome outcome_of_kind(DocumentKind kind) noexcept {
  switch (kind) {
    case DocumentKind::payment: return Outcome::paid;
    case DocumentKind::discount: return Outcome::discounted;
    case DocumentKind::write_off: return Outcome::written_off;
    case DocumentKind::unclassified_credit: return Outcome::unclassified;
    default: return Outcome::credited;
  }
}

}  // namespace

Outcome DocumentChanges::outcome_of(std::uint32_t debit_row, std::uint32_t credit) const noexcept {
  std::uint32_t row = second_.books.row_of(credit);
  if (row == kNoRow) row = first_.books.row_of(credit);
  if (row == kNoRow) row = ledger_.current_row[credit];
  if (ledger_.documents.currency[row] != ledger_.documents.currency[debit_row]) return Outcome::currency;
  return outcome_of_kind(static_cast<DocumentKind>(ledger_.documents.kind[row]));
}

void DocumentChanges::read(std::uint32_t identity) {
  forget();
  const Applications& applications = ledger_.applications;
  const std::uint32_t debit_row = second_.books.row_of(identity);
  for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
    const std::uint32_t credit = applications.credit_identity[at];
    const bool counted = first_.books.counts(at, credit);
    if (counted == second_.books.counts(at, credit)) continue;
    const std::int64_t effect = counted ? -applications.debit_amount[at] : applications.debit_amount[at];
    if (effect > 0) {
      takes_.push_back({outcome_of(debit_row, credit), applications.instalment[at], effect});
    } else {
      given_back_ = checked_sub(given_back_, effect);
    }
  }
  std::stable_sort(takes_.begin(), takes_.end(),
                   [](const Take& a, const Take& b) { return a.outcome < b.outcome; });
}

void DocumentChanges::take(std::span<const DebitItem> items, std::span<const std::int64_t> left,
                           std::vector<Taken>& taken) {
  taken.assign(items.size(), Taken{});
  std::vector<std::int64_t> missing(left.begin(), left.end());
  const auto use = [&](std::size_t item, Take& row) {
    const std::int64_t part = std::min(missing[item], row.amount);
    taken[item][static_cast<std::size_t>(row.outcome)] += part;
    missing[item] -= part;
    row.amount -= part;
  };
  for (std::size_t item = 0; item < items.size(); ++item) {
    if (items[item].instalment == kNoInstalment || items[item].is_excess) continue;
    for (Take& row : takes_) {
      if (row.instalment == items[item].instalment) use(item, row);
    }
  }
  for (std::size_t item = 0; item < items.size(); ++item) {
    for (Take& row : takes_) use(item, row);
    taken[item][static_cast<std::size_t>(Outcome::corrected)] += missing[item];
  }
}

std::int64_t DocumentChanges::give_back(std::int64_t amount) noexcept {
  const std::int64_t part = std::min(amount, given_back_);
  given_back_ -= part;
  return part;
}

}  // namespace openitem
