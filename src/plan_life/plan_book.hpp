#pragma once
/// \file
/// Payment plans as they were handed in: read, checked and grouped by plan. Days count from 1970-01-01, money is minor units.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "column/named_tables.hpp"
#include "column/read.hpp"
#include "openitem/plan_life.hpp"

namespace openitem {

inline constexpr std::int32_t kNoReceipt = -1;
/// Before all days: a version that was always agreed.
inline constexpr std::int32_t kAlwaysAgreed = std::numeric_limits<std::int32_t>::min() + 1;

/// Parts of an instalment, in the order in which a result lists them.
enum PlanPart : std::size_t { kPrincipalPart = 0, kInterestPart = 1, kFeePart = 2 };
using PlanParts = std::array<std::int64_t, 3>;

[[nodiscard]] constexpr std::int64_t sum_of(const PlanParts& parts) noexcept {
  return parts[0] + parts[1] + parts[2];
}

struct PlanInstalment {
  std::int64_t row = 0;
  std::int32_t agreed = kAlwaysAgreed;
  std::int32_t number = 0;
  std::int32_t due = 0;
  std::int32_t grace_end = 0;  ///< last day on which it is not missed yet
  PlanParts parts{};
};

/// Instalments [begin, end) of a plan.
struct PlanVersion {
  std::int32_t agreed = kAlwaysAgreed;
  std::size_t begin = 0, end = 0;
  std::int64_t principal = 0;
};

struct PlanReceipt {
  std::int64_t row = 0;
  std::int32_t day = 0, known = 0;
  std::uint32_t key = kNoKey;
  std::int64_t amount = 0;            ///< above 0; of a return: what is taken back
  std::int32_t returns = kNoReceipt;  ///< of a return: the receipt among those of its plan
};

struct PlanCost {
  std::int32_t day = 0, known = 0;
  std::int64_t amount = 0;
};

struct PlanItem {
  std::int64_t row = 0;
  std::uint32_t key = kNoKey;
  std::int32_t due = 0;
  std::int64_t priority = 0, amount = 0, tax = 0;
  bool is_disputed = false;
};

/// One plan with everything about it, each list in the order of the rules: instalments by version and number, receipts and
/// returns by day, key and amount, so that the order of the caller's rows says nothing.
struct PaymentPlan {
  std::uint32_t key = 0;
  std::uint16_t currency = 0;
  std::int64_t plans_row = -1;  ///< of the table plans
  std::int32_t start = kNoDate;
  std::optional<std::int64_t> rate;  ///< a year, parts per billion
  std::int64_t settlement_fee = 0;
  std::vector<PlanInstalment> instalments;
  std::vector<PlanVersion> versions;
  std::vector<PlanReceipt> receipts, returns;
  std::vector<PlanCost> costs;
  std::vector<PlanItem> items;
};

struct PlanBook {
  std::vector<PaymentPlan> plans;  ///< ascending by key
  KeyDictionary keys;
  std::optional<KeyDictionary> receipt_keys;  ///< where receipts have keys
  std::optional<KeyDictionary> item_keys;     ///< where there are items
};

/// \throws Error as compute_plan_life.
[[nodiscard]] PlanBook read_plan_book(const NamedTables& tables, const PlanLifeOptions& options);

}  // namespace openitem
