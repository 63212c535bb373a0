#pragma once
/// \file
/// Accounts, a customer in one currency: the group that all its documents are in, and what came in on it.

#include <cstdint>
#include <vector>

#include "kpi/ledger_events.hpp"
#include "ledger/books.hpp"

namespace openitem {

inline constexpr std::uint32_t kNoGroup = 0xFFFF'FFFF;
inline constexpr std::uint32_t kSeveralGroups = 0xFFFF'FFFE;

/// Money that came in, or went back below 0.
struct Receipt {
  std::int32_t day;
  std::int64_t amount;
};

/// Reads the documents that are known, whenever they are posted.
class AccountGroups {
 public:
  AccountGroups(const KpiQuery& query, const Books& books) : query_(query), books_(books) {}

  /// kNoGroup: no document in this currency; kSeveralGroups. O(log documents + documents of the customer).
  [[nodiscard]] std::uint32_t group_of(std::uint32_t customer, std::uint16_t currency) const;
  /// Payments and payment returns, by posting. O(n log n) in the documents of the customer.
  [[nodiscard]] std::vector<Receipt> receipts_of(std::uint32_t customer, std::uint16_t currency) const;

 private:
  template <typename Function>
  void for_each_document(std::uint32_t customer, std::uint16_t currency, Function&& fn) const;

  const KpiQuery& query_;
  const Books& books_;
};

}  // namespace openitem
