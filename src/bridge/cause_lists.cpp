#include "bridge/cause_lists.hpp"

#include <array>

namespace openitem {
namespace {

constexpr std::array<std::string_view, kCauses> kNames = {
    "volume",   "timing", "terms", "lateness", "disputes", "credits", "other_debits", "unapplied_credits",
    "currency", "days"};

constexpr std::array kInBase = {
    Cause::volume,   Cause::timing,  Cause::terms,        Cause::lateness,
    Cause::disputes, Cause::credits, Cause::other_debits, Cause::unapplied_credits,
    Cause::currency, Cause::days};
constexpr std::array kInDocument = {
    Cause::volume,   Cause::timing,  Cause::terms,        Cause::lateness,
    Cause::disputes, Cause::credits, Cause::other_debits, Cause::unapplied_credits,
    Cause::days};

}  // namespace

std::string_view cause_name(Cause cause) noexcept { return kNames[static_cast<std::size_t>(cause)]; }

std::span<const Cause> dso_causes(BridgeIn in) noexcept {
  if (in == BridgeIn::base_currency) return kInBase;
  return kInDocument;
}

// The days, which come last, are a cause of DSO alone.
std::span<const Cause> receivable_causes(BridgeIn in) noexcept {
  const std::span<const Cause> causes = dso_causes(in);
  return causes.first(causes.size() - 1);
}

}  // namespace openitem
