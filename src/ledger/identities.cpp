#include "ledger/identities.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/hash.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

bool has_id(const Documents& documents, std::size_t row) noexcept {
  return !documents.id.empty() &&
         std::all_of(documents.id.begin(), documents.id.end(),
                     [row](const KeyColumn& member) { return member.codes[row] != kNoKey; });
}

std::uint64_t hash_of_id(const Documents& documents, std::size_t row) noexcept {
  std::uint64_t hash = kHashSeeds[0];
  for (const KeyColumn& member : documents.id) hash = hash_combine(hash, member.codes[row]);
  return hash;
}

std::size_t slots_for(std::size_t entries) noexcept { return std::bit_ceil(entries * 2 + 2); }

// Open addressing with linear probing: the slot that holds what `is_same` accepts, or the empty one to put it in.
template <typename IsSame>
std::size_t probe(const std::vector<std::uint32_t>& slots, std::uint64_t hash, IsSame&& is_same) {
  const std::size_t mask = slots.size() - 1;
  std::size_t slot = hash & mask;
  while (slots[slot] != kNoRow && !is_same(slots[slot])) slot = (slot + 1) & mask;
  return slot;
}

// Gives every row the number of its id, in the order of first appearance.
class Numbering {
 public:
  explicit Numbering(Documents& documents) : documents_(documents) {
    const auto size = static_cast<std::size_t>(documents.rows());
    documents_.identity.resize(size);
    if (documents_.id.size() == 1) identity_of_code_.assign(documents_.id[0].dictionary.size(), kNoRow);
    if (documents_.id.size() > 1) slots_.assign(slots_for(size), kNoRow);
    for (std::size_t row = 0; row < size; ++row) documents_.identity[row] = number(row);
  }
  [[nodiscard]] std::int64_t count() const noexcept { return count_; }

 private:
  std::uint32_t number(std::size_t row) {
    if (!has_id(documents_, row)) return count_++;
    if (documents_.id.size() == 1) {
      std::uint32_t& identity = identity_of_code_[documents_.id[0].codes[row]];
      if (identity == kNoRow) identity = count_++;
      return identity;
    }
    const std::size_t slot = probe(slots_, hash_of_id(documents_, row), [&](std::uint32_t other) {
      return std::all_of(documents_.id.begin(), documents_.id.end(), [row, other](const KeyColumn& member) {
        return member.codes[row] == member.codes[other];
      });
    });
    if (slots_[slot] != kNoRow) return documents_.identity[slots_[slot]];
    slots_[slot] = static_cast<std::uint32_t>(row);
    return count_++;
  }

  Documents& documents_;
  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> identity_of_code_;
  std::vector<std::uint32_t> slots_;  // first rows by hash of their ids
};

void group_by_identity(LedgerData& ledger) {
  const std::vector<std::uint32_t>& identity = ledger.documents.identity;
  ledger.identity_offsets = group_offsets(identity, ledger.identities);
  ledger.identity_rows.resize(identity.size());
  std::vector<std::uint32_t> next(ledger.identity_offsets.begin(), ledger.identity_offsets.end() - 1);
  for (std::size_t row = 0; row < identity.size(); ++row) {
    ledger.identity_rows[next[identity[row]]++] = static_cast<std::uint32_t>(row);
  }
}

// Rows of one id, ascending by (recorded-on, source row), cut into versions.
class Versions {
 public:
  Versions(const std::vector<FlatLink>& links, TableRows& rows, LedgerData& ledger)
      : is_flat_(!links.empty()), rows_(rows), ledger_(ledger), documents_(ledger.documents) {}

  void order() {
    for (std::int64_t identity = 0; identity < ledger_.identities; ++identity) {
      const std::span<std::uint32_t> group = rows_of(static_cast<std::size_t>(identity));
      if (group.size() > 1) order(group);
    }
  }

  // In the flat form a duplicate is settled by its own payment: it is a document of its own.
  void separate_duplicates() {
    if (duplicates_.empty() || !is_flat_) return;
    for (const std::uint32_t row : duplicates_) {
      documents_.identity[row] = static_cast<std::uint32_t>(ledger_.identities++);
    }
    group_by_identity(ledger_);
    for (std::int64_t identity = 0; identity < ledger_.identities; ++identity)
      sort(rows_of(static_cast<std::size_t>(identity)));
  }

  void set_current_rows() {
    ledger_.current_row.resize(static_cast<std::size_t>(ledger_.identities));
    for (std::size_t identity = 0; identity < ledger_.current_row.size(); ++identity) {
      const std::span<const std::uint32_t> group = rows_of(identity);
      const std::int32_t latest = documents_.recorded_on[group.back()];
      ledger_.current_row[identity] =
          *std::find_if(group.begin(), group.end(),
                        [this, latest](std::uint32_t row) { return documents_.recorded_on[row] == latest; });
    }
  }

 private:
  std::span<std::uint32_t> rows_of(std::size_t identity) noexcept {
    return {ledger_.identity_rows.data() + ledger_.identity_offsets[identity],
            ledger_.identity_rows.data() + ledger_.identity_offsets[identity + 1]};
  }

  void sort(std::span<std::uint32_t> group) const {
    if (group.size() < 2) return;
    std::sort(group.begin(), group.end(), [this](std::uint32_t a, std::uint32_t b) {
      return std::tie(documents_.recorded_on[a], documents_.source_row[a]) <
             std::tie(documents_.recorded_on[b], documents_.source_row[b]);
    });
  }

  void order(std::span<std::uint32_t> group) {
    sort(group);
    std::int32_t next_version = kNeverSuperseded;
    for (std::size_t at = group.size(); at-- > 0;) {
      const std::uint32_t row = group[at];
      const std::int32_t recorded_on = documents_.recorded_on[row];
      if (at + 1 < group.size() && recorded_on < documents_.recorded_on[group[at + 1]]) {
        next_version = documents_.recorded_on[group[at + 1]];
      }
      documents_.superseded_on[row] = next_version;
      ledger_.has_versions = ledger_.has_versions || next_version != kNeverSuperseded;
      if (at > 0 && documents_.recorded_on[group[at - 1]] == recorded_on) report_duplicate(row);
    }
  }

  void report_duplicate(std::uint32_t row) {
    duplicates_.push_back(row);
    rows_.suspect(static_cast<std::size_t>(documents_.source_row[row]), Rule::duplicate_id,
                  documents_.id[0].name, {show_document(ledger_, row)});
  }

  bool is_flat_;
  TableRows& rows_;
  LedgerData& ledger_;
  Documents& documents_;
  std::vector<std::uint32_t> duplicates_;
};

// Compares two kept documents in all that makes a repeated row.
class Likeness {
 public:
  Likeness(const DocumentRows& source, const Documents& documents) : source_(source), documents_(documents) {}

  // Ascending by everything that counts, then by source row.
  [[nodiscard]] bool less(std::uint32_t a, std::uint32_t b) const {
    const int order = compare(a, b);
    return order != 0 ? order < 0 : documents_.source_row[a] < documents_.source_row[b];
  }
  [[nodiscard]] bool alike(std::uint32_t a, std::uint32_t b) const { return compare(a, b) == 0; }

 private:
  template <typename Value>
  static int order_of(const Value& a, const Value& b) {
    return a < b ? -1 : static_cast<int>(b < a);
  }

  [[nodiscard]] int compare(std::uint32_t a, std::uint32_t b) const {
    const Documents& d = documents_;
    const auto facts = [&d](std::uint32_t row) {
      return std::tie(d.customer[row], d.issue[row], d.posting[row], d.due[row], d.amount[row],
                      d.currency[row], d.kind[row], d.recorded_on[row]);
    };
    if (const int order = order_of(facts(a), facts(b)); order != 0) return order;
    if (!d.entity.codes.empty() && d.entity.codes[a] != d.entity.codes[b]) {
      return order_of(d.entity.codes[a], d.entity.codes[b]);
    }
    for (const DateColumn& dates : d.dates) {
      if (dates.days[a] != dates.days[b]) return order_of(dates.days[a], dates.days[b]);
    }
    if (source_.paid_date.empty()) return 0;
    return order_of(source_.paid_date[static_cast<std::size_t>(d.source_row[a])],
                    source_.paid_date[static_cast<std::size_t>(d.source_row[b])]);
  }

  const DocumentRows& source_;
  const Documents& documents_;
};

void report_alike(std::vector<std::uint32_t>& run, const Likeness& likeness, const Documents& documents,
                  TableRows& rows) {
  if (run.size() < 2) return;
  std::sort(run.begin(), run.end(),
            [&likeness](std::uint32_t a, std::uint32_t b) { return likeness.less(a, b); });
  std::uint32_t first = run.front();
  for (std::size_t at = 1; at < run.size(); ++at) {
    if (!likeness.alike(first, run[at])) {
      first = run[at];
      continue;
    }
    rows.suspect(static_cast<std::size_t>(documents.source_row[run[at]]), Rule::repeated_row, "amount",
                 {"", std::to_string(documents.source_row[first])});
  }
}

}  // namespace

void identify_documents(const std::vector<FlatLink>& links, TableRows& rows, LedgerData& ledger) {
  ledger.identities = Numbering(ledger.documents).count();
  group_by_identity(ledger);
  Versions versions(links, rows, ledger);
  versions.order();
  versions.separate_duplicates();
  versions.set_current_rows();
  // A settlement stands in the row of its document: it is superseded with it.
  for (const FlatLink& link : links) {
    ledger.documents.superseded_on[link.settlement] = ledger.documents.superseded_on[link.document];
  }
}

void report_repeated_rows(const DocumentRows& source, TableRows& rows, const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  const Likeness likeness(source, documents);
  const auto size = static_cast<std::uint32_t>(documents.rows());
  std::vector<std::uint32_t> run;  // rows without id of one customer and issue date: they lie together
  for (std::uint32_t row = 0; row < size; ++row) {
    const bool starts = row == 0 || documents.customer[row] != documents.customer[row - 1] ||
                        documents.issue[row] != documents.issue[row - 1];
    if (starts) {
      report_alike(run, likeness, documents, rows);
      run.clear();
    }
    if (documents.origin[row] == Origin::documents_table && !has_id(documents, row)) run.push_back(row);
  }
  report_alike(run, likeness, documents, rows);
}

std::vector<DocumentFacts> facts_of(const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  std::vector<DocumentFacts> facts;
  facts.reserve(ledger.current_row.size());
  for (const std::uint32_t row : ledger.current_row) {
    facts.push_back({documents.posting[row], documents.customer[row], documents.currency[row],
                     is_debit(static_cast<DocumentKind>(documents.kind[row]), documents.amount[row])});
  }
  return facts;
}

std::string show_document(const LedgerData& ledger, std::uint32_t document) {
  std::string text;
  for (const KeyColumn& member : ledger.documents.id) {
    if (!text.empty()) text += '/';
    if (member.codes[document] != kNoKey) text += member.dictionary.text_of(member.codes[document]);
  }
  return text;
}

std::string show_tuple(std::span<const ChunkedColumn* const> tuple, std::size_t row) {
  std::string text;
  for (const ChunkedColumn* const member : tuple) {
    if (!text.empty()) text += '/';
    text += show_cell(*member, static_cast<std::int64_t>(row));
  }
  return text;
}

DocumentIndex::DocumentIndex(const LedgerData& ledger) : ledger_(&ledger) {
  const Documents& documents = ledger.documents;
  for (const KeyColumn& member : documents.id) members_.emplace_back(member.dictionary);
  if (documents.id.size() == 1) {
    identity_of_code_.assign(documents.id[0].dictionary.size(), kNoRow);
    for (std::size_t row = 0; row < documents.identity.size(); ++row) {
      const std::uint32_t code = documents.id[0].codes[row];
      // The lowest: duplicates that are documents of their own come after the first row.
      if (code != kNoKey)
        identity_of_code_[code] = std::min(identity_of_code_[code], documents.identity[row]);
    }
  }
  if (documents.id.size() < 2) return;
  slots_.assign(slots_for(static_cast<std::size_t>(ledger.identities)), kNoRow);
  for (std::uint32_t identity = 0; identity < static_cast<std::uint32_t>(ledger.identities); ++identity) {
    const std::uint32_t row = ledger.identity_rows[ledger.identity_offsets[identity]];
    if (!has_id(documents, row)) continue;
    const std::size_t slot = probe(slots_, hash_of_id(documents, row), [&](std::uint32_t other) {
      const std::uint32_t other_row = ledger.identity_rows[ledger.identity_offsets[other]];
      return std::all_of(documents.id.begin(), documents.id.end(), [row, other_row](const KeyColumn& member) {
        return member.codes[row] == member.codes[other_row];
      });
    });
    if (slots_[slot] == kNoRow) slots_[slot] = identity;
  }
}

std::uint32_t DocumentIndex::find_tuple(const std::vector<KeyCodes>& members, std::size_t row) const {
  if (members.size() == 1) return identity_of_code_[members[0].codes[row]];
  std::uint64_t hash = kHashSeeds[0];
  for (const KeyCodes& member : members) hash = hash_combine(hash, member.codes[row]);
  const std::size_t slot = probe(slots_, hash, [&](std::uint32_t identity) {
    const std::uint32_t document = ledger_->identity_rows[ledger_->identity_offsets[identity]];
    for (std::size_t at = 0; at < members.size(); ++at) {
      if (ledger_->documents.id[at].codes[document] != members[at].codes[row]) return false;
    }
    return true;
  });
  return slots_[slot];
}

References DocumentIndex::find(std::span<const ChunkedColumn* const> tuple, std::int32_t threads) const {
  References found;
  if (tuple.empty()) return found;
  for (std::size_t at = 0; at < tuple.size(); ++at) {
    found.members.push_back(look_up_keys(*tuple[at], members_[at], threads));
  }
  const auto size = static_cast<std::size_t>(tuple[0]->rows());
  found.identity.assign(size, kNoRow);
  found.state.assign(size, ReferenceState::found);
  for (std::size_t row = 0; row < size; ++row) {
    std::size_t missing = 0, unknown = 0;
    for (const KeyCodes& member : found.members) {
      missing += member.codes[row] == kNoKey ? 1 : 0;
      unknown += member.codes[row] == kUnknownKey ? 1 : 0;
    }
    if (missing > 0) {
      found.state[row] = missing == tuple.size() ? ReferenceState::missing : ReferenceState::incomplete;
      continue;
    }
    if (unknown == 0) found.identity[row] = find_tuple(found.members, row);
    if (found.identity[row] == kNoRow) found.state[row] = ReferenceState::unknown;
  }
  return found;
}

void check_references(TableRows& rows, std::span<const ChunkedColumn* const> tuple,
                      const References& references, bool is_required) {
  for (std::size_t at = 0; at < tuple.size(); ++at)
    rows.check_cells(*tuple[at], references.members[at].problems);
  for (std::size_t row = 0; row < references.state.size(); ++row) {
    const ReferenceState state = references.state[row];
    if (state == ReferenceState::found || (state == ReferenceState::missing && !is_required)) continue;
    if (state == ReferenceState::unknown) {
      if (rows.is_excluded(row)) continue;
      rows.exclude(row, Rule::unknown_document, tuple[0]->short_name(), {show_tuple(tuple, row)});
      continue;
    }
    for (std::size_t at = 0; at < tuple.size(); ++at) {
      if (references.members[at].codes[row] == kNoKey) rows.miss(row, *tuple[at], "the id of a document");
    }
  }
}

}  // namespace openitem
