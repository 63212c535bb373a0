#include "aging/group_keys.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "column/output_columns.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

constexpr std::size_t kKinds = static_cast<std::size_t>(DocumentKind::opening_balance) + 1;

std::string_view kind_name(std::size_t kind) { return document_kind_name(static_cast<DocumentKind>(kind)); }

// Position of a kind among the kinds in bytewise order of their names.
std::uint32_t kind_rank(std::size_t kind) {
  std::uint32_t rank = 0;
  for (std::size_t other = 0; other < kKinds; ++other) rank += kind_name(other) < kind_name(kind) ? 1 : 0;
  return rank;
}

const std::array<std::uint32_t, kKinds>& kind_ranks() {
  static const std::array<std::uint32_t, kKinds> ranks = [] {
    std::array<std::uint32_t, kKinds> filled{};
    for (std::size_t kind = 0; kind < kKinds; ++kind) filled[kind] = kind_rank(kind);
    return filled;
  }();
  return ranks;
}

std::string_view name_of_kind_rank(std::uint32_t rank) {
  const auto& ranks = kind_ranks();
  return kind_name(static_cast<std::size_t>(std::find(ranks.begin(), ranks.end(), rank) - ranks.begin()));
}

[[noreturn]] void refuse_unknown(std::string_view name, std::span<const GroupKey> available) {
  Message message;
  message.append("by names ").append_quoted(name).append("; there are ");
  for (std::size_t i = 0; i < available.size(); ++i) {
    if (i > 0) message.append(", ");
    message.append(available[i].name);
  }
  throw Error(Status::unknown_name, message);
}

}  // namespace

std::uint32_t GroupKey::keys() const noexcept {
  return dictionary == nullptr ? static_cast<std::uint32_t>(kKinds) : dictionary->size();
}

std::uint32_t GroupKey::code_of(std::size_t row) const noexcept {
  return dictionary == nullptr ? kind_ranks()[kinds[row]] : codes[row];
}

std::optional<std::uint32_t> GroupKey::find(std::string_view text) const {
  if (dictionary == nullptr) {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (kind_name(kind) == text) return kind_ranks()[kind];
    }
    return std::nullopt;
  }
  if (!dictionary->is_integer()) return dictionary->find(text);
  std::int64_t key = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return dictionary->find(key);
}

Column GroupKey::column(std::span<const std::uint32_t> of_codes) const {
  if (dictionary != nullptr) return key_column(name, *dictionary, of_codes);
  std::vector<std::string_view> names;
  names.reserve(of_codes.size());
  for (const std::uint32_t code : of_codes) names.push_back(name_of_kind_rank(code));
  return Column::text(name, names);
}

std::vector<GroupKey> resolve_group_keys(std::span<const std::string> by,
                                         std::span<const GroupKey> available) {
  std::vector<GroupKey> keys;
  for (const std::string& name : by) {
    const auto same = [&name](const GroupKey& key) { return key.name == name; };
    if (std::any_of(keys.begin(), keys.end(), same)) {
      throw Error(Status::invalid_argument,
                  Message().append("by names ").append_quoted(name).append(" twice; name each column once"));
    }
    const auto found = std::find_if(available.begin(), available.end(), same);
    if (found == available.end()) refuse_unknown(name, available);
    keys.push_back(*found);
  }
  return keys;
}

void refuse_own_column(std::string_view name, std::string_view owner) {
  throw Error(Status::invalid_argument, Message()
                                            .append("by names ")
                                            .append_quoted(name)
                                            .append(", which is a column of ")
                                            .append(owner)
                                            .append("; rename the dimension"));
}

void refuse_own_columns(std::span<const std::string> by, std::span<const std::string_view> columns,
                        std::string_view owner) {
  for (const std::string& name : by) {
    if (std::find(columns.begin(), columns.end(), name) != columns.end()) refuse_own_column(name, owner);
  }
}

std::vector<GroupKey> group_keys_of(const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  std::vector<GroupKey> keys;
  keys.push_back({"customer", &ledger.customers, documents.customer, {}});
  if (!documents.entity.codes.empty() || !documents.entity.name.empty()) {
    keys.push_back({"entity", &documents.entity.dictionary, documents.entity.codes, {}});
  }
  keys.push_back({"kind", nullptr, {}, documents.kind});
  for (const KeyColumn& dimension : documents.dimensions) {
    keys.push_back({dimension.name, &dimension.dictionary, dimension.codes, {}});
  }
  return keys;
}

std::string id_column_name(const std::string& name, std::span<const std::string_view> taken) {
  return std::find(taken.begin(), taken.end(), name) != taken.end() ? "document_" + name : name;
}

CurrencyRanks::CurrencyRanks(std::span<const std::uint16_t> currencies) : ranks_(currency_table().size(), 0) {
  std::vector<std::uint8_t> occurs(ranks_.size(), 0);
  for (const std::uint16_t currency : currencies) occurs[currency] = 1;
  for (std::size_t index = 0; index < occurs.size(); ++index) {
    if (occurs[index] == 0) continue;
    ranks_[index] = static_cast<std::uint32_t>(currencies_.size());
    currencies_.push_back(static_cast<std::uint16_t>(index));
  }
}

}  // namespace openitem
