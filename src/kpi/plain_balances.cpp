#include "kpi/plain_balances.hpp"

#include <algorithm>
#include <cstddef>

#include "kpi/plain_events.hpp"

namespace openitem {
namespace {

/// 1 for the kinds that are credit sales.
constexpr std::array<std::uint8_t, kKinds> kIsSale = [] {
  std::array<std::uint8_t, kKinds> is{};
  for (std::size_t kind = 0; kind < is.size(); ++kind)
    is[kind] = is_sale(static_cast<std::uint8_t>(kind)) ? 1 : 0;
  return is;
}();
static_assert(kKinds <= BalanceTotals::kKindRoom);

std::int32_t day_after(std::int32_t day) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(day) + 1);
}

}  // namespace

void BalanceTotals::add(const BalanceTotals& other) noexcept {
  for (std::size_t at = 0; at < posted.size(); ++at) posted[at] += other.posted[at];
  for (std::size_t at = 0; at < receivable.size(); ++at) receivable[at] += other.receivable[at];
}

bool has_plain_balances(const KpiQuery& query) noexcept {
  return query.components.has(Component::receivable) && query.components.has(Component::past_due) &&
         query.components.has(Component::sales) && query.components.is_within(kPlainBalances) &&
         query.groups.are_customers && query.groups.holds_both_sides &&
         !query.axis.scale().counts_business_days();
}

PlainBalances::PlainBalances(const KpiQuery& query)
    : ledger_(query.ledger),
      axis_(query.axis),
      tile_(kPlainBalances, query.axis.positions()),
      totals_(query.axis.positions()) {}

const SumsTile& PlainBalances::read(std::uint32_t first, std::size_t count) {
  tile_.clear();
  for (std::size_t group = 0; group < count; ++group) add_documents(first + group, group);
  for (std::size_t group = 0; group < count; ++group) add_applications(first + group, group);
  settle();
  return tile_;
}

// Until they are settled, receivable holds what documents that are no sales have moved.
void PlainBalances::add_documents(std::size_t customer, std::size_t group) {
  const Documents& documents = ledger_.documents;
  const std::vector<std::uint32_t>& others = ledger_.plain.others;
  const std::size_t to_sales = tile_.place(Component::sales, 0) - tile_.place(Component::receivable, 0);
  std::int64_t* const moved = tile_.of(Component::receivable, 0) + group;
  std::int64_t* const past_due = tile_.of(Component::past_due, 0) + group;
  std::int64_t* const by_kind = totals_.posted.data();
  const std::size_t stride = tile_.stride();
  const auto read_posting = [&](std::size_t row) {
    const std::uint32_t posted = axis_.first_on(documents.posting[row]);
    const std::int64_t amount = documents.amount[row];
    const std::uint8_t kind = documents.kind[row];
    moved[posted * stride + to_sales * kIsSale[kind]] += amount;
    by_kind[posted * BalanceTotals::kKindRoom + kind] += amount;
    return posted;
  };
  std::size_t row = ledger_.customer_rows.documents[customer];
  const std::size_t end = ledger_.customer_rows.documents[customer + 1];
  auto other = others.empty() ? others.end() : std::lower_bound(others.begin(), others.end(), row);
  while (row < end) {
    const std::size_t stop = other == others.end() ? end : std::min<std::size_t>(end, *other);
    for (; row < stop; ++row) {
      const std::uint32_t posted = read_posting(row);
      // A credit is never past due; its due day, if it has one, moves nothing.
      const std::uint32_t late = std::max(posted, axis_.first_on(day_after(documents.due[row])));
      past_due[late * stride] += std::max<std::int64_t>(documents.amount[row], 0);
    }
    if (row == end) return;
    read_posting(row++);
    ++other;
  }
}

void PlainBalances::add_applications(std::size_t customer, std::size_t group) {
  const CustomerRows& rows = ledger_.customer_rows;
  if (rows.applications.empty()) return add_applications_by_document(customer, group);
  const PlainDocuments& plain = ledger_.plain;
  const std::vector<std::int64_t>& amounts = ledger_.applications.debit_amount;
  std::int64_t* const past_due = tile_.of(Component::past_due, 0) + group;
  const std::size_t stride = tile_.stride();
  for (std::size_t at = rows.applications[customer]; at < rows.applications[customer + 1]; ++at) {
    const std::int32_t due = plain.debit_due[at];
    if (due == kNotPlain) continue;
    past_due[axis_.first_on(std::max(plain.counts_on[at], day_after(due))) * stride] -= amounts[at];
  }
}

// Where applications lie in another order than the customers, each document leads to its own.
void PlainBalances::add_applications_by_document(std::size_t customer, std::size_t group) {
  const Documents& documents = ledger_.documents;
  const PlainDocuments& plain = ledger_.plain;
  std::int64_t* const past_due = tile_.of(Component::past_due, 0) + group;
  const std::size_t stride = tile_.stride();
  const std::vector<std::uint32_t>& rows = ledger_.customer_rows.documents;
  for (std::size_t row = rows[customer]; row < rows[customer + 1]; ++row) {
    if (documents.amount[row] <= 0 || plain.closed_on[row] == kNotPlain) continue;
    const std::uint32_t identity = documents.identity[row];
    const std::int32_t late = day_after(documents.due[row]);
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at)
      past_due[axis_.first_on(std::max(plain.counts_on[at], late)) * stride] -=
          ledger_.applications.debit_amount[at];
  }
}

void PlainBalances::settle() {
  for (std::uint32_t position = 0; position <= tile_.positions(); ++position) {
    std::int64_t* const receivable = tile_.of(Component::receivable, position);
    std::int64_t* const past_due = tile_.of(Component::past_due, position);
    const std::int64_t* const sales = tile_.of(Component::sales, position);
    for (std::size_t group = 0; group < SumsTile::kGroups; ++group) receivable[group] += sales[group];
    // What comes after the last day belongs to no balance.
    if (position == tile_.positions()) return;
    if (position > 0) {
      for (std::size_t group = 0; group < SumsTile::kGroups; ++group) {
        receivable[group] += receivable[group - tile_.stride()];
        past_due[group] += past_due[group - tile_.stride()];
      }
    }
    std::int64_t sum = 0;
    for (std::size_t group = 0; group < SumsTile::kGroups; ++group) sum += receivable[group];
    totals_.receivable[position] += sum;
  }
}

}  // namespace openitem
