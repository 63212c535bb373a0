#pragma once
/// \file
/// Every document with a discount in its terms, and what became of it.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "discount/offer_outcomes.hpp"
#include "discount_history/days_without_offer.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/discount_history.hpp"

namespace openitem::discount_history {

using discount::kOutcomeNames;
using discount::OfferOutcome;
using discount::SettledDocument;

enum class OfferEffect : std::uint8_t { none, cannibalised, accelerated, unknown };
inline constexpr std::array<std::string_view, 4> kEffectNames = {"", "cannibalised", "accelerated",
                                                                 "unknown"};
enum class DaysOf : std::uint8_t { nobody, customer, segment };

struct OfferedDocument : discount::JudgedOffer {
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
