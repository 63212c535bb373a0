// Open items as columns.

#include <vector>

#include "ledger_promises.hpp"
#include "table_of_texts.hpp"

namespace openitem::fuzz {

void item_columns(Bytes bytes) {
  ByteReader reader(bytes);
  AgingOptions options;
  options.basis = reader.below(2) == 0 ? AgingBasis::due : AgingBasis::issue;
  options.credits = static_cast<CreditMode>(reader.below(4));
  options.missing_date = static_cast<MissingDate>(reader.below(3));
  ItemOptions item_options;
  item_options.row_policy = static_cast<RowPolicy>(reader.below(2));
  item_options.currency = "EUR";
  try {
    const std::vector<Table> tables = {
        read_texts(reader, "items", {"customer", "due_date", "issue_date", "amount", "currency"})};
    const TableViews views(tables);
    require_proof(compute_aging(views.views(), Date("2024-06-30"), options, item_options));
  } catch (const Error& error) {
    require_refusal(error);
  }
}

}  // namespace openitem::fuzz
