#include "provision/specific.hpp"

#include <map>
#include <set>
#include <tuple>

#include "aging/group_keys.hpp"
#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "core/message.hpp"
#include "ledger/cells.hpp"
#include "ledger/identities.hpp"

namespace openitem {

SpecificAllowances::SpecificAllowances(const ExposureRequest& request)
    : request_(request), table_(request.tables.find("specific")) {
  if (table_ != nullptr) read(*table_);
}

void SpecificAllowances::read(const ChunkedTable& table) {
  std::vector<std::string_view> names = {"customer", "currency", "rate", "amount"};
  for (const KeyColumn& member : request_.ledger.documents.id) names.push_back(member.name);
  require_known_columns(table, names);
  rows_.resize(static_cast<std::size_t>(table.rows()));
  read_documents(table);
  read_customers(table);
  read_figures(table);
  refuse_repeats(table);
}

// By id, where the table has its columns and the row all of it.
void SpecificAllowances::read_documents(const ChunkedTable& table) {
  std::vector<const ChunkedColumn*> tuple;
  for (const KeyColumn& member : request_.ledger.documents.id) {
    if (const ChunkedColumn* const column = table.find(member.name)) tuple.push_back(column);
  }
  if (tuple.empty()) return;
  if (tuple.size() != request_.ledger.documents.id.size()) {
    throw Error(Status::missing_column,
                "the table specific has only a part of the columns of the document id")
        .at(-1, tuple.front()->name());
  }
  const References found = DocumentIndex(request_.ledger).find(tuple, request_.threads);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    switch (found.state[row]) {
      case ReferenceState::found: rows_[row].identity = found.identity[row]; break;
      case ReferenceState::missing: break;
      case ReferenceState::incomplete:
        refuse_cell(Status::missing_value, *tuple.front(), at, "every column of the document id, or none");
      case ReferenceState::unknown:
        refuse_cell(Status::unknown_reference, *tuple.front(), at, "a document of the ledger");
    }
  }
}

void SpecificAllowances::read_customers(const ChunkedTable& table) {
  const ChunkedColumn* const column = table.find("customer");
  if (column == nullptr) {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (rows_[row].identity != kNoRow) continue;
      throw Error(Status::missing_value,
                  "a row of the table specific names neither a document nor a customer")
          .at(static_cast<std::int64_t>(row), "specific");
    }
    return;
  }
  const KeyCells cells = require_keys(*column);
  const GroupKey customers{"customer", &request_.ledger.customers, {}, {}};
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (cells.codes[row] == kNoKey) {
      if (rows_[row].identity == kNoRow)
        refuse_cell(Status::missing_value, *column, at, "a customer, or the id of a document");
      continue;
    }
    const auto code = customers.find(cells.dictionary.text_of(cells.codes[row]));
    if (!code) refuse_cell(Status::unknown_reference, *column, at, "a customer of the ledger");
    rows_[row].customer = *code;
    if (rows_[row].identity == kNoRow) continue;
    const std::uint32_t document = request_.ledger.current_row[rows_[row].identity];
    if (document == kNoRow || request_.ledger.documents.customer[document] != *code) {
      refuse_cell(Status::inconsistent_data, *column, at, "the customer of the document, or nothing");
    }
  }
}

// That of the row, of its document, or the ledger's only one.
std::vector<std::optional<std::uint16_t>> SpecificAllowances::currencies_of(const ChunkedTable& table) const {
  std::vector<std::optional<std::uint16_t>> currencies =
      require_currencies(table.find("currency"), table.rows());
  const CurrencyRanks ranks(request_.ledger.currencies);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (currencies[row]) continue;
    if (rows_[row].identity != kNoRow) {
      const std::uint32_t document = request_.ledger.current_row[rows_[row].identity];
      if (document != kNoRow) currencies[row] = request_.ledger.documents.currency[document];
    } else if (ranks.size() == 1) {
      currencies[row] = ranks.currency(0);
    }
  }
  return currencies;
}

void SpecificAllowances::read_figures(const ChunkedTable& table) {
  const std::vector<std::optional<std::uint16_t>> currencies = currencies_of(table);
  for (std::size_t row = 0; row < rows_.size(); ++row) rows_[row].currency = currencies[row];
  if (const ChunkedColumn* const column = table.find("rate")) {
    const auto rates = read_rates(*column, kLossRate);
    for (std::size_t row = 0; row < rows_.size(); ++row) rows_[row].rate = rates[row];
  }
  if (const ChunkedColumn* const column = table.find("amount")) {
    const auto amounts = read_amounts(*column, currencies, request_.options.money);
    for (std::size_t row = 0; row < rows_.size(); ++row) rows_[row].amount = amounts[row];
  }
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].rate.has_value() != rows_[row].amount.has_value()) continue;
    throw Error(Status::invalid_data, Message()
                                          .append("specific of row ")
                                          .append(row)
                                          .append(rows_[row].rate ? " has a rate and an amount"
                                                                  : " has neither a rate nor an amount")
                                          .append("; give one of both"))
        .at(static_cast<std::int64_t>(row), "specific");
  }
}

// A document once; a customer once a currency.
void SpecificAllowances::refuse_repeats(const ChunkedTable& table) const {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> seen;
  std::set<std::uint32_t> customers_of_any_currency;
  std::set<std::uint32_t> customers;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const Row& one = rows_[row];
    const bool is_document = one.identity != kNoRow;
    const std::uint32_t currency = is_document || !one.currency ? kNoKey : *one.currency;
    bool is_new = seen.emplace(one.identity, is_document ? kNoKey : one.customer, currency).second;
    if (!is_document) {
      is_new = is_new && !customers_of_any_currency.contains(one.customer) &&
               (currency != kNoKey || !customers.contains(one.customer));
      customers.insert(one.customer);
      if (currency == kNoKey) customers_of_any_currency.insert(one.customer);
    }
    if (is_new) continue;
    throw Error(Status::invalid_data, Message()
                                          .append(table.name())
                                          .append(" of row ")
                                          .append(row)
                                          .append(" names a document or customer that an earlier row names"))
        .at(static_cast<std::int64_t>(row), table.name());
  }
}

void SpecificAllowances::mark(std::vector<Exposure>& items) const {
  if (rows_.empty()) return;
  const Documents& documents = request_.ledger.documents;
  std::map<std::uint32_t, std::size_t> of_document;
  std::multimap<std::uint32_t, std::size_t> of_customer;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].identity != kNoRow) {
      of_document.emplace(rows_[row].identity, row);
    } else {
      of_customer.emplace(rows_[row].customer, row);
    }
  }
  for (Exposure& exposure : items) {
    const std::uint32_t document = request_.aged.set.items.document[exposure.item];
    const auto own = of_document.find(documents.identity[document]);
    if (own != of_document.end()) {
      exposure.assessed = own->second;
    } else {
      const auto [begin, end] = of_customer.equal_range(documents.customer[document]);
      for (auto row = begin; row != end; ++row) {
        const std::optional<std::uint16_t>& currency = rows_[row->second].currency;
        if (!currency || *currency == documents.currency[document]) exposure.assessed = row->second;
      }
    }
    if (exposure.assessed != kNotSpecific) exposure.specific = exposure.open;
  }
}

std::vector<SpecificLine> SpecificAllowances::assess(std::vector<Exposure>& items) const {
  std::map<std::pair<std::size_t, std::uint16_t>, std::vector<Exposure*>> assessed;
  for (Exposure& exposure : items) {
    if (exposure.assessed == kNotSpecific) continue;
    const std::uint32_t document = request_.aged.set.items.document[exposure.item];
    assessed[{exposure.assessed, request_.ledger.documents.currency[document]}].push_back(&exposure);
  }
  std::vector<SpecificLine> lines;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    SpecificLine line;
    line.source_row = static_cast<std::int64_t>(row);
    line.is_document = rows_[row].identity != kNoRow;
    auto at = assessed.lower_bound({row, std::uint16_t{0}});
    if (at == assessed.end() || at->first.first != row) {
      assess_line(rows_[row], {}, line);
      lines.push_back(line);
    }
    for (; at != assessed.end() && at->first.first == row; ++at) {
      SpecificLine of_currency = line;
      of_currency.currency = at->first.second;
      assess_line(rows_[row], at->second, of_currency);
      lines.push_back(of_currency);
    }
  }
  return lines;
}

void SpecificAllowances::assess_line(const Row& row, const std::vector<Exposure*>& items,
                                     SpecificLine& line) const {
  std::vector<std::int64_t> bases;
  for (const Exposure* const exposure : items) {
    ++line.open_items;
    line.open += exposure->open;
    line.base += exposure->specific_base;
    bases.push_back(exposure->specific_base);
  }
  if (row.rate) {
    for (Exposure* const exposure : items) {
      exposure->specific_allowance =
          multiply_divide(exposure->specific_base, *row.rate, kWholeRate, request_.options.rounding);
      line.allowance += exposure->specific_allowance;
    }
    return;
  }
  if (*row.amount > line.base) {
    throw Error(Status::inconsistent_data,
                Message()
                    .append("specific.amount of row ")
                    .append(line.source_row)
                    .append(" is ")
                    .append(show_money(*row.amount, row.currency.value_or(Currency("XXX").index())))
                    .append(", and only ")
                    .append(show_money(line.base, row.currency.value_or(Currency("XXX").index())))
                    .append(" is open to lose; lower it, or leave the row out"))
        .at(line.source_row, "specific.amount");
  }
  line.allowance = *row.amount;
  if (line.base == 0) return;
  const std::vector<std::int64_t> parts = allocate(*row.amount, bases);
  for (std::size_t i = 0; i < items.size(); ++i) items[i]->specific_allowance = parts[i];
}

}  // namespace openitem
