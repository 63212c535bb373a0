#pragma once
/// \file
/// The made-up world of a sample ledger: customers with habits, and what becomes of each of their invoices.

#include <array>
#include <cstdint>
#include <string_view>

#include "openitem/datasets.hpp"

namespace openitem {

enum class SampleCurrency : std::uint8_t { eur, usd, jpy };
inline constexpr std::string_view kSampleCurrencies[] = {"EUR", "USD", "JPY"};

enum class SampleKind : std::uint8_t { invoice, payment, credit_note, payment_return, misspelt };
/// The last one is no kind: it stands in rows that are wrong on purpose.
inline constexpr std::string_view kSampleKinds[] = {"invoice", "payment", "credit_note", "payment_return",
                                                    "invioce"};

inline constexpr std::string_view kSampleRegions[] = {"NORTH", "SOUTH", "EAST", "WEST"};
inline constexpr std::int32_t kNoRegion = -1;
inline constexpr std::string_view kSampleReasons[] = {"price", "quantity", "quality", "not delivered"};

/// A date or an amount that is not there.
inline constexpr std::int32_t kNoDay = INT32_MIN;
inline constexpr std::int64_t kNoAmount = INT64_MIN;

/// Habits of a customer; they follow from its number.
struct SampleCustomer {
  SampleCurrency currency;
  std::int32_t terms;               ///< days net: 14, 30 or 60
  std::int32_t late_from, late_to;  ///< days from the due date to payment
  std::int32_t region;              ///< kNoRegion = none
};

struct SampleDocument {
  SampleKind kind;
  std::int64_t id;
  std::int32_t issue, posting, due;  ///< due may be kNoDay
  std::int64_t amount;               ///< minor units, signed
};
struct SampleApplication {
  std::int64_t credit_id, debit_id, amount;
  std::int32_t applied_on;
};
struct SampleInstalment {
  std::int32_t due;
  std::int64_t amount;
};
struct SampleDispute {
  std::int64_t amount;                  ///< kNoAmount = the whole document
  std::int32_t reason, opened, closed;  ///< closed may be kNoDay
};

/// A list of few members inside a story.
template <typename Member, std::int32_t Capacity>
struct FewOf {
  std::array<Member, Capacity> members;
  std::int32_t count = 0;
  void add(const Member& member) noexcept { members[static_cast<std::size_t>(count++)] = member; }
  [[nodiscard]] const Member* begin() const noexcept { return members.data(); }
  [[nodiscard]] const Member* end() const noexcept { return members.data() + count; }
};

/// One invoice and everything that happens to it up to the last day.
struct SampleStory {
  std::int32_t customer;
  SampleCurrency currency;
  std::int32_t region;
  FewOf<SampleDocument, 10> documents;  ///< the invoice first
  FewOf<SampleApplication, 12> applications;
  FewOf<SampleInstalment, 3> instalments;  ///< of the invoice
  FewOf<SampleDispute, 1> disputes;        ///< of the invoice
  std::int32_t paid_date;                  ///< flat form; kNoDay = not paid
  std::int64_t paid_amount;                ///< flat form; kNoAmount = in full
};

/// Pure functions of the seed: safe from any thread.
class SampleWorld {
 public:
  SampleWorld(std::uint64_t seed, std::int64_t invoices, std::int32_t customers, std::int32_t first_day,
              std::int32_t last_day, std::int32_t faults);

  [[nodiscard]] std::int32_t customers() const noexcept { return customers_; }
  [[nodiscard]] SampleCustomer customer(std::int32_t number) const noexcept;
  /// Number of the customer of an invoice: few customers have most of them.
  [[nodiscard]] std::int32_t customer_of(std::int64_t invoice) const noexcept;
  /// The invoice as documents, applications, instalments and disputes.
  [[nodiscard]] SampleStory story(std::int64_t invoice) const noexcept;
  /// The invoice as rows of the flat form: `documents` holds one row, twice where it was entered twice.
  [[nodiscard]] SampleStory flat_story(std::int64_t invoice) const noexcept;

 private:
  friend class StoryTeller;
  std::uint64_t seed_;
  std::int64_t invoices_;
  std::int32_t customers_;
  std::int32_t stride_;  // prime to the number of customers: spreads the big ones over the numbers
  std::int32_t first_day_, last_day_;
  std::int32_t faults_;  // per 10,000 invoices
};

}  // namespace openitem
