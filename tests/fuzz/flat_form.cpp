// The flat form: one table of invoices with what was paid and when.

#include "ledger_promises.hpp"
#include "table_of_texts.hpp"

namespace openitem::fuzz {

void flat_form(Bytes bytes) {
  ByteReader reader(bytes);
  LedgerOptions options;
  options.row_policy = static_cast<RowPolicy>(reader.below(2));
  options.sign = static_cast<AmountSign>(reader.below(2));
  options.unreferenced_credits = static_cast<UnreferencedCredits>(reader.below(2));
  options.currency = "EUR";
  try {
    const Table documents = read_texts(reader, "documents",
                                       {"customer", "id", "kind", "issue_date", "due_date", "amount",
                                        "currency", "paid_date", "paid_amount"});
    require_sums(build_ledger(documents, options));
  } catch (const Error& error) {
    require_refusal(error);
  }
}

}  // namespace openitem::fuzz
