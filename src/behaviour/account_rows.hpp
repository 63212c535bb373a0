#pragma once
/// \file
/// Rows of features, account by account: customers in parts of their documents, so that the parts are the same for any number of
/// threads.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/account.hpp"
#include "behaviour/account_sweep.hpp"
#include "behaviour/feature_values.hpp"
#include "behaviour/parents.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem::behaviour {

/// What a call is about. Refers to everything in it.
struct BehaviourQuery {
  const LedgerData& ledger;
  const BehaviourOptions& options;
  const BehaviourPlan& plan;
  const PromiseIndex& promises;
  const KeyColumn* segment;  ///< nullptr = none
  const Parents* parents;    ///< nullptr = nothing is shrunk

  [[nodiscard]] std::optional<std::int32_t> known_at() const {
    return options.known_at ? std::optional(options.known_at->days()) : std::nullopt;
  }
};

/// One account after the other, as known at one day.
class AccountReader {
 public:
  AccountReader(const BehaviourQuery& query, std::optional<std::int32_t> known_at, bool keeps_spans = false);
  AccountReader(const AccountReader&) = delete;
  AccountReader& operator=(const AccountReader&) = delete;
  ~AccountReader() = default;

  /// Before the first event of the account.
  AccountSweep& start(AccountKey key);
  [[nodiscard]] const Account& account() const noexcept { return account_; }
  [[nodiscard]] const KnownRows& known() const noexcept { return known_; }

 private:
  KnownRows known_;
  PromiseOutcomes promises_;
  Account account_;
  AccountSweep sweep_;
};

/// Customers [first, end).
struct CustomerRange {
  std::uint32_t first, end;
};
[[nodiscard]] std::vector<CustomerRange> parts_of_customers(const LedgerData& ledger);
/// The currencies of a customer's documents, ascending.
[[nodiscard]] std::vector<std::uint16_t> currencies_of_customer(const LedgerData& ledger,
                                                                std::uint32_t customer);
/// Whether the accounts of the customer look on each date as they do now.
[[nodiscard]] bool is_one_view(const BehaviourQuery& query, std::uint32_t customer);

[[nodiscard]] Parents find_parents(const BehaviourQuery& query);

/// Known promises without anything to keep, or of nobody known.
[[nodiscard]] std::int64_t count_promises_left_out(const BehaviourQuery& query);

}  // namespace openitem::behaviour
