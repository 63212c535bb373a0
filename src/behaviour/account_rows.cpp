#include "behaviour/account_rows.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/parallel.hpp"

namespace openitem::behaviour {
namespace {

bool has_known_documents(const KnownRows& known, AccountKey key) {
  const LedgerData& ledger = known.ledger();
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  for (std::uint32_t row = first[key.customer]; row < first[key.customer + std::size_t{1}]; ++row) {
    if (ledger.documents.currency[row] == key.currency && known.knows_document(row)) return true;
  }
  return false;
}

}  // namespace

AccountReader::AccountReader(const BehaviourQuery& query, std::optional<std::int32_t> known_at,
                             bool keeps_spans)
    : known_(query.ledger, query.options.clock, known_at),
      promises_(known_, query.promises, query.options.promise_grace_days),
      account_(known_, query.plan.needs_promises ? &promises_ : nullptr),
      sweep_(known_, query.plan, {query.options.exclude_disputed != 0, keeps_spans}) {}

AccountSweep& AccountReader::start(AccountKey key) {
  account_.load(key);
  sweep_.start(account_);
  return sweep_;
}

std::vector<CustomerRange> parts_of_customers(const LedgerData& ledger) {
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  std::vector<CustomerRange> parts;
  const auto customers = static_cast<std::uint32_t>(first.size() - 1);
  for (std::uint32_t begin = 0; begin < customers;) {
    std::uint32_t end = begin + 1;
    while (end < customers && first[end] - first[begin] < kChunkRows) ++end;
    parts.push_back({begin, end});
    begin = end;
  }
  return parts;
}

std::vector<std::uint16_t> currencies_of_customer(const LedgerData& ledger, std::uint32_t customer) {
  const std::vector<std::uint32_t>& first = ledger.customer_rows.documents;
  std::vector<std::uint16_t> currencies;
  for (std::uint32_t row = first[customer]; row < first[customer + std::size_t{1}]; ++row) {
    const std::uint16_t currency = ledger.documents.currency[row];
    if (std::find(currencies.begin(), currencies.end(), currency) == currencies.end())
      currencies.push_back(currency);
  }
  std::sort(currencies.begin(), currencies.end());
  return currencies;
}

bool is_one_view(const BehaviourQuery& query, std::uint32_t customer) {
  if (query.options.known_at_as_of == 0) return true;
  return is_always_known(query.ledger, query.options.clock, customer, query.promises);
}

Parents find_parents(const BehaviourQuery& query) {
  const std::vector<CustomerRange> customers = parts_of_customers(query.ledger);
  const std::vector<FeatureWindow> windows = parent_windows(query.plan);
  const std::span<const std::uint32_t> codes =
      query.segment == nullptr ? std::span<const std::uint32_t>{} : query.segment->codes;
  std::vector<std::vector<ParentChange>> parts(customers.size());
  for_each_part(static_cast<std::int64_t>(parts.size()), query.options.threads, [&](std::int64_t part) {
    AccountReader reader(query, query.known_at(), true);
    std::vector<ParentChange>& changes = parts[static_cast<std::size_t>(part)];
    const CustomerRange range = customers[static_cast<std::size_t>(part)];
    for (std::uint32_t customer = range.first; customer < range.end; ++customer) {
      for (const std::uint16_t currency : currencies_of_customer(query.ledger, customer)) {
        AccountSweep& sweep = reader.start({customer, currency});
        sweep.advance(Date::max_days);
        add_changes(sweep.take_spans(), currency, codes, reader.account().documents(), windows, changes);
      }
    }
    merge_changes(changes);
  });
  std::vector<ParentChange> all;
  for (std::vector<ParentChange>& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    part = {};
  }
  return Parents(std::move(all), query.plan, query.options.shrink_weight);
}

std::int64_t count_promises_left_out(const BehaviourQuery& query) {
  const KnownRows known(query.ledger, query.options.clock, query.known_at());
  PromiseOutcomes outcomes(known, query.promises, query.options.promise_grace_days);
  std::int64_t left_out = 0;
  for (const std::int32_t recorded_on : query.ledger.promises.recorded_on)
    left_out += known.is_recorded(recorded_on) ? 1 : 0;
  for (std::uint32_t customer = 0; customer < query.ledger.customers.size(); ++customer) {
    if (query.promises.of(customer).empty()) continue;
    for (const std::uint16_t currency : currencies_of_customer(query.ledger, customer)) {
      if (!has_known_documents(known, {customer, currency})) continue;
      (void)outcomes.of(customer, currency);
      left_out -= static_cast<std::int64_t>(outcomes.read());
    }
  }
  return left_out;
}

}  // namespace openitem::behaviour
