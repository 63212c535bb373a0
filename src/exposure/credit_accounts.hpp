#pragma once
/// \file
/// What is known of each customer in each currency, and what his exposure comes to (docs/methods/exposure.md, 2 and 3).

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "column/read.hpp"

namespace openitem::exposure {

/// Which of the five parts count.
struct CreditParts {
  bool open = false, orders = false, deliveries = false, unapplied = false, cover = false;
};

/// A customer in a currency: the whole account, or the part of it in one scope.
struct CreditKey {
  std::uint32_t customer = 0;
  std::uint32_t scope = kNoKey;  ///< code in the scope's dictionary; kNoKey = the whole account
  std::uint16_t currency = 0;
  friend auto operator<=>(const CreditKey&, const CreditKey&) = default;
};

enum class LimitState : std::uint8_t { none, permanent, temporary, expired };
[[nodiscard]] std::string_view name_of(LimitState state) noexcept;

/// The limit in force on the day; `limit` only where one is.
struct CreditLimit {
  LimitState state = LimitState::none;
  std::int64_t limit = 0;
  std::int32_t valid_to = kNoDate;  ///< last day; of an expired one the last day there was a limit

  [[nodiscard]] bool is_in_force() const noexcept {
    return state == LimitState::permanent || state == LimitState::temporary;
  }
};

/// Credit insurance in force on the day.
struct CreditCover {
  std::int64_t limit = 0;
  std::int64_t insured_share = 0;  ///< parts per billion
};

/// Amounts in minor units of the key's currency, 0 or more.
struct CreditAccount {
  std::int64_t open = 0;        ///< debits
  std::int64_t credits = 0;     ///< what is not applied
  std::int64_t orders = 0;      ///< within the horizon
  std::int64_t deliveries = 0;  ///< delivered by the day
  std::int64_t overdue = 0;     ///< part of `open`
  std::int32_t oldest_overdue_days = 0;
  std::optional<std::int32_t> dunning_level = {};
  std::int64_t broken_promises = 0;
  std::optional<CreditCover> cover = {};
  CreditLimit limit = {};
};
using CreditAccounts = std::map<CreditKey, CreditAccount>;

/// open + orders + deliveries - unapplied - cover = exposure, which is never below 0.
struct MeasuredExposure {
  std::int64_t open = 0, orders = 0, deliveries = 0, unapplied = 0, cover = 0, exposure = 0;
  std::int64_t credit_left = 0;  ///< credits beyond what there is to lower
};

/// `added`: one more order. \throws Error overflow.
[[nodiscard]] MeasuredExposure measure(const CreditAccount& account, const CreditParts& parts,
                                       std::int64_t added = 0);

/// sum += amount. \throws Error overflow.
void plus(std::int64_t& sum, std::int64_t amount);

}  // namespace openitem::exposure
