#pragma once
/// \file
/// Early-payment discounts that the terms of documents offer: given, missed, unearned (docs/methods/kpis.md, 3).

#include "kpi/ledger_events.hpp"

namespace openitem {

inline constexpr ComponentSet kOfferComponents = {
    Component::discounts_offered,  Component::discounts_given,    Component::discounts_missed,
    Component::discounts_unearned, Component::discounts_in_grace, Component::offers_decided,
    Component::offers_taken};

/// Adds every offer that a payment settled, on the day of the last payment. O(documents + applications).
/// \throws Error missing_column (a ledger without terms), invalid_argument (no terms that offer a discount, terms that cannot be read),
/// overflow.
void add_discount_offers(const KpiQuery& query, const Books& books, KpiSums& sums);

}  // namespace openitem
