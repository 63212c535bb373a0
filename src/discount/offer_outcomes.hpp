#pragma once
/// \file
/// What became of the discount that the terms of a document offer: taken, earned, missed (docs/methods/discount_history.md, 2).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "discount/settled_documents.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/money.hpp"
#include "openitem/terms.hpp"

namespace openitem::discount {

enum class OfferOutcome : std::uint8_t { taken, in_grace, unearned, missed, declined, not_paid, open };
inline constexpr std::array<std::string_view, 7> kOutcomeNames = {
    "taken", "in_grace", "unearned", "missed", "declined", "not_paid", "open"};

struct JudgedOffer {
  std::uint32_t document = 0;
  OfferOutcome outcome = OfferOutcome::open;
  std::int32_t tier = 0;           ///< open on the day of payment; 0 = none
  std::int64_t rate = 0;           ///< of that tier, of the first one where there is none
  std::int32_t deadline = 0;       ///< likewise
  std::int32_t paid_on = kNoDate;  ///< of settled documents
  std::int64_t paid = 0, offered = 0, discount = 0, unearned = 0, missed = 0;
};

/// How terms are read and discounts rounded.
struct OfferReading {
  TermsReading reading = TermsReading::not_set;
  TermsDiscountTax discount_tax = TermsDiscountTax::included;
  Rounding rounding = Rounding::half_up;
};

/// Judges documents of one ledger, which must outlive it.
class OfferJudge {
 public:
  /// Parses every text of terms once. \throws Error missing_column (a ledger without terms), invalid_argument (no terms that offer a
  /// discount), as parse_terms.
  OfferJudge(const LedgerData& ledger, const OfferReading& reading);

  /// By code of documents.terms.
  [[nodiscard]] const std::vector<PaymentTerms>& terms() const noexcept { return terms_; }
  [[nodiscard]] bool has_offer(std::uint32_t row) const;
  [[nodiscard]] bool is_settled(const SettledDocument& settled) const;
  /// Nothing where there is no offer. \throws Error as schedule_terms, with the row.
  [[nodiscard]] std::optional<JudgedOffer> judge(const SettledDocument& settled) const;

 private:
  [[nodiscard]] TermsSchedule schedule_of(std::uint32_t row) const;
  void decide(const SettledDocument& settled, const TermsSchedule& schedule, JudgedOffer& found) const;

  const Documents& documents_;
  TermsOptions options_;
  std::vector<PaymentTerms> terms_;
};

}  // namespace openitem::discount
