#pragma once
// What stands open of one document, as items: its instalments or itself, the excess, the disputed part
// (docs/methods/ledger.md, 4 and 5). The one place that makes items, whoever found the sums.

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "ledger/open_item_totals.hpp"
#include "ledger/open_items.hpp"

namespace openitem {

// What active disputes come to where one of them is about the whole document.
inline constexpr std::int64_t kWholeDisputed = std::numeric_limits<std::int64_t>::max();

// A document that is in the books, on one day.
struct DocumentState {
  std::uint32_t document;               // row
  bool is_settled;                      // applications, instalments and disputes of its id belong to this row
  std::int64_t rest;                    // amount less what is applied
  std::span<const std::int64_t> named;  // by instalment: what applications that name it come to; empty = none
  std::int64_t disputed;                // what active disputes come to
};

// What applications that name an instalment come to, by instalment of one id.
class NamedSums {
 public:
  explicit NamedSums(const Instalments& instalments) : instalments_(instalments) {}
  void start(std::uint32_t identity) noexcept {
    identity_ = identity;
    sums_.clear();
  }
  // An instalment that the id does not have is settled like any other amount.
  void add(std::int32_t number, std::int64_t amount);
  // Empty = nothing is named.
  [[nodiscard]] std::span<const std::int64_t> sums() const noexcept { return sums_; }

 private:
  const Instalments& instalments_;
  std::uint32_t identity_ = 0;
  std::vector<std::int64_t> sums_;
  std::vector<std::pair<std::int32_t, std::uint32_t>> by_number_;  // instalment number, position
};

// Appends the items of documents to `out`. Scratch vectors are kept between documents.
class ItemWriter {
 public:
  // `with_closed`: also documents and instalments open for 0.
  ItemWriter(const LedgerData& ledger, bool with_closed, OpenItems& out)
      : ledger_(ledger), documents_(ledger.documents), with_closed_(with_closed), out_(out) {}

  void write(const DocumentState& state);

 private:
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> instalments_of(const DocumentState& state) const;
  void write_items(const DocumentState& state, std::int64_t open);
  void settle_instalments(std::uint32_t begin, std::uint32_t end, std::int64_t settled,
                          std::span<const std::int64_t> named);
  void settle_named(std::uint32_t begin, std::uint32_t end, std::span<const std::int64_t> named);
  [[nodiscard]] std::int64_t sign_of(std::uint32_t begin, std::uint32_t end) const noexcept;
  void add(std::uint32_t document, std::int32_t instalment, bool is_excess, std::int32_t due,
           std::int64_t amount, std::int64_t open);
  void dispute(std::size_t first_item, std::int64_t disputed) noexcept;
  [[nodiscard]] std::int64_t open_part(std::size_t item) const noexcept;

  const LedgerData& ledger_;
  const Documents& documents_;
  const bool with_closed_;
  OpenItems& out_;
  std::vector<std::int64_t> settled_;  // per instalment
};

// The parts one after the other.
[[nodiscard]] OpenItemSet joined(std::vector<OpenItemSet> parts, const OpenSums& sums);

}  // namespace openitem
