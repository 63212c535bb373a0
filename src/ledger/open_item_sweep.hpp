#pragma once
// Open items on many dates from one pass over documents and applications (docs/methods/aging_series.md).
// The pass turns every document into spans of dates on which it is open for one amount; a date's items are then
// made from the spans that hold it, by the code that makes the items of a single date.

#include <cstdint>
#include <vector>

#include "ledger/item_writer.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_item_totals.hpp"
#include "ledger/open_items.hpp"
#include "ledger/series_books.hpp"

namespace openitem {

// How often the pass looked at what it read, counted as it went.
struct SweepVisits {
  std::int64_t documents = 0;
  std::int64_t application_sides = 0;  // an application is looked at from its debit and from its credit
  std::int64_t application_pairs = 0;  // and once more where its sides can differ
  void add(const SweepVisits& other) noexcept {
    documents += other.documents;
    application_sides += other.application_sides;
    application_pairs += other.application_pairs;
  }
};

// Dates on which a document is open for one amount.
struct OpenSpan {
  std::uint32_t document;
  std::int32_t first, last;  // positions [first, last) among the dates
  std::int64_t rest;
  std::int64_t disputed;
  std::uint32_t named, named_count;  // sums of named instalments: where in SpanPart::named, and how many
  bool is_settled;
};

// Known payments and unclassified credits before their posting.
struct LaterPayment {
  std::uint32_t document;
  std::int32_t first, last;
};

// What the pass keeps of one chunk of documents, and where the dates have come to.
struct SpanPart {
  std::vector<OpenSpan> spans;  // by first date, then document
  std::vector<LaterPayment> later_payments;
  std::vector<std::int64_t> named;
  std::size_t next_span = 0, next_later_payment = 0;           // not begun yet
  std::vector<std::uint32_t> open_spans, open_later_payments;  // of the date, by document
};

// Plain documents whose sums are known already.
struct PlainPart {
  std::int64_t documents = 0;
  std::vector<OpenSums> changes;  // by date: what they change in the totals from the date before
};

class OpenItemSweep {
 public:
  // Makes the pass. Refers to the ledger. \throws Error out_of_bounds (threads).
  OpenItemSweep(const LedgerData& ledger, OpenItemSeriesQuery query);
  // The items of the other documents; the totals are those of all. Requires a ledger without versions.
  OpenItemSweep(const LedgerData& ledger, OpenItemSeriesQuery query, PlainPart plain);

  // The next date's open items: the same as find_open_items gives. O(open items).
  [[nodiscard]] OpenItemSet next();
  [[nodiscard]] const SweepVisits& visits() const noexcept { return visits_; }

 private:
  void sweep(bool with_plain);

  const LedgerData& ledger_;
  const OpenItemSeriesQuery query_;
  std::vector<SpanPart> parts_;    // by chunk of documents
  std::vector<OpenSums> changes_;  // by date: what changes in the totals from the date before
  OpenSums totals_;
  SweepVisits visits_;
  std::int32_t at_ = 0;  // position of the next date
};

}  // namespace openitem
