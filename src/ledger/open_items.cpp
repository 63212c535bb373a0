#include "ledger/open_items.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/parallel.hpp"
#include "ledger/books.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/open_item_totals.hpp"

namespace openitem {
namespace {

// Items of one chunk of documents. Scratch vectors are kept between documents.
class ItemWriter {
 public:
  ItemWriter(const LedgerData& ledger, const OpenItemQuery& query, const Books& books, OpenItems& out,
             OpenSums& sums)
      : ledger_(ledger), documents_(ledger.documents), query_(query), books_(books), out_(out), sums_(sums) {}

  void write(std::uint32_t document) {
    if (sums_.place(documents_, document, books_.place(document)) != Place::in_books) return;
    const std::int64_t rest = rest_of(document);
    sums_.count_open(documents_.currency[document], rest);
    const std::int64_t amount = documents_.amount[document];
    const std::int64_t open =
        std::clamp(rest, std::min<std::int64_t>(amount, 0), std::max<std::int64_t>(amount, 0));
    write_items(document, open);
    if (rest != open) add(document, kNoInstalment, true, documents_.due[document], 0, rest - open);
    dispute(document);
  }

 private:
  bool is_settled_row(std::uint32_t document) const {
    return books_.row_of(documents_.identity[document]) == document;
  }

  // Amount less what is applied: applications belong to the first row of an id's version.
  std::int64_t rest_of(std::uint32_t document) {
    std::int64_t rest = documents_.amount[document];
    targets_.clear();
    if (!is_settled_row(document)) return rest;
    const std::uint32_t identity = documents_.identity[document];
    const Applications& applications = ledger_.applications;
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      if (!books_.counts(at, applications.credit_identity[at])) continue;
      rest -= applications.debit_amount[at];
      if (applications.instalment[at] != kNoInstalment) {
        targets_.emplace_back(applications.instalment[at], applications.debit_amount[at]);
      }
    }
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.credit_rows[at];
      if (books_.counts(row, applications.debit_identity[row])) rest += applications.credit_amount[row];
    }
    return rest;
  }

  // The document's kept instalments, or none: a version with another amount is its own single instalment.
  std::pair<std::uint32_t, std::uint32_t> instalments_of(std::uint32_t document) const {
    const Instalments& instalments = ledger_.instalments;
    if (instalments.offsets.empty() || !is_settled_row(document)) return {0, 0};
    const std::uint32_t identity = documents_.identity[document];
    const std::uint32_t begin = instalments.offsets[identity], end = instalments.offsets[identity + 1];
    std::int64_t sum = 0;
    for (std::uint32_t at = begin; at < end; ++at) sum += instalments.amount[at];
    return sum == documents_.amount[document] ? std::pair(begin, end) : std::pair(begin, begin);
  }

  void write_items(std::uint32_t document, std::int64_t open) {
    first_item_ = out_.open.size();
    const auto [begin, end] = instalments_of(document);
    if (begin == end) {
      add(document, kNoInstalment, false, documents_.due[document], documents_.amount[document], open);
      return;
    }
    settle_instalments(begin, end, documents_.amount[document] - open);
    const Instalments& instalments = ledger_.instalments;
    for (std::uint32_t at = begin; at < end; ++at) {
      add(document, instalments.number[at], false, instalments.due[at], instalments.amount[at],
          instalments.amount[at] - settled_[at - begin]);
    }
  }

  // Spreads `settled` (between 0 and the document's amount, of its sign) over the instalments: first what names one,
  // then the rest in their order; what is missing is taken back in the reverse order.
  void settle_instalments(std::uint32_t begin, std::uint32_t end, std::int64_t settled) {
    const std::vector<std::int64_t>& amount = ledger_.instalments.amount;
    settle_named(begin, end);
    std::int64_t rest = settled;
    for (const std::int64_t part : settled_) rest -= part;
    const std::int64_t sign = documents_sign(begin, end) < 0 ? -1 : 1;
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

  std::int64_t documents_sign(std::uint32_t begin, std::uint32_t end) const noexcept {
    for (std::uint32_t at = begin; at < end; ++at) {
      if (ledger_.instalments.amount[at] != 0) return ledger_.instalments.amount[at];
    }
    return 0;
  }

  // What applications name, within 0 and the instalment. Only debits are named.
  void settle_named(std::uint32_t begin, std::uint32_t end) {
    settled_.assign(end - begin, 0);
    if (targets_.empty()) return;
    by_number_.clear();
    for (std::uint32_t at = begin; at < end; ++at)
      by_number_.emplace_back(ledger_.instalments.number[at], at - begin);
    std::sort(by_number_.begin(), by_number_.end());
    for (const auto& [number, amount] : targets_) {
      const auto found =
          std::lower_bound(by_number_.begin(), by_number_.end(), std::pair(number, std::uint32_t{0}));
      if (found != by_number_.end() && found->first == number) settled_[found->second] += amount;
    }
    for (std::size_t at = 0; at < settled_.size(); ++at) {
      settled_[at] = std::clamp<std::int64_t>(
          settled_[at], 0, std::max<std::int64_t>(ledger_.instalments.amount[begin + at], 0));
    }
  }

  void add(std::uint32_t document, std::int32_t instalment, bool is_excess, std::int32_t due,
           std::int64_t amount, std::int64_t open) {
    if (open == 0 && !query_.with_closed) return;
    out_.document.push_back(document);
    out_.instalment.push_back(instalment);
    out_.excess.push_back(is_excess ? 1 : 0);
    out_.due.push_back(due);
    out_.amount.push_back(amount);
    out_.open.push_back(open);
    out_.disputed.push_back(0);
  }

  // Marks the disputed part of the items just written, in their order.
  void dispute(std::uint32_t document) {
    const Disputes& disputes = ledger_.disputes;
    if (disputes.offsets.empty() || first_item_ == out_.open.size() || !is_settled_row(document)) return;
    const std::uint32_t identity = documents_.identity[document];
    if (disputes.offsets[identity] == disputes.offsets[identity + 1]) return;
    std::int64_t open = 0;
    for (std::size_t item = first_item_; item < out_.open.size(); ++item) open += open_part(item);
    std::int64_t disputed = 0;
    for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
      if (!is_active(at)) continue;
      disputed = std::min(open, disputes.whole[at] != 0 ? open : disputed + disputes.amount[at]);
    }
    for (std::size_t item = first_item_; item < out_.open.size() && disputed > 0; ++item) {
      out_.disputed[item] = std::min(open_part(item), disputed);
      disputed -= out_.disputed[item];
    }
  }

  // What can be disputed of an item: the open amount of a debit.
  std::int64_t open_part(std::size_t item) const noexcept {
    return out_.excess[item] != 0 ? 0 : std::max<std::int64_t>(out_.open[item], 0);
  }

  bool is_active(std::uint32_t at) const noexcept {
    const Disputes& disputes = ledger_.disputes;
    if (query_.known_at && disputes.recorded_on[at] > *query_.known_at) return false;
    return disputes.opened[at] <= query_.as_of &&
           (disputes.closed[at] == kNoDate || disputes.closed[at] > query_.as_of);
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItemQuery& query_;
  const Books& books_;
  OpenItems& out_;
  OpenSums& sums_;
  std::size_t first_item_ = 0;
  std::vector<std::int64_t> settled_;                              // per instalment
  std::vector<std::pair<std::int32_t, std::int64_t>> targets_;     // instalment number, amount
  std::vector<std::pair<std::int32_t, std::uint32_t>> by_number_;  // instalment number, position
};

template <typename Value>
void append(std::vector<Value>& to, const std::vector<Value>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

OpenItems joined(std::vector<OpenItems> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  OpenItems all;
  std::size_t rows = 0;
  for (const OpenItems& part : parts) rows += part.open.size();
  all.document.reserve(rows);
  all.instalment.reserve(rows);
  all.excess.reserve(rows);
  all.due.reserve(rows);
  all.amount.reserve(rows);
  all.open.reserve(rows);
  all.disputed.reserve(rows);
  for (OpenItems& part : parts) {
    append(all.document, part.document);
    append(all.instalment, part.instalment);
    append(all.excess, part.excess);
    append(all.due, part.due);
    append(all.amount, part.amount);
    append(all.open, part.open);
    append(all.disputed, part.disputed);
    part = {};
  }
  return all;
}

}  // namespace

OpenItemSet find_open_items(const LedgerData& ledger, const OpenItemQuery& query) {
  check_threads(query.threads);
  const Books books(ledger, query);
  const std::int64_t rows = ledger.documents.rows();
  std::vector<OpenItems> items(static_cast<std::size_t>(chunk_count(rows)));
  std::vector<OpenSums> sums(items.size());
  for_each_chunk(rows, query.threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    ItemWriter writer(ledger, query, books, items[static_cast<std::size_t>(chunk)],
                      sums[static_cast<std::size_t>(chunk)]);
    for (std::int64_t row = begin; row < end; ++row) writer.write(static_cast<std::uint32_t>(row));
  });
  OpenSums total;
  for (const OpenSums& part : sums) total.merge(part);
  total.merge(sum_applications(ledger, books, query.threads));
  return {joined(std::move(items)), total.lines()};
}

}  // namespace openitem
