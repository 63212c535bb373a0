#include "aging/account_documents.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>

#include "column/output_columns.hpp"
#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

// What `by` may name, in this order.
std::vector<GroupKey> account_keys(const LedgerData& ledger, std::span<const std::string> by) {
  const bool is_by_customer = !by.empty() && by[0] == "customer";
  if (!is_by_customer || by.size() > 2 || (by.size() == 2 && by[1] != "entity")) {
    Message message;
    message.append("by names ");
    if (by.empty()) message.append("nothing");
    for (std::size_t i = 0; i < by.size(); ++i) message.append(i > 0 ? ", " : "").append_quoted(by[i]);
    message.append("; a statement is by customer, or by customer and entity in this order");
    throw Error(Status::invalid_argument, message);
  }
  std::vector<GroupKey> available = group_keys_of(ledger);
  available.resize(ledger.documents.entity.name.empty() ? 1 : 2);
  return resolve_group_keys(by, available);
}

// Codes of the customers asked for, ascending.
std::vector<std::uint32_t> customer_codes(const GroupKey& customer, std::span<const std::string> names) {
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::optional<std::uint32_t> code = customer.find(names[i]);
    if (!code) {
      throw Error(Status::unknown_name, Message()
                                            .append("customers[")
                                            .append(i)
                                            .append("] is ")
                                            .append_quoted(names[i])
                                            .append(", and the ledger has no such customer"));
    }
    codes.push_back(*code);
  }
  std::vector<std::uint32_t> ascending = codes;
  std::sort(ascending.begin(), ascending.end());
  const auto twice = std::adjacent_find(ascending.begin(), ascending.end());
  if (twice == ascending.end()) return ascending;
  const auto first = std::find(codes.begin(), codes.end(), *twice);
  const auto second = std::find(first + 1, codes.end(), *twice) - codes.begin();
  throw Error(Status::invalid_argument, Message()
                                            .append("customers[")
                                            .append(second)
                                            .append("] is ")
                                            .append_quoted(names[static_cast<std::size_t>(second)])
                                            .append(", which stands at position ")
                                            .append(first - codes.begin())
                                            .append(" already; name each customer once"));
}

// Documents lie together by customer.
std::vector<std::uint32_t> rows_of(const LedgerData& ledger, const GroupKey& customer,
                                   std::span<const std::string> names) {
  const std::vector<std::uint32_t>& customers = ledger.documents.customer;
  std::vector<std::uint32_t> rows;
  if (names.empty()) {
    rows.resize(customers.size());
    std::iota(rows.begin(), rows.end(), std::uint32_t{0});
    return rows;
  }
  for (const std::uint32_t code : customer_codes(customer, names)) {
    const auto [first, last] = std::equal_range(customers.begin(), customers.end(), code);
    for (auto row = first; row != last; ++row)
      rows.push_back(static_cast<std::uint32_t>(row - customers.begin()));
  }
  return rows;
}

std::vector<std::uint16_t> currencies_of(const LedgerData& ledger, std::span<const std::uint32_t> rows) {
  std::vector<std::uint16_t> currencies;
  currencies.reserve(rows.size());
  for (const std::uint32_t row : rows) currencies.push_back(ledger.documents.currency[row]);
  return currencies;
}

}  // namespace

AccountDocuments::AccountDocuments(const LedgerData& ledger, std::span<const std::string> by,
                                   std::span<const std::string> customers, std::int32_t threads)
    : ledger_(ledger),
      has_all_(customers.empty()),
      keys_(account_keys(ledger, by)),
      rows_(rows_of(ledger, keys_[0], customers)),
      ranks_(currencies_of(ledger, rows_)),
      groups_(static_cast<std::int64_t>(rows_.size()), threads) {
  const auto row = [this](std::int64_t position) { return rows_[static_cast<std::size_t>(position)]; };
  for (const GroupKey& key : keys_)
    groups_.add_level(key.keys(), [&](std::int64_t position) { return key.code_of(row(position)); });
  groups_.add_level(ranks_.size(), [&](std::int64_t position) {
    return ranks_.rank(ledger_.documents.currency[row(position)]);
  });
}

bool AccountDocuments::is_same_account(std::uint32_t row, std::uint32_t other_row) const noexcept {
  return ledger_.documents.currency[row] == ledger_.documents.currency[other_row] &&
         std::all_of(keys_.begin(), keys_.end(), [row, other_row](const GroupKey& key) {
           return key.code_of(row) == key.code_of(other_row);
         });
}

void AccountDocuments::add_key_columns(Table& table, std::span<const std::uint32_t> accounts) const {
  for (std::size_t level = 0; level < keys_.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(accounts.size());
    for (const std::uint32_t account : accounts) codes.push_back(groups_.code(account, level));
    table.add(keys_[level].column(codes));
  }
  std::vector<std::uint16_t> currencies;
  currencies.reserve(accounts.size());
  for (const std::uint32_t account : accounts) currencies.push_back(currency(account));
  table.add(currency_column("currency", currencies));
}

}  // namespace openitem
