#pragma once
/// \file
/// Which rows of a ledger are known, and from which day an application has its effect (docs/methods/ledger.md, 3 and 4).

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "ledger/ledger_data.hpp"

namespace openitem::behaviour {

inline constexpr std::int32_t kNeverEffective = std::numeric_limits<std::int32_t>::max();

/// Refers to the ledger. Answers row by row: nothing is prepared for the whole ledger.
class KnownRows {
 public:
  KnownRows(const LedgerData& ledger, ApplicationClock clock, std::optional<std::int32_t> known_at)
      : ledger_(ledger), clock_(clock), known_at_(known_at) {}

  [[nodiscard]] const LedgerData& ledger() const noexcept { return ledger_; }
  [[nodiscard]] std::optional<std::int32_t> known_at() const noexcept { return known_at_; }

  [[nodiscard]] bool is_recorded(std::int32_t recorded_on) const noexcept {
    return !known_at_ || recorded_on <= *known_at_;
  }
  [[nodiscard]] bool is_superseded(std::int32_t superseded_on) const noexcept {
    return known_at_ ? superseded_on <= *known_at_ : superseded_on != kNeverSuperseded;
  }
  [[nodiscard]] bool knows_document(std::uint32_t row) const noexcept {
    return is_recorded(ledger_.documents.recorded_on[row]) &&
           !is_superseded(ledger_.documents.superseded_on[row]);
  }
  [[nodiscard]] bool knows_application(std::uint32_t application) const noexcept {
    const Applications& applications = ledger_.applications;
    return is_recorded(applications.recorded_on[application]) &&
           (applications.superseded_on.empty() || !is_superseded(applications.superseded_on[application]));
  }
  /// The row that applications, instalments and disputes of the id belong to; kNoRow = none is known.
  [[nodiscard]] std::uint32_t row_of(std::uint32_t identity) const noexcept;

  /// The day on which a known application counts by the clock; `side` is in its books, `other` an id. kNeverEffective where it
  /// waits for a document that is not known.
  [[nodiscard]] std::int32_t counting_day(std::uint32_t application, std::uint32_t side,
                                          std::uint32_t other) const noexcept;
  /// The day from which it changes what is open of `side`: not before that is posted.
  [[nodiscard]] std::int32_t effective_day(std::uint32_t application, std::uint32_t side,
                                           std::uint32_t other) const noexcept {
    return std::max(counting_day(application, side, other), ledger_.documents.posting[side]);
  }
  /// What active disputes of the id come to on the day; kWholeDisputed where one is about the whole document.
  [[nodiscard]] std::int64_t disputed_on(std::uint32_t identity, std::int32_t day) const noexcept;

 private:
  const LedgerData& ledger_;
  ApplicationClock clock_;
  std::optional<std::int32_t> known_at_;
};

}  // namespace openitem::behaviour
