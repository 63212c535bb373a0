#pragma once
// From which day an application counts, by the clock that is asked for (docs/methods/ledger.md, 5).

#include <array>
#include <cstdint>

#include "ledger/ledger_data.hpp"
#include "openitem/ledger.hpp"

namespace openitem {

// Of an application whose debit is in the books; `credit` kNoRow = not known: no posting to wait for.
[[nodiscard]] std::int32_t counting_day(const LedgerData& ledger, ApplicationClock clock,
                                        std::uint32_t application, std::uint32_t debit,
                                        std::uint32_t credit) noexcept;

// By number.
inline constexpr std::array<const char*, 4> kClockNames = {"latest", "payment_posting", "applied_on",
                                                           "recorded_on"};
// "latest" ...; "" for none.
[[nodiscard]] const char* clock_name(ApplicationClock clock) noexcept;

}  // namespace openitem
