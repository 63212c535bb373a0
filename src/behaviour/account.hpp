#pragma once
/// \file
/// What happens on an account (a customer and a currency), day by day: its documents, and the events that change what is said
/// about it.

#include <cstdint>
#include <span>
#include <vector>

#include "behaviour/known_rows.hpp"
#include "behaviour/promise_outcomes.hpp"

namespace openitem::behaviour {

struct AccountKey {
  std::uint32_t customer;
  std::uint16_t currency;
};

enum class EventType : std::uint8_t {
  posted,
  applied,
  dispute_opened,
  promise_kept,
  promise_broken,
  touched
};

inline constexpr std::uint32_t kSlotBits = (1U << 29) - 1;
inline constexpr std::uint32_t kTypeBits = 7;

/// Events of one day have no order: their effects add up.
struct AccountEvent {
  std::int32_t day;
  std::uint32_t slot : 29;  ///< document of the account; 0 for promises
  std::uint32_t type : 3;   ///< an EventType
  std::int64_t amount;      ///< applied: change of what is open of the document; else 0
};

struct AccountDocument {
  std::uint32_t row;
  std::int32_t due;      ///< last instalment, due date or issue date
  bool is_settled;       ///< applications, instalments and disputes of its id belong to it
  bool is_invoice;       ///< kind invoice or debit note, above 0
  bool has_instalments;  ///< kept ones that sum to its amount
  bool has_disputes;
};

/// Scratch memory is kept from account to account.
class Account {
 public:
  /// `promises`: the outcomes of promises; nullptr = not asked for. `past_due_days`: an item is touched when it is that many days past due.
  Account(const KnownRows& known, PromiseOutcomes* promises, std::int32_t past_due_days = 1)
      : known_(known), promises_(promises), past_due_days_(past_due_days) {}

  /// Documents and events of the account, these by day.
  void load(AccountKey key);
  [[nodiscard]] std::span<const AccountDocument> documents() const noexcept { return documents_; }
  [[nodiscard]] std::span<const AccountEvent> events() const noexcept { return events_; }

 private:
  void add_document(std::uint32_t row);
  void add_applications(std::uint32_t slot);
  void add_due_dates(std::uint32_t slot);
  void add_later(std::int32_t due, std::int32_t posting, std::uint32_t slot);
  void add_disputes(std::uint32_t slot);
  void add_promises(AccountKey key);
  void add(std::int32_t day, EventType type, std::uint32_t slot, std::int64_t amount = 0);

  const KnownRows& known_;
  PromiseOutcomes* promises_;
  std::int32_t past_due_days_;
  std::vector<AccountDocument> documents_;
  std::vector<AccountEvent> events_;
};

/// Whether every row of the account was recorded by the day it takes effect, and none superseded: then what was known on a day is
/// what is known now.
[[nodiscard]] bool is_always_known(const LedgerData& ledger, ApplicationClock clock, std::uint32_t customer,
                                   const PromiseIndex& promises);

}  // namespace openitem::behaviour
