#include "kpi/plain_balances.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "kpi/plain_events.hpp"

namespace openitem {
namespace {

constexpr ComponentSet kPlainBalances = {Component::receivable, Component::past_due, Component::sales};

/// All ones for the kinds that are credit sales.
constexpr std::array<std::int64_t, kKinds> kSaleMask = [] {
  std::array<std::int64_t, kKinds> mask{};
  for (std::size_t kind = 0; kind < mask.size(); ++kind)
    mask[kind] = is_sale(static_cast<std::uint8_t>(kind)) ? -1 : 0;
  return mask;
}();

class BalancePass {
 public:
  BalancePass(const KpiQuery& query, KpiSums& sums)
      : ledger_(query.ledger),
        documents_(query.ledger.documents),
        axis_(query.axis),
        groups_(query.groups.of_document),
        begins_(sums.begins),
        cells_(sums.components.cell(0, 0)),
        stride_(sums.components.stride()),
        group_words_((sums.components.positions() + std::size_t{1}) * stride_),
        receivable_(sums.components.slot(Component::receivable)),
        past_due_(sums.components.slot(Component::past_due)),
        sales_(sums.components.slot(Component::sales)) {}

  void read_documents(std::size_t begin, std::size_t end) {
    const std::vector<std::uint32_t>& others = ledger_.plain.others;
    auto other = std::lower_bound(others.begin(), others.end(), begin);
    while (begin < end) {
      const std::size_t stop = other == others.end() ? end : std::min<std::size_t>(end, *other);
      for (; begin < stop; ++begin) {
        const std::uint32_t posted = read_posting(begin);
        const std::int64_t amount = documents_.amount[begin];
        // A credit is never past due; its due day, if it has one, moves nothing.
        const std::uint32_t late = std::max(posted, axis_.first_on(day_after(documents_.due[begin])));
        cell(groups_[begin], late)[past_due_] += std::max<std::int64_t>(amount, 0);
      }
      if (begin == end) return;
      read_posting(begin++);
      ++other;
    }
  }

  void read_applications(std::size_t begin, std::size_t end) {
    const PlainDocuments& plain = ledger_.plain;
    const Applications& applications = ledger_.applications;
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t due = plain.debit_due[at];
      if (due == kNotPlain) continue;
      const std::uint32_t group = groups_[ledger_.current_row[applications.debit_identity[at]]];
      const std::uint32_t position = axis_.first_on(std::max(plain.counts_on[at], day_after(due)));
      cell(group, position)[past_due_] -= applications.debit_amount[at];
    }
  }

 private:
  static std::int32_t day_after(std::int32_t day) noexcept {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(day) + 1);
  }
  [[nodiscard]] std::int64_t* cell(std::uint32_t group, std::uint32_t position) const noexcept {
    return cells_ + group * group_words_ + position * stride_;
  }

  std::uint32_t read_posting(std::size_t row) {
    const std::uint32_t group = groups_[row];
    const std::uint32_t posted = axis_.first_on(documents_.posting[row]);
    begins_[group] = std::min(begins_[group], posted);
    const std::int64_t amount = documents_.amount[row];
    std::int64_t* const at = cell(group, posted);
    at[receivable_] += amount;
    at[sales_] += amount & kSaleMask[documents_.kind[row]];
    return posted;
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const PeriodAxis& axis_;
  const std::span<const std::uint32_t> groups_;
  std::vector<std::uint32_t>& begins_;
  std::int64_t* const cells_;
  const std::size_t stride_, group_words_, receivable_, past_due_, sales_;
};

/// The first application to a document at or after `row`.
std::size_t application_of(const LedgerData& ledger, std::int64_t row) {
  const std::vector<std::uint32_t>& debits = ledger.applications.debit_identity;
  const auto found = std::partition_point(debits.begin(), debits.end(), [&](std::uint32_t identity) {
    return ledger.documents.customer[ledger.current_row[identity]] <
           ledger.documents.customer[static_cast<std::size_t>(row)];
  });
  return static_cast<std::size_t>(found - debits.begin());
}

}  // namespace

bool has_plain_balances(const KpiQuery& query, std::int64_t parts) noexcept {
  return query.components.has(Component::receivable) && query.components.has(Component::past_due) &&
         query.components.has(Component::sales) && query.components.is_within(kPlainBalances) &&
         query.groups.is_by_customer && query.groups.holds_both_sides &&
         (parts == 1 || query.ledger.plain.follows_customers);
}

void add_plain_balances(const KpiQuery& query, std::int64_t begin, std::int64_t end, KpiSums& sums) {
  BalancePass pass(query, sums);
  pass.read_documents(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
  const LedgerData& ledger = query.ledger;
  const std::size_t first = begin == 0 ? 0 : application_of(ledger, begin);
  const std::size_t last =
      end == ledger.documents.rows() ? ledger.applications.debit_amount.size() : application_of(ledger, end);
  pass.read_applications(first, last);
}

}  // namespace openitem
