#pragma once
/// \file
/// Every document with a discount in its terms, and what became of it.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "discount_history/days_without_offer.hpp"
#include "discount_history/settled_documents.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/discount_history.hpp"

namespace openitem::discount_history {

enum class OfferOutcome : std::uint8_t { taken, in_grace, unearned, missed, declined, not_paid, open };
inline constexpr std::array<std::string_view, 7> kOutcomeNames = {
    "taken", "in_grace", "unearned", "missed", "declined", "not_paid", "open"};
enum class OfferEffect : std::uint8_t { none, cannibalised, accelerated, unknown };
inline constexpr std::array<std::string_view, 4> kEffectNames = {"", "cannibalised", "accelerated",
                                                                 "unknown"};
enum class DaysOf : std::uint8_t { nobody, customer, segment };

struct OfferedDocument {
  std::uint32_t document;
  OfferOutcome outcome = OfferOutcome::open;
  std::int32_t tier = 0;           ///< open on the day of payment; 0 = none
  std::int64_t rate = 0;           ///< of that tier, of the first one where there is none
  std::int32_t deadline = 0;       ///< likewise
  std::int32_t paid_on = kNoDate;  ///< of settled documents
  std::int64_t paid = 0, offered = 0, discount = 0, unearned = 0, missed = 0;
  OfferEffect effect = OfferEffect::none;
  DaysOf days_of = DaysOf::nobody;
  ExactDays counterfactual = {}, accelerated = {};
  std::int64_t gain = 0;  ///< where the effect is known
};

struct OfferedDocuments {
  std::vector<OfferedDocument> documents;
  std::vector<PaymentTerms> terms;  ///< by code of documents.terms
  std::int64_t without_offer = 0;   ///< settled invoices without an offer, which counterfactuals are made of
};

/// `segment`: codes of documents, empty = none. \throws Error as compute_discount_history.
[[nodiscard]] OfferedDocuments judge_offers(const LedgerData& ledger, const Books& books,
                                            const KeyColumn* segment, const DiscountHistoryOptions& options);

}  // namespace openitem::discount_history
