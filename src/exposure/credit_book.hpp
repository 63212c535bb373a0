#pragma once
/// \file
/// The accounts of a ledger and of the tables of a call on one day, the groups they belong to, and the sums that prove them.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "exposure/credit_accounts.hpp"
#include "exposure/exposure_currency.hpp"
#include "exposure/exposure_tables_in.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/exposure.hpp"

namespace openitem::exposure {

/// Everything that a call was asked.
struct ExposureQuery {
  const LedgerData& ledger;
  std::int32_t as_of;
  const ExposureOptions& options;
  CreditParts parts;
  const GroupKey* scope;  ///< nullptr = none
  const ExposureCurrency& currency;
};

/// A customer with others below him, in a currency he has a limit in.
struct CreditGroup {
  CreditLimit limit = {};
  std::int64_t members = 0;   ///< accounts
  std::int64_t exposure = 0;  ///< sum of theirs
};
using CreditGroups = std::map<CreditKey, CreditGroup>;

/// Number and sum of what a line of the proof is made of.
struct ExposureLine {
  std::int64_t count = 0, amount = 0;
  /// \throws Error overflow.
  void add(std::int64_t value) {
    ++count;
    plus(amount, value);
  }
};

/// Of one currency, summed as rows are read.
struct ExposureSums {
  ExposureLine debits, credits;  ///< open items, converted
  ExposureLine disputed;         ///< left out
  ExposureLine orders, orders_beyond_horizon, deliveries, deliveries_later;
};

struct CreditBook {
  CreditAccounts accounts;  ///< whole accounts
  CreditAccounts scopes;    ///< parts of accounts with a sub-limit
  CreditGroups groups;
  std::vector<std::uint32_t> parent;           ///< by customer; kNoKey = none
  std::vector<std::uint8_t> is_head;           ///< by customer: others are below him
  std::map<std::uint16_t, ExposureSums> sums;  ///< by currency of exposure
  std::map<std::uint16_t, ExposureLine>
      control;  ///< open items by document currency, from documents and applications
  std::map<std::uint16_t, ExposureLine> items;  ///< the same, item by item
  std::vector<CreditFlow> trials;               ///< rows of "what_if"
};

[[nodiscard]] CreditBook read_credit_book(const ExposureQuery& query, const ExposureTables& tables);

/// Whether an order counts. kNoDate = expected on no stated day: it does.
[[nodiscard]] bool is_within_horizon(const ExposureQuery& query, std::int32_t expected_on) noexcept;

/// fn(group) for every group that the account belongs to, from the nearest one up.
template <typename Function>
void for_each_group(const CreditBook& book, const CreditKey& account, Function&& fn) {
  for (std::uint32_t head = account.customer; head != kNoKey; head = book.parent[head]) {
    const auto found = book.groups.find({head, kNoKey, account.currency});
    if (found != book.groups.end()) fn(*found);
  }
}

}  // namespace openitem::exposure
