#pragma once
/// \file
/// What stands open of one document on a day, item by item (docs/methods/behaviour.md, 2: open book).

#include <cstdint>

#include "behaviour/account.hpp"
#include "ledger/item_writer.hpp"

namespace openitem::behaviour {

/// Scratch memory is kept from document to document.
class DocumentItems {
 public:
  explicit DocumentItems(const KnownRows& known)
      : known_(known), writer_(known.ledger(), false, items_), named_(known.ledger().instalments) {}
  DocumentItems(const DocumentItems&) = delete;
  DocumentItems& operator=(const DocumentItems&) = delete;
  ~DocumentItems() = default;

  /// fn(open, disputed part of it, due day) for each item at the end of the day; `rest` = amount less what is applied. An item may be
  /// open for 0.
  template <typename Function>
  void visit(const AccountDocument& document, std::int64_t rest, std::int32_t day, Function&& fn) {
    const Documents& documents = known_.ledger().documents;
    const std::int64_t amount = documents.amount[document.row];
    const bool is_within = amount > 0 ? rest >= 0 && rest <= amount : rest <= 0 && rest >= amount;
    if (is_within && !document.has_instalments && !document.has_disputes) {
      fn(rest, std::int64_t{0}, document.due);
      return;
    }
    write(document, rest, day);
    for (std::size_t at = 0; at < items_.open.size(); ++at) {
      const std::int32_t due = items_.due[at] == kNoDate ? documents.issue[document.row] : items_.due[at];
      fn(items_.open[at], items_.disputed[at],
         items_.excess[at] != 0 ? documents.posting[document.row] : due);
    }
  }

 private:
  void write(const AccountDocument& document, std::int64_t rest, std::int32_t day);
  void name_instalments(const AccountDocument& document, std::int32_t day);

  const KnownRows& known_;
  OpenItems items_;
  ItemWriter writer_;
  NamedSums named_;
};

}  // namespace openitem::behaviour
