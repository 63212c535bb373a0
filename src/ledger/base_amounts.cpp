#include "ledger/base_amounts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "core/checked.hpp"
#include "core/parallel.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

// Splits a booked amount along a running sum: the parts up to any point are the rounded share of that point, so
// that nothing is lost between them.
class RunningShare {
 public:
  RunningShare(std::int64_t booked, std::int64_t whole) : booked_(booked), whole_(whole) {}

  std::int64_t next(std::int64_t step) {
    sum_ += step;
    const std::int64_t share = multiply_divide(booked_, sum_, whole_);
    const std::int64_t part = share - share_;
    share_ = share;
    return part;
  }

 private:
  std::int64_t booked_, whole_, sum_ = 0, share_ = 0;
};

// The applications that count on documents of one side, in the order in which they take their parts.
class PartSplitter {
 public:
  PartSplitter(const LedgerData& ledger, const BaseAmounts& base, const Books& books, BaseParts& out)
      : ledger_(ledger), base_(base), books_(books), out_(out) {}

  void split_debit(std::uint32_t identity) {
    order_.clear();
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      take(at, identity, ledger_.applications.credit_identity[at]);
    }
    // Both sides agree on the date, and debits alone write it: no two threads meet.
    for (const Step& step : order_) out_.date[step.application] = step.date;
    split(identity, ledger_.applications.debit_amount, out_.debit, out_.has_debit);
  }

  void split_credit(std::uint32_t identity) {
    order_.clear();
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.credit_rows[at];
      take(row, identity, ledger_.applications.debit_identity[row]);
    }
    split(identity, ledger_.applications.credit_amount, out_.credit, out_.has_credit);
  }

 private:
  struct Step {
    std::int32_t date;
    std::int64_t source_row;
    std::uint32_t application;
    friend bool operator<(const Step& a, const Step& b) noexcept {
      if (a.date != b.date) return a.date < b.date;
      return a.source_row != b.source_row ? a.source_row < b.source_row : a.application < b.application;
    }
  };

  void take(std::uint32_t application, std::uint32_t identity, std::uint32_t other) {
    if (!books_.is_in_books(identity) || !books_.counts(application, other)) return;
    const std::vector<std::int32_t>& posting = ledger_.documents.posting;
    std::int32_t date =
        std::max(ledger_.applications.applied_on[application], posting[books_.row_of(identity)]);
    // Under some clocks it counts although nothing is known of its other side.
    const std::uint32_t other_row = books_.row_of(other);
    if (other_row != kNoRow) date = std::max(date, posting[other_row]);
    order_.push_back(
        {date, std::max(ledger_.applications.source_row[application], kOfFlatForm), application});
  }

  void split(std::uint32_t identity, const std::vector<std::int64_t>& amounts,
             std::vector<std::int64_t>& parts, std::vector<std::uint8_t>& has_part) {
    if (order_.empty()) return;
    const std::uint32_t document = books_.row_of(identity);
    const std::optional<std::int64_t> booked = base_.of(document);
    const std::int64_t amount = std::abs(ledger_.documents.amount[document]);
    if (!booked || amount == 0) return;
    std::sort(order_.begin(), order_.end());
    RunningShare share(*booked, amount);
    for (const Step& step : order_) {
      parts[step.application] = share.next(amounts[step.application]);
      has_part[step.application] = 1;
    }
  }

  const LedgerData& ledger_;
  const BaseAmounts& base_;
  const Books& books_;
  BaseParts& out_;
  std::vector<Step> order_;
};

}  // namespace

void BaseLine::add(std::int64_t value) {
  ++count;
  amount = checked_add(amount, value);
}
void BaseLine::subtract(std::int64_t value) {
  ++count;
  amount = checked_sub(amount, value);
}

BookedItems booked_items(const LedgerData& ledger, const BaseAmounts& base, const OpenItems& items) {
  const std::size_t size = items.open.size();
  BookedItems out{std::vector<std::int64_t>(size, 0), std::vector<std::uint8_t>(size, 0)};
  for (std::size_t first = 0; first < size;) {
    const std::uint32_t document = items.document[first];
    std::size_t last = first;
    std::int64_t rest = 0;
    for (; last < size && items.document[last] == document; ++last) rest += items.open[last];
    const std::int64_t amount = ledger.documents.amount[document];
    const std::optional<std::int64_t> booked = base.of(document);
    if (!booked || amount == 0) {
      std::fill(out.is_missing.begin() + static_cast<std::ptrdiff_t>(first),
                out.is_missing.begin() + static_cast<std::ptrdiff_t>(last), std::uint8_t{1});
    } else if (rest != 0) {  // what is settled carries nothing
      const std::int64_t left = *booked - multiply_divide(*booked, amount - rest, amount);
      RunningShare share(left, rest);
      for (std::size_t item = first; item < last; ++item) out.amount[item] = share.next(items.open[item]);
    }
    first = last;
  }
  return out;
}

BaseParts base_parts(const LedgerData& ledger, const BaseAmounts& base, const Books& books,
                     std::int32_t threads) {
  const auto size = static_cast<std::size_t>(ledger.applications.rows());
  BaseParts out{std::vector<std::int64_t>(size, 0), std::vector<std::int64_t>(size, 0),
                std::vector<std::uint8_t>(size, 0), std::vector<std::uint8_t>(size, 0),
                std::vector<std::int32_t>(size, kNoDate)};
  for_each_chunk(ledger.identities, threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
    PartSplitter splitter(ledger, base, books, out);
    for (std::int64_t identity = begin; identity < end; ++identity) {
      splitter.split_debit(static_cast<std::uint32_t>(identity));
      splitter.split_credit(static_cast<std::uint32_t>(identity));
    }
  });
  return out;
}

std::int64_t BaseBridge::booked() const {
  std::int64_t sum = documents.amount;
  for (const BaseLine* const line :
       {&without_amount, &residues, &without_counterpart, &applied_before_posting}) {
    sum = checked_add(sum, line->amount);
  }
  return sum;
}

BaseBridge base_bridge(const LedgerData& ledger, const BaseAmounts& base, const Books& books,
                       const BaseParts& parts) {
  BaseBridge bridge;
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(ledger.documents.rows()); ++row) {
    ++bridge.document_visits;
    if (books.place(row) != Place::in_books) continue;
    const std::optional<std::int64_t> booked = base.of(row);
    (booked ? bridge.documents : bridge.without_base).add(booked.value_or(0));
    if (booked.value_or(0) != 0 && ledger.documents.amount[row] == 0) bridge.without_amount.subtract(*booked);
  }
  const Applications& applications = ledger.applications;
  for (std::size_t at = 0; at < parts.debit.size(); ++at) {
    const std::int64_t residue = checked_add(parts.debit[at], parts.credit[at]);
    if (residue == 0) continue;
    if (parts.has_debit[at] != 0 && parts.has_credit[at] != 0) {
      bridge.residues.subtract(residue);
    } else if (books.is_in_books(applications.debit_identity[at]) &&
               books.is_in_books(applications.credit_identity[at])) {
      bridge.without_counterpart.subtract(residue);
    } else {
      bridge.applied_before_posting.subtract(residue);
    }
  }
  return bridge;
}

}  // namespace openitem
