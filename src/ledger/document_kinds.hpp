#pragma once
// The kinds of documents as data: name and permitted sign.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "openitem/ledger.hpp"

namespace openitem {

// The order of reports: debits, credits, what may have either sign.
inline constexpr std::array<DocumentKind, 14> kKindsInOrder = {
    DocumentKind::invoice,    DocumentKind::debit_note,     DocumentKind::interest,
    DocumentKind::fee,        DocumentKind::refund,         DocumentKind::payment_return,
    DocumentKind::recovery,   DocumentKind::credit_note,    DocumentKind::payment,
    DocumentKind::discount,   DocumentKind::write_off,      DocumentKind::unclassified_credit,
    DocumentKind::adjustment, DocumentKind::opening_balance};

enum class KindSign : std::uint8_t { debit, credit, either };

[[nodiscard]] KindSign kind_sign(DocumentKind kind) noexcept;
[[nodiscard]] std::optional<DocumentKind> find_document_kind(std::string_view name) noexcept;
// Whether the document may be settled by credits: amount > 0, or 0 and not of a credit kind.
[[nodiscard]] bool is_debit(DocumentKind kind, std::int64_t amount) noexcept;
// Whether the document is money that came in: a credit of kind payment, or one whose kind nobody said.
[[nodiscard]] bool is_payment(DocumentKind kind, std::int64_t amount) noexcept;
// "invoice, debit_note ...": for messages.
[[nodiscard]] std::string list_of_document_kinds();

}  // namespace openitem
