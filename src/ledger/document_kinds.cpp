#include "ledger/document_kinds.hpp"

#include <array>
#include <cstddef>

namespace openitem {
namespace {

struct KindRow {
  const char* name;
  KindSign sign;
};

// Position = DocumentKind.
constexpr std::array<KindRow, 14> kKinds = {{
    {"unclassified_credit", KindSign::credit},
    {"invoice", KindSign::debit},
    {"debit_note", KindSign::debit},
    {"interest", KindSign::debit},
    {"fee", KindSign::debit},
    {"refund", KindSign::debit},
    {"payment_return", KindSign::debit},
    {"recovery", KindSign::debit},
    {"credit_note", KindSign::credit},
    {"payment", KindSign::credit},
    {"discount", KindSign::credit},
    {"write_off", KindSign::credit},
    {"adjustment", KindSign::either},
    {"opening_balance", KindSign::either},
}};

constexpr std::size_t position(DocumentKind kind) noexcept { return static_cast<std::size_t>(kind); }

}  // namespace

const char* document_kind_name(DocumentKind kind) noexcept {
  return position(kind) < kKinds.size() ? kKinds[position(kind)].name : "unknown";
}

KindSign kind_sign(DocumentKind kind) noexcept { return kKinds[position(kind)].sign; }

std::optional<DocumentKind> find_document_kind(std::string_view name) noexcept {
  for (std::size_t at = 0; at < kKinds.size(); ++at) {
    if (name == kKinds[at].name) return static_cast<DocumentKind>(at);
  }
  return std::nullopt;
}

bool is_debit(DocumentKind kind, std::int64_t amount) noexcept {
  return amount > 0 || (amount == 0 && kind_sign(kind) != KindSign::credit);
}

bool is_payment(DocumentKind kind, std::int64_t amount) noexcept {
  return amount < 0 && (kind == DocumentKind::payment || kind == DocumentKind::unclassified_credit);
}

std::string list_of_document_kinds() {
  std::string list;
  for (const KindRow& row : kKinds) {
    if (!list.empty()) list += ", ";
    list += row.name;
  }
  return list;
}

}  // namespace openitem
