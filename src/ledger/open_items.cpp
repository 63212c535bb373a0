#include "ledger/open_items.hpp"

#include <algorithm>
#include <utility>

#include "core/parallel.hpp"
#include "ledger/books.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/item_writer.hpp"
#include "ledger/open_item_totals.hpp"

namespace openitem {
namespace {

// Items of one chunk of documents on one day.
class DayReader {
 public:
  DayReader(const LedgerData& ledger, const OpenItemQuery& query, const Books& books, OpenItemSet& out,
            OpenSums& sums)
      : ledger_(ledger),
        documents_(ledger.documents),
        query_(query),
        books_(books),
        out_(out),
        sums_(sums),
        writer_(ledger, query.with_closed, out.items),
        named_(ledger.instalments) {}

  void read(std::uint32_t document) {
    const Place place = books_.place(document);
    sums_.place(documents_, document, place, 1);
    if (place == Place::posted_later && query_.with_later_payments &&
        is_payment(kind_of(document), documents_.amount[document]))
      out_.later_payments.push_back(document);
    if (place != Place::in_books) return;
    const std::uint32_t identity = documents_.identity[document];
    named_.start(identity);
    DocumentState state{document, books_.row_of(identity) == document, documents_.amount[document], {}, 0};
    if (state.is_settled) {
      state.rest -= applied_to(identity);
      state.named = named_.sums();
      state.disputed = disputed(identity);
    }
    sums_.count_open(documents_.currency[document], state.rest != 0 ? 1 : 0);
    writer_.write(state);
  }

 private:
  [[nodiscard]] DocumentKind kind_of(std::uint32_t document) const noexcept {
    return static_cast<DocumentKind>(documents_.kind[document]);
  }

  // Applied to the id, of the sign of its amount.
  std::int64_t applied_to(std::uint32_t identity) {
    std::int64_t applied = 0;
    const Applications& applications = ledger_.applications;
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      if (!books_.counts(at, applications.credit_identity[at])) continue;
      applied += applications.debit_amount[at];
      if (applications.instalment[at] != kNoInstalment)
        named_.add(applications.instalment[at], applications.debit_amount[at]);
    }
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t row = ledger_.credit_rows[at];
      if (books_.counts(row, applications.debit_identity[row])) applied -= applications.credit_amount[row];
    }
    return applied;
  }

  [[nodiscard]] std::int64_t disputed(std::uint32_t identity) const noexcept {
    const Disputes& disputes = ledger_.disputes;
    if (disputes.offsets.empty()) return 0;
    std::int64_t sum = 0;
    for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
      if (!is_active(at)) continue;
      if (disputes.whole[at] != 0) return kWholeDisputed;
      sum += disputes.amount[at];
    }
    return sum;
  }

  [[nodiscard]] bool is_active(std::uint32_t at) const noexcept {
    const Disputes& disputes = ledger_.disputes;
    if (query_.known_at && disputes.recorded_on[at] > *query_.known_at) return false;
    return disputes.opened[at] <= query_.as_of &&
           (disputes.closed[at] == kNoDate || disputes.closed[at] > query_.as_of);
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const OpenItemQuery& query_;
  const Books& books_;
  OpenItemSet& out_;
  OpenSums& sums_;
  ItemWriter writer_;
  NamedSums named_;
};

// Items of `count` documents, the i-th being row `row_of(i)`, in parts of one chunk each.
template <typename RowOf>
std::vector<OpenItemSet> read_days(const LedgerData& ledger, const OpenItemQuery& query, const Books& books,
                                   std::int64_t count, OpenSums& total, RowOf&& row_of) {
  std::vector<OpenItemSet> sets(static_cast<std::size_t>(chunk_count(count)));
  std::vector<OpenSums> sums(sets.size());
  for_each_chunk(count, query.threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    const auto part = static_cast<std::size_t>(chunk);
    DayReader reader(ledger, query, books, sets[part], sums[part]);
    for (std::int64_t at = begin; at < end; ++at) reader.read(row_of(at));
  });
  for (const OpenSums& part : sums) total.merge(part);
  return sets;
}

}  // namespace

OpenItemSet find_open_items(const LedgerData& ledger, const OpenItemQuery& query) {
  check_threads(query.threads);
  const Books books(ledger, query);
  OpenSums total;
  std::vector<OpenItemSet> sets = read_days(ledger, query, books, ledger.documents.rows(), total,
                                            [](std::int64_t row) { return static_cast<std::uint32_t>(row); });
  total.merge(sum_applications(ledger, books, query.threads));
  return joined(std::move(sets), total);
}

OpenItemSet find_open_items_of(const LedgerData& ledger, const OpenItemQuery& query,
                               std::span<const std::uint32_t> documents) {
  check_threads(query.threads);
  const Books books(ledger, query);
  OpenSums unused;
  std::vector<OpenItemSet> sets =
      read_days(ledger, query, books, static_cast<std::int64_t>(documents.size()), unused,
                [documents](std::int64_t at) { return documents[static_cast<std::size_t>(at)]; });
  return joined(std::move(sets), OpenSums());
}

}  // namespace openitem
