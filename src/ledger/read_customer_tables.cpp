#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/customer_tables.hpp"
#include "ledger/order.hpp"
#include "ledger/parent_cycles.hpp"

namespace openitem {
namespace {

// Amounts that may be absent, with the currency of each row.
struct OptionalMoney {
  CurrencyCells currencies;
  MoneyCells amounts;
};

// Reads one table column by column. Every read excludes the rows it cannot read, so the order of the calls is the
// order in which faults are looked for.
class RowReader {
 public:
  RowReader(TableContext& context, const KeyCodes& customer, const std::vector<std::uint8_t>& has_documents)
      : context_(context),
        customer_(customer),
        has_documents_(has_documents),
        size_(static_cast<std::size_t>(context.table.rows())) {}

  void check_customer() {
    const ChunkedColumn& column = *context_.table.one("customer");
    context_.rows.check_cells(column, customer_.problems);
    for (std::size_t row = 0; row < size_; ++row) {
      if (customer_.codes[row] == kNoKey) context_.rows.miss(row, column, "the customer");
    }
  }

  void report_unknown_customers() {
    const ChunkedColumn& column = *context_.table.one("customer");
    for (std::size_t row = 0; row < size_; ++row) {
      if (context_.rows.is_excluded(row) || has_documents_[customer_.codes[row]] != 0) continue;
      context_.rows.suspect(row, Rule::unknown_customer, column.short_name(), {shown(column, row)});
    }
  }

  // Documents are optional here: a row without one is about the whole account.
  std::vector<std::uint32_t> find_documents() {
    references_ = context_.index.find(context_.table.all("document_id"), context_.rules.threads);
    return references_.identity.empty() ? std::vector<std::uint32_t>(size_, kNoRow) : references_.identity;
  }
  void check_documents() {
    check_references(context_.rows, context_.table.all("document_id"), references_, false);
  }

  // A row's currency is its own, else that of its document, else the stated one.
  OptionalMoney money(const char* role) {
    OptionalMoney out;
    out.currencies = read_currencies(context_.table.one("currency"), context_.table.rows(), context_.rules);
    for (std::size_t row = 0; row < references_.identity.size(); ++row) {
      const CurrencyState own = out.currencies.state[row];
      if (own == CurrencyState::known || own == CurrencyState::unreadable ||
          references_.identity[row] == kNoRow)
        continue;
      out.currencies.index[row] =
          context_.ledger.documents.currency[context_.ledger.current_row[references_.identity[row]]];
      out.currencies.state[row] = CurrencyState::known;
    }
    out.amounts = amounts(role, out.currencies);
    return out;
  }

  MoneyCells amounts(const char* role, const CurrencyCells& currencies) {
    MoneyCells cells;
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) {
      cells.minor.assign(size_, 0);
      cells.is_null.assign(size_, 1);
      return cells;
    }
    cells = read_row_money(*column, currencies, context_.rules);
    check_money_total(*column, cells.minor, currencies.index);
    return cells;
  }

  void set_money(const OptionalMoney& money) {
    context_.rows.set_money(
        {money.amounts.minor.data(), money.amounts.is_null.data(), money.currencies.index.data()});
  }

  void check_amounts(const char* role, const OptionalMoney& money) { check_amounts(role, money.amounts); }
  void check_amounts(const char* role, const MoneyCells& cells) {
    if (const ChunkedColumn* const column = context_.table.one(role))
      context_.rows.check_cells(*column, cells.problems);
  }
  void report_inexact_amounts(const char* role, const MoneyCells& cells, const CurrencyCells& currencies) {
    if (const ChunkedColumn* const column = context_.table.one(role)) {
      report_inexact(context_.rows, *column, cells, currencies.index);
    }
  }

  // A currency is needed where there is an amount to count.
  void check_currency(const OptionalMoney& money, const char* role) {
    std::vector<std::uint8_t> is_needed(size_);
    for (std::size_t row = 0; row < size_; ++row) is_needed[row] = money.amounts.is_null[row] == 0 ? 1 : 0;
    check_needed_currency(money.currencies, is_needed, role);
  }
  void check_needed_currency(const CurrencyCells& currencies, const std::vector<std::uint8_t>& is_needed,
                             const char* role) {
    if (const ChunkedColumn* const column = context_.table.one("currency")) {
      check_currencies(context_.rows, column, currencies, is_needed);
      return;
    }
    for (std::size_t row = 0; row < size_; ++row) {
      if (currencies.is_known(row) || is_needed[row] == 0) continue;
      context_.rows.miss(row, *context_.table.one(role),
                         "a currency for the amount; map one or state it in the options");
    }
  }

  std::vector<std::int32_t> days(const char* role, const char* expected = nullptr) {
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) return std::vector<std::int32_t>(size_, kNoDate);
    DateCells cells = read_day_column(*column, context_.rules);
    context_.rows.check_cells(*column, cells.problems);
    for (std::size_t row = 0; expected != nullptr && row < size_; ++row) {
      if (cells.days[row] == kNoDate) context_.rows.miss(row, *column, expected);
    }
    return std::move(cells.days);
  }

  std::vector<std::string_view> texts(const char* role) {
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) return std::vector<std::string_view>(size_);
    TextCells cells = read_texts(*column, context_.rules.threads);
    context_.rows.check_cells(*column, cells.problems);
    return std::move(cells.values);
  }

  std::vector<std::uint8_t> flags(const char* role) {
    const ChunkedColumn* const column = context_.table.one(role);
    if (column == nullptr) return std::vector<std::uint8_t>(size_, 0);
    BooleanCells cells = read_booleans(*column, context_.rules.threads);
    context_.rows.check_cells(*column, cells.problems);
    return std::move(cells.values);
  }

  std::vector<std::int32_t> levels() {
    const ChunkedColumn& column = *context_.table.one("level");
    std::vector<std::int32_t> values = read_numbers(context_, column);
    for (std::size_t row = 0; row < size_; ++row) {
      if (values[row] == kNoInstalment) context_.rows.miss(row, column, "the level of the letter");
    }
    return values;
  }

  // Kept rows in source order.
  std::vector<std::uint32_t> kept() const {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < size_; ++row) {
      if (!context_.rows.is_excluded(row)) rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
  }

  static std::string shown(const ChunkedColumn& column, std::size_t row) {
    return show_cell(column, static_cast<std::int64_t>(row));
  }

 private:
  TableContext& context_;
  const KeyCodes& customer_;
  const std::vector<std::uint8_t>& has_documents_;
  std::size_t size_;
  References references_;
};

template <typename Value>
std::vector<Value> picked(const std::vector<Value>& values, const std::vector<std::uint32_t>& rows) {
  return reordered(values, rows, 1);
}

std::vector<std::string> picked_texts(const std::vector<std::string_view>& values,
                                      const std::vector<std::uint32_t>& rows) {
  std::vector<std::string> result;
  result.reserve(rows.size());
  for (const std::uint32_t row : rows) result.emplace_back(values[row]);
  return result;
}

// A customer's rows after the first are excluded.
void check_distinct(TableContext& context, const KeyCodes& customer, std::size_t customers) {
  const ChunkedColumn& column = *context.table.one("customer");
  std::vector<std::uint32_t> first(customers, kNoRow);
  for (std::size_t row = 0; row < customer.codes.size(); ++row) {
    if (context.rows.is_excluded(row)) continue;
    std::uint32_t& known = first[customer.codes[row]];
    if (known == kNoRow) {
      known = static_cast<std::uint32_t>(row);
    } else {
      context.rows.exclude(row, Rule::duplicate_customer, column.short_name(),
                           {RowReader::shown(column, row), std::to_string(known)});
    }
  }
}

// Customers who are above themselves: all rows of such a cycle are excluded, whichever of them is the wrong one.
void check_parent_cycles(TableContext& context, const KeyCodes& customer, const KeyCodes& parent) {
  const ChunkedColumn* const column = context.table.one("parent");
  if (column == nullptr) return;
  const KeyDictionary& keys = context.ledger.customers;
  std::vector<std::uint32_t> parent_of(keys.size(), kNoKey);
  for (std::size_t row = 0; row < customer.codes.size(); ++row) {
    if (!context.rows.is_excluded(row)) parent_of[customer.codes[row]] = parent.codes[row];
  }
  const std::vector<std::uint32_t> lengths = parent_cycle_lengths(parent_of);
  for (std::size_t row = 0; row < customer.codes.size(); ++row) {
    if (context.rows.is_excluded(row) || lengths[customer.codes[row]] == 0) continue;
    const std::uint32_t code = customer.codes[row];
    context.rows.exclude(row, Rule::parent_cycle, column->short_name(),
                         {RowReader::shown(*column, row),
                          spell_parent_cycle(parent_of, code, lengths[code],
                                             [&keys](std::uint32_t of) { return keys.text_of(of); })});
  }
}

}  // namespace

CustomerColumns read_customer_columns(const LedgerInput& input, std::int32_t threads) {
  CustomerColumns out;
  std::vector<const ChunkedColumn*> columns;
  std::vector<KeyCodes*> codes;
  const auto add = [&](LedgerTable table, const char* role, KeyCodes& into) {
    const ChunkedColumn* const column = input[table].one(role);
    if (column == nullptr) return;
    columns.push_back(column);
    codes.push_back(&into);
  };
  add(LedgerTable::documents, "customer", out.documents);
  add(LedgerTable::promises, "customer", out.promises);
  add(LedgerTable::contacts, "customer", out.contacts);
  add(LedgerTable::dunning, "customer", out.dunning);
  add(LedgerTable::customers, "customer", out.customers);
  add(LedgerTable::customers, "parent", out.parents);
  SharedKeyCells cells = read_shared_keys(columns, threads);
  for (std::size_t at = 0; at < codes.size(); ++at) *codes[at] = std::move(cells.columns[at]);
  out.dictionary = std::move(cells.dictionary);
  return out;
}

void read_promises(TableContext& context, const KeyCodes& customer,
                   const std::vector<std::uint8_t>& has_documents) {
  if (!context.table.is_given()) return;
  RowReader reader(context, customer, has_documents);
  const std::vector<std::uint32_t> document = reader.find_documents();
  const OptionalMoney money = reader.money("amount");
  reader.set_money(money);
  reader.check_customer();
  reader.check_documents();
  const std::vector<std::int32_t> promised_on = reader.days("promised_on", "the day of the promise");
  const std::vector<std::int32_t> due = reader.days("due_date", "the day it was promised for");
  reader.check_amounts("amount", money);
  reader.check_currency(money, "amount");
  const std::vector<std::int32_t> recorded_on = reader.days("recorded_on");
  reader.report_unknown_customers();
  reader.report_inexact_amounts("amount", money.amounts, money.currencies);
  const std::vector<std::uint32_t> kept = reader.kept();
  context.ledger.promises = {picked(customer.codes, kept),        picked(document, kept),
                             picked(promised_on, kept),           picked(due, kept),
                             picked(recorded_on, kept),           picked(money.amounts.minor, kept),
                             picked(money.amounts.is_null, kept), picked(money.currencies.index, kept)};
  context.rows.set_money({});
}

void read_contacts(TableContext& context, const KeyCodes& customer,
                   const std::vector<std::uint8_t>& has_documents) {
  if (!context.table.is_given()) return;
  RowReader reader(context, customer, has_documents);
  reader.check_customer();
  const std::vector<std::int32_t> contacted_on = reader.days("contacted_on", "the day of the contact");
  const std::vector<std::string_view> channel = reader.texts("channel");
  const std::vector<std::string_view> result = reader.texts("result");
  const std::vector<std::string_view> note = reader.texts("note");
  const std::vector<std::int32_t> recorded_on = reader.days("recorded_on");
  reader.report_unknown_customers();
  const std::vector<std::uint32_t> kept = reader.kept();
  context.ledger.contacts = {picked(customer.codes, kept), picked(contacted_on, kept),
                             picked(recorded_on, kept),    picked_texts(channel, kept),
                             picked_texts(result, kept),   picked_texts(note, kept)};
}

void read_dunning(TableContext& context, const KeyCodes& customer,
                  const std::vector<std::uint8_t>& has_documents) {
  if (!context.table.is_given()) return;
  RowReader reader(context, customer, has_documents);
  const std::vector<std::uint32_t> document = reader.find_documents();
  const OptionalMoney money = reader.money("fee");
  reader.set_money(money);
  reader.check_customer();
  reader.check_documents();
  const std::vector<std::int32_t> sent_on = reader.days("sent_on", "the day it was sent");
  const std::vector<std::int32_t> level = reader.levels();
  const std::vector<std::string_view> letter = reader.texts("letter");
  reader.check_amounts("fee", money);
  reader.check_currency(money, "fee");
  const std::vector<std::int32_t> recorded_on = reader.days("recorded_on");
  reader.report_unknown_customers();
  reader.report_inexact_amounts("fee", money.amounts, money.currencies);
  const std::vector<std::uint32_t> kept = reader.kept();
  context.ledger.dunning = {picked(customer.codes, kept),
                            picked(document, kept),
                            picked(sent_on, kept),
                            picked(level, kept),
                            picked(recorded_on, kept),
                            picked_texts(letter, kept),
                            picked(money.amounts.minor, kept),
                            picked(money.currencies.index, kept)};
  context.rows.set_money({});
}

void read_customers(TableContext& context, const KeyCodes& customer, const KeyCodes& parent,
                    const std::vector<std::uint8_t>& has_documents) {
  if (!context.table.is_given()) return;
  RowReader reader(context, customer, has_documents);
  const OptionalMoney limit = reader.money("credit_limit");
  const MoneyCells cover = reader.amounts("cover", limit.currencies);
  reader.set_money(limit);
  reader.check_customer();
  check_distinct(context, customer, has_documents.size());
  if (const ChunkedColumn* const column = context.table.one("parent"))
    context.rows.check_cells(*column, parent.problems);
  reader.check_amounts("credit_limit", limit);
  const std::vector<std::int32_t> limit_expiry = reader.days("limit_expiry");
  reader.check_amounts("cover", cover);
  std::vector<std::uint8_t> has_amount(cover.is_null.size());
  for (std::size_t row = 0; row < has_amount.size(); ++row) {
    has_amount[row] = limit.amounts.is_null[row] == 0 || cover.is_null[row] == 0 ? 1 : 0;
  }
  const char* const amount_role = context.table.one("credit_limit") != nullptr ? "credit_limit" : "cover";
  reader.check_needed_currency(limit.currencies, has_amount, amount_role);
  const std::vector<std::string_view> language = reader.texts("language");
  const std::vector<std::uint8_t> hardship = reader.flags("hardship");
  const std::vector<std::uint8_t> insolvency = reader.flags("insolvency");
  const std::vector<std::uint8_t> legal_stop = reader.flags("legal_stop");
  check_parent_cycles(context, customer, parent);
  reader.report_unknown_customers();
  reader.report_inexact_amounts("credit_limit", limit.amounts, limit.currencies);
  reader.report_inexact_amounts("cover", cover, limit.currencies);
  const std::vector<std::uint32_t> kept = reader.kept();
  Customers& out = context.ledger.customer_master;
  out.customer = picked(customer.codes, kept);
  out.parent =
      parent.codes.empty() ? std::vector<std::uint32_t>(kept.size(), kNoKey) : picked(parent.codes, kept);
  out.credit_limit = picked(limit.amounts.minor, kept);
  out.credit_limit_null = picked(limit.amounts.is_null, kept);
  out.limit_expiry = picked(limit_expiry, kept);
  out.cover = picked(cover.minor, kept);
  out.cover_null = picked(cover.is_null, kept);
  out.currency = picked(limit.currencies.index, kept);
  out.language = picked_texts(language, kept);
  out.hardship = picked(hardship, kept);
  out.insolvency = picked(insolvency, kept);
  out.legal_stop = picked(legal_stop, kept);
  context.rows.set_money({});
}

}  // namespace openitem
