#pragma once
// Tables whose rows belong to customers: promises, contacts, dunning history, customers.

#include <cstdint>
#include <vector>

#include "ledger/document_tables.hpp"

namespace openitem {

// Every column that names a customer, over one dictionary.
struct CustomerColumns {
  KeyDictionary dictionary;
  KeyCodes documents, promises, contacts, dunning, customers, parents;
};
[[nodiscard]] CustomerColumns read_customer_columns(const LedgerInput& input, std::int32_t threads);

// Each takes the codes of its customer column. `has_documents`: by customer code.
void read_promises(TableContext& context, const KeyCodes& customer,
                   const std::vector<std::uint8_t>& has_documents);
void read_contacts(TableContext& context, const KeyCodes& customer,
                   const std::vector<std::uint8_t>& has_documents);
void read_dunning(TableContext& context, const KeyCodes& customer,
                  const std::vector<std::uint8_t>& has_documents);
void read_customers(TableContext& context, const KeyCodes& customer, const KeyCodes& parent,
                    const std::vector<std::uint8_t>& has_documents);

}  // namespace openitem
