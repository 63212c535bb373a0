#pragma once
/// \file
/// Statements of many items: made in chunks of rows, joined in the order of the rows.

#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "interest/accrual.hpp"

namespace openitem {

/// An item beside its statement.
struct StatedItem {
  std::uint32_t row = 0;        ///< of the items table, or in Documents
  std::int32_t instalment = 0;  ///< kNoInstalment = the document itself
  std::int64_t amount = 0;
  std::int32_t due = 0;
  std::uint16_t currency = 0;
  ItemStatement statement;
};

struct Statement {
  std::vector<StatedItem> items;
  std::vector<InterestLine> lines;
};

/// Takes items one by one and states them.
class StatementPart {
 public:
  explicit StatementPart(const InterestTerms& terms) : accrual_(terms) {}

  void take(const InterestItem& item, std::uint32_t row, std::int32_t instalment) {
    const auto number = static_cast<std::uint32_t>(out_.items.size());
    const ItemStatement statement = accrual_.state(item, number, out_.lines);
    out_.items.push_back({row, instalment, item.amount, item.due, item.currency, statement});
  }
  [[nodiscard]] Statement release() noexcept { return std::move(out_); }

 private:
  ItemAccrual accrual_;
  Statement out_;
};

/// The parts one after the other, lines renumbered.
[[nodiscard]] Statement joined_statement(std::vector<Statement> parts);

/// `read(part, begin, end)` gives the items of rows [begin, end) to the part. The same for any number of threads.
template <typename Read>
Statement make_statement(const InterestTerms& terms, std::int64_t rows, Read&& read) {
  std::vector<Statement> parts(static_cast<std::size_t>(chunk_count(rows)));
  for_each_chunk(rows, terms.options.threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    StatementPart part(terms);
    read(part, begin, end);
    parts[static_cast<std::size_t>(chunk)] = part.release();
  });
  return joined_statement(std::move(parts));
}

}  // namespace openitem
