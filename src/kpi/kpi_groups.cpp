#include "kpi/kpi_groups.hpp"

#include <algorithm>

#include "ledger/rules.hpp"

namespace openitem {
namespace {

bool joins_customers(const LedgerData& ledger) {
  return std::any_of(ledger.findings.begin(), ledger.findings.end(), [](const Finding& finding) {
    return finding.rule == static_cast<std::uint16_t>(Rule::customer_mismatch);
  });
}

}  // namespace

KpiGrouping::KpiGrouping(const LedgerData& ledger, const std::vector<GroupKey>& keys,
                         const CurrencyRanks& ranks, bool by_customer, std::int32_t threads)
    : ranks_(ranks),
      keys_(keys.size()),
      has_currency_level_(ranks.size() > 1),
      is_by_customer_(!keys.empty() && keys.front().name == "customer") {
  const Documents& documents = ledger.documents;
  const bool is_customer_alone = keys.size() + (by_customer ? 1 : 0) == 1 && (is_by_customer_ || by_customer);
  holds_both_sides_ = (keys.empty() && !by_customer) || (is_customer_alone && !joins_customers(ledger));
  const bool all_hold_documents = ledger.customer_count == std::int64_t{ledger.customers.size()};
  if (is_customer_alone && !has_currency_level_ && all_hold_documents) {
    ids_ = documents.customer;
    size_ = ledger.customers.size();
    return;
  }
  groups_.emplace(documents.rows(), threads);
  for (const GroupKey& key : keys)
    groups_->add_level(key.keys(),
                       [&](std::int64_t row) { return key.code_of(static_cast<std::size_t>(row)); });
  if (has_currency_level_) {
    groups_->add_level(ranks.size(), [&](std::int64_t row) {
      return ranks.rank(documents.currency[static_cast<std::size_t>(row)]);
    });
  }
  if (by_customer) {
    groups_->add_level(ledger.customers.size(),
                       [&](std::int64_t row) { return documents.customer[static_cast<std::size_t>(row)]; });
  }
  number_densely(threads);
}

void KpiGrouping::number_densely(std::int32_t threads) {
  std::vector<std::uint8_t> holds(groups_->size(), 0);
  for (const std::uint32_t id : groups_->ids()) holds[id] = 1;
  std::vector<std::uint32_t> dense(holds.size(), 0);
  for (std::uint32_t number = 0; number < holds.size(); ++number) {
    if (holds[number] == 0) continue;
    dense[number] = static_cast<std::uint32_t>(numbers_.size());
    numbers_.push_back(number);
  }
  size_ = static_cast<std::uint32_t>(numbers_.size());
  // Numbers that end beyond the last group in use are no gaps.
  if (numbers_.empty() || numbers_.back() + std::size_t{1} == numbers_.size()) {
    ids_ = groups_->ids();
    return;
  }
  dense_.resize(groups_->ids().size());
  for_each_chunk(groups_->rows(), threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
    for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row)
      dense_[row] = dense[groups_->ids()[row]];
  });
  ids_ = dense_;
}

}  // namespace openitem
