#include "exposure/exposure_tables_in.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "column/plain_cells.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"

namespace openitem::exposure {
namespace {

constexpr std::int64_t kWholeShare = 1'000'000'000;
constexpr RateBounds kInsuredShare{0, kWholeShare, "a fraction from 0 to 1 (0.9 = 90 %)"};

// Codes in a dictionary of the ledger; kNoKey where a cell is empty.
std::vector<std::uint32_t> look_up(const ChunkedColumn& column, const KeyDictionary& dictionary,
                                   std::string_view expected) {
  const KeyIndex index(dictionary);
  KeyCodes cells = look_up_keys(column, index, 1);
  require_readable(column, cells.problems);
  const auto unknown = std::find(cells.codes.begin(), cells.codes.end(), kUnknownKey);
  if (unknown != cells.codes.end())
    refuse_cell(Status::unknown_reference, column, unknown - cells.codes.begin(), expected);
  return std::move(cells.codes);
}

bool is_same_kind(const CreditTerm& a, const CreditTerm& b) noexcept {
  return a.key == b.key && a.is_temporary == b.is_temporary;
}

// Two terms of one kind never hold on one day: nobody could say which.
void refuse_overlaps(const ChunkedTable& table, const std::vector<CreditTerm>& terms,
                     std::string_view expected) {
  std::vector<const CreditTerm*> order;
  order.reserve(terms.size());
  for (const CreditTerm& term : terms) order.push_back(&term);
  std::sort(order.begin(), order.end(), [](const CreditTerm* a, const CreditTerm* b) {
    return std::tie(a->key, a->is_temporary, a->from, a->row) <
           std::tie(b->key, b->is_temporary, b->from, b->row);
  });
  std::int64_t first = -1;
  for (std::size_t at = 1; at < order.size(); ++at) {
    if (!is_same_kind(*order[at - 1], *order[at]) || order[at]->from > order[at - 1]->to) continue;
    const std::int64_t later = std::max(order[at - 1]->row, order[at]->row);
    first = first < 0 ? later : std::min(first, later);
  }
  if (first >= 0) refuse_cell(Status::inconsistent_data, require_column(table, "customer"), first, expected);
}

}  // namespace

ExposureTables::ExposureTables(const LedgerData& ledger, const GroupKey* scope,
                               const ExposureCurrency& currency, std::span<const TableView> tables,
                               const ExposureOptions& options)
    : ledger_(ledger),
      scope_(scope),
      currency_(currency),
      options_(options),
      tables_(tables, kExposureTables) {}

std::vector<std::uint32_t> ExposureTables::customers_of(const ChunkedTable& table) const {
  const ChunkedColumn& column = require_column(table, "customer");
  constexpr std::string_view expected =
      "a customer of the ledger; name those without documents in its table customers";
  std::vector<std::uint32_t> codes = look_up(column, ledger_.customers, expected);
  const auto missing = std::find(codes.begin(), codes.end(), kNoKey);
  if (missing != codes.end()) refuse_cell(Status::missing_value, column, missing - codes.begin(), expected);
  return codes;
}

std::vector<std::uint32_t> ExposureTables::scopes_of(const ChunkedTable& table) const {
  const ChunkedColumn* const column = table.find("scope");
  if (column == nullptr) return std::vector<std::uint32_t>(static_cast<std::size_t>(table.rows()), kNoKey);
  if (scope_ == nullptr) {
    throw Error(Status::invalid_argument,
                Message()
                    .append(column->name())
                    .append(" is given and the option scope is not; name the entity or dimension it is of"))
        .at(-1, column->name());
  }
  return look_up(*column, *scope_->dictionary, "a value of " + scope_->name + " that a document has");
}

std::vector<std::int32_t> ExposureTables::days_of(const ChunkedTable& table, std::string_view column) const {
  const ChunkedColumn* const days = table.find(column);
  if (days == nullptr) return std::vector<std::int32_t>(static_cast<std::size_t>(table.rows()), kNoDate);
  return read_row_days(*days, options_.date_format, options_.threads);
}

std::vector<std::int64_t> ExposureTables::amounts_of(const ChunkedTable& table, std::string_view column,
                                                     std::span<const std::uint16_t> currencies) const {
  const ChunkedColumn& given = require_column(table, column);
  std::vector<std::int64_t> amounts =
      require_row_amounts(given, currencies, options_.money, options_.threads);
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (amounts[row] < 0)
      refuse_cell(Status::invalid_data, given, static_cast<std::int64_t>(row), "an amount of 0 or more");
    amounts[row] = currency_.convert(amounts[row], currencies[row]);
  }
  return amounts;
}

void ExposureTables::check_columns(const ChunkedTable& table, std::span<const std::string_view> names) const {
  require_known_columns(table, names);
}

std::vector<CreditFlow> ExposureTables::flows(std::string_view name, std::string_view day) const {
  const ChunkedTable* const table = tables_.find(name);
  if (table == nullptr) return {};
  check_columns(*table, std::array<std::string_view, 5>{"customer", "amount", "currency", day, "scope"});
  const std::vector<std::uint32_t> customers = customers_of(*table);
  const std::vector<std::uint16_t> currencies = currency_.of_rows(*table);
  const std::vector<std::int64_t> amounts = amounts_of(*table, "amount", currencies);
  const std::vector<std::int32_t> days = days_of(*table, day);
  const std::vector<std::uint32_t> scopes = scopes_of(*table);
  std::vector<CreditFlow> found;
  found.reserve(amounts.size());
  for (std::size_t row = 0; row < amounts.size(); ++row)
    found.push_back({{customers[row], scopes[row], currency_.of(currencies[row])}, amounts[row], days[row]});
  return found;
}

std::vector<CreditTerm> ExposureTables::terms_of(const ChunkedTable& table, bool has_scope) const {
  const std::vector<std::uint32_t> customers = customers_of(table);
  const std::vector<std::uint16_t> currencies = currency_.of_rows(table);
  const std::vector<std::int64_t> amounts = amounts_of(table, "limit", currencies);
  const std::vector<std::int32_t> from = days_of(table, "valid_from");
  const std::vector<std::int32_t> to = days_of(table, "valid_to");
  const std::vector<std::uint32_t> scopes =
      has_scope ? scopes_of(table) : std::vector<std::uint32_t>(amounts.size(), kNoKey);
  std::vector<CreditTerm> terms;
  for (std::size_t at = 0; at < amounts.size(); ++at) {
    CreditTerm term;
    term.key = {customers[at], scopes[at], currency_.of(currencies[at])};
    term.row = static_cast<std::int64_t>(at);
    term.amount = amounts[at];
    term.from = from[at];  // kNoDate is before every day
    term.to = to[at] == kNoDate ? kNoEnd : to[at];
    if (term.to < term.from)
      refuse_cell(Status::inconsistent_data, require_column(table, "valid_to"), term.row,
                  "a day that is not before valid_from");
    terms.push_back(term);
  }
  return terms;
}

void ExposureTables::read_kinds(const ChunkedTable& table, std::vector<CreditTerm>& terms) const {
  const ChunkedColumn* const column = table.find("kind");
  if (column == nullptr) return;
  const TextCells cells = read_texts(*column, options_.threads);
  require_readable(*column, cells.problems);
  for (CreditTerm& term : terms) {
    const std::string_view kind = cells.values[static_cast<std::size_t>(term.row)];
    term.is_temporary = kind == "temporary";
    if (!term.is_temporary && kind != "permanent" && !kind.empty())
      refuse_cell(Status::invalid_data, *column, term.row, "permanent or temporary");
  }
}

void ExposureTables::read_shares(const ChunkedTable& table, std::vector<CreditTerm>& terms) const {
  for (CreditTerm& term : terms) term.insured_share = kWholeShare;
  const ChunkedColumn* const column = table.find("insured_share");
  if (column == nullptr) return;
  const std::vector<std::optional<std::int64_t>> shares = read_rates(*column, kInsuredShare);
  for (CreditTerm& term : terms)
    term.insured_share = shares[static_cast<std::size_t>(term.row)].value_or(kWholeShare);
}

std::vector<CreditTerm> ExposureTables::ledger_terms(bool is_cover) const {
  const Customers& master = ledger_.customer_master;
  const std::vector<std::int64_t>& amounts = is_cover ? master.cover : master.credit_limit;
  const std::vector<std::uint8_t>& is_null = is_cover ? master.cover_null : master.credit_limit_null;
  std::vector<CreditTerm> terms;
  for (std::size_t at = 0; at < amounts.size(); ++at) {
    if (is_null[at] != 0) continue;
    if (amounts[at] < 0) {
      throw Error(Status::invalid_data, Message()
                                            .append("the ledger's customer ")
                                            .append_quoted(ledger_.customers.text_of(master.customer[at]))
                                            .append(is_cover ? " has a cover" : " has a credit limit")
                                            .append(" below 0; expected an amount of 0 or more"))
          .at(-1, is_cover ? "customers.cover" : "customers.credit_limit");
    }
    CreditTerm term;
    term.key = {master.customer[at], kNoKey, currency_.of(master.currency[at])};
    term.amount = currency_.convert(amounts[at], master.currency[at]);
    term.insured_share = kWholeShare;
    term.from = kNoDate;
    const std::int32_t expiry = is_cover ? kNoDate : master.limit_expiry[at];
    term.to = expiry == kNoDate ? kNoEnd : expiry;
    terms.push_back(term);
  }
  return terms;
}

std::vector<CreditTerm> ExposureTables::limits() const {
  const ChunkedTable* const table = tables_.find("limits");
  if (table == nullptr) return ledger_terms(false);
  check_columns(*table, std::array<std::string_view, 7>{"customer", "limit", "currency", "kind", "valid_from",
                                                        "valid_to", "scope"});
  std::vector<CreditTerm> terms = terms_of(*table, true);
  read_kinds(*table, terms);
  refuse_overlaps(*table, terms, "one limit of a customer, currency, kind and scope on a day");
  return terms;
}

std::vector<CreditTerm> ExposureTables::covers() const {
  const ChunkedTable* const table = tables_.find("covers");
  if (table == nullptr) return ledger_terms(true);
  check_columns(*table, std::array<std::string_view, 6>{"customer", "limit", "currency", "insured_share",
                                                        "valid_from", "valid_to"});
  std::vector<CreditTerm> terms = terms_of(*table, false);
  read_shares(*table, terms);
  refuse_overlaps(*table, terms, "one cover of a customer and currency on a day");
  return terms;
}

std::vector<std::int32_t> ExposureTables::last_reviews(std::int32_t as_of) const {
  std::vector<std::int32_t> last(ledger_.customers.size(), kNoDate);
  const ChunkedTable* const table = tables_.find("reviews");
  if (table == nullptr) return last;
  check_columns(*table, std::array<std::string_view, 2>{"customer", "reviewed_on"});
  const std::vector<std::uint32_t> customers = customers_of(*table);
  const std::vector<std::int32_t> days =
      require_row_days(require_column(*table, "reviewed_on"), options_.date_format, options_.threads);
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (days[row] <= as_of) last[customers[row]] = std::max(last[customers[row]], days[row]);
  }
  return last;
}

}  // namespace openitem::exposure
