#pragma once
/// \file
/// Promises to pay of an account: which are decided, when, and whether they were kept (docs/methods/kpis.md, 3).

#include <cstdint>
#include <span>
#include <vector>

#include "behaviour/known_rows.hpp"

namespace openitem::behaviour {

/// Rows of the ledger's promises by customer: of a promise of a document, by those of all its versions.
class PromiseIndex {
 public:
  explicit PromiseIndex(const LedgerData& ledger);
  /// In the order of the table.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t customer) const noexcept;

 private:
  std::vector<std::uint32_t> offsets_;  // empty = no promises
  std::vector<std::uint32_t> rows_;
};

struct PromiseOutcome {
  std::int32_t decided_on;
  bool is_kept;
};

/// Refers to its arguments.
class PromiseOutcomes {
 public:
  PromiseOutcomes(const KnownRows& known, const PromiseIndex& index, std::int32_t grace_days)
      : known_(known), index_(index), grace_days_(grace_days) {}

  /// Of promises that stand; those decided on one day in any order. Valid until the next call. O(n log n) in promises and the
  /// applications of what is promised. \throws Error overflow.
  [[nodiscard]] std::span<const PromiseOutcome> of(std::uint32_t customer, std::uint16_t currency);
  /// Known promises of the account that have something to keep.
  [[nodiscard]] std::size_t read() const noexcept { return found_.size(); }

 private:
  struct Found {
    std::uint32_t identity;  // of the document; kNoRow = the whole account
    std::int32_t promised_on, due, recorded_on;
    std::uint32_t row;
    std::int64_t amount;
    bool is_superseded;
  };
  struct Receipt {
    std::int32_t day;
    std::int64_t amount;
  };
  void collect(std::uint32_t promise, std::uint32_t customer, std::uint16_t currency);
  [[nodiscard]] bool reads_document(Found& found, std::uint32_t customer, std::uint16_t currency);
  void find_receipts(std::uint32_t identity, std::uint32_t customer, std::uint16_t currency);
  void find_account_receipts(std::uint32_t customer, std::uint16_t currency);
  void find_settlements(std::uint32_t row);
  void decide(std::span<Found> promises);
  void supersede(std::span<Found> promises) const noexcept;
  [[nodiscard]] std::int64_t deadline_of(const Found& promise) const noexcept {
    return std::int64_t{promise.due} + grace_days_;
  }

  const KnownRows& known_;
  const PromiseIndex& index_;
  std::int32_t grace_days_;
  std::vector<Found> found_;
  std::vector<Receipt> receipts_;
  std::vector<PromiseOutcome> outcomes_;
};

}  // namespace openitem::behaviour
