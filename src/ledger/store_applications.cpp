// The list of kept applications becomes ledger.applications: grouped by debit, then `latest` date, then as ledger.md, 4 says.

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/message.hpp"
#include "ledger/application_rows.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

std::vector<std::uint64_t> sort_keys(const ApplicationList& list) {
  if (list.latest.empty()) return {};
  const auto [first, last] = std::minmax_element(list.latest.begin(), list.latest.end());
  const auto days = static_cast<std::uint64_t>(*last - *first) + 1;
  std::vector<std::uint64_t> keys(list.latest.size());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    keys[row] = list.debit_identity[row] * days + static_cast<std::uint64_t>(list.latest[row] - *first);
  }
  return keys;
}

/// Applications of one debit and day in an order of their own, so that the order of the input decides nothing: by the id of the credit, the
/// instalment they name, then what settles before what takes back.
class OrderOfTies {
 public:
  OrderOfTies(const ApplicationList& list, const LedgerData& ledger) : list_(list), ledger_(ledger) {}

  /// `debits` and `days` lie in the order already, so that they are read one after the other.
  void sort(const std::vector<std::uint32_t>& debits, const std::vector<std::int32_t>& days,
            std::vector<std::uint32_t>& order) const {
    for (std::size_t first = 0; first + 1 < order.size();) {
      std::size_t last = first + 1;
      while (last < order.size() && days[last] == days[first] && debits[last] == debits[first]) ++last;
      if (last - first > 1) {
        std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(first),
                         order.begin() + static_cast<std::ptrdiff_t>(last),
                         [&](std::uint32_t one, std::uint32_t other) { return is_before(one, other); });
      }
      first = last;
    }
  }

 private:
  [[nodiscard]] bool is_before(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t credit_a = ledger_.current_row[list_.credit_identity[a]];
    const std::uint32_t credit_b = ledger_.current_row[list_.credit_identity[b]];
    for (const KeyColumn& member : ledger_.documents.id) {
      if (member.codes[credit_a] != member.codes[credit_b])
        return member.codes[credit_a] < member.codes[credit_b];
    }
    const auto rest = [&](std::uint32_t row) {
      return std::tuple(list_.instalment[row], -list_.debit_amount[row], -list_.credit_amount[row],
                        list_.applied_on[row], list_.recorded_on[row]);
    };
    return rest(a) < rest(b);
  }

  const ApplicationList& list_;
  const LedgerData& ledger_;
};

bool takes_different_amounts(const Applications& applications, const LedgerData& ledger) {
  if (applications.debit_amount != applications.credit_amount) return true;
  const std::vector<std::uint16_t>& currency = ledger.documents.currency;
  if (std::adjacent_find(currency.begin(), currency.end(), std::not_equal_to<>()) == currency.end())
    return false;
  for (std::size_t row = 0; row < applications.debit_amount.size(); ++row) {
    const std::uint32_t debit = ledger.current_row[applications.debit_identity[row]];
    const std::uint32_t credit = ledger.current_row[applications.credit_identity[row]];
    if (currency[debit] != currency[credit]) return true;
  }
  return false;
}

void index_credits(LedgerData& ledger) {
  const std::vector<std::uint32_t>& identity = ledger.applications.credit_identity;
  ledger.credit_offsets = group_offsets(identity, ledger.identities);
  ledger.credit_rows.resize(identity.size());
  std::vector<std::uint32_t> next(ledger.credit_offsets.begin(), ledger.credit_offsets.end() - 1);
  for (std::size_t row = 0; row < identity.size(); ++row) {
    ledger.credit_rows[next[identity[row]]++] = static_cast<std::uint32_t>(row);
  }
}

bool is_settlement_superseded(const ApplicationList& list) {
  return std::any_of(list.superseded_on.begin(), list.superseded_on.end(),
                     [](std::int32_t day) { return day != kNeverSuperseded; });
}

}  // namespace

std::int32_t latest_date(const LedgerData& ledger, std::uint32_t debit_identity,
                         std::uint32_t credit_identity, std::int32_t applied_on) noexcept {
  const std::vector<std::int32_t>& posting = ledger.documents.posting;
  return std::max({applied_on, posting[ledger.current_row[debit_identity]],
                   posting[ledger.current_row[credit_identity]]});
}

void ApplicationList::reserve(std::size_t rows) {
  debit_identity.reserve(rows);
  credit_identity.reserve(rows);
  instalment.reserve(rows);
  debit_amount.reserve(rows);
  credit_amount.reserve(rows);
  applied_on.reserve(rows);
  recorded_on.reserve(rows);
  superseded_on.reserve(rows);
  latest.reserve(rows);
  source_row.reserve(rows);
}

void apply_settlements(const std::vector<FlatLink>& links, const LedgerData& ledger, AppliedSums& sums,
                       ApplicationList& list) {
  const Documents& documents = ledger.documents;
  for (const FlatLink& link : links) {
    const std::int64_t amount = documents.amount[link.document];
    const std::int64_t applied =
        std::min(amount < 0 ? -amount : amount, documents.amount[link.settlement] < 0
                                                    ? -documents.amount[link.settlement]
                                                    : documents.amount[link.settlement]);
    const std::uint32_t debit = amount > 0 ? link.document : link.settlement;
    const std::uint32_t credit = amount > 0 ? link.settlement : link.document;
    list.debit_identity.push_back(documents.identity[debit]);
    list.credit_identity.push_back(documents.identity[credit]);
    list.instalment.push_back(kNoInstalment);
    list.debit_amount.push_back(applied);
    list.credit_amount.push_back(applied);
    list.applied_on.push_back(documents.posting[link.settlement]);
    list.recorded_on.push_back(documents.recorded_on[link.settlement]);
    list.superseded_on.push_back(documents.superseded_on[link.settlement]);
    list.latest.push_back(
        latest_date(ledger, list.debit_identity.back(), list.credit_identity.back(), list.applied_on.back()));
    list.source_row.push_back(kOfFlatForm);
    if (documents.superseded_on[link.document] != kNeverSuperseded) continue;
    sums.limit[documents.identity[debit]] -= applied;
    sums.limit[documents.identity[credit]] -= applied;
  }
}

namespace {

// Every row is kept and there are no others: the columns as they are.
void take_all(ApplicationRows& applications, ApplicationList& list) {
  const std::size_t size = applications.size();
  list.latest.resize(size);
  for (std::size_t row = 0; row < size; ++row) list.latest[row] = applications.latest(row);
  list.debit_identity = applications.debit.identity;
  list.credit_identity = applications.credit.identity;
  list.instalment = std::move(applications.instalment);
  list.debit_amount = std::move(applications.debit_amount);
  list.credit_amount = std::move(applications.credit_amount);
  list.applied_on = std::move(applications.applied_on);
  list.recorded_on = std::move(applications.recorded_on);
  if (list.recorded_on.empty()) list.recorded_on.assign(size, kAlwaysKnown);
  list.superseded_on.assign(size, kNeverSuperseded);
  list.source_row.resize(size);
  std::iota(list.source_row.begin(), list.source_row.end(), std::int64_t{0});
}

}  // namespace

void append_kept(ApplicationRows& applications, const TableRows& rows, ApplicationList& list) {
  if (list.source_row.empty() && rows.excluded_count() == 0) {
    take_all(applications, list);
    return;
  }
  const std::size_t kept = applications.size() - static_cast<std::size_t>(rows.excluded_count());
  list.reserve(list.source_row.size() + kept);
  for (std::size_t row = 0; row < applications.size(); ++row) {
    if (rows.is_excluded(row)) continue;
    list.debit_identity.push_back(applications.debit.identity[row]);
    list.credit_identity.push_back(applications.credit.identity[row]);
    list.instalment.push_back(applications.instalment[row]);
    list.debit_amount.push_back(applications.debit_amount[row]);
    list.credit_amount.push_back(applications.credit_amount[row]);
    list.applied_on.push_back(applications.applied_on[row]);
    list.recorded_on.push_back(applications.recorded_on.empty() ? kAlwaysKnown
                                                                : applications.recorded_on[row]);
    list.superseded_on.push_back(kNeverSuperseded);
    list.latest.push_back(applications.latest(row));
    list.source_row.push_back(static_cast<std::int64_t>(row));
  }
}

void store_applications(const ApplicationList& list, std::int32_t threads, LedgerData& ledger) {
  if (list.source_row.size() >= kNoRow) {
    throw Error(Status::overflow, Message()
                                      .append("the ledger would hold ")
                                      .append(list.source_row.size())
                                      .append(" applications; at most ")
                                      .append(kNoRow - 1)
                                      .append(" fit, split it"));
  }
  std::vector<std::uint32_t> order = stable_order(sort_keys(list));
  Applications& out = ledger.applications;
  out.debit_identity = reordered(list.debit_identity, order, threads);
  ledger.plain.counts_on = reordered(list.latest, order, threads);
  OrderOfTies(list, ledger).sort(out.debit_identity, ledger.plain.counts_on, order);
  out.credit_identity = reordered(list.credit_identity, order, threads);
  out.instalment = reordered(list.instalment, order, threads);
  out.debit_amount = reordered(list.debit_amount, order, threads);
  out.credit_amount = reordered(list.credit_amount, order, threads);
  out.applied_on = reordered(list.applied_on, order, threads);
  out.recorded_on = reordered(list.recorded_on, order, threads);
  if (is_settlement_superseded(list)) out.superseded_on = reordered(list.superseded_on, order, threads);
  out.source_row = reordered(list.source_row, order, threads);
  ledger.debit_offsets = group_offsets(out.debit_identity, ledger.identities);
  index_credits(ledger);
  ledger.has_cross_currency = takes_different_amounts(out, ledger);
  const bool has_recorded_on = std::any_of(out.recorded_on.begin(), out.recorded_on.end(),
                                           [](std::int32_t day) { return day != kAlwaysKnown; });
  ledger.has_recorded_on = ledger.has_recorded_on || has_recorded_on;
}

}  // namespace openitem
