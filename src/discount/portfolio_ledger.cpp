// The open debit items of a ledger as the items of a portfolio of discounts.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/key_dictionary.hpp"
#include "discount/document_names.hpp"
#include "discount/portfolio_items.hpp"
#include "ledger/dimensions.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"

namespace openitem::discount {
namespace {

KeyCells keys_of_texts(const std::vector<std::string>& texts) {
  std::vector<std::string_view> distinct(texts.begin(), texts.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  KeyCells keys;
  keys.codes.reserve(texts.size());
  for (const std::string& text : texts) {
    const auto found = std::lower_bound(distinct.begin(), distinct.end(), std::string_view(text));
    keys.codes.push_back(static_cast<std::uint32_t>(found - distinct.begin()));
  }
  keys.dictionary =
      KeyDictionaryParts::of_texts(distinct, sorted_order(std::span<const std::string_view>(distinct)));
  return keys;
}

KeyCells codes_of_documents(const std::vector<std::uint32_t>& codes, const KeyDictionary& dictionary,
                            const std::vector<std::uint32_t>& documents) {
  KeyCells keys;
  keys.codes.reserve(documents.size());
  for (const std::uint32_t document : documents) keys.codes.push_back(codes[document]);
  keys.dictionary = dictionary;
  return keys;
}

}  // namespace

PortfolioItems find_portfolio_items(const Ledger& ledger, const NamedTables& tables, Date offered_on,
                                    const PortfolioOptions& options) {
  const LedgerData& data = ledger.data();
  const Documents& documents = data.documents;
  OpenItemQuery query;
  query.as_of = offered_on.days();
  if (options.known_at) query.known_at = options.known_at->days();
  query.clock = options.clock;
  query.threads = options.threads;
  const OpenItems open = find_open_items(data, query).items;
  PortfolioItems items;
  std::vector<std::string> texts;
  std::vector<std::uint32_t> rows;
  for (std::size_t at = 0; at < open.document.size(); ++at) {
    if (open.open[at] <= 0 || open.excess[at] != 0) continue;
    const std::uint32_t row = open.document[at];
    rows.push_back(row);
    texts.push_back(document_name(documents, row));
    if (open.instalment[at] != kNoInstalment) texts.back() += "#" + std::to_string(open.instalment[at]);
    items.currency.push_back(documents.currency[row]);
    items.amount.push_back(open.open[at]);
    items.due.push_back(open.due[at] == kNoDate ? documents.issue[row] : open.due[at]);
  }
  items.item = keys_of_texts(texts);
  items.customer = codes_of_documents(documents.customer, data.customers, rows);
  if (const KeyColumn* const segment = dimension_named(documents, "segment", options.segment)) {
    items.segment = codes_of_documents(segment->codes, segment->dictionary, rows);
  }
  items.likely.assign(rows.size(), kNoDate);
  items.take_up.assign(rows.size(), kNoRate);
  items.capital.assign(rows.size(), kNoRate);
  const CustomerDefaults customers = read_customer_defaults(tables, items);
  fill_defaults(items, customers, options);
  settle_likely_days(items, offered_on);
  return items;
}

}  // namespace openitem::discount
