#pragma once
/// \file
/// What stands behind the opaque handles. No handle refers to another.

#include <utility>

#include "openitem/calendar.h"
#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/ledger.h"
#include "openitem/ledger.hpp"
#include "openitem/openitem.h"
#include "openitem/terms.h"
#include "openitem/terms.hpp"

struct oi_result {
  openitem::Result tables;
};

struct oi_ledger {
  openitem::Ledger ledger;
};

struct oi_calendar {
  openitem::Calendar calendar;
};

struct oi_terms {
  openitem::PaymentTerms value;
};

namespace openitem::c_abi {

/// A handle for the caller, who releases it.
[[nodiscard]] inline oi_result* make_handle(Result&& tables) { return new oi_result{std::move(tables)}; }
[[nodiscard]] inline oi_ledger* make_handle(Ledger&& ledger) { return new oi_ledger{std::move(ledger)}; }

[[nodiscard]] inline oi_calendar* make_handle(Calendar&& calendar) {
  return new oi_calendar{std::move(calendar)};
}

}  // namespace openitem::c_abi
