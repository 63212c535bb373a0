#pragma once
/// \file
/// What stands open on an account, kept up to date document by document (docs/methods/behaviour.md, 2: open book).

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "behaviour/account.hpp"
#include "behaviour/document_items.hpp"
#include "core/int128.hpp"

namespace openitem::behaviour {

/// Sums over open items; those of an account are the sum over its documents.
struct OpenParts {
  std::int64_t count = 0, amount = 0;  ///< open items above 0, less what is left out as disputed
  std::int64_t overdue_count = 0, overdue_amount = 0;  ///< of them past due
  std::int64_t gross = 0;                              ///< open items above 0
  std::int64_t unapplied = 0;                          ///< open items below 0
  std::int64_t disputed = 0;
  Int128 amount_due = {};  ///< sum of amount x due day

  void add(const OpenParts& other) noexcept;
  void remove(const OpenParts& other) noexcept;
};

class OpenBook {
 public:
  OpenBook(const KnownRows& known, bool exclude_disputed)
      : exclude_disputed_(exclude_disputed), items_(known) {}

  void start(std::size_t documents);
  /// The document as it stands at the end of the day: `rest` = amount less what is applied.
  void refresh(std::uint32_t slot, const AccountDocument& document, std::int64_t rest, std::int32_t day);

  [[nodiscard]] const OpenParts& sums() const noexcept { return sums_; }
  /// The earliest due day of an overdue item; nothing where there is none.
  [[nodiscard]] std::optional<std::int32_t> oldest_overdue();

 private:
  struct DocumentParts {
    OpenParts parts;
    std::int32_t oldest = kNeverEffective;  // due day of its oldest overdue item
  };
  [[nodiscard]] DocumentParts look_at(const AccountDocument& document, std::int64_t rest, std::int32_t day);
  void add_item(DocumentParts& to, std::int64_t open, std::int64_t disputed, std::int32_t due,
                std::int32_t day) const noexcept;

  bool exclude_disputed_;
  DocumentItems items_;
  OpenParts sums_;
  std::vector<DocumentParts> documents_;
  // A heap of (due day, slot), earliest first; entries that no longer hold are dropped when they come to the top.
  std::vector<std::pair<std::int32_t, std::uint32_t>> overdue_;
};

}  // namespace openitem::behaviour
