#pragma once
/// \file
/// Hold, watch or release: every reason that speaks against a customer, and the worst of them (docs/methods/exposure.md, 5).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exposure/credit_book.hpp"

namespace openitem::exposure {

/// In the order of the table "reasons".
enum class HoldReason : std::uint8_t {
  limit_use,
  group_limit_use,
  sub_limit_use,
  overdue_days,
  overdue_share,
  dunning_level,
  broken_promises,
  expired_limit,
  no_limit,
  insolvency,
  legal_stop,
  hardship,
};
[[nodiscard]] std::string_view name_of(HoldReason reason) noexcept;
/// "share", "days", "level", "count"; empty where there is no figure.
[[nodiscard]] std::string_view unit_of(HoldReason reason) noexcept;
/// "release", "watch", "hold". Requires a decision that is set.
[[nodiscard]] std::string_view name_of(CreditDecision decision) noexcept;

/// An exact figure; nothing where the denominator is 0.
struct ReasonFigure {
  std::int64_t numerator = 0, denominator = 0;
};

struct FoundReason {
  HoldReason reason;
  CreditDecision level;
  ReasonFigure value = {}, threshold = {};
  std::uint32_t group = kNoKey;  ///< head of the group whose limit it is
  std::uint32_t scope = kNoKey;  ///< scope of a sub-limit
};

struct JudgedAccount {
  MeasuredExposure exposure;
  CreditDecision decision = CreditDecision::release;
  std::vector<FoundReason> reasons;
};

/// An order on trial, as far as it counts.
struct TrialOrder {
  std::int64_t amount = 0;
  std::uint32_t scope = kNoKey;
};

/// Refers to its arguments.
class CreditJudge {
 public:
  CreditJudge(const ExposureQuery& query, const CreditBook& book);
  /// `key` must be one of book.accounts. \throws Error overflow.
  [[nodiscard]] JudgedAccount judge(const CreditKey& key, const TrialOrder& trial = {}) const;

 private:
  const ExposureQuery& query_;
  const CreditBook& book_;
  std::vector<std::uint32_t> master_row_;  ///< by customer; kNoRow = none
};

/// Whether exposure > limit x share, exactly.
[[nodiscard]] bool is_used_above(std::int64_t exposure, std::int64_t limit, std::int64_t share) noexcept;

}  // namespace openitem::exposure
