#include "ledger/plain_documents.hpp"

#include <algorithm>
#include <functional>

#include "ledger/ledger_data.hpp"

namespace openitem {
namespace {

// What is known of an identity from its applications.
struct Settled {
  std::int64_t as_debit = 0, as_credit = 0;
  std::int32_t last_on = std::numeric_limits<std::int32_t>::min();
  bool is_odd = false;  // a reversed application, or one that names an instalment
};

std::vector<Settled> settled_by_identity(const LedgerData& ledger) {
  const Applications& applications = ledger.applications;
  const std::vector<std::int32_t>& counts_on = ledger.plain.counts_on;
  std::vector<Settled> settled(static_cast<std::size_t>(ledger.identities));
  for (std::size_t row = 0; row < counts_on.size(); ++row) {
    const std::int64_t amount = applications.debit_amount[row];
    const bool is_odd = amount <= 0 || applications.instalment[row] != kNoInstalment;
    Settled& debit = settled[applications.debit_identity[row]];
    Settled& credit = settled[applications.credit_identity[row]];
    debit.as_debit += amount;
    credit.as_credit += amount;
    for (Settled* const side : {&debit, &credit}) {
      side->last_on = std::max(side->last_on, counts_on[row]);
      side->is_odd = side->is_odd || is_odd;
    }
  }
  return settled;
}

bool has_rows(const std::vector<std::uint32_t>& offsets, std::size_t identity) {
  return !offsets.empty() && offsets[identity] != offsets[identity + 1];
}

bool is_plain(const LedgerData& ledger, std::size_t document, const Settled& settled) {
  const std::size_t identity = ledger.documents.identity[document];
  if (settled.is_odd || has_rows(ledger.instalments.offsets, identity) ||
      has_rows(ledger.disputes.offsets, identity))
    return false;
  if (ledger.identity_offsets[identity + 1] - ledger.identity_offsets[identity] != 1) return false;
  const std::int64_t amount = ledger.documents.amount[document];
  if (amount > 0) {
    return ledger.documents.due[document] != kNoDate && settled.as_credit == 0 && settled.as_debit <= amount;
  }
  return amount < 0 && settled.as_debit == 0 && settled.as_credit <= -amount;
}

std::int32_t closed_on(std::int64_t amount, const Settled& settled) {
  const std::int64_t applied = amount > 0 ? settled.as_debit : -settled.as_credit;
  return applied == amount ? settled.last_on : kNeverClosed;
}

bool has_many_currencies(const Documents& documents) {
  return std::adjacent_find(documents.currency.begin(), documents.currency.end(), std::not_equal_to<>()) !=
         documents.currency.end();
}

void describe_applications(LedgerData& ledger) {
  const Applications& applications = ledger.applications;
  const Documents& documents = ledger.documents;
  PlainDocuments& plain = ledger.plain;
  const std::size_t rows = plain.counts_on.size();
  plain.debit_due.resize(rows);
  const bool many = has_many_currencies(documents);
  if (many) plain.currency.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint32_t debit = ledger.current_row[applications.debit_identity[row]];
    const std::uint32_t credit = ledger.current_row[applications.credit_identity[row]];
    const bool debit_is_plain = plain.closed_on[debit] != kNotPlain;
    const bool credit_is_plain = plain.closed_on[credit] != kNotPlain;
    plain.debit_due[row] = debit_is_plain ? documents.due[debit] : kNotPlain;
    if (debit_is_plain != credit_is_plain) plain.one_sided.push_back(static_cast<std::uint32_t>(row));
    if (many) plain.currency[row] = documents.currency[debit];
  }
}

}  // namespace

void find_plain_documents(LedgerData& ledger) {
  PlainDocuments& plain = ledger.plain;
  plain.is_usable = !ledger.has_versions && !ledger.has_cross_currency;
  if (!plain.is_usable) {
    plain = {};
    return;
  }
  const std::vector<Settled> settled = settled_by_identity(ledger);
  const Documents& documents = ledger.documents;
  plain.closed_on.resize(documents.amount.size());
  for (std::size_t document = 0; document < documents.amount.size(); ++document) {
    const Settled& sums = settled[documents.identity[document]];
    plain.closed_on[document] =
        is_plain(ledger, document, sums) ? closed_on(documents.amount[document], sums) : kNotPlain;
    if (plain.closed_on[document] == kNotPlain) plain.others.push_back(static_cast<std::uint32_t>(document));
  }
  describe_applications(ledger);
  plain.daily = sum_by_day(ledger);
}

}  // namespace openitem
