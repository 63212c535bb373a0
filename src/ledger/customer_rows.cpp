#include "ledger/customer_rows.hpp"

#include <algorithm>

#include "ledger/ledger_data.hpp"
#include "openitem/time.hpp"

namespace openitem {
namespace {

/// Counts by customer to first rows by customer.
void sum_up(std::vector<std::uint32_t>& offsets) {
  for (std::size_t customer = 1; customer < offsets.size(); ++customer)
    offsets[customer] += offsets[customer - 1];
}

std::vector<std::uint32_t> applications_of(const LedgerData& ledger, std::size_t customers) {
  if (ledger.has_versions) return {};
  std::vector<std::uint32_t> offsets(customers + 1, 0);
  std::uint32_t before = 0;
  for (const std::uint32_t identity : ledger.applications.debit_identity) {
    const std::uint32_t customer = ledger.documents.customer[ledger.current_row[identity]];
    if (customer < before) return {};
    before = customer;
    ++offsets[customer + std::size_t{1}];
  }
  sum_up(offsets);
  return offsets;
}

}  // namespace

CustomerRows find_customer_rows(const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  const std::size_t customers = ledger.customers.size();
  CustomerRows rows;
  rows.documents.assign(customers + 1, 0);
  rows.first_posting.assign(customers, Date::max_days + 1);
  for (std::size_t row = 0; row < documents.customer.size(); ++row) {
    const std::uint32_t customer = documents.customer[row];
    ++rows.documents[customer + std::size_t{1}];
    rows.first_posting[customer] = std::min(rows.first_posting[customer], documents.posting[row]);
  }
  sum_up(rows.documents);
  rows.applications = applications_of(ledger, customers);
  return rows;
}

}  // namespace openitem
