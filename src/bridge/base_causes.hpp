#pragma once
/// \file
/// The change in base currency, and what each cause adds to it: those of the document currencies and the rates
/// (docs/methods/bridge.md, 6).

#include "bridge/base_bridges.hpp"
#include "bridge/causes.hpp"

namespace openitem {

/// `row`: its ends and document currencies. \throws Error overflow.
[[nodiscard]] CurrencyBridge split_base_change(const BaseGroupBridge& row, BridgeMethod method);

}  // namespace openitem
