// Credits that no application row names fill the oldest due debits (docs/methods/ledger.md, section 4).

#include <algorithm>
#include <deque>
#include <queue>
#include <tuple>
#include <utility>

#include "core/message.hpp"
#include "ledger/application_rows.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

class OldestDue {
 public:
  OldestDue(const ApplicationRows& applications, AppliedSums& sums, const LedgerData& ledger,
            ApplicationList& list)
      : sums_(sums), ledger_(ledger), documents_(ledger.documents), list_(list) {
    is_named_.assign(static_cast<std::size_t>(ledger.identities), 0);
    for (const std::uint32_t identity : applications.credit.identity) {
      if (identity != kNoRow) is_named_[identity] = 1;
    }
    for (const std::uint32_t identity : list.credit_identity) is_named_[identity] = 1;
  }

  void apply() {
    const std::vector<std::uint32_t> order = document_order();
    for (std::size_t begin = 0; begin < order.size();) {
      std::size_t end = begin + 1;
      while (end < order.size() && group_of(order[end]) == group_of(order[begin])) ++end;
      apply_group({order.data() + begin, end - begin});
      begin = end;
    }
  }

 private:
  using Group = std::span<const std::uint32_t>;
  // Of a debit: due date (else issue date), issue date, position, which follows the source row.
  using DueKey = std::tuple<std::int32_t, std::int32_t, std::int64_t, std::uint32_t>;

  std::tuple<std::uint32_t, std::uint32_t, std::uint16_t> group_of(std::uint32_t row) const {
    const std::uint32_t entity = documents_.entity.codes.empty() ? 0 : documents_.entity.codes[row];
    return {documents_.customer[row], entity, documents_.currency[row]};
  }

  // The first row of each document, in groups, by (posting date, issue date, source row, origin).
  std::vector<std::uint32_t> document_order() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(documents_.rows()); ++row) {
      if (ledger_.current_row[documents_.identity[row]] == row) order.push_back(row);
    }
    const auto key = [this](std::uint32_t row) {
      return std::tuple_cat(group_of(row), std::tuple(documents_.posting[row], documents_.issue[row],
                                                      documents_.source_row[row], documents_.origin[row]));
    };
    std::sort(order.begin(), order.end(),
              [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
  }

  void apply_group(Group group) {
    std::priority_queue<DueKey, std::vector<DueKey>, std::greater<>> debits;
    std::deque<std::uint32_t> credits;
    for (const std::uint32_t row : group) {
      const std::uint32_t identity = documents_.identity[row];
      if (open_of(identity) == 0) continue;
      if (is_debit(static_cast<DocumentKind>(documents_.kind[row]), documents_.amount[row])) {
        while (open_of(identity) > 0 && !credits.empty()) {
          settle(row, credits.front());
          if (open_of(documents_.identity[credits.front()]) == 0) credits.pop_front();
        }
        if (open_of(identity) > 0) debits.push(due_key(row));
      } else if (is_named_[identity] == 0) {
        while (open_of(identity) > 0 && !debits.empty()) {
          const std::uint32_t debit = std::get<3>(debits.top());
          settle(debit, row);
          if (open_of(documents_.identity[debit]) == 0) debits.pop();
        }
        if (open_of(identity) > 0) credits.push_back(row);
      }
    }
  }

  DueKey due_key(std::uint32_t row) const {
    const std::int32_t due = documents_.due[row] == kNoDate ? documents_.issue[row] : documents_.due[row];
    return {due, documents_.issue[row], documents_.source_row[row], row};
  }

  std::int64_t open_of(std::uint32_t identity) const {
    return sums_.limit[identity] - sums_.applied[identity];
  }

  void settle(std::uint32_t debit, std::uint32_t credit) {
    const std::uint32_t debit_identity = documents_.identity[debit];
    const std::uint32_t credit_identity = documents_.identity[credit];
    const std::int64_t amount = std::min(open_of(debit_identity), open_of(credit_identity));
    sums_.applied[debit_identity] += amount;
    sums_.applied[credit_identity] += amount;
    list_.debit_identity.push_back(debit_identity);
    list_.credit_identity.push_back(credit_identity);
    list_.instalment.push_back(kNoInstalment);
    list_.debit_amount.push_back(amount);
    list_.credit_amount.push_back(amount);
    list_.applied_on.push_back(std::max(documents_.posting[debit], documents_.posting[credit]));
    // known once both documents are: before, one side would be settled by what is not there
    list_.recorded_on.push_back(std::max(documents_.recorded_on[debit], documents_.recorded_on[credit]));
    list_.superseded_on.push_back(kNeverSuperseded);
    list_.latest.push_back(latest_date(ledger_, debit_identity, credit_identity, list_.applied_on.back()));
    list_.source_row.push_back(kMadeByRule);
  }

  AppliedSums& sums_;
  const LedgerData& ledger_;
  const Documents& documents_;
  ApplicationList& list_;
  std::vector<std::uint8_t> is_named_;
};

}  // namespace

void apply_unreferenced_credits(const ApplicationRows& applications, AppliedSums& sums,
                                const LedgerData& ledger, ApplicationList& list) {
  if (ledger.has_versions) {
    throw Error(
        Status::invalid_argument,
        "unreferenced_credits = oldest_due is not possible where documents were recorded again: a rule would "
        "have to be undone; leave it at unapplied, or supply one version of each document");
  }
  OldestDue(applications, sums, ledger, list).apply();
}

}  // namespace openitem
