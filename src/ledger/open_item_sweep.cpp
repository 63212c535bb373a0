#include "ledger/open_item_sweep.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "core/parallel.hpp"
#include "ledger/document_kinds.hpp"

namespace openitem {
namespace {

// Something that changes what is open of a document from a date on.
struct Event {
  std::int32_t at;          // position of the date
  std::int32_t instalment;  // named by the application; kNoInstalment
  std::int64_t applied;
  std::int64_t disputed;
  std::int32_t whole_disputes;
};

// Turns documents into spans. Scratch vectors are kept between documents.
class SpanReader {
 public:
  SpanReader(const LedgerData& ledger, const OpenItemSeriesQuery& query, const SeriesBooks& books,
             SpanPart& out, std::vector<OpenSums>& changes)
      : ledger_(ledger),
        documents_(ledger.documents),
        query_(query),
        books_(books),
        out_(out),
        changes_(changes),
        named_(ledger.instalments) {}

  void read(std::uint32_t document) {
    ++visits_.documents;
    const std::int32_t dates = books_.dates();
    const DateRange known = books_.known(document);
    const DateRange in_books = books_.in_books(document);
    const std::int32_t superseded = std::max(known.begin, known.end);
    const std::int32_t posted = std::clamp(in_books.begin, known.begin, superseded);
    place(document, Place::not_known, {0, known.begin});
    place(document, Place::posted_later, {known.begin, posted});
    place(document, Place::in_books, {posted, superseded});
    place(document, Place::superseded, {superseded, dates});
    if (query_.with_later_payments && known.begin < posted &&
        is_payment(static_cast<DocumentKind>(documents_.kind[document]), documents_.amount[document]))
      out_.later_payments.push_back({document, known.begin, posted});
    if (!in_books.is_empty()) read_spans(document, in_books);
  }

  [[nodiscard]] const SweepVisits& visits() const noexcept { return visits_; }

 private:
  void place(std::uint32_t document, Place where, DateRange range) {
    if (range.is_empty()) return;
    changes_[static_cast<std::size_t>(range.begin)].place(documents_, document, where, 1);
    if (range.end < books_.dates())
      changes_[static_cast<std::size_t>(range.end)].place(documents_, document, where, -1);
  }

  void read_spans(std::uint32_t document, DateRange in_books) {
    const std::uint32_t identity = documents_.identity[document];
    const bool is_settled = books_.leads_version(document);
    events_.clear();
    named_.start(identity);
    if (is_settled) {
      read_applications(identity, in_books);
      read_disputes(identity, in_books);
      std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
    }
    write_spans(document, in_books, is_settled);
  }

  void read_applications(std::uint32_t identity, DateRange in_books) {
    const Applications& applications = ledger_.applications;
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      read_side(at, applications.credit_identity[at], in_books, applications.debit_amount[at],
                applications.instalment[at]);
    }
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.credit_rows[at];
      read_side(row, applications.debit_identity[row], in_books, -applications.credit_amount[row],
                kNoInstalment);
    }
  }

  void read_side(std::uint32_t application, std::uint32_t other, DateRange in_books, std::int64_t applied,
                 std::int32_t instalment) {
    ++visits_.application_sides;
    const DateRange range = in_books.meet(books_.counts(application));
    if (range.is_empty()) return;
    if (!books_.needs_other_side()) return add_event(range, in_books, {0, instalment, applied, 0, 0});
    books_.for_each_version(other, [&](std::uint32_t, DateRange there) {
      add_event(range.meet(there), in_books, {0, instalment, applied, 0, 0});
    });
  }

  void read_disputes(std::uint32_t identity, DateRange in_books) {
    const Disputes& disputes = ledger_.disputes;
    if (disputes.offsets.empty()) return;
    for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
      const bool is_whole = disputes.whole[at] != 0;
      add_event(in_books.meet(books_.is_active(at)), in_books,
                {0, kNoInstalment, 0, is_whole ? 0 : disputes.amount[at], is_whole ? 1 : 0});
    }
  }

  // The event at the begin of the range, and its reverse at the end.
  void add_event(DateRange range, DateRange in_books, Event event) {
    if (range.is_empty()) return;
    event.at = range.begin;
    events_.push_back(event);
    if (range.end >= in_books.end) return;
    events_.push_back({range.end, event.instalment, -event.applied, -event.disputed, -event.whole_disputes});
  }

  void write_spans(std::uint32_t document, DateRange in_books, bool is_settled) {
    std::int64_t rest = documents_.amount[document];
    std::int64_t disputed = 0;
    std::int32_t whole_disputes = 0;
    std::size_t event = 0;
    for (std::int32_t at = in_books.begin; at < in_books.end;) {
      for (; event < events_.size() && events_[event].at <= at; ++event) {
        const Event& change = events_[event];
        rest -= change.applied;
        disputed += change.disputed;
        whole_disputes += change.whole_disputes;
        if (change.instalment != kNoInstalment) named_.add(change.instalment, change.applied);
      }
      const std::int32_t next =
          event < events_.size() ? std::min(events_[event].at, in_books.end) : in_books.end;
      if (rest != 0)
        add_span(
            {document, at, next, rest, whole_disputes > 0 ? kWholeDisputed : disputed, 0, 0, is_settled});
      at = next;
    }
  }

  void add_span(OpenSpan span) {
    const std::span<const std::int64_t> named = named_.sums();
    span.named = static_cast<std::uint32_t>(out_.named.size());
    span.named_count = static_cast<std::uint32_t>(named.size());
    out_.named.insert(out_.named.end(), named.begin(), named.end());
    out_.spans.push_back(span);
    const std::uint16_t currency = documents_.currency[span.document];
    changes_[static_cast<std::size_t>(span.first)].count_open(currency, 1);
    if (span.last < books_.dates()) changes_[static_cast<std::size_t>(span.last)].count_open(currency, -1);
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItemSeriesQuery& query_;
  const SeriesBooks& books_;
  SpanPart& out_;
  std::vector<OpenSums>& changes_;
  NamedSums named_;
  std::vector<Event> events_;
  SweepVisits visits_;
};

// What applications take from one side and not from the other, on every date.
class PairReader {
 public:
  PairReader(const LedgerData& ledger, const SeriesBooks& books, std::vector<OpenSums>& changes)
      : ledger_(ledger), books_(books), changes_(changes) {}

  void read(std::uint32_t application) {
    const Applications& applications = ledger_.applications;
    const std::vector<std::uint16_t>& currency = ledger_.documents.currency;
    const std::int64_t debit_amount = applications.debit_amount[application];
    const std::int64_t credit_amount = applications.credit_amount[application];
    const DateRange counts = books_.counts(application);
    if (counts.is_empty()) return;
    // First as if each side were alone; where both are there, that is taken back.
    const bool can_be_alone = !books_.needs_other_side();
    books_.for_each_version(
        applications.debit_identity[application], [&](std::uint32_t debit, DateRange debit_in_books) {
          const DateRange on_debit = counts.meet(debit_in_books);
          if (can_be_alone) one_side(currency[debit], -debit_amount, on_debit, 1);
          books_.for_each_version(applications.credit_identity[application], [&](std::uint32_t credit,
                                                                                 DateRange credit_in_books) {
            const DateRange both = on_debit.meet(credit_in_books);
            if (can_be_alone) {
              one_side(currency[debit], -debit_amount, both, -1);
              one_side(currency[credit], credit_amount, both, -1);
            }
            change(both, 1, [&](OpenSums& sums, std::int64_t times) {
              sums.apply(currency[debit], debit_amount, currency[credit], credit_amount, times);
            });
          });
        });
    if (!can_be_alone) return;
    books_.for_each_version(applications.credit_identity[application],
                            [&](std::uint32_t credit, DateRange credit_in_books) {
                              one_side(currency[credit], credit_amount, counts.meet(credit_in_books), 1);
                            });
  }

 private:
  template <typename Function>
  void change(DateRange range, std::int64_t times, Function&& fn) {
    if (range.is_empty()) return;
    fn(changes_[static_cast<std::size_t>(range.begin)], times);
    if (range.end < books_.dates()) fn(changes_[static_cast<std::size_t>(range.end)], -times);
  }
  void one_side(std::uint16_t currency, std::int64_t amount, DateRange range, std::int64_t times) {
    change(range, times, [&](OpenSums& sums, std::int64_t n) { sums.apply_one_side(currency, amount, n); });
  }

  const LedgerData& ledger_;
  const SeriesBooks& books_;
  std::vector<OpenSums>& changes_;
};

// By the first date; documents ascend within it as they did before.
template <typename Span>
void sort_by_first(std::vector<Span>& spans) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](const Span& a, const Span& b) { return a.first < b.first; });
}

// Drops from `open` what does not hold the date any more and adds what begins with it; both ascend by document.
template <typename Span>
void advance(const std::vector<Span>& spans, std::int32_t at, std::size_t& next,
             std::vector<std::uint32_t>& open) {
  open.erase(
      std::remove_if(open.begin(), open.end(), [&](std::uint32_t span) { return spans[span].last <= at; }),
      open.end());
  const auto old = static_cast<std::ptrdiff_t>(open.size());
  for (; next < spans.size() && spans[next].first <= at; ++next)
    open.push_back(static_cast<std::uint32_t>(next));
  std::inplace_merge(open.begin(), open.begin() + old, open.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return spans[a].document < spans[b].document; });
}

OpenItemSet items_of(const LedgerData& ledger, SpanPart& part, std::int32_t at) {
  advance(part.spans, at, part.next_span, part.open_spans);
  advance(part.later_payments, at, part.next_later_payment, part.open_later_payments);
  OpenItemSet set;
  ItemWriter writer(ledger, false, set.items);
  for (const std::uint32_t index : part.open_spans) {
    const OpenSpan& span = part.spans[index];
    writer.write({span.document, span.is_settled, span.rest,
                  std::span(part.named).subspan(span.named, span.named_count), span.disputed});
  }
  for (const std::uint32_t index : part.open_later_payments)
    set.later_payments.push_back(part.later_payments[index].document);
  return set;
}

// The documents of [begin, end) in a list that ascends.
std::span<const std::uint32_t> between(std::span<const std::uint32_t> documents, std::int64_t begin,
                                       std::int64_t end) {
  const auto first = std::lower_bound(documents.begin(), documents.end(), begin);
  return {first, std::lower_bound(first, documents.end(), end)};
}

// Sums of parts that are finished in any order: they are integers, so the order leaves no trace.
class SweepSums {
 public:
  SweepSums(std::vector<OpenSums>& changes, SweepVisits& visits) : changes_(changes), visits_(visits) {}
  void add(const std::vector<OpenSums>& changes, const SweepVisits& visits) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (std::size_t at = 0; at < changes.size(); ++at) changes_[at].merge(changes[at]);
    visits_.add(visits);
  }

 private:
  std::mutex mutex_;
  std::vector<OpenSums>& changes_;
  SweepVisits& visits_;
};

}  // namespace

OpenItemSweep::OpenItemSweep(const LedgerData& ledger, OpenItemSeriesQuery query)
    : ledger_(ledger),
      query_(std::move(query)),
      parts_(static_cast<std::size_t>(chunk_count(ledger.documents.rows()))),
      changes_(query_.as_of.size()) {
  sweep(true);
}

OpenItemSweep::OpenItemSweep(const LedgerData& ledger, OpenItemSeriesQuery query, PlainPart plain)
    : ledger_(ledger),
      query_(std::move(query)),
      parts_(static_cast<std::size_t>(chunk_count(ledger.documents.rows()))),
      changes_(std::move(plain.changes)),
      visits_{plain.documents, 0, 0} {
  sweep(false);
}

void OpenItemSweep::sweep(bool with_plain) {
  check_threads(query_.threads);
  const SeriesBooks books(ledger_, query_);
  SweepSums sums(changes_, visits_);
  for_each_chunk(ledger_.documents.rows(), query_.threads,
                 [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
                   SpanPart& part = parts_[static_cast<std::size_t>(chunk)];
                   std::vector<OpenSums> changes(changes_.size());
                   SpanReader reader(ledger_, query_, books, part, changes);
                   if (with_plain) {
                     for (std::int64_t row = begin; row < end; ++row)
                       reader.read(static_cast<std::uint32_t>(row));
                   } else {
                     for (const std::uint32_t document : between(ledger_.plain.others, begin, end))
                       reader.read(document);
                   }
                   sort_by_first(part.spans);
                   sort_by_first(part.later_payments);
                   sums.add(changes, reader.visits());
                 });
  if (!books.can_differ()) return;
  for_each_chunk(ledger_.applications.rows(), query_.threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   std::vector<OpenSums> changes(changes_.size());
                   PairReader reader(ledger_, books, changes);
                   SweepVisits visits;
                   for (std::int64_t row = begin; row < end; ++row) {
                     ++visits.application_pairs;
                     reader.read(static_cast<std::uint32_t>(row));
                   }
                   sums.add(changes, visits);
                 });
}

OpenItemSet OpenItemSweep::next() {
  totals_.merge(changes_[static_cast<std::size_t>(at_)]);
  std::vector<OpenItemSet> sets(parts_.size());
  for_each_part(static_cast<std::int64_t>(parts_.size()), query_.threads, [&](std::int64_t index) {
    const auto part = static_cast<std::size_t>(index);
    sets[part] = items_of(ledger_, parts_[part], at_);
  });
  ++at_;
  return joined(std::move(sets), totals_);
}

}  // namespace openitem
