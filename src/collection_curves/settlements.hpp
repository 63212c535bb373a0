#pragma once
/// \file
/// What settles the invoices of a ledger: each application with the age at which it counts (docs/methods/collection_curves.md).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem::collection_curves {

/// How an invoice was settled: the columns of a curve, in their order.
enum class Settled : std::uint8_t { paid, credited, discounted, written_off, other };
inline constexpr std::size_t kSettledBy = 5;
inline constexpr std::array<std::string_view, kSettledBy> kSettledNames = {"paid", "credited", "discounted",
                                                                           "written_off", "other"};

/// One application to an invoice of the curves.
struct Settlement {
  std::uint32_t invoice;  ///< row in Documents
  std::int32_t age;       ///< days from issue to the day the application counts; negative = before the issue
  Settled by;
  std::int64_t amount;  ///< minor units of the invoice's currency; negative where it was un-applied
};

/// Whether the document belongs to the curves: an invoice or a debit note in the books.
[[nodiscard]] bool is_invoiced(const LedgerData& ledger, const Books& books, std::uint32_t document) noexcept;

/// In the order of the applications. O(applications).
[[nodiscard]] std::vector<Settlement> read_settlements(const LedgerData& ledger, const Books& books,
                                                       ApplicationClock clock);

}  // namespace openitem::collection_curves
