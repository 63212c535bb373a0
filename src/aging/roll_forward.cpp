// compute_roll_forward: opening, movements and closing of the receivable (docs/methods/roll_forward.md).

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/options.hpp"
#include "aging/period.hpp"
#include "column/about_lines.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/books.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/open_items.hpp"
#include "openitem/aging.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

// Lines in their order: opening, the kinds, then these.
constexpr std::uint8_t kOpening = 0;
constexpr std::uint8_t kFirstKind = 1;
constexpr std::uint8_t kLatePostings = kFirstKind + kKindsInOrder.size();
constexpr std::uint8_t kCrossCurrency = kLatePostings + 1;
constexpr std::uint8_t kBeforePosting = kLatePostings + 2;
constexpr std::uint8_t kBetweenGroups = kLatePostings + 3;
constexpr std::uint8_t kClosing = kLatePostings + 4;
constexpr std::uint8_t kDifference = kLatePostings + 5;
constexpr std::size_t kLines = kDifference + 1;

std::uint8_t line_of(DocumentKind kind) noexcept {
  return static_cast<std::uint8_t>(
      kFirstKind + (std::find(kKindsInOrder.begin(), kKindsInOrder.end(), kind) - kKindsInOrder.begin()));
}

std::string_view line_name(std::size_t line) {
  switch (line) {
    case kOpening: return "opening";
    case kLatePostings: return "late_postings";
    case kCrossCurrency: return "cross_currency";
    case kBeforePosting: return "applied_before_posting";
    case kBetweenGroups: return "applied_between_groups";
    case kClosing: return "closing";
    case kDifference: return "difference";
    default: return document_kind_name(kKindsInOrder[line - kFirstKind]);
  }
}

// What one document, open item or application adds to a line of the group and currency of a document.
struct Entry {
  std::uint32_t document;
  std::uint8_t line;
  std::int64_t amount;
};

// Entries of chunks, one after the other in the order of the rows.
template <typename Read>
void collect(std::int64_t rows, std::int32_t threads, std::vector<Entry>& entries, Read&& read) {
  std::vector<std::vector<Entry>> parts(static_cast<std::size_t>(chunk_count(rows)));
  for_each_chunk(rows, threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row)
      read(static_cast<std::uint32_t>(row), parts[static_cast<std::size_t>(chunk)]);
  });
  for (const std::vector<Entry>& part : parts) entries.insert(entries.end(), part.begin(), part.end());
}

// What applications take from the sums of documents, and how it changes over the period.
class ApplicationMoves {
 public:
  ApplicationMoves(const LedgerData& ledger, const PeriodEnd& opening, const PeriodEnd& closing,
                   const std::vector<GroupKey>& keys)
      : ledger_(ledger), opening_(opening), closing_(closing), keys_(keys) {}

  // Without groups, equal amounts on two sides that are in the books together never show.
  [[nodiscard]] bool can_move() const noexcept {
    return !keys_.empty() || ledger_.has_cross_currency || opening_.books.can_be_one_sided() ||
           closing_.books.can_be_one_sided();
  }

  void read(std::uint32_t application, std::vector<Entry>& entries) const {
    Moves moves;
    add(opening_.books, application, -1, moves);
    add(closing_.books, application, 1, moves);
    for (std::size_t at = 0; at < moves.count; ++at) {
      if (moves.entries[at].amount != 0) entries.push_back(moves.entries[at]);
    }
  }

 private:
  // At most two entries an end, one for each line and place.
  struct Moves {
    std::array<Entry, 4> entries;
    std::size_t count = 0;
  };

  [[nodiscard]] bool is_same_place(std::uint32_t a, std::uint32_t b) const noexcept {
    return ledger_.documents.currency[a] == ledger_.documents.currency[b] &&
           std::all_of(keys_.begin(), keys_.end(),
                       [a, b](const GroupKey& key) { return key.code_of(a) == key.code_of(b); });
  }

  void add(std::uint8_t line, std::uint32_t document, std::int64_t amount, Moves& moves) const {
    for (std::size_t at = 0; at < moves.count; ++at) {
      Entry& entry = moves.entries[at];
      if (entry.line != line || !is_same_place(entry.document, document)) continue;
      entry.amount += amount;
      return;
    }
    moves.entries[moves.count++] = {document, line, amount};
  }

  // As in the sums of open items (ledger/open_item_totals.cpp), by the group of each side.
  void add(const Books& books, std::uint32_t application, std::int64_t times, Moves& moves) const {
    const Applications& applications = ledger_.applications;
    const std::uint32_t debit = applications.debit_identity[application];
    const std::uint32_t credit = applications.credit_identity[application];
    const bool on_debit = books.is_in_books(debit) && books.counts(application, credit);
    const bool on_credit = books.is_in_books(credit) && books.counts(application, debit);
    const std::int64_t taken = -applications.debit_amount[application] * times;
    const std::int64_t given = applications.credit_amount[application] * times;
    if (on_debit && on_credit) {
      const std::uint32_t from = books.row_of(debit);
      const std::uint32_t to = books.row_of(credit);
      const std::vector<std::uint16_t>& currency = ledger_.documents.currency;
      const bool crosses = currency[from] != currency[to] || taken != -given;
      if (!crosses && is_same_place(from, to)) return;
      add(crosses ? kCrossCurrency : kBetweenGroups, from, taken, moves);
      add(crosses ? kCrossCurrency : kBetweenGroups, to, given, moves);
    } else if (on_debit) {
      add(kBeforePosting, books.row_of(debit), taken, moves);
    } else if (on_credit) {
      add(kBeforePosting, books.row_of(credit), given, moves);
    }
  }

  const LedgerData& ledger_;
  const PeriodEnd& opening_;
  const PeriodEnd& closing_;
  const std::vector<GroupKey>& keys_;
};

// Entries summed by group, currency and line.
class LineSums {
 public:
  LineSums(const LedgerData& ledger, const std::vector<Entry>& entries, const std::vector<GroupKey>& keys,
           std::int32_t threads)
      : keys_(keys), ranks_(ledger.currencies), groups_(static_cast<std::int64_t>(entries.size()), threads) {
    const auto document = [&entries](std::int64_t entry) {
      return entries[static_cast<std::size_t>(entry)].document;
    };
    for (const GroupKey& key : keys_)
      groups_.add_level(key.keys(), [&](std::int64_t entry) { return key.code_of(document(entry)); });
    groups_.add_level(ranks_.size(), [&](std::int64_t entry) {
      return ranks_.rank(ledger.documents.currency[document(entry)]);
    });
    sums_.resize(groups_.size());
    for (std::size_t at = 0; at < entries.size(); ++at) {
      Line& line = sums_[groups_.ids()[at]][entries[at].line];
      ++line.count;
      line.amount = checked_add(line.amount, entries[at].amount);
    }
    for (auto& lines : sums_) {
      Line& difference = lines[kDifference];
      for (std::size_t line = kOpening; line < kClosing; ++line)
        difference.amount = checked_add(difference.amount, lines[line].amount);
      difference.amount = checked_sub(difference.amount, lines[kClosing].amount);
    }
  }

  [[nodiscard]] Table table(std::string name) const {
    std::vector<std::uint32_t> groups;
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> lines;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> amounts;
    for (std::uint32_t group = 0; group < sums_.size(); ++group) {
      const auto& sums = sums_[group];
      if (std::all_of(sums.begin(), sums.end(), [](const Line& line) { return line.count == 0; })) continue;
      for (std::size_t line = 0; line < kLines; ++line) {
        const bool is_always_there = line == kOpening || line == kClosing || line == kDifference;
        if (!is_always_there && sums[line].count == 0) continue;
        groups.push_back(group);
        currencies.push_back(ranks_.currency(groups_.code(group, keys_.size())));
        lines.push_back(line_name(line));
        counts.push_back(sums[line].count);
        amounts.push_back(sums[line].amount);
      }
    }
    Table table(std::move(name));
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(groups.size());
      for (const std::uint32_t group : groups) codes.push_back(groups_.code(group, level));
      table.add(keys_[level].column(codes));
    }
    table.add(currency_column("currency", currencies));
    table.add(Column::text("line", lines));
    table.add(Column::int64("count", std::move(counts), ColumnRole::count));
    table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
    return table;
  }

 private:
  struct Line {
    std::int64_t count = 0, amount = 0;
  };

  const std::vector<GroupKey>& keys_;
  const CurrencyRanks ranks_;
  Groups groups_;
  std::vector<std::array<Line, kLines>> sums_;  // by group
};

class RollForwardRun {
 public:
  RollForwardRun(const LedgerData& ledger, Date from, Date to, const RollForwardOptions& options)
      : ledger_(ledger),
        options_(options),
        opening_(ledger, from, options.known_at_from ? options.known_at_from : options.known_at,
                 options.clock, options.threads),
        closing_(ledger, to, options.known_at, options.clock, options.threads) {
    read_balances();
  }

  [[nodiscard]] Table table(std::string name, const std::vector<GroupKey>& keys) const {
    std::vector<Entry> entries = entries_;
    const ApplicationMoves moves(ledger_, opening_, closing_, keys);
    if (moves.can_move()) {
      collect(ledger_.applications.rows(), options_.threads, entries,
              [&moves](std::uint32_t row, std::vector<Entry>& out) { moves.read(row, out); });
    }
    return LineSums(ledger_, entries, keys, options_.threads).table(std::move(name));
  }

 private:
  // What does not depend on the groups: open items of both ends, and the documents between them.
  void read_balances() {
    add_open_items(opening_, kOpening);
    collect(ledger_.documents.rows(), options_.threads, entries_,
            [this](std::uint32_t row, std::vector<Entry>& out) { read_document(row, out); });
    add_open_items(closing_, kClosing);
  }

  void add_open_items(const PeriodEnd& end, std::uint8_t line) {
    const OpenItemSet set = find_open_items(ledger_, end.query);
    entries_.reserve(entries_.size() + set.items.open.size());
    for (std::size_t item = 0; item < set.items.open.size(); ++item)
      entries_.push_back({set.items.document[item], line, set.items.open[item]});
  }

  void read_document(std::uint32_t row, std::vector<Entry>& out) const {
    const std::optional<Movement> moved = movement_of(ledger_.documents, row, opening_, closing_);
    if (!moved) return;
    const auto kind = static_cast<DocumentKind>(ledger_.documents.kind[row]);
    out.push_back({row, moved->is_late ? kLatePostings : line_of(kind), moved->amount});
  }

  const LedgerData& ledger_;
  const RollForwardOptions& options_;
  const PeriodEnd opening_, closing_;
  std::vector<Entry> entries_;
};

void check_roll_forward(Date from, Date to, const RollForwardOptions& options) {
  check_threads(options.threads);
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_period(from, to, options.known_at, options.known_at_from);
  constexpr std::array<std::string_view, 4> own = {"currency", "line", "count", "amount"};
  refuse_own_columns(options.by, own, "every roll-forward");
}

Table about_roll_forward(Date from, Date to, const RollForwardOptions& options) {
  AboutLines lines;
  lines.add("formula", "roll_forward");
  lines.add("from", from.iso());
  lines.add("to", to.iso());
  lines.add("known_at", day_text(options.known_at));
  lines.add("known_at_from", day_text(options.known_at_from));
  lines.add("clock", clock_name(options.clock));
  lines.add("by", joined(options.by));
  return lines.table();
}

}  // namespace

RollForward compute_roll_forward(const Ledger& ledger, Date from, Date to,
                                 const RollForwardOptions& options) {
  check_roll_forward(from, to, options);
  const std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(ledger.data()));
  const RollForwardRun run(ledger.data(), from, to, options);
  std::vector<Table> tables;
  tables.push_back(run.table("rows", keys));
  tables.push_back(run.table("totals", {}));
  tables.push_back(about_roll_forward(from, to, options));
  return RollForward(std::move(tables));
}

}  // namespace openitem
